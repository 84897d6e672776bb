# A column for each group: bands of ages, parts of a total, sexes that are no group; and bands whose edges stand in two columns.
cells() {
	"$SEGBIAS" inspect "$@" --cells 2>&1
}
printf 'Sex,Age 0-17,Age 18-64,Age 65+\nMale,10012,30034,8056\nFemale,9523,30545,10067\n' >bands.csv
cells bands.csv
printf 'Geschlecht;unter 18 Jahre;18 bis unter 65 Jahre;65 Jahre und mehr;Insgesamt\nmännlich;10.012;30.034;8.056;48.102\nweiblich;9.523;30.545;10.067;50.135\nInsgesamt;19.535;60.579;18.123;98.237\n' >bands_de.csv
cells bands_de.csv
printf 'Campaign,Gender,Impressions,18-34,35-64,65+\nA,Male,4700,2100,2100,500\nA,Female,4702,2101,2102,499\nB,Male,3250,1200,1450,600\nB,Female,3050,1100,1350,600\n' >impressions.csv
cells impressions.csv
cells impressions.csv --count Impressions
# Bands that overlap stay columns, and a total beside them is not taken without a word.
printf 'Sex,Total,0-15,16-64,65+,16+\nMale,480,100,300,80,380\nFemale,500,95,305,100,405\n' >overlap.csv
cells overlap.csv
printf 'Sex,Children,Adults,Seniors,Total\nMale,10012,30034,8056,48102\nFemale,9523,30545,10067,50135\n' >parts.csv
cells parts.csv
# One of the groups is not all of them.
cut -d, -f1-4 parts.csv >groups.csv
cells groups.csv
cells groups.csv --count Adults
printf 'sex,adults\nM,1002\nF,1102\n' >adults.csv
cells adults.csv
printf 'Age,M,F,X\n18-34,400,410,3\n35+,450,470,2\n' >codes.csv
cells codes.csv
printf 'Age,Male,Female,Non-binary,Total\n18-34,400,410,3,813\n35-64,450,470,2,922\n65+,150,240,1,391\n' >other.csv
cells other.csv
printf 'Alter;männlich;weiblich;divers;ohne Angabe\n18-34;400;410;3;11\n35-64;450;470;2;12\n65+;150;240;1;13\n' >unknown.csv
cells unknown.csv
# Two attributes side by side: one is read, the other is named.
printf 'Comuna;Población total;Hombres;Mujeres;0 a 14;15 a 64;65 o más\nA;1000;480;520;200;600;200\nB;2000;990;1010;400;1300;300\n' >both.csv
cells both.csv --where Comuna=A
printf 'sex,age_from,age_to,population\nM,0,17,100\nM,18,64,300\nM,65,120,90\nF,0,17,95\nF,18,64,310\nF,65,120,120\n' >edges.csv
cells edges.csv
printf 'sex,AgeGrpStart,AgeGrpSpan,population\nM,0,5,100\nM,5,5,110\nM,10,-1,900\nF,0,5,95\nF,5,5,105\nF,10,-1,980\n' >spans.csv
cells spans.csv
sed 's/,18,64/,10,64/' edges.csv >edges_overlap.csv
cells edges_overlap.csv
# Attributes side by side, with what they are of before the value or above it: each is a margin.
printf 'Land;Geschlecht: männlich;Geschlecht: weiblich;Alter: unter 18;Alter: 18 bis 64;Alter: ab 65\nNord;1.231;1.272;440;1.533;530\nSüd;990;1.013;301;1.302;400\n' >sides.csv
cells sides.csv --where Land=Nord
cells sides.csv --where 'Land=*'
cells sides.csv
printf 'region,Total,Sex,,Education,,\n,,Male,Female,Primary,Secondary,Tertiary\nNorth,2503,1231,1272,440,1533,530\n' >sides_above.csv
cells sides_above.csv
# One attribute alone is read as it was, and what stands beside it is named.
printf 'region,Male,Female,Age: 0-17,Age: 18-64,Age: 65+\nNorth,1231,1272,440,1533,530\n' >sides_one.csv
cells sides_one.csv
