# Shares beside the count that do not make up the whole say that a rest was withheld; the size of an audience is its count.
cells() {
	"$SEGBIAS" inspect "$@" --cells 2>&1
}
preamble='Demographics Report (in UTC)\n"Report Start: 01/01/2024, Report End: 03/31/2024"\nDate Generated: 04/02/2024\n\n'
echo '# nine in ten'
printf "$preamble"'Job Seniority,Impressions,%% of Impressions,Clicks,%% of Clicks\nEntry,900,9.00%%,9,30.00%%\nSenior,"4,400",44.00%%,8,26.67%%\nManager,"2,500",25.00%%,6,20.00%%\nDirector,"1,200",12.00%%,<3,6.67%%\n' >linkedin.csv
cells linkedin.csv
printf 'Alter;Anzahl;Anteil\n18-34;300;0,30\n35-54;250;0,25\n55+;200;0,20\n' | cells -
echo '# the whole of them; a part of each group; a part that an option takes'
printf 'Alter;Anzahl;Anteil in %%\n18-34;301;40,1\n35-54;250;33,3\n55+;200;26,6\n' >whole.csv
cells whole.csv
cells whole.csv --where Alter=18-34 --where Alter=35-54
printf 'sex,age,n,share\nf,18-34,30,0.3\nf,35+,70,0.7\nm,18-34,20,0.4\nm,35+,30,0.6\n' | cells -
echo '# rates are no shares of the count'
printf 'region,population,unemployed %%\nNorth,91000,5.1\nSouth,72000,7.3\nWest,31000,4.4\n' | cells -
echo '# how large an audience is'
printf "$preamble"'Job Seniority,Audience size,Clicks\nEntry,"1,900",9\nSenior,"4,500",31\nManager,"2,400",16\n' | cells -
printf 'Alter;Zielgruppengr\303\266\303\237e;Klicks\n18-34;3100;90\n35-54;2500;45\n55+;2001;23\n' | cells -
