"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -f ndjson -a gender
