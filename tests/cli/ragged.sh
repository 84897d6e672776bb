"$SEGBIAS" compare fixtures/ragged.csv fixtures/town.csv
