# Two rows of names: what a name says is a value (a sex, a band, a year) or a figure (a number, a percentage, an error).
cells() {
	"$SEGBIAS" inspect "$@" --cells 2>&1
}
printf 'Age,Male,,Female,,Total,\n,Number,Percent,Number,Percent,Number,Percent\n0-17,1002,20.8,951,19.0,1953,19.9\n18-64,3001,62.5,3055,61.0,6056,61.7\n65+,801,16.7,1002,20.0,1803,18.4\nTotal,4804,100,5008,100,9812,100\n' >numbers.csv
cells numbers.csv
cells numbers.csv --count Percent
# Percentages alone are shares where they sum to 100 in all, and an error with their sum where they do not.
printf 'Alter;Frauen;;Männer;\n;Anteil in %%;±;Anteil in %%;±\nunter 18;9,5;0,4;10,0;0,5\n18 bis 64;30,5;0,6;30,0;0,4\n65 und mehr;12,0;0,4;8,0;0,3\n' >shares.csv
cells shares.csv
printf 'Sexe,0-17 ans,,18 ans et plus,\n,%%,Marge d’erreur,%%,Marge d’erreur\nHommes,20.8,1,79.2,2\nFemmes,19.0,1,81.0,2\n' >each.csv
cells each.csv
# Margins and standard errors are no people, and neither is used here.
printf 'Age,Women,,,Men,,\n,Estimate,MOE,Std. Error,Estimate,MOE,Std. Error\n0-17,9523,210,128,10012,221,134\n18+,40612,333,202,38090,320,195\n' >errors.csv
cells errors.csv
printf 'sex\nM\nF\nM\nF\n' >people.csv
"$SEGBIAS" compare people.csv errors.csv 2>&1 >report.txt
# Years are a period, above or below.
printf 'Edad,2022,,2023,\n,Hombres,Mujeres,Hombres,Mujeres\n0-17,100,95,101,96\n18-64,300,305,301,306\n65+,80,100,81,101\n' >years.csv
cells years.csv
cells years.csv --where year=2023
printf 'Age,Male,,Female,\n,2023,Change,2023,Change\n0-17,1002,3,951,-4\n18+,3802,30,4057,40\n' >change.csv
cells change.csv
# Measures of which none is the surer one.
printf 'Age,Male,,Female,\n,Weighted,Unweighted,Weighted,Unweighted\n0-17,1002,31,951,29\n18+,3802,130,4057,140\n' >weighted.csv
cells weighted.csv
cells weighted.csv --count Weighted
# A margin beside each value is told by its name.
printf "Âge;Hommes;Marge d’erreur Hommes;Femmes;Marge d’erreur Femmes\n0-17;10012;120;9523;130\n18+;38090;310;40612;320\n" >margins.csv
cells margins.csv
printf 'Age,Male estimate,Male margin of error,Female estimate,Female margin of error\n0-17,10012,120,9523,130\n18+,38090,310,40612,320\n' >estimates.csv
cells estimates.csv
