# Commas and semicolons of other scripts are no delimiters: a file that is written with them is no list of one column.
printf 'sex\nM\nF\n' >sexes.csv
for sign in ، ؛ ， ； 、; do
	printf 'sex,age,count\nM,18-39,4000\nF,18-39,4100\nM,40+,5000\nF,40+,5200\n' | sed "s/,/$sign/g" >table.csv
	"$SEGBIAS" compare sexes.csv table.csv
	echo "exit $?"
done
"$SEGBIAS" compare table.csv sexes.csv
# In a text that is one column such a sign is one of the text, and so is it within the cells of several.
printf 'note\nred، green\nblue\n' >notes.csv
"$SEGBIAS" inspect notes.csv | head -1
printf 'sex، or gender,count\n"M، male",4000\n"F، female",4100\n' >cells.csv
"$SEGBIAS" inspect cells.csv --cells
