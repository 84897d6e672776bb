# Levels of one list below a total, in rounded figures. By hand: 181 = 76 + 33 + 72, but 95 is 66 + 28 but for rounding, and
# 181 + 95 + 237 = 513 is the total.
regions='Total,513000\nNorth,181000\nAlnwick,76000\nBerwick,33000\nCarlow,72000\nSouth,95000\nDover,66000\nExmoor,28000
West,237000\nFrome,81000\nGower,42000\nHayle,77000\nIlford,37000\n'
printf "district,population\n$regions" >regions.csv
"$SEGBIAS" inspect regions.csv --cells; echo "exit $?"
"$SEGBIAS" inspect regions.csv --cells --within 'district=Alnwick,Berwick,Carlow,Dover,Exmoor,Frome,Gower,Hayle,Ilford' -q
# The total below, and each region below its districts; one that is left out tells no sum any more, and levels all the same.
printf "district,population\n$regions" | awk -F, 'NR == 1 { print; next } { line[NR] = $0 } END { for (i = NR; i > 1; i--) print line[i] }' >below.csv
"$SEGBIAS" inspect below.csv --cells; echo "exit $?"
grep -v Gower regions.csv >withheld.csv
"$SEGBIAS" inspect withheld.csv --cells; echo "exit $?"
"$SEGBIAS" inspect withheld.csv --cells --within district=North,South,West -q
# Two complete levels whose values stand apart come to twice the total, whatever the column is called.
printf 'grade,members\nTotal,40600\nlow,13200\nhigh,27400\na,9100\nb,8300\nc,12050\nd,11150\n' >twice.csv
"$SEGBIAS" inspect twice.csv --cells; echo "exit $?"
# By sex it cannot be told from several answers of a person, and both are asked about; alone it is several answers.
printf 'sex,language,count\nM,Total,51000\nM,English,46003\nM,Welsh,9511\nF,Total,56100\nF,English,50603\nF,Welsh,10462\n' >answers.csv
"$SEGBIAS" inspect answers.csv --cells; echo "exit $?"
"$SEGBIAS" inspect answers.csv --cells --where sex=M -q
# Bands within bands are told by their edges: 95 is 67 + 28 + 1 of rounding, 101 is 49 + 52.
printf 'sex,age,count\nM,Total,196000\nM,0-14,95000\nM,0-4,67000\nM,5-14,28000\nM,15+,101000\nM,15-64,48000\nM,65+,52000\n' >bands.csv
sed -n '2,$s/^M/F/p' bands.csv >>bands.csv
"$SEGBIAS" inspect bands.csv --cells -q
grep -v ^F bands.csv | cut -d, -f2- >bands1.csv
"$SEGBIAS" inspect bands1.csv --cells
# Where all values come to one of several totals, small figures that come to another by chance (15 is 6 + 9) are no
# levels: the others say of how many people the answers are.
printf 'language,speakers\nEnglish,448215\nWelsh,184371\nPolish,22809\nScots,2103\nUrdu,1530\nCornish,15\nManx,6\nSami,9\nTotal people stated,469971\nTotal responses,659058\nTotal people,469980\n' >responses.csv
"$SEGBIAS" inspect responses.csv --cells --reference-rounded 3 -q; echo "exit $?"
printf 'language,speakers\nEnglish,448217\nWelsh,228091\nPolish,123456\nUrdu,104635\nTotal people stated,669971\nTotal responses,904399\nTotal people,669980\n' >exact.csv
"$SEGBIAS" inspect exact.csv --cells -q; echo "exit $?"
