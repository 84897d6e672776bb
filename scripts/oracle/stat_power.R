# Rows of tests/stats/test_stat_power.c: {x, r, low, high, alpha, n} by DEFINITIONS.md "n_needed", e the edge chosen by hand;
# {tail, z} by qnorm; {z, tail} by pnorm
#   Rscript stat_power.R
need <- function(x, r, edge, alpha) {
	e <- edge * r
	n <- ceiling(((qnorm(1 - alpha / 2) * sqrt(e * (1 - e)) + qnorm(.8) * sqrt(x * (1 - x))) / (x - e))^2)
	cat(sprintf("{%.17g, %.17g, 0.8, 1.25, %.17g, %.0f},\n", x, r, alpha, n))
}
need(.11, .1, 1.25, .05); need(.09, .1, .8, .05); need(.2, .1, 1.25, .05); need(.05, .1, .8, .01); need(0, .1, .8, .05)
need(.95, .9, .8, .05); need(.12501, .1, 1.25, .05); need(1e-5, 2e-5, .8, .1)
for (tail in c(.025, 1e-300, .2, .9)) cat(sprintf("{%.17g, %.17g},\n", tail, qnorm(tail, lower.tail = FALSE)))
for (z in c(1.96, 37, -3)) cat(sprintf("{%.17g, %.17g},\n", z, pnorm(z, lower.tail = FALSE)))
