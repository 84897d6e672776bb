# A line end within a cell and a backslash with an n are two values, and two cells of CSV.
printf 'g,count\n"x\ny",500000\nx\\ny,500000\nC:\\data,500000\n' > three.csv
{
	printf 'segment,g,count\n"a\nb","x\ny",50\na\\nb,x\\ny,60\na,C:\\data,70\n'
} > odd.csv
"$SEGBIAS" compare odd.csv three.csv -f csv -q --min-n 3 | cut -d, -f1-4
