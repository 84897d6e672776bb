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
