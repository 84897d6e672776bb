# Decisions that would be misread without a word: an empty cell for no, only those selected, all applicants beside those selected in
# one column, counts of a group taken for a decision; names of people in the wrong column; a gate that can never fail.
table() { printf '%s\n' "$@" > t.csv; }

printf 'sex,hired\n' > blank.csv
for i in 1 2 3 4 5 6 7 8 9; do printf 'F,yes\nM,yes\nF,\nF,\nM,\n'; done >> blank.csv
"$SEGBIAS" audit blank.csv --decision hired; echo "exit $?"
"$SEGBIAS" audit blank.csv --decision hired=yes --policy four-fifths -q; echo "exit $?"
grep -v ',$' blank.csv > only.csv
"$SEGBIAS" audit only.csv --decision hired; echo "exit $?"

table race,outcome,count White,applicants,1412 White,selected,611 Black,applicants,983 Black,selected,301
"$SEGBIAS" audit t.csv --decision outcome=selected; echo "exit $?"
table race,total,selected White,1412,611 Black,983,301 Asian,455,233
"$SEGBIAS" audit t.csv --decision selected; echo "exit $?"
"$SEGBIAS" audit t.csv --decision selected --count total -f csv | cut -d, -f 1-4; echo "exit $?"
table race,applicants,selected White,1412.0,611.0 Black,983.0,301.0 Asian,455.0,233.0
"$SEGBIAS" audit t.csv --decision selected -f csv | cut -d, -f 1-4; echo "exit $?"
table race,score A,61 B,72 A,83 B,94
"$SEGBIAS" audit t.csv --score score --threshold 0.6; echo "exit $?"
table race,yes,no White,611,801 Black,301,682 Asian,233,222
"$SEGBIAS" audit t.csv --decision yes; echo "exit $?"
table attribute,value,applicants,selected sex,F,900,300 sex,M,1100,400 age,18-29,800,300 age,30+,1200,400
"$SEGBIAS" audit t.csv --decision selected; echo "exit $?"

printf 'sex,who,hired\n' > people.csv
for i in 1 2 3 4 5 6; do
	printf 'F,Anna Berg,yes\nM,Peter Meier,no\nF,Maria Garcia,maybe\nM,,yes\n'
done >> people.csv
"$SEGBIAS" audit people.csv --decision who; echo "exit $?"
"$SEGBIAS" audit people.csv --decision who=yes; echo "exit $?"
"$SEGBIAS" audit people.csv --decision hired; echo "exit $?"
"$SEGBIAS" audit people.csv --decision hired=yes --label who -a sex; echo "exit $?"

"$SEGBIAS" audit people.csv --decision hired=yes -a sex --fail-on over,new -f csv > gate.csv; echo "exit $?"

# A stage of another file that is larger than the one before it.
table sex,count F,900000 M,1100001
printf 'sex,sent\n' > c.csv
for i in 1 2 3 4 5 6 7 8 9; do printf 'F,yes\nM,yes\nF,no\nM,no\nM,no\n'; done >> c.csv
cut -d, -f 1 c.csv > reached.csv
"$SEGBIAS" compare c.csv t.csv --segment none --stages '*,sent,reached=@reached.csv' -f csv > stages.out; echo "exit $?"

# Groups of race above those of sex in one column, and one of the two.
table category,applicants,selected White,1412,611 Black,983,301 Asian,455,233 Female,1400,580 Male,1450,565
"$SEGBIAS" audit t.csv --decision selected; echo "exit $?"
"$SEGBIAS" audit t.csv --decision selected --within 'category=White,Black,Asian' -f csv | cut -d, -f 1-4; echo "exit $?"
table group,applicants,selected A,100,50 B,100,50 C,100,60 D,100,40
"$SEGBIAS" audit t.csv --decision selected -f csv | cut -d, -f 1-4; echo "exit $?"
# a word for applicants may be the one that is asked for
printf 'sex,status,n\nF,applied,20\nF,rejected,80\nM,applied,30\nM,rejected,70\n' >status.csv
"$SEGBIAS" audit status.csv --decision status=applied -f csv | cut -d, -f 1-5
"$SEGBIAS" audit status.csv --decision status=rejected; echo "exit $?"
# numbers that tell people apart are no scores; of many columns no pairs are counted
awk 'BEGIN { print "id,sex"; for (i = 0; i < 60; i++) print 100200 + 7 * i "," (i % 2 ? "F" : "M") }' >numbers.csv
"$SEGBIAS" audit numbers.csv --decision id; echo "exit $?"
for columns in 11 14; do
	awk -v columns=$columns 'BEGIN {
		printf "hired"; for (c = 1; c <= columns; c++) printf ",c%d", c; print ""
		for (i = 0; i < 200; i++) { printf i % 3 ? "yes" : "no"; for (c = 1; c <= columns; c++) printf ",v%d", int(i / c) % 2; print "" } }' >many.csv
	"$SEGBIAS" audit many.csv --decision hired -f json 2>&1 >/dev/null | grep -c 'columns that tell of groups are not looked for'
