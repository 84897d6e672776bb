#!/usr/bin/python3
"""Rows of tests/stats/test_stat_suppress.c: {counts of a table of four rows of four, the first one the sums of the others; which are
withheld; how wide the range of each is}. Ranges: scipy's linear programs over all withheld counts, each at least 1 (in the last row
of the second half, of which nothing is shown, 0), with the sums of every row as they are and the first row the sum of the others.
"""
import random

import numpy
from scipy.optimize import linprog

ROWS = COLUMNS = 4
random.seed(4)


def ranges(count, withheld, unseen):
	cells = [(i, j) for i in range(ROWS) for j in range(COLUMNS) if withheld[i][j]]
	at = {cell: k for k, cell in enumerate(cells)}
	equations, right = [], []
	for i in range(ROWS):
		row = numpy.zeros(len(cells))
		for j in range(COLUMNS):
			if (i, j) in at:
				row[at[i, j]] = 1
		equations.append(row)
		right.append(sum(count[i][j] for j in range(COLUMNS) if withheld[i][j]))
	for j in range(COLUMNS):
		row = numpy.zeros(len(cells))
		for i in range(ROWS):
			if (i, j) in at:
				row[at[i, j]] = 1 if i else -1
		equations.append(row)
		right.append(sum((1 if i else -1) * count[i][j] for i in range(ROWS) if withheld[i][j]))
	bounds = [(0 if unseen and i == ROWS - 1 else 1, None) for i, j in cells]
	out = [[0] * COLUMNS for _ in range(ROWS)]
	for (i, j), k in at.items():
		want = numpy.zeros(len(cells))
		want[k] = 1
		least, most = (linprog(sign * want, A_eq=equations, b_eq=right, bounds=bounds, method="highs").fun * sign for sign in (1, -1))
		out[i][j] = round(most - least)
	return out


shown = 0
while shown < 16:
	unseen = shown >= 8
	groups = [[random.randint(*((0, 4) if unseen else (1, 12))) for _ in range(COLUMNS)] for _ in range(ROWS - 1)]
	count = [[sum(column) for column in zip(*groups)]] + groups
	withheld = [[random.random() < .65 and count[i][j] > 0 or unseen and i == ROWS - 1 for j in range(COLUMNS)] for i in range(ROWS)]
	wide = ranges(count, withheld, unseen)
	if sum(map(bool, wide[0])) < 3:
		continue
	shown += 1
	print("{{%s}, {%s}, {%s}}," % tuple(", ".join(str(int(x)) for row in table for x in row) for table in (count, withheld, wide)))
