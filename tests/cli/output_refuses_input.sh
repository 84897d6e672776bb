cp fixtures/club.csv fixtures/town.csv .
ln -s club.csv link.csv
ln town.csv hard.csv
for file in club.csv ./club.csv link.csv town.csv hard.csv; do
	"$SEGBIAS" compare club.csv town.csv -o $file; echo "exit $?"
done
"$SEGBIAS" compare - town.csv -o club.csv < club.csv; echo "exit $?"
"$SEGBIAS" compare club.csv town.csv -o twice.json -o twice.json; echo "exit $?"
cmp club.csv fixtures/club.csv && cmp town.csv fixtures/town.csv && ls
