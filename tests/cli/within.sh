# 18+: 300, 350, 800, 350 of 1,800 thousand; the 50 records under 18 are outside.
"$SEGBIAS" compare fixtures/ages.csv fixtures/age_bands.csv --within age=18+ -f csv | cut -d, -f1-4,8,9,22
# In a joint table the other attributes are restricted too: Female 384 + 336 of 1,400 thousand at 35 or over = .5142857.
"$SEGBIAS" compare fixtures/club.csv fixtures/town_joint.csv --within age=35-54,55+ -f csv | cut -d, -f1-4,8
# The universe need not be compared.
"$SEGBIAS" compare fixtures/club.csv fixtures/town_joint.csv --within age=35-54,55+ -a gender -f csv | cut -d, -f1-4,8
# A table of margins cannot say who else is in the universe.
"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv --within age=35+ -s none -f csv | cut -d, -f2-4,8
"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv --within age=99+; echo "exit $?"
# A band that --bins makes reaches below the universe: what is of it and outside counts on neither side (200 of 500 and 300 of 500).
printf 'age,count\n18-24,100\n25-34,200\n35-44,300\n' >bands.csv
printf 'age,count\n0-17,500\n18-24,100\n25-34,200\n35-44,300\n' >all.csv
{ echo age; for age in 18 20 26 27 40 41 42; do for i in 1 2 3 4 5 6 7 8 9 10; do echo $age; done; done; } >ages.csv
{ echo birth_date; for age in 18 20 26 27 40 41 42; do for i in 1 2 3 4 5 6 7 8 9 10; do echo $((2023 - age))-05-05; done; done; } >births.csv
"$SEGBIAS" compare bands.csv all.csv --within age=25+ --bins age=35 -q | grep -A 3 '^Whole campaign, age'
"$SEGBIAS" compare ages.csv all.csv --within age=25+ --bins age=35 -q | grep -A 3 '^Whole campaign, age'
"$SEGBIAS" compare births.csv all.csv --within age=25+ --bins age=35 --born birth_date --as-of 2023-12-31 -q | grep -A 3 '^Whole campaign, birth'
