#!/usr/bin/python3
"""Rows of tests/stats/test_ratio_*.c: {k, n, r, ...kind..., whole, rho, p, p_greater, p_less, low, high} at alpha .05.

high NAN: unbounded. The share's limits that the kind population takes are Clopper-Pearson's.
"""
import math
import warnings
from decimal import Decimal, getcontext
import numpy as np
from scipy import integrate, optimize, special, stats
from statsmodels.stats.proportion import test_proportions_2indep

warnings.simplefilter("ignore")
getcontext().prec = 60
ALPHA = .05
Z = stats.norm.isf(ALPHA / 2)
text = lambda x: "NAN" if math.isnan(x) else "%.17g" % x


def beta_limits(k, n):
    # stats.beta, not special.betaincinv, which is off by 1e-9 in scipy 1.10
    return 0. if k == 0 else stats.beta.ppf(ALPHA / 2, k, n - k + 1), 1. if k == n else stats.beta.isf(ALPHA / 2, k + 1, n - k)


def show(head, *row):
    print("{%s, %s}," % (head, ", ".join(text(x) for x in row)))


def score(x1, n1, x0, n0, t):
    """Miettinen and Nurminen's z, then z of T = z + g (z^2 - 1), g a sixth of the skewness with the shares under the null"""
    T = test_proportions_2indep(x1, n1, x0, n0, value=t, compare="ratio", method="score", correction=True)
    N, a, b, c = n1 + n0, (n1 + n0) * t, n1 * t + x1 + n0 + x0 * t, x1 + x0
    p0 = (b - math.sqrt(max(0, b * b - 4 * a * c))) / (2 * a)
    p1 = min(1, p0 * t)
    variance = (p1 * (1 - p1) / n1 + t * t * p0 * (1 - p0) / n0) * N / (N - 1)
    assert abs((x1 / n1 - t * x0 / n0) / math.sqrt(variance) - T.statistic) < 1e-9
    g = (p1 * (1 - p1) * (1 - 2 * p1) / n1 ** 2 - t ** 3 * p0 * (1 - p0) * (1 - 2 * p0) / n0 ** 2) / (6 * variance ** 1.5)
    return (-1 + math.sqrt(max(0, 1 + 4 * g * (T.statistic + g)))) / (2 * g)


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


def tails(k, n, a, b):
    """P(X >= k) and P(X <= k) of the beta-binomial: the terms in 60 digits; not whole: the mean of I over the log odds of p"""
    if k == int(k) and n == int(n):
        A, B, probability = Decimal(a), Decimal(b), [Decimal(1)]
        for j in range(int(n)):
            probability[0] *= (B + j) / (A + B + j)
        for j in range(int(n)):
            probability.append(probability[-1] * (int(n) - j) / (j + 1) * (j + A) / (int(n) - j - 1 + B))
        return float(sum(probability[int(k):])), float(sum(probability[:int(k) + 1]))
    middle, width = math.log(a / b), math.sqrt(1 / a + 1 / b)
    share = lambda t: 1 / (1 + math.exp(-t))
    log_density = lambda t: a * math.log(share(t)) + b * math.log(share(-t))
    at = lambda f: math.fsum(integrate.quad(lambda t: f(t) * math.exp(log_density(t) - log_density(middle)), middle + i * width, middle + (i + 1) * width,
                                            epsabs=0, epsrel=1e-13)[0] for i in range(-20, 20))
    all = at(lambda t: 1)
    return at(lambda t: special.betainc(k, n - k + 1, share(t))) / all, at(lambda t: special.betainc(n - k, k + 1, share(-t))) / all


def margin(k, n, r, se, rho):
    def both(t):
        e, v, x = t * r, (t * se) ** 2, k / n
        beyond = (r - x / t) / math.sqrt(se * se + x * (1 - x) / n / t ** 2) if v else math.nan
        if e >= 1:  # the true share is lower than r
            return 1., stats.norm.sf(beyond) if v else 0.
        if v == 0:
            return stats.binom.sf(k - 1, n, e), stats.binom.cdf(k, n, e)
        M = e * (1 - e) / v - 1
        both = tails(k, n, e * M, (1 - e) * M) if M > 0 else (1., 1.)
        near_one = t > 1 and max(e, x) + 3 * t * se > 1
        return tuple(max(p, q) for p, q in zip(both, (stats.norm.cdf(beyond), stats.norm.sf(beyond)))) if near_one else both
    index, end = k / n / r, 1 / r if se == 0 else r / (r * r + se * se)
    gap = lambda side: lambda s: math.log(both(math.exp(s))[side] / (ALPHA / 2))
    limit = []
    for side, sign in ((0, -1), (1, 1)):   # outward to the first crossing, in small steps, smaller ones towards the end
        t = before = max(index, .01 / n / r)
        while 1e-6 < t < end * (1 - 1e-9) and gap(side)(math.log(t)) > 0:
            t, before = (t * .97 if sign < 0 else t + min(.01 * t, (end - t) / 3)), t
        found = 1e-6 < t < end * (1 - 1e-9)
        limit.append(math.exp(optimize.brentq(gap(side), math.log(t), math.log(before), xtol=1e-14, rtol=1e-14)) if found else math.nan)
    p = both(1)
    show("%.17g, %.17g, %.17g, %.17g, %g" % (k, n, r, se, rho), min(1, 2 * min(p)), *both(rho), 100 * limit[0] if k else 0., 100 * limit[1])


def base(k, n, N, K, rho):
    r = K / N
    most, least = N / n, max(0, 1 - (N - K) / n) / r
    table = [[k, K - k], [n - k, N - K - n + k]]
    if rho == 1:
        g, l = stats.hypergeom.sf(k - 1, N, K, n), stats.hypergeom.cdf(k, N, K, n)
    else:
        z = score(k, K, n - k, N - K, rho * (1 - r) / (1 - rho * r))
        g, l = 1. if rho >= most else stats.norm.sf(z), 1. if rho <= least else stats.norm.cdf(z)
    low, high = score_limits(k, K, n - k, N - K)
    back = lambda phi: 1 / r if math.isnan(phi) else phi / (1 - r + phi * r)
    show("%d, %d, %d, %d, %g" % (k, n, N, K, rho), stats.fisher_exact(table)[1], g, l, 100 * max(back(low), least), 100 * min(back(high), most))


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
for k, n, r, se in ((117, 1000, .1, .004), (80, 1000, .1, .004), (0, 1000, .1, .004), (117, 1000, .1, 0), (12.5, 100.25, .1, .03), (900, 1000, .8, .05), (3, 100, .02, .005),
                    (2, 60, .05, .02), (96, 100, .9, .03), (40, 100, .3, .14), (.5, 40.25, .03, .008), (970, 1000, .76, .0314), (870, 1000, .7, .015)):
    for rho in (.8, 1.2):
        margin(k, n, r, se, rho)
print("base")
for k, n, N, K in ((117, 1000, 5000, 500), (70, 1000, 5000, 500), (0, 100, 1000, 40), (39, 100, 1000, 40), (12, 60, 100, 30), (7, 180, 200, 8), (25, 90, 100, 30), (3, 18, 200, 4)):
    for rho in (.8, 1, 1.25):
        base(k, n, N, K, rho)
