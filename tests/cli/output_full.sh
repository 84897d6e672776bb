"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -f json -o kept.json > /dev/full; echo "exit $?"
"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv > /dev/full; echo "exit $?"
"$SEGBIAS" --help > /dev/full; echo "exit $?"
mkdir folder.json
"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -o folder.json; echo "exit $?"
ls
# A reader that has seen enough is no error.
"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -f csv | head -n 1 | cut -c1-20
echo "${PIPESTATUS[0]}"
