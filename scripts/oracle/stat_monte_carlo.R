# Rows of tests/stats/test_stat_monte_carlo.c. By simulation: FITS_BY_R {weight[6], k[6], p} and TABLES_BY_R {total[6],
# k[6], p}, B = 1e6. Exact: MANY {weight[3], k[3], p}, EVEN {n, k, p} and OVERLAPS {K, N - K, n, k, p}.
#   Rscript stat_monte_carlo.R        (a minute or two: chisq.test counts each replicate in R)
row <- function(...) cat("{", paste(sprintf("%.17g", c(...)), collapse = ", "), "},\n", sep = "")
seeded <- function(...) { set.seed(1); suppressWarnings(chisq.test(..., simulate.p.value = TRUE, B = 1e6)) }
fit <- function(k, w) row(w, rep(0, 6 - length(w)), k, rep(0, 6 - length(k)),
                          seeded(k, p = w, rescale.p = TRUE)$p.value)
fit(c(12, 20, 6, 2), c(4, 4, 1, 1))
fit(c(1, 9, 9, 4, 1, 2), c(1, 10, 8, 5, 3, 2))
table <- function(k, total) row(total, rep(0, 6 - length(total)), k, rep(0, 6 - length(k)),
                                seeded(rbind(k, total - k))$p.value)
table(c(3, 0, 4, 1), c(7, 8, 9, 10))
table(c(1, 5, 0, 8, 4, 2), c(3, 40, 20, 100, 30, 7))
table(c(30, 55, 2, 9), c(70, 100, 11, 12))
table(c(400, 510, 3, 7), c(9000, 10000, 100, 60))

# Where all but two values are rare: the sum over the outcomes of the rare ones that leave any probability.
many <- function(w, k) {
	n <- sum(k); r <- w / sum(w); top <- qbinom(1e-18, n, r[1:2], lower.tail = FALSE)
	k1 <- rep(0:top[1], top[2] + 1); k2 <- rep(0:top[2], each = top[1] + 1)
	stat <- function(a, b) (a - n * r[1])^2 / (n * r[1]) + (b - n * r[2])^2 / (n * r[2]) + (a + b - n * (r[1] + r[2]))^2 / (n * r[3])
	density <- dbinom(k1, n, r[1]) * dbinom(k2, n - k1, w[2] / (w[2] + w[3]))
	row(w, k, sum(density[stat(k1, k2) >= stat(k[1], k[2]) * (1 - 1e-9)]))
}
many(c(2, 5, 9993), c(3, 0, 4997))
many(c(2, 5, 9993), c(1, 6, 4993))
many(c(10, 20, 9970), c(4, 17, 4979))
many(c(3, 1, 1e10), c(0, 2, 9999999998))
many(c(3, 1, 1e10), c(7, 1, 9999999992))
many(c(12, 9, 4e15), c(19, 14, 4e15))

even <- function(n, k) row(n, k, 2 * pbinom(n - k, n, .5))
for (x in list(c(4000, 2001), c(4096, 2080), c(4097, 2049), c(4097, 2081), c(1e6, 500900), c(1e12, 500001000000))) even(x[1], x[2])

# k of n are among the K: the outcomes as far from the mean.
overlap <- function(K, L, n, k) {
	mean <- n * (K / (K + L)); spread <- sqrt(mean * (L / (K + L)) * ((K + L - n) / (K + L)))
	all <- max(0, n - L, floor(mean - 12 * spread - 60)):min(n, K, ceiling(mean + 12 * spread + 60))
	row(K, L, n, k, sum(dhyper(all, K, L, n)[abs(all - mean) >= abs(k - mean) * (1 - 1e-9)]))
}
overlap(10, 90, 40, 6)
overlap(40, 60, 90, 38)
overlap(50, 50, 50, 29)
overlap(1e4, 1e8, 1e4, 3)
overlap(79000, 1e8, 1e4, 12)
overlap(82000, 1e8, 1e4, 3)
overlap(3e6, 7e6, 9e6, 2700500)
overlap(6e5, 4e5, 3e5, 180400)
overlap(7e15, 2e15, 100, 70)
overlap(100, 9e15, 4e15, 52)
overlap(4e8, 9e15, 1e9, 50)
overlap(4e15, 5e15, 1e11, 44444500000)
