"$SEGBIAS" compare fixtures/club.csv fixtures/years.csv --where year=2023 -a age; echo "exit $?"
"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -a people; echo "exit $?"
"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -a gendre; echo "exit $?"
"$SEGBIAS" compare fixtures/club.csv fixtures/towns.csv; echo "exit $?"
