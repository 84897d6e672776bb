# A band that is the sum of others counts nowhere: neither in its own column, nor in the total, nor in any other column.
{
	echo sex,age,population
	printf 'M,0-17,100000\nM,18-34,400000\nM,35-64,300000\nM,65+,100000\nM,18+,800000\n'
	printf 'F,0-17,400000\nF,18-34,100000\nF,35-64,200000\nF,65+,300000\nF,18+,600000\n'
} >nested.csv
{
	echo sex,age,segment
	for i in $(seq 1 60); do printf 'M,0-17,a\nM,18-34,a\nF,35-64,b\nF,65+,b\n'; done
} >campaign.csv
"$SEGBIAS" inspect nested.csv --cells
"$SEGBIAS" compare campaign.csv nested.csv -f csv -q | grep ',sex,' | cut -d, -f1-8 | head -3
"$SEGBIAS" compare campaign.csv nested.csv 2>&1 | grep -E 'in all|nested'
# One that is none in every stratum is no sum.
sed 's/F,18+,600000/F,18+,650000/' nested.csv >odd.csv
"$SEGBIAS" compare campaign.csv odd.csv
echo "exit $?"
