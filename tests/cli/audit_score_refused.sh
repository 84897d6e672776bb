# One line each, and what to type instead.
audit() {
	"$SEGBIAS" audit "$@"
	echo "exit $?"
}
audit data/decisions.csv --score score --threshold 50
audit data/decisions.csv --score selected
audit data/decisions.csv --threshold 0.5 --decision selected
audit data/decisions.csv --score score --given branch
audit data/decisions.csv --score score --threshold high
audit data/decisions.csv --decision selected --label age
audit - --score score --threshold median <data/decisions.csv

# scores in per cent: a threshold that may be a share of 1 is asked about, one in per cent of scores without a sign too, and scores
# of both kinds are none
{ echo 'sex,score' && for i in 5 15 25 35 45 55 65 75 85 95; do printf 'F,%d%%\nM,%d%%\nM,%d%%\n' $i $i $((i + 4)); done } >percent.csv
tr -d % <percent.csv >plain.csv
sed 's/^M,\([0-9]*\)5%/M,0.\15/' percent.csv >mixed.csv
audit percent.csv --score score --threshold 0.5
audit percent.csv --score score --threshold 1
for threshold in 50% 50 0.5e2; do
	"$SEGBIAS" audit percent.csv --score score --threshold "$threshold" -f csv 2>/dev/null | cut -d, -f1-6
done
audit plain.csv --score score --threshold 50%
audit plain.csv --score score --threshold 0,5
audit plain.csv --score score --threshold 0,5%
audit plain.csv --score score --threshold %
audit mixed.csv --score score --threshold 50
audit mixed.csv --score score
