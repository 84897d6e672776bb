# Rows of tests/stats/test_stat_independence.c: BY_R {rows, columns, p, table[20]} by simulation, B = 1e6.
simulated <- function(rows, ...) {
	t <- matrix(c(...), nrow = rows, byrow = TRUE)
	set.seed(1)
	p <- suppressWarnings(chisq.test(t, simulate.p.value = TRUE, B = 1e6))$p.value
	cat(sprintf("{%d, %d, %.17g, %s},\n", nrow(t), ncol(t), p,
	            paste(c(t(t), rep(0, 20 - length(t))), collapse = ", ")))
}
simulated(3, 4, 10, 2, 9, 12, 1, 30, 33, 14)
simulated(5, 1, 0, 2, 4, 3, 1, 2, 0, 0, 2, 5, 1, 1, 1, 0, 6, 40, 60, 55, 70)
simulated(4, 60, 2, 30, 1, 50, 1, 44, 5, 70, 8, 39, 2, 20, 0, 25, 2)
simulated(3, 12000, 30, 1100, 15000, 20, 1500, 1800, 9, 180)
simulated(4, 3000, 2500, 2800, 1, 400, 300, 380, 4, 5000, 4100, 4600, 2, 2, 3, 1, 0)
