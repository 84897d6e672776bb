# Rows of tests/stats/test_stat_chi2.c TAILS: {chi2, df, p}
#   Rscript stat_chi2.R
for (x in list(c(3.84, 1), c(11.07, 5), c(1320, 1), c(1300, 5), c(100, 100), c(1900, 200), c(.01, 7), c(250.5, 199), c(2e6, 2e6), c(4.26e9, 4.2599e9)))
	cat(sprintf("{%.17g, %.17g, %.17g},\n", x[1], x[2], pchisq(x[1], x[2], lower.tail = FALSE)))
