# A gate on crossings: what fails is a combination that is skewed beyond its parts, and nothing else of a crossing.
awk 'BEGIN { print "segment,sex,age"
	split("F 18-34 100,F 35-64 250,F 65+ 250,M 18-34 250,M 35-64 300,M 65+ 350", cell, ",")
	for (c = 1; c <= 6; c++) { split(cell[c], part, " ")
		for (s = 0; s < 2; s++) for (i = 0; i < part[3]; i++) print (s ? "A" : "B") "," part[1] "," part[2] } }' >c.csv
printf 'sex,age,count\nF,18-34,1000000\nF,35-64,1000000\nF,65+,1000000\nM,18-34,1000000\nM,35-64,1000000\nM,65+,1000000\n' >r.csv
try() {
	echo "$*"
	"$SEGBIAS" check c.csv r.csv "$@" 2>&1 | grep -v 'the policy is'
	echo "exit ${PIPESTATUS[0]}"
}
# 200 of 3,000 where a sixth should be: index 40.
try --cross 2 --fail-on crossing
try --cross 2 --fail-on none
try --fail-on crossing
# Mild skews that add up, and one of its parts, are no breach: those are judged by themselves.
head -n 1 c.csv >c3.csv
awk 'BEGIN { for (i = 0; i < 2000; i++) print "A," (i % 4 ? "M" : "F") "," (i % 3 == 0 ? "18-34" : i % 3 == 1 ? "35-64" : "65+") }' >>c3.csv
"$SEGBIAS" check c3.csv r.csv --cross 2 --fail-on crossing 2>&1
echo "exit $?"
{ echo 'cross: 2'; echo 'fail_on: [crossing]'; } >p.yaml
try --policy p.yaml -q
try --policy p.yaml --deff 2
try --policy p.yaml --publish 10 -q
for rule in 'count: 1' 'count: 3' 'limit: 60' 'share: 2%' 'min_n: 9'; do
	printf 'cross: 2\nfail_on: none\nrules: [{on: crossing, %s}]\n' "$rule" >p.yaml
	try --policy p.yaml
done
# An exemption is of the crossing in whatever order it is named, or of one combination.
for of in 'segment: "*", attribute: age*sex' 'segment: A, attribute: sex*age, value: F × 18-34' 'segment: A, attribute: sex*age, value: M × 18-34' \
	'segment: A, attribute: sex*region'; do
	printf 'cross: 2\nfail_on: [crossing]\nexempt: [{%s, reason: known, until: 2030-01-01}]\n' "$of" >p.yaml
	try --policy p.yaml --as-of 2026-11-30
done
# Too few for any verdict: no pass.
head -n 25 c.csv >few.csv
"$SEGBIAS" check few.csv r.csv --cross 2 --fail-on crossing -q
echo "exit $?"
# Of margins alone no combination is known to be skewed beyond its parts: no pass, and not a rule that was kept.
printf 'attribute,value,population\nsex,F,3000000\nsex,M,3000000\nage,18-34,2000000\nage,35-64,2000000\nage,65+,2000000\n' >m.csv
for of in crossing over,under,crossing; do
	"$SEGBIAS" check c.csv m.csv --cross 2 --fail-on "$of" -q
	echo "exit $?"
done
printf 'cross: 2\nfail_on: none\nrules: [{on: crossing}]\n' >p.yaml
"$SEGBIAS" check c.csv m.csv --policy p.yaml -q
echo "exit $?"
rm p.yaml
"$SEGBIAS" audit c.csv --decision segment=A --fail-on crossing -q
