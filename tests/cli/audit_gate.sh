# A gate of decisions: one that judged nothing is no pass, and a policy that was agreed on is the one that judges.
audit() {
	"$SEGBIAS" audit "$@" > /dev/null
	echo "exit $?"
}
printf 'group,hired,people\nWhite,yes,48\nWhite,no,32\nBlack,yes,12\nBlack,no,28\n' > answer12.csv
printf 'group,hired,people\nA,yes,10\nA,no,10\nB,yes,0\nB,no,20\n' > small.csv
printf 'group,hired,people\nA,yes,10\nA,no,100\n' > alone.csv
audit small.csv --decision hired --fail-on under
audit small.csv --decision hired --fail-on under,unclear
audit small.csv --decision hired --fail-on likely -q
audit small.csv --decision hired --fail-on none
audit alone.csv --decision hired --policy four-fifths -q
audit answer12.csv --decision hired --fail-on under --min-share 50%
# What is shown is likely, too; of what comparisons find an audit finds nothing.
audit answer12.csv --decision hired --fail-on likely -q
audit answer12.csv --decision hired --fail-on over,unmatched
# The hash of the policy, and what would undo it.
printf 'decision: hired\nfail_on: [under]\n' > policy.yaml
hash=$(sha256sum policy.yaml | cut -d ' ' -f 1)
audit answer12.csv --policy policy.yaml --policy-hash $hash -q
for option in --fail-on=none --alpha=0.001 --min-n=500 --min-share=50% --against=Black --decision=hired=no; do
	audit answer12.csv --policy policy.yaml --policy-hash $hash $option
done
# What decides, where it is silent, too: of this file race=W as what came true would leave no group of race to be judged.
awk 'BEGIN { print "sex,race,hired,paid,score"; for (i = 0; i < 400; i++) print (i % 2 ? "F" : "M") "," (i % 4 < 2 ? "W" : "B") "," (i % 4 < 2 || i % 20 == 3 ? "yes" : "no") "," (i % 3 ? "yes" : "no") "," i / 400 }' > people.csv
printf 'fail_on: [under]\n' > silent.yaml
printf 'decision: hired\nfail_on: [under]\n' > policy.yaml
for option in '' --label=race=W; do
	audit people.csv --policy policy.yaml -q ${option:+"$option"}
done
for option in --label=race=W --label=paid --score=score --threshold=0.5 --skip-bad --decision=hired --given=paid '--thousands=,'; do
	audit people.csv --policy policy.yaml --policy-hash "$(sha256sum policy.yaml | cut -d ' ' -f 1)" -q $option
done
audit people.csv --policy silent.yaml --policy-hash "$(sha256sum silent.yaml | cut -d ' ' -f 1)" -q --decision hired
# A preset by itself knows no columns: what decides is said beside it, and what else would judge stands in a policy of one's own.
preset=$("$SEGBIAS" audit people.csv --policy four-fifths --decision hired -f json -q 2> /dev/null | sed -n 's/.*"sha256": "\(.*\)".*/\1/p' | tail -n 1)
audit people.csv --policy four-fifths --decision hired --policy-hash "$preset" -q
audit people.csv --policy four-fifths --score score --threshold 0.5 --policy-hash "$preset" -q
printf 'policy: four-fifths\nscore: score\nthreshold: 0.5\n' > own.yaml
audit people.csv --policy own.yaml --policy-hash "$(sha256sum own.yaml | cut -d ' ' -f 1)" -q
# None was agreed on after today.
printf 'decision: hired\nfail_on: [under]\ncommitted: 9999-01-01\n' > ahead.yaml
{ audit people.csv --policy ahead.yaml -q; } 2>&1 | sed 's/20[0-9][0-9]-[0-9][0-9]-[0-9][0-9]/TODAY/'
audit answer12.csv --policy four-fifths --decision hired --policy-hash $hash -q
audit answer12.csv --policy none --decision hired --policy-hash $hash
# Values that differ in their sign are two.
printf 'sex,good,people\nF,1,20\nF,-1,60\nM,1,50\nM,-1,33\n' > signs.csv
"$SEGBIAS" audit signs.csv --decision good=1 --count people -f csv | cut -d , -f 1-4
