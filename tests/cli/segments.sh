# No column is named like one; several are; the user's word; a record without one counts in the whole campaign only.
sed 's/^segment/list/' fixtures/club.csv > list.csv
"$SEGBIAS" compare list.csv fixtures/town.csv -a gender -f csv | cut -d, -f1-4
"$SEGBIAS" compare list.csv fixtures/town.csv -a gender -s LIST -f csv | cut -d, -f1-4
sed '1s/.*/segment,gender,audience,people/' fixtures/club.csv > two.csv
"$SEGBIAS" compare two.csv fixtures/town.csv; echo "exit $?"
sed 's/^Runners/n\/a/' fixtures/club.csv > none.csv
"$SEGBIAS" compare none.csv fixtures/town.csv -a gender -f csv | cut -d, -f1-4
