# People of whom no two are alike, with a number of each: no table of counts. By hand: 5 of 8 people are women.
printf 'sex,population\nFemale,5100000\nMale,4900000\n' >population.csv
people() { # the number's name, and eight of them
	printf 'segment,sex,age_group,%s\n' "$1"
	shift
	printf 'A,Female,18-34,%s\nA,Male,18-34,%s\nA,Female,35-64,%s\nA,Male,35-64,%s\nA,Female,65+,%s\nB,Female,18-34,%s\nB,Male,18-34,%s\nB,Female,35-64,%s\n' "$@"
}
people points 812 15 640 22 410 133 36 99 >points.csv
people Eintrittsjahr 2012 2015 2023 2001 2019 2020 2011 2022 >joined.csv
people height 171 182 168 177 163 169 180 174 >height.csv
people compras 3 1 4 1 5 9 2 6 >orders.csv
people 'impressions,clicks' 12,0 31,1 8,0 22,1 19,2 41,3 11,0 7,0 >events.csv
for file in points joined height orders events; do
	"$SEGBIAS" compare $file.csv population.csv -f csv; echo "exit $?"
	"$SEGBIAS" compare $file.csv population.csv -q -f csv --shape rows | cut -d, -f2-4 | head -3
done
"$SEGBIAS" compare points.csv population.csv -q -f csv --count points | cut -d, -f2-4 | head -3
# Names tell people.
people points 812 15 640 22 410 133 36 99 | paste -d, - <(printf 'first_name\nAnn\nBob\nCat\nDan\nEve\nFay\nGus\nHal\n') >names.csv
"$SEGBIAS" compare names.csv population.csv -f csv | cut -d, -f2-4 | head -3
# The same cells counted are a table: 1,800 of 2,200 are women.
for name in population reach Nutzer n; do
	people $name 300 100 500 200 400 200 100 400 >table.csv
	"$SEGBIAS" compare table.csv population.csv -q -f csv | cut -d, -f2-4 | head -3
done
