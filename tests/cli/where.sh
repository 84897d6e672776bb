"$SEGBIAS" compare fixtures/club.csv fixtures/years.csv; echo "exit $?"
"$SEGBIAS" compare fixtures/club.csv fixtures/years.csv --where year=2022 -f csv | cut -d, -f1-4,8
# Both together: 2,420 of 4,000 thousand.
"$SEGBIAS" compare fixtures/club.csv fixtures/years.csv --where year=2022 --where year=2023 -f csv | cut -d, -f1-4,8
"$SEGBIAS" compare fixtures/club.csv fixtures/years.csv --where year=1999; echo "exit $?"
"$SEGBIAS" compare fixtures/club.csv fixtures/years.csv --where yaer=2022; echo "exit $?"
