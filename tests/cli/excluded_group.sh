# Nobody of 800 is 55+, where 256 would be: under, whatever PSI says. p_flag = 2 * .744 ** 800 = 3.625588e-103.
"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -a age -f csv | grep 'Runners,age,55+' | cut -d, -f1-9,13,17,22
"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -a age | grep 'Runners, age 55+'
# Beside unmatched records it is never called excluded; robust: 200/1000 of .32 would still be an index of 62.5.
{ cat fixtures/club.csv; echo 'Runners,Female,fifty-five,200'; } > unmatched.csv
"$SEGBIAS" compare unmatched.csv fixtures/town.csv -a age -f csv | grep 'Runners,age,55+' | cut -d, -f1-5,22-24
"$SEGBIAS" compare unmatched.csv fixtures/town.csv -q -a age | grep 'Runners, age 55+'
