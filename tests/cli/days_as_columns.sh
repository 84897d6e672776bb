# A column for each day is one of a period, with a name above them or none; what a figure is marked with, and which ads were
# shown, is no attribute of people.
cells() {
	"$SEGBIAS" inspect "$@" --cells 2>&1
}
ages() {
	printf 'unter 1 Jahr;310;320;335\n1-J\303\244hrige;300;305;290\n2 Jahre und mehr;9100;9150;9210\nInsgesamt;9710;9775;9835\n__________\nStand: 05.03.2022\n'
}
title='GENESIS-Tabelle: 12411-0005\nBev\303\266lkerung: Deutschland, Stichtag, Altersjahre;;;\nDeutschland;;;\n'
echo '# days below a name that spans them'
{
	printf "$title"
	printf ';Stichtag;Stichtag;Stichtag\n;31.12.2018;31.12.2019;31.12.2020\n'
	ages
} >spanned.csv
cells spanned.csv --where date=31.12.2019
cells spanned.csv
echo '# days alone, and as ISO writes them'
{
	printf "$title"
	printf ';31.12.2018;31.12.2019;31.12.2020\n'
	ages
} >plain.csv
cells plain.csv --where date=31.12.2020
printf 'sex,2019-06-30,2020-06-30\nfemale,410,420\nmale,395,401\n' | cells - --where date=2019-06-30
echo '# people that have a figure of each day stay people'
printf 'id,gender,01.02.2024,02.02.2024\n1,f,3,4\n2,m,1,0\n3,f,2,2\n4,m,0,5\n5,f,1,1\n' | cells -
echo '# flags and groups of ads'
printf 'age,sex,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\nY_LT15,F,DE,2023,610,b\nY_LT15,M,DE,2023,640,p\nY15-64,F,DE,2023,2610,\nY15-64,M,DE,2023,2650,p\nY_GE65,F,DE,2023,910,b\nY_GE65,M,DE,2023,730,\n' >flags.csv
cells flags.csv
cells flags.csv --attributes age,OBS_FLAG
printf 'Age,Campaign,Ad group,Impr.,Clicks\n18 - 24,A,One,4100,12\n25 - 34,A,One,5200,9\n18 - 24,B,Two,3900,14\n25 - 34,B,Two,6100,8\n' | cells -
echo '# a key that has its name in both rows of names; single ages beside their edges; groups and their code'
printf 'Altersgruppen;Deutsche;Deutsche;Ausl\303\244nder;Ausl\303\244nder\nAltersgruppen;m\303\244nnlich;weiblich;m\303\244nnlich;weiblich\nunter 15 Jahre;310;305;90;85\n15 bis unter 65 Jahre;1310;1305;390;385\n65 Jahre und mehr;410;505;60;71\n' | cells -
printf 'LocID,Location,Time,AgeGrp,AgeGrpStart,AgeGrpSpan,PopMale,PopFemale,PopTotal\n' >single.csv
for age in 0 1 2 3 4 5 6 7 8; do
	printf '276,Germany,2024,%d,%d,1,39%d.5,37%d.25,%d.75\n' "$age" "$age" "$age" "$age" "$((760 + 2 * age))"
done >>single.csv
printf '276,Germany,2024,9+,9,-1,3900.127,4100.502,8000.629\n' >>single.csv
cells single.csv
printf 'Ethnic group (3 categories) Code,Ethnic group (3 categories),Observation\n-8,Does not apply,0\n1,Asian,2100\n2,White,81000\n' | cells -