done
# a column whose yes is of those who were not selected: who is meant is asked, as the group that is rejected most would be the best one
printf 'sex,application denied\n' >denied.csv
for i in 1 2 3 4 5 6 7 8 9; do printf 'F,yes\nF,no\nM,no\nM,no\nM,yes\nF,yes\n'; done >>denied.csv
"$SEGBIAS" audit denied.csv --decision 'application denied'; echo "exit $?"
for word in no yes; do "$SEGBIAS" audit denied.csv --decision "application denied=$word" -f csv | cut -d, -f 1-4; done
table sex,applicants,rejected F,101,31 M,120,62
"$SEGBIAS" audit t.csv --decision rejected; echo "exit $?"
"$SEGBIAS" audit t.csv --decision rejected=no -f csv | cut -d, -f 1-4
# beside a word for yes other words do not matter for the hint; of two of which one cannot be typed between quotes none is put first
for words in 'yes no maybe later' "approved it's-off" "it's-on no"; do
	echo sex,out >words.csv
	for word in $words $words $words; do printf 'F,%s\nM,%s\n' "$word" "$word"; done >>words.csv
	"$SEGBIAS" audit words.csv --decision out; echo "exit $?"
done
# both answers as columns: the hint says what is read
table race,hired,rejected White,211,200 Black,63,140
"$SEGBIAS" audit t.csv --decision hired; echo "exit $?"
"$SEGBIAS" audit denied.csv --decision 'application denied' --where sex=F --missing-values +no; echo "exit $?"
# two counts beside words, codes that are asked for, and 0 and 1 of which one is
table race,hired,first,second White,yes,211,140 White,no,63,77 Black,yes,118,95 Black,no,93,141
"$SEGBIAS" audit t.csv --decision hired; echo "exit $?"
table sex,outcome,n F,2,101 F,3,121 M,2,93 M,3,77
"$SEGBIAS" audit t.csv --decision outcome=2 --count n -f csv | cut -d, -f 1-4
table sex,people,hired F,81,1 M,43,0
"$SEGBIAS" audit t.csv --decision hired=1 --count people -f csv | cut -d, -f 1-4
# a figure beside the one that counts is no attribute, unless it is asked for
table sex,hired,n,clicks F,yes,101,54 F,no,221,81 M,yes,152,73 M,no,187,99
"$SEGBIAS" audit t.csv --decision hired -f csv | cut -d, -f 1-4
"$SEGBIAS" audit t.csv --decision hired --bins clicks=80 -f csv | cut -d, -f 1-4
"$SEGBIAS" audit t.csv --decision hired -a clicks -f csv | cut -d, -f 1-4 | head -2
# those who were not selected are not all of whom it was decided: of 50 hired and 150 rejected a quarter is
table 'group,hired,rejected applicants' A,50,150 B,120,180
"$SEGBIAS" audit t.csv --decision hired; echo "exit $?"
table 'group,hired,rejected' A,50,150 B,120,180
"$SEGBIAS" audit t.csv --decision hired --count rejected; echo "exit $?"
table 'group,hired,applicants' A,50,200 B,120,300
"$SEGBIAS" audit t.csv --decision hired -f csv | cut -d, -f 1-4
table 'group,hired,applicants rejected,applicants' A,50,150,200 B,120,180,300
"$SEGBIAS" audit t.csv --decision hired -f csv | cut -d, -f 1-4
