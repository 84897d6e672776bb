# With an earlier result: what is new breaches where it is asked for; what came or went, or differs, is named, and no alarm.
awk 'BEGIN { print "attribute,value,count"; for (i = 0; i < 8; i++) printf "g,%c,1000000\n", 97 + i }' > eight.csv
night() { # indices of a to h, and the segment
	awk -v indices="$1" -v segments="$2" 'BEGIN { print "segment,g,count"; n = split(indices, index_of, " ")
		m = split(segments, name, " ")
		for (j = 1; j <= m; j++) for (i = 1; i <= n; i++) printf "%s,%c,%d\n", name[j], 96 + i, index_of[i] * 250 + i * i }'
}
night "100 60 30 50 95 81 192 192" "s u" > first.csv
night "101 60 30 50 95 81 192 191" "s u" > same.csv
night "40 30 70 100 115 78 184 183" "s t" > later.csv
try() {
	"$SEGBIAS" check "$@" 2>&1
	echo "exit $?"
}
try first.csv eight.csv -o first.json --fail-on unmatched
"$SEGBIAS" compare first.csv eight.csv -f json > compared.json
try same.csv eight.csv --baseline first.json --fail-on new,unmatched
try later.csv eight.csv --baseline first.json --fail-on new
for baseline in first.json compared.json; do
	"$SEGBIAS" check later.csv eight.csv --baseline $baseline --fail-on new -q -f json 2> /dev/null |
		sed '/"sha256"/d' | sed -n '/"baseline"/,/"result"/p' > ${baseline%.json}.part
done
cmp first.part compared.part && grep -c segment first.part
# Tolerated, or exempt.
echo 'rules: [{on: new, count: 2}]' > gate.yaml
try later.csv eight.csv --baseline first.json --fail-on new --policy gate.yaml -q
printf 'exempt: [{segment: "*", attribute: g, reason: a new list, until: 2026-12-31}]' > gate.yaml
try later.csv eight.csv --baseline first.json --fail-on new --policy gate.yaml -q --as-of 2026-01-01
# What is only new to the file is no alarm.
night "100 60 30 50 95 81 192 192" "s t u" > more.csv
try more.csv eight.csv --baseline first.json --fail-on new,unmatched
# Other bands break no series; the baseline must not be the run, nor be overwritten by it.
try same.csv eight.csv --baseline first.json --fail-on new,unmatched --band 70:140 --min-n 20
try first.csv eight.csv --baseline first.json --fail-on new
try same.csv eight.csv --baseline first.json -o first.json
try same.csv eight.csv --baseline eight.csv
try same.csv eight.csv --baseline nosuch.json
try same.csv eight.csv --baseline - --fail-on unmatched -q < first.json
try - eight.csv --baseline - < same.csv
"$SEGBIAS" compare same.csv eight.csv --baseline first.json
echo "exit $?"
# A report says it, too.
for language in en ar; do
	"$SEGBIAS" check later.csv eight.csv --baseline first.json --fail-on new -q -f text --lang $language 2> /dev/null | grep -e 'Since the baseline' -e 'خط الأساس'
done
"$SEGBIAS" check later.csv eight.csv -q -f text --lang en 2> /dev/null | grep -c 'Since the baseline' || true
# A rule on new that --fail-on leaves aside needs no baseline.
echo 'rules: [{on: new}]' > gate.yaml
for what in under new; do
	"$SEGBIAS" check later.csv eight.csv --policy gate.yaml --fail-on $what -q 2>&1 | tail -n 1
done
# Of two references with margins of error the errors stand in both results; one that does not say them cannot be tested against.
printf 'attribute,value,count,moe\ng,a,300000,9000\ng,b,700000,9000\n' > margins.csv
printf 'attribute,value,count,moe\ng,a,310000,9000\ng,b,690000,9000\n' > margins_later.csv
printf 'segment,g,count\ns,a,3010\ns,b,6990\n' > then.csv
printf 'segment,g,count\ns,a,1010\ns,b,8990\n' > now.csv
"$SEGBIAS" check then.csv margins.csv -q -o margins.json
try now.csv margins_later.csv --baseline margins.json --fail-on new
sed -i 's/, "reference_se": [^,}]*//' margins.json
try now.csv margins_later.csv --baseline margins.json --fail-on new
try now.csv margins_later.csv --baseline margins.json --fail-on under,new -q
# Another policy than the baseline's is told, and the same one is not.
printf 'segment,h,count\ns,x,3010\ns,y,6990\n' > then.csv
printf 'segment,h,count\ns,x,3011\ns,y,6990\n' > now.csv
printf 'attribute,value,count\nh,x,3000000\nh,y,7000000\n' > halves.csv
printf 'committed: 2026-01-01\nmin_n: 40\n' > one.yaml
printf 'min_n: 40\n# in other words\n' > two.yaml
for before in one.yaml two.yaml none; do
	"$SEGBIAS" check then.csv halves.csv --policy $before -q --fail-on none -o $before.json
	for now in one.yaml two.yaml none; do
		echo "$before, then $now"
		"$SEGBIAS" check now.csv halves.csv --policy $now -q --fail-on none --baseline $before.json -f json |
			sed -n '/"changed"/,/]/p' | grep -o -e '"what": "[^"]*"' -e '\[\]'
	done
done
# A baseline whose verdicts were edited would hide what is new.
"$SEGBIAS" check first.csv eight.csv -q -o first.json --fail-on none
sed 's/"verdict": "within"/"verdict": "over"/' first.json > edited.json
try later.csv eight.csv --baseline edited.json --fail-on new -q
"$SEGBIAS" check first.csv eight.csv -q -o published.json --fail-on none --publish 20
try later.csv eight.csv --baseline published.json --fail-on new -q
