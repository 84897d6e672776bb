# What R makes of the tables of tests/published/run
#   Rscript audit.R PAIRS STRATA
# PAIRS has a row a group, selected,n,others_selected,others_n: low, high of binom.test, p of fisher.test
# STRATA a row a group and stratum, group,selected,rejected,others_selected,others_rejected: MH odds ratio, low, high, p of
# mantelhaen.test without continuity correction
files <- commandArgs(trailingOnly = TRUE)
pairs <- read.csv(files[1])
for (i in seq_len(nrow(pairs))) {
	x <- pairs[i, ]
	exact <- binom.test(x$selected, x$n)$conf.int
	p <- fisher.test(rbind(c(x$selected, x$n - x$selected), c(x$others_selected, x$others_n - x$others_selected)))$p.value
	cat(sprintf("pair %.17g %.17g %.17g\n", exact[1], exact[2], p))
}
strata <- read.csv(files[2]) # counts as doubles: products of whole numbers overflow
for (group in unique(strata$group)) {
	x <- strata[strata$group == group, ]
	tables <- array(as.double(rbind(x$selected, x$others_selected, x$rejected, x$others_rejected)), c(2, 2, nrow(x)))
	test <- mantelhaen.test(tables, correct = FALSE)
	cat(sprintf("strata %.17g %.17g %.17g %.17g\n", test$estimate, test$conf.int[1], test$conf.int[2], test$p.value))
}
