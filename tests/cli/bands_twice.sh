# Bands that overlap in a table are counted twice in every other column: refused, with those that follow each other.
try() # OPTION...
{
	"$SEGBIAS" compare campaign.csv "$@" -q | sed -n 1,4p
}
printf 'sex,age\n' >campaign.csv
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do
	printf 'M,15-24\nF,25-34\n' >>campaign.csv
done
printf 'sex,age,persons\nM,15-24,2101\nM,25-34,1971\nM,20-29,1999\nF,15-24,2131\nF,25-34,1973\nF,20-29,1993\n' >crossing.csv
try crossing.csv
try crossing.csv -a sex
try crossing.csv -a sex --where 'age=15-24' --where 'age=25-34'
# A part of another one that is no sum.
printf 'sex,age,persons\nM,15-24,2101\nM,25+,9871\nM,65+,2391\nF,15-24,2131\nF,25+,9973\nF,65+,2593\n' >nested.csv
try nested.csv -a sex
try nested.csv -a sex --where 'age=15-24' --where 'age=25+'
# All others lie within it, and it is no sum of them.
printf 'sex,age,persons\nM,15-24,1111\nM,25-34,1309\nM,35-64,2399\nM,15-64,5820\nF,15-24,1213\nF,25-34,1321\nF,35-64,2457\nF,15-64,5991\n' >widest.csv
try widest.csv -a sex
try widest.csv -a sex --where 'age=15-24' --where 'age=25-34' --where 'age=35-64'
# Each region has bands of its own.
printf 'sex,region,age,persons\nM,A,15-24,2101\nM,A,25-34,1971\nM,B,15-24,1999\nM,B,25-29,997\nM,B,30-34,1003\nF,A,15-24,2131\nF,A,25-34,1973\nF,B,15-24,1993\nF,B,25-29,1013\nF,B,30-34,1019\n' >regions.csv
try regions.csv -a sex --where 'region=*'
