#!/usr/bin/python3
"""Rows of tests/stats/test_stat_exchange.c: {seed, the fewest people to exchange; -1: no exchange does}, of people, shares and who may
join that the seed makes here and there by the same steps. scipy's integer program (HiGHS) over all combinations of values.
"""
from fractions import Fraction
from itertools import product
from math import ceil, floor

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

LOW, HIGH = Fraction(4, 5), Fraction(5, 4)


def make(seed):
	"""-> sizes of the attributes, {cell: people}, who else is counted by attribute, shares by attribute, cells that may join"""
	def below(most):
		nonlocal seed
		seed = (seed * 1664525 + 1013904223) % 2 ** 32
		return (seed >> 16) * most >> 16
	sizes = [2 + below(4) for _ in range(1 + below(4))]
	skewed = below(3)
	people = {}
	for _ in range(1 + below(30)):
		cell = tuple(min(below(size), below(size)) if skewed else below(size) for size in sizes)
		people[cell] = people.get(cell, 0) + 1 + below(1 + below(40))
	others = [[below(3) if below(4) == 0 else 0 for _ in range(size)] for size in sizes]
	shares = []
	for size in sizes:
		parts = [1 + below(20) for _ in range(size)]
		if below(10) == 0:
			parts[0] = 0
		shares.append([Fraction(part, sum(parts)) for part in parts])
	cells = list(product(*map(range, sizes)))
	joins = cells if below(2) else [cell for cell in cells if below(3)]
	return sizes, people, others, shares, joins


def fewest(sizes, people, others, shares, joins):
	leaves = list(people)
	rows, low, high = [], [], []
	for a, size in enumerate(sizes):
		count = [others[a][v] + sum(k for cell, k in people.items() if cell[a] == v) for v in range(size)]
		n = sum(count)
		for v in range(size):
			rows.append([-(cell[a] == v) for cell in leaves] + [cell[a] == v for cell in joins])
			low.append(ceil(LOW * shares[a][v] * n) - count[v])
			high.append(floor(HIGH * shares[a][v] * n) - count[v])
	if any(a > b for a, b in zip(low, high)):
		return -1
	rows.append([-1] * len(leaves) + [1] * len(joins))
	found = milp([1] * len(leaves) + [0] * len(joins), integrality=np.ones(len(leaves) + len(joins)),
		bounds=Bounds(0, [people[cell] for cell in leaves] + [np.inf] * len(joins)),
		constraints=LinearConstraint(np.array(rows, dtype=float), low + [0], high + [0]))
	assert found.status in (0, 2), found.message
	return round(found.fun) if found.status == 0 else -1


for seed in range(1, 301):
	print("{%d, %d}," % (seed, fewest(*make(seed))))
