# Figures that are hidden or rounded are intervals: what is shown, what reads back, and what a verdict makes of them.
show() {
	"$SEGBIAS" compare "$@" --segment none -f csv 2> errors | cut -d, -f2-4,12,13,20-23 | head -20
	grep -E 'error|hidden|rounded|hint' errors
}
printf 'Age,Gender,Impressions\n18-24,Female,2100\n18-24,Male,1800\n55+,Male,<5\n55+,Female,< 5\n' > tiktok.csv
printf 'Alter;Geschlecht;Anzahl\n18-24;w;1.203\n18-24;m;unter 3\n55+;w;2.101\n55+;m;1.822\n' > unter.csv
printf 'region,people\nNord,1200\nSud,*\nOuest,817\n' > star.csv
printf 'gender,reach\nfemale,"1,000-5,000"\nmale,"1,000-1,999"\n' > ranges.csv
printf 'gender,count\nfemale,5000017\nmale,5000001\n' > halves.csv
printf 'attribute,value,percent\ngender,female,99.9\ngender,male,0.1\n' > tenths.csv
printf 'gender,count\nfemale,998501\nmale,1500\n' > few.csv
for file in tiktok.csv unter.csv ranges.csv; do
	echo "$file"
	"$SEGBIAS" inspect "$file" --cells 2> errors
	grep hidden errors
done
echo "star.csv"
"$SEGBIAS" inspect star.csv --cells
"$SEGBIAS" inspect star.csv --cells --hidden-max 4 2>&1
echo "ranges"
show ranges.csv halves.csv
echo "tenths of a percent"
show few.csv tenths.csv
echo "... that are exact"
show few.csv tenths.csv --reference-rounded none
echo "... and read back"
"$SEGBIAS" inspect tenths.csv --cells > cells.csv 2> errors
cat cells.csv
show few.csv cells.csv
"$SEGBIAS" inspect tiktok.csv --cells > cells.csv 2> errors
"$SEGBIAS" inspect cells.csv --cells 2> errors | diff cells.csv - && echo "the same"
"$SEGBIAS" compare few.csv halves.csv --segment none --rounded 1e99
"$SEGBIAS" compare few.csv halves.csv --segment none --hidden-max x
