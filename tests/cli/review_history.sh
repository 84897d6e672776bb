# The past of an index, the first period first, in a line from the right too.
printf 'g,count\na,1000013\nb,1000207\n' >two.csv
period=1
for a in 903 711 307; do
	printf 'g,count\na,%s\nb,1009\n' $a >run.csv
	"$SEGBIAS" review add 2026Q$period run.csv two.csv --count count --segment none --by 'A. Reviewer' -q >/dev/null
	period=$((period + 1))
done
for language in en ar; do
	"$SEGBIAS" review show 2026Q3 -q --lang $language | sed -n '/by period\|بحسب الفترات/p' | head -n 1
done
for language in en ar; do
	"$SEGBIAS" review show 2026Q3 -q --lang $language | grep -A 1 '^Decisions\|^القرارات' | tail -n 1
done
"$SEGBIAS" review show 2026Q3 -q -f html | grep -o 'The period is open.*'
