# B has 70 records; with --min-n 71 it is not tested, and the family is A's 5 values.
"$SEGBIAS" compare fixtures/ages.csv fixtures/age_bands.csv -f csv --min-n 71 | grep '^[AB]' | cut -d, -f1-5,15,16,22,23
"$SEGBIAS" compare fixtures/ages.csv fixtures/age_bands.csv -f json --min-n 71 | grep -A3 '"family"'
