# 10,000 segments, as many as there can be: what is most comes first, the rest is counted, and the report stays one that can be
# read. Segments are of 40 to 79 people; every hundredth lacks men, the more the later it is; of some the age of most is unknown.
awk 'BEGIN {
	print "segment,sex,age"
	for (s = 0; s < 10000; s++)
		for (i = 0; i < 40 + s * 7 % 40; i++) {
			sex = i % 2 == 0 && !(s % 100 == 0 && i < s / 120) ? "m" : "f"
			age = i % (s % 1000 == 777 ? 20 : 9) == 0 ? "" : i % 3 ? "old" : "young"
			if (s % 1000 == 777 && i > 20 - s / 1000) age = ""
			printf "s%04d,%s,%s\n", s, sex, age
		}
}' > many.csv
printf 'attribute,value,count\nsex,f,500000\nsex,m,500000\nage,old,700000\nage,young,300000\n' > census.csv
for format in text markdown html; do
	"$SEGBIAS" compare many.csv census.csv -q -f $format > $format
	echo "$format: $(wc -c < $format | awk '{print $1 < 40000 ? "less than 40 kB" : $1 < 4000000 ? "less than 4 MB" : "more"}')"
done
sed -n '/^Verdict/,/more:/p;/^Not shown/,/all)/p;/^  s.*unclear\.$/p;/of which all/p;/^  .*incomplete/p' text
grep -e '^- and' -e '^Not shown' -e 'incomplete' markdown
# The same by the CSV and the JSON: how many flags and of whom the most, which segment has most unknown, which are the largest.
"$SEGBIAS" compare many.csv census.csv -q -f csv -o result.json > values.csv
/usr/bin/python3 - <<'SCRIPT'
import csv, json
rows = [row for row in csv.DictReader(open("values.csv")) if row["verdict"].endswith(("over", "under"))]
print(len(rows), "flags; most people:", max(rows, key=lambda row: abs(float(row["shortfall"])))["segment"])
result = json.load(open("result.json"))
incomplete = [row for row in result["incomplete"] if row["segment"] and row["verdict"] == "incomplete"]
incomplete.sort(key=lambda row: -row["missing"])
print(len(incomplete), "incomplete:", *(row["segment"] for row in incomplete[:3]))
SCRIPT
