# Limits between which the figures lie, whatever their columns are called, are none that may be passed over: 4,900 of 10,000 men give or
# take 2,900 show nothing. By hand: half the width of 2,000 to 7,800.
i=0
while [ $i -lt 176 ]; do echo Male; i=$((i + 1)); done >men
i=0
while [ $i -lt 424 ]; do echo Female; i=$((i + 1)); done >women
{ echo gender; cat men women; } >campaign.csv
show() { # NAMES [OPTION…]
	printf 'sex,count,%s\nMale,4900,2000,7800\nFemale,5100,2200,8000\n' "$1" >table.csv
	shift
	"$SEGBIAS" compare campaign.csv table.csv -s none "$@" 2>&1 | grep -E '^  (Male|Female) |margins|hint: .*(limit|standard)'
	echo
}
show lower,upper
show lower,upper --moe-level 95%
show lower,upper --reference-kind population
show Untergrenze,Obergrenze
show min,max
show lwr,upr
# One measure of how sure it is.
printf 'sex,count,uncertainty\nMale,4900,1480\nFemale,5100,1479\n' >table.csv
"$SEGBIAS" compare campaign.csv table.csv -s none 2>&1 | grep -E 'margins|hint'
# Shares: the limits are no figures to compare.
printf 'sex,percent,lower,upper\nMale,49,20,78\nFemale,51,22,80\n' >table.csv
"$SEGBIAS" compare campaign.csv table.csv -s none 2>&1 | grep -E 'several|margins|hint'
# Columns so called that are no limits of the count: ends of bands, limits of an average.
printf 'sex,min,max,count\nMale,0,20,490\nFemale,0,30,510\n' >table.csv
"$SEGBIAS" compare campaign.csv table.csv -s none 2>&1 | grep -E '^  (Male|Female) |margins'
printf 'sex,count,mean income,lower,upper\nMale,4900,31000,29000,33000\nFemale,5100,32000,30000,34000\n' >table.csv
"$SEGBIAS" compare campaign.csv table.csv -s none 2>&1 | grep -E '^  (Male|Female) |margins'
printf 'age from,age to,count\n18,24,20\n25,34,30\n35,64,50\n' >table.csv
printf 'age\n19\n30\n40\n50\n' >ages.csv
"$SEGBIAS" compare ages.csv table.csv -s none 2>&1 | grep -E '^  [0-9-]* |margins'
