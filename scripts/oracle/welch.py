#!/usr/bin/env python3
"""Rows of tests/jobs/test_compare.c: Welch's degrees of freedom of the difference of two weighted shares, from single records;
and the effective sizes that go with them.
"""


def show(*numbers):
	print("{" + ", ".join("%.17g" % number for number in numbers) + "},")


def side(records, value):
	"""-> variance of the weighted share, its degrees of freedom, effective size"""
	total = sum(w for _, w in records)
	x = sum(w for v, w in records if v == value) / total
	z = [w * ((v == value) - x) for v, w in records]
	n = len(records)
	variance = n / (n - 1) * sum(a * a for a in z) / total ** 2
	return variance, sum(a * a for a in z) ** 2 / sum(a ** 4 for a in z), x * (1 - x) / variance


campaign = [("abc"[i * i % 7 % 3], 1 + i * 5 % 11) for i in range(120)]
reference = [("abc"[i * 3 % 8 % 3], .5 + i * i % 13) for i in range(200)]
# a, b and c: degrees of freedom; effective size of the reference
for value in "abc":
	v1, d1, _ = side(campaign, value)
	v0, d0, size = side(reference, value)
	show((v1 + v0) ** 2 / (v1 ** 2 / d1 + v0 ** 2 / d0), size)
