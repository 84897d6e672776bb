# Decisions by group: rates, ratios to the most selected group, what is unknown and what may be chance. Looking ends with 0; with
# --fail-on or a policy it is a gate.
audit() {
	"$SEGBIAS" audit "$@"
	echo "exit $?"
}
printf 'group,hired,people\nWhite,yes,48\nWhite,no,32\nBlack,yes,12\nBlack,no,28\n' >answer12.csv
printf 'group,hired,people\nA,yes,16\nA,no,64\nB,yes,3\nB,no,17\n' >answer21.csv
printf 'id,sex,race,hired\n' >people.csv
i=0
while [ $i -lt 360 ]; do
	sex=Male race=White hired=no
	[ $((i % 2)) -eq 0 ] || sex=Female
	[ $((i % 3)) -ne 0 ] || race=Black
	[ $((i % 45)) -ne 0 ] || race=
	[ $((i % 2)) -eq 0 ] && [ $((i % 5)) -lt 3 ] && hired=yes
	[ $((i % 2)) -eq 1 ] && [ $((i % 7)) -lt 2 ] && hired=yes
	[ $((i % 60)) -ne 7 ] || hired=
	echo "p$i,$sex,$race,$hired" >>people.csv
	i=$((i + 1))
done
audit answer12.csv --decision hired
audit answer21.csv --decision hired --min-n 1
audit people.csv --decision hired=yes -a 'sex,sex*race'
audit - --decision hired=yes -a race -q <people.csv
audit answer12.csv --decision hired -f csv
audit answer12.csv --decision hired -f ndjson
audit answer12.csv --decision hired --against Black --min-share 2% -f markdown
audit answer12.csv --decision hired --deff 2 -f prometheus
# As a gate: under, likely, unclear. Quiet where it passes.
audit answer12.csv --decision hired --fail-on under >/dev/null
audit answer21.csv --decision hired --min-n 1 --fail-on under >/dev/null
audit answer21.csv --decision hired --min-n 1 --fail-on unclear >/dev/null
audit answer21.csv --decision hired --min-n 1 --fail-on likely -q >/dev/null
audit answer21.csv --decision hired --min-n 1 --fail-on under -q >/dev/null
printf 'decision: {hired: yes}\nfail_on: under\nband: 90:110\n' >policy.yaml
audit answer12.csv --policy policy.yaml -q >/dev/null
audit answer12.csv --policy policy.yaml --fail-on none >/dev/null
# A gate that could test nothing has judged nothing, unless that is what it asks: too few people, and one group alone.
printf 'race,applicants,selected\nWhite,8,4\nBlack,4,1\n' >few.csv
printf 'race,applicants,selected\nWhite,80,40\n' >alone.csv
for gate in '--fail-on under' '--fail-on likely' '--fail-on under,unclear' '--fail-on none' '--policy four-fifths' ''; do
	# shellcheck disable=SC2086
	echo "$gate"
	audit few.csv --decision selected -q $gate | grep exit
	# shellcheck disable=SC2086
	audit alone.csv --decision selected -q $gate | grep exit
done
