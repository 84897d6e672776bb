#!/usr/bin/env python3
"""How often a crossing is named that is none, and one that is planted: the figures of DEFINITIONS.md "Crossings".

    scripts/oracle/crossings_size.py PROGRAM [RUNS]

Three segments whose records differ from the reference by effects of their attributes alone (log-normal, SD as below), or also by a
factor of .3 in one cell of one segment. With three attributes their pairs have effects, too, and a triple that is named is false."""
import itertools
import json
import math
import os
import random
import subprocess
import sys
import tempfile

NAMES = ("sex", "age", "region")
# sizes of the attributes, records a segment, respondents of the reference (0: exact), SD of one attribute and of a pair, factor
CASES = [(s, 2000, m, sd, 0, 1) for m in (0, 1000) for sd in (.2, .6) for s in ((2, 4), (5, 5))]
CASES += [((3, 4), 3000, m, .2, 0, .3) for m in (0, 1000)]
CASES += [((2, 3, 4), 3000, m, .2, .3, 1) for m in (0, 1000)] + [((3, 3, 3), 6000, m, .2, .1, .3) for m in (0, 5000)]


def run(program, seed, case):
	sizes, records, respondents, single, pair, factor = case
	rng = random.Random(seed)
	values = [[f"{name[0]}{k}" for k in range(size)] for name, size in zip(NAMES, sizes)]
	cells = list(itertools.product(*values))
	shares = [rng.uniform(.5, 1.5) for _ in cells]
	planted = rng.choice(cells)
	head = ",".join(NAMES[:len(sizes)])
	with open("reference.csv", "w") as file:
		if respondents:
			file.write(head + "\n" + "".join(",".join(c) + "\n" for c in rng.choices(cells, shares, k=respondents)))
		else:
			file.write(head + ",count\n" + "".join(f"{','.join(c)},{round(1e8 * s)}\n" for c, s in zip(cells, shares)))
	with open("campaign.csv", "w") as file:
		file.write("segment," + head + "\n")
		for segment in range(3):
			effects = {(i, v): rng.gauss(0, single) for i, vs in enumerate(values) for v in vs}
			for i, j in itertools.combinations(range(len(sizes)), 2):
				effects.update({(i, v, j, w): rng.gauss(0, pair) for v in values[i] for w in values[j]})
			weights = []
			for cell, share in zip(cells, shares):
				sum_of = sum(effects[(i, v)] for i, v in enumerate(cell))
				sum_of += sum(effects[(i, cell[i], j, cell[j])] for i, j in itertools.combinations(range(len(sizes)), 2))
				weights.append(share * math.exp(sum_of) * (factor if segment == 1 and cell == planted else 1))
			file.write("".join(f"s{segment},{','.join(c)}\n" for c in rng.choices(cells, weights, k=records)))
	out = subprocess.run([program, "compare", "campaign.csv", "reference.csv", "--cross", str(len(sizes)), "--segment", "segment",
	                      "--attributes", head, "-f", "json", "-q"], capture_output=True, check=True)
	own = [(row["segment"], tuple(row["values"])) for row in json.loads(out.stdout)["crossings"]
	       if row["state"] == "own" and row["segment"] and len(row["values"]) == len(sizes)]
	return any(o != ("s1", planted) or factor == 1 for o in own), ("s1", planted) in own


def main():
	program = os.path.abspath(sys.argv[1])
	runs = int(sys.argv[2]) if len(sys.argv) > 2 else 60
	with tempfile.TemporaryDirectory() as folder:
		os.chdir(folder)
		for case in CASES:
			found = [run(program, 1000 + i, case) for i in range(runs)]
			print(f"{case}: another {sum(f[0] for f in found)}, the planted {sum(f[1] for f in found)} of {runs}", flush=True)


if __name__ == "__main__":
	main()
