# The gate of the risks lets through nobody who is under 18, no limit that nothing was held against, and no run in which nothing was
# judged; and a policy with its hash is the gate it was agreed on to be.
risks() {
	"$SEGBIAS" risks "$@" -q
	echo "exit $?"
}
verdict() {
	risks "$@" | grep 'Gate:\|under 18\|held against\|exit'
}
printf 'sex,age,count\n' >years.csv
for age in $(seq 0 99); do printf 'f,%s,%s\nm,%s,%s\n' "$age" $((9000 + age)) "$age" $((9100 - age)) >>years.csv; done
printf 'sex,age,count\nf,18-39,900000\nm,18-39,910000\nf,40+,990000\nm,40+,940000\n' >adults.csv
printf 'sex,age\n' >people.csv
i=0
while [ $i -lt 60 ]; do
	printf 'f,%s\nm,%s\n' $((18 + i)) $((19 + i)) >>people.csv
	i=$((i + 1))
done
cp people.csv grown.csv
printf 'f,13\nm,17\n' >>people.csv
echo "== who is under 18 is seen, whatever the reference lists"
for reference in years.csv adults.csv; do verdict people.csv $reference -s none --reference-kind population --fail-on over; done
verdict grown.csv adults.csv -s none --reference-kind population --fail-on over
echo "== and whatever the comparison keeps out"
verdict people.csv adults.csv -s none --reference-kind population --within 'age=18+' --fail-on over
verdict people.csv years.csv -s none --reference-kind population --campaign-where age=20 --campaign-where age=21 --min-n 2 --fail-on over,unclear
echo "== birth dates"
{
	echo sex,born
	tail -n +2 people.csv | sed 's/,/ /' | while read -r sex age; do echo "$sex,$((2025 - age))-06-30"; done
} >born.csv
verdict born.csv years.csv -s none --reference-kind population --born born --as-of 2026-03-31 --fail-on over
echo "== a limit that nothing is held against"
printf 'risks: {retention: 24 months, fail_on: [over, unclear]}\n' >kept.yaml
verdict grown.csv adults.csv -s none --reference-kind population --policy kept.yaml
risks grown.csv adults.csv --retention '24 months'
risks grown.csv adults.csv --retention '24 months' --as-of 2026-03-31
risks grown.csv adults.csv --quasi sex,SEX
echo "== nothing was judged"
printf 'sex\nf\nm\n' >two.csv
risks two.csv adults.csv -s none --reference-kind population --fail-on over
verdict two.csv adults.csv -s none --reference-kind population --fail-on over,unclear
echo "== a policy that was agreed on"
printf 'min_n: 2\nsegment: none\nreference_kind: population\nrisks: {fail_on: [over]}\nfail_on: [under]\nrules: [{on: over}]\n' >agreed.yaml
hash=$(sha256sum agreed.yaml | cut -d ' ' -f 1)
verdict people.csv adults.csv --policy agreed.yaml --policy-hash "$hash"
verdict people.csv adults.csv --policy agreed.yaml --policy-hash "$hash" --fail-on over
verdict people.csv adults.csv --policy agreed.yaml --policy-hash "$hash" --fail-on none
printf 'publish: 5\n' >published.yaml
risks people.csv adults.csv --policy published.yaml
echo "== what for: the column by which people were chosen, too; and a notice on one line, with names set apart in Arabic"
sed 's/$/,Homs/; 1s/Homs/city/' grown.csv >chosen.csv
cat >notice.yaml <<'END_OF_POLICY'
purposes: {sex: fairness, age: fairness, city: the offer is for one city}
recipients: [The printers]
notice:
  controller: Example Org
  contact: privacy@example.org
  rights: |
    You may ask what we hold.
    You may object.
END_OF_POLICY
sed 's/, city: [^}]*//' notice.yaml >short.yaml
for policy in notice.yaml short.yaml; do
	risks chosen.csv adults.csv -s none --reference-kind population --campaign-where city=Homs --policy $policy | grep 'what for: \|You may\|exit'
done
for language in en ar; do
	"$SEGBIAS" risks chosen.csv adults.csv -s none --reference-kind population --campaign-where city=Homs --policy notice.yaml -q \
		--lang $language -f html >notice.html
	grep 'You may' notice.html
	grep -c "$(printf '\357\277\275')" notice.html
done
echo "== the wrong way round"
printf 'attribute,value,count\nsex,f,900\nsex,m,910\nage,18-39,800\nage,40+,1010\n' >margins.csv
risks margins.csv adults.csv
"$SEGBIAS" weigh --help | grep -c 'The risks'
