# Where more than half is unknown the verdict says so first; what is missing and "(other)" are counted apart.
printf 'Gender,count\nfemale,5000017\nmale,5000001\n' > reference.csv
printf 'segment,Gender,Users\nA,female,100\nA,male,120\nA,unknown,900\nA,(other),80\nB,female,300\nB,male,310\nB,unknown,20\n' > half.csv
printf 'segment,Gender,Users\nA,female,400\nA,male,430\nB,female,30\nB,male,31\nB,unknown,70\n' > segment.csv
printf 'segment,Gender,Users\nA,female,400\nA,male,430\nB,female,30\nB,male,31\nB,unknown,61\n' > even.csv
for file in half.csv segment.csv even.csv; do
	"$SEGBIAS" compare $file reference.csv 2> errors | grep -A1 -E '^Verdict|^Whole'
done
"$SEGBIAS" compare half.csv reference.csv --lang ar 2> errors | grep 'التقييم:'
"$SEGBIAS" compare half.csv reference.csv -f json 2> errors | grep -o '"segment": null, "attribute": "Gender", "rows": [0-9]*, "n": [0-9]*\|"missing": 920\|"unmatched": 80' | sort -u
"$SEGBIAS" compare half.csv reference.csv -f html 2> errors | grep -o 'more than half is unknown of [^;]*'
# One that is unknown in a segment only is told beside one that is unknown as a whole, whose segments are not counted again.
awk 'BEGIN {
	print "segment,gender,age"
	for (i = 0; i < 300; i++) {
		gender = i % 2 ? "Male" : "Female"
		age = i % 4 ? "18-64" : "65+"
		print "North," (i < 20 ? gender : "") "," (i < 200 ? age : "")
		print "South," (i < 290 ? gender : "") "," (i < 20 ? age : "")
		print "West," (i < 280 ? gender : "") "," (i < 20 ? age : "")
	}
}' >apart.csv
printf 'attribute,value,count\ngender,Female,5100000\ngender,Male,4900000\nage,18-64,7700000\nage,65+,2300000\n' >both.csv
"$SEGBIAS" compare apart.csv both.csv -q | sed -n '/^Verdict/,/^$/p'
"$SEGBIAS" compare apart.csv both.csv -q --lang ar | sed -n '/^التقييم/,/^$/p'
