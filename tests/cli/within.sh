# 18+: 300, 350, 800, 350 of 1,800 thousand; the 50 records under 18 are outside.
"$SEGBIAS" compare fixtures/ages.csv fixtures/age_bands.csv --within age=18+ -f csv | cut -d, -f1-4,8,9,22
# In a joint table the other attributes are restricted too: Female 384 + 336 of 1,400 thousand at 35 or over = .5142857.
"$SEGBIAS" compare fixtures/club.csv fixtures/town_joint.csv --within age=35-54,55+ -f csv | cut -d, -f1-4,8
# The universe need not be compared.
"$SEGBIAS" compare fixtures/club.csv fixtures/town_joint.csv --within age=35-54,55+ -a gender -f csv | cut -d, -f1-4,8
# A table of margins cannot say who else is in the universe.
"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv --within age=35+ -s none -f csv | cut -d, -f2-4,8
"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv --within age=99+; echo "exit $?"
