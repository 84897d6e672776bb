# Margins of one population have one sum; a total is left out whatever stands beside its word; margins of several places.
printf 'sex,age,edu\nM,18-34,low\nF,35+,high\nM,35+,high\nF,18-34,low\n' >campaign.csv
show() {
	"$SEGBIAS" compare campaign.csv "$@" 2>&1 | grep -E '^  reference|the figures of .* sum to|which is not the sum|left out|error:|hint: (write|--where)'
	echo
}
# Percentages beside counts: 1 % may be .5 to 1.5; a sum of 97 is no whole.
printf 'sex:M,sex:F,age:18-34,age:35+,edu:low,edu:high\n49000,51000,35000,65000,1,99\n' >mixed.csv; show mixed.csv
printf 'sex:M,sex:F,age:18-34,age:35+\n49,51,40,57\n' >off.csv; show off.csv; show off.csv --reference-count count
printf 'sex:M,sex:F,age:18-34,age:35+,edu:low,edu:high\n49000,51000,35000,65000,80000,50000\n' >sums.csv; show sums.csv
printf 'sex,age,edu,count\nM,Total,Total,4900\nF,Total,Total,5100\nTotal,18-34,Total,3500\nTotal,35+,Total,6500\nTotal,Total,low,3000\nTotal,Total,high,3500\n' >totals.csv; show totals.csv
# What is not compared is not named.
printf 'attribute,value,count\nsex,M,49\nsex,F,52\nErika Muster,a,7\nErika Muster,b,6\n' >people.csv; show people.csv --reference-shape marginal
# By hand: 3,500 + 2,600 are 6,100, the regions 3,000 + 2,100 + 100 = 5,200, which is 900 less.
for total in 'UK total' 'Total UK' 'Deutschland insgesamt' 'Total'; do
	printf 'Region,sex,count\nNorth,M,1001\nNorth,F,1102\nSouth,M,1999\nSouth,F,998\nEast,M,49\nEast,F,51\n%s,M,3500\n%s,F,2600\n' "$total" "$total" >places.csv
	show places.csv --where 'Region=*'
done
# Margins of each region and of all: each option that is offered works.
printf 'Region,sex,age,count\n' >regions.csv
for region in 'North 1001 1103 901 1203' 'South 2002 2104 1905 2201' 'Total 3003 3207 2806 3404'; do
	set -- $region
	printf '%s,M,Total,%s\n%s,F,Total,%s\n%s,Total,18-34,%s\n%s,Total,35+,%s\n' "$1" "$2" "$1" "$3" "$1" "$4" "$1" "$5"
done >>regions.csv
show regions.csv; show regions.csv --where 'Region=*'; show regions.csv --where 'Region=Total'; show regions.csv --where 'Region=North'
# A crossed row among margins: no false word of zeros.
printf 'sex,age,edu,count\nM,Total,Total,4900\nF,Total,Total,5100\nTotal,18-34,Total,3500\nTotal,35+,Total,6500\nTotal,35+,low,3000\nTotal,35+,high,3500\n' >crossed.csv; show crossed.csv
# Shares of each place are no cells of all: 49 + 48 of 100 is no share of 97 %.
printf 'Region,Male,Female\nN,49,51\nS,48,52\n' >groups.csv
"$SEGBIAS" inspect groups.csv --cells 2>&1 | grep -E 'error|hint: one'; "$SEGBIAS" inspect groups.csv --cells --where Region=N 2>/dev/null
