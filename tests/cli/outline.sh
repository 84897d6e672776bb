# Tables of groups below totals: what adds up to its total is taken, as margins, and all else is left out and named.
cells() {
	"$SEGBIAS" inspect "$@" --cells 2>&1
}
profile() {
	awk -F'|' '
		{ path[NR] = $1; count[NR] = $2; margin[NR] = $3 }
		END {
			printf "\357\273\277\"GEO_ID\",\"NAME\","
			for (i = 1; i <= NR; i++)
				printf "\"DP05_%04dE\",\"DP05_%04dM\",\"DP05_%04dPE\",\"DP05_%04dPM\",", i, i, i, i
			printf "\n\"Geography\",\"Geographic Area Name\","
			for (i = 1; i <= NR; i++)
				printf "\"Estimate!!%s\",\"Margin of Error!!%s\",\"Percent!!%s\",\"Percent Margin of Error!!%s\",", path[i], path[i], path[i], path[i]
			for (place = 1; place <= PLACES; place++) {
				printf "\n\"05%d\",\"Place %d\",", place, place
				for (i = 1; i <= NR; i++)
					printf "\"%s\",\"%s\",\"12.5\",\"0.1\",", count[i], margin[i]
			}
			printf "\n"
		}' PLACES="$1"
}
cat >groups <<'END'
SEX AND AGE!!Total population|900|*****
SEX AND AGE!!Total population!!Male|430|9
SEX AND AGE!!Total population!!Female|470|9
SEX AND AGE!!Total population!!Sex ratio (males per 100 females)|91.5|1.2
SEX AND AGE!!Total population!!Under 15 years|150|7
SEX AND AGE!!Total population!!15 to 44 years|400|8
SEX AND AGE!!Total population!!45 to 64 years|200|8
SEX AND AGE!!Total population!!65 years and over|150|6
SEX AND AGE!!Total population!!Median age (years)|41.2|0.4
SEX AND AGE!!Total population!!15 years and over|750|7
SEX AND AGE!!Total population!!15 years and over!!Male|350|9
SEX AND AGE!!Total population!!15 years and over!!Female|400|9
RACE!!Total population|900|*****
RACE!!Total population!!One race|840|9
RACE!!Total population!!Two or More Races|60|9
RACE!!Total population!!One race|840|9
RACE!!Total population!!One race!!White|500|9
RACE!!Total population!!One race!!Asian|340|9
RACE!!Total population!!One race!!Asian!!Chinese|200|9
RACE!!Total population!!One race!!Asian!!Other Asian|140|9
Race alone or in combination with one or more other races!!Total population|900|*****
Race alone or in combination with one or more other races!!Total population!!White|550|9
Race alone or in combination with one or more other races!!Total population!!Asian|390|9
HISPANIC OR LATINO AND RACE!!Total population|900|*****
HISPANIC OR LATINO AND RACE!!Total population!!Hispanic or Latino (of any race)|300|9
HISPANIC OR LATINO AND RACE!!Total population!!Hispanic or Latino (of any race)!!Mexican|180|9
HISPANIC OR LATINO AND RACE!!Total population!!Hispanic or Latino (of any race)!!Other|120|9
HISPANIC OR LATINO AND RACE!!Total population!!Not Hispanic or Latino|600|9
HISPANIC OR LATINO AND RACE!!Total population!!Not Hispanic or Latino!!White alone|400|9
HISPANIC OR LATINO AND RACE!!Total population!!Not Hispanic or Latino!!Asian alone|200|9
Total housing units|380|4
END
echo '# a data profile: parts that add up; overlapping bands and several answers are no parts'
profile 1 <groups >profile.csv
cells profile.csv
echo '# a section that does not add up is none'
sed 's/65 years and over|150/65 years and over|151/; s/White|500/White|499/' groups | profile 1 >off.csv
cells off.csv
echo '# an older one, whose totals stand elsewhere; and margins of error that are not known'
sed 's/^\(RACE\|HISPANIC OR LATINO AND RACE\)!!Total population!!/\1!!/; /^RACE!!Total population|/d; s/^\(.*Female|470|\)9/\1**/' groups | profile 1 >older.csv
cells older.csv
echo '# two places'
profile 2 <groups >places.csv
cells places.csv --where 'NAME=Place 2' | head -3
printf 'segment,gender,age\nA,Male,15-44\nA,Female,15-44\nA,Male,65+\n' >campaign.csv
"$SEGBIAS" compare campaign.csv places.csv 2>&1
echo '# the view of labels, indented'
blank=$(printf '\302\240\302\240\302\240\302\240')
{
	printf '\357\273\277"Label (Grouping)","Here!!Estimate","Here!!Margin of Error","Here!!Percent","Here!!Percent Margin of Error","There!!Estimate","There!!Margin of Error","There!!Percent","There!!Percent Margin of Error"\n'
	printf '"SEX AND AGE","","","","","","","",""\n'
	printf '"%sTotal population","1,200","\302\2610","(X)","(X)","30","*****","(X)","(X)"\n' "$blank"
	while IFS='|' read -r label one two; do
		printf '"%s%s%s","%s","\302\2617","10%%","\302\2610.1","%s","\302\2612","20%%","\302\2610.2"\n' "$blank" "$blank" "$label" "$one" "$two"
	done
} >label.csv <<'END'
Male|580|14
Female|620|16
Under 20 years|200|6
20 years and over|1,000|24
21 years and over|980|23
Median age (years)|38.9|40.1
END
cells label.csv --where place=There
cells label.csv --where place=Here | head -5
"$SEGBIAS" compare campaign.csv label.csv 2>&1
echo '# nothing adds up'
sed 's/"580"/"581"/; s/"14"/"15"/; s/Under 20 years/Under 19 years/' label.csv >nothing.csv
cells nothing.csv
