# Expected values of tests/stats/test_stat_adjust.c
#   Rscript stat_adjust.R
show <- function(p) for (m in c("BH", "holm", "BY")) cat(m, paste0("{", gsub("NA", "NAN", paste(sprintf("%.17g", p.adjust(p, m)), collapse = ", ")), "}"), "\n")
show(c(.01, .04, .03, .005, .8, .03, 1e-300, 1, .55, .2))
show(c(.02, NA, .5, .02))
