"$SEGBIAS" compare fixtures/unclosed.csv fixtures/town.csv
