# Rows of tests/stats/test_stat_kolmogorov.c: {ks, n, m, p} by ks.test(exact = FALSE), the last with a known distribution
#   Rscript stat_kolmogorov.R
two <- function(x, y) {
	test <- suppressWarnings(ks.test(x, y, exact = FALSE))
	cat(sprintf("{%.17g, %d, %d, %.17g},\n", test$statistic, length(x), length(y), test$p.value))
}
two(1:40, (1:30) * 1.5 + 2)
two((1:200)^1.05, 1:300)
test <- ks.test(((1:50) / 51)^1.2, "punif", exact = FALSE)
cat(sprintf("{%.17g, 50, INFINITY, %.17g},\n", test$statistic, test$p.value))
