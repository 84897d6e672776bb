#!/usr/bin/Rscript
# Rows of tests/jobs/test_weigh.c: weights, shares and standard errors of survey on the records that the test makes by the same
# formulas, with start weights and unknown values, which are a level of their own.
suppressPackageStartupMessages(library(survey))
i <- 0:299
data <- data.frame(d = 1 + (i * 7) %% 5 / 4,
                   sex = ifelse(i %% 17 == 3, "unknown", ifelse((i * i) %% 7 < 4, "f", "m")),
                   age = ifelse(i %% 23 == 5, "unknown", c("a", "b", "c")[(i * 5) %% 11 %% 3 + 1]),
                   town = c("x", "y")[(i %/% 4) %% 3 %% 2 + 1])
data$d <- data$d * nrow(data) / sum(data$d)
targets <- function(column, shares) {
  unknown <- sum(data$d[data[[column]] == "unknown"])
  c(shares * (sum(data$d) - unknown), unknown = unknown)
}
sex <- targets("sex", c(f = .45, m = .55))
age <- targets("age", c(a = .3, b = .45, c = .25))
data$sex <- factor(data$sex, names(sex)); data$age <- factor(data$age, names(age))
frame <- function(name, x) { f <- data.frame(names(x), x); names(f) <- c(name, "Freq"); f }
design <- svydesign(ids = ~1, weights = ~d, data = data)
raked <- rake(design, list(~sex, ~age), list(frame("sex", sex), frame("age", age)), control = list(maxit = 5000, epsilon = 1e-15))
linear <- calibrate(design, ~sex + age, c(`(Intercept)` = sum(data$d), sexm = sex[["m"]], sexunknown = sex[["unknown"]],
                                           ageb = age[["b"]], agec = age[["c"]], ageunknown = age[["unknown"]]), calfun = "linear")
row <- function(x) cat("{", paste(sprintf("%.17g", x), collapse = ", "), "},\n", sep = "")
row(weights(raked)[1:6])
row(weights(linear)[1:6])
town <- svymean(~I(town == "x"), linear)
row(c(coef(town)[2], SE(town)[2], sum(weights(linear))^2 / sum(weights(linear)^2)))
