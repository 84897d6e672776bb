# The only number of a table counts nobody where its name says so: time, money of each, measures.
{
	echo gender,age,segment
	for i in $(seq 1 60); do printf 'Male,18-34,a\nFemale,35+,b\n'; done
} >people.csv
for name in 'Income' 'Einkommen' 'wait minutes' 'Watch time (s)' 'Dauer in Sekunden' 'Hours' 'Durata' 'الدخل'; do
	printf 'gender,age,%s\nMale,18-34,30100\nMale,35+,40210\nFemale,18-34,28300\nFemale,35+,35120\n' "$name" >figures.csv
	"$SEGBIAS" compare people.csv figures.csv
	echo "exit $?"
done
# But where it counts those who have it.
for name in 'Low-income people' 'Count' 'Population by income'; do
	printf 'gender,age,%s\nMale,18-34,30100\nMale,35+,40210\nFemale,18-34,28300\nFemale,35+,35120\n' "$name" >figures.csv
	"$SEGBIAS" inspect figures.csv --cells
	echo "exit $?"
done
