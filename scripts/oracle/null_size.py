#!/usr/bin/env python3
"""Rows of tests/stats/test_ratio.c, tests/stats/test_stat_rao_scott.c and tests/jobs/test_compare.c: weighted records, whose
variance is that of the share which is tested.

From single records, not from the sums that the library has: the variance of the weighted share when a record of value u
comes with the probability r_u / mean weight of u, by summing over records. So n_rho is x (1 - x) / that variance.
"""
import numpy
from scipy.stats import beta, chi2, norm, t


def show(*numbers):
	print("{" + ", ".join("%.17g" % number for number in numbers) + "},")


def heaviness(weights):
	return sum(w * w for w in weights) / sum(weights)


def size(records, shares, value, rho, whole=None):
	"""records: (value, weight). The size under share = rho times the reference's."""
	def of(u):
		mine = [w for v, w in records if v == u]
		return mine if len(mine) >= 10 or whole is None else [w for v, w in whole if v == u]
	n = len(records)
	total = sum(w for _, w in records)
	e = rho * shares[value]
	others = {u: r for u, r in shares.items() if u != value and of(u)}
	null = {u: r / sum(others.values()) * (1 - e) for u, r in others.items()}
	null[value] = e
	# of the weight W, null[u] W is of records of value u, whose squared weights come to heaviness times it
	variance = sum(null[u] * total * heaviness(of(u)) * ((u == value) - e) ** 2 for u in null) / total ** 2
	return e * (1 - e) / (variance * n / (n - 1))


def tails(k, n, e):
	upper = beta.cdf(e, k, n - k + 1) if k > 0 else 1
	lower = beta.sf(e, k + 1, n - k) if k < n else 1
	return upper, lower


def tests(records, shares, value, whole=None):
	x = sum(w for v, w in records if v == value) / sum(w for _, w in records)
	out = {}
	for rho in (.8, 1, 1.25):
		n = size(records, shares, value, rho, whole)
		out[rho] = tails(x * n, n, rho * shares[value])
	over, under = out[1.25][0], out[.8][1]
	return min(1, 2 * min(out[1])), over, under, max(out[.8][0], out[1.25][1])


def attribute(records, shares):
	"""Rao and Scott's second order with the matrix itself and its eigenvalues."""
	names = sorted(shares)
	total = sum(w for _, w in records)
	r = numpy.array([shares[u] for u in names])
	counts = numpy.array([sum(w for v, w in records if v == u) for u in names])
	a = numpy.array([heaviness([w for v, w in records if v == u]) for u in names])
	matrix = sum(r[u] * a[u] * total * numpy.outer(numpy.eye(len(r))[u] - r, numpy.eye(len(r))[u] - r) for u in range(len(r)))
	scaled = matrix / numpy.sqrt(numpy.outer(r * total, r * total))
	eigen = numpy.linalg.eigvalsh(scaled)
	x2 = sum((counts - r * total) ** 2 / (r * total))
	scale = sum(eigen ** 2) / sum(eigen)
	df = sum(eigen) ** 2 / sum(eigen ** 2)
	return x2 / scale, df, chi2.sf(x2 / scale, df)


# test_compare.c, weighted_campaign: attribute; then p, p_over, p_under, p_within of a and b
campaign = [("a", 1 + i % 2) if i < 60 else ("b", 1 + i % 4) for i in range(100)]
known = {"a": .6, "b": .4}
show(*attribute(campaign, known))
for value in "ab":
	show(*tests(campaign, known, value))

# a heavy value that nobody of the segment has: its weight, 8, is that of the whole campaign
segment = [("b" if i % 3 else "c", 1) for i in range(100)]
whole = segment + [("a", 8 if i % 2 else 6) for i in range(12)]
known = {"a": .1, "b": .6, "c": .3}
for value in "abc":
	show(*tests(segment, known, value, whole))

# three light records of it: too few to say what a record weighs, so the twelve of the others count too
segment = [("a", 1)] * 3 + segment
whole = segment + [("a", 8 if i % 2 else 6) for i in range(12)]
for value in "abc":
	show(*tests(segment, known, value, whole))

# two records of a value of 5 % that weigh a fifth of the others
light = [("b", .2)] * 2 + [("a" if i % 2 else "c", 1) for i in range(98)]
for value in "abc":
	show(*tests(light, {"a": .5, "b": .05, "c": .45}, value, light))

# test_stat_rao_scott.c: three values
three = [("a", 1 + i % 3) for i in range(50)] + [("b", 2 + i % 2 * 3) for i in range(30)] + [("c", 8.)] * 4
show(*attribute(three, {"a": .4, "b": .35, "c": .25}))

# test_ratio.c: {k, n, r, sum, count, own, others, df, p, p_greater at 1.25, p_less at .8}: tails at n_rho, then those of t
for k, n, r, total, count, own, others, df in (
	(30, 80, .25, 190, 100, 2, 3, float("inf")), (0, 80, .1, 100, 100, 8, 1, float("inf")), (12, 80, .25, 190, 100, 2, 3, 7.5),
	(12, 80, .25, 0, 0, 0, 0, 7.5), (2, 30.5, .3, 0, 0, 0, 0, 1)):
	def at(rho):
		e = rho * r
		size = total * (count - 1) / count / ((1 - e) * own + e * others) if total else n
		return tails(k / n * size, size, e)
	def student(p):
		return p if numpy.isinf(df) else t.sf(norm.isf(p), df)
	p = min(1, 2 * min(at(1)))
	show(k, n, r, total, count, own, others, 0 if numpy.isinf(df) else df, 2 * student(p / 2), student(at(1.25)[0]), student(at(.8)[1]))

# test_stat_student.c: {z or tail, df, P(T > z), P(T > the z of the tail)}
for z, tail, df in ((2.5, .01, 5), (-1, .7, 2.5), (40, 1e-200, 100), (.3, .5, 1), (6, 1e-9, 1e7)):
	show(z, tail, df, t.sf(z, df), t.sf(norm.isf(tail), df))
