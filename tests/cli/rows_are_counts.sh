# A table of counts and its records one by one are the same campaign: same comparisons, byte for byte.
awk -F, 'NR == 1 { print "segment,gender,age" } NR > 1 { for (i = 0; i < $4; i++) print $1 "," $2 "," $3 }' \
	fixtures/club.csv > rows.csv
wc -l < rows.csv
"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -f csv > counts.out &&
"$SEGBIAS" compare rows.csv fixtures/town.csv -f csv > rows.out &&
cmp counts.out rows.out && echo same
