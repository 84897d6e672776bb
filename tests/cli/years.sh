# Of which year the reference and the campaign are: a column of periods, a name of figures, a line above, the file's name.
campaign='date,age,count\n2024-01-05,18-24,100\n2024-02-06,25-34,151\n2024-03-07,35+,451\n'
printf "$campaign" > campaign.csv
rows='18-24,1000003\n25-34,1500007\n35+,4500001\n'
printf "age,count\n$rows" > census_2011.csv
printf "age,count\n$rows" > census.csv
printf "age,population 2017\n$rows" > figures.csv
printf "Usual residents\nCensus 2021\n\nage,count\n$rows" > above.csv
printf "year,age,count\n$(printf "$rows" | sed 's/^/2019,/')\n" > column.csv
printf "year,age,count\n$(printf "$rows" | sed 's/^/2016,/')\n$(printf "$rows" | sed 's/^/2022,/')\n" > several.csv
printf "age,count\n$rows" > v1234567_12019.csv

years() {
	"$SEGBIAS" compare campaign.csv "$@" --segment none 2>&1 | grep -E '^ *dates|^ *[a-z0-9_.]*csv: [0-9]|by the|reference is of|exit' |
		sed 's/^ */  /'
}
for file in census_2011.csv census.csv figures.csv above.csv column.csv v1234567_12019.csv; do
	echo "$file"
	years "$file"
done
echo "several.csv, 2016"
years several.csv --where year=2016
echo "several.csv, 2022"
years several.csv --where year=2022
