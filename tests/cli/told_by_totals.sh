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
# Where a total has more than the list in one stratum, values are left out of it, and perhaps in the others: what is hidden there is no
# more than the rest, and may be less. By hand: of M 900 - 894 = 6 are for West and the unlisted, of F 40 and more for the unlisted.
printf 'sex,channel,people\nM,North,501\nM,South,393\nM,West,*\nM,Total,900\nF,North,611\nF,South,*\nF,West,204\nF,Total,860\n' >unlisted.csv
"$SEGBIAS" inspect unlisted.csv --cells -q --hidden-max 6
# Few figures that are all multiples of 5 may be rounded: 435 - 435 is 0, to 10 and more.
printf 'channel,people\nTotal,435\nSouth,270\nCentre,/\nWest,/\nHills,165\n' >few.csv
"$SEGBIAS" inspect few.csv --cells -q --hidden-max 4
# Hidden figures whose middles come to more than their total are no levels, and no several answers of a person.
printf 'sex,channel,people\nM,Total,5045\nM,Isles,*\nM,East,231\nM,South,2041\nM,Coast,2600\nF,Total,5245\nF,Isles,195\nF,East,*\nF,South,2398\nF,Coast,2647\n' >middles.csv
cells middles.csv -q --hidden-max 900
