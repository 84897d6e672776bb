# What is named twice is refused: it would be tested twice, or one of two be lost without a word.

say() {
	printf -- '-- %s\n' "$*" >&2
	"$SEGBIAS" "$@" >out.txt
	echo "exit $?" >&2
}

awk 'BEGIN {
	print "sex,aid,chosen"
	for (i = 0; i < 600; i++)
		print (i % 2 ? "Male" : "Female") "," (i % 3 ? "none" : "grant") "," (i % 5 ? "no" : "yes")
}' >people.csv
say audit people.csv --decision chosen -a sex,sex
say audit people.csv --decision chosen -a sex,Sex
say audit people.csv --decision chosen -a 'sex*aid,aid*sex'
say audit people.csv --decision chosen -a 'sex,aid,sex*aid'
say audit people.csv --decision chosen -a sex --given aid --given AID
say audit people.csv --decision chosen --policy four-fifths --policy none
say compare people.csv people.csv --stages chosen,Chosen

# a marker of a missing value that may be a value, of a group or of what is within: the hint counts it
say audit people.csv --decision chosen -a sex --given aid
say audit people.csv --decision chosen -a aid
say audit people.csv --decision chosen -a sex --given aid --missing-values ''
