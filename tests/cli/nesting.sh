# Finer bands add up to coarser ones on both sides; bands that lie across edges are refused, with the edges of both files.
printf 'age,count\n15-19,310\n20-24,320\n25-34,650\n35-44,640\n45-64,1210\n65+,900\n' > fine.csv
printf 'age,count\n15-24,1000003\n25-44,2000000\n45-64,2100000\n65+,1500000\n' > coarse.csv
printf 'Alter,Anzahl\n16-29,1001003\n30-49,2000000\n50-64,2100000\n65+,1500000\n' > quer.csv
printf 'age,count\n18-20,1000\n21-40,2000\n41-66,2000\n67+,900\n' > none.csv
awk 'BEGIN { print "age,count"; for (a = 15; a < 100; a++) print a "," 10000 + 7 * a }' > single.csv
awk 'BEGIN { print "age"; for (a = 15; a < 75; a++) print a; print "15-19" }' > people.csv
try() {
	"$SEGBIAS" compare "$@" --segment none -f csv 2> errors | cut -d, -f3-4,23
	grep -A1 error errors
}
for pair in 'fine.csv coarse.csv' 'coarse.csv fine.csv' 'fine.csv single.csv' 'single.csv coarse.csv' 'fine.csv quer.csv' \
	'quer.csv fine.csv' 'none.csv quer.csv'; do
	echo "$pair"
	set -- $pair
	try "$1" "$2"
done
echo 'with the bands that they share'
try fine.csv quer.csv --bins 'age=65'
echo 'one in sixty-one'
try people.csv quer.csv
# Bands that begin later than the reference's: those below the first edge that both have are not of the same people, so that the hint
# leaves them out, and names the band that is cut.
printf 'age,count\n18-24,310\n25-34,420\n35-54,510\n55-64,930\n65+,290\n' >later.csv
printf 'age,count\n0-14,900\n15-19,410\n20-24,420\n25-34,800\n35-54,1700\n55-59,310\n60-64,300\n65+,1200\n' >earlier.csv
"$SEGBIAS" compare later.csv earlier.csv
"$SEGBIAS" compare later.csv earlier.csv --within 'age=25+' --bins 'age=35,55,65' -q | grep -A 5 '^Whole campaign, age'
