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
