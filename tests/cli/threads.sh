# A file of several pieces is read by one thread and by three: the same result, the same warnings, the same error.
awk 'BEGIN {
	print "id,segment,gender,region,n"
	for (i = 0; i < 60000; i++)
		printf "%d,%s,%s,\"place %d, \"\"%d\"\"\",%d\n", i, i % 3 ? "a" : "b", i % 5 ? "F" : "M", i % 7, i % 2, i % 4
}' >campaign.csv
printf 'attribute,value,count\ngender,F,6000000\ngender,M,4000000\n' >reference.csv
sed '50001s/.*/1,a,F/; 55001s/,"/,x"/' campaign.csv >bad.csv
sed '58001s/,[0-9]*$/,some/' campaign.csv >figure.csv
for file in campaign bad figure; do
	for options in "" "--skip-bad"; do
		for threads in 1 3; do
			"$SEGBIAS" compare $file.csv reference.csv -n n -f json --threads $threads $options >$threads.out 2>$threads.err
			echo "$file $options $threads: $?"
		done
		cmp 1.out 3.out
		cmp 1.err 3.err
		cat 3.err
	done
done
"$SEGBIAS" compare campaign.csv reference.csv --threads 0
# Filters, of cells that are quoted, and the values that the universe keeps out: by any number of threads what awk counts.
sed 's/,[^,]*$//' campaign.csv >people.csv
awk -F, 'NR > 1 && $4 == "\"place 1" && $5 ~ /""0""/ && $2 == "a" { n[$3]++ } END { print n["F"], n["M"] }' people.csv
awk -F, 'NR > 1 && $3 == "F" && $2 == "a" { n++ } END { print n }' people.csv
for threads in 1 3; do
	"$SEGBIAS" compare people.csv reference.csv -s segment -f json -q --threads $threads \
		--campaign-where 'region=place 1, "0"' >where.$threads
	"$SEGBIAS" compare people.csv reference.csv -s segment -f json -q --threads $threads --within gender=F >within.$threads
	python3 - where.$threads within.$threads <<'F'
import json, sys
for path in sys.argv[1:]:
	result = json.load(open(path))
	print(*(value["count"] for c in result["comparisons"] if c["segment"] == "a" for value in c["values"]))
F
done
cmp where.1 where.3
cmp within.1 within.3
