# Values that look like people's reach no output, whatever the format, in either file; -a and -s show them.
awk 'BEGIN { print "segment,gender,channel"
	for (i = 0; i < 120; i++) {
		odd = i % 12 ? "" : i % 24 ? "canary" i "@example.org" : "+49 170 555 01" 10 + i % 7
		print (i % 2 ? "A" : "B") "," (i % 3 ? "Female" : "Male") "," (odd ? odd : i % 5 ? "post" : "web")
	} }' > mixed.csv
sed 's/^[AB],//; s/^segment,//; s/canary/raven/' mixed.csv > reference.csv
for format in text json ndjson csv; do
	"$SEGBIAS" compare mixed.csv reference.csv -f $format > out 2> err; echo "$format: exit $?, $(cat out err | grep -c 'canary\|raven\|555 01')"
done
"$SEGBIAS" compare mixed.csv reference.csv -f csv 2>/dev/null | cut -d, -f1-5 | head -5
"$SEGBIAS" compare mixed.csv reference.csv -f json 2>/dev/null | tr -d ' \n' | grep -o '"withheld":"[a-z]*"' | sort | uniq -c
"$SEGBIAS" compare mixed.csv reference.csv -q --charts charts > /dev/null 2>&1; cat charts/* | grep -c 'canary\|raven\|555 01'
"$SEGBIAS" compare mixed.csv --eligible gender=Female -q 2>&1 | grep -c canary
"$SEGBIAS" compare reference.csv --plan 300 2>&1 | grep -c 'raven\|555 01'
"$SEGBIAS" inspect mixed.csv reference.csv 2>&1 | grep -c 'canary\|raven\|555 01'
"$SEGBIAS" inspect mixed.csv reference.csv --cells
"$SEGBIAS" inspect reference.csv --cells
"$SEGBIAS" compare mixed.csv reference.csv -a channel -f csv 2>/dev/null | grep -c raven
# The footer of an export in the column of segments.
{ cat mixed.csv; echo 'Sent by owl@example.org,,'; } > footer.csv
"$SEGBIAS" compare footer.csv reference.csv -a gender -f csv | cut -d, -f1-4
"$SEGBIAS" compare footer.csv reference.csv -a gender -s segment -f csv 2>/dev/null | grep -c owl
# A table whose rows are people, by an option; and one of names alone.
awk 'BEGIN { print "gender,patient,mail,visits"
	for (i = 0; i < 40; i++) print (i % 2 ? "Female" : "Male") ",Kim Canary" i ",k" i "@example.org," 1 + i % 9 }' > people.csv
"$SEGBIAS" compare people.csv --plan 300 --reference-count visits 2>&1 | grep -c Canary
"$SEGBIAS" inspect people.csv --count visits --cells
cut -d, -f2,4 people.csv | sed s,patient,name, > names.csv
"$SEGBIAS" compare names.csv --plan 300 --reference-count visits; echo "exit $?"
awk -F, 'NR == 1 { print } NR > 1 { print "Canary" NR "," $2 * 1000 }' names.csv > towns.csv
"$SEGBIAS" inspect names.csv --count visits | grep "^  name"
"$SEGBIAS" inspect towns.csv --count visits | grep "^  name"
"$SEGBIAS" compare towns.csv --plan 300 --reference-count visits 2>/dev/null | grep -c Canary
# Ordinary columns with odd names, in few rows.
awk 'BEGIN { print "segment,job,Lieblingsfarbe,métier,note,owner,device,diet"
	for (i = 0; i < 40; i++) print (i % 2 ? "A" : "B") ",job " i * 7 % 10 ",farbe " i % 6 ",m" i % 12 "x," 1 + i % 6 "," \
		(i % 3 ? "tenant" : "owner") "," (i % 4 ? "phone" : "tablet") ",d" i % 9 "y" }' > odd.csv
cut -d, -f2- odd.csv > odd_reference.csv
"$SEGBIAS" compare odd.csv odd_reference.csv -q -f csv 2>/dev/null | cut -d, -f2 | sort | uniq -c
# A line above the table that names somebody, and a column of 20 records of which the last has no line end.
for format in text json html; do
	{ printf 'Export for Monika Canary - account DE89 3704 0044 0532 0130 00 - 2024\n\n'; "$SEGBIAS" inspect reference.csv -a gender --cells 2>/dev/null; } > titled.csv
	"$SEGBIAS" compare mixed.csv titled.csv -a gender -f $format 2>&1 | grep -c 'Canary\|DE89'
done
head -1 titled.csv > single.csv; echo x >> single.csv
"$SEGBIAS" inspect single.csv 2>&1 | grep -c 'Canary\|DE89'
awk 'BEGIN { printf "segment,gender,extra,ok"
	for (i = 0; i < 20; i++) printf "\n%s,%s,canary of %s,%s", i % 2 ? "A" : "B", i % 3 ? "Female" : "Male", substr("abcdefghij", i % 10 + 1, 1), i % 2 ? "yes" : "no" }' > unended.csv
"$SEGBIAS" compare unended.csv --eligible ok=yes 2>&1 | grep -c canary
exit 0
