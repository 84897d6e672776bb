# Cells of other columns and identifiers are never quoted.
awk -F, 'NR == 1 { print $0 ",email" } NR > 1 { print $0 ",SECRET" NR "@example.com" }' fixtures/letters.csv > letters.csv
{
	"$SEGBIAS" compare letters.csv fixtures/town.csv -f json
	"$SEGBIAS" compare letters.csv fixtures/town.csv -w email
	"$SEGBIAS" compare letters.csv fixtures/town.csv -s id,email
	{ cat letters.csv; echo 'x,y,z,SECRET'; } | "$SEGBIAS" compare - fixtures/town.csv
	{ cat letters.csv; echo 'x,y,z,w,SECRET"'; } | "$SEGBIAS" compare - fixtures/town.csv --skip-bad
} > out 2>&1
grep -c -e SECRET -e C0 out
grep error: out
# Neither is the value of a filter in the command that a report ends with, which is handed on with it.
"$SEGBIAS" compare letters.csv fixtures/town.csv --campaign-where email=SECRET5@example.com -q -o page.html -o page.md -o page.json > text
grep -c SECRET text page.html page.md page.json
sed -n 's/^Next: //p' text
# A tally of those whom a column chooses holds who was chosen by name, and nobody else.
for choice in '--consent email=SECRET5@example.com' "--stages *,email=SECRET5@example.com"; do
	"$SEGBIAS" tally letters.csv fixtures/town.csv $choice -q --policy none > chosen.tally && grep -o 'SECRET[0-9]*' chosen.tally | sort -u
	"$SEGBIAS" compare letters.csv fixtures/town.csv $choice -q -f json --policy none > rows.json 2> /dev/null
	"$SEGBIAS" compare chosen.tally fixtures/town.csv -q -f json --policy none > tally.json 2> /dev/null
	python3 -c 'import json; a, b = (json.load(open(f)) for f in ("rows.json", "tally.json")); print(a["comparisons"] == b["comparisons"], a.get("consent") == b.get("consent"), a.get("funnel") == b.get("funnel"))'
done
