# The last band of ages ends at 120. By hand: 20 | 70, 120; 121, 999 and two years are no ages.
printf 'age,count\n18-64,6000000\n65+,2000000\n' >ref.csv
printf 'segment,age\nS,20\nS,70\nS,120\nS,121\nS,999\nS,1950\nS,1950\nS,30\nS,31\n' >some.csv
"$SEGBIAS" compare some.csv ref.csv -f csv | cut -d, -f1-4,8
# Most are years: they are not ages, whatever the universe.
printf 'segment,age\nS,1935\nS,1950\nS,1988\nS,40\n' >years.csv
"$SEGBIAS" compare years.csv ref.csv; echo "exit $?"
"$SEGBIAS" compare years.csv ref.csv --within 'age=65+'; echo "exit $?"
# Of money the same numbers are as good as any.
printf 'income,count\nunder 1000,6000000\n1000+,2000000\n' >money.csv
printf 'segment,income\nS,1935\nS,999\n' >paid.csv
"$SEGBIAS" compare paid.csv money.csv -f csv | cut -d, -f1-4,8
