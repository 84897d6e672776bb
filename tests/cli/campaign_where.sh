# Of six rows three are of May or June: a 2, b 1. Both years of the reference together: 3 of 8 are a.
printf 'segment,g,month\nS,a,May\nS,a,june\nS,b,May\nS,b,July\nS,b,July\nS,b,\n' > campaign.csv
printf 'g,year,count\na,2020,1\nb,2020,3\na,2021,2\nb,2021,2\n' > reference.csv
"$SEGBIAS" compare campaign.csv reference.csv; echo "exit $?"
"$SEGBIAS" compare campaign.csv reference.csv --where 'year=*' --campaign-where month=May --campaign-where month=June \
	-s none -f csv | cut -d, -f1-5,8
"$SEGBIAS" compare campaign.csv reference.csv --where 'year=*' --campaign-where mnth=May; echo "exit $?"
"$SEGBIAS" compare reference.csv --plan 10 --campaign-where year=2020; echo "exit $?"
# A file alone is meant by either.
"$SEGBIAS" inspect campaign.csv --campaign-where month=May
"$SEGBIAS" inspect reference.csv --where year=2020 --where year=2021 --where g=a
"$SEGBIAS" inspect campaign.csv --where mnth=May; echo "exit $?"
# Of several values one that nothing has is told, as the others are compared alone; a wide one that has what a narrow one has, too, is not.
printf 'segment,wave,g\n' > waves.csv
awk 'BEGIN { for (i = 0; i < 90; i++) printf "s,%d,%s\n", 20 + i % 3, i % 2 ? "a" : "b" }' >> waves.csv
printf 'g,year,count\na,2020,500003\nb,2020,500009\na,2021,500010\nb,2021,500007\n' > places.csv
for wheres in 'wave=20 wave=21' 'wave=20 wave=twenty' 'wave=20-21 wave=20' 'wave=20 segment=s' 'wave=20 wave=22 segment=s segment=S1'; do
	echo "$wheres"
	# shellcheck disable=SC2086
	"$SEGBIAS" compare waves.csv places.csv --where year=2020 --threads 3 $(printf -- '--campaign-where %s ' $wheres) 2>&1 > /dev/null | grep -e kept -e error
done
"$SEGBIAS" compare waves.csv places.csv --where year=2020 --where year=2002 2>&1 > /dev/null | grep kept
"$SEGBIAS" compare waves.csv places.csv --where year=2020 --campaign-where wave=20 --campaign-where wave=twenty --publish 5 2>&1 > /dev/null | grep -c kept || true
