#!/usr/bin/env python3
"""Write src/base/powers.inc: the powers of ten that base/shortest.c multiplies by.

    scripts/make-powers.py [FILE]

10^e is between 2^f and 2^(f + 1); a row is 10^e * 2^(127 - f), rounded up to a whole number of 128 bits, as its two halves.
Exact arithmetic, so that the same bytes come out everywhere. scripts/dev test compares them with what is committed.
"""
import os
import sys

LEAST, MOST = -292, 324  # -k of Schubfach, for every k of a double


def row(exponent):
	top, bottom = 10 ** max(exponent, 0), 10 ** max(-exponent, 0)
	shift = 128 + bottom.bit_length() - top.bit_length()
	while True:
		quotient, rest = divmod(top << max(shift, 0), bottom << max(-shift, 0))
		if quotient < 1 << 128:
			break
		shift -= 1
	quotient += rest > 0
	assert 1 << 127 <= quotient < 1 << 128
	return f"{{0x{quotient >> 64:016X}, 0x{quotient & (1 << 64) - 1:016X}}}, /* 1e{exponent} */\n"


def main():
	root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
	path = sys.argv[1] if len(sys.argv) > 1 else os.path.join(root, "src/base/powers.inc")
	with open(path, "w", encoding="ascii") as file:
		file.write("/* Written by scripts/make-powers.py. */\n")
		file.writelines(row(exponent) for exponent in range(LEAST, MOST + 1))


if __name__ == "__main__":
	main()
