# Rows of tests/stats/test_stat_disparity.c: {demographic disparity of women at Berkeley, the same within departments}, the
# second by the formula of Wachter, Mittelstadt and Russell
#   Rscript stat_disparity.R
disparity <- function(t) t["Rejected", "Female"] / sum(t["Rejected", ]) - t["Admitted", "Female"] / sum(t["Admitted", ])
n <- apply(UCBAdmissions, 3, sum)
cat(sprintf("{%.17g, %.17g},\n", disparity(apply(UCBAdmissions, 1:2, sum)), sum(n * apply(UCBAdmissions, 3, disparity)) / sum(n)))
