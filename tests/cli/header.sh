for file in duplicate_header empty_header header_only empty; do
	"$SEGBIAS" compare fixtures/$file.csv fixtures/town.csv; echo "exit $?"
	"$SEGBIAS" compare fixtures/club.csv fixtures/$file.csv; echo "exit $?"
done
# Trailing delimiters and the index of a data frame are no values; what else has no name is refused.
printf 'segment,sex\nA,Male\nA,Female\nB,Male\n' >campaign.csv
printf 'sex;people;\nMale;4100;\nFemale;4300;\n' >trailing.csv
printf ',sex,people\n0,Male,4100\n1,Female,4300\n' >index.csv
printf ',sex,people\n7,Male,4100\n9,Female,4300\n' >unnamed.csv
printf ",segment,sex\n0,A,Male\n1,A,Female\n2,B,Male\n" >campaign_index.csv
"$SEGBIAS" compare campaign_index.csv index.csv -f csv -q | cut -d, -f1-4,8 | head -4
for file in trailing index unnamed; do
	"$SEGBIAS" compare campaign.csv $file.csv -f csv -q | cut -d, -f1-4,8 | head -3
done
