#!/usr/bin/python3
"""Rows of tests/stats/test_stat_score.c: {x1, n1, x0, n0, ratio, z, corrected, alpha, low, high}

z is statsmodels'; corrected solves T = z + g (z^2 - 1) for z, T being statsmodels' z and g a sixth of the skewness of
x1/n1 - ratio x0/n0 with the shares under the null; the limits are where that is z_{1 - alpha / 2}.
"""
from scipy import optimize, stats
from statsmodels.stats.proportion import test_proportions_2indep
import math
import warnings

warnings.simplefilter("ignore")
TEST = lambda x1, n1, x0, n0, t: test_proportions_2indep(x1, n1, x0, n0, value=t, compare="ratio", method="score", correction=True).statistic


def corrected(x1, n1, x0, n0, t):
    N, a, b, c = n1 + n0, (n1 + n0) * t, n1 * t + x1 + n0 + x0 * t, x1 + x0
    p0 = (b - math.sqrt(max(0, b * b - 4 * a * c))) / (2 * a)
    p1 = min(1, p0 * t)
    variance = (p1 * (1 - p1) / n1 + t * t * p0 * (1 - p0) / n0) * N / (N - 1)
    T, g = TEST(x1, n1, x0, n0, t), (p1 * (1 - p1) * (1 - 2 * p1) / n1 ** 2 - t ** 3 * p0 * (1 - p0) * (1 - 2 * p0) / n0 ** 2) / (6 * variance ** 1.5)
    root = 1 + 4 * g * (T + g)
    z = (-1 + math.sqrt(max(0, root))) / (2 * g) if g else T
    assert root < 0 or abs(z + g * (z * z - 1) - T) < 1e-6 * abs(T)
    return z


def limits(x1, n1, x0, n0, alpha):
    z = stats.norm.isf(alpha / 2)
    solve = lambda want: math.exp(optimize.brentq(lambda s: corrected(x1, n1, x0, n0, math.exp(s)) - want, -9, 9, xtol=1e-14, rtol=1e-14))
    return solve(z) if x1 else 0., solve(-z)


for x1, n1, x0, n0, ratio, alpha in ((10, 100, 20, 200, 1.25, .05), (30, 100, 20, 200, 1., .05), (0, 50, 12, 80, .8, .05), (49, 50, 40, 80, 1.25, .1),
                                     (120, 1000, 260, 2000, .8, .05), (11, 1000, 4000, 500000, 1., .01), (12345, 100000, 10000, 100000, 1.25, .05),
                                     (700, 1000, 690, 1000, 1., .05), (99, 100, 45, 60, 1.1, .05), (300000, 1000000, 31000, 100000, .8, .001),
                                     (13, 1000, 1000, 100000, 1., .001), (2, 40, 98, 960, 1.25, .05), (0, 40, 120, 960, 1.25, .05)):
    low, high = limits(x1, n1, x0, n0, alpha)
    print("{%d, %d, %d, %d, %g, %.17g, %.17g, %g, %.17g, %.17g}," % (x1, n1, x0, n0, ratio, TEST(x1, n1, x0, n0, ratio), corrected(x1, n1, x0, n0, ratio), alpha, low, high))
