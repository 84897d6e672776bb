# With weights nothing of a segment is published that has a small count, nor of the whole campaign then (--publish, --weight).
printf 'attribute,value,count\ngender,f,3000000\ngender,m,3000000\nregion,North,3600000\nregion,South,2400000\n' > reference.csv
rows() { # SEGMENT REGION GENDER WEIGHT RECORDS
	for _ in $(seq "$5"); do
		echo "$1,$2,$3,$4"
	done
}
{
	echo segment,region,gender,w
	rows Mail North f 1 40
	rows Mail North m 1.5 35
	rows Mail South f 2 30
	rows Mail South m 2 25
	rows Shop North f 1 20
	rows Shop North m 1 17
	rows Shop South m 2 3
} > campaign.csv
# 40 records of Shop, 43 by weight in either table: who knows that the South weighs 2 knows that three are of it.
"$SEGBIAS" compare campaign.csv reference.csv -w w -f csv -q | grep Shop | cut -d, -f1-4
"$SEGBIAS" compare campaign.csv reference.csv -w w --publish 5 -f csv -q | cut -d, -f1-8
"$SEGBIAS" compare campaign.csv reference.csv -w w --publish 5 -q
"$SEGBIAS" compare campaign.csv reference.csv -w w --publish 5 -q --lang ar | sed -n 1,6p
# By gender alone no count is small.
"$SEGBIAS" compare campaign.csv reference.csv -w w --publish 5 --attributes gender -f csv | cut -d, -f1-8
# Where every group has a small count nothing is left.
"$SEGBIAS" compare campaign.csv reference.csv -w w --publish 90 -f csv
"$SEGBIAS" compare campaign.csv reference.csv -w w --publish 90 --attributes gender -f csv
"$SEGBIAS" check campaign.csv reference.csv -w w --publish 5
# Of the records without a segment three are of the South: what is left of the whole campaign would tell what they weigh. Nine may be shown,
# but not of persons, of whom nobody knows how many they are.
for few in 3 9; do
	{
		echo segment,region,gender,w,who
		rows Mail North f 1 40
		rows Mail South m 2 30
		rows Shop North m 1 17
		rows Shop South f 2 20
		rows '' North f 1 20
		rows '' South f 1.5 "$few"
		rows '' North m 1.5 11
	} | awk -F, 'NR > 1 { $0 = $0 "," (NR % 2 ? "p" NR : "q" NR) } 1' > apart.csv
	"$SEGBIAS" compare apart.csv reference.csv -w w -a region,gender --publish 5 -f csv -q | cut -d, -f1-5 | grep '^,region,N'
	"$SEGBIAS" compare apart.csv reference.csv -w w -a region,gender --publish 5 --person who -f csv -q | cut -d, -f1-5 | grep '^,region,N'
done
# Of a column that is not compared nothing is published, in groups that are shown, too.
{
	echo segment,region,gender,w
	rows Mail North f 1 40
	rows Mail '' m 2 30
	rows Shop North m 1 17
	rows Shop '' f 2 20
} > aside.csv
"$SEGBIAS" compare aside.csv reference.csv -w w -a gender --publish 5 -f json -q |
	/usr/bin/python3 -c 'import json, sys
print([(row["segment"], row["column"], row["missing"], row["rate"]) for row in json.load(sys.stdin)["incomplete"]])'
