# What is written: nothing on stdout unless asked for, files as of compare, from a pipe, the same bytes every time.
printf 'attribute,value,count\ng,a,3000000\ng,b,7000000\n' > pop.csv
printf 'segment,g,count\ns,a,1000\ns,b,9000\n' > skewed.csv
for format in text markdown csv ndjson prometheus; do
	"$SEGBIAS" check skewed.csv pop.csv -f $format -q 2> /dev/null > out
	echo "exit $?"
	case $format in
	text) cat out ;;
	markdown) sed -n 's/^\*\*Gate.*/&/p; /^Gate/p; /under:/p' out ;;
	prometheus) grep -v '^#' out | grep -e check -e rule ;;
	*) "$SEGBIAS" compare skewed.csv pop.csv -f $format | cmp - out && echo "as of compare" ;;
	esac
done
"$SEGBIAS" check - pop.csv -f json -q < skewed.csv 2> /dev/null > piped.json
"$SEGBIAS" check skewed.csv pop.csv -f json -q 2> /dev/null > named.json
diff <(grep -v '"name": "skewed' named.json) <(grep -v '"name": "-"\|"name": "stdin' piped.json) | head -n 4
"$SEGBIAS" check skewed.csv pop.csv -o a.json -o a.md -o a.prom -o a.csv -o a.ndjson -o a.txt -o a.html -q 2> /dev/null
ls a.*
cmp a.json named.json && grep -c '<h1' a.html
# Fifty at once do not disturb each other; a reader that has gone is silent.
for _ in $(seq 50); do
	{ "$SEGBIAS" check skewed.csv pop.csv -q -o many.json 2> /dev/null; echo $?; } &
done | sort | uniq -c | tr -s ' '
wait
cmp many.json named.json && ls -A | grep -c '^\.' 
"$SEGBIAS" check skewed.csv pop.csv -f text -q 2> /dev/null | head -n 0
echo "${PIPESTATUS[0]}"
"$SEGBIAS" check --help | head -n 8
"$SEGBIAS" completion bash | grep -o -e '--policy-hash' -e '--fail-on' | sort -u
"$SEGBIAS" completion man check | grep -c -e "segbias check"
