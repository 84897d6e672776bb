# What else would tell of small counts: zeros beside them, spellings of few people, and an earlier result (--publish).
printf 'attribute,value,count\nregion,North,300000\nregion,South,300000\nregion,East,200000\nregion,West,100000\n' > reference.csv
# A segment of one record of each value, and three segments of one record: no count of them is told by the sums.
cat > campaign.csv <<'CSV'
segment,region,count
Mail,North,41
Mail,South,38
Mail,East,27
Mail,West,22
Web,North,1
Web,South,1
Web,East,1
Web,West,1
Web,,1
Fair,North,1
Call,South,1
Post,East,1
Shop,North,24
Shop,South,31
Shop,East,3
Shop,West,19
CSV
"$SEGBIAS" compare campaign.csv reference.csv --publish 5 -f csv | cut -d, -f1-5,23,24
# Twelve records of one person are spelled otherwise, or as a marker of a missing value; of records both may be shown.
{
	echo segment,region,person
	for i in $(seq 60); do
		echo "Mail,North,$i"
		echo "Mail,South,$i"
		echo "Mail,,$i"
	done
	for i in $(seq 12); do
		echo Mail,south,7
		echo Mail,n/a,7
	done
} > people.csv
for person in '' '--person person'; do
	# shellcheck disable=SC2086 # none or two words
	"$SEGBIAS" compare people.csv reference.csv --publish 5 $person -f json |
		/usr/bin/python3 -c 'import json, sys
result = json.load(sys.stdin)
print([(row["campaign_value"], row["count"]) for row in result["mapping"]], result["incomplete"][0]["counted"])'
done
# Five spellings of five unmatched records are one each, and three ages of a band that is withheld are three: none is listed.
{
	echo segment,region,age
	for i in $(seq 60); do
		echo "Mail,North,$((i % 20 + 20))"
		echo "Web,South,$((i % 3 ? 50 : 30))" # the region does not tell of the age
	done
	for region in Jersey Kent Man Wales Cornwall; do
		echo "Mail,$region,50"
	done
	for age in 66 71 80; do
		printf 'Web,East,50\nWeb,South,%s\n' "$age"
	done
	for marker in NULL n/a ?; do
		echo "Web,$marker,50"
	done
} > spellings.csv
printf 'age,18-44,400000\nage,45-64,300000\nage,65+,200000\n' | cat reference.csv - > ages_too.csv
"$SEGBIAS" compare spellings.csv ages_too.csv -q --publish 5 -f json |
	/usr/bin/python3 -c 'import json, sys
result = json.load(sys.stdin)
print([(row["campaign_value"], row["count"]) for row in result["mapping"]], [row["counted"] for row in result["incomplete"]])
print([(c["attribute"], c["unmatched"], [(v["value"], v["count"]) for v in c["values"]]) for c in result["comparisons"][:2]])'
"$SEGBIAS" compare spellings.csv ages_too.csv --publish 5 --explain-mapping -o page.html -o report.md > report.txt 2>&1
grep -c -e Jersey -e Kent -e n/a report.txt page.html report.md
"$SEGBIAS" init spellings.csv ages_too.csv -q --publish 5 && grep -c -e Jersey -e n/a segbias.yaml
rm -f segbias.yaml
# A sum of the markers that are shown is not what was counted in all: where some are withheld none is told.
{
	echo segment,region,age
	for i in $(seq 60); do
		printf 'A,North,30\nA,South,\n'
	done
	for i in $(seq 9); do
		echo A,n/a,40
	done
} > markers.csv
"$SEGBIAS" compare markers.csv ages_too.csv -q --publish 5 | grep 'Counted as missing'
echo A,?,40 >> markers.csv
"$SEGBIAS" compare markers.csv ages_too.csv -q --publish 5 | grep -c 'Counted as missing'
# Records outside a universe are in no table: where they are withheld at all they would be few.
"$SEGBIAS" compare campaign.csv reference.csv --within region=North,South,West --publish 5 -f json | grep -o '"outside": [^,}]*'
# A baseline that tells of small counts.
"$SEGBIAS" compare campaign.csv reference.csv -f json > all.json
"$SEGBIAS" compare campaign.csv reference.csv --publish 5 -f json > published.json
sed 's/Mail,North,41/Mail,North,47/' campaign.csv > later.csv
"$SEGBIAS" check later.csv reference.csv --publish 5 --baseline all.json
"$SEGBIAS" check later.csv reference.csv --publish 5 --baseline published.json
"$SEGBIAS" check campaign.csv reference.csv --publish 5 --baseline published.json
# 999 stands for a missing age where two records have it: of which none is told whether it is suspected.
{
	echo segment,region,age
	for i in $(seq 60); do
		echo "Mail,North,$((i + 17))"
		echo "Mail,South,$((i + 17))"
	done
	echo Mail,East,999
	echo Mail,East,999
} > ages.csv
for publish in '' '--publish 5'; do
	# shellcheck disable=SC2086 # none or two words
	"$SEGBIAS" compare ages.csv reference.csv -q $publish -f json |
		/usr/bin/python3 -c 'import json, sys
