# Bands that share an edge: 18-30, 30-50. By hand: 29 | 30, 49 | 50, 77 are 1, 2, 2 of 5.
printf 'segment,age\nS,29\nS,30\nS,49\nS,50\nS,77\n' >ages.csv
printf 'age,count\n18-30,200000\n30-50,400000\n50+,400000\n' >touching.csv
"$SEGBIAS" compare ages.csv touching.csv -f csv | cut -d, -f1-4,8
# Bands within others: 18+ is 10 + 50 + 20 and left out, so that 50+ is 20 of 80.
printf 'age,count\n18+,8000000\n18-29,1000000\n30-49,5000000\n50+,2000000\n' >nested.csv
"$SEGBIAS" compare ages.csv nested.csv -f csv | cut -d, -f1-4,8
# Without a sum there is no telling who is in which.
printf 'age,count\n18+,8000000\n50+,2000000\n' >overlap.csv
"$SEGBIAS" compare ages.csv overlap.csv; echo "exit $?"
# In a campaign they say who was meant.
printf 'segment,age,sex\nS,18+,f\nS,18-29,f\nS,50+,m\n' >meant.csv
printf 'attribute,value,count\nage,18-29,1000000\nage,30+,5000000\nsex,f,3\nsex,m,3\n' >bands.csv
"$SEGBIAS" compare meant.csv bands.csv; echo "exit $?"
# Single years are added up into the campaign's bands: 17 | 18, 19 | 20 to 22.
printf 'age,count\n22,1000000\n17,1000000\n9,1000000\n18,1000000\n19,2000000\n20,3000000\n21,1000000\n' >years.csv
printf 'segment,age\nS,18-19\nS,20 and over\nS,18-19\n' >campaign.csv
"$SEGBIAS" compare campaign.csv years.csv -f csv | cut -d, -f1-4,8
"$SEGBIAS" compare campaign.csv years.csv --within 'age=18+' -f csv | cut -d, -f1-4,8
# A band that cannot be read is said to be one, once.
printf 'age,count\nF18-29,1000000\nF30+,2000000\n' >unread.csv
"$SEGBIAS" compare ages.csv unread.csv -f csv | cut -d, -f1-4,8
