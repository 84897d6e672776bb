# Rows of tests/analysis/test_funnel.c, of the records that the test makes by the same formulas: for the whole campaign, S and
# T, for each g and each stage (base, eligible, targeted, reached) {n, count, index, low, high, ln(index / 100), p, q,
# reference_index, reference_low, reference_high, amplify_p, amplify_q}; NAN where there is none.
#   Rscript funnel.R
i <- 0:2999
value <- (i * i) %% 7 %% 3
data <- data.frame(segment = c("S", "T")[i %% 2 + 1], g = ifelse((i * 41) %% 103 < 5, NA, c("a", "b", "c")[value + 1]))
base <- (i * 53) %% 211 < 180
eligible <- base & (i * 37) %% 101 < 80 - 12 * value
targeted <- eligible & (i * 71) %% 97 < 70 - 20 * value + 10 * (i %% 2)
reached <- targeted & (i * 29) %% 89 < 60
stages <- list(base, eligible, targeted, reached)
share <- c(a = .5, b = .3, c = .2)

# Miettinen and Nurminen's score of the ratio t of two rates, corrected for skewness as by Gart and Nam.
score <- function(x1, n1, x0, n0, t) {
	N <- n1 + n0
	b <- n1 * t + x1 + n0 + x0 * t
	p0 <- (b - sqrt(b^2 - 4 * N * t * (x1 + x0))) / (2 * N * t)
	p1 <- p0 * t
	v <- (p1 * (1 - p1) / n1 + t^2 * p0 * (1 - p0) / n0) * N / (N - 1)
	T <- (x1 / n1 - t * x0 / n0) / sqrt(v)
	g <- (p1 * (1 - p1) * (1 - 2 * p1) / n1^2 - t^3 * p0 * (1 - p0) * (1 - 2 * p0) / n0^2) / (6 * v^1.5)
	if (abs(g) < 1e-9) T else (-1 + sqrt(1 + 4 * g * (T + g))) / (2 * g)
}
limits <- function(k, n, K, N) {
	r <- K / N
	f <- function(z) {
		phi <- exp(uniroot(function(s) score(k, K, n - k, N - K, exp(s)) - z, c(-3, 3), tol = 1e-15)$root)
		100 * phi / (1 - r + phi * r)
	}
	c(f(qnorm(.975)), f(-qnorm(.975)))
}

rows <- list()
for (segment in list(NULL, "S", "T")) for (g in names(share)) for (s in seq_along(stages)) {
	of <- function(stage) {
		mine <- stage & !is.na(data$g) & (if (is.null(segment)) TRUE else data$segment == segment)
		c(sum(mine & data$g %in% g), sum(mine))
	}
	now <- of(stages[[s]])
	k <- now[1]
	n <- now[2]
	overall <- binom.test(k, n, share[[g]])
	ci <- 100 * overall$conf.int / share[[g]]
	reference <- 100 * k / n / share[[g]]
	if (s == 1) {
		index <- reference
		limit <- ci
		p <- overall$p.value
		both <- NA
	} else {
		before <- of(stages[[s - 1]])
		K <- before[1]
		N <- before[2]
		index <- 100 * (k / n) / (K / N)
		limit <- limits(k, n, K, N)
		p <- fisher.test(rbind(c(k, K - k), c(n - k, N - n - K + k)))$p.value
		first <- 100 * K / N / share[[g]]
		both <- if ((first - 100) * (index - 100) <= 0) 1 else max(binom.test(K, N, share[[g]])$p.value, p)
	}
	rows[[length(rows) + 1]] <- c(whole = is.null(segment), n = n, k = k, index = index, limit, log(index / 100), p = p,
	                              reference, ci, both = both)
}
rows <- do.call(rbind, rows)
adjust <- function(p) ave(p, rows[, "whole"], FUN = function(x) p.adjust(x, "BH"))
rows <- cbind(rows[, 2:8], q = adjust(rows[, "p"]), rows[, 9:11], both = rows[, "both"], both_q = adjust(rows[, "both"]))
for (k in seq_len(nrow(rows)))
	cat("{", paste(ifelse(is.na(rows[k, ]), "NAN", sprintf("%.17g", rows[k, ])), collapse = ", "), "},\n", sep = "")

# Of 800 and 1,200 who are targeted 290 and 700 are reached, and 10 of the first who are not: {p, low, high}, drawn of all who are
# in either stage.
both <- limits(300, 1000, 810, 2010) * (810 / 2010) / (800 / 2000)
cat("{", paste(sprintf("%.17g", c(fisher.test(rbind(c(300, 510), c(700, 500)))$p.value, both)), collapse = ", "), "},\n", sep = "")
