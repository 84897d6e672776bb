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
