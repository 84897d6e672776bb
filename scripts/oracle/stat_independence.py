#!/usr/bin/env python3
"""Rows of tests/stats/test_stat_independence.c, from exact fractions: EXACT {rows, columns, p, table[12]}, the probability of at
least the table's chi2 among all tables with its margins.
"""
from fractions import Fraction
from math import factorial


def fill(sums, room):
	"""all rows of that sum within the room of each column"""
	if len(room) == 1:
		return [[sums]] if sums <= room[0] else []
	return [[k] + rest for k in range(min(sums, room[0]) + 1) for rest in fill(sums - k, room[1:])]


def tables(rows, columns):
	if len(rows) == 1:
		yield [columns]
		return
	for first in fill(rows[0], columns):
		for rest in tables(rows[1:], [c - k for c, k in zip(columns, first)]):
			yield [first] + rest


def exact(table):
	rows = [sum(row) for row in table]
	columns = [sum(column) for column in zip(*table)]

	def statistic(t):
		return sum(Fraction(k * k, r * c) for row, r in zip(t, rows) for k, c in zip(row, columns))

	extreme = everything = Fraction(0)
	for t in tables(rows, columns):
		chance = Fraction(1)
		for row in t:
			for k in row:
				chance /= factorial(k)
		everything += chance
		extreme += chance * (statistic(t) >= statistic(table))
	return extreme / everything


def show(*table):
	cells = [k for row in table for k in row]
	numbers = ", ".join(str(k) for k in cells + [0] * (12 - len(cells)))
	print("{%d, %d, %.17g, %s}," % (len(table), len(table[0]), float(exact(table)), numbers))


show([3, 0, 1], [0, 4, 2], [1, 1, 5])
show([2, 2, 2], [2, 2, 2], [2, 2, 2])
show([1, 0, 0, 2], [0, 3, 1, 0], [6, 5, 9, 4])
show([0, 2, 1], [1, 0, 1], [1, 1, 0], [9, 6, 12])
show([1, 1, 1, 0], [2, 0, 1, 1], [0, 1, 2, 1])
show([4, 1], [0, 3], [2, 2])
show([5, 0, 2], [1, 4, 1])
