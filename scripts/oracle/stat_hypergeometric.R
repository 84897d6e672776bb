# Rows of tests/stats/test_stat_hypergeometric.c SMALL: {k, n, N, K, upper, lower, two-sided}
#   Rscript stat_hypergeometric.R
cases <- list(c(3, 10, 50, 20), c(0, 10, 50, 20), c(10, 10, 50, 20), c(8, 10, 50, 20), c(7, 10, 20, 14), c(4, 10, 20, 14),
              c(12, 60, 100, 30), c(18, 60, 100, 30), c(25, 60, 100, 30), c(130, 1000, 5000, 500), c(70, 1000, 5000, 500),
              c(5, 5, 5, 5), c(0, 3, 10, 0))
for (x in cases) {
	k <- x[1]; n <- x[2]; N <- x[3]; K <- x[4]
	two <- fisher.test(matrix(c(k, K - k, n - k, N - K - n + k), 2))$p.value
	cat(sprintf("{%.0f, %.0f, %.0f, %.0f, %.17g, %.17g, %.17g},\n", k, n, N, K,
	            phyper(k - 1, K, N - K, n, lower.tail = FALSE), phyper(k, K, N - K, n), two))
}
