# What several tables say of attributes that none of them has together, where they do not know the same people, contradict each other, or
# leave nobody; and a gate on it.
campaign() { awk -v names="$1" 'BEGIN { n = split(names, name, ","); print names; for (i = 0; i < 2400; i++) for (k = 1; k <= n; k++) printf "%s%d%s", name[k], int(i / 2 ^ (k - 1)) % 2, k < n ? "," : "\n" }'; }
run() {
	"$SEGBIAS" "$@"
	echo "exit $?"
}
# The age of 400,000 is not known, of whom 380,000 are f and N. f and N are .68 each of all: .36 to .68 may be both, and .68 are.
printf 'sex,age,region,count\nf,young,,150000\nf,old,,150000\nm,young,,150000\nm,old,,150000\nf,Not stated,,380000\nm,Not stated,,20000\n,young,N,150000\n,old,N,150000\n,young,S,150000\n,old,S,150000\n,Not stated,N,380000\n,Not stated,S,20000\n' >unknown.csv
awk 'BEGIN { print "sex,age,region"; for (i = 0; i < 1000; i++) print (i < 680 ? "f" : "m") "," (i % 2 ? "young" : "old") "," (i < 680 ? "N" : "S") }' >people.csv
run compare people.csv unknown.csv -s none --cross 2 -q --missing-values '+Not stated' | sed -n '/^Where/,/^Whole/p'
# Nobody is a0 and c1 by b, and all of a0 are c1 by d. By hand a*c: each way is possible, and both are not.
printf 'a,b,c,d,count\na0,b0,,,600000\na1,b1,,,600000\n,b0,c0,,600000\n,b1,c1,,600000\na0,,,d0,600000\na1,,,d1,600000\n,,c0,d1,600000\n,,c1,d0,600000\n' >ways.csv
campaign a,b,c,d >four.csv
run compare four.csv ways.csv -s none --cross 2 -q
run compare four.csv ways.csv -s none -q | grep exit
# Each two tables are 1, 2; 2, 1 in 6: with x in a0, b0, c0 there are -x in a1, b1, c1, so that both have nobody.
pairs() { printf '%s0,%s0,1000011\n%s0,%s1,2000022\n%s1,%s0,2000022\n%s1,%s1,1000011\n' "$1" "$2" "$1" "$2" "$1" "$2" "$1" "$2"; }
{ echo a,b,c,count; pairs a b | sed 's/,\([0-9]*\)$/,Total,\1/'; pairs a c | sed 's/,/,Total,/'; pairs b c | sed 's/^/Total,/'; } >nobody.csv
campaign a,b,c >three.csv
run compare three.csv nobody.csv -s none --cross 3 -a 'a*b*c' -q -f json | grep -o '"value": "a[01] × [^"]*"\|"n": [0-9]*, .*"unmatched": [0-9]*'
# Nothing could fail on what no table has together; beside what a table has only that is tested.
printf 'sex,age,region,count\nf,young,Total,100007\nf,old,Total,300011\nm,young,Total,200017\nm,old,Total,400023\nTotal,young,N,170011\nTotal,old,N,380017\nTotal,young,S,130013\nTotal,old,S,320017\n' >words.csv
run check people.csv words.csv -s none --cross 2 -a 'sex*region' --fail-on crossing
run check people.csv words.csv -s none --cross 2 --fail-on crossing -q
