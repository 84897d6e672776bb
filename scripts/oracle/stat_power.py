#!/usr/bin/env python3
# Rows of tests/stats/test_stat_power.c, by scipy.stats.binom.
# {x, r, low, high, alpha, n}: every n from 0.7 times the normal size on is looked at, up to 1.6 times it and 30; n follows
# the last at which the one-sided test at alpha / 2 finds x with less than 80 %. Over 1000 expected: 1.03 times.
# {n, r, variance, drawn, low, high, alpha, under, over}: where that power is 80 % at n, by scipy.optimize.brentq; with the
# reference's variance or a base, the gap of the normal formula times exact / normal.
# {x, r, variance, base, n}: the same of the number of records.
from math import ceil, floor, inf, nan, sqrt

import numpy
from scipy.optimize import brentq
from scipy.stats import binom, norm

POWER = .8


def edge_of(x, r, low, high):
	edges = [edge * r for edge in (low, high) if edge * r < 1]
	if low * r <= x <= high * r:
		return min(edges, key=lambda e: (abs(x - e), e))
	return edges[0] if x < low * r else edges[-1]


def normal_size(x, e, alpha):
	return ceil(((norm.isf(alpha / 2) * sqrt(e * (1 - e)) + norm.isf(1 - POWER) * sqrt(x * (1 - x))) / (x - e)) ** 2)


def power(n, x, e, alpha):
	"""P(the test at e rejects), by the largest tail that is at most alpha / 2"""
	if x < e:
		c = binom.ppf(alpha / 2, n, e)
		c -= binom.cdf(c, n, e) > alpha / 2
		return numpy.where(c >= 0, binom.cdf(c, n, x), 0)
	c = binom.isf(alpha / 2, n, e) + 1
	c -= binom.sf(c - 2, n, e) <= alpha / 2
	return numpy.where(c <= n, binom.sf(c - 1, n, x), 0)


def needed(x, r, low, high, alpha):
	e = edge_of(x, r, low, high)
	size = normal_size(x, e, alpha)
	if size * e > 1000:
		return ceil(1.03 * size)
	n = numpy.arange(max(1, floor(.7 * size)), ceil(1.6 * size) + 31)
	return int(n[power(n, x, e, alpha) < POWER][-1]) + 1


def normal_gap(n, r, variance, drawn, rho, alpha, end):
	e = rho * r
	spread = lambda x: sqrt(x * (1 - x) * (1 - drawn) / n + rho ** 2 * variance)
	lacking = lambda x: norm.isf(alpha / 2) * spread(e) + norm.isf(1 - POWER) * spread(x) - abs(x - e)
	return nan if lacking(end) > 0 else brentq(lacking, e, end, xtol=1e-300, rtol=1e-15, maxiter=1000) - e


def detectable(n, r, variance, drawn, rho, alpha, end):
	e = rho * r
	if e >= 1 or power(floor(n), end, e, alpha) < POWER:
		return normal_gap(n, r, variance, drawn, rho, alpha, end) + e if drawn and e < 1 else nan
	exact = brentq(lambda x: power(floor(n), x, e, alpha) - POWER, e, end, xtol=1e-300, rtol=1e-15, maxiter=1000)
	if not variance and not drawn:
		return exact
	x = e + normal_gap(n, r, variance, drawn, rho, alpha, end) * (exact - e) / normal_gap(n, r, 0, 0, rho, alpha, end)
	return x if 0 <= x <= 1 else nan


def settling(x, r, variance, base, low, high, alpha):
	e = edge_of(x, r, low, high)
	error = (e / r) ** 2 * variance
	lacking = lambda part: (norm.isf(alpha / 2) * sqrt(e * (1 - e) * part + error) +
	                        norm.isf(1 - POWER) * sqrt(x * (1 - x) * part + error) - abs(x - e))
	if lacking(0) >= 0:
		return nan
	size = ceil(1 / (brentq(lacking, 0, 10, xtol=1e-300, rtol=1e-15, maxiter=1000) + 1 / base) - 1e-9)
	return min(base, ceil(size * needed(x, r, low, high, alpha) / normal_size(x, e, alpha) - 1e-9))


def show(*numbers):
	print("{" + ", ".join("NAN" if x != x else f"{x:.17g}" for x in numbers) + "},")


if __name__ == "__main__":
	for row in ((.11, .1, .8, 1.25, .05), (.09, .1, .8, 1.25, .05), (.2, .1, .8, 1.25, .05), (.05, .1, .8, 1.25, .01),
	            (0, .1, .8, 1.25, .05), (.95, .9, .8, 1.25, .05), (.12501, .1, .8, 1.25, .05), (1e-4, 2e-4, .8, 1.25, .1),
	            (.04, .02, .8, 1.25, .05), (0, 1e-3, .8, 1.25, .05), (1, .2, .5, 1.6, .01), (1, .5, .8, 1.25, .05),
	            (.3, .5, .8, 1.25, .05), (.008, .002, .8, 1.25, .05), (.52, .5, .9, 1.1, .2), (.72, .9, .9, 1.1, .01)):
		show(*row, needed(*row))
	for n, r, variance, drawn in ((100, .5, 0, 0), (400, .1, 0, 0), (50, .02, 0, 0), (1e6, .3, 0, 0), (400.75, .1, 0, 0),
	                              (20, .9, 0, 0), (1000, .25, .0001875, 0), (1000, .25, 0, .6), (300, .9, 0, 0),
	                              (80, .45, 1e-3, .1), (40, .09, 0, .8), (40, .09, 1e-4, 0)):
		show(n, r, variance, drawn, .8, 1.25, .05,
		     *(detectable(n, r, variance, drawn, rho, .05, end) for rho, end in ((.8, 0), (1.25, 1))))
	for x, r, variance, base in ((.15, .3, .3 * .7 / 2000, inf), (.05, .1, 0, 1000), (.04, .02, 0, 2000), (.11, .1, 0, 700), (.04, .02, 0, 100),
	                             (.15, .3, .3 * .7 / 20, inf), (.2, .1, 1e-4, inf)):
		show(x, r, variance, 0 if base == inf else base, settling(x, r, variance, base, .8, 1.25, .05))
