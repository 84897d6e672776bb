# A page: charts are left out with one sentence where gnuplot is missing, and it loads and runs nothing.
SEGBIAS_GNUPLOT=/nonexistent "$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -q -f html --title 'A <b>title</b> & more' > page.html
sed '/^<style>$/,/^<\/style>$/d' page.html
grep -c '<script\|javascript:\|http:\|https:\| on[a-z]*=\|url(' page.html
SEGBIAS_GNUPLOT=/nonexistent "$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -q -o page.html -o page.md > page.txt
SEGBIAS_GNUPLOT=/nonexistent "$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -q --lang ar -f html | head -n 2
