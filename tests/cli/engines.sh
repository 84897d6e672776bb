# A table that another program reads, by one that plays its part: asked twice, its rows counted; what fails is no result.
cat >psql <<'END'
#!/bin/sh
# Of the environment it has nothing: what it plays stands beside it.
read -r PLAY <"${0%/psql}/play"
case $(cat) in
*"SELECT 'column'"*)
	[ "$PLAY" != none ] || exit 0
	printf 'column,segment,text\ncolumn,gender,text\ncolumn,tags,text[]\ncolumn,id,integer\n'
	;;
*)
	printf 'segment,gender,tags,id\n'
	for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do printf 'a,Male,+,%s\na,Female,,%s\na,"",,%s\n' $i $i $i; done
	[ "$PLAY" != fails ] || { echo "ERROR:  canary of \"canary\" and 'canary' is wrong" | sed 's/canary of/value/' >&2; exit 3; }
	[ "$PLAY" != killed ] || kill -9 $$
	;;
esac
END
chmod +x psql
echo plain >play
export SEGBIAS_PSQL=./psql
printf 'attribute,value,count\ngender,Male,500\ngender,Female,500\n' >half.csv
printf 'attribute,value,count\ntags,x,500\ntags,y,500\n' >tags.csv
"$SEGBIAS" compare 'postgres://h/db?table=a.b' half.csv -q --min-n 5 --format csv | head -3
"$SEGBIAS" compare 'postgres://h/db?table=a.b' half.csv -q --min-n 5 --format json | grep -A8 '"campaign": {' | grep -v sha256
for play in fails killed none; do
	echo "-- $play" >&2
	echo $play >play
	"$SEGBIAS" compare 'postgres://h/db?table=a.b' half.csv -q -o out.json >out.txt
	echo "$play $?"
	ls out.json 2>/dev/null
done
echo plain >play
"$SEGBIAS" compare 'postgres://h/db?table=a.b' tags.csv -q
for address in 'postgres://h/db' 'postgres://u:canary@h/db?table=t' 'postgres://h/db?table=t&password=canary' 'postgres://h/db?table=a%zz' \
	'postgres://h/db?table=a%00' 'postgres://h/db?table=a..b' 'postgres://h/db?table="a' 'postgresql://h/db?x=1'; do
	"$SEGBIAS" inspect "$address"
	echo "$address $?" | sed 's/canary/…/'
done
SEGBIAS_PSQL=/nowhere "$SEGBIAS" inspect 'postgres://h/db?table=t'
echo $?
for file in x.parquet x.json x.db:t x.xlsx; do
	SEGBIAS_DUCKDB=/nowhere "$SEGBIAS" inspect $file
	: >"${file%:t}"
	SEGBIAS_DUCKDB=/nowhere "$SEGBIAS" inspect $file
	echo "$file $?"
done
printf 'SQLite format 3\0' >x.db
"$SEGBIAS" inspect x.db
printf 'PAR1\025\0\0' >x.dat
"$SEGBIAS" inspect x.dat
