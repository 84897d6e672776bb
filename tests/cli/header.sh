for file in duplicate_header empty_header header_only empty; do
	"$SEGBIAS" compare fixtures/$file.csv fixtures/town.csv; echo "exit $?"
	"$SEGBIAS" compare fixtures/club.csv fixtures/$file.csv; echo "exit $?"
done
