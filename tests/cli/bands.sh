# Ages into the reference's bands. A, by hand: 16 | 18, 24 | 25, 34 | 35, 64 | 65 are 40, 160, 140, 150, 110 of 600;
# reference 400, 300, 350, 800, 350 of 2,200 thousand.
"$SEGBIAS" compare fixtures/ages.csv fixtures/age_bands.csv -f csv | cut -d, -f1-4,8,9,22
