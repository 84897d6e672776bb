# A number with decimals under a name of its own may be a weight: said, and used where it is named.
printf 'segment,sex\nA,Male\nA,Female\nB,Male\n' >campaign.csv
printf 'id,sex,qz9\n1,Male,1.75\n2,Female,5.25\n3,Female,5.25\n4,Male,1.75\n' >survey.csv
"$SEGBIAS" compare campaign.csv survey.csv -f csv | cut -d, -f1-4,8 | head -3
"$SEGBIAS" compare campaign.csv survey.csv --reference-weight qz9 -f csv -q | cut -d, -f1-4,8 | head -3
