# A thousands separator in the count column is read: 900 and 1,234 of 2,134.
printf 'segment,gender,count\nA,Female,900\nA,Male,"1,234"\n' > club.csv
"$SEGBIAS" compare club.csv fixtures/town.csv -f csv | cut -d, -f1-5; echo "exit $?"
"$SEGBIAS" compare club.csv fixtures/town.csv -f csv --count count | cut -d, -f1-5
printf 'gender,age,count\nFemale,18-34,900\nMale,18-34,"1,234"\n' > town.csv
"$SEGBIAS" compare fixtures/club.csv town.csv -s none -a gender -f csv | cut -d, -f1-4,8
# What is no number is an error with its place, never a file of single records.
printf 'segment,gender,count\nA,Female,900\nA,Male,12x4\n' > bad.csv
"$SEGBIAS" compare bad.csv fixtures/town.csv; echo "exit $?"
printf 'gender,age,count\nFemale,18-34,900\nMale,18-34,12x4\n' > bad_town.csv
"$SEGBIAS" compare fixtures/club.csv bad_town.csv; echo "exit $?"
"$SEGBIAS" compare bad.csv fixtures/town.csv --count count; echo "exit $?"
printf 'segment,gender,count\nA,Female,900\nA,Male,1.5\n' > half.csv
"$SEGBIAS" compare half.csv fixtures/town.csv; echo "exit $?"
