# The table of scoring rates that 6 RCNY 5-301 was adopted with, as the people that it is of: 168, and 15 of unknown category. Half of the
# 183 scores are not above the median.
groups() {
	"$SEGBIAS" audit people.csv --policy ll144 -f csv "$@" 2> /dev/null | cut -d, -f1-5,8
}
awk 'BEGIN {
	split("Hispanic or Latino,White,Black,Native Hawaiian or Pacific Islander,Asian,Native American,Two or More Races", race, ",")
	split("16 20 20 4 12 8 12", n, " "); split("12 7 10 3 7 5 6", above, " ")
	split("12 20 12 4 12 8 8", m, " "); split("6 8 6 2 3 5 4", over, " ")
	print "sex,race,score"
	for (i = 1; i <= 7; i++) {
		for (j = 0; j < n[i]; j++) print "Male," race[i] "," (j < above[i] ? 80 + j : 20 + j)
		for (j = 0; j < m[i]; j++) print "Female," race[i] "," (j < over[i] ? 80 + j : 20 + j)
	}
	for (j = 0; j < 15; j++) print ",," (j < 7 ? 90 : 30)
}' > people.csv
audit() {
	"$SEGBIAS" audit people.csv -a 'sex,race,sex*race' --policy ll144 "$@"
	echo "exit $?"
}
audit --score score
groups --score score -a 'sex,race,sex*race'
audit --score score -f json 2> /dev/null | grep -e '"median"' -e '"unknown": {' -A 4 | head -n 12
# Tied scores at the median are not above it.
printf 'sex,score\nMale,1\nMale,2\nMale,2\nFemale,2\nFemale,2\nFemale,3\n' > people.csv
groups --score score
# Another threshold is the user's own; the whole file is read twice for the median.
groups --score score --threshold 1.5
"$SEGBIAS" audit - --score score --policy ll144 < people.csv
echo "exit $?"
"$SEGBIAS" audit people.csv --score score --policy ll144 --lang ar -q
# Where a decision stands beside the scores it decides, and no median.
printf 'sex,score,hired,count\nM,1,yes,40\nM,2,no,60\nF,1,yes,30\nF,3,no,70\n' >both.csv
"$SEGBIAS" audit both.csv --policy ll144 --decision hired --score score -f csv 2>/dev/null | cut -d, -f1-5,8
