# What leaves a policy's own limits and rules aside is no policy that was agreed on, also where the value is the policy's; a night of
# four records is no pass beside a baseline; limits of crossings are not lost in a new file; days of exemptions on a tally.
awk 'BEGIN { print "segment,sex,age"; for (i = 0; i < 400; i++) print (i % 2 ? "A" : "B") "," (i % 2 ? i % 11 < 9 : i % 4 < 2 ? "F" : "M") "," (i % 3 ? "18-34" : "35+") }' |
	sed 's/,1,/,F,/; s/,0,/,M,/' > c.csv
printf 'sex,age,count\nF,18-34,500\nF,35+,500\nM,18-34,500\nM,35+,500\n' > r.csv
head -n 5 c.csv > few.csv
agreed() { # POLICY OPTION...
	"$SEGBIAS" check c.csv r.csv -q --policy "$1" --policy-hash "$(sha256sum < "$1" | cut -c -64)" "${@:2}" > /dev/null 2> err
	echo "exit $?: $(head -n 1 err | cut -c -110)"
}
printf 'band: 20:300\nattributes: {sex: {band: 80:125}, age: }\n' > band.yaml
agreed band.yaml
agreed band.yaml --band 20:300
printf 'min_n: 1000\nattributes: {sex: {min_n: 30}, age: }\n' > least.yaml
agreed least.yaml
agreed least.yaml --min-n 1000
printf 'fail_on: unmatched\nrules: [{on: under}]\n' > rules.yaml
agreed rules.yaml
agreed rules.yaml --fail-on unmatched
echo "--- four records"
"$SEGBIAS" compare c.csv r.csv -q -o before.json --policy none > /dev/null
for fails in under under,new new; do
	"$SEGBIAS" check few.csv r.csv -q --policy none --fail-on $fails --baseline before.json > /dev/null 2> err
	echo "exit $?: $(head -n 1 err)"
done
echo "--- crossings"
printf 'cross: 2\nattributes: {sex: , age: , "sex*age": {band: 97:103, min_n: 60}}\n' > cross.yaml
"$SEGBIAS" init c.csv r.csv --policy cross.yaml -o made.yaml -q; echo "exit $?"
printf 'cross: 2\nattributes: {sex: {min_n: 20}, age: , "sex*age": }\n' > named.yaml
"$SEGBIAS" init c.csv r.csv --policy named.yaml -o named_made.yaml -q; echo "exit $?"
grep -h "^  " made.yaml named_made.yaml
cp named.yaml again.yaml
"$SEGBIAS" init c.csv r.csv --update -o again.yaml -q 2> /dev/null; echo "exit $?"
grep -c 'sex\*age' again.yaml
printf 'cross: 2\ncross_cells: 10\n' > few.yaml
"$SEGBIAS" compare r.csv --plan 300 --policy few.yaml -q | head -n 1
echo "--- a tally by day"
printf 'exempt: [{segment: A, attribute: sex, value: M, reason: by design, until: 2026-11-30}]\n' > exempt.yaml
"$SEGBIAS" tally c.csv r.csv -o c.tally -q --policy none
for day in 2026-11-30 2026-12-01; do
	"$SEGBIAS" check c.csv r.csv --policy exempt.yaml --as-of $day -f json -q > rows.json 2> /dev/null; echo "exit $?"
	"$SEGBIAS" check c.tally r.csv --policy exempt.yaml --as-of $day -f json -q > tally.json 2> /dev/null; echo "exit $?"
	for file in rows.json tally.json; do
		python3 -c 'import json, sys; r = json.load(open(sys.argv[1])); print(r["as_of"], r["status"], len(r["exempted"]), sum(row["exempted"] for row in r["rules"]))' $file
	done
done
echo "--- a baseline that is a page of a review"
"$SEGBIAS" review add 2026Q1 c.csv r.csv --by analyst -q --policy none > /dev/null
"$SEGBIAS" review export 2026Q1 --by analyst -q -o review.json
"$SEGBIAS" check c.csv r.csv --policy none --baseline review.json -q; echo "exit $?"
