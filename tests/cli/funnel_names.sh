# Names that are alike for long are told apart in the chart of a funnel, however little room there is.
names='selected by the agency in the first wave of the year'
values='people who live in the district with number'
{
	echo "region,$names 1,$names 2,$names 3,$names 4,$names 5,$names 6,count"
	echo "$values 1,yes,yes,yes,yes,yes,yes,2903"
	echo "$values 1,yes,yes,yes,no,no,no,107"
	echo "$values 2,yes,no,no,no,no,no,2411"
	echo "$values 2,yes,yes,yes,yes,yes,yes,593"
	echo "$values 3,yes,yes,yes,yes,no,no,2307"
	echo "$values 3,yes,yes,yes,yes,yes,yes,692"
} >long.csv
printf "region,count\n$values 1,1000013\n$values 2,1000207\n$values 3,1000121\n" >region.csv
"$SEGBIAS" compare long.csv region.csv --segment none --count count --charts pictures -q \
	--stages "$names 1,$names 2,$names 3,$names 4,$names 5,$names 6" >/dev/null
grep -o 'sel[^<>]*[0-9]\|region[^<>]*[0-9]' pictures/funnel.svg
