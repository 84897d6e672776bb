# What a file is does not change where its first lines cannot be read: they are left out of the head, too.
printf 'segment,sex\nA,Male\nA,Female\nB,Male\n' >campaign.csv
printf 'sex|age|count\nbad\nMale|18-34|100\nMale|35+|120\nFemale|18-34|130\nFemale|35+|140\n' >second.csv
printf 'sex|age|count\nMale|18-34|100\nbad\nMale|35+|120\nbad\nFemale|18-34|130\nFemale|35+|140\n' >third.csv
printf ' sex    | count\n--------+-------\n Male   |   480\n Female |   520\n(2 rows)\n' >dashes.csv
printf 'sep=;\nsex;count\nMale;480\nFemale;520\n' >spreadsheet.csv
printf 'Table 1\nsex,count\nMale,480\nFemale,520\n' >title.csv
for file in second third dashes spreadsheet title; do
	"$SEGBIAS" compare campaign.csv $file.csv --skip-bad -f csv -q | cut -d, -f1-4,8 | head -3
done
"$SEGBIAS" compare campaign.csv title.csv -q
