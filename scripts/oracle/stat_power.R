# Rows of tests/stats/test_stat_power.c: {x, r, low, high, alpha, n} by STATISTICS "n_needed", e the edge chosen by hand
#   Rscript stat_power.R
need <- function(x, r, e, alpha) { e <- e * r; ceiling(((qnorm(1 - alpha / 2) * sqrt(e * (1 - e)) + qnorm(.8) * sqrt(x * (1 - x))) / (x - e))^2) }
cat(need(.11, .1, 1.25, .05), need(.09, .1, .8, .05), need(.2, .1, 1.25, .05), need(.05, .1, .8, .01), need(0, .1, .8, .05),
    need(.95, .9, .8, .05), need(.12501, .1, 1.25, .05), need(1e-5, 2e-5, .8, .1), "\n")
cat(sprintf("%.17g\n", c(qnorm(.025, lower.tail = FALSE), qnorm(1e-300, lower.tail = FALSE), qnorm(.2, lower.tail = FALSE), qnorm(.9, lower.tail = FALSE),
    pnorm(1.96, lower.tail = FALSE), pnorm(37, lower.tail = FALSE), pnorm(-3, lower.tail = FALSE))))
