# Each message of an audit and of a funnel, and what comes of its hint, typed.
ask() {
	printf -- '-- %s\n' "$*" >&2
	"$SEGBIAS" "$@" -q >out.txt
	echo "exit $?" >&2
	head -n 2 out.txt
}
{
	echo id,sex,race,score,outcome,repaid,visits
	for i in $(seq 240); do
		case $((i % 3)) in 0) outcome=hired ;; 1) outcome=rejected ;; *) outcome=withdrawn ;; esac
		[ $((i % 2)) = 0 ] && sex=Female || sex=Male
		[ $((i % 5)) = 0 ] && race='"D, other"' || race=A
		echo "p$i,$sex,$race,0.$((100 + i * 7 % 800)),$outcome,$([ $((i % 7)) -lt 3 ] && echo yes || echo no),$((i % 4))"
	done
} >d.csv
# Who is selected: a word that is misspelt, numbers that are scores, one that the file has not.
ask audit d.csv --decision outcome=hird
ask audit d.csv --decision outcome=hired
ask audit d.csv --decision score
ask audit d.csv --score score --threshold .5
ask audit d.csv --decision id
ask audit d.csv --decision outcome=hired --label repaid=maybe
ask audit d.csv --score outcome --threshold 3
ask audit d.csv --score score --threshold median
ask audit - --score score --threshold median <d.csv
# Columns that have a part.
ask audit d.csv --decision outcome=hired --label outcome=hired
ask audit d.csv --decision outcome=hired --given outcome
ask audit d.csv --decision outcome=hired --weight visits --score visits
# Of numbers no band at whole numbers tells: they are scores.
"$SEGBIAS" audit d.csv --decision outcome=hired 2>&1 >/dev/null | grep -A1 '"score"'
ask audit d.csv --decision outcome=hired --score score
# Which group the others are held against.
ask audit d.csv --decision outcome=hired --against Femal
ask audit d.csv --decision outcome=hired --against sex=Female
ask audit d.csv --decision outcome=hired --against race=Z
ask audit d.csv --decision outcome=hired --against region=north
ask audit d.csv --decision outcome=hired --against 'D, other'
ask audit d.csv --decision outcome=hired --against '"D, other"'
ask audit d.csv --decision outcome=hired --against 'race=D, other' --min-share 40%
ask audit d.csv --decision outcome=hired --against 'race=D, other' --min-share 0
# Shares, and what is not published.
ask audit d.csv --decision outcome=hired --min-share 2
ask audit d.csv --decision outcome=hired --min-share 2%
ask audit d.csv --decision outcome=hired --publish 5
# Places and years are groups, and nothing is added up over them.
printf 'region,responded,invited\nNorth,412,1000\nSouth,301,1003\nEast,377,1101\n' >places.csv
"$SEGBIAS" audit places.csv --decision responded --count invited 2>&1 >/dev/null
printf 'year,sex,hired,n\n2023,F,yes,41\n2023,F,no,73\n2024,M,yes,62\n2024,M,no,50\n' >years.csv
"$SEGBIAS" audit years.csv --decision hired -a year 2>&1 >/dev/null
# The file is called so, and no reference.
printf 'age,hired,n\n18-24,yes,31\n18-24,no,44\n25-34,yes,40\n25-34,no,71\n35+,yes,61\n35+,no,83\n' >bands.csv
ask audit bands.csv --decision hired --bins 'age=18,30'
ask audit bands.csv --decision hired --bins 'age=18,35'
sed 's/,[0-9]*$/,0/' bands.csv >zero.csv
ask audit zero.csv --decision hired
{ echo age,hired && for i in $(seq 120); do echo "$((18 + i % 40)),$([ $((i % 3)) = 0 ] && echo yes || echo no)"; done; echo 999,no; } >'the reference.csv'
"$SEGBIAS" audit 'the reference.csv' --decision hired -a age 2>&1 >/dev/null
# Columns in which nothing stands, or no. A policy's hint says what its key is to be: an option beside it would not mend it.
printf 'sex,hired,score,none\nF,no,,\nM,no,,\nF,no,,\n' >nobody.csv
ask audit nobody.csv --decision hired
ask audit nobody.csv --decision none
ask audit nobody.csv --score score --threshold 5
for threshold in 0,5 '<.5' '=median' '1,234' '<=0.5'; do
	printf "score: score\nthreshold: '%s'\n" "$threshold" >policy.yaml
	ask audit d.csv -a sex --policy policy.yaml --fail-on none
done
# Rates are no numbers of people, and every value beside that of a label says that it did not come true.
printf 'sex,applicants,selection_rate\nM,100,0.4\nF,100,0.2\n' >rates.csv
ask audit rates.csv --decision selection_rate
ask audit rates.csv --decision selection_rate --policy ll144
sed '2,$s/,0\./,/; 2,$s/$/0%/' rates.csv >percents.csv
ask audit percents.csv --decision selection_rate
printf 'sex,applicants,selected\nM,100,40.5\nF,100,20\n' >halves.csv
ask audit halves.csv --decision selected
sed '1s/repaid/loan/; 2,$s/,no,/,default,/; 4,90s/,default,/,current,/' d.csv >loans.csv
"$SEGBIAS" audit loans.csv --decision outcome=hired --label loan=yes -a sex 2>&1 >/dev/null | grep -A1 loan
"$SEGBIAS" audit loans.csv --decision outcome=hired --label loan=yes -a sex --missing-values +current 2>&1 >/dev/null | grep -A1 loan
# The funnel.
printf 'sex,count\nFemale,5000\nMale,5000\n' >people.csv
awk -F, 'NR == 1 || $5 == "hired" { print $1 "," $2 }' d.csv >hired.csv
ask compare d.csv people.csv --segment none -a sex --stages repaid
ask compare d.csv people.csv --segment none -a sex --stages '*,repaid'
ask compare d.csv people.csv --segment none -a sex --stages '*,outcome'
ask compare d.csv people.csv --segment none -a sex --stages '*,outcome=hired'
ask compare d.csv people.csv --segment none -a sex --stages '*,hired.csv'
ask compare d.csv people.csv --segment none -a sex --stages '*,@hired.csv'
ask compare d.csv - --segment none -a sex --stages '*,@hired.csv' <people.csv
ask compare d.csv --eligible repaid=yes --segment none -a sex --stages '*,@hired.csv'
ask compare d.csv --eligible repaid=yes --segment none -a sex --stages '*,outcome=hired'
ask compare d.csv people.csv --segment none -a sex --stages '*,repaid' --publish 5
sed '2,$s/^p/q/; 2,80s/^q[0-9]*/q1/' d.csv >again.csv
"$SEGBIAS" compare again.csv people.csv --segment none -a sex --person id --stages '*,repaid' 2>&1 >/dev/null | grep -A1 'of stages'
"$SEGBIAS" compare again.csv people.csv --segment none -a sex --deff 2 --stages '*,repaid' 2>&1 >/dev/null | grep -A1 'of stages'
"$SEGBIAS" compare d.csv people.csv --segment none -a sex --person id --stages '*,repaid' 2>&1 >/dev/null | grep -A1 'of stages'
true
