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
