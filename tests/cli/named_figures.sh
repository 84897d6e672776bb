# Which figure counts people, and how it is written: events are none, thousands are read in full, places are not values.
cells() {
	"$SEGBIAS" inspect "$@" --cells 2>&1
}
echo '# events are counted, too, and are nobody'
printf '# Demographics\n# Start date: 20240101\nAge,New users,Event count,Active users,Engagement rate\nunknown,800,9000,900,0.4\n18-24,90,700,100,0.5\n25-34,110,600,130,0.6\n(other),4,20,5,0.1' >report.csv
cells report.csv
printf 'Alter;Anzahl Klicks;Nutzer\n18-24;90;31\n25-34;70;42\n35-44;60;55\n' >clicks.csv
cells clicks.csv
printf '\303\242ge,Nombre de clics,Impressions\n18-24,90,3100\n25-34,70,4200\n35-44,60,5500\n' >clics.csv
cells clics.csv
echo '# thousands, by the form of the file alone'
printf 'LocID,Location,Time,AgeGrp,AgeGrpStart,AgeGrpSpan,PopMale,PopFemale,PopTotal\n12,Algeria,2020,0-4,0,5,2500.125,2400.5,4900.625\n12,Algeria,2020,5-9,5,5,2300,2200.0625,4500.0625\n12,Algeria,2020,10+,10,-1,0.5,0.25,0.75\n' >thousands.csv
cells thousands.csv
sed 's/AgeGrpSpan/Span/' thousands.csv | cells -
sed 's/2300,/2 300,/' thousands.csv >broken.csv
cells broken.csv
echo '# of fewer than a thousand the figure has no zero in front, which would make it a code'
printf 'LocID,Location,VarID,Time,AgeGrp,AgeGrpStart,AgeGrpSpan,PopMale,PopFemale,PopTotal\n12,Algeria,2,2020,0-49,0,50,2500.125,2400.5,4900.625\n12,Algeria,2,2020,50-99,50,50,23.5,0.119,23.619\n12,Algeria,2,2020,100+,100,-1,0.05,0.007,0.057\n' >small.csv
cells small.csv
echo '# authorities are places'
printf 'Lower tier local authorities Code,Lower tier local authorities,Sex (2 categories) Code,Sex (2 categories),Age (2 categories) Code,Age (2 categories),Observation\n' >places.csv
for place in 'E1,Adur' 'E2,Barnet'; do
	printf '%s,1,Female,1,Aged 24 years and under,310\n%s,1,Female,2,Aged 25 years and over,720\n%s,2,Male,1,Aged 24 years and under,330\n%s,2,Male,2,Aged 25 years and over,680\n' "$place" "$place" "$place" "$place"
done >>places.csv
cells places.csv
cells places.csv --where 'Lower tier local authorities=Adur'
printf 'segment,sex\nA,female\nA,male\nB,female\n' >campaign.csv
"$SEGBIAS" compare campaign.csv places.csv 2>&1
