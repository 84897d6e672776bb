# A line that says whose file it is and has as many fields as the table becomes its header: its name and its plate are not shown.
jobs() { # how many lines of all that is written of c.csv and r.csv hold one of them
	{
		for format in text json csv; do
			"$SEGBIAS" inspect t.csv -f $format
			"$SEGBIAS" compare t.csv r.csv -f $format --explain-mapping
			"$SEGBIAS" compare c.csv t.csv -f $format --explain-mapping
			"$SEGBIAS" compare t.csv --plan 2000 -f $format
		done
		"$SEGBIAS" inspect t.csv --cells
	} >out.txt 2>&1
	grep -ciE 'Sabine|Quassel|Жигалко|Hollerkamp|4711|CD 12|1966' out.txt
}
printf 'gender,count\nfemale,510\nmale,490\n' >r.csv
printf 'segment,gender\na,female\nb,male\n' >c.csv
title() { # the line, and the table
	{ echo "$1" && cat "$2"; } >t.csv
	jobs
}
title 'Export for Sabine Quassel,Kennzeichen HH-AB 4711' c.csv
title 'Sabine Quassel,HH-AB 4711' r.csv
title 'B-CD 12,Quassel Sabine' c.csv
title 'Татьяна Жигалко,дата рождения 03.04.1966' r.csv
title 'cliente: Lucía Hollerkamp,matrícula 4711 BCD' c.csv
"$SEGBIAS" inspect t.csv 2>&1
# A name alone may be what was asked about, and a code alone is one.
printf 'segment,gender,Jack Daniels,code\na,female,yes,x\nb,male,no,y\n' >t.csv
"$SEGBIAS" inspect t.csv 2>&1 | grep -c Jack
printf 'segment,gender,B-XY 1234\na,female,yes\nb,male,no\n' >t.csv
"$SEGBIAS" inspect t.csv 2>&1 | grep -c B-XY
