# Rows of tests/stats/test_stat_power.c: {tail, z} by qnorm; {z, tail} by pnorm
#   Rscript stat_power.R
for (tail in c(.025, 1e-300, .2, .9)) cat(sprintf("{%.17g, %.17g},\n", tail, qnorm(tail, lower.tail = FALSE)))
for (z in c(1.96, 37, -3)) cat(sprintf("{%.17g, %.17g},\n", z, pnorm(z, lower.tail = FALSE)))
