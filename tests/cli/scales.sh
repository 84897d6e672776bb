# Figures in thousands and millions, as a title, a name, a footnote or a column of units says. By hand: 812.5 thousand are 812,500,
# to half a hundred.
cells() {
	"$SEGBIAS" inspect "$@" --cells
	echo "exit $?"
}
printf 'Population by age and sex (in thousands)\n\nage,male,female\n0-17,812.5,770.1\n18-64,2310.2,2298.7\n65+,601.3,744.9\n' >title.csv
cells title.csv
printf 'Geschlecht;Alter;Bevölkerung in 1 000\nmännlich;unter 18;6812\nmännlich;18 und mehr;25310\nweiblich;unter 18;6470\nweiblich;18 und mehr;25298\n' >name.csv
cells name.csv -q
cells name.csv -q --reference-rounded none
printf 'sexe;age;population\nHommes;0-17;812,5\nHommes;18+;2911,2\nFemmes;0-17;770,1\nFemmes;18+;3043,6\n\nPopulation en milliers.\n' >footnote.csv
cells footnote.csv -q
printf 'sex,age,UNIT_MULT,OBS_VALUE\nF,Y15T24,3,3712\nF,Y25T54,3,15712\nM,Y15T24,3,4012\nM,Y25T54,3,16112\n' >power.csv
cells power.csv -q
printf 'gender,age,Reach (thousands)\nf,18-34,12.345\nf,35+,9.001\nm,18-34,10.5\nm,35+,8\n' >campaign.csv
printf 'gender,age,count\nf,18-34,100\nf,35+,100\nm,18-34,100\nm,35+,100\n' >population.csv
"$SEGBIAS" compare campaign.csv population.csv -f csv 2>/dev/null | cut -d, -f2,3,4
# What speaks of rates or money says nothing of people; two scales are refused.
printf 'Distance to school per 1 000 persons\n\nsex,age,count\nM,0-17,812\nM,18+,2911\nF,0-17,770\nF,18+,3043\n' >rate.csv
cells rate.csv -q
printf 'Population in thousands\n\nsex,age,UNIT_MULT,count\nM,0-17,6,8\nM,18+,6,29\nF,0-17,6,7\nF,18+,6,30\n' >two.csv
cells two.csv
# Of how many were asked a title speaks, and of what is no people: nothing is multiplied, whatever stands before the number.
for title in 'Befragte: 1.000' 'Total: 1000' 'Umfrage unter 1000 Personen' 'Thousands of people moved here in 2023' 'Adults by income (thousands)' \
	'Distance to work (miles)' 'Sample (1000)'; do
	printf '%s\n\nsex;age;people\nM;0-17;812\nM;18+;2911\nF;0-17;770\nF;18+;3043\n' "$title" >asked.csv
	cells asked.csv -q --reference-rounded none
done
# What comes to the scale itself is how many were asked.
printf 'Gemeinde (1000)\n\nsex;people\nM;487\nF;513\n' >whole.csv
cells whole.csv -q --reference-rounded none
