# Codes that an office lists are read in a file of its form, and nowhere else: 1 is a woman in another office's tables.
cells() {
	"$SEGBIAS" inspect "$@" --cells 2>&1
}
echo '# persons of a survey, with its weights'
printf 'RT,SERIALNO,PUMA,ST,PWGTP,AGEP,SEX,HISP,RAC1P,PWGTP1,PWGTP2\nP,2019HU01,100,6,11,34,2,01,1,10,12\nP,2019HU01,100,6,13,8,1,02,8,12,14\nP,2019GQ02,100,6,17,71,2,24,9,15,19\nP,2019HU03,101,6,19,42,1,1,6,20,18\nP,2019HU04,101,6,23,55,1,01,2,22,24\n' >pums.csv
cells pums.csv --bins age=18,45,65
cells pums.csv --attributes HISP,RAC1P,SEX
cells pums.csv --attributes SEX --where HISP=1
cells pums.csv --attributes SEX --where 'HISP=Not Hispanic'
echo '# the same question of a campaign'
printf 'segment,gender,age\n' >campaign.csv
i=0
while [ $i -lt 60 ]; do
	printf 'A,female,%d\nA,male,%d\nB,female,%d\n' $((18 + i)) $((20 + i)) $((25 + i))
	i=$((i + 1))
done >>campaign.csv
"$SEGBIAS" compare campaign.csv pums.csv --bins age=18,45,65 --within age=18+ --explain-mapping 2>&1
"$SEGBIAS" compare campaign.csv pums.csv --bins age=18,45,65 --within age=18+ --within gender=Female 2>&1 | grep -c Male
echo '# a collection that has two versions of a variable'
printf '"YEAR","SERIAL","CBSERIAL","HHWT","PERNUM","PERWT","SEX","AGE","RACE","RACED","HISPAN"\n2022,1,2022001,70.0,1,70.0,2,40,1,100,0\n2022,2,2022002,30.0,1,30.0,1,22,2,200,0\n2022,2,2022002,30.0,2,35.0,2,23,9,976,4\n2022,3,2022003,90.0,1,91.0,9,67,7,700,1\n' >ipums.csv
cells ipums.csv --bins age=18,25,65
cells ipums.csv --attributes RACE,SEX
echo '# another country of it: no list of its races'
sed 's/"CBSERIAL",//; s/^\(2022,[0-9]*\),[0-9]*/\1/' ipums.csv >international.csv
cells international.csv --attributes RACE,SEX
echo '# a table with the totals as codes, and a last age that is open'
printf 'SUMLEV,REGION,DIVISION,STATE,NAME,SEX,AGE,ESTBASE2020_CIV,POPEST2020_CIV,POPEST2021_CIV\n' >estimates.csv
for row in 0,0,300,310,320 0,84,70,71,72 0,85,30,33,35 0,999,400,414,427 1,0,140,150,155 1,84,40,40,41 1,85,10,12,13 1,999,190,202,209 2,0,160,160,165 2,84,30,31,31 2,85,20,21,22 2,999,210,212,218; do
	printf '040,3,5,10,Delaware,%s\n' "$row"
done >>estimates.csv
cells estimates.csv --count POPEST2021_CIV
cells estimates.csv --count POPEST2021_CIV --where AGE=85
cells estimates.csv
echo '# ages go on above 85: the list is not read, and that is said'
sed 's/,85,/,90,/; s/,84,/,85,/' estimates.csv >older.csv
cells older.csv --count POPEST2021_CIV
echo '# a code that the list does not have'
sed 's/,8,1,02/,8,3,02/' pums.csv >third.csv
cells third.csv --bins age=18,45,65
echo '# not the form of the office: codes stay codes'
printf 'id,PERWT,SEX,AGE,INCOME\n1,10,1,20,100\n2,12,2,30,120\n3,11,2,40,110\n4,9,1,50,90\n' >own.csv
cells own.csv --bins age=18,35
printf 'GEOGRAPHY_CODE,SEX,AGE,OBS_VALUE\nE1,1,1,10\nE1,1,2,20\nE1,2,1,30\nE1,2,2,40\n' >england.csv
cells england.csv
echo '# two columns that the option may mean: it is asked'
sed 's/PUMA/age group/' pums.csv >two.csv
cells two.csv --bins age=18,45,65
