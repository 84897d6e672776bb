# scipy, Readers, 55+: 326 of 1000 against .32: binomtest(326, 1000, .32).pvalue = .6842758,
# p_within = max(binom.sf(325, 1000, .8 * .32), binom.cdf(326, 1000, 1.25 * .32)) = 7.889489e-07: within.
"$SEGBIAS" compare fixtures/club.csv fixtures/town.csv -f csv
