# Rows of tests/stats/test_stat_student.c: {tail, df, qt(tail, df, lower.tail = FALSE)}
for (x in list(c(.025, 3), c(.025, 59), c(.005, 1), c(1e-10, 12), c(.4, .7), c(.975, 30), c(.025, 1e7)))
	cat(sprintf("{%g, %g, %.17g},\n", x[1], x[2], qt(x[1], x[2], lower.tail = FALSE)))
