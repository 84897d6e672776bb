# Tables of censuses in forms of their own: the codes of France's communes, and Canada's profile.
cells() {
	"$SEGBIAS" inspect "$@" --cells 2>&1
}
echo '# communes: a chain of bands from 0 on, the sexes, and other bands of men and women beside them'
printf 'CODGEO;LIBGEO;P21_POP;P21_POP0014;P21_POP1529;P21_POP3044;P21_POP45P;P21_POP0029;P21_POPH;P21_H0019;P21_H2064;P21_H65P;P21_POPF;P21_F0019;P21_F2064;P21_F65P;C21_POP15P;P21_LOG\r\n' >communes.csv
printf '02001;Abbeville;1000,50;200,25;150,25;250;400;350,50;480,25;120;260;100,25;520,25;130;270;120,25;800;450\r\n2B004;Borgo;600;100;100;150;250;200;290;80;160;50;310;70;170;70;500;300\r\n' >>communes.csv
cells communes.csv --where CODGEO=02001
cells communes.csv --where CODGEO=2B004 | head -4
printf 'segment,sexe,\303\242ge\nA,homme,0-14\nA,femme,15-29\nA,homme,45+\n' >campaign.csv
"$SEGBIAS" compare campaign.csv communes.csv 2>&1
echo '# two years'
sed 's/P21_POP;/P15_POP;P15_POPH;P15_POPF;P21_POP;/; s/Abbeville;/Abbeville;900;440;460;/; s/Borgo;/Borgo;500;240;260;/' communes.csv >years.csv
cells years.csv --where CODGEO=02001 --where year=2015
cells years.csv --where CODGEO=02001
echo '# a column is lost: a gap is no chain; and one that does not add up'
cut -d';' -f1-5,7- communes.csv >gap.csv
cells gap.csv --where CODGEO=02001
sed 's/250;400/250;410/' communes.csv >off.csv
cells off.csv --where CODGEO=02001
echo '# a profile of characteristics, rounded to 5'
profile() {
	printf 'CENSUS_YEAR,DGUID,GEO_NAME,CHARACTERISTIC_ID,CHARACTERISTIC_NAME,C1_COUNT_TOTAL,SYMBOL,C2_COUNT_MEN+,SYMBOL,C3_COUNT_WOMEN+,SYMBOL,C10_RATE_TOTAL,SYMBOL\r\n'
	for place in "$@"; do
		while IFS='|' read -r name all men women; do
			printf '2021,"2021A0002%s","%s",1,"%s",%s,"",%s,"",%s,"",,"..."\r\n' "$place" "$place" "$name" "$all" "$men" "$women"
		done <characteristics
	done
}
cat >characteristics <<'END'
Population, 2021|800||
Total - Age groups of the population - 100% data|800|395|405
  0 to 14 years|140|70|65
    0 to 4 years|40|20|20
    5 to 14 years|100|50|45
  15 to 64 years|520|260|265
  65 years and over|145|65|75
Average age of the population|41.3|40.2|42.4
END
profile 'Qu\351bec' >profile.csv
cells profile.csv
profile North South >places.csv
"$SEGBIAS" compare campaign.csv places.csv --map 'âge=age' 2>&1
cells places.csv --where GEO_NAME=South | head -3
echo '# several characteristics are margins; several answers are none'
cat >>characteristics <<'END'
Total - Visible minority - 25% sample data|790|390|400
  Visible minority|300|150|150
    Chinese|200|100|100
  Not a visible minority|490|240|250
Total - Knowledge of official languages|790|390|400
  English|700|350|350
  French|400|200|200
END
profile North >several.csv
cells several.csv
printf 'Population, 2021|800||\n' >characteristics
profile North >none.csv
cells none.csv
