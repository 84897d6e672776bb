# SDMX-CSV in its three ways of writing labels is one and the same table.
cells() {
	"$SEGBIAS" inspect "$@" --cells 2>&1
}
rows() {
	for sex in T M F; do
		for age in TOTAL Y_LT18 Y18-64 Y_GE65; do
			count=10
			[ $age = TOTAL ] && count=30
			[ $sex = T ] && count=$((count * 2))
			printf "$1" $sex $age $count
		done
	done
}
{
	echo 'DATAFLOW,LAST UPDATE,freq,sex,age,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG'
	rows 'OFFICE:POP(1.0),01/02/24 23:00:00,A,%s,%s,LU,2023,%s,\n'
} >codes.csv
cells codes.csv
sed '1s/freq,sex,age,geo/freq:Frequency,sex:Sex of the person,age: Age class,geo: Country/
	s/,A,/,A:Annual,/; s/,LU,/,LU:Luxembourg,/; s/,T,/,T:Total,/; s/,M,/,M:Males,/; s/,F,/,F: Females,/
	s/,TOTAL,/,TOTAL:All ages,/; s/,Y_LT18,/,Y_LT18:Less than 18 years,/; s/,Y18-64,/,Y18-64:From 18 to 64 years,/; s/,Y_GE65,/,Y_GE65:65 years or over,/' codes.csv >both.csv
sed -n 1,3p both.csv
cells both.csv
cells both.csv --where sex=F
sed '1s/sex,age,geo/sex,Sex,age,Age class,geo,Country/; s/,LU,/,LU,Luxembourg,/; s/,T,/,T,Total,/; s/,M,/,M,Males,/; s/,F,/,F,Females,/
	s/,TOTAL,/,TOTAL,All ages,/; s/,Y_LT18,/,Y_LT18,Less than 18 years,/; s/,Y18-64,/,Y18-64,From 18 to 64 years,/; s/,Y_GE65,/,Y_GE65,65 years or over,/' codes.csv >names.csv
cells names.csv
echo '# a row that is cut'
sed '5s/,2023.*//' both.csv >cut.csv
cells cut.csv
echo '# other colons are no labels: a table of times of day'
printf 'sex,watched,OBS_VALUE\nM,20:15,10\nF,20:15,12\nM,22:30,5\nF,22:30,7\n' >times.csv
cells times.csv
