# Counts, shares and percentages of the same town.
for unit in town town_share town_percent; do
	"$SEGBIAS" compare fixtures/club.csv fixtures/$unit.csv -f csv | md5sum
done
"$SEGBIAS" compare fixtures/club.csv fixtures/town_percent.csv -f json | grep -E '"(kind|total|shape|reference_share)"' | head -3
