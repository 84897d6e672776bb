# Rows of tests/analysis/test_missingness.c, of the records that the test makes by the same formulas: for each column and
# what it is crossed with {chi2, df, p, q, v}; then of those with a finding {rate, rest}, of the group that differs most of
# those whose own exact test holds.
#   Rscript missingness.R
i <- 0:1199
group <- (i * 7) %% 10
data <- data.frame(segment = c("S", "T", "U")[i %% 3 + 1],
                   g = ifelse((i * 41) %% 103 < 5, NA, ifelse(group < 5, "a", ifelse(group < 8, "b", "c"))),
                   h = ifelse((i * 31) %% 97 < ifelse(i %% 3 == 2, 26, 6), NA, c("d", "e")[(i %/% 3) %% 2 + 1]),
                   x = ifelse((i * 37) %% 101 < ifelse(group >= 5 & group < 8, 33, 8), NA, 1),
                   y = ifelse((i * 53) %% 89 < 7, NA, 1))
tables <- list()
for (column in c("g", "h", "x", "y")) for (by in c("segment", "g", "h"))
	if (column != by) tables[[paste(column, by)]] <- table(is.na(data[[column]]), data[[by]])[c("TRUE", "FALSE"), ]
tests <- lapply(tables, chisq.test, correct = FALSE)
stopifnot(min(sapply(tests, function(x) min(x$expected))) >= 5)
p <- sapply(tests, function(x) x$p.value)
q <- p.adjust(p, "BH")
for (k in seq_along(tables)) {
	x <- tests[[k]]
	cat(sprintf("{%.17g, %d, %.17g, %.17g, %.17g},\n", x$statistic, x$parameter, p[k], q[k],
	            sqrt(x$statistic / sum(tables[[k]]))))
}
for (k in which(q <= .05)) {
	t <- tables[[k]]
	rate <- t[1, ] / colSums(t)
	rest <- (sum(t[1, ]) - t[1, ]) / (sum(t) - colSums(t))
	own <- sapply(seq_len(ncol(t)), function(v) fisher.test(cbind(t[, v], rowSums(t) - t[, v]))$p.value)
	gap <- ifelse(abs(rate - rest) >= .05 & own <= .05 / ncol(t), abs(rate - rest), -1)
	if (max(gap) < 0) next
	# of two groups the gaps are the same: the one that is missing more
	best <- order(-round(gap, 12), -rate)[1]
	message(names(tables)[k], " ", colnames(t)[best])
	cat(sprintf("{%.17g, %.17g},\n", rate[best], rest[best]))
}

# The exact p of Pearson's chi2 of few missing values: every table with the margins (multivariate hypergeometric).
exact <- function(t) {
	total <- colSums(t); n <- sum(t[1, ]); N <- sum(total)
	grid <- as.matrix(expand.grid(lapply(total, function(x) 0:min(x, n))))
	grid <- grid[rowSums(grid) == n, , drop = FALSE]
	weight <- exp(rowSums(sapply(seq_along(total), function(v) lchoose(total[v], grid[, v]))) - lchoose(N, n))
	chi2 <- function(k) sum((k - n * total / N)^2 / (n * total / N)) * N / (N - n)
	all <- apply(grid, 1, chi2)
	c(chi2(t[1, ]), sum(weight[all >= chi2(t[1, ]) - 1e-9]))
}
for (t in list(rbind(c(5, 0, 1), c(35, 44, 39)), rbind(c(3, 0), c(17, 40)), rbind(c(6, 1, 0, 0), c(24, 29, 30, 30))))
	cat(sprintf("{%s, %.17g, %.17g},\n", paste(t, collapse = ", "), exact(t)[1], exact(t)[2]))
