#!/usr/bin/python3
"""Rows of tests/jobs/test_plan.c: for each of the test's references and its values {reference share, people expected, index
that is detectable under and over the band, records that would show an exclusion}, as stat_power.py finds them: by the exact
power of scipy.stats.binom, and with the reference's own error or a base by the normal formula times exact / normal."""
from math import ceil, inf

from stat_power import detectable, settling, show as print_row


def show(plan, r, variance=0, drawn=0, deff=1, band=(.8, 1.25), alpha=.05, min_n=30):
    under, over = (100 / r * detectable(plan / deff, r, variance, drawn, rho, alpha, end) for rho, end in zip(band, (0, 1)))
    needed = settling(0, r, variance, plan / drawn if drawn else inf, *band, alpha)
    print_row(r, plan * r, under, over, max(ceil(needed * deff), min_n))


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
