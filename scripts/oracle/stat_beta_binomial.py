#!/usr/bin/python3
"""Rows of tests/stats/test_stat_beta_binomial.c: {k, n, a, b, upper, lower}.

Whole numbers: the sum of all terms in 60 digits (decimal), which scipy.stats.betabinom.sf and cdf must agree with to 1e-9
where they keep their digits. Others: the integral over the quantiles of p by scipy.integrate.quad, the
incomplete beta function by special.betainc.
"""
import math
from decimal import Decimal, getcontext
import warnings
from scipy import integrate, special, stats

warnings.simplefilter("ignore")
getcontext().prec = 60


def tails(k, n, a, b):
    """P(X >= k), P(X <= k) from P(X = 0) = prod (b + j) / (a + b + j) on"""
    a, b = Decimal(a), Decimal(b)
    probability = [math.prod(((b + j) / (a + b + j) for j in range(n)), start=Decimal(1))]
    for j in range(n):
        probability.append(probability[-1] * (n - j) / (j + 1) * (j + a) / (n - j - 1 + b))
    return float(sum(probability[k:])), float(sum(probability[:k + 1]))


def whole(k, n, a, b, scipy=True):
    upper, lower = tails(k, n, a, b)
    if scipy:
        assert math.isclose(stats.betabinom.sf(k - 1, n, a, b), upper, rel_tol=1e-9)
        assert math.isclose(stats.betabinom.cdf(k, n, a, b), lower, rel_tol=1e-9)
    print("{%d, %d, %.17g, %.17g, %.17g, %.17g}," % (k, n, a, b, upper, lower))


def real(k, n, a, b):
    """mean of I over the log odds t, whose density is p^a q^b by its own integral (betaln has 11 digits)"""
    middle, width = math.log(a / b), math.sqrt(1 / a + 1 / b)
    share = lambda t: 1 / (1 + math.exp(-t))
    log_density = lambda t: a * math.log(share(t)) + b * math.log(share(-t))
    density = lambda t: math.exp(log_density(t) - log_density(middle))
    at = lambda f: math.fsum(integrate.quad(lambda t: f(t) * density(t), middle + i * width, middle + (i + 1) * width, epsabs=0, epsrel=1e-13)[0] for i in range(-45, 45))
    all = at(lambda t: 1)
    print("{%.17g, %.17g, %.17g, %.17g, %.17g, %.17g}," % (k, n, a, b, at(lambda t: special.betainc(k, n - k + 1, share(t))) / all, at(lambda t: special.betainc(n - k, k + 1, share(-t))) / all))


for k, n, a, b in ((3, 10, 2., 5.), (1, 1, .5, .25), (9, 100, 20., 480.), (0, 60, 12.5, 300.), (40, 50, .3, .1), (117, 1000, 600., 5400.),
                   (95, 100, 900., 100.), (12, 400, .8, 40.), (500, 1000, 168.62960056305985, 168.62960056305982)):
    whole(k, n, a, b)
for k, n, a, b in ((60, 60, 12.5, 300.), (400, 1000, 250., 2250.), (2, 2000, 1e4, 9e4), (30, 2000, 3e9, 3e11), (950, 1000, 30., 300.), (999, 1000, 1e6, 1e3), (5600, 20000, 100., 300.), (30000, 100000, 400., 600.), (39000, 100000, .5, .25)):
    whole(k, n, a, b, scipy=False)
for k, n, a, b in ((3.5, 10.25, 2., 5.), (12.5, 100.25, 20., 180.), (.25, 60.5, 9.5, 400.), (250.5, 1200.75, 100., 900.), (60.25, 60.5, 50., 40.), (2.5, 900.5, 15., 60.), (7.75, 9000.5, 12., 8000.)):
    real(k, n, a, b)
