# What a hint of the gate's keys says, typed as it stands, is taken.
printf 'attribute,value,count\ngender,Female,5000000\ngender,Male,5000000\nage,young,4000000\nage,old,6000000\n' > pop.csv
printf 'segment,gender,age,count\nNAME,Female,young,2010\nNAME,Female,old,2990\nNAME,Male,young,2010\nNAME,Male,old,2990\n' > fair.csv
try() {
	printf '%s\n' "$1" > gate.yaml
	"$SEGBIAS" check fair.csv pop.csv --policy gate.yaml -q --as-of 2026-01-01 2> err
	status=$?
	hint=$(sed -n 's/^  hint: //p' err | head -n 1)
}
while IFS='|' read -r wrong before after; do
	try "$wrong"
	first="exit $status, hint: $hint"
	try "$before$hint$after"
	echo "$wrong: $first; then exit $status"
done << 'END'
rules: on|
rules: [3]|
rules: [{on: under, share: 2}]|rules: [{on: under, |}]
rules: [{on: under, share: [2]}]|rules: [{on: under, |}]
rules: [{on: under, count: -1}]|rules: [{on: under, |}]
rules: [{on: under, min_n: many}]|rules: [{on: under, |}]
rules: [{on: under, limit: [60]}]|rules: [{on: under, |}]
rules: [{on: unmatched, limit: 60}]|rules: [{on: unmatched, |}]
rules: [{on: [under]}]|rules: [{|}]
exempt: [{segment: NAME, attribute: age, reason: agreed, until: soon}]|exempt: [{segment: NAME, attribute: age, reason: agreed, |}]
exempt: [{segment: [NAME], attribute: age, reason: agreed, until: 2026-12-31}]|exempt: [{attribute: age, reason: agreed, until: 2026-12-31, |}]
exempt: [{segment: NAME, attribute: age, reason: {why: agreed}, until: 2026-12-31}]|exempt: [{segment: NAME, attribute: age, until: 2026-12-31, |}]
exempt: {segment: NAME}|
protect: [Female]|
protect: {gender: []}|
required: age|
required: [[age]]|
committed: lately|
committed: [2026]|
END
# Where no name is near, all of few are told.
for text in 'rules: [{on: bias}]' 'rules: [{on: under, portion: 2%}]' 'exempt: [{who: NAME}]' 'segments: {NAME: {tolerance: 3}}'; do
	try "$text"
	echo "$text: $hint"
done
# The command that a missing attribute hints at has the names of the call.
cp pop.csv "the population.csv"
echo 'required: [income]' > gate.yaml
"$SEGBIAS" check fair.csv "the population.csv" --policy gate.yaml -q 2>&1 | sed -n 's/.*matched: segbias/"$SEGBIAS"/p' > typed
. ./typed > /dev/null 2>&1
echo "exit $?"
# One that the policy itself keeps out says where it is to be named.
printf 'required: [gender]\nattributes: [age]\n' > gate.yaml
"$SEGBIAS" check fair.csv pop.csv --policy gate.yaml -q 2>&1
echo "exit $?"
printf 'required: [gender]\nattributes: [age, gender]\n' > gate.yaml
"$SEGBIAS" check fair.csv pop.csv --policy gate.yaml -q 2>&1
echo "exit $?"
