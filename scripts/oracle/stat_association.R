# Rows of tests/stats/test_stat_association.c: chi2, df, p, V, corrected V, least expected count
#   Rscript stat_association.R
show <- function(t) {
	t <- t[rowSums(t) > 0, colSums(t) > 0]
	x <- suppressWarnings(chisq.test(t, correct = FALSE)); n <- sum(t); r <- nrow(t); c <- ncol(t); chi2 <- unname(x$statistic)
	phi2 <- max(0, chi2 / n - (r - 1) * (c - 1) / (n - 1))                      # Bergsma 2013
	rr <- r - (r - 1)^2 / (n - 1); cc <- c - (c - 1)^2 / (n - 1)
	cat(sprintf("{%.17g, %g, %.17g, %.17g, %.17g, %.17g},\n", chi2, x$parameter, x$p.value, sqrt(chi2 / (n * (min(r, c) - 1))),
	            sqrt(phi2 / min(rr - 1, cc - 1)), min(x$expected)))
}
show(matrix(c(12, 5, 7, 30, 21, 9), 2, byrow = TRUE))
show(matrix(c(10, 10, 10, 11), 2, byrow = TRUE))
show(matrix(c(500, 0, 20, 0, 0, 0, 30, 0, 900), 3, byrow = TRUE))
show(matrix(c(1.5, 2.25, 40, 8.75, 3, 2, 9, 10, 11, 12, 13, 14), 3, byrow = TRUE))
