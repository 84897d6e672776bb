# Bands as offices and spreadsheets write them. By hand: 13 | 20 | 70, 71 are 1, 1, 2 of 4.
printf 'segment,age\nS,13\nS,20\nS,70\nS,71\n' >ages.csv
printf 'age,count\n1: 0-14,1000000\n2: 15-24,2000000\n3: 25-64,3000000\n4: 65+,4000000\n' >numbered.csv
"$SEGBIAS" compare ages.csv numbered.csv -f csv | cut -d, -f1-4,8
printf 'age,count\n"=""0-14""",1000000\n"=""15-24""",2000000\n"=""25+""",7000000\n' >formula.csv
"$SEGBIAS" compare ages.csv formula.csv -f csv | cut -d, -f1-4,8
printf 'age,count\n10代以下,1000000\n20代,2000000\n30代,3000000\n40代以上,4000000\n' >decades.csv
"$SEGBIAS" compare ages.csv decades.csv -f csv | cut -d, -f1-4,8
# Codes of what is not known are nobody's: 65+ is 4 of 10.
printf 'age,count\n- 14,1000000\n15 - 24,2000000\n25 - 64,3000000\n65 -,4000000\n999,5000000\n' >unknown.csv
"$SEGBIAS" compare ages.csv unknown.csv -f csv | cut -d, -f1-4,8
# A band that cannot be read keeps numbers from the others.
printf 'age,count\n0-14,1000000\n15-24x,2000000\n25+,3000000\n' >slip.csv
"$SEGBIAS" compare ages.csv slip.csv -f csv | cut -d, -f1-4,8
# Groups of five years by their first one.
printf 'age,count\n0,1000000\n5,1000000\n10,1000000\n15,1000000\n20,1000000\n25+,4000000\n' >firsts.csv
"$SEGBIAS" compare ages.csv firsts.csv; echo "exit $?"
