# On 2024-06-30, by hand: 34, 35, 54 (a year alone: born 1 July 1969), 55, 20 and a child of 4; of two nothing is known, and
# of three the date says nothing. The reference has 30 % 18-34.
printf 'age,count\n18-34,300000\n35-54,380000\n55+,320000\n' > census.csv
printf '%s\n' segment,dob S,1989-07-01 S,30.06.1989 S,1969 S,19690630 'S,"June 1, 2004"' S,2020-02-29 S, S,n/a \
	S,1900-01-01 S,2024-07-01 S,1889-03-03 > dates.csv
"$SEGBIAS" compare dates.csv census.csv --born dob --as-of 2024-06-30 --explain-mapping
"$SEGBIAS" compare dates.csv census.csv --born dob -f csv; echo "exit $?"
"$SEGBIAS" compare dates.csv census.csv --born dob --as-of today -f csv; echo "exit $?"
printf '%s\n' dob 3/9/1989 9/3/1950 > slashes.csv
"$SEGBIAS" compare slashes.csv census.csv --born dob --as-of 2024-06-30; echo "exit $?"
"$SEGBIAS" inspect dates.csv census.csv --born dob --as-of 2024-06-30 -q
"$SEGBIAS" inspect dates.csv --born bod --as-of 2024-06-30; echo "exit $?"
