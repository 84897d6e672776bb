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
# A row of bands that is none to the end is not offered, nor one with a gap.
printf 'sex,age,persons\nM,18-34,2101\nM,18-24,871\nM,35-64,3391\nM,65+,1153\nM,30+,5311\nF,18-34,2131\nF,18-24,973\nF,35-64,3593\nF,65+,1409\nF,30+,5501\n' >ends.csv
try ends.csv -a sex
try ends.csv -a sex --where 'age=18-34' --where 'age=35-64' --where 'age=65+'
try ends.csv -a sex --where age=18-34 --where age=18-24 # both are meant, and neither is left out
printf 'sex,age,persons\nM,18-24,2101\nM,20-29,1971\nM,30+,1999\nF,18-24,2131\nF,20-29,1973\nF,30+,1993\n' >gap.csv
try gap.csv -a sex
# A total that is named, with its parts: 15704 and 11861 people are 18 and over, and 8104 and 6605 are 35 and over.
printf 'sex,age,persons\nM,0-17,7572\nM,18-34,7600\nM,35+,8104\nM,18+,15704\nF,0-17,1965\nF,18-34,5256\nF,35+,6605\nF,18+,11861\n' >total.csv
for option in --where --within; do
	try total.csv -a sex $option age=18+
	try total.csv $option age=18+
	try total.csv -a sex $option age=35+
done
try total.csv -a sex --where age=18-34 --where age=18+
try total.csv -a sex --where age=90+
sed '/18+/d; s/^\(.\),35+,/\1,35-59,4000\n\1,60+,/; s/60+,8104/60+,4104/; s/60+,6605/60+,2605/' total.csv >parts.csv
printf 'M,35+,8104\nF,35+,6605\n' >>parts.csv
try parts.csv -a sex --where age=18+
# With a total of all, which a band that is named does not keep from being one; and all as they are.
printf 'M,All ages,23276\nF,All ages,13826\n' >>parts.csv
try parts.csv -a sex --within age=18+
try parts.csv -a sex --within age=60+
try parts.csv -a sex --where 'age=*'
# In a campaign, of something else than ages, and of one column alone.
sed 's/^M/Male/; s/^F/Female/' total.csv >count.csv
"$SEGBIAS" compare count.csv nested.csv --campaign-where age=18+ --where 'age=15-24' -a sex --count persons -q | sed -n 1,4p
# Its own bands that are sums, beyond chance, are left out where the ages are not compared: 27565 and 9537 people. Of few people a sum may be
# chance, as each is an audience of its own: 67 and 29.
printf 'sex,count\nMale,48211\nFemale,50117\n' >sexes.csv
"$SEGBIAS" compare count.csv sexes.csv -a sex --count persons -q | sed -n 2p
printf 'sex,age,reach\nMale,13-17,7\nMale,18-34,11\nMale,35+,19\nMale,18+,30\nFemale,13-17,9\nFemale,18-34,4\nFemale,35+,6\nFemale,18+,10\n' >few.csv
"$SEGBIAS" compare few.csv sexes.csv -a sex --count reach -q | sed -n 2p
sed 's/age/income/' total.csv >income.csv
try income.csv -a sex --where income=18+
grep '^M\|sex' total.csv | cut -d, -f2- >alone.csv
"$SEGBIAS" inspect alone.csv --cells --within age=18+
# Each region has bands of its own.
printf 'sex,region,age,persons\nM,A,15-24,2101\nM,A,25-34,1971\nM,B,15-24,1999\nM,B,25-29,997\nM,B,30-34,1003\nF,A,15-24,2131\nF,A,25-34,1973\nF,B,15-24,1993\nF,B,25-29,1013\nF,B,30-34,1019\n' >regions.csv
try regions.csv -a sex --where 'region=*'
