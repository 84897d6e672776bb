#!/usr/bin/python3
"""Expected values of tests/stats/test_stat_distance.c, in the order of struct segbias_distance."""
from decimal import Decimal as D, getcontext
from scipy import stats
from scipy.spatial.distance import jensenshannon
import numpy as np

getcontext().prec = 50


def row(k, r):
    k, r = np.array(k, float), np.array(r, float)
    n = k.sum()
    x = k / n
    a, b = np.maximum(x, 1e-4), np.maximum(r, 1e-4)
    chi2 = stats.chisquare(k, n * r).statistic
    return [chi2, stats.power_divergence(k, n * r, lambda_="log-likelihood").statistic, np.sqrt(chi2 / n), np.sqrt(chi2 / (n * (1 / r.min() - 1))),
            abs(x - r).sum() / 2, np.sqrt(r * (1 - r) / (2 * np.pi * n)).sum(), jensenshannon(x, r, base=2) ** 2, stats.entropy(x, r, base=2),
            np.sqrt(((np.sqrt(x) - np.sqrt(r)) ** 2).sum() / 2), ((a - b) * np.log(a / b)).sum(), np.mean(abs(x - r) / np.sqrt(r * (1 - r))), n * r.min()]


def near(k, r):
    """js, kl, psi, g where scipy loses half of its digits: in 50 decimal digits of the same doubles."""
    n = D(sum(k))
    x, r = [D(v) / n for v in k], [D(v) for v in r]
    two = D(2).ln()
    kl = sum(a * (a / b).ln() - (a - b) for a, b in zip(x, r))
    js = sum(a * (2 * a / (a + b)).ln() + b * (2 * b / (a + b)).ln() for a, b in zip(x, r)) / 2
    return "js %.17g kl %.17g psi %.17g g %.17g" % (js / two, kl / two, sum((a - b) * (a / b).ln() for a, b in zip(x, r)), 2 * n * kl)


for k, r in (([30, 50, 20], [.25, .5, .25]), ([120, 0, 380, 500], [.2, .009, .291, .5]), ([900, 100], [.99995, .00005])):
    print("{%s}," % ", ".join("%.17g" % v for v in row(k, r)))
print(near([250001000, 499999000, 250000000], [.25, .5, .25]))
