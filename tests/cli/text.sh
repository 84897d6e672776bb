"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv
