# The name of a campaign that is one throughout the head of a large file (1 MiB) may be another one below it.
night() { # records of Spring, then of Autumn, who are men
	awk -v spring="$1" -v autumn="$2" 'BEGIN { print "Campaign Name,Ad Set,gender"
		for (i = 0; i < spring; i++) print "Spring," (i % 4 < 2 ? "X" : "Y") "," (i % 2 ? "F" : "M")
		for (i = 0; i < autumn; i++) print "Autumn," (i % 2 ? "X" : "Y") ",M" }'
}
printf 'attribute,value,count\ngender,F,5000000\ngender,M,5000000\n' > both.csv
try() {
	"$SEGBIAS" check "$@" -q 2>&1
	echo "exit $?"
}
night 2000 300 > small.csv
night 100000 3000 > large.csv
night 2000 0 > one.csv
for file in small large one; do
	echo "$file"
	try $file.csv both.csv
done
try large.csv both.csv --segment "Campaign Name"
