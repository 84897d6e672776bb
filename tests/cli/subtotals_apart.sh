# Sums of values in alphabetical lists, away from their parts. By hand: nine regions are 56,490,048 and with Scotland and
# Wales 65,034,142; London, 8,799,728 of 66,937,317, is 13.15 %, and England 84.39 %.
regions='East,6335072\nEast Midlands,4880056\nLondon,8799728\nNorth East,2647013\nNorth West,7417397
Northern Ireland,1903175\nScotland,5436600\nSouth East,9278065\nSouth West,5701186\nWales,3107494
West Midlands,5950757\nYorkshire,5480774\n'
shares() {
	cut -d, -f3,4,8 | grep -E "^(value|London|England|Wales)" | sort -u
}
list() { # what stands among the regions
	echo region,population
	printf "$regions$1" | LC_ALL=C sort
}
campaign() { # values: one person of each
	printf 'region,segment\n'
	printf '%s,A\n' "$@"
}
campaign East 'East Midlands' London 'North East' 'North West' 'Northern Ireland' Scotland 'South East' 'South West' \
	Wales 'West Midlands' Yorkshire >regions.csv
campaign England 'Northern Ireland' Scotland Wales >countries.csv
list 'England,56490048\n' >england.csv
"$SEGBIAS" compare regions.csv england.csv -f csv | shares
"$SEGBIAS" compare countries.csv england.csv -f csv | shares
# Two sums are asked about, and the hint answers.
list 'England,56490048\nGreat Britain,65034142\n' >nested.csv
"$SEGBIAS" compare regions.csv nested.csv; echo "exit $?"
"$SEGBIAS" compare regions.csv nested.csv -f csv --within 'region=East,East Midlands,London,North East,North West,Northern Ireland,Scotland,South East,South West,Wales,West Midlands,Yorkshire' | shares
# In hundreds of thousands any figure is a sum: it is said that the campaign lacks the largest.
printf 'region,population\nEast,63\nEast Midlands,49\nEngland,565\nLondon,88\nNorth East,26\nNorth West,74\nSouth East,93\nSouth West,57\nWales,31\nWest Midlands,60\nYorkshire,55\n' >coarse.csv
"$SEGBIAS" compare regions.csv coarse.csv -f csv | shares
