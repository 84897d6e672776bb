# What a total tells of figures beside it. By hand: 815 - 812 = 3 is hidden; of 40 hidden in two cells of up to 30 each has 10 and
# more; 12,003 - 4,801 - 5,009 = 2,193 people stand in no row, and may be of either sex.
cells() {
	"$SEGBIAS" inspect "$@" --cells
	echo "exit $?"
}
printf 'sex,age,count\nM,0-17,<5\nM,18+,812\nM,Total,815\nF,0-17,770\nF,18+,3043\nF,Total,3813\n' >one.csv
cells one.csv -q
printf 'age,count\n0-17,<31\n18-64,<31\n65+,961\nTotal,1001\n' >two.csv
cells two.csv -q
printf 'sex,count\nMale,4801\nFemale,5009\nTotal,12003\n' >rest.csv
cells rest.csv
awk 'BEGIN { print "sex,segment"; for (i = 0; i < 400; i++) print "Male,a\nFemale,a" }' >campaign.csv
"$SEGBIAS" compare campaign.csv rest.csv -f csv -q | cut -d, -f3,4,8,20-
# Whoever names the values that count compares these alone; noise below half a per cent is none; so is what was reached twice.
cells rest.csv -q --within sex=Male,Female
printf 'sex,count\nMale,4801\nFemale,5009\nTotal,9830\n' >noise.csv
cells noise.csv -q
printf 'gender,Reach\nf,4801\nm,5009\nTotal,9105\n' >reach.csv
cells reach.csv -q
