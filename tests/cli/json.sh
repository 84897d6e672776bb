# Everything of the JSON, once. Checked with scipy 1.10 (exact binomials; alpha 0.05, band 80..125, bh over 10 tests):
# Runners, 18-34: 550 of 800 against .3: index 229.17, binomtest(550, 800, .3).pvalue = 1.184002e-112: over.
# Runners, 55+: 0 of 800 against .32: p_flag = 2 * binom.cdf(0, 800, .8 * .32) = 3.625588e-103: under.
"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv --format json
