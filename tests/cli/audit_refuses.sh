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
audit d.csv --decision outcome=accepted --min-share 2
audit d.csv --decision outcome=accepted --publish 5
audit d.csv --decision outcome=accepted --reference-kind base
audit hidden.csv --decision hired
printf 'sex,age,hired,n\nF,a,yes,100\nF,a,no,110\nF,b,yes,120\nF,b,no,130\nF,c,yes,140\nM,a,no,150\nM,a,yes,160\nM,b,no,170\nM,b,yes,180\nM,c,no,190\nM,c,yes,200\nF,c,no,220\n' >rounded.csv
audit rounded.csv --decision hired --rounded 10
audit ids.csv --decision hired
audit d.csv --decision outcome=accepted -o d.csv
"$SEGBIAS" compare d.csv d.csv --decision outcome
echo "exit $?"
printf 'decision: outcome=accepted\n' >policy.yaml
"$SEGBIAS" compare d.csv d.csv --policy policy.yaml -q -f json | grep -c '"policy_key_unused"'

# what names columns or groups is given once: the first would be lost without a word
audit data/decisions.csv --decision selected --against sex=Male --against origin=East
audit data/decisions.csv --decision selected -a sex -a origin
audit data/decisions.csv --decision selected --given branch --given district | tail -1
