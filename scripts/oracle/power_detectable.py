#!/usr/bin/env python3
# Rows of tests/stats/test_stat_power.c: {n, r, variance, drawn, low, high, alpha, under, over}: where the gap to the edge is
# z_{1 - alpha / 2} sqrt(V(e)) + z_0.8 sqrt(V(x)), found by scipy.optimize.brentq.
from math import nan, sqrt

from scipy.optimize import brentq
from scipy.stats import norm


def solve(n, r, variance, drawn, rho, alpha, end):
	e = rho * r
	spread = lambda x: sqrt(x * (1 - x) * (1 - drawn) / n + rho ** 2 * variance)
	lacking = lambda x: norm.isf(alpha / 2) * spread(e) + norm.isf(.2) * spread(x) - abs(x - e)
	if not 0 < e < 1 or lacking(end) > 0:
		return nan
	return brentq(lacking, e, end, xtol=1e-300, rtol=1e-15, maxiter=1000)


for n, r, variance, drawn in [(100, .5, 0, 0), (400, .1, 0, 0), (50, .02, 0, 0), (1e6, .3, 0, 0), (1000, .25, .0001875, 0),
                              (1000, .25, 0, .6), (300, .9, 0, 0), (80, .45, 1e-3, .1)]:
	under, over = (solve(n, r, variance, drawn, rho, .05, end) for rho, end in ((.8, 0), (1.25, 1)))
	numbers = (n, r, variance, drawn, .8, 1.25, .05, under, over)
	print("{" + ", ".join("NAN" if x != x else f"{x:.17g}" for x in numbers) + "},")
