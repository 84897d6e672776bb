# Several tables in a file are refused with their names; --section takes one, by its title, first column or number.
printf '# Snapshot\nDay,Active users\n0000,12\n0001,15\n\n# Start date: 20250701\nCountry,Active users\nFrance,20\nSpain,10\n' >snapshot.csv
printf 'Users by sex\nSex,Users\nfemale,450\nmale,350\n\nUsers by age\nAge,Users\n18-34,300\n35+,500\n' >titles.csv
printf 'segment,sex\nA,female\nA,male\nB,male\n' >campaign.csv
# A blank line alone between them, and names of which one stands in the header, too.
printf 'Age,Users\n18-34,310\n35+,520\n\nGender,Users\nmale,400\nfemale,430\n' >blank.csv
for file in snapshot.csv titles.csv blank.csv; do
	"$SEGBIAS" inspect $file --cells; echo "exit $?"
done
"$SEGBIAS" inspect blank.csv --cells --section Gender; echo "exit $?"
"$SEGBIAS" inspect snapshot.csv --cells --section country; echo "exit $?"
"$SEGBIAS" inspect titles.csv --cells --section 'Users by age'; echo "exit $?"
"$SEGBIAS" inspect titles.csv --cells --section 1; echo "exit $?"
"$SEGBIAS" inspect titles.csv --cells --section city; echo "exit $?"
"$SEGBIAS" compare campaign.csv titles.csv; echo "exit $?"
"$SEGBIAS" compare campaign.csv titles.csv --reference-section sex -f csv | cut -d, -f1-5 | head -3
# One table has no sections, and a repeated header begins none.
"$SEGBIAS" inspect campaign.csv --cells --section sex; echo "exit $?"
printf 'sex,count\nMale,480\n\nsex,count\nFemale,520\n' | "$SEGBIAS" inspect - --cells
