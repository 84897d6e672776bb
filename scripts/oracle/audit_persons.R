# Rows of tests/analysis/test_audit.c: records of persons with weights, by the package survey
#   Rscript audit_persons.R
# {rate, low, high, p} of women and men, then of these by age: svymean of a design of persons, Korn and Graubard's limits without t at the effective size
# rate (1 - rate) / variance, and the difference of both as t with the degrees of freedom of both
suppressPackageStartupMessages(library(survey))
i <- 0:599
who <- (i * 7) %% 181
man <- (who + (i %% 9 == 0)) %% 2
d <- data.frame(who = who, man = man, w = 1 + i %% 4, y = as.integer((i * 31 + man * 25) %% 101 > 55))
show <- function(group) {
	rates <- lapply(list(group, !group), function(which) {
		x <- d[which, ]
		mean <- svymean(~y, svydesign(ids = ~who, weights = ~w, data = x))
		list(rate = coef(mean)[[1]], variance = SE(mean)[[1]]^2, persons = length(unique(x$who)))
	})
	a <- rates[[1]]
	b <- rates[[2]]
	t <- abs(a$rate - b$rate) / sqrt(a$variance + b$variance)
	p <- 2 * pt(t, a$persons + b$persons - 2, lower.tail = FALSE)
	size <- a$rate * (1 - a$rate) / a$variance
	k <- size * a$rate
	cat(sprintf("{%.17g, %.17g, %.17g, %.17g},\n", a$rate, qbeta(.025, k, size - k + 1), qbeta(.975, k + 1, size - k), p))
}
for (value in 0:1)
	show(d$man == value)
# and of both crossed with another column, against all others
old <- (i %/% 3) %% 2
for (value in 0:3)
	show(2 * d$man + old == value)
