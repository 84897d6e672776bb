#!/usr/bin/python3
"""Shortest texts of doubles, by Python's repr: rows of test_shortest.c, {double, digits, exponent}: digits * 10^exponent.

Every power of two that needs care (the doubles below it stand closer, and the nearest text of the fewest digits that printf
finds does not read back), powers of ten at the ends and where they stop being exact, the least and largest numbers, ties
with the next double, and the numbers in between at random.
"""
from decimal import Decimal
import math
import random
import struct


def row(value):
    _, digits, exponent = Decimal(repr(value)).normalize().as_tuple()
    return f"{{{value.hex()}, {int(''.join(map(str, digits)))}, {exponent}}},"


def needs_care(value):
    """the fewest digits with which printf's nearest reads back are more than repr's"""
    digits = len(Decimal(repr(value)).normalize().as_tuple().digits)
    return float(f"{value:.{digits - 1}e}") != value


values = [2.0**e for e in range(-1074, 1024) if needs_care(2.0**e)]
values += [5e-324, 1e-323, 1.5e-323, 2e-323, 1e-322, 2.2250738585072009e-308, 2.2250738585072014e-308,
           2.2250738585072019e-308, 1.7976931348623157e308, 1.7976931348623155e308]
values += [10.0**e for e in (-323, -308, -307, -100, -23, -22, -5, -1, 0, 1, 15, 16, 22, 23, 24, 100, 307, 308)]
values += [9007199254740991.0, 9007199254740992.0, 9007199254740994.0, 4503599627370495.5, 2251799813685248.5, 0.1, 0.1 + 0.2,
           1 / 3, 2 / 3, 9.5367431640625e-07, 2.0**89, 2.0**90, 9.5e-297, 1.448997445238699, 5e-320, 9409340012568248e18]
random.seed(3)
while len(values) < 160:
    value = abs(struct.unpack("<d", random.randbytes(8))[0])
    if math.isfinite(value):
        values.append(value)
print("\n".join(row(value) for value in values))
