printf '\377\376a\0' > utf16.csv
printf '\375\067zXZ\0' > xz.csv
for file in nosuch.csv . utf16.csv xz.csv; do
	"$SEGBIAS" compare $file fixtures/town.csv; echo "exit $?"
done
