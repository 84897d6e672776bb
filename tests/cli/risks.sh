# The seven risks on a page: what the files and the policy tell, and what they do not. Looking ends with 0; with --fail-on it is a gate.
risks() {
	"$SEGBIAS" risks "$@"
	echo "exit $?"
}
printf 'age,gender,city,people\n' >joint.csv
for age in 18-34 35-54 55+; do
	for gender in Female Male; do printf '%s,%s,North,600000\n%s,%s,South,9\n' $age $gender $age $gender >>joint.csv; done
done
printf 'name,email,age,gender,city,health,since,country,agreed\n' >people.csv
i=0
while [ $i -lt 360 ]; do
	age=18-34 gender=f city=North health=flu since=2026-01-04 country=DE agreed=yes
	[ $((i % 3)) -ne 1 ] || age=35-54
	[ $((i % 3)) -ne 2 ] || age=55+
	[ $((i % 45)) -ne 0 ] || age=
	[ $((i % 2)) -eq 0 ] || gender=MALE
	[ $((i % 90)) -ne 7 ] || city=South
	[ $((i % 4)) -ne 1 ] || health=asthma
	[ $((i % 4)) -ne 2 ] || health=none
	[ $((i % 5)) -ne 0 ] || since=2023-02-28
	[ $((i % 30)) -ne 1 ] || since=
	[ $((i % 9)) -ne 0 ] || country=SY
	[ $((i % 7)) -ne 0 ] || agreed=no
	echo "Canary Person$i,canary$i@example.org,$age,$gender,$city,$health,$since,$country,$agreed" >>people.csv
	i=$((i + 1))
done
cat >policy.yaml <<'END'
purposes: {age: reach, gender: reach, city: reach, health: an offer of help, since: to delete what is old, country: which law holds, agreed: consent}
recipients: ["Printer <b>Ltd</b>"]
reference_source: the register of the city
reference_date: 2026-01-01
jurisdictions: {de: "consent, GDPR 6(1)(a)"}
committed: 2026-01-05
notice: {controller: Example Org, contact: privacy@example.org, rights: "to see, correct and delete your data"}
protect: {gender: [Female]}
review: {checklist: {purpose: reach}}
risks: {quasi: [age, gender, city], sensitive: health, risk_max: 0.2, retention: 24 months}
END
echo "== without anything beside"
risks people.csv joint.csv -s none --reference-kind population
echo "== all of it"
"$SEGBIAS" risks people.csv joint.csv -s none --reference-kind population --policy policy.yaml --collected since --as-of 2026-03-31 \
	--country country --consent agreed=yes --cross 2 --fail-on over,unmet,unclear -o all.json -o all.csv -o all.md -o all.html -o all.prom -o all.ndjson -o all.txt
echo "exit $?"
cut -d, -f1-10,22-25 all.csv
sed -n '/"notice"/,/}/p' all.json
grep -c '' all.ndjson
grep 'segbias_risk_status\|segbias_risk_verdict' all.prom | head -12
echo "nobody is shown: $(cat all.* | grep -ci 'canary\|asthma\|2023-02-28')"
echo "no markup of others: $(grep -c '<b>Ltd' all.html)"
echo "== in Arabic"
risks people.csv joint.csv -s none --reference-kind population --policy policy.yaml --lang ar -q | head -30
echo "== the gate"
risks people.csv joint.csv -s none --reference-kind population --policy policy.yaml --fail-on unmet -q >/dev/null
risks people.csv joint.csv -s none --reference-kind population --fail-on unmet -q >/dev/null
risks people.csv joint.csv -s none --reference-kind population --policy policy.yaml --fail-on none -q | tail -1
echo "== what it does not take"
risks people.csv joint.csv --publish 5
risks people.csv joint.csv --risk-max 0.2
risks people.csv joint.csv --quasi age,gender,city,country --sensitive health
risks people.csv joint.csv --quasi age,shoe
risks people.csv joint.csv --collected since --retention 'two years' --as-of 2026-03-31
risks people.csv joint.csv --collected since --retention '2 years'
risks people.csv joint.csv --collected age --retention '2 years' --as-of 2026-03-31 -s none
risks people.csv joint.csv --country country
risks people.csv joint.csv --contacts log.csv
risks people.csv joint.csv --fail-on under
"$SEGBIAS" compare people.csv joint.csv --policy policy.yaml -s none --reference-kind population -f csv 2>&1 >/dev/null | grep -c 'risks\|purposes'
"$SEGBIAS" tally people.csv joint.csv -s none --reference-kind population -q -o people.tally
risks people.tally joint.csv
echo "== numbers of a table are people; a column with too many values is refused"
printf 'age,gender,n\n18-34,f,3\n35-54,f,1\n55+,m,400\n' >counts.csv
risks counts.csv joint.csv -n n -s none --quasi age,gender --reference-kind population --where 'city=*' -q -f csv 2>&1 | cut -d, -f1-10 | grep 'privacy\|exit'
{
	echo age,gender,code
	i=0
	while [ $i -lt 10050 ]; do
		echo "18-34,f,$((i * 7919 % 100003))"
		i=$((i + 1))
	done
} >many.csv
risks many.csv joint.csv -s none --quasi age,code --reference-kind population --where 'city=*' -q
