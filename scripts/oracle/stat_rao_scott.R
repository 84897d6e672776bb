# Rows of tests/stats/test_stat_rao_scott.c. For each data set its records {stratum, psu, row, value, weight}, then: the
# reference, svymean(~value) SE^2, svymean(~interaction(value, row)) SE^2 (row by row), svygofchisq {chi2, df, p} and
# svychisq(~row + value, statistic = "F") {F ndf, ndf, ddf, p}, {F ndf, ndf, p} with an infinite ddf. NHANES is the
# survey package's data(nhanes) (public domain, US government): {{stratum, psu}, {sums of weights by HI_CHOL and race}},
# what the microdata gives, and chisq.test of the plain table. Then pf, and what its closed form with df = 2 gives.
#   Rscript stat_rao_scott.R
suppressMessages(library(survey))
row <- function(...) cat("{", paste(sprintf("%.17g", c(...)), collapse = ", "), "},\n", sep = "")
# Empty cells make chisq.test warn. An empty column has to go before svychisq, which gives NaN for it.
results <- function(d, reference, what) {
	cat("/*", what, "*/\n")
	row(reference)
	row(SE(svymean(~value, d))^2)
	table <- svymean(~interaction(value, row), d)
	row(SE(table)^2)
	g <- suppressWarnings(svygofchisq(~value, p = reference, design = d))
	row(g$statistic / g$parameter["scale"], g$parameter["df"], g$p.value)
	f <- suppressWarnings(svychisq(~row + value, update(d, value = droplevels(value)), statistic = "F"))
	F <- f$statistic; ndf <- f$parameter["ndf"]
	row(F * ndf, ndf, f$parameter["ddf"], f$p.value)
	row(F * ndf, ndf, pchisq(F * ndf, ndf, lower.tail = FALSE))
}
# Letters, because svygofchisq takes the categories in the order of the alphabet.
prepare <- function(x, values) {
	x$value <- factor(letters[x$value], levels = letters[1:values]); x$row <- factor(x$row); x
}
records <- function(x) for (i in seq_len(nrow(x))) with(x[i, ], row(stratum, psu, row, value, weight))
shares <- function(values) (seq_len(values) + 2) / sum(seq_len(values) + 2)

i <- 0:39
x <- data.frame(stratum = 1, psu = i, row = i %/% 16 %% 2, value = 1 + (i * i %% 7 > 2), weight = 1)
records(x)
results(svydesign(ids = ~1, weights = ~weight, data = prepare(x, 2)), shares(2), "plain")

x <- data.frame(stratum = 1, psu = i, row = i %% 3 %/% 2, value = 1 + (i * 7 + i %/% 5) %% 5, weight = .5 + (i * i) %% 11 / 4)
records(x)
results(svydesign(ids = ~1, weights = ~weight, data = prepare(x, 5)), shares(5), "weighted")

i <- 0:44 # 13 persons
x <- data.frame(stratum = 1, psu = i * i %% 13, row = (i %/% 4) %% 2, value = 1 + (i * i * 3 + i %/% 7) %% 8,
                weight = 1 + i %% 4 / 3)
records(x)
results(svydesign(ids = ~psu, weights = ~weight, data = prepare(x, 8)), shares(8), "persons")

# 2, 2, 3 and 4 clusters in strata; value 5 is nobody's, value 3 nobody's in row 1.
psus <- c(2, 2, 3, 4); i <- 0:54
x <- data.frame(stratum = 1 + i %% 4, row = i %/% 8 %% 2, value = 1 + (i * i + i %/% 3) %% 4, weight = 1 + (i * 5) %% 9 / 8)
x$psu <- (i %/% 4) %% psus[x$stratum]
x$value[x$row == 1 & x$value == 3] <- 4
x <- x[c("stratum", "psu", "row", "value", "weight")]
records(x)
results(svydesign(ids = ~psu, strata = ~stratum, weights = ~weight, nest = TRUE, data = prepare(x, 5)), shares(5), "strata")

# Clusters of sizes from 1 to 1000, some of one row only.
x <- expand.grid(value = 1:3, row = 0:1, psu = 0:9); i <- seq_len(nrow(x)) - 1
x <- x[!(x$psu > 6 & x$row != x$psu %% 2), ]; i <- seq_len(nrow(x)) - 1
x$weight <- round(10^(x$psu %% 4) * (2 + x$value / 2 + x$row / 4 + (i * i * 5) %% 7 / 12), 6); x$stratum <- 1
x <- x[c("stratum", "psu", "row", "value", "weight")]
records(x)
results(svydesign(ids = ~psu, weights = ~weight, data = prepare(x, 3)), shares(3), "sizes")

# Two samples: persons of a campaign (row 0), strata and clusters of a reference (row 1). The records are as in their
# files; for the results the weights of the campaign are times 0.375, those of the reference times 0.01.
i <- 0:29
campaign <- data.frame(stratum = 1, psu = i %/% 2, row = 0, value = 1 + (i * i + i %/% 4) %% 3, weight = 1 + i %% 3)
i <- 0:35
reference <- data.frame(stratum = 2 + i %% 3, row = 1, value = 1 + (i * i * 2 + i %/% 5) %% 3, weight = 100 + (i * 7) %% 50)
reference$psu <- (i %/% 3) %% c(2, 2, 3)[reference$stratum - 1]
x <- rbind(campaign, reference[names(campaign)])
records(x)
x$weight <- x$weight * ifelse(x$row == 0, .375, .01)
results(svydesign(ids = ~psu, strata = ~stratum, weights = ~weight, nest = TRUE, data = prepare(x, 3)), shares(3), "combined")

data(nhanes)
x <- subset(nhanes, !is.na(HI_CHOL))
sums <- round(xtabs(WTMEC2YR ~ paste(SDMVSTRA, SDMVPSU) + I(HI_CHOL * 4 + race), x), 6) # the weights have 6 decimals
for (psu in rownames(sums))
	cat("{{", sub(" ", ", ", psu), "}, {", paste(sprintf("%.17g", sums[psu, ]), collapse = ", "), "}},\n", sep = "")
nhanes$value <- factor(letters[nhanes$race]); nhanes$row <- nhanes$HI_CHOL
d <- svydesign(ids = ~SDMVPSU, strata = ~SDMVSTRA, weights = ~WTMEC2YR, nest = TRUE, data = nhanes)
results(subset(d, !is.na(HI_CHOL)), c(.2, .6, .12, .08), "nhanes")
plain <- table(x$HI_CHOL, x$race)
row(t(plain))
naive <- chisq.test(plain, correct = FALSE)
row(naive$statistic, naive$parameter, naive$p.value)

cat("/* pf(f, df, df2, lower.tail = FALSE) */\n")
for (t in list(c(3.15, 1.923, 30.768), c(.001, .3, 2), c(40, 7.5, 12), c(1e8, 1, 5), c(60, 20, 1e6),
               c(25, 3.7, 1e9), c(90, 11, 1e12), c(1.3, 5e3, 1e5), c(1e-9, 1.5, 40), c(5, 2.5, Inf)))
	row(t, pf(t[1], t[2], t[3], lower.tail = FALSE))
cat("/* (1 + 2 f / df2)^(-df2 / 2), df = 2 */\n")
for (t in list(c(650, 1e4), c(650, 1e8), c(690, 1e12), c(690, 1e14), c(690, 1.9e15), c(690, 1e18), c(1e90, 6), c(1e-12, 1e13)))
	row(t[1], 2, t[2], exp(-t[2] / 2 * log1p(2 * t[1] / t[2])))
