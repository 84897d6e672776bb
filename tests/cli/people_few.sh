# People's names in files of one record and more, whatever the column is called, stand in no output of any job.
shown() { # the bytes that all jobs write of c.csv and r.csv, searched for the names
	for format in text json ndjson csv markdown html yaml prometheus; do
		"$SEGBIAS" compare c.csv r.csv --explain-mapping -f $format
		"$SEGBIAS" compare c.csv --eligible gender=female -f $format
		"$SEGBIAS" compare r.csv --plan 2000 -f $format
	done >out.txt 2>&1
	for file in c.csv r.csv; do
		"$SEGBIAS" inspect $file
		"$SEGBIAS" inspect $file -f json
		"$SEGBIAS" inspect $file --cells
	done >>out.txt 2>&1
	printf '%s: %s names\n' "$1" "$(grep -cE 'Hollerkamp|Quassel|Жигалко|ΒΛΑΧΑΚΗΣ|Šperk' out.txt)"
}
people() { # the column's name, and the names
	column=$1
	shift
	printf 'segment,gender,%s\n' "$column" >c.csv
	printf '%s\n' "$@" | sed 's/^/a,female,/' >>c.csv
	cut -d, -f2- c.csv >r.csv
	shown "$column, $# records"
}
for column in customer клиент contact x17; do
	people $column 'Anna Hollerkamp'
	people $column 'Anna Hollerkamp' 'Татьяна Жигалко'
	people $column 'Anna Hollerkamp' 'Anna Hollerkamp' 'ΓΙΩΡΓΟΣ ΒΛΑΧΑΚΗΣ'
done
# Where -a asks for them they do.
"$SEGBIAS" compare c.csv r.csv -a x17 -q -f csv | grep -c Hollerkamp
people customer Quassel
people customer Quassel Quassel Šperk
# As labels of a table, and as its columns.
printf 'segment,gender,customer\na,female,web\n' >c.csv
printf 'attribute,value,count\ngender,female,510\ngender,male,490\ncustomer,Anna Hollerkamp,600\ncustomer,Grete Quassel,400\n' >r.csv
shown margins
printf 'gender,Anna Hollerkamp,Grete Quassel\nfemale,3,4\nmale,2,2\n' >r.csv
shown columns
# Kinds of customers are attributes, in two records too, and what both files list is compared.
printf 'segment,customer\na,New\nb,Returning\n' >c.csv
printf 'customer,count\nNew,60\nReturning,40\n' >r.csv
"$SEGBIAS" compare c.csv r.csv -q -f csv | cut -d, -f2-4 | head -3
"$SEGBIAS" inspect c.csv | grep customer
