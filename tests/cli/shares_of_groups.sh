# Percentages within each sex say nothing of how many people each sex is: no table of all.
{
	echo sex,age,segment
	for i in $(seq 40); do printf 'Male,0-17,a\nFemale,18-64,a\nMale,18-64,a\nFemale,65+,a\n'; done
} >people.csv
printf 'sex,age,Einheit,Wert\nMale,0-17,%%,20.8\nMale,18-64,%%,62.5\nMale,65+,%%,16.7\nFemale,0-17,%%,19.0\nFemale,18-64,%%,61.0\nFemale,65+,%%,20.0\n' >long.csv
printf 'age,Male,Female\n0-17,20.8,19.0\n18-64,62.5,61.0\n65+,16.7,20.0\n' >wide.csv
printf 'unit,sex,age,geo\\TIME_PERIOD\t2023 \nPC,M,Y_LT18,FR\t20.8 \nPC,M,Y18-64,FR\t62.5 \nPC,M,Y_GE65,FR\t16.7 \nPC,F,Y_LT18,FR\t19.0 \nPC,F,Y18-64,FR\t61.0 \nPC,F,Y_GE65,FR\t20.0 \n' >office.tsv
printf 'sex,age,n\nMale,0-17,21\nMale,18-64,62\nMale,65+,17\nFemale,0-17,19\nFemale,18-64,61\nFemale,65+,20\n' >whole.csv
for file in long.csv wide.csv office.tsv whole.csv; do
	"$SEGBIAS" compare people.csv $file; echo "exit $?"
done
# The hints, typed. Of the women 40 of 80 are 18-64 (50 %), and 61 % of the population's.
for file in long wide; do
	"$SEGBIAS" compare people.csv $file.csv -q -f csv --where 'sex=Female' --within 'sex=Female' | cut -d, -f2-5,8 | head -5
done
"$SEGBIAS" compare people.csv office.tsv -q -f csv --where 'sex=F' --campaign-where 'sex=Female' | cut -d, -f2-5,8 | head -5
"$SEGBIAS" compare people.csv whole.csv -q -f csv --reference-count n | cut -d, -f2-5,8 | head -4
# A rate of each sex sums to nothing.
printf 'sex,unit,value\nMale,Percent,31.2\nFemale,Percent,42.5\n' >rates.csv
"$SEGBIAS" compare people.csv rates.csv; echo "exit $?"
