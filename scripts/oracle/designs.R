# Rows of tests/jobs/test_designs.c: what R's survey package says of the files that the test makes by the same formulas.
#   Rscript designs.R
suppressMessages(library(survey))
campaign <- do.call(rbind, lapply(0:69, function(i) data.frame(
	person = sprintf("p%d", i), segment = if (i >= 60) "U" else if (i %% 2 == 0) "S" else "T", j = 0:(i %% 4), i = i)))
campaign$g <- ifelse(campaign$i >= 60, c("a", "b")[campaign$i %% 2 + 1],
                     c("a", "b", "c")[(campaign$i * 7 + campaign$j * (campaign$i %% 5 == 0)) %% 3 + 1])
campaign$w <- 1 + (campaign$i + campaign$j) %% 3 * .5
reference <- do.call(rbind, lapply(0:23, function(c) data.frame(c = c, k = 0:(4 + c %% 4))))
reference$stratum <- sprintf("h%d", reference$c %/% 3)
reference$psu <- reference$c %% 3
reference$g <- c("a", "b", "c")[(reference$c %/% 2 + reference$k^2) %% 3 + 1]
reference$w <- 1 + (reference$c + reference$k) %% 4 * .25
replicates <- sapply(1:6, function(r) reference$w * (1 + ((reference$c + r * reference$k) %% 3 - 1) * .25))
colnames(replicates) <- sprintf("rep%d", 1:6)
known <- c(a = .5, b = .3, c = .2)

sizes <- function(design) {
	m <- svymean(~g, design)
	x <- coef(m)
	v <- diag(vcov(m))
	list(x = x, each = x * (1 - x) / v, pooled = sum(x * (1 - x)) / sum(v))
}
show <- function(...) cat("{", paste(sprintf("%.17g", c(...)), collapse = ", "), "},\n", sep = "")
# p by t: fewer degrees of freedom than persons - 1 where some have much of the weight
student <- function(p, design) {
	w <- tapply(weights(design), design$variables$person, sum)
	d <- max(1, min(length(w) - 1, sum(w^2)^2 / sum(w^4)))
	2 * pt(qnorm(p / 2, lower.tail = FALSE), d, lower.tail = FALSE)
}
of <- function(segment, weights) {
	data <- if (is.null(segment)) campaign else campaign[campaign$segment == segment, ]
	svydesign(id = ~person, weights = if (weights) ~w else ~1, data = data)
}

# Persons against known shares: n_effective, deff, chi2, df, p; then by value: k_eff's share limits and p
for (weights in c(FALSE, TRUE)) for (segment in list(NULL, "S", "T")) {
	d <- of(segment, weights)
	s <- sizes(d)
	fit <- svygofchisq(~g, p = known, d)
	show(s$pooled, nrow(d) / s$pooled, fit$statistic / fit$parameter["scale"], fit$parameter["df"], fit$p.value)
	for (v in names(known)) {
		limits <- attr(eval(bquote(svyciprop(~I(g == .(v)), d, method = "beta"))), "ci")
		n <- s$each[paste0("g", v)]
		x <- s$x[paste0("g", v)]
		r <- known[v]
		people <- length(unique(d$variables$person))
		if (people * min(x, 1 - x, r, 1 - r) < 10)  # too few for a variance of their own
			n <- min(n, s$pooled)
		k <- n * x
		p <- min(1, 2 * min(pbeta(r, k, n - k + 1), pbeta(r, k + 1, n - k, lower.tail = FALSE)))
		show(limits, student(p, d))
	}
}

# Records divided by a declared design effect of 2.5: chi2 and p of segment S
counts <- table(campaign$g[campaign$segment == "S"])
x2 <- chisq.test(counts, p = known)$statistic / 2.5
show(x2, pchisq(x2, 2, lower.tail = FALSE))

# Against the sample with strata and units, with weights alone, and with replicate weights: m_eff by value and pooled;
# then the test of homogeneity with weighted persons (replicates aside): chi2, df, df2, p
designs <- list(
	svydesign(id = ~psu, strata = ~stratum, weights = ~w, nest = TRUE, data = reference),
	svydesign(id = ~psu, weights = ~w, data = transform(reference, psu = c)),
	svydesign(id = ~1, strata = ~stratum, weights = ~w, data = reference),
	svydesign(id = ~1, weights = ~w, data = reference))
for (design in designs) {
	s <- sizes(design)
	show(s$each, s$pooled)
	for (segment in list(NULL, "S", "U")) { # U has no c
		d <- of(segment, TRUE)
		mine <- sizes(d)
		first <- data.frame(source = "c", id = d$variables$person, stratum = "c", g = d$variables$g,
		                    w = d$variables$w * mine$pooled / sum(d$variables$w))
		second <- data.frame(source = "r", id = paste("r", design$cluster[, 1]), stratum = paste("r", design$strata[, 1]),
		                     g = reference$g, w = reference$w * s$pooled / sum(reference$w))
		both <- svydesign(id = ~id, strata = ~stratum, weights = ~w, nest = TRUE, data = rbind(first, second))
		t <- svychisq(~source + g, both)
		show(t$statistic * t$parameter["ndf"], t$parameter, t$p.value)
	}
}
for (type in c("ACS", "BRR", "JK1", "JK2", "Fay")) {
	design <- if (type == "JK2")
		svrepdesign(weights = ~w, repweights = replicates, data = reference, type = "other", scale = 1,
		            rscales = rep(1, 6), combined.weights = TRUE, mse = TRUE)
	else
		svrepdesign(weights = ~w, repweights = replicates, data = reference, type = type,
		            rho = if (type == "Fay") .3 else NULL, combined.weights = TRUE, mse = TRUE)
	s <- sizes(design)
	show(s$each, s$pooled)
}
