# Rows of tests/stats/test_stat_welch.c: {n, mean, variance, m, mean, variance, rho, one-sided p of x > rho y, of x < rho y, of rho = 1
# two-sided}, from t.test of samples that have exactly these figures; and limits of x / y, where the one-sided p are .025, by uniroot.
make <- function(n, mean, variance) {
	x <- sin(seq_len(n) * 1.7)
	mean + sqrt(variance) * (x - mean(x)) / sd(x)
}
rows <- list(c(30, 6, 4, 50, 4, 9, 1.25), c(12, 3, 1, 400, 3.2, 2.5, 0.8), c(200, 5, 30, 190, 5, 28, 1), c(31, 9, 0, 40, 8, 3, 1.25))
for (r in rows) {
	x <- make(r[1], r[2], r[3])
	y <- make(r[4], r[5], r[6])
	p <- function(rho, side) t.test(x, rho * y, alternative = side)$p.value
	cat(sprintf("{%g, %g, %g, %g, %g, %g, %g, %.17g, %.17g, %.17g, ", r[1], r[2], r[3], r[4], r[5], r[6], r[7], p(r[7], "greater"),
	            p(r[7], "less"), p(1, "two.sided")))
	low <- uniroot(function(rho) p(rho, "greater") - .025, c(1e-9, r[2] / r[5]), tol = 1e-14)$root
	high <- uniroot(function(rho) p(rho, "less") - .025, c(r[2] / r[5], 5), tol = 1e-14)$root
	cat(sprintf("%.12g, %.12g},\n", low, high))
}
