#!/usr/bin/python3
"""Rows of tests/stats/test_stat_change.c: {x1, n1, x0, n0, whole, ratio, error1, error0, p, alpha, low, high}

p: scipy's fisher_exact where counts are whole, the ratio is 1 and nothing has an error; else twice the normal tail of
statsmodels' score, corrected for skewness as stat_score.py does, or where fewer than 10 are expected in one of the runs twice
the smaller tail of scipy's beta. A relative variance of a reference share makes n the size of which the binomial's relative
variance would be that of both. Limits: those of the same two, Clopper and Pearson's where few are expected.
"""
from scipy import optimize, stats
from statsmodels.stats.proportion import test_proportions_2indep
import math
import warnings

warnings.simplefilter("ignore")


def score(x1, n1, x0, n0, t):
	T = test_proportions_2indep(x1, n1, x0, n0, value=t, compare="ratio", method="score", correction=True).statistic
	a, b, c = (n1 + n0) * t, n1 * t + x1 + n0 + x0 * t, x1 + x0
	p0 = (b - math.sqrt(max(0, b * b - 4 * a * c))) / (2 * a)
	p1 = min(1, p0 * t)
	V = (p1 * (1 - p1) / n1 + t * t * p0 * (1 - p0) / n0) * (n1 + n0) / (n1 + n0 - 1)
	g = (p1 * (1 - p1) * (1 - 2 * p1) / n1 ** 2 - t ** 3 * p0 * (1 - p0) * (1 - 2 * p0) / n0 ** 2) / (6 * V ** 1.5)
	return T if abs(g) < 1e-12 else (-1 + math.sqrt(max(0, 1 + 4 * g * (T + g)))) / (2 * g)


def sized(x1, n1, x0, n0, ratio, error1, error0):
	"""Solved, not by the formula: relative variance (1 - p) / (p n) + error is that of how many?"""
	p = (x1 + x0) / (n0 + ratio * n1)
	size = lambda n, p, error: optimize.brentq(lambda m: (1 - p) / (p * m) - (1 - p) / (p * n) - error, 1e-9 * n, n * (1 + 1e-9), xtol=1e-14, rtol=1e-15) if error else n
	m1, m0 = size(n1, min(1, ratio * p), error1), size(n0, p, error0)
	return x1 / n1 * m1, m1, x0 / n0 * m0, m0


def row(x1, n1, x0, n0, whole, ratio=1., error1=0., error0=0., alpha=.05):
	y1, m1, y0, m0 = sized(x1, n1, x0, n0, ratio, error1, error0)
	few = min(m0, ratio * m1) * (y1 + y0) / (m0 + ratio * m1) < 10
	if few:
		share = lambda q, a, b: stats.beta.ppf(q, a, b) if a and b else float(a > 0)
		odds = lambda p: p / (1 - p) if p < 1 else math.nan
		low, high = (odds(p) * m0 / m1 / ratio for p in (share(alpha / 2, y1, y0 + 1), share(1 - alpha / 2, y1 + 1, y0)))
	else:
		z = stats.norm.isf(alpha / 2)
		solve = lambda want: math.exp(optimize.brentq(lambda s: score(y1, m1, y0, m0, math.exp(s)) - want, -5, 5, xtol=1e-14, rtol=1e-14))
		low, high = (solve(z) / ratio if y1 else 0., solve(-z) / ratio)
	if whole and ratio == 1 and not error1 and not error0:
		p = stats.fisher_exact([[x1, n1 - x1], [x0, n0 - x0]])[1]
	else:
		if ratio == 1 and y1 + y0 > .5 * (m1 + m0):
			y1, y0 = m1 - y1, m0 - y0
			few = min(m0, m1) * (y1 + y0) / (m0 + m1) < 10
		if few:
			q = ratio * m1 / (ratio * m1 + m0)
			above = stats.beta.cdf(q, y1, y0 + 1) if y1 else 1
			below = stats.beta.sf(q, y1 + 1, y0) if y0 else 1
			p = min(1, 2 * min(above, below))
		else:
			p = min(1, 2 * stats.norm.sf(abs(score(y1, m1, y0, m0, ratio))))
	print("{%.17g, %.17g, %.17g, %.17g, %d, %.17g, %.17g, %.17g, %.17g, %g, %.17g, %.17g}," % (x1, n1, x0, n0, whole, ratio, error1, error0, p, alpha, low, high))


# whole counts, one reference
row(30, 100, 20, 200, 1)
row(150, 1000, 100, 1000, 1)
row(5, 40, 0, 35, 1)
row(0, 300, 9, 250, 1)
row(99, 100, 48, 60, 1)
row(3, 30, 2, 1000, 1, alpha=.1)
row(61000, 100000, 60000, 100000, 1)
# effective sizes
row(24.5, 81.25, 40.25, 322, 0)
row(2.5, 50, 12.75, 85, 0)
row(0, 60.5, 7.5, 90, 0)
row(80.5, 90, 150.25, 161, 0)
# another reference: exact ones of another share
row(150, 1000, 100, 1000, 1, ratio=1.2)
row(4, 100, 9, 120, 1, ratio=.8)
row(300, 1000, 200, 1000, 1, ratio=2.)
# and samples
row(150, 1000, 100, 1000, 1, ratio=1.1, error1=.002, error0=.004)
row(12, 100, 4, 100, 1, error1=.09, error0=.05)
row(250, 300, 240, 310, 1, ratio=.95, error1=.0005, error0=.0008, alpha=.01)
# tests/analysis/test_change.c: a design effect of 2; another reference, of everybody and of 2,003 and 3,001 respondents
row(311 / 2, 1009 / 2, 203 / 2, 1003 / 2, 0)
r1, r0 = 2.5 / 10.5, 2 / 10
row(311, 1009, 203, 1003, 1, ratio=r1 / r0)
r1, r0 = 701 / 3001, 401 / 2003
row(311, 1009, 203, 1003, 1, ratio=r1 / r0, error1=(1 - r1) / (r1 * 3001), error0=(1 - r0) / (r0 * 2003))
# the same shares with margins of error of 90 % (of both values alike, without a total): 12000 now, 21000 before, of thousands
def margin(r, total, moe):
	se = moe / 1.645 / total * ((1 - r) ** 2 + r ** 2) ** .5
	return (se / r) ** 2


row(311, 1009, 203, 1003, 1, ratio=r1 / r0, error1=margin(r1, 3001000, 12000), error0=margin(r0, 2003000, 21000))
