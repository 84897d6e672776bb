# scipy, 40 of 600: binomtest(40, 600).proportion_ci() = .04805124 .08967753, "wilson" .04933762 .08950919, exact at 99 %
# .04313207 .09733300.
"$SEGBIAS" compare fixtures/ages.csv fixtures/age_bands.csv -f csv | grep '^A' | cut -d, -f3,5-7,10,11
"$SEGBIAS" compare fixtures/ages.csv fixtures/age_bands.csv -f csv --interval wilson | grep '^A' | cut -d, -f3,5-7,10,11
"$SEGBIAS" compare fixtures/ages.csv fixtures/age_bands.csv -f csv --alpha 1% | grep '^A' | cut -d, -f3,5-7,22
