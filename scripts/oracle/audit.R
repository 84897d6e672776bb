# Rows of tests/analysis/test_audit_oracle.c: data/decisions.csv by R
#   Rscript audit.R
# {tpr low, tpr high, p} of women and then of men by binom.test and fisher.test; so for fpr, ppv, accuracy
# {odds ratio, MH odds ratio, low, high, p} of each group within branches by mantelhaen.test(correct = FALSE)
d <- read.csv("../../data/decisions.csv", na.strings = "", colClasses = "character")
exact <- function(property, among, sex) {
	for (group in sort(unique(na.omit(sex)))) {
		mine <- among & !is.na(sex) & sex == group
		rest <- among & !is.na(sex) & sex != group
		k <- c(sum(property & mine), sum(property & rest))
		n <- c(sum(mine), sum(rest))
		cat(sprintf("{%.17g, %.17g, %.17g},\n", binom.test(k[1], n[1])$conf.int[1], binom.test(k[1], n[1])$conf.int[2],
		            fisher.test(rbind(k, n - k))$p.value))
	}
}
l <- d[!is.na(d$bought) & !is.na(d$selected), ]
chosen <- l$selected == "yes"
true <- l$bought == "yes"
exact(chosen, true, l$sex)
exact(chosen, !true, l$sex)
exact(true, chosen, l$sex)
exact(chosen == true, rep(TRUE, nrow(l)), l$sex)
for (name in c("sex", "origin")) for (group in sort(unique(na.omit(d[[name]])))) {
	k <- d[!is.na(d[[name]]) & d$branch != "Pilot", ]
	x <- table(factor(k[[name]] == group, c(TRUE, FALSE)), factor(k$selected, c("yes", "no")), k$branch)
	all <- d[!is.na(d[[name]]), ]
	y <- table(factor(all[[name]] == group, c(TRUE, FALSE)), factor(all$selected, c("yes", "no")))
	test <- mantelhaen.test(x, correct = FALSE)
	cat(sprintf("{%.17g, %.17g, %.17g, %.17g, %.17g},\n", y[1, 1] * y[2, 2] / (y[1, 2] * y[2, 1]), test$estimate,
	            test$conf.int[1], test$conf.int[2], test$p.value))
}
