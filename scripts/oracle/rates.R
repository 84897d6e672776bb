# Rows of tests/analysis/test_consent.c, test_incomplete.c and test_missingness.c: rates of records of persons, with the
# linearised variances of R's survey package, of the records that the tests make by the same formulas.
#   Rscript rates.R
suppressMessages(library(survey))
show <- function(...) cat("{", paste(ifelse(is.na(c(...)), "NAN", sprintf("%.17g", c(...))), collapse = ", "), "},\n", sep = "")

# y: who has the property (NA: does not count); who: the person
side <- function(y, who) {
	keep <- !is.na(y)
	y <- as.numeric(y[keep])
	who <- who[keep]
	n <- tapply(y, who, length)
	k <- tapply(y, who, sum)
	v <- as.numeric(vcov(svymean(~y, svydesign(id = ~who, weights = ~1, data = data.frame(y, who)))))
	list(p = mean(y), v = v, persons = length(n), with = sum(k > 0), without = sum(k < n), kish = sum(n)^2 / sum(n^2),
	     k = sum(k), n = sum(n), d = max(1, min(length(n) - 1, sum(n^2)^2 / sum(n^4))))
}
sparse <- function(x) min(x$with, x$without) < 10
differ <- function(a, b) {
	both <- (a$k + b$k) / (a$n + b$n)
	v <- function(x) if (sparse(x) || x$v < 1e-15) max(x$v, both * (1 - both) / x$kish) else x$v
	if (min(a$persons, b$persons) < 10) return(NA)
	if (a$p == b$p) return(1)
	2 * pt(abs(a$p - b$p) / sqrt(v(a) + v(b)), a$persons + b$persons - 2, lower.tail = FALSE)
}
beyond <- function(x, limit) { # P(at least as many) where the rate is the limit
	n <- x$p * (1 - x$p) / x$v
	pt(qnorm(pbeta(limit, n * x$p, n - n * x$p + 1), lower.tail = FALSE), x$d, lower.tail = FALSE)
}

# Consent: {rate, p} of the whole campaign, S and T, each as a whole and by g
i <- 0:899
data <- data.frame(segment = c("S", "T")[i %% 2 + 1], who = i %% 300,
                   g = ifelse((i * 41) %% 103 < 5, NA, c("a", "b", "c")[(i * i) %% 7 %% 3 + 1]),
                   without = ifelse((i * 31) %% 97 < 4, NA, (i * 37) %% 101 < ifelse(i %% 2 == 1, 20, 30) + (i * i) %% 7 %% 3 * 6))
for (segment in list(NULL, "S", "T")) {
	mine <- if (is.null(segment)) rep(TRUE, 900) else data$segment == segment
	of <- function(rows) side(data$without[rows], data$who[rows])
	show(of(mine)$p, if (is.null(segment)) NA else differ(of(mine), of(!mine)))
	for (g in c("a", "b", "c"))
		show(of(mine & data$g %in% g)$p, differ(of(mine & data$g %in% g), of(mine & !is.na(data$g) & data$g != g)))
}

# Missing: {p} of a column against the limit, in the same records; then, of the records of test_missingness.c, by the segment and
# by an attribute: {p of the column, rate and rate of the others where the gap is largest}
for (segment in list(NULL, "S", "T")) {
	mine <- if (is.null(segment)) rep(TRUE, 900) else data$segment == segment
	x <- side(is.na(data$g[mine]), data$who[mine])
	show(x$p, beyond(x, .02))
}
i <- 0:1199
group <- (i * 7) %% 10
data <- data.frame(segment = c("S", "T", "U")[i %% 3 + 1], who = i %% 300,
                   g = ifelse((i * 41) %% 103 < 5, NA, ifelse(group < 5, "a", ifelse(group < 8, "b", "c"))),
                   h = ifelse((i * 31) %% 97 < ifelse(i %% 3 == 2, 26, 6), NA, c("d", "e")[(i %/% 3) %% 2 + 1]),
                   x = ifelse((i * 37) %% 101 < ifelse(group >= 5 & group < 8, 33, 8), NA, 1),
                   y = ifelse((i * 53) %% 89 < 7, NA, 1))
for (column in c("g", "h", "x", "y")) for (by in c("segment", "g", "h")) {
	if (column == by) next
	known <- !is.na(data[[by]])
	p <- c()
	gap <- c()
	for (value in sort(unique(data[[by]][known]))) {
		a <- side(is.na(data[[column]])[data[[by]] %in% value], data$who[data[[by]] %in% value])
		rest <- known & data[[by]] != value
		b <- side(is.na(data[[column]])[rest], data$who[rest])
		p <- c(p, differ(a, b))
		gap <- c(gap, a$p - b$p)
	}
	show(min(1, min(p) * length(p)), gap[which.max(abs(gap))])
}
