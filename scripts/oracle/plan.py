#!/usr/bin/python3
"""Rows of tests/jobs/test_plan.c: for each of the test's references and its values {reference share, people expected, index
that is detectable under and over the band, records that would show an exclusion}. Detectable is where the gap to the
edge e = rho r is z_{1 - alpha / 2} sqrt(V(e)) + z_0.8 sqrt(V(x)), V(x) = x (1 - x) (1 - drawn) / n + rho^2 var(r), found by
scipy.optimize.brentq; so are the records."""
from math import ceil, inf, nan, sqrt

from scipy.optimize import brentq
from scipy.stats import norm


def detectable(n, r, variance, drawn, rho, alpha, end):
    e = rho * r
    spread = lambda x: sqrt(x * (1 - x) * (1 - drawn) / n + rho ** 2 * variance)
    lacking = lambda x: norm.isf(alpha / 2) * spread(e) + norm.isf(.2) * spread(x) - abs(x - e)
    if not 0 < e < 1 or lacking(end) > 0:
        return nan
    return 100 / r * brentq(lacking, e, end, xtol=1e-300, rtol=1e-15, maxiter=1000)


def show(plan, r, variance=0, drawn=0, deff=1, band=(.8, 1.25), alpha=.05, min_n=30):
    under, over = (detectable(plan / deff, r, variance, drawn, rho, alpha, end) for rho, end in zip(band, (0, 1)))
    e, error = band[0] * r, band[0] ** 2 * variance
    base = plan / drawn if drawn else inf
    # at x = 0 only the edge and the reference vary
    lacking = lambda part: norm.isf(alpha / 2) * sqrt(e * (1 - e) * part + error) + norm.isf(.2) * sqrt(error) - e
    needed = nan
    if lacking(0) < 0:
        needed = ceil(1 / (brentq(lacking, 0, 10, xtol=1e-300, rtol=1e-15, maxiter=1000) + 1 / base))
        needed = max(ceil(needed * deff), min_n)
    print("{" + ", ".join("NAN" if x != x else f"{x:.17g}" for x in (r, plan * r, under, over, needed)) + "},")


shares = (.5, .3, .15, .05)
for r in shares:   # everybody
    show(1000, r)
for r in shares:   # 400 respondents
    show(1000, r, r * (1 - r) / 400)
values, weights = [i * 7 % 20 for i in range(400)], [1 + i % 4 * .5 for i in range(400)]
total = sum(weights)
for low, high in ((0, 5), (5, 10), (10, 17), (17, 20)):   # with weights: var = m / (m - 1) sum z^2 / (sum w)^2
    x = sum(w for v, w in zip(values, weights) if low <= v < high) / total
    show(1000, x, 400 / 399 * sum((w * ((low <= v < high) - x)) ** 2 for v, w in zip(values, weights)) / total ** 2)
for r in shares:   # with a margin of error of a tenth of the share, at 90 %
    show(1000, r, (r / 10 / 1.645) ** 2)
for r in shares:   # from a base of 4,000
    show(1000, r, drawn=.25)
for r in shares:   # with a declared design effect
    show(1000, r, deff=2.5)
for r in shares:   # another band and error rate, and few people
    show(60, r, band=(.5, 1.6), alpha=.01, min_n=50)
