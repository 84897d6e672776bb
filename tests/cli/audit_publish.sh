# Counts of few decisions are withheld, and what would tell them. In white, black, asian, native 200, 60, 50, 4 of 400, 200, 90, 6 are
# selected; of 9 the group is unknown, of whom 3 are; 7 have no decision. With K 10 native's and the unknown's counts are small, and
# asian's, the least beside them, go with them: what is shown of race adds up to 260 of 600, and white and black are tested against
# each other (R: fisher.test(rbind(c(200, 200), c(60, 140)))$p.value is 3.320113e-06)
rows() { # group, selected, not selected
	awk -v group="$1" -v yes="$2" -v no="$3" 'BEGIN { for (i = 0; i < yes + no; i++) print group "," (i % 2 ? "F" : "M") "," (i < yes ? "yes" : "no") }'
}
{
	echo race,sex,hired
	rows white 200 200
	rows black 60 140
	rows asian 50 40
	rows native 4 2
	rows '' 3 6
	rows white 0 7 | sed 's/no$//'
} >d.csv
audit() {
	"$SEGBIAS" audit d.csv --decision hired "$@"
	echo "exit $?"
}
audit -a race --publish 10
audit -a race --publish 10 -f csv | cut -d, -f1-12,37-42
audit -a race --publish 10 -f json | grep -o '"publish".*\|"sha256".*\|"rows".*\|"missing": null$\|"race": null\|"chi2": [^,]*\|"family".*'
# with other people in the groups that are withheld, and another number without a decision, there is no other byte
mkdir -p mine other
cp d.csv mine/d.csv
sed '0,/^asian,\(.\),yes/s//native,\1,yes/' d.csv | grep -v ',$' >other/d.csv
same() {
	for folder in mine other; do
		(cd "$folder" && "$SEGBIAS" audit d.csv --decision hired "$@" --publish 10 -f json -o r.csv -o r.html -o r.md -o r.ndjson >r.json 2>r.err)
	done
	for file in r.json r.csv r.html r.md r.ndjson r.err; do
		cmp "mine/$file" "other/$file" && echo "$file is the same"
	done
}
same -a race,sex
# 3 of 100 are selected: with native's 20 of 80, the least beside them, the 3 are 1 to 22, so that how many there are of either is told,
# and nobody can tell who of these is selected
{ head -n 1 d.csv && rows white 200 200 && rows black 60 140 && rows asian 3 97 && rows native 20 60; } >mine/d.csv
{ head -n 1 d.csv && rows white 200 200 && rows black 60 140 && rows asian 5 95 && rows native 18 62; } >other/d.csv
(cd mine && audit -a race --publish 10 -f text | sed -n '/^race/,/^$/p' && audit -a race --publish 10 -f csv | cut -d, -f1-5,11-15,38)
same -a race
(cd mine && audit -a race --publish 10 --against native)
(cd mine && audit -a race --publish 10 --fail-on unclear -f csv | tail -1)
# where the number of the unknown is withheld --min-share is of all records: 200 of 705 are 28.4 %, of those known 28.7 %
audit -a race --publish 10 --min-share 28.5% -f csv 2>/dev/null | cut -d, -f1-4,36
# the gate
audit -a race --publish 10 --fail-on under -f csv | tail -1
audit -a sex,race --publish 10 --fail-on unclear -f csv | tail -1
audit -a sex --publish 10 --fail-on under,unclear -f csv | tail -1
audit -a race --publish 10 --policy ll144 -f csv | tail -1
# what is refused
audit -a race --publish 10 --against native
audit -a race --publish 400
audit -a race,sex,race*sex --publish 10
audit -a race --publish 10 --label sex=F
audit -a race --publish 10 --given sex
audit -a race --publish 10 --person sex
"$SEGBIAS" audit d.csv --score hired --threshold 0.5 --publish 10
echo "exit $?"
audit -a race --publish 10 --score sex
{ echo 'sex,hired,w' && for i in 1 2 3 4 5; do printf 'F,yes,1.5\nF,no,2.25\nM,yes,1\nM,no,1\n'; done } >w.csv
"$SEGBIAS" audit w.csv --decision hired --publish 3 -w w
echo "exit $?"
"$SEGBIAS" audit w.csv --decision hired --publish 3 -w none -a sex -f csv | cut -d, -f1-5
# Of 63 who are selected in France 60 are of Paris: 3 are of Lyon, whatever else is withheld by city; 3 or 4, where one of Paris is said to be
# in Germany. So Paris is withheld with Lyon, until five records are said to be elsewhere, where it is Ulm, of which fewest are. Of a country of
# one city no city can be withheld with it, and either column by itself is published.
nested() { # of Lyon so many of 40 are selected
	{
		echo country,city,hired
		rows Lyon "$1" $((40 - $1)) | awk -F, '{ print "FR,Lyon," $3 }'
		rows Paris 60 40 | awk -F, '{ print "FR,Paris," $3 }'
		rows Ulm 15 10 | awk -F, '{ print "DE,Ulm," $3 }'
		rows Bonn 20 30 | awk -F, '{ print "DE,Bonn," $3 }'
	} >nested.csv
}
nested 3
"$SEGBIAS" audit nested.csv --decision hired --publish 5 -f csv | cut -d, -f1-4
rows Vigo 2 30 | awk -F, '{ print "ES,Vigo," $3 }' >vigo.csv
cat vigo.csv >>nested.csv
"$SEGBIAS" audit nested.csv --decision hired --publish 5
echo "exit $?"
"$SEGBIAS" audit nested.csv --decision hired --publish 5 -a city,country -f csv
echo "exit $?"
sed -i '/Vigo/d' nested.csv
for columns in country city; do "$SEGBIAS" audit nested.csv --decision hired --publish 5 -a $columns -f csv | cut -d, -f1-4; done
for elsewhere in DE FR DE DE '' DE DE; do
	echo "$elsewhere,Paris,no" >>nested.csv
	"$SEGBIAS" audit nested.csv --decision hired --publish 5 -f csv -q | cut -d, -f1-4
