# The base is part of the campaign's own file.
printf 'customer,offer,consent,age\n' >customers.csv
i=0
while [ $i -lt 300 ]; do
	offer= consent=yes age=18-34
	[ $((i % 3)) -ne 0 ] || age=35+
	[ $((i % 5)) -gt 1 ] || offer=spring
	[ $((i % 10)) -ne 7 ] || consent=no
	[ $((i % 15)) -ne 0 ] || offer=
	echo "c$i,$offer,$consent,$age" >>customers.csv
	i=$((i + 1))
done
"$SEGBIAS" compare customers.csv --eligible consent=yes --segment offer
echo "exit $?"
"$SEGBIAS" compare customers.csv --eligible consent=yes --segment offer -q -f json | grep -E '"kind"|"total"|"eligible"|"value": "yes"'
"$SEGBIAS" compare customers.csv fixtures/panel_design.csv --eligible consent=yes
echo "exit $?"
"$SEGBIAS" compare - --eligible consent=yes <customers.csv
echo "exit $?"
"$SEGBIAS" compare customers.csv
echo "exit $?"
