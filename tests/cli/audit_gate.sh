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
audit answer12.csv --policy four-fifths --decision hired --policy-hash $hash -q
audit answer12.csv --policy none --decision hired --policy-hash $hash
# Values that differ in their sign are two.
printf 'sex,good,people\nF,1,20\nF,-1,60\nM,1,50\nM,-1,33\n' > signs.csv
"$SEGBIAS" audit signs.csv --decision good=1 --count people -f csv | cut -d , -f 1-4
