# Ten thousand segments: the worst first, counts of the rest, and stderr stays short; every breach stands in the result.
printf 'attribute,value,count\ng,a,5000000\ng,b,5000000\n' > half.csv
awk 'BEGIN { print "segment,g,count"; for (i = 0; i < 10000; i++) {
	a = i % 10 == 0 ? 100 + i % 300 : 500; printf "segment %05d,a,%d\nsegment %05d,b,%d\n", i, a + i % 7, i, 1003 - a } }' > many.csv
"$SEGBIAS" check many.csv half.csv -o result.json --fail-on over,under,unmatched,likely 2> err
echo "exit $?, $(wc -c < err) bytes"
[ "$(wc -c < err)" -lt 16384 ] && echo short
head -n 4 err
grep -e more -e rule: err
python3 - << 'END' 2> /dev/null || echo "the worst are not first"
import json
result = json.load(open("result.json"))
for rule in ("over", "under"):
	rows = [row for row in result["breaches"] if row["rule"] == rule]
	numbers = [row["number"] for row in rows]
	assert numbers == sorted(numbers, reverse=rule == "over"), rule
	print(rule, len(rows), numbers[0], numbers[-1])
END
"$SEGBIAS" check many.csv half.csv -q -o again.json --fail-on over,under,unmatched,likely 2> quiet
cmp result.json again.json && grep -c rule: quiet
