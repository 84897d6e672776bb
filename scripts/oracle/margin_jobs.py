#!/usr/bin/python3
"""Rows of tests/jobs/test_compare.c, "margin": {p, p_flag, p_within} of k of n records against a share with a margin of error
at 90 %, from the margins of counts or of the share itself; the beta-binomial's terms in 60 digits."""
from decimal import Decimal, getcontext
from math import erfc, sqrt

getcontext().prec = 60


def tails(k, n, mu, v):
    M = mu * (1 - mu) / v - 1
    A, B = Decimal(mu * M), Decimal((1 - mu) * M)
    probability = [Decimal(1)]
    for j in range(n):
        probability[0] *= (B + j) / (A + B + j)
    for j in range(n):
        probability.append(probability[-1] * (n - j) / (j + 1) * (j + A) / (n - j - 1 + B))
    return float(sum(probability[k:])), float(sum(probability[:k + 1]))


def show(k, n, r, se):
    beyond = lambda rho: (r - k / n / rho) / sqrt(se ** 2 + k / n * (1 - k / n) / n / rho ** 2)
    normal = lambda rho: (erfc(-beyond(rho) / sqrt(2)) / 2, erfc(beyond(rho) / sqrt(2)) / 2)

    def both(rho):
        if rho * r >= 1:
            return 1, normal(rho)[1]
        exact = tails(k, n, rho * r, (rho * se) ** 2)
        near_one = rho > 1 and max(rho * r, k / n) + 3 * rho * se > 1
        return tuple(map(max, exact, normal(rho))) if near_one else exact

    (over, _), (above, under), (_, below) = both(1.25), both(.8), both(1.25)
    print("{%.17g, %.17g, %.17g}," % (min(1, 2 * min(both(1))), min(1, 2 * min(over, under)), max(above, below)))


def of_counts(counts, moes, total=None):
    """se of the first share: a total's margin, or none, with errors that are independent of each other"""
    T, r = sum(counts), counts[0] / sum(counts)
    if total is None:
        return sqrt((1 - r) ** 2 * moes[0] ** 2 + r ** 2 * sum(m ** 2 for m in moes[1:])) / T / 1.645
    rest = moes[0] ** 2 - r ** 2 * total ** 2
    return sqrt(rest if rest >= 0 else moes[0] ** 2 + r ** 2 * total ** 2) / T / 1.645


show(450, 1000, .4, of_counts((4e6, 6e6), (2e5, 3e5)))
show(550, 1000, .6, of_counts((6e6, 4e6), (3e5, 2e5)))
show(450, 1000, .4, of_counts((4e6, 6e6), (2e5, 3e5), 1e5))
show(450, 1000, .4, .02 / 1.645)
show(850, 1000, .9, of_counts((9e6, 1e6), (1e5, 3e5), 5e5))
