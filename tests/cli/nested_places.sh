# Places of which one holds others: all of them are not added up by a hint, and where --where takes them it is said; each hint is typed.
# By hand: 219112 + 229113 + 41004 + 42116 + 32013 + 35129 = 598,487 with the Union, 150,262 without it.
printf 'sex\nM\nF\nM\nF\n' >sexes.csv
printf 'geo,sex,count\nEU27_2020,M,219112\nEU27_2020,F,229113\nDE,M,41004\nDE,F,42116\nFR,M,32013\nFR,F,35129\n' >union.csv
show() {
	"$SEGBIAS" compare "$@" 2>&1 | grep -E '^  reference|place_in_place|people|error:|hint: .*-(where|within)'
	echo
}
show sexes.csv union.csv
show sexes.csv union.csv --where 'geo=FR'
show sexes.csv union.csv --where 'geo=*'
show sexes.csv union.csv --where 'geo=DE' --where 'geo=FR'
show sexes.csv union.csv --where 'geo=EU27_2020'
# A campaign's table is told the same, with its own option.
printf 'sex,count\nM,210\nF,230\n' >census.csv
show union.csv census.csv --campaign-where 'geo=*'
show union.csv census.csv --campaign-where 'geo=DE' --campaign-where 'geo=FR'
# What says all of another value is no third one, whatever its figure; the hint is typed.
printf 'sex,count\nM,4987\nF,5123\nAll F,5130\n' >all.csv
show sexes.csv all.csv
show sexes.csv all.csv --within 'sex=M,F'
