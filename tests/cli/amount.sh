# Shares of money, by hand: A has 1,650.75, of it Female 1,400.50 (84.8 %) where the reference has 51 %: 1650.75 * .51 - 1400.5 =
# -558.6175. Nothing is tested, and a negative amount is an error.
printf '%s\n' segment,gender,age,users,spend A,Female,18-34,100,1000.50 A,Male,18-34,20,250.25 A,Female,35-54,30,400 A,Male,55+,9,0 \
	B,Female,18-34,7,99.25 B,Male,,4,150 B,X,35-54,2,100 > spend.csv
"$SEGBIAS" compare spend.csv fixtures/town.csv --amount spend
"$SEGBIAS" compare spend.csv fixtures/town.csv --amount spend -s none -q -f csv | cut -d, -f2-8,12-15,22-24
"$SEGBIAS" compare spend.csv fixtures/town.csv --amount spend -q -f json | grep -E '"(amount|family|segments|whole|unclear)":'
sed 's/,150$/,-150/' spend.csv > negative.csv
"$SEGBIAS" compare negative.csv fixtures/town.csv --amount spend; echo "exit $?"
"$SEGBIAS" compare negative.csv fixtures/town.csv --amount spend --skip-bad -s none -a gender -q -f csv | cut -d, -f2-5
"$SEGBIAS" compare spend.csv fixtures/town.csv --amount spend -w users; echo "exit $?"
"$SEGBIAS" inspect spend.csv --amount spend
