printf '\377\376\0\0a\0\0\0' > utf32.csv
printf '\375\067zXZ\0' > xz.csv
for file in nosuch.csv . utf32.csv xz.csv; do
	"$SEGBIAS" compare $file fixtures/town.csv; echo "exit $?"
done
