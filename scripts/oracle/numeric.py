#!/usr/bin/python3
"""Rows of tests/analysis/test_numeric.c, of the numbers that the test makes by the same formulas: for the whole campaign, S
and T {scipy.stats.wasserstein_distance, with weights on the campaign, with weights on both sides, p by
scipy.special.kolmogorov against the sample, against a population, and with the campaign's size divided by 2}; of the many
different values {wasserstein_distance, mean of both sides' sizes}."""
import math
from scipy.special import kolmogorov
from scipy.stats import ks_2samp, wasserstein_distance

x = [(i, ((i * i * 37 + i * 11) % 211) * .25 + (3.5 if i % 2 else 0), 1 + i % 4 * .5) for i in range(600)
     if i % 11 and i % 53 != 5]
y = [((j * j * 29 + j * 7) % 197) * .25 for j in range(400) if j % 17]
v = [1 + j % 3 * .75 for j in range(400) if j % 17]
for group in range(3):
    a = [value for i, value, _ in x if group == 0 or i % 2 == group - 1]
    w = [weight for i, _, weight in x if group == 0 or i % 2 == group - 1]
    ks = ks_2samp(a, y, method="asymp").statistic
    n, m = len(a), len(y)
    print("{%.17g, %.17g, %.17g, %.17g, %.17g, %.17g}," % (
        wasserstein_distance(a, y), wasserstein_distance(a, y, w), wasserstein_distance(a, y, w, v),
        kolmogorov(math.sqrt(n * m / (n + m)) * ks), kolmogorov(math.sqrt(n) * ks),
        kolmogorov(math.sqrt(n / 2 * m / (n / 2 + m)) * ks)))
a = [k * k / 1000 for k in range(1000, 71000)]
b = [(j * 23 + 1010) ** 2 / 1000 for j in range(3000)]
print("{%.17g, %.17g}," % (wasserstein_distance(a, b), math.fsum(a) / len(a) + math.fsum(b) / len(b)))
