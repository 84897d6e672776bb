"$SEGBIAS" compare fixtures/club.csv fixtures/town_joint.csv -f json | sed -n '/^ "mapping"/,$p' > plain.out
{ head -1 fixtures/club.csv; tail -n +2 fixtures/club.csv | sort -r; } > club.csv
{ head -1 fixtures/town_joint.csv; tail -n +2 fixtures/town_joint.csv | sort -k2 -t, -r; } > town.csv
"$SEGBIAS" compare club.csv town.csv -f json | sed -n '/^ "mapping"/,$p' | cmp - plain.out && echo same
