# Places that are added up beside their total, as margins: a column a value, or a row a value. By hand: 83 men and 67 women are
# 150, 55.3 % and 44.7 %.
printf 'Sex,Age\nFemale,30\nMale,20\nFemale,60\nMale,33\n' >four.csv
compare() {
	"$SEGBIAS" compare four.csv "$@" 2>&1 | grep -E '  reference|(Fem|M)ale  |15-24  |error:|hint: .*where|left out|exit' | cut -c 1-150
}
printf 'Region,Sex: Male,Sex: Female,Age: 15-24,Age: 25-54,Age: 55+\nNorth,41,33,21,24,29\nSouth,42,34,22,25,29\nTotal,83,67,43,49,58\n' >wide.csv
compare wide.csv --where 'Region=*'
printf 'Region,attribute,value,count\nTotal,Sex,Male,83\nTotal,Sex,Female,67\nNorth,Sex,Male,41\nNorth,Sex,Female,33\nSouth,Sex,Male,42\nSouth,Sex,Female,34\n' >long.csv
compare long.csv --where 'Region=*'
# The values have a total, too: 8,312 men and 6,712 women, 15,024.
printf 'Region,attribute,value,count\nNorth,Sex,Male,4107\nNorth,Sex,Female,3310\nNorth,Sex,Total,7417\nSouth,Sex,Male,4205\nSouth,Sex,Female,3402\nSouth,Sex,Total,7607\nTotal,Sex,Male,8312\nTotal,Sex,Female,6712\nTotal,Sex,Total,15024\n' >both.csv
compare both.csv --where 'Region=*'
# A total that stands alone for its country is a question, in margins and in a joint table, and each hint answers: (14009 + 27003) /
# 60016 are 68.3 % women with both countries' totals, 14009 / 30012 are 46.7 % in X alone.
printf 'Country,Region,Sex: Male,Sex: Female,Age: 15-24,Age: 25-54,Age: 55+\nX,Total,16003,14009,7004,15000,8008\nX,North,4001,6007,1001,5003,4004\nX,South,12002,8002,6003,9997,4004\nY,Total,3001,27003,20001,5001,5002\n' >lone.csv
cut -d, -f1-4 lone.csv | sed 's/Sex: //g' >joint.csv
for table in lone joint; do
	compare $table.csv --where 'Region=*' --where 'Country=*'
	compare $table.csv --where 'Region=Total' --where 'Country=*'
	compare $table.csv --where 'Region=*' --where 'Country=X'
done
# Blocks of a table each of which is a total in the other's column, and a total of the countries: no total is alone.
printf 'Region,Marital,Sex,count\nNorth,Total,Male,4107\nNorth,Total,Female,3310\nSouth,Total,Male,4205\nSouth,Total,Female,3402\nTotal,Married,Male,5000\nTotal,Married,Female,4003\nTotal,Single,Male,3312\nTotal,Single,Female,2709\nTotal,Total,Male,8312\nTotal,Total,Female,6712\n' >blocks.csv
compare blocks.csv --where 'Region=*' --where 'Marital=*'
printf 'Country,Region,Sex,count\nX,North,Male,4107\nX,North,Female,3310\nX,South,Male,4205\nX,South,Female,3402\nX,Total,Male,8312\nX,Total,Female,6712\nTotal,Total,Male,8312\nTotal,Total,Female,6712\n' >nested.csv
compare nested.csv --where 'Region=*' --where 'Country=*'
# Shares of each place or year say nothing of how many people live there: no option adds them up, and the hint does not say so.
printf 'Region,Sex,%%\nNorth,Male,41.3%%\nNorth,Female,58.7%%\nSouth,Male,60.4%%\nSouth,Female,39.6%%\n' >shares.csv
printf 'Year,Sex,percent\n2020,Male,41\n2020,Female,59\n2021,Male,60\n2021,Female,40\n' >years.csv
printf 'Region,Population,Sex: Male,Sex: Female,Age: 15-24,Age: 25-54,Age: 55+\nNorth,10321,41.3%%,58.7%%,11.2%%,49.6%%,39.2%%\nSouth,92013,60.4%%,39.6%%,31.1%%,48.4%%,20.5%%\n' >beside.csv
for table in shares beside; do
	compare $table.csv
	compare $table.csv --where 'Region=North' --where 'Region=South'
	compare $table.csv --where 'Region=*'
	compare $table.csv --where 'Region=South'
done
compare years.csv
compare years.csv --where 'Year=*'
compare years.csv --where 'Year=2021'
# The share of all is taken alone.
printf 'Region,Sex: Male,Sex: Female\nNorth,41.3%%,58.7%%\nSouth,60.4%%,39.6%%\nTotal,58.5%%,41.5%%\n' >all.csv
compare all.csv
compare all.csv --where 'Region=Total'
printf 'Region,Sex: Male,Sex: Female,Age: 15-24,Age: 25-54,Age: 55+\nNorth,41.3%%,58.7%%,11.2%%,49.6%%,39.2%%\nSouth,60.4%%,39.6%%,31.1%%,48.4%%,20.5%%\nTotal,58.5%%,41.5%%,29.1%%,48.5%%,22.4%%\n' >ages.csv
compare ages.csv
# Counts of a hundred people of each place, and shares of all, are added up: by hand 41 + 60 of 200 men, and 20.3 + 30.4 of 100.
printf 'Region,Sex,count\nNorth,Male,41\nNorth,Female,59\nSouth,Male,60\nSouth,Female,40\n' >hundred.csv
printf 'Region,Sex,%%\nNorth,Male,20.3\nNorth,Female,28.7\nSouth,Male,30.4\nSouth,Female,20.6\n' >whole.csv
for table in hundred whole; do
	compare $table.csv
	compare $table.csv --where 'Region=*'
done
# Whole figures may be counts of a hundred of each, under any name: the hint answers.
sed 's/,count$/,q/' hundred.csv >named.csv
compare named.csv --where 'Region=*'
compare named.csv --where 'Region=*' --reference-count q
compare named.csv --reference-count q
