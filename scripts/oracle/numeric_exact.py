#!/usr/bin/python3
"""Rows of tests/tally/test_numeric.c where floating point loses every digit: rational arithmetic on the same doubles.

{offset, step, modulus, n, mean, sd, weighted mean, weighted sd} of x_i = offset + step (7919 i mod modulus), with weights
2^((37 i mod 401) - 200).
"""
from decimal import Decimal, getcontext
from fractions import Fraction

getcontext().prec = 60


def root(value):
    return (Decimal(value.numerator) / Decimal(value.denominator)).sqrt()


def moments(values, weights):
    total = sum(weights)
    mean = sum(w * x for w, x in zip(weights, values)) / total
    divisor = total - sum(w * w for w in weights) / total
    return float(mean), float(root(sum(w * (x - mean) ** 2 for w, x in zip(weights, values)) / divisor))


for offset, step, modulus, n in ((1e9, 2.0 ** -20, 7, 50), (1e9, 1e-6, 1000, 3000), (-1e15, .125, 3, 10), (9e29, 2.0 ** 47, 2, 4),
                                 (0.0, 1e-30, 11, 40), (1e12, 2.0 ** -12, 70001, 70000)):
    values = [Fraction(offset + step * float(7919 * i % modulus)) for i in range(n)]
    weights = [Fraction(2) ** (37 * i % 401 - 200) for i in range(n)]
    row = (offset, step, modulus, n) + moments(values, [Fraction(1)] * n) + moments(values, weights)
    print("{%s}," % ", ".join("%.17g" % v for v in row))

# {mean, sd} of the extremes
VALUES = (1e30, -1e30, 1e-30, -1e-30, 1e30, 1e-30)
WEIGHTS = (1e100, 1e100, 1e-100, 1e-100, 1e-100, 1e100)
print("{%.17g, %.17g}," % moments(list(map(Fraction, VALUES)), list(map(Fraction, WEIGHTS))))
