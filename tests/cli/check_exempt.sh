# An exemption holds up to its last day, is listed, and is no breach; the next day it is one again.
printf 'attribute,value,count\ng,a,3000000\ng,b,7000000\n' > pop.csv
printf 'segment,g,count\nA,a,1000\nA,b,9000\nB,a,1000\nB,b,9000\n' > skewed.csv
policy() { printf 'fail_on: [under]\nexempt:\n%s\n' "$1" > gate.yaml; }
try() {
	"$SEGBIAS" check skewed.csv pop.csv --policy gate.yaml "$@" 2>&1
	echo "exit $?"
}
ALL="- {segment: '*', attribute: G, reason: only by letter, until: 2026-06-30, by: the board}"
policy "$ALL"
for day in 2026-06-29 2026-06-30 2026-07-01; do
	try --as-of $day
done
try --as-of 2026-06-30 -f json -q | sed -n '/"exempted"/,/^ "as_of"/p' | head -n 6
# One segment, or the whole campaign, alone.
policy "- {segment: A, attribute: g, value: a, reason: agreed, until: 2026-12-31}
- {attribute: g, reason: agreed, until: 2026-12-31}"
try --as-of 2026-01-01
# What meets nothing is told; of two the one that holds counts.
policy "- {segment: C, attribute: g, reason: agreed, until: 2026-12-31}
$ALL
- {segment: '*', attribute: g, reason: again, until: 2027-06-30}"
try --as-of 2026-08-01
# An exempt finding is not in a share.
printf 'rules: [{on: under, share: 40%%}]\nexempt: [{segment: A, attribute: g, reason: r, until: 2026-12-31},
{attribute: g, reason: r, until: 2026-12-31}]\n' > gate.yaml
try --as-of 2026-01-01 --fail-on under -q
printf 'rules: [{on: under, share: 50%%}]\nexempt: [{segment: A, attribute: g, reason: r, until: 2026-12-31},
{attribute: g, reason: r, until: 2026-12-31}]\n' > gate.yaml
try --as-of 2026-01-01 --fail-on under -q
# Without --as-of it is today's, which the result records; without a date in the policy no day is needed.
policy "$ALL"
"$SEGBIAS" check skewed.csv pop.csv --policy gate.yaml -f json -q 2> /dev/null | grep -c '"as_of": "20[0-9][0-9]-[0-9][0-9]-[0-9][0-9]"'
"$SEGBIAS" check skewed.csv pop.csv -f json -q 2> /dev/null | grep '^ "as_of"'
try --as-of soon
# Of compare these keys are no error.
"$SEGBIAS" compare skewed.csv pop.csv --policy gate.yaml > /dev/null
echo "exit $?"
# A name that is not in the data is told: names of segments and values are as the report shows them.
for names in 'segment: a, attribute: g' 'segment: A, attribute: gender' 'segment: A, attribute: g, value: A' "segment: '*', attribute: '*'" \
	"segment: '*', attribute: g, value: '*'" 'segment: A, attribute: g, value: b'; do
	policy "- {$names, reason: agreed, until: 2026-12-31}"
	try --as-of 2026-01-01 --fail-on under | grep -e warning: -e exit
done
# A day of the policy is that of ages, and holds no exemption open: today's does not, and one that is given may.
printf 'fail_on: [under]\nas_of: 2020-01-01\nexempt:\n- {segment: A, attribute: g, reason: agreed, until: 2020-06-30}\n- {segment: B, attribute: g, reason: agreed, until: 9999-12-31}\n' > gate.yaml
try | grep -e breach -e exempt -e exit
try --as-of 2020-01-01 | grep -e breach -e exempt -e exit
# Of a campaign of one segment that of the whole is the segment's.
printf 'segment,g,count\nA,a,1000\nA,b,9000\n' > one.csv
policy "- {attribute: g, reason: agreed, until: 2026-12-31}"
"$SEGBIAS" check one.csv pop.csv --policy gate.yaml --as-of 2026-01-01 -q 2>&1
echo "exit $?"
try --as-of 2026-01-01 -q
