#!/usr/bin/python3
"""Tails in 40 decimal digits, for sizes where scipy 1.10 keeps 7 (n = 1e10) and R is our own library.

Rows of test_stat_binomial.c (LARGE: {k, n, p, upper, lower}), test_stat_beta.c (QUANTILES: {p, a, b, lower?, x}) and
test_stat_hypergeometric.c (LARGE: {k, n, N, K, upper, lower}).
"""
from decimal import Decimal as D, getcontext
import math

getcontext().prec = 45
BERNOULLI = [D(1) / 6, D(-1) / 30, D(1) / 42, D(-1) / 30, D(5) / 66, D(-691) / 2730, D(7) / 6, D(-3617) / 510]
PI = D("3.14159265358979323846264338327950288419716939937510582097494")


def lgamma(z):
    z = D(z)
    shift = D(0)
    while z < 400:
        shift += z.ln()
        z += 1
    s = (z - D(".5")) * z.ln() - z + (2 * PI).ln() / 2
    for i, b in enumerate(BERNOULLI, 1):
        s += b / (2 * i * (2 * i - 1) * z ** (2 * i - 1))
    return s - shift


def fraction(x, a, b):
    """Lower tail of the beta distribution, x under the mean: Lentz, in decimal."""
    x, a, b = D(x), D(a), D(b)
    head = a * x.ln() + b * (1 - x).ln() - a.ln() - (lgamma(a) + lgamma(b) - lgamma(a + b))
    c, d, m = D(1), 1 / (1 - (a + b) * x / (a + 1)), 1
    h = d
    while True:
        t = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d, c = 1 / (1 + t * d), 1 + t / c
        h *= c * d
        t = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d, c = 1 / (1 + t * d), 1 + t / c
        h *= c * d
        if abs(c * d - 1) < D(10) ** -25:
            return head.exp() * h
        m += 1


def tails(x, a, b):
    x = D(x)
    if x < (D(a) + 1) / (D(a) + D(b) + 2):
        low = fraction(x, a, b)
        return low, 1 - low
    high = fraction(1 - x, b, a)
    return 1 - high, high


def hypergeometric(k, n, N, K):
    """P(X >= k) and P(X <= k) by the sum of their ratios."""
    choose = lambda a, b: lgamma(a + 1) - lgamma(b + 1) - lgamma(a - b + 1)
    density = (choose(K, k) + choose(N - K, n - k) - choose(N, n)).exp()
    out = []
    for up in (True, False):
        x, t, s = k, D(1), D(0)
        while t > D(10) ** -25 * s:
            s += t
            t *= D((K - x) * (n - x)) / ((x + 1) * (N - K - n + x + 1)) if up else D(x * (N - K - n + x)) / ((K - x + 1) * (n - x + 1))
            x += 1 if up else -1
        out.append(density * s)
    return out


if __name__ == "__main__":
    print("binomial")
    for n in (10**3, 10**4, 10**6, 10**8, 10**10):
        for p in (.1, .5, .001):
            for sd in (0, 3, -3, 20, -20):
                k = round(n * p + sd * math.sqrt(n * p * (1 - p)))
                if 0 < k < n:
                    print("{%d, %.0e, %g, %.17g, %.17g}," % (k, n, p, tails(p, k, n - k + 1)[0], tails(p, k + 1, n - k)[1]))
    print("beta quantile")
    for p, a, b, lower in ((.025, 100, 901, 1), (.025, 101, 900, 0), (.025, 1, 1000, 1), (.025, 1, 10, 0), (1e-12, 3, 5, 1), (1e-12, 3, 5, 0),
                           (.025, 1e10, 1e10, 1), (.025, 1e9, 9e9, 0), (1e-6, 5, 1e10, 1), (.025, .5, .5, 1), (.025, .01, 100, 0), (.6, .001, 5, 0),
                           (.3, .001, .001, 0), (.975, .3, 1e5, 1), (.025, 1e10, .7, 1), (1e-8, 40.5, 3.25, 0), (.4999, 2, 2, 1)):
        lo, hi = D(0), D(1)
        x = D(a) / (D(a) + D(b))
        for _ in range(400):                                       # secant steps within the bracket, on log odds
            t = tails(x, a, b)[0 if lower else 1]
            if (t < D(p)) == bool(lower):
                lo = x
            else:
                hi = x
            # Newton on the tail's logarithm
            logpdf = (D(a) - 1) * x.ln() + (D(b) - 1) * (1 - x).ln() - (lgamma(a) + lgamma(b) - lgamma(D(a) + D(b)))
            step = (t.ln() - D(p).ln()) * t / logpdf.exp() / (x * (1 - x))
            odds = (x / (1 - x)).ln() + (-step if lower else step)
            new = 1 / (1 + (-odds).exp()) if abs(odds) < 5000 else (lo + hi) / 2
            if not lo < new < hi:
                new = (lo * hi).sqrt() if lo > 0 else hi / 1000
            if abs(new - x) < x * D(10) ** -22:
                break
            x = new
        print("{%g, %g, %g, %s, %.17g}," % (p, a, b, "true" if lower else "false", new))
    print("hypergeometric")
    for k, n, N, K in ((1, 10, 10**9, 4), (38, 442248, 37211326, 929), (13522, 706961, 29366809, 562916), (39165, 707923, 57016990, 3113704),
                       (10**6 + 2900, 10**7, 10**9, 10**8), (10**6 - 17000, 10**7, 10**9, 10**8), (10**7 + 60000, 10**8, 10**10, 10**9)):
        print("{%d, %d, %d, %d, %.17g, %.17g}," % (k, n, N, K, *hypergeometric(k, n, N, K)))
