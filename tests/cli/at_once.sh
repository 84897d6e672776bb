# Fifty runs at once, on two campaigns, all of which write the same files, and some the same charts: each prints what it prints
# alone, none fails or leaves anything behind, and of the files the last one's stand, all of them.
for name in one two; do
	{
		echo segment,sex
		for segment in a b "$name"; do
			yes "$segment,f" | head -n 90
			yes "$segment,m" | head -n $([ $name = one ] && echo 40 || echo 70)
		done
	} > $name.csv
	"$SEGBIAS" compare $name.csv fixtures/sexes.csv -q -f json > $name.alone
done
mkdir out runs
for i in $(seq 50); do
	name=$([ $((i % 2)) = 0 ] && echo one || echo two)
	charts=$([ $((i % 5)) = 0 ] && echo --charts out/charts)
	{
		# shellcheck disable=SC2086
		"$SEGBIAS" compare $name.csv fixtures/sexes.csv -q -f json -o out/r.json -o out/r.csv -o out/r.md $charts > runs/$i 2> runs/$i.err
		echo $? > runs/$i.status
		cmp runs/$i $name.alone
	} &
done
wait
sort runs/*.status | uniq -c | sed 's/  */ /g'
cat runs/*.err
find out -name '.*' | sed 's/^/left behind: /'
whose() { cmp -s out/r.json $1.alone && grep -q "^$1,sex" out/r.csv && grep -q "$1.csv" out/r.md && echo "the files are one run's"; }
whose one || whose two || echo "the files are of several runs"
sed -n 's/^<!-- segbias chart \([0-9a-f]*\) .*/\1/p' out/charts/*.svg | sort -u | wc -l
