# The result is the same however many threads read the file and answer the questions, whichever is quicker.
for threads in 1 2 3 8 2 2; do
	"$SEGBIAS" compare data/campaign.csv data/census.csv -q -f json --threads $threads >$threads.json || exit
	cmp 1.json $threads.json || exit 1
done
"$SEGBIAS" compare data/campaign.csv data/census.csv -q -f csv --threads 2 | head -3
# Both of what is found apart are there.
for key in missingness associations; do
	tr -d ' \n' <1.json | grep -o "\"$key\":\[{" | head -1
done
