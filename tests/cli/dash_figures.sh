# A dash alone among the figures of a long table: nobody, or hidden, which the file's notes say and an option decides. Column by column it
# is nobody.
printf 'region,people\nA,403\nB,-\nC,251\n' >plain.csv
printf 'Gebiet;Anzahl\nA;403\nB;\342\200\223\nC;251\n' >dash.csv
for file in plain.csv dash.csv; do
	"$SEGBIAS" inspect $file --cells; echo "exit $?"
	"$SEGBIAS" inspect $file --cells --hidden-max 0 -q
	"$SEGBIAS" inspect $file --cells --hidden-max 4 -q
done
printf 'region,Male,Female\nA,403,391\nB,-,12\nC,251,260\n' >wide.csv
"$SEGBIAS" inspect wide.csv --cells --attributes sex,region -q
