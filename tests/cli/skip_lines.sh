# An open quote makes one record of many lines: how many were left out is said, not only the records.
{
	echo id,segment,gender,age
	for i in $(seq 60); do echo "$i,one,Female,30"; done
	echo '61,"one,Female,30'
	for i in $(seq 62 99); do echo "$i,one,Female,30"; done
	echo '100,one",Female'
	for i in $(seq 101 140); do echo "$i,one,Male,60"; done
	echo '141,one,Male'
} > campaign.csv
"$SEGBIAS" compare campaign.csv fixtures/town.csv; echo "exit $?"
"$SEGBIAS" compare campaign.csv fixtures/town.csv --skip-bad | grep -A1 'campaign.csv: '
"$SEGBIAS" compare campaign.csv fixtures/town.csv --skip-bad -f json -q | grep -E '"(bad_)?rows": [0-9]+,?$' | head -n 2
# One line a record needs no word.
sed '61,100d' campaign.csv > short.csv
"$SEGBIAS" compare short.csv fixtures/town.csv --skip-bad | grep -A1 'short.csv: '
