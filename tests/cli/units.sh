# What a column beside the figures says of them: scales that differ, units that count nobody, measures that differ.
printf 'segment,sex\nA,Male\nA,Female\nB,Male\n' >campaign.csv
printf 'sex,SCALAR_FACTOR,VALUE\nFemale,thousands,5.5\nMale,units,5400\n' >scales.csv
printf 'sex,UNIT_MULT,VALUE\nFemale,3,55\nMale,3,54\n' >scale.csv
printf 'sex,unit,value\nFemale,EUR,3100\nMale,EUR,4200\n' >money.csv
printf 'sex,indicator,value\nFemale,Life expectancy at birth,83\nMale,Life expectancy at birth,78\n' >years.csv
printf 'sex,indicator,value\nFemale,Average population,830000\nMale,Average population,780000\n' >average.csv
printf 'sex,unit,value\nFemale,Percent,31\nMale,Percent,69\n' >percent.csv
printf 'sex,region,measure,value\nFemale,N,Persons,830\nMale,N,Persons,780\nFemale,N,Jobs,930\nMale,N,Jobs,980\n' >measures.csv
for file in scales scale money years average percent measures; do
	"$SEGBIAS" compare campaign.csv $file.csv -f csv -q | cut -d, -f1-4,8 | head -3
done
# The hints, typed.
"$SEGBIAS" compare campaign.csv scales.csv --where SCALAR_FACTOR=units -f csv -q | cut -d, -f1-4,8 | head -3
"$SEGBIAS" compare campaign.csv scales.csv --where 'SCALAR_FACTOR=thousands' -f csv -q | cut -d, -f1-4,8 | head -3
"$SEGBIAS" compare campaign.csv money.csv --reference-count value -f csv -q | cut -d, -f1-4,8 | head -3
"$SEGBIAS" compare campaign.csv measures.csv --where measure=Persons -f csv -q | cut -d, -f1-4,8 | head -3
