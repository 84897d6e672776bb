#!/usr/bin/env python3
"""Rows of tests/jobs/test_risks_items.c and tests/stats/test_stat_variety.c: figures of logs of known make, computed here from the formulas of
their sources with numpy, and tests by scipy.

Person i of 120 is shown 2 + 7 i mod 9 things, the j-th of category (i j + j^2) mod (3 + i mod 4), every 17th only of category 0, and item
(i + 5 j^2) mod 41 of 50; and has chosen 1 + 5 i mod 8, the j-th of category (i div 3 + j div 2) mod 5. Groups: (i div 2) mod 2. Rows: {n, number, low, high, index, index low, index high, p, p_flag,
p_within}.
"""
import math
from collections import Counter
from itertools import product

import numpy as np
from scipy import optimize, special, stats

PEOPLE, ALPHA, LOW, HIGH, RAW = 120, .05, .8, 1.25, .01
everybody = range(PEOPLE)
shown = [Counter(0 if i % 17 == 0 else (i * j + j * j) % (3 + i % 4) for j in range(2 + 7 * i % 9)) for i in everybody]
chosen = [Counter((i // 3 + j // 2) % 5 for j in range(1 + 5 * i % 8)) for i in everybody]
items = Counter((i + 5 * j * j) % 41 for i in everybody for j in range(2 + 7 * i % 9))


def show(*numbers):
	print("{" + ", ".join("NAN" if math.isnan(x) else repr(float(x)) for x in numbers) + "},")


def same(counts):
	"""By its definition: of all ordered pairs of two things those of one category."""
	things = list(counts.elements())
	pairs = [(a, b) for a, b in product(range(len(things)), repeat=2) if a != b]
	return sum(things[a] == things[b] for a, b in pairs) / len(pairs)


def entropy(counts):
	"""Chao, Wang, Jost (2013), its sum to n - 1 as that of the terms from n on."""
	k = list(counts.values())
	n, f1, f2 = sum(k), k.count(1), k.count(2)
	total = sum(x / n * (special.digamma(n) - special.digamma(x)) for x in k)
	if f1 == 0:
		return total
	a = 2 * f2 / ((n - 1) * f1 + 2 * f2) if f2 else 2 / ((n - 1) * (f1 - 1) + 2)
	if a == 1:
		return total
	tail = math.fsum((1 - a) ** r / r for r in range(n, n + int(60 / a) + 60))
	return total + f1 / n * (1 - a) ** (1 - n) * tail


def steck(p, q):
	return sum(x * math.log(x / ((1 - RAW) * q.get(c, 0) + RAW * x)) for c, x in p.items())


def shares(counts):
	return {c: k / sum(counts.values()) for c, k in counts.items()}


def chance(counts, n):
	x = np.arange(n + 1)
	return sum(p * np.sum(stats.binom.pmf(x, n, p) * np.log(p / ((1 - RAW) * x / n + RAW * p))) for p in shares(counts).values())


def limits(test, middle):
	"""Where the one-sided tests are alpha / 2."""
	low = optimize.brentq(lambda rho: test(rho, "greater") - ALPHA / 2, 1e-9, middle, xtol=1e-15, rtol=1e-14)
	high = optimize.brentq(lambda rho: test(rho, "less") - ALPHA / 2, middle, 50 * middle, xtol=1e-15, rtol=1e-14)
	return 100 * low, 100 * high


def tested(x, test, middle):
	p = test(1, "two-sided")
	# stats.t.isf is good to eight digits only
	t = optimize.brentq(lambda t: stats.t.sf(t, len(x) - 1) - ALPHA / 2, 0, 99, xtol=1e-15, rtol=1e-15)
	half = t * stats.sem(x)
	show(len(x), np.mean(x), np.mean(x) - half, np.mean(x) + half, 100 * middle, *limits(test, middle), p,
		min(1, 2 * min(test(HIGH, "greater"), test(LOW, "less"))), max(test(LOW, "greater"), test(HIGH, "less")))


def welch(x, y):
	x, y = np.array(x), np.array(y)
	tested(x, lambda rho, side: stats.ttest_ind(x, rho * y, equal_var=False, alternative=side).pvalue, x.mean() / y.mean())


def paired(a, b):
	a, b = np.array(a), np.array(b)
	tested(a - b, lambda rho, side: stats.ttest_1samp(a - rho * b, 0, alternative=side).pvalue, a.mean() / b.mean())


def new(i):
	return sum(k for c, k in shown[i].items() if c not in chosen[i]) / sum(shown[i].values())


def of(group):
	return [i for i in everybody if i // 2 % 2 == group]


if __name__ == "__main__":
	two = [i for i in everybody if sum(chosen[i].values()) >= 2]
	paired([same(shown[i]) for i in two], [same(chosen[i]) for i in two])
	even = [i for i in two if i // 2 % 2 == 0]
	paired([same(shown[i]) for i in even], [same(chosen[i]) for i in even])
	welch([same(shown[i]) for i in of(0)], [same(shown[i]) for i in of(1)])
	welch([new(i) for i in of(1)], [new(i) for i in of(0)])

	# effective_categories, calibration, calibration_chance, coverage, gini
	x = np.sort(np.array([items[j] for j in range(50)]))
	rank = 2 * np.arange(1, 51) - 50 - 1
	show(np.mean([math.exp(entropy(shown[i])) for i in everybody]),
		np.mean([steck(shares(chosen[i]), shares(shown[i])) for i in everybody]),
		np.mean([chance(chosen[i], sum(shown[i].values())) for i in everybody]), np.mean(x > 0), np.sum(rank * x) / (50 * x.sum()))

	# one_category: n, count, number, low, high
	five = [i for i in everybody if sum(shown[i].values()) >= 5]
	k = sum(len(shown[i]) == 1 for i in five)
	interval = stats.binomtest(k, len(five)).proportion_ci(1 - ALPHA, "exact")
	show(len(five), k, k / len(five), interval.low, interval.high)

	# Of one person: the entropy of counts; the divergence by chance of n things shown of what was chosen
	show(*(entropy(Counter(dict(enumerate(counts)))) for counts in ((1, 1), (2, 1), (5, 3, 1, 1), (1,) * 40,
		(10, 8, 3, 2, 2, 1, 1, 1), (900, 50, 2, 1), (1,) * 200 + (2,), (4, 4))))
	show(*(chance(Counter(dict(enumerate(p))), n) for p, n in (((3, 1), 4), ((1,), 7), ((20, 5, 5, 1), 200),
		((1, 1, 1, 1, 1, 1), 1), ((999, 1), 50))))
