printf 'attribute,value,share\ngender,Female,0.51\ngender,Male,0.40\n' > short.csv
"$SEGBIAS" compare fixtures/club.csv short.csv; echo "exit $?"
printf 'attribute,value,share\ngender,Female,51\ngender,Male,49\n' > hundred.csv
# Shares above 1 that sum to 100 are percents.
"$SEGBIAS" compare fixtures/club.csv hundred.csv -s none -f csv | cut -d, -f2-4,8
printf 'attribute,value,share\ngender,Female,51\ngender,Male,46\n' > ninety-seven.csv
"$SEGBIAS" compare fixtures/club.csv ninety-seven.csv; echo "exit $?"
# Rounding is no fault: thirds to two digits.
printf 'attribute,value,share\nage,18-34,0.33\nage,35-54,0.33\nage,55+,0.33\n' > thirds.csv
"$SEGBIAS" compare fixtures/club.csv thirds.csv -s none -f csv | cut -d, -f2-4,8
printf 'attribute,value,count\ngender,Female,10\ngender,Female,12\n' > twice.csv
"$SEGBIAS" compare fixtures/club.csv twice.csv; echo "exit $?"
