"$SEGBIAS" compare fixtures/nul.csv fixtures/town.csv
