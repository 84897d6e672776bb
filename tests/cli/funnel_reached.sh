# A column of 0 and 1 that is called "reached" says who was reached, where counts as sparse would here and there be two.
ask() {
	printf -- '-- %s\n' "$*" >&2
	"$SEGBIAS" "$@" >out.txt
	echo "exit $?" >&2
	head -n 2 out.txt
}
printf 'sex,count\nFemale,5000\nMale,5000\n' >people.csv
awk 'BEGIN { print "sex,age,targeted,reached"; for (i = 1; i <= 700; i++) print (i % 2 ? "Female" : "Male") "," (i % 3 ? "18-34" : "35+") "," (i % 5 < 3) "," (i % 7 < 2) }' >rows.csv
ask compare rows.csv people.csv -q --segment none -a sex --stages '*,targeted'
ask compare rows.csv people.csv -q --segment none -a sex
ask audit rows.csv -q --decision targeted -a sex
# Few rows, hardly anybody, and a figure of two: it may be how many.
head -n 300 rows.csv >few.csv
ask compare few.csv people.csv -q --segment none -a sex
awk -F, 'BEGIN { OFS = "," } NR > 1 { $4 = NR % 50 == 0 } { print }' rows.csv >sparse.csv
ask compare sparse.csv people.csv -q --segment none -a sex
sed '9s/,[01]$/,2/' rows.csv >two.csv
ask compare two.csv people.csv -q --segment none -a sex
# What is called a count is one.
sed '1s/reached/count/' rows.csv >count.csv
ask compare count.csv people.csv -q --segment none -a sex
true
