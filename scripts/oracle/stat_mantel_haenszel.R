# Rows of tests/stats/test_stat_mantel_haenszel.c: the strata {a, b, c, d} of UCBAdmissions; for each set of strata
# {odds ratio, statistic, p, crude odds ratio, low, high} by mantelhaen.test(correct = FALSE)
#   Rscript stat_mantel_haenszel.R
show <- function(cells, level = .95) {
	x <- array(t(matrix(cells, ncol = 4, byrow = TRUE)[, c(1, 3, 2, 4)]), c(2, 2, length(cells) / 4))
	test <- mantelhaen.test(x, correct = FALSE, conf.level = level)
	crude <- apply(x, c(1, 2), sum)
	cat(sprintf("{%.17g, %.17g, %.17g, %.17g, %.17g, %.17g},\n", test$estimate, test$statistic, test$p.value,
	            crude[1, 1] * crude[2, 2] / (crude[1, 2] * crude[2, 1]), test$conf.int[1], test$conf.int[2]))
}
# The value: female; selected: admitted.
ucb <- c(apply(UCBAdmissions, 3, function(t) c(t["Admitted", "Female"], t["Rejected", "Female"], t["Admitted", "Male"], t["Rejected", "Male"])))
for (i in 0:5) cat(sprintf("{%g, %g, %g, %g},\n", ucb[4 * i + 1], ucb[4 * i + 2], ucb[4 * i + 3], ucb[4 * i + 4]))
show(ucb)
show(ucb, .9)
show(c(0, 5, 3, 7, 4, 0, 6, 9, 0, 0, 3, 4, 5, 0, 2, 0, 2, 8, 0, 11))   # zero cells, two strata without a margin
show(c(12, 30, 45, 40, 0, 0, 1, 1))   # one stratum: R wants two, the other one lacks a margin
show(c(1000000000, 2000000000, 1500000000, 3000100000, 400000000, 800010000, 1200000000, 2400000000, 700000000, 980000000, 700030000, 980000000))
show(c(1, 1, 0, 1, 0, 1, 1, 1, 1, 0, 1, 1, 2, 1, 1, 0, 1, 0, 0, 1))
show(c(0, 4, 3, 5, 0, 2, 6, 1))
show(c(1.5, 22.25, 7.125, 40, 3.75, 9.5, 11, 30.0625, .5, 2, 8, 1.25))
show(c(900, 1, 2, 800, 1200, 3, 1, 700))
