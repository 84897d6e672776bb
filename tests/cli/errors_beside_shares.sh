# Of which figure an error is. An error of 9 points of 40 % (at 90 %: 9 / 1.645 = 5.47 points) is none of 9 people in 40,000: beside a
# percent or a share it counts only right behind the count or called after it.
printf 'sex,age\n' >campaign.csv
for i in 1 2 3 4 5 6 7 8 9 10 11; do printf 'M,18-34\nF,35+\nM,35+\nF,18-34\nM,18-34\n'; done >>campaign.csv
show() { # HEADER M F [OPTION …]: of which kind the reference is, and what is not used
	printf '%s\n%s\n%s\n' "$1" "$2" "$3" >table.csv
	shift 3
	"$SEGBIAS" compare campaign.csv table.csv --attributes sex "$@" 2>&1 | grep -E '^  reference|margins of error in|error:' | cut -c1-110
}
show 'sex,count,percent,margin of error' M,40000,40.0,9.0 F,60000,60.0,9.0
show 'sex,count,percent,margin of error' M,40000,40.0,9.0 F,60000,60.0,9.0 --reference-count percent
show 'sex,n,share,standard error' M,40000,0.400,0.055 F,60000,0.600,0.055
show 'sex;Anzahl;Anteil;Standardfehler' 'M;49000;49,0;1,2' 'F;51000;51,0;1,2'
show "sex;Effectif;Pourcentage;Marge d'erreur" 'M;49000;49,0;2,1' 'F;51000;51,0;2,1'
show 'sex,percent,moe,sample size' M,49.0,2.1,490 F,51.0,2.1,510
show 'sex,percent,n,moe' M,49.0,490,2.1 F,51.0,510,2.1
show 'sex,count,mean income,standard error' M,40000,35000,900 F,60000,31000,950
show 'sex,count,se' M,40000,5.5% F,60000,5.5%
show 'sex,count,relative margin of error' M,40000,9 F,60000,9
# Those that are the count's: right behind it, and called after it.
show 'sex,estimate,margin of error,percent' M,40000,900,40 F,60000,900,60
show 'sex,percent,count,count moe' M,40,40000,900 F,60,60000,900
show 'sex,population,s.e.' M,490000,12000 F,510000,12100
show 'sex,population,標準誤差' M,490000,12000 F,510000,12100
# Without one in every row: said, of standard errors too.
show 'sex,count,se' M,490000, F,510000,12100
# Long, and side by side.
show 'attribute,value,count,percent,moe' sex,M,49000,49.0,2.1 sex,F,51000,51.0,2.1
show 'attribute,value,count,moe,percent' sex,M,49000,2100,49 sex,F,51000,2100,51
printf 'age,Male,Male %%,Male SE,Female,Female %%,Female SE\n18-34,170003,17.0,0.6,180001,18.0,0.6\n35+,320002,32.0,0.7,330001,33.0,0.7\n' >wide.csv
"$SEGBIAS" compare campaign.csv wide.csv 2>&1 | grep -E '^  reference|margins of error in|error:' | cut -c1-110
printf 'age,Male,Male SE,Male %%,Female,Female SE,Female %%\n18-34,170003,600,17.0,180001,600,18.0\n35+,320002,700,32.0,330001,700,33.0\n' >wide.csv
"$SEGBIAS" compare campaign.csv wide.csv 2>&1 | grep -E '^  reference|margins of error in|error:' | cut -c1-110
# The option that the hint names compares the figure that they are of.
printf 'sex,count,percent,margin of error\nM,40000,40.0,9.0\nF,60000,60.0,9.0\n' >table.csv
"$SEGBIAS" compare campaign.csv table.csv 2>&1 | grep -A1 'margins of error in'
"$SEGBIAS" compare campaign.csv table.csv --reference-count percent 2>&1 | grep '^  reference'
"$SEGBIAS" compare campaign.csv table.csv --reference-kind population 2>&1 | grep -c 'margins of error in' || true
# A margin is written with its sign, and as "*****" where a figure has none: all of them are the same margins. A total without one is no
# row that counts. The share's error by hand: sqrt(.51^2 500^2 + .49^2 600^2) = 389.18, / 100,000 / 1.645 = .00236583.
same() { # ROWS
	printf 'sex,count,moe\n%s\n' "$1" >table.csv
	"$SEGBIAS" inspect table.csv --cells 2>/dev/null | tr '\n' ' '
	"$SEGBIAS" compare campaign.csv table.csv -f json 2>/dev/null | grep -o '"reference_se": [0-9.]*' | cut -c1-25 | sort -u
}
same 'M,49000,500
F,51000,600'
same 'M,49000,±500
F,51000,± 600'
same 'M,49000,+/-500
F,51000,+/-600
Total,100000,'
same 'M,49000,*****
F,51000,*****'
printf 'Male,Male MOE,Female,Female MOE\n49000,±500,51000,*****\n' >table.csv
"$SEGBIAS" inspect table.csv --cells 2>/dev/null
# What is no number is not left aside without a word.
show 'sex,count,moe' M,49000,low F,51000,high
show 'sex,count,moe' M,49000,low F,51000,high --reference-kind population
# A total by a weaker word needs none either, where it is the sum.
same 'M,49000,500
F,51000,600
Both sexes,100000,'
# Standard errors in whole percents are no shares of which the rest was withheld: as fractions they say the same.
for cells in '50%,1% 50%,1% 30%,1% 40%,1% 30%,1%' '.5,.01 .5,.01 .3,.01 .4,.01 .3,.01'; do
	for name in se 'standard error'; do
		{
			echo "attribute,value,share,$name"
			paste -d, <(printf 'gender,F\ngender,M\nage,18-34\nage,35-64\nage,65+\n') <(tr ' ' '\n' <<< "$cells")
		} > table.csv
		printf 'gender,count\nF,700\nM,130\n' > campaign.csv
		"$SEGBIAS" check campaign.csv table.csv --fail-on over -q 2>&1
		echo "exit $?"
	done
done
# Nor are small whole percents of anything else.
printf 'attribute,value,count,percent change\ngender,F,500000,1%%\ngender,M,500000,2%%\nage,18-34,400000,2%%\nage,35+,600000,1%%\n' > table.csv
"$SEGBIAS" check campaign.csv table.csv --fail-on over 2>&1 | grep -e 'no row' -e breached
