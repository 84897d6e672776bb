# Margins as offices publish them. By hand: 1,204 men and 1,301 women are 48.1 % and 51.9 % of 2,505.
printf 'segment,sex,age,region\nA,Male,20,North\nA,Female,30,South\nB,Male,70,East\nB,Female,41,North\n' >four.csv
cut -d, -f1-3 four.csv >three.csv
show() {
	grep -E '  reference|^ +standard error|  (Fem|M)ale  |error:|warning: |hint: ' | grep -vE 'in no single band|exact, and its total|respondents|recode' | cut -c 1-170
}
# A total by its name that does not sum to its parts is none of them, and others that come to more are levels: 1,003 + 2,001 + 507 men.
printf 'Region,Sex,Count\nNorth,Male,1003\nNorth,Female,1107\nSouth,Male,2001\nSouth,Female,1908\nEast,Male,507\nEast,Female,601\nTotal,Male,3602\nTotal,Female,3713\n' >total.csv
"$SEGBIAS" compare three.csv total.csv --where 'Region=*' 2>&1 | show
sed 's/3602/3002/; s/3713/3013/' total.csv >levels.csv
"$SEGBIAS" compare three.csv levels.csv --where 'Region=*' 2>&1 | show
"$SEGBIAS" compare three.csv levels.csv --where 'Region=Total' 2>&1 | show
"$SEGBIAS" compare three.csv levels.csv --where 'Region=North' --where 'Region=South' 2>&1 | show
# Whole percents that nothing calls so: shares of one place, and refused for several.
printf 'Region,Sex: Male,Sex: Female,Age: 0-14,Age: 15-64,Age: 65+\nNorth,49,51,20,60,20\nSouth,48,52,25,54,20\nEast,50,50,22,58,21\n' >percents.csv
for table in three four; do
	"$SEGBIAS" compare $table.csv percents.csv --where 'Region=*' 2>&1 | show
done
"$SEGBIAS" compare three.csv percents.csv --where 'Region=South' 2>&1 | show
"$SEGBIAS" compare three.csv percents.csv --where 'Region=*' --reference-count count 2>&1 | show
printf 'segment,Male,Female\nA,49,51\nB,48,52\n' >wide.csv
"$SEGBIAS" compare wide.csv total.csv --where 'Region=Total' 2>&1 | show
"$SEGBIAS" compare wide.csv total.csv --where 'Region=Total' --count count 2>&1 | show
# Any mark between an attribute and its value; what is of neither is said.
for head in 'sex:Male,sex:Female,age:0-17,age:18+' 'Sex|Male,Sex|Female,Age|0-17,Age|18+' 'sex_male,sex_female,age_0_17,age_18_plus' 'Male (Sex),Female (Sex),0-17 (Age),18+ (Age)' 'Sex: Male,Sex: Female,age_0-17,age_18+'; do
	printf '%s\n1204,1301,620,1885\n' "$head" >marks.csv
	"$SEGBIAS" inspect marks.csv --cells 2>&1
done
# Standard errors are margins of their own, by name and by place.
for head in 'Sex: Male,Sex: Male SE,Sex: Female,Sex: Female SE' 'Male,SE,Female,SE' 'Male,Male Standard error,Female,Female Standard error'; do
	printf '%s\n1204,31,1301,32\n' "$head" >errors.csv
	"$SEGBIAS" compare three.csv errors.csv 2>&1 | show
done
"$SEGBIAS" inspect errors.csv --cells 2>/dev/null | tee cells.csv
"$SEGBIAS" compare three.csv cells.csv 2>&1 | show
# Each attribute a total in the other's column.
printf 'sex,age,count\nTotal,Total,2505\nTotal,0-17,620\nTotal,18+,1885\nMale,Total,1204\nFemale,Total,1301\n' >both.csv
"$SEGBIAS" inspect both.csv --cells 2>&1
"$SEGBIAS" compare both.csv both.csv 2>&1 | show
# A band that a spreadsheet made a date of is refused until somebody says what it is; and the hint of overlapping bands does not lead to itself.
printf 'age,count\n0-2,1004\n2024-03-04,3030\n5-9,811\n10-14,977\n15+,13114\n' >dated.csv
"$SEGBIAS" compare three.csv dated.csv 2>&1 | show
"$SEGBIAS" compare three.csv dated.csv --recode age:20=2024-03-04 2>&1 | show
"$SEGBIAS" compare three.csv dated.csv --within 'age=0-2,2024-03-04,5-9,10-14,15+' 2>&1 | show
"$SEGBIAS" inspect dated.csv --cells 2>&1 | show
printf 'attribute,value,count\nsex,Male,4845\nsex,Female,5211\nage,0-17,1981\nage,18-64,6144\nage,60+,2931\n' >overlap.csv
"$SEGBIAS" compare three.csv overlap.csv --within age=18+ -a sex 2>&1 | show
"$SEGBIAS" compare three.csv overlap.csv -a sex 2>&1 | show
# sqrt((1 - r)^2 31^2 + r^2 32^2) / 2505 with r = 1204 / 2505 is .0088886 (R), whatever --moe-level says.
printf 'Male,SE,Female,SE\n1204,31,1301,32\n' >se.csv
"$SEGBIAS" compare three.csv se.csv --moe-level 95% -f json 2>/dev/null | grep -o '"reference_se": 0.00888[0-9]' | head -1
# What does not come to the same people is no attribute of theirs.
printf 'sex_male,sex_female,age_0_17,age_18_plus,pets_cats,pets_dogs\n1204,1301,620,1885,120,130\n' >pets.csv
"$SEGBIAS" inspect pets.csv --cells 2>&1
