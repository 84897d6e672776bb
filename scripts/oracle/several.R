# Rows of tests/jobs/test_several.c and tests/analysis/test_several.c: several values a person, each a share of its own.
#   Rscript several.R
suppressMessages(library(survey))
show <- function(...) cat("{", paste(sprintf("%.17g", c(...)), collapse = ", "), "},\n", sep = "")

# Whole records against known shares: of 150 who answered 90, 50 and 30; 360,000, 290,000 and 90,000 of 600,000 people
for (v in list(c(90, 360), c(50, 290), c(30, 90))) {
	test <- binom.test(v[1], 150, v[2] / 600)
	show(test$estimate, v[2] / 600, test$conf.int, test$p.value)
}

# Persons with one to four rows, with and without weights, against known shares: limits and p of a, b, c
rows <- do.call(rbind, lapply(0:139, function(i) data.frame(person = i, i = i, j = 0:(i %% 4))))
rows$w <- 1 + (rows$i + rows$j) %% 3 * .5
rows$a <- (rows$i + rows$j %/% 2) %% 2 == 0
rows$b <- (rows$i * 7 + rows$j) %% 3 == 0
rows$c <- rows$i %% 5 < 2
known <- c(a = .5, b = .45, c = .25)
for (weights in c(FALSE, TRUE)) {
	answered <- rows[rows$a | rows$b | rows$c, ]
	d <- svydesign(id = ~person, weights = if (weights) ~w else ~1, data = answered)
	for (v in names(known)) {
		m <- eval(bquote(svymean(~as.numeric(.(as.name(v))), d)))
		x <- coef(m)
		n <- x * (1 - x) / as.numeric(vcov(m))
		limits <- attr(eval(bquote(svyciprop(~.(as.name(v)), d, method = "beta"))), "ci")
		r <- known[v]
		k <- n * x
		p <- min(1, 2 * min(pbeta(r, k, n - k + 1), pbeta(r, k + 1, n - k, lower.tail = FALSE)))
		w <- tapply(weights(d), answered$person, sum)
		df <- max(1, min(length(w) - 1, sum(w^2)^2 / sum(w^4)))
		show(x, limits, 2 * pt(qnorm(p / 2, lower.tail = FALSE), df, lower.tail = FALSE))
	}
}
