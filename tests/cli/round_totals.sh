# Totals in round figures under labels that no list of words knows. By hand: without the total, of 1,130 households 640 own
# (56.6 %), 400 rent (35.4 %) and 90 do something else (8.0 %).
shares() {
	cut -d, -f3,4,8 | grep -E "^(value|Owner|Renter|Neither|Spring|Autumn)" | sort -u
}
{
	echo tenure,segment
	for i in 1 2 3 4 5 6; do printf 'Owner,a\nRenter,b\nNeither,a\n'; done
} >homes.csv
for label in 'All tenures' 'Tenure: all' Households 'Gesamtheit der Haushalte'; do
	printf 'tenure,n\n%s,1130\nOwner,640\nRenter,400\nNeither,90\n' "$label" >table.csv
	"$SEGBIAS" compare homes.csv table.csv -f csv >compared; echo "exit $?"
	printf 'tenure,n\nOwner,6400000\nRenter,4000000\nNeither,900000\n%s,11300000\n' "$label" >table.csv
	"$SEGBIAS" compare homes.csv table.csv 2>&1 | head -n 1
done
# The hint answers.
"$SEGBIAS" compare homes.csv table.csv -f csv --within 'tenure=Owner,Renter,Neither' 2>&1 | shares
# Within each sex, 56 and 58 steps: no chance.
printf 'tenure,sex,n\nOwner,M,3200000\nRenter,M,2000000\nNeither,M,400000\nHouseholds,M,5600000\nOwner,F,3200000\nRenter,F,2100000\nNeither,F,500000\nHouseholds,F,5800000\n' >sexes.csv
"$SEGBIAS" compare homes.csv sexes.csv -f csv | shares
# Levels below a total.
printf 'tenure,n\nAll tenures,1130\nOwner,640\nNeither,90\nRenter,400\nfrom a council,150\nprivately,250\n' >levels.csv
"$SEGBIAS" compare homes.csv levels.csv -f csv; echo "exit $?"
"$SEGBIAS" compare homes.csv levels.csv -f csv --within 'tenure=Owner,Neither,Renter' 2>&1 | shares
# Where chance may well have made it a sum, it is a group, and said.
printf 'tenure,n\nHouseholds,5000\nOwner,3000\nRenter,2000\n' >few.csv
"$SEGBIAS" compare homes.csv few.csv -f csv | shares
