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
# That all records count is told, with the option that takes those who were: of 200 reached 100 are women, and of the file 350.
ask compare rows.csv people.csv --segment none -a sex --reference-kind population
ask compare rows.csv people.csv --segment none -a sex --reference-kind population --campaign-where reached=1
ask compare rows.csv people.csv --segment reached -a sex --reference-kind population -q
ask inspect rows.csv --campaign-where reached=1
ask audit rows.csv --decision targeted -a sex
ask audit rows.csv --decision targeted -a sex --where reached=1
# In other words, and of few; a column of other answers says something else.
sed '1s/reached/Reached?/; s/,1$/,yes/; s/,0$/,no/' rows.csv | head -n 40 >words.csv
ask compare words.csv people.csv --segment none -a sex --reference-kind population
sed '1s/reached/portée/' rows.csv >french.csv
ask compare french.csv people.csv --segment none -a sex --reference-kind population
sed 's/,1$/,by post/; s/,0$/,no/' rows.csv >other.csv
ask compare other.csv people.csv --segment none -a sex --reference-kind population
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
