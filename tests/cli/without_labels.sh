# Rows that lack labels. By hand: 1,200 and 900 of 4,500 reached are men; the 4,100 of all, of whom some were reached twice, are
# left out.
printf 'sex,population\nmale,4900000\nfemale,5100000\n' >population.csv
cells='Spring,male,1200\nSpring,female,1300\nAutumn,male,900\nAutumn,female,1100\n'
shares() {
	cut -d, -f1-4,8 | grep -E '^(segment)?,'
}
printf "Campaign name,Gender,Reach\n$cells,,4100\n" >footer.csv
printf "Nombre de la campaña,Sexo,Alcance\n,,4100\n$cells" >first.csv
"$SEGBIAS" compare footer.csv population.csv -f csv | shares
"$SEGBIAS" compare first.csv population.csv -f csv | shares
# A label alone below a table: a total or a group, as the hint says.
printf 'sex,age,population\nmale,18-34,300123\nmale,35+,450222\nfemale,18-34,290789\nfemale,35+,470111\nUrban,,1200000\n' >urban.csv
{
	echo sex,segment
	for i in $(seq 30); do printf 'male,a\nfemale,a\n'; done
} >people.csv
"$SEGBIAS" compare people.csv urban.csv -f csv; echo "exit $?"
"$SEGBIAS" compare people.csv urban.csv -q -f csv --within 'sex=male,female' | shares
"$SEGBIAS" compare people.csv urban.csv -q -f csv --within 'sex=male,female,Urban' | shares
