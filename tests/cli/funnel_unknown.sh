# Who does not say so is few of all and may be most of a stage that takes few, or of one value; the step from there stands on it too.
printf 'g,count\na,1000013\nb,1000207\n' >two.csv
printf 'g,targeted,reached,count\na,no,no,9503\nb,no,no,9497\na,yes,yes,251\na,yes,no,249\nb,yes,yes,152\nb,,no,348\n' >silent.csv
printf 'g,targeted,reached,count\na,no,no,9503\nb,no,no,9991\na,yes,yes,251\na,yes,no,249\nb,yes,no,1\nb,,no,9\n' >one.csv
for file in silent one; do
	"$SEGBIAS" compare $file.csv two.csv --segment none --count count --stages '*,targeted,reached' |
		sed -n '/^The funnel/,/^$/p'
	"$SEGBIAS" compare $file.csv two.csv --segment none --count count --stages '*,targeted,reached' -q -f json |
		grep '"value": "[ab]", "stage"' | sed -E 's/.*"value": ("[ab]"), "stage": ("[^"]*").*"reference_verdict": ("[a-z_]*").*"verdict": ("[a-z_]*"), "reason": ([a-z"]*).*/\1 \2 \3 \4 \5/'
done
