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
