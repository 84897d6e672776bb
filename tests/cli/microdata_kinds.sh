# The same people as the whole population: exact binomials, no note.
"$SEGBIAS" compare fixtures/club.csv fixtures/panel.csv --reference-kind population -f csv | cut -d, -f1-4,8-11,15,22
