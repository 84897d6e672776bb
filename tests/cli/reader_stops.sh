# A reader that has seen enough is no failure, and the file is written all the same.
{ "$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -q -f json -o out.csv --charts charts; echo "exit $?" > status; } | head -c 2
cat status
head -1 out.csv | cut -c1-23
ls charts | head -1
