#!/usr/bin/env python3
"""The lower limit of a total variation distance: Clopper and Pearson's limits by bisection of the binomial's tails.

The row of tests/analysis/test_gate.c: the limits of 80 of 100 at 1 - .05 / 2, and from them and those of 20 of 100 the least
share that would have to be moved where both should be one half. The second row: 50, 25 and 25 of 100, of whom a fifth and twice
two fifths should be: what at least is too much, and what at least is missing, at 1 - .05 / 3 each.
"""
from math import comb


def tail(p, ks, n):
	return sum(comb(n, k) * p ** k * (1 - p) ** (n - k) for k in ks)


def bisect(rises, f, target):
	low, high = 0.0, 1.0
	for _ in range(200):
		middle = (low + high) / 2
		low, high = (middle, high) if (f(middle) < target) == rises else (low, middle)
	return low


def limits(k, n, alpha):
	return (bisect(True, lambda p: tail(p, range(k, n + 1), n), alpha / 2),
		bisect(False, lambda p: tail(p, range(k + 1), n), alpha / 2))


found = [limits(k, 100, .05 / 2) for k in (80, 20)]
more = sum(max(0, low - .5) for low, _ in found)
missed = sum(max(0, .5 - high) for _, high in found)
print("{%.17g, %.17g, %.17g}" % (*found[0], max(more, missed)))

found = [limits(k, 100, .05 / 3) for k in (50, 25, 25)]
due = (.2, .4, .4)
more = sum(max(0, low - r) for (low, _), r in zip(found, due))
missed = sum(max(0, r - high) for (_, high), r in zip(found, due))
print("{%.17g, %.17g}" % (more, missed))
