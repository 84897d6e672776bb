#!/usr/bin/python3
"""Rows of tests/stats/test_stat_bounds.c: {seed, which pairs of three attributes are known (bits), sum of (i + 1) times the least and of
(i + 1) times the most of each cell i}, of a table that the seed makes here and there by the same steps. scipy's linear programs (HiGHS)
over all tables that have what is known. Of pairs: the least and the most of the first and second attribute, by the third.
"""
from itertools import combinations, product

from scipy.optimize import linprog


def make(seed):
	def below(most):
		nonlocal seed
		seed = (seed * 1664525 + 1013904223) % 2 ** 32
		return (seed >> 16) * most >> 16
	sizes = [2 + below(3) for _ in range(3)]
	cells = list(product(*map(range, sizes)))
	counts = [0 if below(3) == 0 else 1 + below(1 + below(100)) for _ in cells]
	counts[0] += 1
	return sizes, cells, [count / sum(counts) for count in counts]


def known_of(sizes, cells, shares, groups):
	rows, right = [], []
	for axes in groups:
		for values in product(*(range(sizes[axis]) for axis in axes)):
			rows.append([float(tuple(cell[axis] for axis in axes) == values) for cell in cells])
			right.append(sum(share for share, one in zip(shares, rows[-1]) if one))
	return rows, right


def ends(rows, right, want):
	ends = []
	for sign in (1, -1):
		found = linprog([sign * one for one in want], A_eq=rows, b_eq=right, method="highs")
		assert found.status == 0, found.message
		ends.append(max(0, sign * found.fun))
	return ends


PAIRS = list(combinations(range(3), 2))
for seed in range(1, 25):
	sizes, cells, shares = make(seed)
	known = seed % 8
	groups = [(0,), (1,), (2,)] + [pair for i, pair in enumerate(PAIRS) if known >> i & 1]
	rows, right = known_of(sizes, cells, shares, groups)
	bounds = [ends(rows, right, [float(cell == other) for other in cells]) for cell in cells]
	print("{%d, %d, %.12g, %.12g}," % (seed, known, *(sum((i + 1) * bound[side] for i, bound in enumerate(bounds)) for side in (0, 1))))
print()
for seed in range(101, 113):
	sizes, cells, shares = make(seed)
	rows, right = known_of(sizes, cells, shares, [(0, 2), (1, 2)])
	bounds = [ends(rows, right, [float(cell[:2] == pair) for cell in cells]) for pair in product(range(sizes[0]), range(sizes[1]))]
	print("{%d, 0, %.12g, %.12g}," % (seed, *(sum((i + 1) * bound[side] for i, bound in enumerate(bounds)) for side in (0, 1))))
