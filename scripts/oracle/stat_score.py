#!/usr/bin/python3
"""Rows of tests/stats/test_stat_score.c: {x1, n1, x0, n0, ratio, z, alpha, low, high}"""
from scipy import optimize, stats
from statsmodels.stats.proportion import confint_proportions_2indep, test_proportions_2indep
import math
import warnings

warnings.simplefilter("ignore")
TEST = lambda x1, n1, x0, n0, t: test_proportions_2indep(x1, n1, x0, n0, value=t, compare="ratio", method="score", correction=True).statistic


def limits(x1, n1, x0, n0, alpha):
    """confint_proportions_2indep stops at 1e-6 or so: its answer is the start, the test above is the equation."""
    low, high = confint_proportions_2indep(x1, n1, x0, n0, compare="ratio", method="score", alpha=alpha, correction=True)
    z = stats.norm.isf(alpha / 2)
    solve = lambda want, near: math.exp(optimize.brentq(lambda s: TEST(x1, n1, x0, n0, math.exp(s)) - want, math.log(near) - .05, math.log(near) + .05, xtol=1e-14, rtol=1e-14))
    return low, high, solve(z, low) if x1 else 0., solve(-z, high)


for x1, n1, x0, n0, ratio, alpha in ((10, 100, 20, 200, 1.25, .05), (30, 100, 20, 200, 1., .05), (0, 50, 12, 80, .8, .05), (49, 50, 40, 80, 1.25, .1),
                                     (120, 1000, 260, 2000, .8, .05), (11, 1000, 4000, 500000, 1., .01), (12345, 100000, 10000, 100000, 1.25, .05),
                                     (700, 1000, 690, 1000, 1., .05), (99, 100, 45, 60, 1.1, .05), (300000, 1000000, 31000, 100000, .8, .001)):
    a, b, low, high = limits(x1, n1, x0, n0, alpha)
    print("{%d, %d, %d, %d, %g, %.17g, %g, %.17g, %.17g}, /* confint %.6g %.6g */" % (x1, n1, x0, n0, ratio, TEST(x1, n1, x0, n0, ratio), alpha, low, high, a, b))
