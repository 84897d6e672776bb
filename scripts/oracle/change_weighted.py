#!/usr/bin/python3
"""The p of tests/analysis/test_change.c, "weights": a record {p, x1, n1, x0, n0} in change_weighted.py.out.

400 records of which a fifth weigh 4 and have the value, and 500 of which 32 hundredths do. From the linearised variance of the
weighted share the design effect of each; both at the larger one; then the corrected score of stat_change.py.
"""
from scipy import stats
import importlib.util
import io
import contextlib
import os

spec = importlib.util.spec_from_file_location("stat_change", os.path.join(os.path.dirname(os.path.abspath(__file__)), "stat_change.py"))
stat_change = importlib.util.module_from_spec(spec)
with contextlib.redirect_stdout(io.StringIO()):
	spec.loader.exec_module(stat_change)


def share_and_deff(n, a):
	weights = [(4., 1.)] * a + [(1., 0.)] * (n - a)
	W = sum(w for w, _ in weights)
	x = sum(w * v for w, v in weights) / W
	variance = n / (n - 1) * sum((w * (v - x)) ** 2 for w, v in weights) / W ** 2
	return x, n / (x * (1 - x) / variance)


(x0, d0), (x1, d1) = share_and_deff(400, 80), share_and_deff(500, 160)
n0, n1 = 400 / max(d0, d1), 500 / max(d0, d1)
y1, y0 = x1 * n1, x0 * n0
if y1 + y0 > .5 * (n1 + n0):
	y1, y0 = n1 - y1, n0 - y0
print("%.17g, %.17g, %.17g, %.17g, %.17g" % (2 * stats.norm.sf(abs(stat_change.score(y1, n1, y0, n0, 1.))), x1 * n1, n1, x0 * n0, n0))
