# Ages are asked for, and the file has birth dates: the error names the option, which reads them.
printf 'Record ID,First Name,Create Date,Gender,Date of birth\n101,A,2024-03-12 09:14,female,1990-05-01\n102,B,3/15/2024 2:30 PM,male,1971-12-24\n103,,2024-01-01 00:00,,\n104,C,2023-01-05,female,2001-02-03\n105,D,2023-02-05,male,1955-02-03\n' >contacts.csv
"$SEGBIAS" inspect contacts.csv --cells --bins age=18,25,35,45,55,65 2>&1
"$SEGBIAS" inspect contacts.csv --cells --bins age=18,25,35,45,55,65 --born 'Date of birth' --as-of 2024-01-31 2>&1
"$SEGBIAS" inspect contacts.csv --cells --bins income=18,25 2>&1
printf 'Age group,Male,Female,Total\n0-17,900010,880020,1780030\n18-39,1500100,1490300,2990400\n40 and over,2100700,2300900,4401600\n' >office.csv
{
	cat contacts.csv
	i=0
	while [ $i -lt 40 ]; do
		printf '2%02d,D,2023-02-05,male,19%d-02-03\n3%02d,E,2023-02-06,female,19%d-11-30\n' $i $((50 + i)) $i $((51 + i))
		i=$((i + 1))
	done
} >people.csv
echo '# the reference has ages: what the birth dates could be is said, and the hint is typed'
"$SEGBIAS" compare people.csv office.csv 2>&1 | grep -A 1 -e '^  compared' -e 'birth dates'
"$SEGBIAS" compare people.csv office.csv --born 'Date of birth' --as-of 2024-01-31 2>&1 | grep -e '^  compared' -e 'birth dates'
"$SEGBIAS" compare people.csv office.csv -a Gender 2>&1 | grep -e '^  compared' -e 'birth dates'
