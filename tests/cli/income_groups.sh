# Incomes with a point between thousands lie in the bands of thousands, and are no numbers below a hundred.
printf 'segment;income\nA;21.050\nA;28.400\nA;35.900\nA;61.250\nB;70.000\nB;9.800\n' >incomes.csv
printf 'attribute,value,count\nincome,0-29999,300000\nincome,30000-59999,400000\nincome,60000+,300000\n' >bands.csv
"$SEGBIAS" compare incomes.csv bands.csv -f csv -q | cut -d, -f1-4 | head -4
# Where the point is the decimal sign, they are what they say.
printf 'segment,income\nA,21.050\nA,28.4\nA,35.900\n' >plain.csv
"$SEGBIAS" compare plain.csv bands.csv -f csv -q | cut -d, -f1-4 | head -4
# Where all have a point before three digits, it cannot be told.
printf 'segment,income\nA,21.050\nA,28.400\nA,35.900\n' >open.csv
"$SEGBIAS" compare open.csv bands.csv -f csv -q; echo "exit $?"
"$SEGBIAS" compare open.csv bands.csv -f csv -q --decimal , | cut -d, -f1-4 | head -4
printf 'segment;sex;weight\nA;M;1.605\nA;F;1.250\nB;M;1.125\n' >weights.csv
printf 'sex,count\nM,500000\nF,500000\n' >sexes.csv
"$SEGBIAS" compare weights.csv sexes.csv -f csv -q; echo "exit $?"
"$SEGBIAS" compare weights.csv sexes.csv -f csv -q --count weight; echo "exit $?"
