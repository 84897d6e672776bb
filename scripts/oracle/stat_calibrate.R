#!/usr/bin/Rscript
# Rows of tests/stats/test_stat_calibrate.c: weights and standard errors of the survey package, on records of twelve cells (sex, age,
# with a third attribute that is not weighted on) and two start weights each.
suppressPackageStartupMessages(library(survey))
# survey takes a generalised inverse of MASS, which need not be installed: the same by an eigenvalue decomposition.
pseudo <- function(A) { e <- eigen(A, symmetric = TRUE); k <- e$values > 1e-12 * max(e$values)
  e$vectors[, k] %*% diag(1 / e$values[k], sum(k)) %*% t(e$vectors[, k]) }
text <- paste(deparse(survey::grake, width.cutoff = 500), collapse = "\n")
grake <- eval(parse(text = gsub("MASS::ginv(as(Tmat, \"matrix\"), tol = 256 * .Machine$double.eps)", "pseudo(Tmat)", text, fixed = TRUE)))
environment(grake) <- list2env(list(pseudo = function(A) pseudo(as.matrix(A))), parent = asNamespace("survey"))
assignInNamespace("grake", grake, "survey")
cells <- expand.grid(half = 1:2, third = 1:2, age = 1:3, sex = 1:2)
cells$n <- c(14, 9, 11, 16, 20, 7, 5, 12, 3, 8, 6, 10, 22, 13, 9, 4, 12, 18, 7, 5, 2, 6, 3, 4)
cells$d <- c(1, 2.5)[cells$half] * c(1, .8, 1.3)[cells$age]
records <- cells[rep(seq_len(nrow(cells)), cells$n), ]
all <- sum(records$d)
sex <- c(.45, .55) * all
age <- c(.3, .36, .34) * all
row <- function(name, x) cat("{", paste(sprintf("%.17g", x), collapse = ", "), "}, /* ", name, " */\n", sep = "")
design <- svydesign(ids = ~1, weights = ~d, data = records)
frame <- function(name, x) { f <- data.frame(seq_along(x), x); names(f) <- c(name, "Freq"); f }
# One w/d a cell of sex and age, sex first.
factors <- function(g) row("w/d", tapply(weights(g) / records$d, list(records$age, records$sex), function(x) x[1]))
population <- c(`(Intercept)` = all, `factor(sex)2` = sex[2], `factor(age)2` = age[2], `factor(age)3` = age[3])
calibrated <- function(...) calibrate(design, ~factor(sex) + factor(age), population, epsilon = 1e-14, maxit = 500, ...)
errors <- function(g) row("SE", SE(svymean(~I(third == 1), g))[1])

raked <- rake(design, list(~sex, ~age), list(frame("sex", sex), frame("age", age)),
              control = list(maxit = 5000, epsilon = 1e-15))
factors(raked)
# The variance of the calibrated design, of which raking is one: that of rake() sweeps margins in place of a regression.
errors(calibrated(calfun = "raking"))
linear <- calibrated(calfun = "linear"); factors(linear); errors(linear)
cut <- calibrated(calfun = "linear", bounds = c(.53, 1.49)); factors(cut); errors(cut)
logit <- calibrated(calfun = "logit", bounds = c(.45, 2.2)); factors(logit); errors(logit)
joint <- expand.grid(age = 1:3, sex = 1:2); joint$Freq <- c(.12, .17, .16, .18, .19, .18) * all
post <- postStratify(design, ~age + sex, joint); factors(post)
row("SE", SE(svymean(~I(third == 1), post))[1])
trimmed <- trimWeights(raked, upper = 1.6 * mean(weights(raked)), strict = TRUE)
row("trimmed", tapply(weights(trimmed), list(records$half, records$age, records$sex), function(x) x[1]))
