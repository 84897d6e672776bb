# A column of 0 and 1 whose answer an option asks for counts nobody, whatever it is called; a table's counts are counts all the same.
awk 'BEGIN { print "gender,age,targeted,reached"
	for (i = 0; i < 400; i++) print (i % 2 ? "f" : "m") "," (i % 3 ? "old" : "young") "," (i % 5 ? 1 : 0) "," (i % 7 > 2 && i % 5 ? 1 : 0) }' >rows.csv
printf 'gender,count\nf,1000013\nm,1000207\n' >two.csv
set -- --segment none -a gender -q
"$SEGBIAS" compare rows.csv two.csv "$@" --stages '*,targeted,reached' | grep 'records by stage'
"$SEGBIAS" compare rows.csv two.csv "$@" --stages '*,reached=1' | grep 'records by stage'
"$SEGBIAS" compare rows.csv "$@" --eligible reached=1 | sed -n 2p
"$SEGBIAS" compare rows.csv two.csv "$@" --consent reached=1 | sed -n 2p
"$SEGBIAS" compare rows.csv two.csv "$@" --campaign-where reached=1 | sed -n 2p
"$SEGBIAS" audit rows.csv --decision reached -a gender -q | sed -n 2p
"$SEGBIAS" compare rows.csv two.csv "$@"
printf 'gender,targeted,reached\nf,2671,1613\nm,2953,1187\n' >wide.csv
"$SEGBIAS" compare wide.csv two.csv "$@" --count targeted --stages targeted,reached | grep 'records by stage'
