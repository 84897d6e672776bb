# Rows of tests/tally/test_numeric.c: {offset, step, modulus, n, mean, sd, weight, square, weighted mean, weighted sd}
# of x_i = offset + step (7919 i mod modulus) with weights w_i = 1 + (i mod 7) / 4, i = 0 .. n - 1.
#   Rscript numeric_moments.R
cases <- list(c(0, 1, 10, 4), c(0, .125, 1000, 2500), c(-40, .1, 997, 5000), c(1e9, 1 / 1024, 1000, 2000),
              c(1.7e9, 1, 1209601, 100000), c(1e6, 1e-3, 100003, 100003))
for (x in cases) {
	i <- seq_len(x[4]) - 1
	v <- x[1] + x[2] * ((7919 * i) %% x[3])
	w <- 1 + (i %% 7) / 4
	cat(sprintf("{%.17g, %.17g, %.0f, %.0f, %.17g, %.17g, %.17g, %.17g, %.17g, %.17g},\n", x[1], x[2], x[3], x[4],
	            mean(v), sd(v), sum(w), sum(w^2), weighted.mean(v, w),
	            sqrt(cov.wt(cbind(v), w, method = "unbiased")$cov)))
}
# {n, mean, sd} of the values of one_value_too_many
x <- c(999:66535, 1000, 1000, 1000)
cat(sprintf("{%d, %.17g, %.17g},\n", length(x), mean(x), sd(x)))