done
nested 13
"$SEGBIAS" audit nested.csv --decision hired --publish 5 -f csv | cut -d, -f1-4
# One column that two others tell, also beside eight more; four of many values, of which it is not counted; and the hints.
awk 'BEGIN { OFS = ","; print "sons,daughters,kids,hired"; for (i = 0; i < 400; i++) {
	s = i % 3; d = int(i / 3) % 2; print s, d, s + d, i % 11 < 4 && (s > 0 || i < 40) ? "yes" : "no" } }' > kids.csv
"$SEGBIAS" audit kids.csv --decision hired -a sons,daughters,kids --publish 10 -q
echo "exit $?"
awk -F, 'BEGIN { OFS = "," } NR == 1 { print "a1,a2,a3,a4,a5,a6,a7,a8,sons,daughters,kids,hired"; next } { for (i = 1; i < 9; i++) { x = (x * 1103 + 12345) % 65536; printf "%d,", int(x / 256) % 2 } print $1, $2, $3, $4 }' kids.csv > eleven.csv
"$SEGBIAS" audit eleven.csv --decision hired --publish 10 -q
echo "exit $?"
"$SEGBIAS" audit eleven.csv --decision hired --publish 10 -q -f csv -a a1,a2,a3,a4,a5,a6,a7,a8,sons,daughters | cut -d, -f1-4
awk 'BEGIN { OFS = ","; print "a,b,c,d,hired"; for (i = 0; i < 4000; i++) print "a" i % 101, "b" i % 103, "c" i % 107, "d" i % 5, i % 3 ? "no" : "yes" }' > values.csv
for threads in 1 3; do
	"$SEGBIAS" audit values.csv --decision hired --publish 20 -q --threads $threads
	echo "exit $?"
done
"$SEGBIAS" audit values.csv --decision hired --publish 20 -q -f csv -a a,b,c | cut -d, -f1-4 | tail -5
# Two columns of which the combinations are too many to look at: nobody knows whether they tell of each other.
awk 'BEGIN { OFS = ","; print "a,b,hired"; for (i = 0; i < 12000; i++) print "a" i % 3001, "b" i % 2999, i % 3 ? "no" : "yes" }' > pair.csv
"$SEGBIAS" audit pair.csv --decision hired --publish 3 -q -a a,b
echo "exit $?"
