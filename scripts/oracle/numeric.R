# Rows of tests/analysis/test_numeric.c, of the numbers that the test makes by the same formulas: for the whole campaign, S
# and T {n, missing, mean, sd, reference mean, reference sd, smd, pooled smd, ks, p of ks.test(exact = FALSE) with all its digits, p.adjust(p,
# "BH")}; the same groups with weights on the campaign, then on both sides {n, mean, sd, reference mean, reference sd, smd,
# pooled smd, ks}; of the many different values {mean, sd, reference mean, reference sd, smd, ks}.
#   Rscript numeric.R
i <- 0:599
x <- ((i * i * 37 + i * 11) %% 211) * .25 + ifelse(i %% 2 == 1, 3.5, 0)
x[i %% 11 == 0 | i %% 53 == 5] <- NA
w <- 1 + (i %% 4) * .5
j <- 0:399
y <- ((j * j * 29 + j * 7) %% 197) * .25
y[j %% 17 == 0] <- NA
v <- 1 + (j %% 3) * .75
groups <- list(i >= 0, i %% 2 == 0, i %% 2 == 1)
show <- function(...) cat("{", paste(sprintf("%.17g", c(...)), collapse = ", "), "},\n", sep = "")

known <- function(x) x[!is.na(x)]
r <- t(sapply(groups, function(g) {
	a <- known(x[g]); b <- known(y)
	test <- suppressWarnings(ks.test(a, b, exact = FALSE))
	# ks.test stops the series at 1e-6: the same one to its end
	p <- 2 * sum((-1)^(0:99) * exp(-2 * (1:100)^2 * test$statistic^2 * length(a) * length(b) / (length(a) + length(b))))
	stopifnot(abs(p / test$p.value - 1) < 1e-8)
	c(length(a), sum(is.na(x[g])), mean(a), sd(a), mean(b), sd(b), (mean(a) - mean(b)) / sd(b),
	  (mean(a) - mean(b)) / sqrt((var(a) + var(b)) / 2), test$statistic, p)
}))
q <- c(r[1, 10], p.adjust(r[2:3, 10], "BH"))
for (k in 1:3) show(r[k, ], q[k])

moments <- function(x, w) {
	k <- !is.na(x)
	c(weighted.mean(x[k], w[k]), sqrt(cov.wt(cbind(x[k]), w[k], method = "unbiased")$cov))
}
below <- function(x, w, at) { k <- !is.na(x); sapply(at, function(t) sum(w[k & x <= t]) / sum(w[k])) }
for (weights in list(v * 0 + 1, v)) for (g in groups) {
	a <- moments(x[g], w[g]); b <- moments(y, weights)
	at <- known(c(x[g], y))
	show(sum(w[g][!is.na(x[g])]), a, b, (a[1] - b[1]) / b[2], (a[1] - b[1]) / sqrt((a[2]^2 + b[2]^2) / 2),
	     max(abs(below(x[g], w[g], at) - below(y, weights, at))))
}

a <- (1000:70999)^2 / 1000
b <- ((0:2999) * 23 + 1010)^2 / 1000
show(mean(a), sd(a), mean(b), sd(b), (mean(a) - mean(b)) / sd(b), suppressWarnings(ks.test(a, b, exact = FALSE))$statistic)
