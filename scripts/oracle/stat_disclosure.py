# Rows of tests/stats/test_stat_disclosure.c, from the people themselves: who shares all values with whom, counted one by one.
# {n, cells, smallest, uniques, below 3, prosecutor's risk at worst, on average}
# {journalist's risk at worst, at risk beyond 0.2, expected matches, share of them, alone in both, beyond the reference}
# {n, least values of the sensitive column, least by entropy, in cells of one value}
#   python3 stat_disclosure.py
# The same f_k and 1 / f_k as of sdcMicro's freqCalc and indivRisk without a survey, and of its ldiversity.
from math import exp, log

PEOPLE = [cell for cell, size in (("a", 1), ("b", 1), ("c", 2), ("d", 3), ("e", 7)) for _ in range(size)]
POPULATION = {"a": 1, "b": 4, "c": 2, "d": 2, "e": 70}
ILLS = [("c", "flu"), ("c", "flu"), ("d", "flu"), ("d", "asthma"), ("d", "flu"), ("a", "flu")] + [
	("e", ill) for ill in ("flu", "flu", "flu", "flu", "asthma", "asthma", "gout")]


def row(*numbers):
	print("{" + ", ".join(f"{number:.17g}" for number in numbers) + "},")


share = [sum(other == person for other in PEOPLE) for person in PEOPLE]
risks = [1 / f for f in share]
row(len(PEOPLE), len(set(PEOPLE)), min(share), share.count(1), sum(f < 3 for f in share), max(risks), sum(risks) / len(risks))

wide = [max(POPULATION[person], f) for person, f in zip(PEOPLE, share)]
row(max(1 / g for g in wide), sum(1 / g > 0.2 for g in wide), sum(1 / g for g in wide), sum(1 / g for g in wide) / len(wide),
	sum(f == 1 and POPULATION[person] == 1 for person, f in zip(PEOPLE, share)),
	sum(f > POPULATION[person] for person, f in zip(PEOPLE, share)))

values = [[ill for cell, ill in ILLS if cell == own] for own in sorted({cell for cell, _ in ILLS})]
entropies = [exp(-sum(log(own.count(ill) / len(own)) / len(own) for ill in own)) for own in values]
row(len(ILLS), min(len(set(own)) for own in values), min(entropies),
	sum(len(own) for own in values if len(own) > 1 and len(set(own)) == 1))
