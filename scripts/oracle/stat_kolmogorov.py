#!/usr/bin/python3
"""Rows of tests/stats/test_stat_kolmogorov.c: {x, scipy.special.kolmogorov(x)}; {ks, n, m, p} with the same function; for
pairs of samples {ks, wasserstein} by scipy.stats.wasserstein_distance(u_weights, v_weights) and the weighted distribution
functions at every value, held against scipy.stats.ks_2samp where all weights are 1."""
import math
from scipy.special import kolmogorov
from scipy.stats import ks_2samp, wasserstein_distance

for x in (.01, .04, .2, .3, .5, .7, .8, .8199999, .82, .9, 1, 1.2, 1.36, 1.63, 2, 3, 5, 8, 13, 18, 18.5):
    print("{%.17g, %.17g}," % (x, kolmogorov(x)))
for ks, n, m in ((.1, 100, 200), (.03, 1234.5, 8000.25), (.5, 10, 7), (.0001, 1e10, 3e9), (.013, 5000, math.inf), (1, 4, 6), (.2, math.inf, 40)):
    size = n if m == math.inf else m if n == math.inf else n * m / (n + m)
    print("{%.17g, %s, %s, %.17g}," % (ks, "INFINITY" if n == math.inf else "%.17g" % n, "INFINITY" if m == math.inf else "%.17g" % m,
        kolmogorov(math.sqrt(size) * ks)))


def below(side, value):
    return math.fsum(w for v, w in side if v <= value) / math.fsum(w for _, w in side)


def show(a, b):
    ks = max(abs(below(a, v) - below(b, v)) for v, _ in a + b)
    if all(w == 1 for _, w in a + b):
        assert abs(ks - ks_2samp([v for v, _ in a], [v for v, _ in b]).statistic) < 1e-12
    area = wasserstein_distance([v for v, _ in a], [v for v, _ in b], [w for _, w in a], [w for _, w in b])
    print("{%.17g, %.17g}," % (ks, area))


show([(1, 1), (2, 1), (2, 1), (3, 1), (7, 1)], [(0, 1), (2, 1), (3, 1), (3, 1), (3, 1), (9, 1), (9.5, 1)])
show([(-4, .5), (-1.5, 2.25), (0, 1), (2, 3), (2, .75)], [(-4, 7), (-2, 1), (2, 2.5), (6, .125)])
show([(1, 1), (2, 3)], [(10, 5), (11, 1)])
show([(5, 2)], [(5, 1), (5, 4), (8, .1)])
show([(1e6, 1), (1e6 + 1, 1)], [(1e6 + .5, 3)])
