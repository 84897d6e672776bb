# A column for each value is a row for each: the same cells, whatever the columns are values of.
cells() {
	file=$1
	shift
	"$SEGBIAS" inspect "$file" --cells "$@" 2>&1
}
printf '"GEO_ID","NAME","T_001E","T_001M","T_002E","T_002M","T_003E","T_003M","T_004E","T_004M","T_005E","T_005M","T_006E","T_006M","T_007E","T_007M",\n' >paths.csv
printf '"Geography","Area","Estimate!!Total:","Margin of Error!!Total:","Estimate!!Total:!!Male:","Margin of Error!!Total:!!Male:","Estimate!!Total:!!Male:!!Under 18 years","Margin of Error!!Total:!!Male:!!Under 18 years","Estimate!!Total:!!Male:!!18 years and over","Margin of Error!!Total:!!Male:!!18 years and over","Estimate!!Total:!!Female:","Margin of Error!!Total:!!Female:","Estimate!!Total:!!Female:!!Under 18 years","Margin of Error!!Total:!!Female:!!Under 18 years","Estimate!!Total:!!Female:!!18 years and over","Margin of Error!!Total:!!Female:!!18 years and over",\n' >>paths.csv
printf '"1","A","1000","*****","480","*****","110","12","370","15","520","*****","120","11","400","16",\n"2","B","2000","*****","980","*****","210","12","770","15","1020","*****","220","11","800","16",\n' >>paths.csv
cells paths.csv --where NAME=A
cells paths.csv --where NAME=C
printf 'date,geography,Age: Total,Age: Aged 0 to 17,Age: Aged 18 to 64,Age: Aged 65 and over\n2021,North,1000,200,600,200\n2021,South,2000,500,1200,300\n' >prefix.csv
cells prefix.csv --where geography=North
printf 'area,Total,Male,Female\nNorth,148,80,68\nSouth,170,86,84\n' >sexes.csv
cells sexes.csv
printf 'Land;Insgesamt;M\303\244nner;Frauen\nNord;1.148;580;568\nS\303\274d;1.170;586;584\n' >sexes_de.csv
cells sexes_de.csv
printf 'sex,2022,2023,2024\nMale,479,480,\nFemale,519,520,\n' >years.csv
cells years.csv
cells years.csv --where year=2023
cells years.csv --count 2022
printf '"Source","An office",\n\n"Country","Indicator Name","Indicator Code","2022","2023",\n' >indicators.csv
printf '"A","Population ages 0-14, %s","X.%s","%s","%s",\n' male MA 63 64 female FE 60 61 >>indicators.csv
printf '"A","Population ages 15 and above, %s","Y.%s","%s","%s",\n' male MA 269 270 female FE 259 260 >>indicators.csv
cells indicators.csv --where year=2023
printf 'unit,sex,age,geo\\TIME_PERIOD\t2022 \t2023 \nNR,F,TOTAL,DE\t: \t80 bep\nNR,F,Y15-64,DE\t59 b\t60 \nNR,F,Y_GE65,DE\t: c\t20 e\nNR,M,TOTAL,DE\t: \t120 \nNR,M,Y15-64,DE\t89 b\t90 \nNR,M,Y_GE65,DE\t: \t30 \n' >packed.tsv
cells packed.tsv --where TIME_PERIOD=2023
# A bad figure is named by its line in the file.
printf 'Title\n\narea,Total,Male,Female\nNorth,148,80,68\nSouth,170,86,84\nWest,1,1,0\nEast,17O0,86,84\n' >bad.csv
cells bad.csv
# Flags of persons are no figures of a sex, and rows are rows where that is said.
printf 'id,male,female,age\n1,1,0,34\n2,0,1,25\n3,0,1,61\n4,1,0,18\n' >flags.csv
cells flags.csv
cells years.csv --shape rows
# Each figure twice, as a number and in percent.
printf 'sex;age;value;unit\nm;0-17;101;Anzahl\nm;0-17;25,1;%%\nm;18+;102;Anzahl\nm;18+;25,3;%%\nw;0-17;103;Anzahl\nw;0-17;25,6;%%\nw;18+;97;Anzahl\nw;18+;24,0;%%\n' >percents.csv
cells percents.csv
# A cell that is unknown is an error on its line, as it is in a long table; a dash is nobody, and a row of empty cells a heading.
for cell in : .. . x '*' c '(X)' n/a ''; do
	printf 'age,Male,Female\nAdults,,\n18-34,300123,290789\n35-64,%s,470111\n65+,150456,240222\n' "$cell" >unknown.csv
	cells unknown.csv
done
printf 'age,Male,Female\nAdults,,\n18-34,300123,290789\n35-64,-,470111\n65+,150456,240222\n' >dash.csv
cells dash.csv
printf 'unit,sex,age,geo\\TIME_PERIOD\t2023 \nNR,F,Y15-64,DE\t60 \nNR,F,Y_GE65,DE\t: c\nNR,M,Y15-64,DE\t90 \nNR,M,Y_GE65,DE\t30 \n' >secret.tsv
cells secret.tsv
for cell in '<5' '5*' '(400)' 400p 470k; do
	printf 'age,Male,Female\n18-34,300123,290789\n35-64,%s,470111\n65+,150456,240222\n' "$cell" >marked.csv
	cells marked.csv
done
printf 'unit,sex,age,geo\\TIME_PERIOD\t2023 \nNR,F,Y15-64,DE\t60 \nNR,F,Y_GE65,DE\t:\nNR,M,Y15-64,DE\t90 \nNR,M,Y_GE65,DE\t30 \n' >absent.tsv
cells absent.tsv
# What is hidden of another country is its own affair.
sed 's/DE/FR/' secret.tsv | sed 's/: c/10 /' | sed 1d | cat secret.tsv - >countries.tsv
cells countries.tsv --where geo=FR
cells countries.tsv --where geo=DE
# A table by subject: the sexes and bands of one heading, each with the margin of error that stands before the same path.
{
	printf '"Geography","Geographic Area Name"'
	for column in Total Percent Male 'Percent Male' Female 'Percent Female'; do
		for row in '' '!!AGE!!Under 18 years' '!!AGE!!18 years and over' '!!SELECTED AGE CATEGORIES!!16 years and over'; do
			printf ',"Estimate!!%s!!Total population%s","Margin of Error!!%s!!Total population%s"' "$column" "$row" "$column" "$row"
		done
	done
	printf '\n"1","Here"'
	printf ',"%s","%s"' 1001 '*****' 231 17 770 18 801 21 '(X)' '(X)' 23.1 1.7 76.9 1.7 80.0 1.9 481 '*****' 110 12 371 15 388 16 \
		'(X)' '(X)' 22.9 2.4 77.1 2.4 80.7 2.6 520 13 121 '*****' 399 16 413 14 '(X)' '(X)' 23.3 2.1 76.7 2.1 79.4 2.2
	echo
} >subject.csv
cells subject.csv
