printf '\377\376a\0' > utf16.csv
printf '\037\213\010' > gzip.csv
for file in nosuch.csv . utf16.csv gzip.csv; do
	"$SEGBIAS" compare $file fixtures/town.csv; echo "exit $?"
done
