# Rows of tests/stats/test_stat_binomial.c: {k, n, p, upper, lower, two-sided}
#   Rscript stat_binomial.R
cases <- list(c(0, 10, .3), c(10, 10, .3), c(3, 10, .3), c(4, 10, .3), c(7, 20, .5), c(13, 20, .5), c(1, 50, .001),
              c(0, 500, .009), c(117, 1000, .1), c(83, 1000, .1), c(55, 1000, .1), c(999, 1000, .99), c(40, 400, .2),
              c(2, 3, 2 / 3), c(5, 9, .25), c(30000, 100000, .3), c(30600, 100000, .3), c(28000, 100000, .3))
for (x in cases) {
	k <- x[1]; n <- x[2]; p <- x[3]
	cat(sprintf("{%.0f, %.0f, %.17g, %.17g, %.17g, %.17g},\n", k, n, p, pbinom(k - 1, n, p, lower.tail = FALSE),
	            pbinom(k, n, p), binom.test(k, n, p)$p.value))
}
