# Both files are cut: reference 400k, 300k, 350k, 800k, 350k as age_bands.csv has them, so the numbers are its.
"$SEGBIAS" compare fixtures/ages.csv fixtures/age_years.csv --bins age=18,25,35,65 -f csv > bins.out
cut -d, -f1-4,8 bins.out
"$SEGBIAS" compare fixtures/ages.csv fixtures/age_bands.csv -f csv | cut -d, -f4- > bands.out
cut -d, -f4- bins.out | cmp - bands.out && echo same
"$SEGBIAS" compare fixtures/ages.csv fixtures/age_bands.csv --bins age=18,30,65; echo "exit $?"
"$SEGBIAS" compare fixtures/ages.csv fixtures/age_bands.csv --bins income=18,30; echo "exit $?"
