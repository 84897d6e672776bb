# For whom is a column missing, which values may stand for a missing one, and who has not consented?
i=0
echo 'segment,age,income,joined,ok' >people.csv
while [ $i -lt 1200 ]; do
	age=$((20 + i * 7 % 50)) income=$((20000 + i * 37 % 30000)) joined=2020-05-0$((1 + i % 9)) ok=yes
	[ $age -ge 30 ] || [ $((i % 3)) -ne 0 ] || income=
	[ $((i % 40)) -ne 7 ] || income=n/a
	[ $((i % 60)) -ne 11 ] || age=999
	[ $((i % 25)) -ne 3 ] || joined=1900-01-01
	[ $((i % 4)) -ne 0 ] || ok=no
	[ $age -lt 50 ] || [ $((i % 2)) -ne 0 ] || ok=no
	[ $((i % 50)) -ne 9 ] || ok=
	echo "s$((i % 2)),$age,$income,$joined,$ok" >>people.csv
	i=$((i + 1))
done
printf 'attribute,value,count\nage,18-29,2000000\nage,30-49,4000000\nage,50+,4000000\n' >ages.csv
"$SEGBIAS" compare people.csv ages.csv --consent ok=yes -q
"$SEGBIAS" compare people.csv ages.csv --consent ok=yes -q -f json |
	grep -E '"against"|"suspected": \[\{|"without"' | head -n 12
"$SEGBIAS" compare people.csv ages.csv --missing-values +999,1900-01-01,n/a -q | sed -n '/^What the data/,/^How/p'
"$SEGBIAS" compare people.csv ages.csv --consent agreed=yes
echo "exit $?"
