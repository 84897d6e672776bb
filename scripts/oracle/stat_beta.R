# Rows of tests/stats/test_stat_beta.c TAILS: {x, a, b, lower, upper}. Quantiles: exact_tails.py (qbeta stops at 1e-15
# of x, which is not 1e-12 of a small x).
#   Rscript stat_beta.R
cases <- list(c(.3, 2, 5), c(.5, .5, .5), c(1e-5, .01, 100), c(.1, 100, 901), c(.05, 100, 901), c(.9, 1e5, 1e4),
              c(.2, 1e-3, 1e-3), c(1 - 1e-9, 3, .2), c(1e-8, 2, 1e8), c(.99, 1, 1))
for (x in cases)
	cat(sprintf("{%.17g, %g, %g, %.17g, %.17g},\n", x[1], x[2], x[3], pbeta(x[1], x[2], x[3]),
	            pbeta(x[1], x[2], x[3], lower.tail = FALSE)))
