# Titles, comments and "key:,value" lines above a table, footnotes and totals of all below it: notes name them, and the
# table is read as it would be without them.
cells() {
	"$SEGBIAS" inspect "$1" --cells 2>&1
}
printf 'sex,count\nMale,480\nFemale,520\n' >plain.csv
cells plain.csv
{ printf '"Population by sex"\n"Date :","2023"\n"Age :","Aged 16-64"\n\n'; cat plain.csv; } >title.csv
cells title.csv
{ printf '# ---------\n# All users\n# \n# Start date: 20250701\n'; cat plain.csv; } >comment.csv
cells comment.csv
{ cat plain.csv; printf '\nReport time:,2025/10/01\n"Copyright, an office"\n'; } >foot.csv
cells foot.csv
{ cat plain.csv; printf '_____\nSource: an office\n'; } >rule.csv
cells rule.csv
# A note may span lines, and a semicolon be the delimiter.
printf '"A title\nof two lines"\n\nsex;age;count\nMale;18-34;1.480\nMale;35+;2.520\nFemale;18-34;1.300\nFemale;35+;2.100\n\n"-";"a note"\n' >lines.csv
cells lines.csv
# Totals of all of it stand in the first column, whatever it is.
printf 'Age report\nStatus,Age,Campaign,Impr.,Cost\nOn,18-34,A,"1,000",1.50\nOn,35+,A,"2,000",2.00\nTotal: Ages,,,"3,000",3.50\nTotal: Account,,,"3,000",3.50\n' >totals.csv
cells totals.csv
printf 'Age,Sex,Cost,Impressions\n18-34,Male,1.0,100\n18-34,Female,1.5,120\n35+,Male,2.0,200\n35+,Female,2.5,210\nTotal of 4 results,-,7.0,630\n' >results.csv
cells results.csv
printf '# Free form\nSex,Active users\n,800,Grand total\nmale,350\nfemale,450\n' >longer.csv
cells longer.csv
# A bad cell is named by its line in the file.
printf 'Title\n\nsex,age,count\nMale,18-34,1\nMale,35+,x2\nFemale,18-34,3\nFemale,35+,4\n' >bad.csv
cells bad.csv
printf '# Free form\nSex,Age,count\n,,10,Grand total\nmale,18+,3\nfemale,18+,<5\nmale,0-17,1\nfemale,0-17,1\n' >masked.csv
cells masked.csv
# What is not explained is left to the reader: a truncated header, a record that is cut, rows behind a blank line.
printf 'sex\nMale,480\nFemale,520\n' >names.csv
cells names.csv
printf 'name,city,sex\nA,Rome,Male\nB,Rome,Female\nC\n' >cut.csv
cells cut.csv
printf 'sex,count\nMale,480\n\nFemale,520\nD,1\n' >gap.csv
cells gap.csv
# How many lines stand above the header.
"$SEGBIAS" inspect title.csv -f json 2>&1 | grep preamble_lines
"$SEGBIAS" inspect plain.csv -f json 2>&1 | grep preamble_lines
