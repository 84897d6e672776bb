# 60 "Femal" of 770 (7.8 %) are more than the tolerated 5 %: Female's index 71.8 could be 320/770/.51 = 81.5, so it is no
# finding. With 10 % tolerated it is one, and not robust (binomtest(260, 710, .51).pvalue = 1.69e-14).
printf 'segment,gender,count\nA,Female,260\nA,Male,450\nA,Femal,60\n' > misspelt.csv
"$SEGBIAS" compare misspelt.csv fixtures/town.csv -s none -f csv | cut -d, -f2-5,9,15,22-24
"$SEGBIAS" compare misspelt.csv fixtures/town.csv -s none --unmatched-max 10% -q -f csv | cut -d, -f2-5,9,15,22-24
"$SEGBIAS" compare misspelt.csv fixtures/town.csv -s none --missing-values +Femal -q -f csv | cut -d, -f2-5,9,15,22-24
"$SEGBIAS" compare misspelt.csv fixtures/town.csv -s none --recode gender:Femal=Female -q -f csv | cut -d, -f2-5,9,15,22-24
# Nothing matches: every figure is empty, the exit status 0.
sed 's/Female/p/; s/Male/q/' fixtures/club.csv > codes.csv
"$SEGBIAS" compare codes.csv fixtures/town.csv -a gender -f csv | cut -d, -f1-5,8,9,22,23
