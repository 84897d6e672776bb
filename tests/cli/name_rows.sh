# Rows of names: three, of which the upper ones span columns; one of units below the names; a title line over a table with another
# delimiter. By hand: in 2022 Bayern has 5,510 German men.
cells() {
	"$SEGBIAS" inspect "$@" --cells
	echo "exit $?"
}
names=';31.12.2021;31.12.2021;31.12.2021;31.12.2021;31.12.2022;31.12.2022;31.12.2022;31.12.2022
;Deutsche;Deutsche;Ausländer;Ausländer;Deutsche;Deutsche;Ausländer;Ausländer
;männlich;weiblich;männlich;weiblich;männlich;weiblich;männlich;weiblich'
rows='Bayern;5500;5600;900;800;5510;5610;910;810\nBerlin;1400;1450;380;360;1410;1440;390;370\n'
printf "Bevölkerung: Stichtag, Nationalität, Geschlecht\n$names\n$rows" >three.csv
cells three.csv
cells three.csv --where date=31.12.2022 -q
# … each written once, where the others are blank
printf "Bevölkerung: Stichtag, Nationalität, Geschlecht\n;31.12.2021;;;;31.12.2022;;;\n;Deutsche;;Ausländer;;Deutsche;;Ausländer;\n$(printf %s "$names" | tail -1)\n$rows" >blank.csv
cells blank.csv --where date=31.12.2022 -q
# A row of units, of a wide table and of a long one, and hidden figures.
printf 'Bevölkerung\n;männlich;weiblich;Insgesamt\n;1000;1000;1000\nunter 18 Jahre;6812;6470;13282\n18 bis unter 65 Jahre;25310;25298;50608\n65 Jahre und mehr;7901;10744;18645\n' >wide.csv
cells wide.csv
printf 'Geschlecht;Alter;Bevölkerung\n;;Anzahl\nmännlich;unter 18;812\nmännlich;18 und mehr;.\nweiblich;unter 18;/\nweiblich;18 und mehr;3043\n' >long.csv
cells long.csv
cells long.csv --reference-hidden-max 4 -q
# A title that has no delimiter, or another one than the table.
printf 'Census 2021\nyear;sex;population\n2021;M;812\n2021;F;770\n' >title.csv
cells title.csv
printf 'Recensement 2021, France\nsexe\tâge\tpopulation\nH\t0-17\t812\nH\t18+\t2911\nF\t0-17\t770\nF\t18+\t3043\n' | "$SEGBIAS" inspect - --cells
# A column of lists is none of tables.
printf 'interests\nnews;sports\nmusic;sports\nnews;music\n' >lists.csv
cells lists.csv
