# A word for a total beside letters is no third value: F and M are still women and men, and of Portugal's tables HM is both.
printf 'sex,count\nMale,48800\nFemale,51200\n' >population.csv
show() {
	"$SEGBIAS" compare "$@" -s none 2>&1 | grep -E '^  [A-Z][a-z]* +[0-9]+ |unmatched\)|left out|error|hint: .*(recode|where)|added up'
	echo
}
printf 'gender,customers\nF,80\nM,120\nTotal,200\n' >table.csv
show table.csv population.csv
printf 'Geschlecht;Kunden\nm;120\nw;80\nGesamt;200\n' >table.csv
show table.csv population.csv --map Geschlecht=sex
printf 'Sexe;Clients\nH;120\nF;80\nEnsemble;200\n' >table.csv
show table.csv population.csv
# HM stands with the total of ages alone: 477,000 + 523,000 = 1,000,000. Of 600 records 180 are men.
printf 'Sexo;Grupo etário;N.º\nHM;Total;1.000.000\nH;0 - 14 anos;77.123\nH;15 e mais anos;399.877\nM;0 - 14 anos;80.444\nM;15 e mais anos;442.556\n' >reference.csv
i=0
echo gender >people.csv
while [ $i -lt 600 ]; do [ $((i % 100)) -lt 30 ] && echo M || echo F; i=$((i + 1)); done >>people.csv
show people.csv reference.csv
