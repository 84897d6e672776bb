"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -f csv > plain.out
sed 's/$/\r/' fixtures/club.csv > crlf.csv
{ printf '\357\273\277'; cat fixtures/club.csv; } > bom.csv
awk 'NR % 2 { printf "%s\r\n", $0; next } { print }' fixtures/club.csv > mixed.csv
head -c -1 fixtures/club.csv > unended.csv
for file in crlf bom mixed unended; do
	"$SEGBIAS" compare $file.csv fixtures/town.csv -f csv | cmp - plain.out && echo $file
done
{ printf '\357\273\277'; sed 's/$/\r/' fixtures/town.csv; } > reference.csv
"$SEGBIAS" compare fixtures/club.csv reference.csv -f csv | cmp - plain.out && echo reference
"$SEGBIAS" compare bom.csv fixtures/town.csv -f json | grep encoding
