# Rows of tests/stats/test_stat_hypergeometric_least.c DENSITIES: {k, n, N, K, density}
#   Rscript stat_hypergeometric_least.R
cases <- list(c(3, 10, 50, 20), c(25, 60, 100, 30), c(70, 1000, 5000, 500), c(0, 9000, 20000, 31), c(5100, 20000, 4e6, 1e6),
              c(250300, 1e6, 3e6, 750000))
for (x in cases) cat(sprintf("{%.0f, %.0f, %.0f, %.0f, %.17g},\n", x[1], x[2], x[3], x[4], dhyper(x[1], x[4], x[3] - x[4], x[2])))
