"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -o a.csv -o b.json -o c.ndjson -o d.txt > text.out
cmp text.out d.txt && echo text
"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -f csv | cmp - a.csv && echo csv
"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -f json | cmp - b.json && echo json
"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -f ndjson | cmp - c.ndjson && echo ndjson
# A failure leaves every file as it was, and no file beside it.
echo old > a.csv
rm b.json c.ndjson d.txt
"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -o a.csv -o nowhere/b.json; echo "exit $?"
"$SEGBIAS" compare fixtures/ragged.csv fixtures/town.csv -o a.csv -o b.json; echo "exit $?"
"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -o a.csv -o ./a.csv; echo "exit $?"
cat a.csv
ls
