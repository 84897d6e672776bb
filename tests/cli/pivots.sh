# Subtotals as pivot tables write them: "Female Total", and blanks in the columns behind. They are no value, and nobody's unknown age.
cells() {
	"$SEGBIAS" inspect "$@" --cells
	echo "exit $?"
}
printf 'Sex,Age,Count\nFemale,0-17,120\nFemale,18+,300\nFemale Total,,420\nMale,0-17,110\nMale,18+,333\nMale Total,,443\nGrand Total,,863\n' >sexes.csv
cells sexes.csv
# Under any word, where the sum shows it; within others; of places.
printf 'Geschlecht;Alter;Anzahl\nweiblich;0-17;120\nweiblich;18+;301\nweiblich Ergebnis;;421\nm\303\244nnlich;0-17;110\nm\303\244nnlich;18+;333\nm\303\244nnlich Ergebnis;;443\nGesamtergebnis;;864\n' >german.csv
cells german.csv
printf 'Region,Sex,Age,Count\nNorth,F,0-17,123\nNorth,F,18+,301\nNorth,F Total,,424\nNorth,M,0-17,117\nNorth,M,18+,329\nNorth,M Total,,446\nNorth Total,,,870\nSouth,F,0-17,91\nSouth,F,18+,222\nSouth,F Total,,313\nSouth,M,0-17,98\nSouth,M,18+,241\nSouth,M Total,,339\nSouth Total,,,652\n' >within.csv
cells within.csv
# Who was reached in two cells counts once in a subtotal of reach.
sed 's/Count/Reach/; s/,420$/,402/; s/,443$/,431/; /Grand/d' sexes.csv >reach.csv
cells reach.csv
# A subtotal that is none is asked about; a value that only begins like another is one.
sed 's/,420$/,390/; /Grand/d' sexes.csv >differs.csv
cells differs.csv
printf 'City,Sex,Count\nYork,F,120\nYork,M,111\nNew York,F,420\nNew York,M,433\nNew York,,17\n' >cities.csv
cells cities.csv --attributes City,Sex
# Rounded figures come near their subtotal.
printf 'Region,Sex,Count\nNorth,F,1205\nNorth,M,1100\nNorth Total,,2310\nSouth,F,1110\nSouth,M,1335\nSouth Total,,2440\n' >rounded.csv
cells rounded.csv -q
