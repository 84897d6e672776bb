# What a line around a table says that a mark stands for: nobody, a bound, a hidden figure. Without it a dash is asked about in a long
# table, and nobody in a wide one.
long() # MARK NOTE...: a table with the mark, and the notes below it
{
	mark=$1
	shift
	printf 'sex,age,count\nMale,15-24,1204\nMale,25-64,4327\nMale,65+,%s\nFemale,15-24,1103\nFemale,25-64,4218\nFemale,65+,907\n\n' "$mark"
	printf '%s\n' "$@"
}
try() # FILE OPTION...
{
	"$SEGBIAS" inspect "$@" --cells; echo "exit $?"
}
long - '- = nil' >nobody.csv
long '*' '* fewer than 5' >bound.csv
long .. '.. not available' >hidden.csv
long x 'Zeichenerklärung:' '- nichts vorhanden' 'x gesperrt' >gesperrt.csv
long - '- nil' '- not available' >differ.csv
long n 'n = nil, .. = not available, x = suppressed' >line.csv
for file in nobody.csv bound.csv hidden.csv gesperrt.csv differ.csv line.csv; do
	try $file
done
try hidden.csv --hidden-max 4
try differ.csv --hidden-max 0
# Of marks of which the file tells a figure an option for the others says nothing.
printf 'age,count\n15-24,1204\n25-44,4327\n45-64,4218\n65-74,-\n75+,x\n\n-,nil\nx,suppressed\n' >pairs.csv
try pairs.csv
try pairs.csv --hidden-max 9
# A wide table: the dash is none of nobody where the file says so, above or below it, right there or behind a blank line.
wide='Age,Male,Female\n15-24,1204,1103\n25-64,4327,4218\n65+,-,907\n'
printf "$wide\n- = suppressed\n" >below.csv
printf "\"- = suppressed\"\n\n$wide" >above.csv
printf "# - fewer than 10\n$wide" >comment.csv
printf "$wide- nil\n" >right.csv
for file in below.csv above.csv comment.csv right.csv; do
	try $file
done
# Bounds of people are none of percentages, of thousands, or of who was asked.
printf 'age,percent\n15-24,24.1%%\n25-64,75.9%%\n65+,*\n\n* fewer than 5\n' >percent.csv
printf 'Population in thousands\n\nage,population\n15-24,2412\n25-64,7588\n65+,*\n\n* fewer than 5\n' >thousands.csv
long '*' '* suppressed: fewer than 50 respondents' >asked.csv
for file in percent.csv thousands.csv asked.csv; do
	try $file
done
# Far below the first MiB, and no line about the marks.
{
	printf 'place,age,count\n'
	i=0
	while [ $i -lt 15000 ]; do
		printf 'Place number %d of the whole country,0-17,%d\nPlace number %d of the whole country,18+,%d\n' $i $((i % 91 + 7)) $i $((i % 83 + 9))
		i=$((i + 1))
	done
	printf 'Place number 15000 of the whole country,0-17,57\nPlace number 15000 of the whole country,18+,-\n\n- = nil\n'
} >large.csv
"$SEGBIAS" inspect large.csv --cells 2>&1 | grep -v 'number [1-9][0-9]* of'
long - '- Includes people without a home' >sentence.csv
try sentence.csv
# A zero that is said to be a hidden figure is none.
printf 'sex,age,count\nMale,15-24,0\nMale,25+,4327\nFemale,15-24,1103\nFemale,25+,4218\n\n0 = suppressed or nil\n' >zero.csv
sed 's/^0 = .*/0 = fewer than 5/' zero.csv >few.csv
sed 's/^0 = .*/0 = less than half the unit/' zero.csv >rounded.csv
{
	printf 'Population in thousands\n\n'
	sed 's/4327/4329/' rounded.csv
} >thousands.csv
for file in zero.csv few.csv rounded.csv thousands.csv; do
	try $file
done
# Nobody and few of something else; a zero that is an age.
long - '- Zero-hour contracts are included' >other.csv
long '*' '* fewer than 5 regions responded' >regions.csv
long - '- = nulo o dato protegido' >two.csv
printf 'age,count\n0,1204\n1,1127\n2,1098\n3,1107\n4,1083\n5,1064\n\n0 = less than 1 year\n' >years.csv
for file in other.csv regions.csv two.csv years.csv; do
	try $file
done
# What names the rows is no figure: an age of 0, and a region that is called like a mark, beside one or two that are numbers.
printf 'sex,age,persons\nF,0,120\nF,1,130\nF,2,125\nF,3,141\nM,0,119\nM,1,127\nM,2,133\nM,3,140\n\n0 = unknown\n' >ages.csv
try ages.csv
printf 'team,persons\nNorth,1210\nSouth,1322\nx,450\n12,990\n7,655\nEast,821\nWest,702\n\nx = not available\n' >called.csv
try called.csv
# Figures are a column's where they are three in four of its spellings: of two beside a word nothing is read into a mark.
printf 'sex,n\na,11\nb,12\nc,13\nd,n/k\ne,x\n\nx = fewer than 5\n' >three.csv
printf 'sex,n\na,11\nb,12\nc,n/k\nd,n/k\ne,x\n\nx = fewer than 5\n' >two.csv
try three.csv --count n --skip-bad
try two.csv --count n --skip-bad
