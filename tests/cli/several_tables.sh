# Several tables of the same people in one file: what each says is compared, of what none says there are bounds, and it is refused where
# nobody can count once. By hand, of 400 women and 600 men, 300 young and 700 old, 550 in the north: women in the north are
# at least max(0, 100 + 170 - 300) + max(0, 300 + 380 - 700) = 0 and at most min(100, 170) + min(300, 380) = 400 of 1000, young women
# there 0 to 100.
campaign() {
	printf 'id,sex,age,region\n'
	awk 'BEGIN { for (i = 0; i < 1200; i++) print "u" i "," (i % 10 < 8 ? "f" : "m") "," (i % 10 < 6 ? "young" : "old") "," (i % 12 < 9 ? "N" : "S") }'
}
sex_age() { printf 'f,young,%s,100000\nf,old,%s,300000\nm,young,%s,200000\nm,old,%s,400000\n' "$1" "$1" "$1" "$1"; }
age_region() { printf '%s,young,N,170000\n%s,old,N,380000\n%s,young,S,130000\n%s,old,S,320000\n' "$1" "$1" "$1" "$1"; }
campaign >people.csv
{ echo sex,age,region,count; sex_age Total; age_region Total; echo Total,Total,Total,1000000; } >words.csv
{ echo sex,age,region,count; sex_age ''; age_region ''; } >blank.csv
{ cat words.csv; echo Total,Total,N,560000; } >differing.csv
run() {
	"$SEGBIAS" "$@"
	echo "exit $?"
}
run compare people.csv words.csv -s none --cross 3 | sed -n -e '1,/^Verdict/p' -e '/^Where attributes/,/^Whole/p'
run compare people.csv words.csv -s none --cross 3 -q -f json | grep -o '"attribute": "[^"]*", "value": "f × [^"]*".*"count": [0-9]*\|"state".*"assumed": [^}]*'
run compare people.csv words.csv -s none --cross 3 -q --lang ar | sed -n '/^حيث تلتقي/,/^$/p'
"$SEGBIAS" compare people.csv words.csv -s none --cross 3 -q -f json >words.json
"$SEGBIAS" compare people.csv blank.csv -s none --cross 3 -q -f json >blank.json
sed '/"sha256"/d; /"bytes"/d; /"name"/d; /"rows"/d; /"warnings"/,$d' words.json >words.txt
sed '/"sha256"/d; /"bytes"/d; /"name"/d; /"rows"/d; /"warnings"/,$d' blank.json >blank.txt
cmp words.txt blank.txt && echo alike
# Counted apart, it is the same.
"$SEGBIAS" tally people.csv words.csv -s none --cross 3 -q -o people.tally
"$SEGBIAS" compare people.tally words.csv -q -f json | sed '/"sha256"/d; /"bytes"/d; /"name"/d; /"rows"/d; /"warnings"/,$d' | diff - words.txt | grep -c attribute
run compare people.csv differing.csv -s none -q
run compare people.csv words.csv -s none -q --reference-kind sample
run compare people.csv blank.csv -s none -q --reference-kind sample
run weigh people.csv words.csv -q
run weigh people.csv words.csv -q --where region=Total | sed -n 1,4p
# Of nobody all parts are known, in one table.
{ echo sex,region,town; awk 'BEGIN { for (i = 0; i < 900; i++) print (i % 3 ? "f" : "m") "," (i % 2 ? "N" : "S") ","; for (i = 0; i < 900; i++) print ",N," (i % 5 ? "x" : "y") }'; } >survey.csv
{ echo sex,region,town; awk 'BEGIN { for (i = 0; i < 300; i++) print (i % 3 ? "f" : "m") "," (i % 2 ? "N" : "S") "," (i % 5 ? "x" : "y") }'; } >own.csv
run compare own.csv survey.csv -s none --cross 2 --shape rows --reference-shape rows | sed -n '/^Where/,/^Whole/p'
# Women are old, the old are in the north, and women in the south: each two tables agree, and the three do not.
printf 'sex,age,region,count\nf,old,Total,500000\nm,young,Total,500000\nTotal,young,S,500000\nTotal,old,N,500000\nf,Total,S,500000\nm,Total,N,500000\n' >contrary.csv
run compare people.csv contrary.csv -s none --cross 3 -q
run compare people.csv contrary.csv -s none --cross 2 -q | sed -n '1,3p'
