#!/usr/bin/python3
"""Rows of tests/stats/test_stat_quota.c: {seed, recruits, of the cells the smallest count for its share by all afterwards, the fewest
recruits for the band .8 to 1.25}, of counts and shares that the seed makes here and there by the same steps. The first is scipy's
linear program over all ways to recruit so many (HiGHS), the second is tried number by number in fractions. The last line is NESTED: cells that make up values, number by number with scipy's milp.
"""
from fractions import Fraction
from math import ceil, floor

from scipy.optimize import Bounds, LinearConstraint, linprog, milp

LOW, HIGH = Fraction(4, 5), Fraction(5, 4)


def make(seed):
	"""-> counts, shares as fractions, recruits"""
	def below(most):
		nonlocal seed
		seed = (seed * 1664525 + 1013904223) % 2 ** 32
		return (seed >> 16) * most >> 16
	cells = 2 + below(8)
	parts = [1 + below(100) for _ in range(cells)]
	counts = [below(1 + parts[i] * (2 + below(6))) for i in range(cells)]
	return counts, [Fraction(part, sum(parts)) for part in parts], 1 + below(400)


def smallest(counts, shares, recruits):
	cells, n = len(counts), sum(counts) + recruits
	ratios = [[-float(i == j) for j in range(cells)] + [float(shares[i] * n)] for i in range(cells)]
	return -linprog([0] * cells + [-1], A_ub=ratios, b_ub=counts, A_eq=[[1] * cells + [0]], b_eq=[recruits], method="highs").fun


def fewest(counts, shares, outside=0):
	"""Whole people in each cell: not fewer than there are, and inside the band."""
	recruits = 0
	while True:
		n = sum(counts) + outside + recruits
		cells = [(max(k, ceil(LOW * r * n)), floor(HIGH * r * n)) for k, r in zip(counts, shares)]
		if all(least <= most for least, most in cells) and outside + sum(least for least, _ in cells) <= n <= outside + sum(
				most for _, most in cells):
			return recruits
		recruits += 1


def divides(recruits, counts, shares, values, value_of, outside):
	"""Whether so many can join cells so that these, and the values that they make up, are inside the band: scipy's milp."""
	n = sum(counts) + recruits
	known = sum(k for k, _ in values) + outside + recruits
	bounds = [(max(0, ceil(LOW * r * n) - k), floor(HIGH * r * n) - k) for k, r in zip(counts, shares)]
	rows, least, most = [[1] * len(counts)], [recruits], [recruits]
	for v, (k, r) in enumerate(values):
		rows.append([int(at == v) for at in value_of])
		least.append(ceil(LOW * r * known) - k)
		most.append(floor(HIGH * r * known) - k)
	if any(a > b for a, b in bounds) or any(a > b for a, b in zip(least, most)):
		return False
	return milp([0] * len(counts), constraints=LinearConstraint(rows, least, most), integrality=[1] * len(counts),
			bounds=Bounds(*zip(*bounds))).success


def fewest_nested(*tables):
	recruits = 0
	while not divides(recruits, *tables):
		recruits += 1
	return recruits


def make_nested(seed):
	"""-> of 6 cells, two a value: counts, shares, (count, share) of the values, which each is of, how many are of no value"""
	state = seed

	def below(most):
		nonlocal state
		state = (state * 1664525 + 1013904223) % 2 ** 32
		return (state >> 16) * most >> 16
	parts = [5 + below(20) for _ in range(6)]
	counts = [below(12) for _ in range(6)]
	values = [(counts[2 * v] + counts[2 * v + 1] + below(15), Fraction(parts[2 * v] + parts[2 * v + 1], sum(parts))) for v in range(3)]
	return counts, [Fraction(part, sum(parts)) for part in parts], values, [0, 0, 1, 1, 2, 2], below(2) * below(9)


for seed in range(1, 31):
	counts, shares, recruits = make(seed)
	print("{%d, %d, %.17g, %d}," % (seed, recruits, smallest(counts, shares, recruits), fewest(counts, shares)))
print(", ".join("%d" % fewest_nested(*make_nested(seed)) for seed in range(1, 25)))
