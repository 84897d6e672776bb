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
