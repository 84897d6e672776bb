#!/usr/bin/python3
"""Rows of tests/stats/test_stat_shortfall.c: {seed, cells, the smallest sum of all misses by that of all weights, how many cells have
0 in all weights that meet the targets (-1: none meet them)}, of problems that the seed makes here and there by the same steps. Both
are scipy's linear programs (HiGHS); a cell has 0 where the most that it can have is 0, a program of its own for each.
"""
import numpy
from scipy.optimize import linprog

MARGINS_MOST, SIZE_MOST = 4, 9
BOUNDS = ((0, None), (.7, 1.45), (.9, 1.1), (-1e6, 1e6))
EXACT = {"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10}


class Stream:
	def __init__(self, seed):
		self.state = seed

	def below(self, most):
		self.state = (self.state * 1664525 + 1013904223) % 2 ** 32
		return (self.state >> 16) * most >> 16


def make(seed):
	"""-> weights of the cells, their levels, targets of all levels, bounds of a weight by its start weight"""
	draw = Stream(seed)
	sizes = [2 + draw.below(SIZE_MOST - 1) for _ in range(2 + draw.below(MARGINS_MOST - 1))]
	first = [sum(sizes[:m]) for m in range(len(sizes))]
	kind = draw.below(3)
	spread = 1 + draw.below(20)
	weights, levels = [], []
	target = [0] * sum(sizes)
	for _ in range(sum(sizes) * (1 + draw.below(4)) // 2):
		level = [first[m] + draw.below(sizes[m]) for m in range(len(sizes))]
		weight = 1 + draw.below(2 ** draw.below(spread))
		wanted = weight * draw.below(64)
		if kind == 1 and draw.below(2):
			wanted = 0
		weights.append(weight)
		levels.append(level)
		wanted += len(weights) == 1
		for at in level:
			target[at] += wanted
	for m, size in enumerate(sizes):
		for at in range(first[m], first[m] + size):
			if kind == 2 and draw.below(4) == 0:
				target[at] += draw.below(16) * (1 + target[at] // 64)
		together = sum(target[first[m]:first[m] + size])
		for at in range(first[m], first[m] + size):
			target[at] *= sum(weights) / together
	return weights, levels, target, BOUNDS[draw.below(4)]


def solve(seed):
	weights, levels, target, (low, high) = make(seed)
	cells, rows = len(weights), len(target)
	matrix = numpy.zeros((rows, cells))
	for cell, level in enumerate(levels):
		matrix[level, cell] = 1
	unit = sum(weights)
	w, t = numpy.array(weights) / unit, numpy.array(target) / unit
	with_slack = numpy.hstack([matrix, numpy.eye(rows), -numpy.eye(rows)])

	def least(low, high):
		bounds = [(low * x, None if high is None else high * x) for x in w] + [(0, None)] * (2 * rows)
		return linprog([0] * cells + [1] * (2 * rows), A_eq=with_slack, b_eq=t, bounds=bounds, method="highs-ds", options=EXACT).fun

	forced = -1
	if least(0, None) < 1e-9:
		most = [-linprog(-numpy.eye(cells)[cell], A_eq=matrix, b_eq=t, method="highs-ds", options=EXACT).fun for cell in range(cells)]
		forced = sum(x < 1e-9 for x in most)
	return cells, least(low, high), forced


for seed in range(1, 49):
	cells, total, forced = solve(seed)
	print("{%d, %d, %.17g, %d}," % (seed, cells, 0 if total < 1e-12 else total, forced))
