# With a reference of a value more, or one less, shares are compared among the values of both: 3,000 of 8,000 and 3,010 of 8,005 are a ratio of
# 1.0027, and 4,000 of 8,000 one of 1.3333. With another --within the records are others, and nothing is tested.
printf 'age,count\nyoung,3000007\nmiddle,5000011\n' > two.csv
printf 'age,count\nyoung,3000007\nmiddle,5000011\nold,1500003\n' > three.csv
night() { printf 'age,n\nyoung,%d\nmiddle,%d\nold,%d\n' "$@"; }
night 3000 5000 1500 > first.csv
night 3010 4995 1495 > same.csv
night 4000 4000 1500 > changed.csv
check() { "$SEGBIAS" check "$1" "$2" -s none -n n --unmatched-max 50% -q "${@:3}"; }
ratios() {
	python3 - <<'PY'
import json
baseline = json.load(open("result.json"))["baseline"]
print({k: len(v) for k, v in baseline.items() if isinstance(v, list) and v}, "tested", baseline["tested"], "untested", baseline["untested"])
for kind in ("new", "worse", "better", "gone", "open", "moved"):
	for row in baseline[kind]:
		print(kind, row["value"], round(row["ratio"], 4) if row["ratio"] else None)
PY
}
for pair in 'two three' 'three two' 'two two' 'three three'; do
	check first.csv "${pair% *}.csv" -o before.json --fail-on none 2> /dev/null
	for now in same changed; do
		check $now.csv "${pair#* }.csv" --baseline before.json --fail-on new -o result.json > /dev/null 2>&1
		echo "$pair, $now: exit $?"
		ratios
	done
done
echo "--- within"
check first.csv three.csv -o before.json --fail-on none 2> /dev/null
check same.csv three.csv --baseline before.json --fail-on new --within age=young,middle 2>&1 | grep -A1 error
check same.csv three.csv --baseline before.json --fail-on over,new --within age=young,middle -o result.json 2> /dev/null
echo "exit $?"
ratios
echo "--- each of several values is a share of its own"
printf 'attribute,value,count,base\ntags,news,600,1000\ntags,sport,500,1000\n' > tags.csv
printf 'attribute,value,count,base\ntags,news,620,1000\ntags,sport,500,1000\ntags,music,300,1000\n' > more.csv
for n in 1 2; do
	{ echo tags && for i in $(seq 900); do case $((i % (4 + n))) in 0 | 1) echo 'news;sport' ;; 2) echo 'news;music' ;; *) echo sport ;; esac; done; } > people$n.csv
done
"$SEGBIAS" check people1.csv tags.csv -s none -a tags --multi tags -q -o before.json --fail-on none 2> /dev/null
"$SEGBIAS" check people2.csv more.csv -s none -a tags --multi tags -q --baseline before.json --fail-on new -o result.json 2> /dev/null
echo "exit $?"
ratios
echo "--- bands that are cut otherwise, and another census: the values of both are tested among all"
printf 'age,count\n18-34,3000007\n35-64,4000011\n65+,2000003\n' > census.csv
printf 'age,count\n18-24,1000003\n25-64,6000011\n65+,2200003\n' > later.csv
for n in 1 2; do printf 'age,n\n20,1000\n30,2000\n50,3000\n70,%d\n' $((1400 + 600 * n)) > ages$n.csv; done
check ages1.csv census.csv -o before.json --fail-on none 2> /dev/null
check ages2.csv later.csv --baseline before.json --fail-on new -o result.json 2> /dev/null
echo "exit $?"
ratios
python3 -c 'print(round(2600 / 8600 / (2000 / 8000) / (2200003 / 9200017 / (2000003 / 9000021)), 4))'
