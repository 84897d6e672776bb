#!/usr/bin/python3
"""Rows of tests/stats/test_stat_monte_carlo.c, from exact fractions: FITS {weight[3], k[3], p}, TABLES {total[4], k[4], p},
WALKED {shared[5], own[5], p} of more tables, value by value; STREAMS {seed, k[3], b} and TABLE_STREAMS {seed, shared[3], own[3],
b}, where the walks are written again: b of 999 replicates are as extreme."""
from fractions import Fraction
from functools import reduce
from itertools import product
from math import comb, factorial, lcm, prod

MASK = (1 << 64) - 1
STEP = 0x9E3779B97F4A7C15


def outcomes(limits, n):
	return [k for k in product(*(range(min(limit, n) + 1) for limit in limits)) if sum(k) == n]


def chi2_fit(k, weights):
	n, total = sum(k), sum(weights)
	return sum((x - Fraction(n * w, total)) ** 2 / Fraction(n * w, total) for x, w in zip(k, weights))


def chi2_table(k, totals):
	n, N = sum(k), sum(totals)
	return sum((x - Fraction(size * c, N)) ** 2 / Fraction(size * c, N)
	           for row, size in ((k, n), ([c - x for x, c in zip(k, totals)], N - n)) for x, c in zip(row, totals) if c)


def levels(chance, chi2, all_k):
	"""-> for each chi2 that occurs: the first outcome with it, and the probability of at least that chi2"""
	found = {}
	for k in all_k:
		found.setdefault(chi2(k), [k, 0])[1] += chance(k)
	above = Fraction(0)
	for level in sorted(found, reverse=True):
		above += found[level][1]
		yield found[level][0], above


for weights in ((1, 1, 1), (3, 2, 1)):
	for n in range(3, 7):
		chance = lambda k: factorial(n) * prod(Fraction(w, sum(weights)) ** x / factorial(x) for w, x in zip(weights, k))
		for k, p in levels(chance, lambda k: chi2_fit(k, weights), outcomes((n,) * 3, n)):
			print("{%s, %s, %.17g}," % (", ".join(map(str, weights)), ", ".join(map(str, k)), p))

# The first three by individuals (23 of 30 by the other row's 7), the rest by hypergeometrics.
for totals, n, step in (((2, 2, 2, 2), 4, 1), ((1, 3, 5, 0), 4, 1), ((4, 7, 9, 10), 23, 12), ((15, 17, 0, 0), 13, 1), ((20, 40, 60, 0), 60, 25),
                        ((12, 12, 50, 40), 50, 60)):
	chance = lambda k: Fraction(prod(comb(c, x) for c, x in zip(totals, k)), comb(sum(totals), n))
	for k, p in list(levels(chance, lambda k: chi2_table(k, totals), outcomes(totals, n)))[::step]:
		if p > Fraction(1, 10000):
			print("{%s, %s, %.17g}," % (", ".join(map(str, totals)), ", ".join(map(str, k)), p))


def mix(x):
	x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9 & MASK
	x = (x ^ x >> 27) * 0x94D049BB133111EB & MASK
	return x ^ x >> 31


def uniforms(seed, number):
	"""xoshiro256++ from four numbers of splitmix64, 53 bits of each"""
	x = mix(seed + STEP & MASK) + number
	s = [mix(x + i * STEP & MASK) for i in range(1, 5)]
	rotate = lambda x, bits: (x << bits | x >> 64 - bits) & MASK
	while True:
		drawn = rotate(s[0] + s[3] & MASK, 23) + s[0] & MASK
		shifted = s[1] << 17 & MASK
		s[2] ^= s[0]
		s[3] ^= s[1]
		s[1] ^= s[2]
		s[0] ^= s[3]
		s[2] ^= shifted
		s[3] = rotate(s[3], 45)
		yield (drawn >> 11) / 2 ** 53


def alias_table(weights):
	heights = [w / sum(weights) * len(weights) for w in weights]
	low = [v for v, h in enumerate(heights) if h < 1]
	high = [v for v, h in enumerate(heights) if h >= 1]
	table = [(v + 1., v) for v in range(len(weights))]
	while low and high:
		poor, rich = low.pop(), high[-1]
		table[poor] = poor + heights[poor], rich
		heights[rich] -= 1 - heights[poor]
		if heights[rich] < 1:
			low.append(high.pop())
	return table


