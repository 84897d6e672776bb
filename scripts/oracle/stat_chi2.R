# Rows of tests/stats/test_stat_chi2.c TAILS: {chi2, df, p}; then exact p of goodness of fit by enumeration.
#   Rscript stat_chi2.R
for (x in list(c(3.84, 1), c(11.07, 5), c(1320, 1), c(1300, 5), c(100, 100), c(1900, 200), c(.01, 7), c(250.5, 199), c(2e6, 2e6), c(4.26e9, 4.2599e9)))
	cat(sprintf("{%.17g, %.17g, %.17g},\n", x[1], x[2], pchisq(x[1], x[2], lower.tail = FALSE)))
exact <- function(k, r) { # sum of the multinomial probabilities of the outcomes at least as far away
	n <- sum(k); stat <- function(x) sum((x - n * r)^2 / (n * r)); seen <- stat(k) * (1 - 64 * .Machine$double.eps); p <- 0
	visit <- function(head, left) {
		if (length(head) == length(k) - 1) {
			x <- c(head, left)
			if (stat(x) >= seen) p <<- p + dmultinom(x, prob = r)
		} else for (i in 0:left) visit(c(head, i), left - i)
	}
	visit(numeric(0), n)
	cat(sprintf("chi2 %.17g exact p %.17g chisq.test %.4g\n", stat(k), p, suppressWarnings(chisq.test(k, p = r))$p.value))
}
exact(c(6, 3, 1, 0), c(.25, .25, .25, .25))
exact(c(12, 20, 6, 2), c(.4, .4, .1, .1))
exact(c(55, 3, 2), c(.94, .05, .01))
