# Of 48: gender has "n/a", "Unknown" (missing) and "Femal" (unmatched), age a blank, "-" (missing) and "twenty" (unmatched).
# scipy: binom.sf(1, 48, .05) = .6993548.
"$SEGBIAS" compare fixtures/letters.csv fixtures/town.csv -f json | grep '"segment": null, "column"'
# The user's list replaces the markers, + adds to them; blank is always missing.
for list in '' Unknown '+twenty,Femal' '+"a,b"'; do
	echo "$list"
	"$SEGBIAS" compare fixtures/letters.csv fixtures/town.csv -q -s none "--missing-values=$list" -f json |
		sed -n '/^ "comparisons"/,/^ "incomplete"/p' | grep -E '^   "(attribute|missing|unmatched)":' | paste -d' ' - - -
done
# An aggregated reference that lists a marker makes it a value; what the user lists is missing all the same.
{ cat fixtures/town.csv; echo 'gender,unknown,20000'; } > town.csv
"$SEGBIAS" compare fixtures/letters.csv town.csv -q -s none -a gender -f csv | cut -d, -f3,4
"$SEGBIAS" compare fixtures/letters.csv town.csv -q -s none -a gender --missing-values +Unknown -f csv | cut -d, -f3,4
