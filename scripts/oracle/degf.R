# Rows of tests/tally/test_spread.c: R's degrees of freedom of the records of which g is known and that weigh something, and of
# all: {degf(subset(design, !is.na(g))), degf(design)}
suppressMessages(library(survey))
rows <- data.frame(stratum = c(1, 1, 1, 2, 2, 2, 2, 3, 3, 3), unit = c("u", "v", "w", "u", "v", "w", "x", "u", "v", "v"),
                   g = c("a", "b", NA, "a", "b", "a", NA, NA, NA, NA), w = c(1, 2, 1, 1, 3, 0, 1, 2, 1, 1))
design <- svydesign(id = ~unit, strata = ~stratum, weights = ~w, nest = TRUE, data = rows)
known <- subset(design, !is.na(g))
cat(sprintf("{%.17g, %.17g},\n", degf(known), degf(design)))
