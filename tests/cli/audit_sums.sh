# A row that holds others beside it counts their people twice: it is left out, or asked about, and what is asked can be typed.
ask() {
	printf -- '-- %s\n' "$*" >&2
	"$SEGBIAS" "$@" -q >out.txt
	echo "exit $?" >&2
	head -n 3 out.txt
}
# A place that holds others: the groups of an audit are its own, so that the hint is --within; --where takes one of them.
printf 'country,sex,applicants,hired\nFrance,F,101,50\nFrance,M,110,60\nEuropean Union,F,300,110\nEuropean Union,M,310,140\nGermany,F,93,30\nGermany,M,90,40\n' >places.csv
ask audit places.csv --decision hired
ask audit places.csv --decision hired -a sex
ask audit places.csv --decision hired -a sex --within 'country=France,Germany'
ask audit places.csv --decision hired -a sex --where country=France
