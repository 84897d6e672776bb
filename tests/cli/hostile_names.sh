# Escape sequences, a bell and bidi overrides are shown escaped; a hint never holds what a shell would run; formulas are
# defused in CSV.
"$SEGBIAS" compare fixtures/hostile.csv fixtures/town.csv -f csv | cut -d, -f1-4
for format in json ndjson text csv; do
	"$SEGBIAS" compare fixtures/hostile.csv fixtures/town.csv -f $format 2>&1 | LC_ALL=C grep -c -P '[\x00-\x09\x0b-\x1f\x7f]|\xe2\x80\xae'
done
"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -s $'\e[2J\u202e'; echo "exit $?"
