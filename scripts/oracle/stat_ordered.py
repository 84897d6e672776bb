#!/usr/bin/env python3
"""Expected values of tests/stats/test_stat_ordered.c: scipy's wasserstein_distance with ranks as positions."""
from scipy.stats import wasserstein_distance

CASES = (
	([142, 196, 139, 84, 69, 44], [.1195, .1737, .1676, .1542, .1595, .2255]),
	([1, 0, 0], [.2, .3, .5]),
	([5, 7, 11, 13], [.25, .25, .25, .25]),
)

for count, reference in CASES:
	ranks = list(range(len(count)))
	n = sum(count)
	emd = wasserstein_distance(ranks, ranks, count, reference)
	cumulated = [sum(count[: i + 1]) / n - sum(reference[: i + 1]) for i in ranks]
	print("{%.17g, %.17g}," % (emd, max(map(abs, cumulated))))
