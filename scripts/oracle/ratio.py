#!/usr/bin/python3
"""Rows of tests/stats/test_ratio_*.c: {k, n, r, ...kind..., whole, rho, p, p_greater, p_less, low, high} at alpha .05.

high NAN: unbounded. The share's limits that the kind population takes are Clopper-Pearson's.
"""
import math
import warnings
import numpy as np
from scipy import optimize, special, stats
from statsmodels.stats.proportion import test_proportions_2indep

warnings.simplefilter("ignore")
ALPHA = .05
Z = stats.norm.isf(ALPHA / 2)
text = lambda x: "NAN" if math.isnan(x) else "%.17g" % x


def beta_limits(k, n):
    # stats.beta, not special.betaincinv, which is off by 1e-9 in scipy 1.10
    return 0. if k == 0 else stats.beta.ppf(ALPHA / 2, k, n - k + 1), 1. if k == n else stats.beta.isf(ALPHA / 2, k + 1, n - k)


def show(head, *row):
    print("{%s, %s}," % (head, ", ".join(text(x) for x in row)))


def score(x1, n1, x0, n0, t):
    return test_proportions_2indep(x1, n1, x0, n0, value=t, compare="ratio", method="score", correction=True).statistic


def score_limits(x1, n1, x0, n0):
    f = lambda want: math.exp(optimize.brentq(lambda s: score(x1, n1, x0, n0, math.exp(s)) - want, -9, 9, xtol=1e-14, rtol=1e-14))
    return (0. if x1 == 0 else f(Z)), (math.nan if x0 == 0 else f(-Z))


def population(k, n, r, whole, rho):
    if whole:
        p, g, l = stats.binomtest(k, n, r).pvalue, stats.binom.sf(k - 1, n, rho * r), stats.binom.cdf(k, n, rho * r)
    else:
        G = lambda p: 1. if k == 0 else special.betainc(k, n - k + 1, p)
        L = lambda p: 1. if k == n else special.betainc(n - k, k + 1, 1 - p)
        p, g, l = min(1, 2 * min(G(r), L(r))), G(rho * r), L(rho * r)
    low, high = beta_limits(k, n)
    show("%.17g, %.17g, %.17g, %s, %g" % (k, n, r, "true" if whole else "false", rho), p, g, l, 100 * low / r, 100 * high / r)


def sample(k, n, r, m, whole, rho):
    K = r * m
    if n * r < 10 or m * r < 10:
        odds = lambda t: n * t / (n * t + m)
        if whole and abs(K - round(K)) < 1e-6:
            K = round(K)
            p, g, l = stats.binomtest(k, k + K, odds(1)).pvalue, stats.binom.sf(k - 1, k + K, odds(rho)), stats.binom.cdf(k, k + K, odds(rho))
        else:
            G = lambda t: 1. if k == 0 else special.betainc(k, K + 1, odds(t))
            L = lambda t: special.betainc(K, k + 1, 1 - odds(t))
            p, g, l = min(1, 2 * min(G(1), L(1))), G(rho), L(rho)
        low, high = (100 * x / (1 - x) * m / n for x in beta_limits(k, k + K))
    else:
        z = score(k, n, K, m, 1)
        p, g, l = 2 * stats.norm.sf(abs(z)), stats.norm.sf(score(k, n, K, m, rho)), stats.norm.cdf(score(k, n, K, m, rho))
        low, high = (100 * x for x in score_limits(k, n, K, m))
    show("%.17g, %.17g, %.17g, %.17g, %s, %g" % (k, n, r, m, "true" if whole else "false", rho), p, g, l, low, high)


def margin(k, n, r, se, rho):
    x = k / n
    z = lambda t: (x - t * r) / math.sqrt(max(0, t * r * (1 - t * r)) / n + t * t * se * se)
    f = lambda want, a, b: math.exp(optimize.brentq(lambda s: z(math.exp(s)) - want, a, b, xtol=1e-14, rtol=1e-14))
    high = f(-Z, math.log(max(x, 1e-9) / r), 20 if se else math.log(1 / r) - 1e-9) if r > Z * se else math.nan
    show("%.17g, %.17g, %.17g, %.17g, %g" % (k, n, r, se, rho), 2 * stats.norm.sf(abs(z(1))), stats.norm.sf(z(rho)), stats.norm.cdf(z(rho)),
         100 * f(Z, -20, math.log(x / r)) if k else 0., 100 * high)


def base(k, n, N, K, rho):
    r = K / N
    table = [[k, K - k], [n - k, N - K - n + k]]
    if rho == 1:
        g, l = stats.hypergeom.sf(k - 1, N, K, n), stats.hypergeom.cdf(k, N, K, n)
    else:
        z = score(k, K, n - k, N - K, rho * (1 - r) / (1 - rho * r))
        g, l = stats.norm.sf(z), stats.norm.cdf(z)
    low, high = score_limits(k, K, n - k, N - K)
    back = lambda phi: 100 / r if math.isnan(phi) else 100 * phi / (1 - r + phi * r)
    show("%d, %d, %d, %d, %g" % (k, n, N, K, rho), stats.fisher_exact(table)[1], g, l, back(low), back(high))


print("population")
for k, n, whole in ((117, 1000, True), (80, 1000, True), (0, 1000, True), (1000, 1000, True), (12.5, 100.25, False), (0, 60.5, False), (60.5, 60.5, False)):
    for rho in (.8, 1.25):
        population(k, n, .1, whole, rho)
print("sample")
for k, n, r, m, whole in ((117, 1000, .1, 2000, True), (80, 1000, .1, 2000, True), (0, 1000, .1, 2000, True), (130.5, 1200.25, .1, 1800.5, False), (3, 60, .1, 200, True), (0, 60, .1, 200, True),
                          (20, 500, .01, 300, True), (9, 60, .1, 205, True), (7.25, 60.5, .1, 201.5, False), (0, 60.5, .1, 201.5, False)):
    for rho in (.8, 1.25):
        sample(k, n, r, m, whole, rho)
print("margin")
for k, n, r, se in ((117, 1000, .1, .004), (80, 1000, .1, .004), (0, 1000, .1, .004), (117, 1000, .1, 0), (12.5, 100.25, .1, .07), (900, 1000, .8, .05)):
    for rho in (.8, 1.2):
        margin(k, n, r, se, rho)
print("base")
for k, n, N, K in ((117, 1000, 5000, 500), (70, 1000, 5000, 500), (0, 100, 1000, 40), (39, 100, 1000, 40), (12, 60, 100, 30)):
    for rho in (.8, 1, 1.25):
        base(k, n, N, K, rho)
