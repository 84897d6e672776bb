#!/usr/bin/env python3
"""Have every p, q, interval and verdict of the shared cases recomputed from the counts.

    .ci/verdicts.py SEGBIAS CASES

Runs compare over every case as check_case.py would, but with the default interval and smallest n and some other
settings, and hands the results to check_verdicts_next.py, which knows the kinds population and (unweighted) sample. For the
latter the weight column of a reference of microdata is left out. One result is one test.

That checker compares `robust` by identity (`is`) with a numpy.bool_, which is never True: so its two functions that bring
numpy's numbers in are wrapped, to give plain ones.
The last line is "N passed, N failed".
"""
import csv
import importlib.util
import json
import os
import subprocess
import sys
import tempfile

SETTINGS = (
	("population", []),
	("population", ["--control", "holm", "--interval", "wilson"]),
	("population", ["--control", "by", "--band", "90:111"]),
	("sample", []),
	("sample", ["--control", "none", "--min-n", "5"]),
)


PLAIN = """
_cell, _adjust = cell, adjust
def cell(*given):
    return {name: None if value is None else float(value) for name, value in _cell(*given).items()}
def adjust(*given):
    return _adjust(*given).tolist()

"""


def plain_checker(path, target):
	with open(path, encoding="utf-8") as file:
		before, mark, after = file.read().partition("def near(")
	if not mark:
		raise ValueError(f"{path}: no function near")
	with open(target, "w", encoding="utf-8") as file:
		file.write(before + PLAIN + mark + after)


def load(path):
	spec = importlib.util.spec_from_file_location("check_case", path)
	module = importlib.util.module_from_spec(spec)
	sys.dont_write_bytecode = True
	spec.loader.exec_module(module)
	return module


def without(words, name):
	"""The command without the option `name` and its value."""
	if name not in words:
		return words
	at = words.index(name)
	return words[:at] + words[at + 2:]


def unweighted(source, weight, target):
	with open(source, encoding="utf-8", newline="") as file:
		rows = list(csv.reader(file))
	at = rows[0].index(weight) if weight in rows[0] else None
	with open(target, "w", encoding="utf-8", newline="") as file:
		csv.writer(file, lineterminator="\n").writerows([cell for i, cell in enumerate(row) if i != at] for row in rows)


def commands(check_case, segbias, case, folder):
	with open(os.path.join(case, "meta.json"), encoding="utf-8") as file:
		meta = json.load(file)
	base = check_case.command(segbias, case, meta)
	for name in ("--interval", "--reference-kind", "--control", "--min-n"):
		base = without(base, name)
	for kind, options in SETTINGS:
		words = base + ["--reference-kind", kind] + options
		if kind == "sample":
			if meta["reference"]["format"] != "microdata":
				continue
			target = os.path.join(folder, os.path.basename(case) + "-unweighted.csv")
			unweighted(os.path.join(case, meta["reference"]["file"]), meta["reference"].get("weight"), target)
			words = without(words, "--reference-weight")
			words[3] = target
		yield f"{os.path.basename(case)}, {kind} {' '.join(options)}".strip(), words


def main():
	segbias, cases = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
	check_case = load(os.path.join(cases, "check_case.py"))
	passed = failed = 0
	with tempfile.TemporaryDirectory() as folder:
		checker = os.path.join(folder, "check_verdicts.py")
		plain_checker(os.path.join(cases, "check_verdicts_next.py"), checker)
		for case in sorted(entry.path for entry in os.scandir(cases) if os.path.exists(os.path.join(entry.path, "meta.json"))):
			for name, words in commands(check_case, segbias, case, folder):
				done = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
				said = f"exit {done.returncode}: {done.stderr.strip()[:300]}"
				if done.returncode == 0:
					result = os.path.join(folder, "result.json")
					with open(result, "w", encoding="utf-8") as file:
						file.write(done.stdout)
					done = subprocess.run([sys.executable, checker, result],
						stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
					said = (done.stdout + done.stderr).strip()
				if done.returncode:
					failed += 1
					print(f"{name}: failed\n    " + said.replace("\n", "\n    "))
				else:
					passed += 1
	print(f"{passed} passed, {failed} failed")
	return 1 if failed else 0


if __name__ == "__main__":
	sys.exit(main())
