# Rows of tests/stats/test_stat_interval.c: {k, n, alpha, exact low, exact high, Wilson low, Wilson high}
#   Rscript stat_interval.R
cases <- list(c(0, 10, .05), c(10, 10, .05), c(1, 10, .05), c(100, 1000, .05), c(117, 1000, .01), c(1, 1, .1),
              c(3, 100000, .05), c(99998, 100000, .05), c(500, 1000, .2), c(0, 1000000, .001))
for (x in cases) {
	b <- binom.test(x[1], x[2], conf.level = 1 - x[3])$conf.int
	w <- suppressWarnings(prop.test(x[1], x[2], conf.level = 1 - x[3], correct = FALSE))$conf.int
	cat(sprintf("{%.0f, %.0f, %g, %.17g, %.17g, %.17g, %.17g},\n", x[1], x[2], x[3], b[1], b[2], w[1], w[2]))
}
# Weighted (Korn and Graubard at effective sizes): {k, n, alpha, low, high}
for (x in list(c(12.25, 80.5, .05), c(.75, 33.3, .05), c(99.9, 100.1, .1)))
	cat(sprintf("{%g, %g, %g, %.17g, %.17g},\n", x[1], x[2], x[3], qbeta(x[3] / 2, x[1], x[2] - x[1] + 1),
	            qbeta(x[3] / 2, x[1] + 1, x[2] - x[1], lower.tail = FALSE)))
