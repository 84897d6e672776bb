# The examples of the Questions and Answers on the Uniform Guidelines (44 FR 11996, 1979), and what lies around them.
table() { # APPLICANTS SELECTED of the first group, and of the second
	printf 'sex,applicants,hired\nMale,%s,%s\nFemale,%s,%s\n' "$@" > hired.csv
}
audit() {
	"$SEGBIAS" audit hired.csv --decision hired --policy four-fifths "$@"
	echo "exit $?"
}
groups() {
	"$SEGBIAS" audit hired.csv --decision hired --policy four-fifths -f csv 2> /dev/null | python3 -c 'import csv, sys
for row in csv.DictReader(sys.stdin):
	print(*(row[name] for name in ("value", "n", "selected", "impact_ratio", "q", "flip", "status", "reason")), sep=",")'
}
# Answer 12: a breach. Answer 21: one different person turns it, and it is not shown; a hundred times as many: a breach.
table 80 48 40 12
audit
table 80 16 20 3
audit -q
groups
table 8000 1600 2000 300
audit -q
# Exactly four fifths is not under it; what is shown is listed, and breaches where the policy says that it matters.
table 10000 5000 10000 4000
audit -q
groups
printf 'policy: four-fifths\npractical: true\n' > policy.yaml
"$SEGBIAS" audit hired.csv --decision hired --policy policy.yaml -q
echo "exit $?"
printf 'policy: four-fifths\npractical: 20%%\n' > policy.yaml
"$SEGBIAS" audit hired.csv --decision hired --policy policy.yaml -q
echo "exit $?"
printf 'policy: four-fifths\npractical: perhaps\n' > policy.yaml
"$SEGBIAS" audit hired.csv --decision hired --policy policy.yaml
echo "exit $?"
# The most selected group is a small one: evidence that the second is selected more often than all others is none against it.
printf 'race,applicants,hired\nA,10,9\nB,1000,600\nC,1000,400\n' > hired.csv
groups
audit -q
# Rules of audiences judge no decisions, and the other way round.
"$SEGBIAS" audit hired.csv --decision hired --policy coverage
echo "exit $?"
"$SEGBIAS" check data/campaign.csv data/census.csv --policy four-fifths
echo "exit $?"
# More hired than there are, what is no number, and what may be either.
printf 'sex,applicants,hired\nMale,80,48\nFemale,40,50\n' > hired.csv
audit
printf 'sex,people,hired\nMale,80,1\nFemale,40,0\n' > hired.csv
audit -n people
# Answer 21 as it stands: too few for a test, and the rule itself says what is made of them.
printf 'race,hired,count\nA,yes,16\nA,no,64\nB,yes,3\nB,no,17\n' >answer21.csv
"$SEGBIAS" audit answer21.csv --decision hired --policy four-fifths -q >/dev/null
echo "answer 21: exit $?"
# Under 2 % of the records is named; 2 % is not, nor is a crossing, as the rule is of race, sex and ethnic group.
printf 'race,sex,hired,count\nA,M,yes,250\nA,F,yes,240\nA,M,no,245\nA,F,no,226\nB,M,yes,10\nB,M,no,10\nC,F,yes,10\nC,F,no,9\n' >small.csv
"$SEGBIAS" audit small.csv --decision hired --policy four-fifths -a 'race,sex,race*sex' 2>&1 >/dev/null | grep -o '^segbias: warning: .* is .* % of the records'
"$SEGBIAS" audit small.csv --decision hired --policy four-fifths -a 'race,sex' --min-share 2% 2>&1 >/dev/null | grep -c '^segbias: warning: .* is .* % of the records'
# Whole numbers that add up to 100 by chance, as those of answer 21 do, are people where --count says so, and asked about where nothing does.
printf 'sex,hired,applicants\nMale,yes,16\nMale,no,64\nFemale,yes,3\nFemale,no,17\n' > hired.csv
audit -q
"$SEGBIAS" audit hired.csv --decision hired --count applicants -f csv | cut -d, -f 1-5
printf 'sex,hired,percent\nMale,yes,16\nMale,no,64\nFemale,yes,3\nFemale,no,17\n' > hired.csv
"$SEGBIAS" audit hired.csv --decision hired --count percent
echo "exit $?"
