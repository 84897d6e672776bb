# Each message, and what comes of its hint, typed.
printf 'segment,sex\nA,Male\nA,Female\nB,Male\n' >campaign.csv
ask() { "$SEGBIAS" compare "$@" -f csv -q | cut -d, -f1-4,8 | head -3; }
# Places with a comma; years of records, which only --where tells apart.
printf 'sex,region,count\nMale,"N, upper",500\nFemale,"N, upper",510\nMale,"S, lower",500\nFemale,"S, lower",530\n' >places.csv
ask campaign.csv places.csv
ask campaign.csv places.csv --where 'region=S, lower'
{ echo id,year,sex; for i in $(seq 40); do echo "$i,$((2020 + i % 2)),$([ $((i % 3)) = 0 ] && echo Male || echo Female)"; done; } >years.csv
ask campaign.csv years.csv
ask campaign.csv years.csv --where 'year=2020'
# A shape whose columns have other names.
printf 'variable,val,people\nsex,Male,5\nsex,Female,5\n' >margins.csv
ask campaign.csv margins.csv --reference-shape marginal
sed 's/variable,val/attribute,value/' margins.csv >named.csv
ask campaign.csv named.csv --reference-shape marginal
printf 'attribute,value,who\nsex,Male,x\nsex,Female,y\n' >nobody.csv
ask campaign.csv nobody.csv --reference-shape marginal
# Shares of a campaign, with and without a number beside them.
printf 'segment,sex,share\nA,Male,0.4\nA,Female,0.6\n' >shares.csv
ask shares.csv places.csv
printf 'segment,sex,share of it,zq\nA,Male,0.4,44\nA,Female,0.6,66\n' >beside.csv
ask beside.csv places.csv --where 'region=*' --count 'share of it'
ask beside.csv places.csv --where 'region=*' --count zq
# Birth dates.
printf 'segment,dob\nA,1985-01-02\nA,1990-02-03\n' >born.csv
printf 'attribute,value,count\nage,18-34,5\nage,35+,6\nalter,18-34,5\nalter,35+,6\n' >ages.csv
ask born.csv ages.csv --born dob --as-of 2024-01-31
ask born.csv ages.csv --born dob --as-of 2024-01-31 --map 'dob=alter'
ask born.csv ages.csv --born dob --as-of 2024-01-31 --map 'dob=REFERENCE'
{ echo id,age,sex; for i in $(seq 10 60); do echo "$i,19$((i + 30))-02-03,Male"; done; } >dates.csv
ask born.csv dates.csv --born dob --as-of 2024-01-31
ask born.csv dates.csv --born dob --as-of 2024-01-31 --map 'dob=age'
ask born.csv dates.csv --born dob --as-of 2024-01-31 --map 'dob=age' --bins 'dob=18,25,35'
# Numbers that nothing cuts into bands, and a decimal sign that cannot be told.
{ echo segment,age; for i in $(seq 60); do echo "A,$((60 + i % 30))"; done; echo A,999; } >people.csv
{ echo id,age; for i in $(seq 80); do echo "$i,$((50 + i % 40))"; done; echo 81,999; } >sample.csv
ask people.csv sample.csv --within age=65+
ask people.csv sample.csv --within age=65+ --bins 'age=18,25,35,65'
{ printf 'segment\tfloors\n'; for i in $(seq 60); do printf 'A\t%s,%s\n' $((20 + i % 60)) $((100 + i * 7)); done; } >floors.csv
printf 'floors,count\n0-24999,500\n25000-49999,400\n50000+,200\n' >buildings.csv
ask floors.csv buildings.csv
ask floors.csv buildings.csv --decimal .
ask floors.csv buildings.csv --decimal ,
# Letters of two languages, of which --within leaves one.
printf 'segment,g\nA,M\nA,F\nA,M\n' >letters.csv
printf 'g,count\nV,51\nM,49\n' >dutch.csv
ask letters.csv dutch.csv --within g=M
ask letters.csv dutch.csv --within g=M --recode 'g:M=V' --recode 'g:F=M'
ask letters.csv dutch.csv --within g=M --recode 'g:M=M' --recode 'g:F=V'
