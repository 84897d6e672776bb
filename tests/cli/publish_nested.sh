# Columns of which one tells of another (--publish): of 63 in France 60 are of Paris, so that 3 are of Lyon, whatever else the table by city
# withholds. So a city of the same country is withheld with Lyon, as of each country it is told how many there are.
rows() { # count, country, city, segment
	for i in $(seq "$1"); do echo "$2,$3,$4"; done
}
cities() { # of Lyon in the first segment
	echo country,city,segment
	rows "$1" FR Lyon Mail
	rows 60 FR Paris Mail
	rows 15 DE Ulm Mail
	rows 20 DE Bonn Mail
	rows 37 FR Lyon Web
	rows 40 FR Paris Web
	rows 10 DE Ulm Web
	rows 30 DE Bonn Web
}
printf 'country,city,people\nFR,Lyon,500000\nFR,Paris,2000000\nDE,Ulm,120000\nDE,Bonn,300000\n' > reference.csv
publish() {
	"$SEGBIAS" "$@" campaign.csv reference.csv --publish 5
	echo "exit $?"
}
counts() {
	publish compare -q -f csv "$@" | cut -d, -f1-4
}
cities 3 > campaign.csv
counts
# By itself any city is withheld with Lyon: Ulm, of which fewest are.
counts -a city
# Four of Paris in Germany hide too little; five hide.
rows 4 DE Paris Web >> campaign.csv
counts
rows 1 DE Paris Web >> campaign.csv
counts
# Three are of Spain, and no city of Spain can be withheld with Vigo, nor a country with Spain, that the cities would not tell.
cities 13 > campaign.csv
rows 3 ES Vigo Mail >> campaign.csv
rows 30 ES Vigo Web >> campaign.csv
sed -i '$aES,Vigo,300000' reference.csv
publish compare
publish check
publish compare -a city,country -o report.html -o report.md -o report.csv --charts charts
ls
# Either column by itself is published.
for column in country city; do counts -a $column; done
# Nothing is withheld, or there is nobody who could read it.
cities 13 > campaign.csv
counts
cities 3 > campaign.csv
"$SEGBIAS" compare campaign.csv reference.csv -q -f csv | cut -d, -f1-4
# A column that is missing for all of a country, and one that is called otherwise.
{
	echo Land,Kanton,segment
	rows 3 CH Bern Mail
	rows 60 CH Basel Mail
	rows 20 DE '' Mail
	rows 40 CH Bern Web
	rows 40 CH Basel Web
	rows 30 DE '' Web
} > campaign.csv
printf 'attribute,value,count\nLand,CH,8000000\nLand,DE,80000000\nKanton,Bern,1000000\nKanton,Basel,200000\n' > reference.csv
counts
# What columns that tell of each other show tells nothing of a third, with which they have nothing to do.
{
	echo country,city,sex,segment
	for sex in F M; do
		for i in $(seq 7); do cities $((9 + i)) | sed "1d; s/,\\([^,]*\\)\$/,$sex,\\1/"; done
	done
	rows 2 FR Paris,X Mail
	rows 2 DE Ulm,X Web
} > sexes.csv
printf 'attribute,value,count\ncountry,FR,2500000\ncountry,DE,420000\ncity,Lyon,500000\ncity,Paris,2000000\ncity,Ulm,120000\ncity,Bonn,300000\nsex,F,1500000\nsex,M,1400000\nsex,X,20000\n' > sexes_reference.csv
"$SEGBIAS" compare sexes.csv sexes_reference.csv --publish 5 -q -f csv | cut -d, -f1-4
for order in 3,1,2 1,3,2; do
	awk -F, -v order=$order '{ split(order, at, ","); print $at[1] "," $at[2] "," $at[3] "," $4 }' sexes.csv > turned.csv
	"$SEGBIAS" compare turned.csv sexes_reference.csv --publish 5 -q > published
	echo "exit $?"