def walk(seed, number, n, weights):
	table = alias_table([w / sum(weights) for w in weights])
	k = [0] * len(weights)
	draw = uniforms(seed, number)
	for _ in range(n):
		u = next(draw) * len(weights)
		bound, alias = table[int(u)]
		k[int(u) if u < bound else alias] += 1
	return k


for seed, k in ((1, (9, 8, 3)), (2, (9, 8, 3)), (2 ** 53 - 1, (30, 10, 13))):
	weights, n = (3, 2, 1), sum(k)
	extreme = sum(chi2_fit(walk(seed, replicate, n, weights), weights) >= chi2_fit(k, weights) for replicate in range(1, 1000))
	print("{%d, %s, %d}," % (seed, ", ".join(map(str, k)), extreme))


def tail_table(k, totals):
	"""P(chi2 >= that of k), by the number of tables with each sum of k^2 / total, in whole numbers"""
	scale = reduce(lcm, totals)
	n, ways = sum(k), {(0, 0): 1}
	for total in totals:
		more = {}
		for (size, square), count in ways.items():
			for x in range(min(total, n - size) + 1):
				key = size + x, square + x * x * (scale // total)
				more[key] = more.get(key, 0) + count * comb(total, x)
		ways = more
	least = sum(x * x * (scale // total) for x, total in zip(k, totals))
	return Fraction(sum(count for (size, square), count in ways.items() if size == n and square >= least), comb(sum(totals), n))


for shared, own in (((60, 60, 120, 120, 240), (6, 8, 10, 7, 4)), ((60, 60, 120, 120, 240), (4, 9, 3, 9, 10)),
                    ((84, 28, 56, 112, 140), (5, 4, 12, 8, 6)), ((40, 40, 40, 40, 40), (10, 16, 8, 6, 20))):
	print("{%s, %s, %.17g}," % (", ".join(map(str, shared)), ", ".join(map(str, own)),
		tail_table(own, [a + b for a, b in zip(shared, own)])))


def own_chances(n, N, own):
	"""P(k of n are among the own ones), cumulated from the first that is not rounding"""
	chance = lambda k: comb(own, k) * comb(N - own, n - k)
	kept = [k for k in range(min(own, n) + 1) if Fraction(chance(k), comb(N, n)) > Fraction(1, 2 ** 62)]
	sums, below = [], 0
	for k in kept:
		below += chance(k)
		sums.append(below / comb(N, n))
	return kept, sums


def path(seed, number, n, shared):
	table, draw = alias_table(shared), uniforms(seed, number)
	count, drawn = [0] * len(shared), []
	while len(drawn) < n:
		u = next(draw) * len(shared)
		bound, alias = table[int(u)]
		v = int(u) if u < bound else alias
		if next(draw) * shared[v] < shared[v] - count[v]:
			count[v] += 1
			drawn.append(v)
	return drawn


for seed, shared, own in ((1, (400, 300, 200), (60, 50, 40)), (2 ** 53 - 1, (900, 100, 500), (99, 20, 55))):
	n, totals, extreme = sum(own), [a + b for a, b in zip(shared, own)], 0
	kept, sums = own_chances(n, sum(totals), n)
	people = [v for v, k in enumerate(own) for _ in range(k)]
	for replicate in range(1, 1000):
		draw = uniforms(seed, MASK - replicate)
		u = next(draw)
		taken = kept[sum(u >= s for s in sums[:-1])]
		for i in range(taken):
			other = i + int(next(draw) * (n - i))
			people[i], people[other] = people[other], people[i]
		row = path(seed, replicate, n, shared)[:n - taken] + people[:taken]
		extreme += chi2_table([row.count(v) for v in range(3)], totals) >= chi2_table(own, totals)
	print("{%d, %s, %s, %d}," % (seed, ", ".join(map(str, shared)), ", ".join(map(str, own)), extreme))
