# A row that holds others beside it counts their people twice: it is left out, or asked about, and what is asked can be typed.
ask() {
	printf -- '-- %s\n' "$*" >&2
	"$SEGBIAS" "$@" -q >out.txt
	echo "exit $?" >&2
	head -n 3 out.txt
}
# A place that holds others: the groups of an audit are its own, so that the hint is --within; --where takes one of them.
printf 'country,sex,applicants,hired\nFrance,F,101,50\nFrance,M,110,60\nEuropean Union,F,300,110\nEuropean Union,M,310,140\nGermany,F,93,30\nGermany,M,90,40\n' >places.csv
ask audit places.csv --decision hired
ask audit places.csv --decision hired -a sex
ask audit places.csv --decision hired -a sex --within 'country=France,Germany'
ask audit places.csv --decision hired -a sex --where country=France
# Bands, years and quarters that are the sum of others, in all that was decided: 147 of 455 were hired, and 203 of 700.
printf 'year,sex,applicants,hired\n2022,M,100,40\n2022,F,110,31\n2023,M,120,41\n2023,F,125,35\n2022-2023,M,220,81\n2022-2023,F,235,66\n' >years.csv
ask audit years.csv --decision hired --fail-on under
ask audit years.csv --decision hired --fail-on under -a sex
grep -v '2022-2023' years.csv >each.csv
ask audit each.csv --decision hired --fail-on under
printf 'monat,Geschlecht,Bewerber,eingestellt\n2024-01,m,100,40\n2024-01,w,110,41\n2024-02,m,120,30\n2024-02,w,125,31\n2024-03,m,120,30\n2024-03,w,125,31\n2024-01 bis 2024-03,m,340,100\n2024-01 bis 2024-03,w,360,103\n' >months.csv
ask audit months.csv --decision eingestellt -a Geschlecht
printf 'quarter,sex,applicants,hired\nQ1,M,101,40\nQ1,F,113,30\nQ2,M,127,40\nQ2,F,125,33\nQ3,M,131,41\nQ3,F,137,35\nH1,M,228,80\nH1,F,238,63\n' >quarters.csv
ask audit quarters.csv --decision hired
ask audit quarters.csv --decision hired --within quarter=Q1,Q2,Q3
# The groups within stay: of 18 60 % are hired, and of 19 20 %.
printf 'age,applicants,hired\n18,100,60\n19,120,24\n20,100,50\n18-19,220,84\n' >ages.csv
ask audit ages.csv --decision hired --fail-on under
"$SEGBIAS" audit ages.csv --decision hired -q | sed -n '/^age/,/^$/p'
printf 'employees,applicants,hired\n1-9,100,60\n10-19,120,24\n1-19,220,84\n20-49,300,100\n' >sizes.csv
ask audit sizes.csv --decision hired
# A sum of all, and not of those hired, is none.
sed 's/,84$/,90/' sizes.csv >odd.csv
ask audit odd.csv --decision hired
# A campaign's band may be one of its own: it is asked about where chance hardly makes it a sum.
printf 'sex,population\nF,10100\nM,9900\n' >people.csv
printf 'year,sex,n\n2022,M,103\n2022,F,117\n2023,M,131\n2023,F,126\n2022-2023,M,234\n2022-2023,F,243\n' >campaign.csv
ask compare campaign.csv people.csv --segment none
ask compare campaign.csv people.csv --segment none --campaign-where 'year=2022' --campaign-where 'year=2023'
# A column called group holds groups: all women, and women.
for name in group segment audience cohort; do
	printf '%s,applicants,hired\nMen,101,50\nWomen,93,30\nAll women,93,30\n' $name >women.csv
	ask audit women.csv --decision hired --fail-on under
done
