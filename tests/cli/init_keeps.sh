# What init is given, and what the policy that it goes by says, is in the file that it writes, or told.
try() {
	"$SEGBIAS" "$@" > out
	echo "exit $? $(head -n 1 out)"
}
files=(data/campaign.csv data/census.csv)
printf 'protect: {gender: [Female]} # agreed in May\nmin_n: 40\nrules:\n  # the first\n  - {on: over, limit: 130}\n' > segbias.yaml
cp segbias.yaml before.yaml
try init "${files[@]}" -o beside.yaml
grep -c -e protect -e rules beside.yaml
try init "${files[@]}" -o along.yaml --policy segbias.yaml -q
sed -n '/^min_n/p; /^protect/,$p' along.yaml
printf '{"review": {"ledger": "r.db"}, "min_n": 40}' > flow.yaml
try init "${files[@]}" -o flow2.yaml --policy flow.yaml
grep review flow2.yaml
# The file stays as it is: an option that says otherwise would be lost.
try init "${files[@]}" --update --min-n 99 -q
cmp before.yaml segbias.yaml
try init "${files[@]}" --update --min-n 40 --alpha 0.01 -q
head -n 5 segbias.yaml | cmp - before.yaml
grep -e '^alpha' -e min_n segbias.yaml
try init "${files[@]}" --update --policy before.yaml
try init "${files[@]}" -o x.yaml -o y.yaml
printf 'person: id\n' > one.yaml
try init "${files[@]}" -o one.yaml --update --deff 2 # which the file's key excludes
cat one.yaml
# A key that is called as a column in the file does not count as there.
sed 1s/gender/control/ data/campaign.csv > control.csv
printf 'map: {control: gender}\nrecode:\n  control:\n    Non-binary: Female\n' > nested.yaml
try init control.csv data/census.csv -o nested.yaml --update -q
grep '^control:' nested.yaml
rm segbias.yaml
# Plans and bases are remembered.
try init data/census.csv --plan 2000 -q
grep -e plan -e segment -e campaign segbias.yaml
try compare data/census.csv -q
rm segbias.yaml
try init data/campaign.csv data/census.csv --plan 2000 -q
try compare data/census.csv -q
rm segbias.yaml
printf 'segment,ok,age\na,yes,x\na,yes,y\nb,yes,x\nb,no,y\n' > people.csv
try init people.csv --eligible ok=yes -q
try compare people.csv -q
try init people.csv -o z.yaml
# What was found by its shape is found again, with the same warnings.
rm segbias.yaml
printf 'gender,count\nFemale,500\nMale,510\nNon-binary,9\n' > few.csv
for reference in fixtures/panel.csv few.csv; do
	"$SEGBIAS" compare data/campaign.csv $reference -a gender -s none --policy none > without 2> warned
	"$SEGBIAS" init data/campaign.csv $reference -a gender -s none -q
	"$SEGBIAS" compare data/campaign.csv $reference 2> again | grep -v '^  policy' | sed '/^Next/,$d' > with
	sed '/^Next/,$d' without | cmp - with && sed 1d again | cmp - warned && cat warned
	rm segbias.yaml
done
# Neither does a list of what was found show what is withheld: no value of a person's, no segment that is one.
awk 'BEGIN { print "segment,gender,channel"
	for (i = 0; i < 120; i++)
		print (i == 7 ? "canary@example.org" : i % 2 ? "A" : "B") "," (i % 3 ? "Female" : "Male") "," \
			(i % 12 ? i % 5 ? "post" : "web" : "canary" i "@example.org") }' > mixed.csv
sed 1d mixed.csv | cut -d, -f2,3 | sed '1i gender,channel' > reference.csv
"$SEGBIAS" compare mixed.csv reference.csv -f csv --policy none > without 2> warned
"$SEGBIAS" init mixed.csv reference.csv -q
sed -n '/^# What is/,/^# What a/p' segbias.yaml
"$SEGBIAS" compare mixed.csv reference.csv -f csv > with 2> again
cmp with without && sed 1d again | cmp - warned && grep -c canary with again segbias.yaml
# Which places and periods a table is of, and in which bands it is compared, stand as comments.
rm segbias.yaml
printf 'geo,year,age,count\nNorth,2020,18-34,500\nNorth,2020,35+,700\nNorth,2021,18-34,400\nNorth,2021,35+,800\n' > years.csv
printf 'segment,age\na,19\na,44\nb,35\nb,34\n' > ages.csv
"$SEGBIAS" init ages.csv years.csv -q --where year=2021
grep -e 'column geo' -e 'column year' -e 'in bands' -A 2 segbias.yaml
# How files are read is not added to a file that says it.
printf 'delimiter: "," # by hand\n' > reading.yaml
try init "${files[@]}" -o reading.yaml --update --delimiter , -q
grep -c '^delimiter' reading.yaml
try init "${files[@]}" -o reading.yaml --update --delimiter , --reference-delimiter , -q
grep 'delimiter' reading.yaml
printf 'min_n: 40\n' > first.yaml
try init "${files[@]}" -o first.yaml --update --min-n 99 -q
: > empty.yaml
try init "${files[@]}" -o empty.yaml --update -q
head -n 1 empty.yaml
# Keys of the gate are taken along, and no warning says that they are not used; what does not stand on lines of its own is told.
printf 'fail_on: [under]\nexempt:\n- {attribute: gender, reason: agreed, until: 2099-01-01}\nrequired: [gender]\n' > gate.yaml
printf '{"fail_on": ["under"], "protect": {"gender": ["Female"]}, "min_n": 40}' > gate.json
for policy in gate.yaml gate.json; do
	"$SEGBIAS" init "${files[@]}" --policy $policy -o from.yaml 2>&1 | grep -e "$policy" -e wrote
	sed -n '/As it stood/,$p' from.yaml
	rm from.yaml
done
