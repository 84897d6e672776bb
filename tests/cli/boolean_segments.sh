# Segments that overlap: sport = 120+60+40+30, news = 40+30+20+70; a blank cell is no member, and is counted.
"$SEGBIAS" compare fixtures/topics.csv fixtures/town.csv -s sport,news -f csv | cut -d, -f1-5,22
"$SEGBIAS" compare fixtures/topics.csv fixtures/town.csv -s sport,news -f json 2>/dev/null | grep -E '"(associations|segment)":'
printf 'sport,news,gender\n1,2,Female\n' > bad.csv
"$SEGBIAS" compare bad.csv fixtures/town.csv -s sport,news
