# --opt value, --opt=value, -o value, -ovalue; the last one counts; "--" ends the options.
cp fixtures/club.csv ./-club.csv
for form in "--control holm" "--control=holm" "--control bh --control holm"; do
	"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv $form -f json | grep '"control"'
done
"$SEGBIAS" compare -sgender -aage -fcsv -- fixtures/club.csv fixtures/town.csv | cut -d, -f1-4
"$SEGBIAS" compare -aage -fcsv -- -club.csv fixtures/town.csv | wc -l
