# A list of spellings is one record each at least, and the first date of a column is one record's: neither is published.
printf 'attribute,value,count\ngender,f,3000000\ngender,m,3000000\n' > reference.csv
{
	echo segment,gender,joined
	for segment in Mail Shop; do
		for _ in $(seq 60); do
			echo "$segment,f,2021-03-04"
			echo "$segment,m,2021-05-06"
		done
	done
	echo Mail,m,1987-08-09
	for segment in VIP Vip vip viP; do echo "$segment,f,2021-03-04"; done
	for segment in ODD Odd odd odD oDd ODd oDD OdD; do echo "$segment,m,2021-03-04"; done
} > campaign.csv
"$SEGBIAS" compare campaign.csv reference.csv 2>&1 | grep -c -E 'viP|oDd|1987-08'
for format in text md html json csv; do
	"$SEGBIAS" compare campaign.csv reference.csv --publish 5 -f "$format" > published 2>&1
	grep -c -E 'viP|oDd|1987-08' published
done
"$SEGBIAS" compare campaign.csv reference.csv --publish 5 2>&1 | sed -n 1,12p
# Of an audit, too.
{
	echo race,hired
	for _ in $(seq 100); do
		echo White,yes
		echo Black,no
	done
	for race in Asian ASIAN asian AsiaN; do echo "$race,no"; done
	for race in Other OTHER other otheR oTher oTHer otHer othEr; do echo "$race,yes"; done
} > decisions.csv
"$SEGBIAS" audit decisions.csv --decision hired 2>&1 | grep -c 'oTHer'
"$SEGBIAS" audit decisions.csv --decision hired --publish 5 2>&1 | grep -c 'oTHer'
# Several spellings of a value add up to it, and some of them to another column's value: the 12 of 71 are the retired, so that two are at
# school, though their table withholds both.
{
	echo age,stage,segment
	for _ in $(seq 2); do echo 15,school,Mail; done
	for _ in $(seq 25); do echo 22,work,Mail; done
	for _ in $(seq 60); do echo 33,work,Mail; done
	for _ in $(seq 58); do echo 44,work,Web; done
	for _ in $(seq 12); do echo 71,retired,Web; done
} > ages.csv
printf 'attribute,value,count\nage,0-29,3000000\nage,30+,5000000\nstage,school,2000000\nstage,work,5000000\nstage,retired,1000000\n' > stages.csv
"$SEGBIAS" compare ages.csv stages.csv -s none --publish 5 -q -f json > published
grep -c '"campaign_value": "\(33\|44\|71\)"' published
# Nothing is withheld, and all are listed.
sed 's/^15,school/22,work/' ages.csv > all.csv
"$SEGBIAS" compare all.csv stages.csv -s none --publish 5 -q -f json > published
grep -c '"campaign_value": "\(33\|44\|71\)"' published
