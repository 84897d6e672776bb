# Tables as they are printed: an empty corner, headings without figures above the rows that are of them.
try() # FILE OPTION...
{
	"$SEGBIAS" inspect "$@" --cells; echo "exit $?"
}
blocks='Men,\n18-24,210\n25-34,320\n35-64,470\nWomen,\n18-24,205\n25-34,340\n35-64,555\n'
printf "Age,Persons\n$blocks" >headings.csv
printf ",Persons\n$blocks" >corner.csv
printf 'Sex,Age,Persons\nMen,,\n,18-24,210\n,25-34,320\nWomen,,\n,18-24,205\n,25-34,340\n' >columns.csv
for file in headings corner columns; do
	try $file.csv
	try $file.csv --count Persons
done
try headings.csv --count Persons --skip-bad
printf ',Persons\n18-24,211\n25-34,323\n35-64,477\n' >bands.csv
try bands.csv --count Persons
# People of whom a value is not known are no headings.
printf 'sex,age\nF,31\nM,\nF,\nM,42\nF,31\nM,42\n' >people.csv
try people.csv
# Boys and girls beside men and women are of one attribute where they are not quite as many; what is meant can be said.
printf 'person,persons\nMen,5280\nWomen,5377\nBoys,4810\nGirls,5385\n' >four.csv
try four.csv
printf 'person,persons\nMen,5280\nWomen,5377\nBoys,5310\nGirls,5347\n' >same.csv
try same.csv
try same.csv --within person=Men,Women,Boys,Girls
# Values that --within takes are of an attribute, whatever the column is called; the hint types as it stands.
printf 'Group,Persons\nMen,1231\nWomen,1272\n15-24,441\n25-44,800\n45-64,731\n65+,531\n' >group.csv
try group.csv
try group.csv --within Group=Men,Women
try group.csv --within Group=15-24,25-44,45-64,65+
# A row without a figure is no heading where it is the only one, where nothing below repeats what stood below another, where its label
# stands elsewhere, and where no figures follow it: its figure is missing.
printf 'Sex,Age,Persons\nAdults,,\nMen,18-24,211\nMen,25-34,323\nWomen,18-24,207\nWomen,25-34,341\n' >one.csv
printf 'Place,Persons\nAfrica,\nKenya,5213\nMali,2197\nAsia,\nIndia,14081\nLaos,747\n' >places.csv
printf 'Place,Persons\nKenya,\nMali,2299\nTogo,\nLaos,757\nKenya,5313\nTogo,6071\nKenya,7219\nTogo,8083\n' >again.csv
printf 'Place,Persons\nKenya,5213\nMali,\nLaos,\nKenya,5313\nKenya,1117\nKenya,757\n' >ends.csv
for file in one places again ends; do
	try $file.csv --count Persons
done
# The same where --map gives the column another name: it may be called by either.
printf 'sex\nMen\nWomen\nMen\n' >people2.csv
for name in sex Group; do
	"$SEGBIAS" compare people2.csv group.csv --map sex=Group --within $name=Men,Women -q | sed -n 2,4p
done
# Nor do the rows that --where takes say of which heading they are, where it leaves the headings themselves out: England's 3503 + 2923
# of London would be a figure of nowhere. By a column that has the heading's label the rows say it.
printf 'Age,Population\nEngland,\n15-24,3503\n25-54,10007\n55+,6511\nLondon,\n15-24,2923\n25-54,2627\n55+,1731\n' >where.csv
for ages in 15+ 15-24 55+; do
	try where.csv --where Age=$ages
	try where.csv --where Age=$ages --count Population
done
printf 'Age,Sex,Region,Population\nEngland,,,\n15-24,M,England,3503\n25-54,M,England,1303\n15-24,F,England,2503\n25-54,F,England,3503\nWales,,,\n15-24,M,Wales,503\n25-54,M,Wales,303\n15-24,F,Wales,503\n25-54,F,Wales,503\n' >said.csv
try said.csv --where Region=Wales --count Population
try said.csv --where Sex=M --count Population
sed 's/,England,/,A,/; s/,Wales,/,B,/' said.csv >unsaid.csv
try unsaid.csv --where Region=A --count Population
try unsaid.csv --where Sex=M --count Population
# Single years under headings: nearly all of the column are numbers.
{ echo Age,Population; echo England,; seq 0 40 | sed 's/$/,1003/'; echo London,; seq 0 40 | sed 's/$/,307/'; } >years.csv
try years.csv --where Age=15+ --count Population