result = json.load(sys.stdin)
print([row["suspected"] for row in result["incomplete"]], result["left_out"])'
done
# Ten records of four values: the campaign itself is too small for them.
printf 'channel,region\nweb,North\nweb,South\nweb,East\nweb,West\nweb,North\nweb,South\nweb,East\nweb,North\nweb,South\nweb,West\n' > ten.csv
printf 'channel,web,700000\nchannel,mail,200000\n' | cat reference.csv - > both.csv
"$SEGBIAS" compare ten.csv both.csv -q --publish 10
"$SEGBIAS" compare ten.csv both.csv -q --publish 10 --attributes channel -f csv | cut -d, -f1-5,23,24
# Three and two without a region add up to five, which would tell of both, and is withheld; so is that the five are spelled alike.
{
	echo segment,region
	for i in $(seq 60); do
		printf 'A,North\nA,South\nB,North\nB,South\nC,North\nC,South\n'
	done
	printf 'A,n/a\nA,n/a\nA,n/a\nB,n/a\nB,n/a\n'
} > spelled.csv
"$SEGBIAS" compare spelled.csv reference.csv -q --publish 5 -f json |
	/usr/bin/python3 -c 'import json, sys
print([(row["segment"], row["missing"], row.get("counted")) for row in json.load(sys.stdin)["incomplete"]])'
# Segments of three and two records are five together: neither could be five, so that the smallest other one is not published either.
{
	echo segment,region,count
	printf 'A,North,60\nA,South,60\nB,North,40\nB,South,41\nC,North,80\nC,South,70\nX,North,3\nY,South,%s\n' 2
} > small.csv
for y in 2 3; do
	sed -i "s/^Y,South,.*/Y,South,$y/" small.csv
	"$SEGBIAS" compare small.csv reference.csv -q --publish 5 -f json |
		/usr/bin/python3 -c 'import json, sys
print([row["segment"] for row in json.load(sys.stdin)["comparisons"] if row["rows"] is None])'
done
# Three records without a segment are few, and how many they are is withheld; five are not.
for none in 3 5; do
	{
		echo segment,region,count
		printf 'A,North,60\nA,South,60\nB,North,40\nB,South,41\n,North,%s\n' $none
	} > none.csv
	"$SEGBIAS" compare none.csv reference.csv -q --publish 5 -f json | grep -o '"no_segment": [^,]*'
done
# Of an attribute of which a record has several values the others are published, where there are any.
printf 'region,hobbies\n' > hobbies.csv
for i in $(seq 20); do printf 'North,golf;chess\nSouth,chess\nNorth,golf\n'; done >> hobbies.csv
printf 'attribute,value,count,base\nregion,North,500,900\nregion,South,400,900\nhobbies,golf,500,900\nhobbies,chess,600,900\n' > answers.csv
for attributes in region,hobbies hobbies; do
	"$SEGBIAS" compare hobbies.csv answers.csv --multi 'hobbies=;' -q --publish 5 --attributes $attributes
done
"$SEGBIAS" compare hobbies.csv answers.csv -q --publish 5 --attributes region -f csv | cut -d, -f1-4
