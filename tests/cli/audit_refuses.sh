# What is no decision, no group, or no option of an audit is said, with what to type; nothing is written then.
audit() {
	"$SEGBIAS" audit "$@"
	echo "exit $?"
}
printf 'sex,outcome,w,who\nF,accepted,1,a\nM,refused,2,b\nF,accepted,1,a\n' >d.csv
printf 'sex,hired,n\nF,yes,12\nF,no,<5\nM,yes,20\nM,no,9\n' >hidden.csv
printf 'id,hired\na1,yes\na2,no\n' >ids.csv
audit
audit d.csv
audit d.csv x.csv --decision outcome
audit d.csv --decision out
audit d.csv --decision outcome
audit d.csv --decision outcome=hired
audit d.csv --decision 'outcome=acc"'
audit d.csv --decision outcome=accepted --against X
audit d.csv --decision outcome=accepted --against sex=M
audit d.csv --decision outcome=accepted -a sex,sex*sex
audit d.csv --decision outcome=accepted -a a*b*c*d
audit d.csv --decision outcome=accepted -a outcome
audit d.csv --decision outcome=accepted -a age
audit d.csv --decision outcome=accepted --person who -w w
audit d.csv --decision outcome=accepted --person who -a 'sex*w'
audit d.csv --decision outcome=accepted --min-share 2
audit d.csv --decision outcome=accepted --publish 5
audit d.csv --decision outcome=accepted --reference-kind base
audit hidden.csv --decision hired
audit ids.csv --decision hired
audit d.csv --decision outcome=accepted -o d.csv
"$SEGBIAS" compare d.csv d.csv --decision outcome
echo "exit $?"
printf 'decision: outcome=accepted\n' >policy.yaml
"$SEGBIAS" compare d.csv d.csv --policy policy.yaml -q -f json | grep -c '"policy_key_unused"'
