# Female 1.5 + .25 + 1 + 3.25 = 6 of 12. By hand: sum of w^2 = 33.875, var = 7/6 * 33.875 * .25 / 144, n_eff = .25 / var =
# 3.643648, deff 7 / n_eff. Whole attributes have no p here, and it says so.
"$SEGBIAS" compare fixtures/scored.csv fixtures/town.csv -s none --min-n 1 -f csv | cut -d, -f2-7,15,22
for weight in weight none; do
	"$SEGBIAS" compare fixtures/scored.csv fixtures/town.csv -s none -w $weight -q -f json |
		sed -n '/^ "comparisons"/,/^ "incomplete"/p' | grep -E '^   "(rows|n|n_effective|deff|chi2|p)":' | paste -d' ' - - - - - -
done
"$SEGBIAS" compare fixtures/scored.csv fixtures/town.csv -w gender -a gender; echo "exit $?"
printf 'segment,gender,score\nA,Female,-1\nA,Male,1\n' > negative.csv
"$SEGBIAS" compare negative.csv fixtures/town.csv -w score; echo "exit $?"
printf 'segment,gender,score\nA,Female,0\nA,Male,0\n' > zero.csv
"$SEGBIAS" compare zero.csv fixtures/town.csv -w score; echo "exit $?"
