# Names of people as attributes of a table of margins are asked about, and shown where its shape is named.
printf 'segment,gender\na,female\nb,male\n' >c.csv
printf 'attribute,value,count\nGrete Quassel,female,510\nGrete Quassel,male,490\nТатьяна Жигалко,female,100\n' >r.csv
for job in 'inspect r.csv' 'inspect r.csv --cells' 'compare c.csv r.csv' 'compare r.csv --plan 2000'; do
	"$SEGBIAS" $job 2>&1
done
"$SEGBIAS" inspect r.csv --reference-shape marginal --cells | grep -c Quassel
# Attributes of which some are so called, as brands are, are no people.
printf 'attribute,value,count\ngender,female,510\ngender,male,490\nage,18-34,600\nage,35+,400\nJack Daniels,yes,300\nJack Daniels,no,700\n' >r.csv
"$SEGBIAS" inspect r.csv --cells | grep -c Jack
"$SEGBIAS" compare c.csv r.csv -q -f csv | cut -d, -f1-4 | head -3
