#!/usr/bin/python3
"""Rows of tests/analysis/test_change.c: {a before, n before, a now, n now, p, q, ratio, shift} of value a of each segment, the
whole campaign first. p: scipy's fisher_exact; q: Benjamini and Hochberg over both values of all of them, of which b has a's p.
"""
from scipy import stats

NIGHT = [(203, 1003, 311, 1009), (201, 1001, 97, 1003), (307, 1011, 419, 1007), (409, 1009, 313, 1003), (311, 1003, 199, 1001),
         (313, 1007, 101, 1001), (301, 1003, 303, 1007), (12, 41, 307, 1013), (173, 1003, 227, 1009), (199, 997, 203, 1013)]
GONE, NEW = (207, 1007), (301, 1001)  # segments that only one of them has

whole = [sum(row[i] for row in NIGHT) for i in range(4)]
cells = [(whole[0] + GONE[0], whole[1] + GONE[1], whole[2] + NEW[0], whole[3] + NEW[1])] + NIGHT
p = [stats.fisher_exact([[now, m - now], [before, n - before]])[1] for before, n, now, m in cells]
order = sorted(p + p)
size = len(order)
adjusted = {}
least = 1
for i in reversed(range(size)):
	least = min(least, order[i] * size / (i + 1))
	adjusted[order[i]] = min(least, adjusted.get(order[i], 1))
for (before, n, now, m), own in zip(cells, p):
	print("{%d, %d, %d, %d, %.17g, %.17g, %.17g, %.17g}," % (before, n, now, m, own, adjusted[own], now / m / (before / n), now - m * before / n))
