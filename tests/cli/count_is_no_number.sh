# A thousands separator in the count column is an error with its place, never a file of single records.
printf 'segment,gender,count\nA,Female,900\nA,Male,"1,234"\n' > club.csv
"$SEGBIAS" compare club.csv fixtures/town.csv > out 2> err; echo "exit $? $(wc -l < out) $(grep -c '^club.csv:3:8: error' err)"
printf 'gender,age,count\nFemale,18-34,900\nMale,18-34,"1,234"\n' > town.csv
"$SEGBIAS" compare fixtures/club.csv town.csv > out 2> err; echo "exit $? $(wc -l < out) $(grep -c '^town.csv:3:12: error' err)"
"$SEGBIAS" compare club.csv fixtures/town.csv --count count; echo "exit $?"
printf 'segment,gender,count\nA,Female,900\nA,Male,1.5\n' > half.csv
"$SEGBIAS" compare half.csv fixtures/town.csv; echo "exit $?"
