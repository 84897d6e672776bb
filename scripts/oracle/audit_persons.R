# Rows of tests/analysis/test_audit.c: records of persons with weights, by the package survey
#   Rscript audit_persons.R
# {rate, low, high, p} of women and men: svymean of a design of persons, Korn and Graubard's limits without t at the effective size
# rate (1 - rate) / variance, and the difference of both as t with the degrees of freedom of both
suppressPackageStartupMessages(library(survey))
i <- 0:599
who <- (i * 7) %% 181
man <- (who + (i %% 9 == 0)) %% 2
d <- data.frame(who = who, man = man, w = 1 + i %% 4, y = as.integer((i * 31 + man * 25) %% 101 > 55))
rates <- lapply(0:1, function(value) {
	x <- d[d$man == value, ]
	mean <- svymean(~y, svydesign(ids = ~who, weights = ~w, data = x))
	list(rate = coef(mean)[[1]], variance = SE(mean)[[1]]^2, persons = length(unique(x$who)))
})
a <- rates[[1]]
b <- rates[[2]]
t <- abs(a$rate - b$rate) / sqrt(a$variance + b$variance)
p <- 2 * pt(t, a$persons + b$persons - 2, lower.tail = FALSE)
for (x in rates) {
	size <- x$rate * (1 - x$rate) / x$variance
	k <- size * x$rate
	cat(sprintf("{%.17g, %.17g, %.17g, %.17g},\n", x$rate, qbeta(.025, k, size - k + 1), qbeta(.975, k + 1, size - k), p))
}
