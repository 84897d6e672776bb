"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -f csv > comma.out
for to in '\t' ';' '|'; do
	tr , "$to" < fixtures/club.csv > club.txt
	tr , "$to" < fixtures/town.csv > town.txt
	"$SEGBIAS" compare club.txt town.txt -f csv | cmp - comma.out && echo same
done
# One that is never guessed, and one that is wrong.
tr , : < fixtures/club.csv > club.txt
"$SEGBIAS" compare club.txt fixtures/town.csv --delimiter : -f csv | cmp - comma.out && echo same
"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv --delimiter tab
# A title above tabs, whose first column has no name: no file of one column.
printf 'Population by age\n\n\tPeople\nTotal\t500\n0-17\t200\n18+\t300\n' >titled.tsv
"$SEGBIAS" inspect titled.tsv --cells; echo "exit $?"
