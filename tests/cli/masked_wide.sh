# Columns for values, some of them hidden in most rows: all are made rows, and none is left out as if nobody were in it.
printf 'seg,Age 18-24,Age 25-34,Age 35+\nS1,14,<10,10\nS2,16,<10,16\nS3,19,<10,12\n' > ages.csv
printf 'Region;Frauen;Männer\nNord;unter 5;40\nSüd;unter 5;50\nWest;fewer than 5;61\n' > sexes.csv
printf ',Male,,Female,\nregion,18-34,35+,18-34,35+\nN,< 5,40,≤4,50\nS,< 5,60,30,70\n' > two.csv
for file in ages sexes two; do
	echo "$file"
	"$SEGBIAS" inspect "$file.csv" --cells 2>&1 | grep -v -e hint -e place -e hidden
done
echo "25-34 is at most 27 of 114: no claim that nobody is there"
printf 'age,count\n18-24,500\n25-34,400\n35+,480\n' > people.csv
"$SEGBIAS" compare ages.csv people.csv --segment seg -f csv -q | grep ^, | cut -d, -f3,4,22,23
# Most cells are hidden, of one band all: what is asked is how large they may be. By hand: of two regions "35-64" has 340 and x.
printf 'region,0-17,18-34,35-64,65+\nA,120,x,x,x\nB,x,x,340,x\nC,110,x,x,90\n' >mostly.csv
"$SEGBIAS" inspect mostly.csv --cells; echo "exit $?"
"$SEGBIAS" inspect mostly.csv --cells --reference-hidden-max 4 --where region=A --where region=B -q
sed 's/x/<5/g' mostly.csv >bounds.csv
"$SEGBIAS" inspect bounds.csv --cells --where region=A --where region=B -q
