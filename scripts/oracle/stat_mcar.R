# Rows of tests/stats/test_stat_mcar.c: the sufficient statistics of airquality's patterns, {count, mean[6],
# scatter[36]}; {patterns, statistic, df, p} of Little's test. The estimates come from EM on the raw rows, and where the
# pattern is monotone from regressions (Anderson 1957), not from EM.
#   Rscript stat_mcar.R
patterns <- function(x) {
	key <- apply(is.na(x), 1, paste, collapse = "")
	lapply(unique(key), function(k) x[key == k, , drop = FALSE])
}
em <- function(x) {
	n <- nrow(x); mu <- colMeans(x, na.rm = TRUE)
	S <- diag(apply(x, 2, function(v) mean((v - mean(v, na.rm = TRUE))^2, na.rm = TRUE)))
	for (step in 1:20000) {
		full <- x; rest <- S * 0
		for (i in which(apply(is.na(x), 1, any))) {
			m <- is.na(x[i, ]); o <- !m
			B <- S[m, o, drop = FALSE] %*% solve(S[o, o])
			full[i, m] <- mu[m] + B %*% (x[i, o] - mu[o])
			rest[m, m] <- rest[m, m] + S[m, m] - B %*% S[o, m, drop = FALSE]
		}
		mu2 <- colMeans(full); S2 <- (crossprod(sweep(full, 2, mu2)) + rest) / n
		change <- max(abs(S2 - S) / sqrt(diag(S2) %o% diag(S2)), abs(mu2 - mu) / sqrt(diag(S2)))
		mu <- mu2; S <- S2
		if (change < 2e-14) break
	}
	list(mu = mu, S = S)
}
monotone <- function(x) {   # every column is known where the next one is
	mu <- mean(x[, 1]); S <- matrix(mean((x[, 1] - mu)^2))
	for (j in seq_len(ncol(x))[-1]) {
		known <- !is.na(x[, j]); fit <- lm(x[known, j] ~ x[known, 1:(j - 1), drop = FALSE])
		b <- unname(coef(fit)); s <- S %*% b[-1]
		mu <- c(mu, b[1] + sum(b[-1] * mu))
		S <- rbind(cbind(S, s), c(s, mean(residuals(fit)^2) + sum(b[-1] * s)))
	}
	list(mu = mu, S = S)
}
little <- function(x, fit) {
	d2 <- 0; df <- -ncol(x); groups <- patterns(x)
	for (r in groups) {
		o <- !is.na(r[1, ]); d <- colMeans(r[, o, drop = FALSE]) - fit$mu[o]
		d2 <- d2 + nrow(r) * sum(d * solve(fit$S[o, o], d)); df <- df + sum(o)
	}
	cat(sprintf("{%d, %.17g, %d, %.17g},\n", length(groups), d2, df, pchisq(d2, df, lower.tail = FALSE)))
}
number <- function(v) ifelse(is.na(v), "NAN", sprintf("%.17g", v))

air <- as.matrix(airquality)
for (r in patterns(air)) {
	scatter <- crossprod(sweep(r, 2, colMeans(r)))
	cat("{", paste(number(c(nrow(r), colMeans(r), scatter)), collapse = ", "), "},\n", sep = "")
}
little(air, em(air))
little(air[, 1:4], em(air[, 1:4]))   # for tests/analysis/test_mcar.c

# Of i, j = 0, 1, ...: whole numbers, so that the test has the same ones.
made <- function(rows, columns, missing) {
	i <- rep(0:(rows - 1), columns); j <- rep(0:(columns - 1), each = rows)
	x <- (i * i * 37 + i * j * 101 + j * 59) %% 211 + j * ((i * 13) %% 97)
	matrix(ifelse(missing(i, j), NA, x), rows)
}
two <- made(30, 2, function(i, j) (i + 3 * j) %% 5 == 0)
little(two, em(two))
four <- made(60, 4, function(i, j) (i + j) %% 4 == 0 | (i * 7 + j * 5) %% 11 < 2)   # no row knows all four
stopifnot(!any(complete.cases(four)))
little(four, em(four))
few <- made(25, 5, function(i, j) (i * i * 3 + j * 5 + i * j * 2) %% 13 < 3)
little(few, em(few))
steps <- made(40, 3, function(i, j) i < j * 12)
little(steps, monotone(steps))
rare <- made(200, 2, function(i, j) j == 1 & i %% 20 != 3)
little(rare, monotone(rare))
