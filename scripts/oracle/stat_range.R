# Rows of tests/stats/test_stat_range.c: {alpha, gap, gap_low, gap_high} of the sets of groups named there, from the exact
# limits of binom.test and Newcombe's method 10 for each pair
#   Rscript stat_range.R
limits <- function(k, n, alpha) as.numeric(binom.test(k, n, conf.level = 1 - alpha)$conf.int)
show <- function(k, n, alpha) {
	x <- k / n
	m <- length(k)
	single <- mapply(limits, k, n, alpha)
	joint <- mapply(limits, k, n, alpha / choose(m, 2))
	low <- 0
	high <- 0
	for (i in 1:m) for (j in 1:m) if (i != j) {
		low <- max(low, x[i] - x[j] - sqrt((x[i] - joint[1, i])^2 + (joint[2, j] - x[j])^2))
		high <- max(high, x[i] - x[j] + sqrt((single[2, i] - x[i])^2 + (x[j] - single[1, j])^2))
	}
	cat(sprintf("{%g, %.17g, %.17g, %.17g},\n", alpha, max(x) - min(x), low, min(1, high)))
}
show(c(48, 12), c(80, 40), .05)
show(c(667, 555), c(1390, 1181), .05)
show(c(204, 412, 170, 52, 302, 18, 96), c(408, 797, 390, 119, 616, 41, 213), .05)
show(c(204, 412, 170, 52, 302, 18, 96), c(408, 797, 390, 119, 616, 41, 213), .01)
show(c(0, 5, 7), c(9, 5, 20), .05)
show(c(3, 3, 3, 3), c(10, 10, 10, 10), .1)
