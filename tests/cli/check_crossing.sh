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
# Of margins it is not known what the parts explain, so that nothing could fail: no gate, where half are of a group that a third can be.
printf 'attribute,value,count\nsex,F,5000000\nsex,M,5000000\nage,18-34,3333333\nage,35-64,3333333\nage,65+,3333334\n' >m.csv
awk 'BEGIN { print "segment,sex,age"; for (i = 0; i < 1200; i++) print (i % 2 ? "A" : "B") "," (i % 4 < 2 ? "F,18-34" : i % 8 < 6 ? "M,35-64" : "M,65+") }' >c4.csv
for rule in crossing unmatched,crossing unmatched; do
	echo "margins: $rule"
	"$SEGBIAS" check c4.csv m.csv --cross 2 --fail-on $rule 2>&1
	echo "exit $?"
done
printf 'cross: 2\nrules: [{on: crossing, count: 3}]\n' >p.yaml
"$SEGBIAS" check c4.csv m.csv --policy p.yaml -q -f json 2>&1
echo "exit $?"
"$SEGBIAS" check c4.csv m.csv --policy p.yaml -q --fail-on over 2>&1
echo "exit $?"
# How near it was where it passes, what no verdict could be given of, and the same for a monitor.
{ cat c3.csv; for i in $(seq 12); do echo B,F,65+; done; } >c5.csv
"$SEGBIAS" check c5.csv r.csv --cross 2 --fail-on crossing
echo "exit $?"
"$SEGBIAS" check c5.csv r.csv --cross 2 --fail-on crossing -q -f prometheus | grep rule
"$SEGBIAS" check c5.csv r.csv --cross 2 --fail-on crossing -q -f json | sed -n '/"rules"/,/"baseline"/p'
# Too few for any verdict: no pass.
head -n 25 c.csv >few.csv
"$SEGBIAS" check few.csv r.csv --cross 2 --fail-on crossing -q
echo "exit $?"
"$SEGBIAS" audit c.csv --decision segment=A --fail-on crossing -q
