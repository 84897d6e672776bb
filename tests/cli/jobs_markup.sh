# A plan and what inspect finds, as Markdown and as a page: the same words as in the text, with tables; a name is never markup.
"$SEGBIAS" compare data/census.csv --plan 20 -a gender -q -f markdown
printf 'id,e-mail,segment,gender,a|b <script>\n1,ann@example.org,A,Female,20\n2,bob@example.org,B,,31\n3,cy@example.org,B,Male,70\n' > people.csv
"$SEGBIAS" inspect people.csv fixtures/town.csv -q -f markdown
"$SEGBIAS" compare data/census.csv --plan 20 -a gender -q -f html --title 'A <b>plan</b>' | sed '/^<style>$/,/^<\/style>$/d'
"$SEGBIAS" inspect people.csv -q -o page.html -o page.md > people.txt
sed '/^<style>$/,/^<\/style>$/d' page.html
"$SEGBIAS" inspect people.csv -q -f markdown | cmp - page.md && "$SEGBIAS" inspect people.csv -q | cmp - people.txt && echo "the same"
"$SEGBIAS" inspect people.csv fixtures/town.csv -q -f html --lang ar | head -n 2
"$SEGBIAS" compare data/census.csv --plan 20 -q -f html --lang ar | head -n 2
# Formats that they do not have.
"$SEGBIAS" inspect people.csv -o page.csv
"$SEGBIAS" inspect people.csv --cells -f markdown
