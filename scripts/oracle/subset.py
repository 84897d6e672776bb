#!/usr/bin/python3
"""Which figures add up to another one, by all subsets, and how many would by chance: the formula of src/sources/subset.h,
with exact determinants of the figures' products for the deviations.

Rows of test_subset.c (CASES: {members, expected}).
"""
from fractions import Fraction as F
from itertools import combinations
import math


def determinant(rows):
	rows = [[F(x) for x in row] for row in rows]
	product = F(1)
	for i in range(len(rows)):
		pivot = next((r for r in range(i, len(rows)) if rows[r][i]), None)
		if pivot is None:
			return F(0)
		if pivot != i:
			rows[i], rows[pivot] = rows[pivot], rows[i]
			product = -product
		product *= rows[i][i]
		for r in range(i + 1, len(rows)):
			factor = rows[r][i] / rows[i][i]
			rows[r] = [a - factor * b for a, b in zip(rows[r], rows[i])]
	return product


def gram(vectors):
	return determinant([[sum(a * b for a, b in zip(v, w)) for w in vectors] for v in vectors]) if vectors else F(1)


def tolerance(figure, parts, each):
	return min(each * (parts + 1), 0.005 * figure) + 1e-9 * figure


def case(whole, parts, unit=1, step=None, each=0.5):
	count, strata = len(parts), len(whole)
	total, totals = sum(whole), [sum(part) for part in parts]
	subsets = [s for k in range(count + 1) for s in combinations(range(count), k)]
	best = None
	for subset in subsets:
		if len(subset) < 2:
			continue
		off = 0
		for s in range(strata):
			above = sum(parts[i][s] > 0 for i in subset)
			t = tolerance(whole[s], above, each)
			miss = abs(whole[s] - sum(parts[i][s] for i in subset))
			off = max(off, miss / t if miss <= t else math.inf)
		if off < math.inf and (best is None or off < best[0]):
			best = off, subset
	off, subset = best
	density = 0
	for width, more in ((0.25, 1), (0.05, -1), (0.01, -1)):
		near = sum(abs(sum(totals[i] for i in s) - total) <= width * total for s in subsets)
		density = max(density, max(0, near + more) / (2 * width * total))
	basis, product, slack = [], 1.0, 0.0
	for s in range(-1, strata):
		row = totals if s < 0 else [part[s] for part in parts]
		if s >= 0:
			t = tolerance(whole[s], sum(parts[i][s] > 0 for i in subset), each) if off else 0
			slack += t
		square = gram(basis + [row]) / gram(basis)
		if square < unit * unit:
			continue
		basis.append(row)
		if s >= 0:
			spread = math.sqrt(square) / 2
			product *= min(1, (2 * off * t + unit) / (math.sqrt(2 * math.pi) * spread))
	members = sum(1 << i for i in subset)
	expected = density * (2 * off * slack + (step or unit)) * product
	print("{%d, %.17g}," % (members, expected))


# Nine regions of England, Northern Ireland, Scotland and Wales (2022); England.
ISLES = [6335072, 4880056, 8799728, 2647013, 7417397, 1903175, 5436600, 9278065, 5701186, 3107494, 5950757, 5480774]
case([sum(ISLES) - 1903175 - 5436600 - 3107494], [[x] for x in ISLES])
# Two strata, one off by 1 and one by 2.
TWO = [[412, 433], [301, 288], [977, 1013], [155, 171], [640, 598]]
case([412 + 977 + 640 + 1, 433 + 1013 + 598 - 2], TWO)
# Three strata in proportion, but for rounding: no more than one tells.
case([40001, 20000, 10000], [[24411, 12205, 6103], [15590, 7795, 3897], [31003, 15501, 7751], [9876, 4938, 2469]])
# 40, 30, 20, 7, 4 and 10 % of 1,234,567: the step is a hundredth.
case([493827], [[370370], [246913], [86420], [49383], [123457]], step=49383 / 4)
# All are multiples of 250.
case([7000], [[4250], [2750], [6500], [1500]], unit=250)
# The same in two strata, where the step is that of each, too.
case([7000, 5500], [[4250, 2250], [2750, 3250], [6500, 6750], [1500, 2000]], unit=250)
