"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -f csv > file.out
"$SEGBIAS" compare - fixtures/town.csv -f csv < fixtures/club.csv | cmp - file.out && echo campaign
cat fixtures/town.csv | "$SEGBIAS" compare fixtures/club.csv - -f csv | cmp - file.out && echo reference
"$SEGBIAS" compare - - < fixtures/club.csv
