# Files that were read as something else without a word.
cells() {
	"$SEGBIAS" inspect "$@" --cells
	echo "exit $?"
}
# Bounds without the figure between them: rows are no records.
printf 'age,gender,impressions_lower_bound,impressions_upper_bound\n18-24,f,1000,1999\n18-24,m,2000,2999\n25+,f,500,999\n25+,m,800,999\n' >bounds.csv
cells bounds.csv
sed '1s/.*/age,gender,impressions/; 2,$s/,\([0-9]*\)$/-\1/' bounds.csv >one.csv
cells one.csv
# Thousands of which a spreadsheet has cut the zeros; where it has not, they are fractions.
printf 'sex,age,reach\nF,0-17,1.2\nF,18+,13.411\nM,0-17,998\nM,18+,2.998\n' >cut.csv
cells cut.csv
cells cut.csv --reference-thousands none
sed 's/998$/990/; s/2.990/2.990/' cut.csv >kept.csv
cells kept.csv
# Bands that a spreadsheet took for dates.
printf 'age,sex,count\n0-4,F,120\n5-Sep,F,312\nOct-14,F,131\n15+,F,400\n0-4,M,120\n5-Sep,M,302\nOct-14,M,136\n15+,M,404\n' >dates.csv
sed 's/5-Sep/5-9/; s/Oct-14/10-14/; s/count/reach/' dates.csv >campaign.csv
"$SEGBIAS" compare campaign.csv dates.csv -f csv -q | cut -d, -f1-5 | head -4
# Bands of two years among them, with --where: F 110 + 90 + 130 + 70 + 200 = 600, M 120 + 60 + 100 + 80 + 40 = 400 of 1000. The same in
# French, and as written without a spreadsheet.
young='0-2,F,110\n3-4,F,90\n5-7,F,130\n8-9,F,70\n10-14,F,200\n15+,F,5000\n0-2,M,120\n3-4,M,60\n5-7,M,100\n8-9,M,80\n10-14,M,40\n15+,M,9000\n'
printf "age,sex,count\n$young" >plain.csv
sed 's/^3-4/4-Mar/; s/^5-7/7-May/; s/^8-9/9-Aug/; s/^10-14/14-Oct/' plain.csv >english.csv
sed 's/^3-4/04-mars/; s/^5-7/07-mai/; s/^8-9/09-ao\xc3\xbbt/; s/^10-14/14-oct./' plain.csv >french.csv
for file in plain english french; do
	"$SEGBIAS" compare campaign.csv $file.csv --where age=0-14 -a sex -f csv -q | cut -d, -f2-4,8
done
# Dates that are no bands for sure, and would be left out: --where, --campaign-where and --within ask for them. What they name is taken,
# and so is what is recoded: the same 600 and 400.
sed 's/^3-4/2024-03-04/; s/^5-7/2024-05-07/; s/^8-9/2024-08-09/; s/^10-14/2024-10-14/' plain.csv >iso.csv
sed 's/^3-4/4-kwi/' plain.csv >word.csv
sed 's/^3-4/45355/' plain.csv >stored.csv
for file in iso word stored; do
	"$SEGBIAS" compare campaign.csv $file.csv --where age=0-14 -a sex -q
	"$SEGBIAS" compare campaign.csv $file.csv --within age=0-14 -a sex -q
	"$SEGBIAS" compare $file.csv plain.csv --campaign-where age=0-14 -a sex -q
done
"$SEGBIAS" compare word.csv plain.csv --within age=0-14 -a sex -q
"$SEGBIAS" compare word.csv plain.csv --within age=0-14 -a sex --recode age:4-kwi=3-4 -f csv -q | cut -d, -f2-4,8
"$SEGBIAS" compare campaign.csv word.csv --where age=0-14 --where age=4-kwi -a sex -f csv -q | cut -d, -f2-4,8
# A whole date is not repeated, however it is written: it may be of a birth.
sed 's/^3-4/"March 9, 2011"/' plain.csv >born.csv
"$SEGBIAS" compare born.csv plain.csv --campaign-where age=0-14 -a sex -q
# A column of plain ages, some of them unknown or dates, has no bands that dates could be of.
printf 'sex,age\nF,3\nM,4\nF,999\nM,2011-03-04\nF,8\nM,30\n' >mixed.csv
"$SEGBIAS" compare mixed.csv plain.csv --campaign-where age=0-14 -a sex -f csv -q | cut -d, -f2-4,8
# Lakhs, and tens of thousands.
printf 'Sex,Population (in lakh)\nMales,6232\nFemales,5865\n' >lakh.csv
cells lakh.csv -q
printf '\346\200\247\345\210\253,\344\272\272\345\217\243\357\274\210\344\270\207\344\272\272\357\274\211\n\347\224\267,72142\n\345\245\263,69033\n' >wan.csv
cells wan.csv -q
# What shares say is withheld may belong to any group.
printf 'Gender,Impressions,%% of Impressions\nF,50120,50.1%%\nM,30110,30.1%%\nX,10020,10.0%%\n' >withheld.csv
printf 'Gender,count\nF,500001\nM,399999\nX,100003\n' >people.csv
"$SEGBIAS" compare withheld.csv people.csv --count Impressions | sed -n '/^Verdict/p; /^Whole/,/^$/p'
# A hidden figure is not all that is left of a total where a row is not there.
printf 'sex,age,count\nF,0-17,120\nF,18-64,<5\nF,Total,124\nM,0-17,131\nM,18-64,299\nM,65+,53\nM,Total,483\n' >absent.csv
cells absent.csv
sed 's/^F,Total,124/F,65+,0\n&/' absent.csv >there.csv
cells there.csv -q
# A scale among pairs above the table: behind a blank line, with commas behind them, above more columns.
printf 'Unit,Thousands\nYear,2023\n\nsex,persons\nM,810\nF,812\n' >unit.csv
cells unit.csv -q
printf 'Unit,Thousands,\nYear,2023,\n,,\nsex,age,persons\nM,0-17,210\nM,18+,600\nF,0-17,200\nF,18+,612\n' >padded.csv
cells padded.csv -q
sed '2,3d; s/s,$/s/' padded.csv >wider.csv
cells wider.csv -q
# Where what it is from stands right below the rows, and what a sign there means.
printf 'Sexo;Idade;2022\nHomens;0-14;101\nHomens;15+;337\nMulheres;0-14;97\nMulheres;15+;352\nFonte: censo\n' >source.csv
cells source.csv
printf 'Sexo;Idade;2022\nHomens;0-14;101\nHomens;15+;337\nMulheres;0-14;97\nMulhe\n' >torn.csv
cells torn.csv
