# Rows of tests/stats/test_stat_calibration.c: {quantile of each share, type 1}, {median} of weighted values written out
#   Rscript stat_calibration.R
values <- rep(c(-2, 0.5, 1, 3.25, 8, 13, 40), c(3, 1, 6, 2, 5, 1, 2))
cat("{", paste(sprintf("%.17g", quantile(values, 0:10 / 10, type = 1)), collapse = ", "), "},\n", sep = "")
cat(sprintf("{%.17g, %.17g, %.17g},\n", median(values), median(values[values > 1]), median(c(1, 2, 4, 7))))