done
# A hint leaves what can be published, however many columns tell of each other.
awk -F, 'BEGIN { OFS = "," } NR == 1 { print $1, $2, "iso,state,sex,segment"; next } { print $1, $2, $1 "-", ($1 == "ES" ? "South" : "North"), NR % 2 ? "F" : "M", $3 }' <(cities 13; rows 3 ES Vigo Mail; rows 30 ES Vigo Web) > many_names.csv
printf 'attribute,value,count\ncountry,FR,25\ncountry,DE,42\ncountry,ES,30\ncity,Lyon,5\ncity,Paris,20\ncity,Ulm,12\ncity,Bonn,30\ncity,Vigo,30\niso,FR-,25\niso,DE-,42\niso,ES-,30\nstate,North,67\nstate,South,30\nsex,F,5\nsex,M,5\n' > many_reference.csv
"$SEGBIAS" compare many_names.csv many_reference.csv --publish 5 -q > published
echo "exit $?"
"$SEGBIAS" compare many_names.csv many_reference.csv --publish 5 -q -f csv -a country,sex | cut -d, -f1-4
# One that two others tell together: how many of both are yes. Of 100 with a car 40 have a dog, …
both() { # count, car, dog, both, segment
	for i in $(seq "$1"); do echo "$2,$3,$4,$5"; done
}
{
	echo car,dog,both,segment
	both 3 yes yes two Mail
	both 30 yes no one Mail
	both 20 no yes one Mail
	both 40 no no none Mail
	both 30 yes yes two Web
	both 40 yes no one Web
	both 30 no yes one Web
	both 60 no no none Web
} > campaign.csv
printf 'attribute,value,count\ncar,yes,500000\ncar,no,500000\ndog,yes,300000\ndog,no,700000\nboth,two,100000\nboth,one,500000\nboth,none,400000\n' > reference.csv
publish compare
publish compare -a car,dog -q -f csv | cut -d, -f1-4
# Which of the three is told does not matter: whoever has a car or a dog is told by both, and neither by the other two.
awk -F, 'BEGIN { OFS = "," } { print NR == 1 ? "any" : $3 == "none" ? "no" : "yes", $1, $2, $4 }' campaign.csv > any.csv
printf 'attribute,value,count\nany,yes,700000\nany,no,300000\ncar,yes,500000\ncar,no,500000\ndog,yes,300000\ndog,no,700000\n' > any_reference.csv
for columns in any,car,dog car,any,dog car,dog,any; do
	cut -d, -f1-4 any.csv | awk -F, -v order=$columns 'NR == 1 { split(order, names, ","); for (i = 1; i < 4; i++) at[$i] = i } { print $at[names[1]] "," $at[names[2]] "," $at[names[3]] "," $4 }' > turned.csv
	"$SEGBIAS" compare turned.csv any_reference.csv -q --publish 24
	echo "exit $?"
done
# Of a column that is not compared nothing is published where it tells of one that is.
sed '1s/both/licence/; s/^yes,\(.*\),\(two\|one\)/yes,\1,A/; s/^no,\(.*\),\(none\|one\)/no,\1,/' campaign.csv > licence.csv
"$SEGBIAS" compare licence.csv reference.csv -q --publish 35 -f json > licence.json
/usr/bin/python3 -c 'import json
for row in json.load(open("licence.json"))["incomplete"]: print(row["segment"], row["column"], row["rows"], row["missing"])'
# A tally holds what its options count.
cities 3 > campaign.csv
printf 'country,city,people\nFR,Lyon,500000\nFR,Paris,2000000\nDE,Ulm,120000\nDE,Bonn,300000\n' > reference.csv
"$SEGBIAS" tally campaign.csv reference.csv -o plain.tally
"$SEGBIAS" tally campaign.csv reference.csv --publish 5 -o pairs.tally
for tally in plain pairs; do
	"$SEGBIAS" compare $tally.tally reference.csv --publish 5 -q -f csv > published
	echo "exit $?"
	cut -d, -f1-4 published
done
"$SEGBIAS" compare plain.tally reference.csv -a city --publish 5
"$SEGBIAS" compare pairs.tally reference.csv -q -f json | sed '/"bytes"\|"sha256"\|"name"\|"path"/d' > pairs.json
"$SEGBIAS" compare plain.tally reference.csv -q -f json | sed '/"bytes"\|"sha256"\|"name"\|"path"/d' | cmp - pairs.json && echo the same
# Of 21 columns nobody has counted which three tell of each other: refused where one of them withholds a count, and of 20 it is known.
many() { # columns: the first of which has a rare value
	awk -v n="$1" 'BEGIN { for (r = 0; r <= 400; r++) for (i = 0; i <= n; i++)
		printf "%s%s", r == 0 ? (i ? "c" i : "segment") : i == 0 ? (r % 3 ? "A" : "B") : i == 1 && r < 4 ? "rare" : (int(r * r / (2 * i + 1)) + int(r / i)) % 2 ? "yes" : "no", i < n ? "," : "\n" }'
}
many 21 > many.csv
awk 'BEGIN { print "attribute,value,count"; for (i = 1; i < 22; i++) { print "c" i ",yes,500"; print "c" i ",no,500" }; print "c1,rare,9" }' > marginals.csv
"$SEGBIAS" compare many.csv marginals.csv -q --publish 5 > published
echo "exit $?"
"$SEGBIAS" compare many.csv marginals.csv -q --publish 5 -a "$(seq -s, -f c%g 20)" > published
echo "exit $?"
