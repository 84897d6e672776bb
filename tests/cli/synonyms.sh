# Letters and words of other languages are matched by a table, which the report says; a letter only where the whole column
# tells what it means: in {H, M} an M is a woman (hombre, mujer), beside "Medium" it is nothing.
printf 'attribute,value,count\nsex,Male,49\nsex,Female,51\n' > world.csv
{ printf 'segment,sex,count\nA,M,40\nA,F,60\nA,männlich,9\nA,Unknown,1\n'; } > letters.csv
"$SEGBIAS" compare letters.csv world.csv -s none | sed -n '/^Whole/,/^$/p;/^  sex/p;/^Next/p'
printf 'segment,sex,count\nA,H,40\nA,M,60\n' > spanish.csv
"$SEGBIAS" compare spanish.csv world.csv -s none -f csv | cut -d, -f3-5
printf 'segment,sex,count\nA,M,40\nA,F,60\nA,Medium,5\n' > sizes.csv
"$SEGBIAS" compare sizes.csv world.csv -s none -f csv | cut -d, -f3-5
# What the first rows (a MiB of them) let be read so, a later row may not contradict.
{ echo segment,sex; yes $'A,M\nA,F' | head -270000; echo A,Medium; } > long.csv
"$SEGBIAS" compare long.csv world.csv -s none -f csv
echo "exit $?"
# Letters of two languages: what they mean, not how they are written. Who has an M for a man is told by the F beside it, in
# the whole file; where nothing tells, nothing is guessed.
printf 'sexo,count\nH,49\nM,51\n' > letters.csv
printf 'segment,sex,count\nA,M,40\nA,F,60\n' > english.csv
"$SEGBIAS" compare english.csv letters.csv -s none -f csv | cut -d, -f3-5
"$SEGBIAS" compare english.csv letters.csv -s none | grep 'synonym'
{ echo segment,sex; yes A,M | head -530000; yes A,F | head -10; } > sorted.csv
"$SEGBIAS" compare sorted.csv letters.csv -s none -f csv
echo "exit $?"
printf 'geslacht,count\nM,49\nV,51\n' > letters.csv
"$SEGBIAS" compare english.csv letters.csv -s none -f csv
echo "exit $?"
"$SEGBIAS" compare english.csv letters.csv -s none -f csv --recode 'sex:M=M' --recode 'sex:F=V' | cut -d, -f3-5
"$SEGBIAS" inspect english.csv letters.csv > inspected
echo "exit $?"
# States of the USA as advertising platforms code them; a postal code may be a country's.
printf 'state,reach\nUS-AL,400\nUS-NY,900\nUS-DC,100\nUS-XX,7\n' > coded.csv
printf 'state,reach\nAL,400\nNY,900\nDC,100\n' > postal.csv
printf 'state,population\nAlabama,5024279\nNew York,20201249\nDistrict of Columbia,689545\n' > states.csv
for file in coded.csv postal.csv; do
	"$SEGBIAS" compare "$file" states.csv -s none --explain-mapping 2>&1 | grep -E '→|^ +[0-9,]+  .*  unmatched|warning'
done
