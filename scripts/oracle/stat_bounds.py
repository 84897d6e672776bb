#!/usr/bin/python3
"""Rows of tests/stats/test_stat_bounds.c: {shares of the first value of two or three attributes (0: there is no third), the least and
the most that the combination of these can be}. scipy's linear programs over all tables that have the shares of the attributes, each
with more values than the one.
"""
import itertools
import random

import numpy
from scipy.optimize import linprog

random.seed(11)


def bounds(margins):
	cells = list(itertools.product(*(range(len(margin)) for margin in margins)))
	equations = [[float(cell[axis] == value) for cell in cells] for axis, margin in enumerate(margins) for value in range(len(margin))]
	right = [share for margin in margins for share in margin]
	want = numpy.array([float(not any(cell)) for cell in cells])
	return [sign * linprog(sign * want, A_eq=equations, b_eq=right, method="highs").fun for sign in (1, -1)]


def margin():
	parts = [random.randint(1, 1000) for _ in range(random.randint(2, 4))]
	parts[0] *= random.choice((1, 1, 5, 50))
	return [part / sum(parts) for part in parts]


for count in (2, 3):
	for _ in range(12):
		margins = [margin() for _ in range(count)]
		least, most = bounds(margins)
		shares = [margin[0] for margin in margins] + [0] * (3 - count)
		print("{%s, %.17g, %.17g}," % (", ".join("%.17g" % share for share in shares), 0 if least < 1e-12 else least, most))
