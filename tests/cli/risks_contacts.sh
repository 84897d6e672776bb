# The log of contacts of the register of risks: what it tells, what it asks, and that nobody of it is shown.
risks() {
	"$SEGBIAS" risks people.csv joint.csv -s none --reference-kind population "$@"
	echo "exit $?"
}
printf 'age,gender,people\n' >joint.csv
for age in 18-34 35+; do printf '%s,Female,50000\n%s,Male,50000\n' $age $age >>joint.csv; done
echo 'id,age,gender,agreed' >people.csv
echo 'user_id,sent_at,channel,status' >log.csv
i=0
while [ $i -lt 240 ]; do
	age=18-34 gender=f agreed=yes
	[ $((i % 2)) -eq 0 ] || age=35+
	[ $((i % 3)) -ne 0 ] || gender=MALE
	[ $((i % 40)) -ne 0 ] || agreed=no
	echo "canary$i,$age,$gender,$agreed" >>people.csv
	j=0
	while [ $j -lt $((1 + i % 4 + i % 2 * 3)) ]; do
		status=delivered channel=E-Mail
		[ $((i % 50 + j)) -ne 0 ] || status=unsubscribed
		[ $((i % 100 + j)) -ne 1 ] || status=complaint
		[ $((j % 4)) -ne 3 ] || channel=sms
		echo "canary$i,2026-03-0$((1 + j)) $((10 + i % 13)):30,$channel,$status" >>log.csv
		j=$((j + 1))
	done
	i=$((i + 1))
done
echo ',2026-03-01 10:00,sms,delivered' >>log.csv
echo 'canary1,,sms,delivered' >>log.csv
echo 'canary999,2026-03-01 10:00,sms,delivered' >>log.csv
echo "== asked"
risks --person id --contacts log.csv
echo "== all of it"
risks --person id --contacts log.csv --contact-log contacts --cap 3/week --cap sms=1/month --quiet 21:00-08:00 --consent agreed=yes --fail-on over \
	-o all.json -o all.csv -o all.md -o all.html -o all.prom -o all.ndjson -o all.txt 2>err | sed -n '/^Lost trust/,/^Opacity/p'
cat err
grep 'contacts  *log' all.txt
grep '^trust\|^legal,contacted' all.csv | cut -d, -f2-10,22-25
echo "nobody is shown: $(cat all.* err | grep -c canary)"
echo "== in Arabic"
risks --person id --contacts log.csv --contact-log contacts --cap 3/week --by gender --lang ar -q | sed -n '/فقدان الثقة:/,/التعرّض/p' | head -20
echo "== without persons, and of an event log"
risks --contacts log.csv --contact-log events -q | sed -n '/^Lost trust/,/^Legal/p'
echo "== a policy's cap without a log"
echo 'risks: {cap: [7/week], quiet: "21:00-08:00", grace: 10d}' >policy.yaml
risks --policy policy.yaml -q | sed -n '/^Lost trust/,/^Legal/p'
echo "== what it does not take"
risks --cap 7/week
risks --person id --contacts log.csv --cap 7
risks --person id --contacts log.csv --contact-log contacts --cap push=7/week
risks --by age --contacts log.csv
risks --person id --contacts log.csv --contact-log contacts --by agreed
risks --person id --contacts - <log.csv
risks --person id --contacts log.csv -o log.csv
printf 'user,date\ncanary1,03/04/2026\n' >days.csv
risks --person id --contacts days.csv
risks --person id --contacts days.csv --time-format dmy -q | grep 'a person, of'
printf 'user,email,date\ncanary1,a@example.org,2026-04-03\n' >two.csv
risks --person id --contacts two.csv
printf 'user,date,status\ncanary1,2026-04-03,delivered\ncanary1,2026-04-03,exploded\n' >odd.csv
risks --person id --contacts odd.csv
risks --person id --contacts odd.csv --skip-bad 2>&1 | grep 'log_bad\|left out'
echo "== a log is a file, and says where it cannot be used"
mkfifo pipe.csv
risks --person id --contacts pipe.csv
printf 'user,date\ncanary1,2026-0\0004-03\n' >nul.csv
risks --person id --contacts nul.csv
iconv -f utf-8 -t utf-16le days.csv >utf16.csv
risks --person id --contacts utf16.csv
iconv -f utf-16le -t utf-8 utf16.csv >other.csv
risks --person id --contacts other.csv --time-format dmy -q | grep 'a person, of'
printf 'user,date\n,2026-04-03\ncanary1,\n' >unusable.csv
risks --person id --contacts unusable.csv
printf 'user,time\ncanary1,2026-04-03T10:00Z\ncanary1,2026-04-03 10:00\n' >clocks.csv
risks --person id --contacts clocks.csv
risks --person id --contacts clocks.csv --timezone +02:00 -q --cap 1/day | grep 'more often'
