# Rows of tests/analysis/test_simpson.c: the odds of a value to be chosen against those of all others, {crude odds ratio,
# fisher.test's p, p.adjust(p, "BH"), Mantel-Haenszel odds ratio, low, high, statistic, p, p of Breslow and Day with Tarone's
# correction, 1 where it turns round}. First of R's UCBAdmissions, who is admitted: gender within departments, departments
# within genders; then of made-up people by sex and age, chosen by a formula: sex within bands of age, bands within sex.
#   Rscript simpson.R
tarone <- function(x, odds) {
	gap <- variance <- NULL
	for (k in seq_len(dim(x)[3])) {
		t <- x[, , k]; row <- rowSums(t); column <- colSums(t); n <- sum(t)
		# (n - row1 - column1 + a) a = odds (row1 - a) (column1 - a)
		A <- 1 - odds; B <- n - row[1] - column[1] + odds * (row[1] + column[1]); C <- -odds * row[1] * column[1]
		a <- -2 * C / (B + sqrt(B^2 - 4 * A * C))
		cells <- c(a, row[1] - a, column[1] - a, n - row[1] - column[1] + a)
		gap <- c(gap, t[1, 1] - a); variance <- c(variance, 1 / sum(1 / cells))
	}
	pchisq(sum(gap^2 / variance) - sum(gap)^2 / sum(variance), dim(x)[3] - 1, lower.tail = FALSE)
}
# chosen and all of [values, strata]
rows <- function(chosen, all) t(sapply(seq_len(nrow(all)), function(v) {
	x <- array(rbind(chosen[v, ], colSums(chosen[-v, , drop = FALSE]), all[v, ] - chosen[v, ],
	                 colSums(all[-v, , drop = FALSE] - chosen[-v, , drop = FALSE])), c(2, 2, ncol(all)))
	test <- mantelhaen.test(x, correct = FALSE)
	crude <- apply(x, 1:2, sum)
	c(crude[1, 1] * crude[2, 2] / crude[1, 2] / crude[2, 1], fisher.test(crude)$p.value, NA, test$estimate, test$conf.int,
	  test$statistic, test$p.value, tarone(x, test$estimate))
}))
show <- function(chosen, all) {
	r <- rbind(rows(chosen, all), rows(t(chosen), t(all)))
	r[, 3] <- p.adjust(r[, 2], "BH")
	turns <- r[, 3] <= .05 & sign(log(r[, 1])) == -sign(log(r[, 4]))
	for (k in seq_len(nrow(r))) cat("{", paste(sprintf("%.17g", r[k, ]), collapse = ", "), ", ", as.integer(turns[k]), "},\n", sep = "")
}
admitted <- UCBAdmissions["Admitted", c("Female", "Male"), ]
show(admitted, admitted + UCBAdmissions["Rejected", c("Female", "Male"), ])

age <- 18:57
all <- rbind(female = 20 + (age * 7) %% 11 + ifelse(age >= 40, 40, 0), male = 20 + (age * 5) %% 13 + ifelse(age < 30, 60, 0))
chosen <- (all * rbind(ifelse(age >= 40, 25, 55), ifelse(age >= 40, 20, 50)) + 20 * rbind((age * 3) %% 5, (age * 2) %% 3)) %/% 100
band <- cut(age, c(0, 29, 44, 99))
show(t(rowsum(t(chosen), band)), t(rowsum(t(all), band)))
