#!/usr/bin/env python3
"""Rows of tests/jobs/test_risks_contacts.c: figures of a log of known make, counted here from its rows, with scipy's tests.

Person i of 240 has 1 + (7 i mod 11) mod 6 contacts by e-mail, four a week from 2026-03-02 on at 3 i mod 24 o'clock; every 29th complains of
the last one. Everybody with i mod 3 = 0 has two more. Groups: i mod 2. Rows: {n, count, number, low, high, index, index low or NAN, p, p_flag,
p_within} of a group against the others, and {contacts, complaints, number, low, high, p_flag, p_within} of the limits.
"""
import math
from collections import Counter

from scipy import optimize, stats

PEOPLE, ALPHA, LOW, HIGH = 240, .05, .8, 1.25
rows = []
for i in range(PEOPLE):
	n = 1 + 7 * i % 11 % 6 + (2 if i % 3 == 0 else 0)
	for j in range(n):
		rows.append((i, j // 4, 3 * i % 24, j == n - 1 and i % 29 == 0))
contacts = Counter(row[0] for row in rows)
weeks = Counter((row[0], row[1]) for row in rows)
quiet = {row[0] for row in rows if row[2] >= 21 or row[2] < 8}
complained = Counter(row[0] for row in rows if row[3])
over = {person for (person, _), count in weeks.items() if count > 3}


def clopper_pearson(k, n):
	interval = stats.binomtest(k, n).proportion_ci(1 - ALPHA, "exact")
	return interval.low, interval.high


def show(*numbers):
	print("{" + ", ".join("NAN" if math.isnan(x) else repr(float(x)) for x in numbers) + "},")


def t_of(p, df):
	"""As stats.t.isf, which some releases of scipy have to eight digits only."""
	return optimize.brentq(lambda t: stats.t.sf(t, df) - p, 0, 99, xtol=1e-15, rtol=1e-15)


def welch(x, y):
	def p(rho, side):
		return stats.ttest_ind(x, [rho * v for v in y], equal_var=False, alternative=side).pvalue
	mean, others = sum(x) / len(x), sum(y) / len(y)
	half = t_of(ALPHA / 2, len(x) - 1) * stats.sem(x)
	low = optimize.brentq(lambda rho: p(rho, "greater") - ALPHA / 2, 1e-9, mean / others, xtol=1e-15, rtol=1e-14)
	show(len(x), sum(x), mean, mean - half, mean + half, 100 * mean / others, 100 * low, p(1, "two-sided"),
		min(1, 2 * min(p(HIGH, "greater"), p(LOW, "less"))), max(p(LOW, "greater"), p(HIGH, "less")))


def conditional(x, y):
	"""Fewer than ten expected: of k + K, k are ours with the odds n rho : m (Przyborowski and Wilenski)"""
	k, n, others, m = sum(x), len(x), sum(y), len(y)
	assert n * others / m < 10

	def share(rho):
		return n * rho / (n * rho + m)
	def upper(rho):
		return stats.binom.sf(k - 1, k + others, share(rho))
	def lower(rho):
		return stats.binom.cdf(k, k + others, share(rho))
	odds = stats.beta.ppf(ALPHA / 2, k, others + 1)
	low, high = clopper_pearson(k, n)
	show(n, k, k / n, low, high, 100 * k / n * m / others, 100 * odds / (1 - odds) * m / n,
		stats.binomtest(k, k + others, share(1)).pvalue, min(1, 2 * min(upper(HIGH), lower(LOW))), max(upper(LOW), lower(HIGH)))


everybody = range(PEOPLE)
for group in 0, 1:
	welch([contacts[i] for i in everybody if i % 2 == group], [contacts[i] for i in everybody if i % 2 != group])
conditional([int(i in complained) for i in everybody if i % 2 == 0], [int(i in complained) for i in everybody if i % 2])

# Whole: over 3/week, in quiet hours, complained; n, count, number, low, high
for people in over, quiet, complained:
	low, high = clopper_pearson(len(people), PEOPLE)
	show(PEOPLE, len(people), len(people) / PEOPLE, low, high)

# Complaints of delivered e-mails: persons as clusters.
n, k = len(rows), sum(complained.values())
rate = k / n
variance = PEOPLE / (PEOPLE - 1) * sum((complained[i] - rate * contacts[i]) ** 2 for i in everybody) / n ** 2
size = min(n, rate * (1 - rate) / variance)
df = max(1, min(PEOPLE - 1, sum(c ** 2 for c in contacts.values()) ** 2 / sum(c ** 4 for c in contacts.values())))
few = rate * size
# The interval has the t factor of Korn and Graubard, as R svyciprop(method = "beta").
known = size * (t_of(ALPHA / 2, n - 1) / t_of(ALPHA / 2, df)) ** 2
low, high = stats.beta.ppf(ALPHA / 2, rate * known, known - rate * known + 1), stats.beta.isf(ALPHA / 2, rate * known + 1, known - rate * known)
for limit in .001, .003:
	flag = stats.t.sf(stats.norm.isf(stats.beta.cdf(limit, few, size - few + 1)), df)
	within = stats.t.sf(stats.norm.isf(stats.beta.sf(limit, few + 1, size - few)), df)
	show(n, k, rate, low, high, flag, within)

# None of them: the rule of three at Kish's size.
kish = n ** 2 / sum(c ** 2 for c in contacts.values())
for limit in .001, .003:
	show(n, 0, 0, 0, 1 - .05 ** (1 / kish), 1, stats.t.sf(stats.norm.isf((1 - limit) ** kish), df))
