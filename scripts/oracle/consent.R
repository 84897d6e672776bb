# Rows of tests/analysis/test_consent.c, of the records that the test makes by the same formulas: for the whole campaign,
# S and T, each as a whole and by g, {n, without, missing, rate, low, high, ratio, p, q}; NAN where a row is compared with
# nobody.
#   Rscript consent.R
i <- 0:899
data <- data.frame(segment = c("S", "T")[i %% 2 + 1],
                   g = ifelse((i * 41) %% 103 < 5, NA, c("a", "b", "c")[(i * i) %% 7 %% 3 + 1]),
                   with = ifelse((i * 31) %% 97 < 4, NA, (i * 37) %% 101 >= ifelse(i %% 2 == 1, 20, 30) + (i * i) %% 7 %% 3 * 6))
rows <- list()
for (segment in list(NULL, "S", "T")) {
	mine <- if (is.null(segment)) data else data[data$segment == segment, ]
	group <- if (is.null(segment)) data[0, ] else data[data$segment != segment, ]
	add <- function(of, rest) {
		x <- c(sum(!of$with, na.rm = TRUE), sum(of$with, na.rm = TRUE))
		y <- c(sum(!rest$with, na.rm = TRUE), sum(rest$with, na.rm = TRUE))
		ci <- binom.test(x)$conf.int
		p <- if (sum(y)) fisher.test(cbind(x, y))$p.value else NA
		rows[[length(rows) + 1]] <<- c(whole = is.null(segment), n = sum(x), without = x[1], missing = sum(is.na(of$with)),
		                               rate = x[1] / sum(x), low = ci[1], high = ci[2], ratio = x[1] / sum(x) / (y[1] / sum(y)), p = p)
	}
	add(mine, group)
	for (g in c("a", "b", "c")) add(mine[mine$g %in% g, ], mine[!is.na(mine$g) & mine$g != g, ])
}
rows <- do.call(rbind, rows)
q <- ave(rows[, "p"], rows[, "whole"], FUN = function(p) p.adjust(p, "BH"))
rows <- cbind(rows[, -1], q = q)
for (k in seq_len(nrow(rows)))
	cat("{", paste(ifelse(is.na(rows[k, ]), "NAN", sprintf("%.17g", rows[k, ])), collapse = ", "), "},\n", sep = "")

# {low, high} of Wilson's interval
cat(sprintf("{%.17g, %.17g},\n", prop.test(155, 431, correct = FALSE)$conf.int[1], prop.test(155, 431, correct = FALSE)$conf.int[2]))
