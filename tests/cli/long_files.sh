# Of a file of over 1 MiB the beginning says what it is. What stands below its table is told at its end, as of a shorter one, and a
# later row that contradicts is an error with its line.
FILL=$(printf '%0200d' 0) # lines are long, so that they are few
people() { # HOW MANY
	echo segment,gender,age,region
	awk -v n="$1" -v fill="$FILL" 'BEGIN {
		for (i = 0; i < n; i++)
			printf "%s,%s,%s,%s%s\n", i % 7 < 3 ? "news" : "shop", i % 3 ? "Male" : "Female", i % 5 ? "18-34" : "35+", i % 2 ? "North" : "South", fill
	}'
}
printf 'gender,count\nMale,4200\nFemale,3900\n' >census.csv
notes() {
	"$SEGBIAS" compare "$1" census.csv -s segment -a gender -f json --threads "${2:-1}" 2>&1 >out.json | grep -v '^census\|^  hint: if these'
	grep '"rows"' out.json | head -n 1
}
people 300 >short.csv
people 6000 >long.csv
for size in short long; do
	echo "# $size: notes below the table"
	{ cat $size.csv; printf '\nSource: "an office"\nNotes, and more\n'; } >foot.csv
	notes foot.csv
	notes foot.csv 4
	echo "# $size: totals at its end"
	{ cat $size.csv; printf 'Total: Genders,,,\n'; } >total.csv
	notes total.csv
	echo "# $size: a row is cut"
	{ cat $size.csv; printf 'news,Ma\n'; } >cut.csv
	notes cut.csv
	echo "# $size: rows go on behind a note"
	{ cat $size.csv; printf '\nSource: an office\nnews,Male,18-34,North\nshop,Male,18-34,North\n'; } >on.csv
	notes on.csv
done
echo '# the same compressed, from a pipe, in UTF-16, with a title, in other line ends'
{ cat long.csv; printf '\nSource: an office\n'; } >foot.csv
gzip -c foot.csv >foot.csv.gz
notes foot.csv.gz
"$SEGBIAS" compare - census.csv -s segment -a gender -f json 2>&1 >out.json <foot.csv | grep below
{ printf '\377\376'; iconv -t utf-16le foot.csv; } >wide.csv
notes wide.csv
{ printf '# All people\n\n'; cat foot.csv; } >title.csv
notes title.csv
sed 's/$/\r/' foot.csv >lines.csv
notes lines.csv 2
echo '# tables: one and a footnote, two, and one of two'
table() {
	printf '%s\n' 'By area' 'area,gender,count'
	awk -v fill="$FILL" 'BEGIN { for (i = 0; i < 6000; i++) printf "Area %s%d,%s,%d\n", fill, i / 2, i % 2 ? "Male" : "Female", 1000 + i * 7919 % 9001 }'
}
{ table; printf '\nSource: an office\n'; } >table.csv
"$SEGBIAS" inspect table.csv 2>&1 | grep 'rows\|below'
{ table; printf '\nBy gender\ngender,count\nMale,4200\nFemale,3900\n'; } >two.csv
"$SEGBIAS" inspect two.csv 2>&1
"$SEGBIAS" inspect two.csv --section 1 2>&1 | head -n 1
{ printf 'By gender\ngender,count\nMale,4200\nFemale,3900\n\n'; table; } >first.csv
"$SEGBIAS" inspect first.csv --section 'By gender' 2>&1
sed -n 2,4p first.csv | "$SEGBIAS" inspect - --cells 2>&1
echo '# a code that the list of an office lacks, behind those by which it was chosen'
persons() { # THE LAST CODE OF SEX
	echo RT,SERIALNO,PWGTP,AGEP,SEX,NOTE
	awk -v last="$1" -v fill="$FILL" 'BEGIN {
		for (i = 0; i < 6000; i++)
			printf "P,2023HU%07d,%d,%d,%s,%s\n", i, 1 + i % 90, i * 31 % 95, i < 5900 ? 1 + i % 2 : last, fill
	}'
}
for last in 9 '' 2; do
	persons "$last" >persons.csv
	"$SEGBIAS" compare short.csv persons.csv -s segment -a gender --threads 3 2>&1 | grep 'persons.csv:\|hint: --skip\|^  reference'
done
persons 9 >persons.csv
"$SEGBIAS" compare short.csv persons.csv -s segment -a gender --skip-bad 2>&1 | grep 'persons.csv:5\|^  reference'
echo SUMLEV,REGION,DIVISION,STATE,NAME,SEX,AGE,POPEST2021_CIV >ages.csv
awk -v fill="$FILL" 'BEGIN {
	for (s = 1; s <= 40; s++)
		for (g = 1; g <= 2; g++)
			for (a = 0; a <= 85; a++)
				printf "040,3,5,%d,State %s%d,%d,%d,%d\n", s, fill, s, g, s == 38 && a == 85 ? 86 : a, 1000 + (s * 86 + a) * 7 % 997
}' >>ages.csv
"$SEGBIAS" inspect ages.csv 2>&1
echo '# a weight that is the same for long, and a column without a name that has something late'
late() { # NAME EARLY LATE HOW MANY
	echo "segment,gender,region,$1"
	awk -v early="$2" -v late="$3" -v n="$4" -v fill="$FILL" 'BEGIN {
		for (i = 0; i < n; i++)
			printf "%s,%s,%s,%s\n", i % 7 < 3 ? "news" : "shop", i % 3 ? "Male" : "Female", (n > 6000 ? "R" : fill), i < n - 9 ? early : late
	}'
}
for rows in 300 6000 9000; do
	late weight 0.1 2.5 $rows >weights.csv
	"$SEGBIAS" compare weights.csv census.csv -s segment -a gender --threads 3 2>&1 | grep 'weights.csv:\|hint: --weight\|^  campaign'
	late '' '' x $rows >nameless.csv
	"$SEGBIAS" compare nameless.csv census.csv -s segment -a gender 2>&1 | grep 'nameless.csv:\|hint: give\|^  campaign'
done
"$SEGBIAS" compare weights.csv census.csv -s segment -a gender -w none -q | sed -n 2p
late weight 0.1 0.1 6000 >weights.csv
"$SEGBIAS" compare weights.csv census.csv -s segment -a gender -q | sed -n 2p
echo '# cells of every place, sex and age, which the first MiB cuts in the midst of a place, or of a sex; then in no order'
cells() { # ORDER: awk's expression of the place, the sex and the age of row i
	echo district,age,sex,obs
	awk -v fill="$FILL" 'BEGIN {
		for (i = 0; i < 12000; i++)
			printf "%d %s,%s,%s,%d\n", '"$1"', fill, ('"$2"') % 3 ? "18-64" : "65+", ('"$3"') % 2 ? "Male" : "Female", i % 3
	}' | awk -F, '!seen[$1 $2 $3]++'
}
cells 'int(i / 4)' 'i % 4 < 2 ? 1 : 3' 'i' >places.csv
cells 'i % 3000' 'int(i / 3000) % 2 ? 1 : 3' 'int(i / 6000)' >sexes.csv
cells '(i * 7919) % 12000 / 4' '(i * 7919) % 4 < 2 ? 1 : 3' '(i * 7919)' >shuffled.csv
for file in places.csv sexes.csv; do
	"$SEGBIAS" inspect $file --cells -q
done
"$SEGBIAS" inspect shuffled.csv --cells -q
"$SEGBIAS" inspect shuffled.csv --cells -q --reference-count obs
