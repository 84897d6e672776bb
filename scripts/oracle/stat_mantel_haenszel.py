#!/usr/bin/python3
"""Rows of tests/stats/test_stat_mantel_haenszel.c: Breslow-Day with Tarone's correction, {statistic, df, p}.

By statsmodels StratifiedTable.test_equal_odds(adjust=True), without the strata that lack a margin (it gives NaN there);
where its quadratic cancels, from the same definition in 80 decimal digits, which is held against it in the others."""
from decimal import Decimal as D, getcontext
from scipy import stats
from statsmodels.stats.contingency_tables import StratifiedTable
import numpy as np

getcontext().prec = 80


def exact(strata):
    strata = [[D(x) for x in s] for s in strata]
    odds = sum(a * d / (a + b + c + d) for a, b, c, d in strata) / sum(b * c / (a + b + c + d) for a, b, c, d in strata)
    squares = gaps = variances = D(0)
    for a, b, c, d in strata:
        row, column, n = a + b, a + c, a + b + c + d
        low, high = max(D(0), row + column - n), min(row, column)
        for _ in range(250):
            e = (low + high) / 2
            if e * (n - row - column + e) < odds * (row - e) * (column - e):
                low = e
            else:
                high = e
        variance = 1 / (1 / e + 1 / (row - e) + 1 / (column - e) + 1 / (n - row - column + e))
        squares, gaps, variances = squares + (a - e) ** 2 / variance, gaps + a - e, variances + variance
    return float(squares - gaps ** 2 / variances)


def show(strata, digits=False):
    used = [s for s in strata if s[0] + s[1] and s[2] + s[3] and s[0] + s[2] and s[1] + s[3]]
    statistic = StratifiedTable([np.array(s, float).reshape(2, 2) for s in used]).test_equal_odds(adjust=True).statistic
    if digits:
        statistic = exact(used)
    else:
        assert abs(statistic - exact(used)) <= 1e-9 * statistic, (statistic, exact(used))
    print("{%.17g, %d, %.17g}," % (statistic, len(used) - 1, stats.chi2.sf(statistic, len(used) - 1)))


show([[89, 19, 512, 313], [17, 8, 353, 207], [202, 391, 120, 205], [131, 244, 138, 279], [94, 299, 53, 138], [24, 317, 22, 351]])
show([[0, 5, 3, 7], [4, 0, 6, 9], [0, 0, 3, 4], [5, 0, 2, 0], [2, 8, 0, 11]])
show([[1, 1, 0, 1], [0, 1, 1, 1], [1, 0, 1, 1], [2, 1, 1, 0], [1, 0, 0, 1]])
show([[1.5, 22.25, 7.125, 40], [3.75, 9.5, 11, 30.0625], [.5, 2, 8, 1.25]])
show([[1000000000, 2000000000, 1500000000, 3000100000], [400000000, 800010000, 1200000000, 2400000000],
    [700000000, 980000000, 700030000, 980000000]], True)
show([[900, 1, 2, 800], [1200, 3, 1, 700]], True)
show([[1000000000000, 5, 3, 1000000000000], [2000000000000, 9, 8, 1000000000000]], True)
show([[3, 1000000000000, 1000000000000, 9], [8, 2000000000000, 1000000000000, 5]], True)
# {odds ratio, Mantel-Haenszel statistic} of one stratum whose a d and b c agree in 15 digits
a, b, c, d = D(1000000000000001), D(10) ** 15, D(10) ** 15, D(10) ** 15
print("{%.17g, %.17g}," % (a * d / (b * c), (a * d - b * c) ** 2 * (a + b + c + d - 1) / ((a + b) * (c + d) * (a + c) * (b + d))))
