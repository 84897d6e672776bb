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
