# Ages are asked for, and the file has birth dates: the error names the option, which reads them.
printf 'Record ID,First Name,Create Date,Gender,Date of birth\n101,A,2024-03-12 09:14,female,1990-05-01\n102,B,3/15/2024 2:30 PM,male,1971-12-24\n103,,2024-01-01 00:00,,\n104,C,2023-01-05,female,2001-02-03\n105,D,2023-02-05,male,1955-02-03\n' >contacts.csv
"$SEGBIAS" inspect contacts.csv --cells --bins age=18,25,35,45,55,65 2>&1
"$SEGBIAS" inspect contacts.csv --cells --bins age=18,25,35,45,55,65 --born 'Date of birth' --as-of 2024-01-31 2>&1
"$SEGBIAS" inspect contacts.csv --cells --bins income=18,25 2>&1
