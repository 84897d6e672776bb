#!/usr/bin/env python3
"""A segmentation model whose assignments are held against the population before anybody uses them.

    segmentation.py CAMPAIGN REFERENCE OUT [--model clusters|targeting] [--features A,B] [--balance A,B]

clusters: k-means, four segments of the people of CAMPAIGN. targeting: a logistic regression that is trained on one half of them,
and of the other half targets the quarter that is most like those of the segment --wanted; with --balance a quarter of each group
of those columns, which is a way to pass the gates. Both are scikit-learn's. What a model did with whom is piped into `segbias
check -`, and the decisions of targeting into `segbias audit -`, too; only where all pass are the assignments (id,segment) written
to OUT.

Exit status, that of the first gate that is not passed:
    0    passed: OUT is written
    1    breached: a segment over- or under-targets a group, or a group is selected too rarely; OUT is not written, and one of an
         earlier run stays as it is
    2    usage, or a policy (segbias.yaml) that is none
    3    the data cannot be judged: fewer people than a verdict needs, columns that do not fit the reference
    4    undecided, where the policy fails on what is unclear
    5    the system, or this program itself; 127 where there is no segbias
SEGBIAS names the program, where it is not on the PATH.
"""
import argparse
import bisect
import csv
import io
import os
import statistics
import subprocess
import sys
import tempfile


def fail(kind, error, trace):
	"""What goes wrong in this program is no breach, which Python's own 1 would say."""
	sys.__excepthook__(kind, error, trace)
	sys.exit(130 if kind is KeyboardInterrupt else 5)


sys.excepthook = fail

from sklearn.cluster import KMeans
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

SEED = 7
COMPARED = ("gender", "age", "region", "education")  # what the reference knows of people; no more leaves this program
NUMBERS = ("age", "income")
AGES = (25, 35, 45, 55, 65)  # where the reference's bands begin


def read(path):
	with open(path, newline="", encoding="utf-8") as file:
		return list(csv.DictReader(file))


def number(text):
	try:
		return float(text)
	except ValueError:
		return None


def features_of(people, names):
	"""-> for each person what the model sees: numbers (where one is missing, the median), and words in one spelling"""
	medians = {name: statistics.median(value for person in people if (value := number(person[name])) is not None)
		for name in names if name in NUMBERS}
	return [{name: person[name].strip().casefold() if name not in NUMBERS else
		medians[name] if (value := number(person[name])) is None else value for name in names} for person in people]


def group_of(person, names):
	"""-> the group of a person by these columns: an age by its band"""
	return tuple(bisect.bisect(AGES, number(person[name]) or 0) if name == "age" else person[name].strip().casefold()
		for name in names)


def clusters(people, names, _):
	model = make_pipeline(DictVectorizer(sparse=False), StandardScaler(), KMeans(n_clusters=4, n_init=10, random_state=SEED))
	return people, [f"cluster {label + 1}" for label in model.fit_predict(features_of(people, names))]


def targeting(people, names, options):
	trained, scored = train_test_split(people, test_size=0.5, random_state=SEED)
	model = make_pipeline(DictVectorizer(sparse=False), StandardScaler(), LogisticRegression(max_iter=1000))
	model.fit(features_of(trained, names), [person["segment"] == options.wanted for person in trained])
	scores = model.predict_proba(features_of(scored, names))[:, 1]
	groups = {}
	for i in sorted(range(len(scored)), key=lambda i: -scores[i]):
		groups.setdefault(group_of(scored[i], options.balance), []).append(i)
	# How far down each stands within its group: without --balance there is one group, of all.
	ranked = sorted(((place + 0.5) / len(group), i) for group in groups.values() for place, i in enumerate(group))
	chosen = {i for _, i in ranked[:len(scored) // 4]}
	return scored, ["targeted" if i in chosen else "not targeted" for i in range(len(scored))]


MODELS = {"clusters": (clusters, "age,income"), "targeting": (targeting, "age,region,education,income")}


def gates(model, reference):
	"""-> the commands that must all pass: what a model made of people is held against the population; what it decided of them,
	group against group, against four fifths of the highest rate"""
	commands = [["check", "-", reference, "-q"]]
	if model == "targeting":
		bands = ",".join(map(str, AGES))
		commands.append(["audit", "-", "--decision", "segment=targeted", "--bins", f"age={bands}", "--fail-on", "under", "-q"])
	return commands


def run_gate(words, table):
	"""-> the exit status of segbias"""
	program = os.environ.get("SEGBIAS", "segbias")
	try:
		# Its stderr is ours: the breaches are told there. The report of an audit is of no interest here.
		done = subprocess.run([program, *words], input=table, encoding="utf-8", stdout=subprocess.DEVNULL)
	except OSError as error:
		print(f"segmentation.py: {program}: {error.strerror}", file=sys.stderr)
		return 127
	return done.returncode if done.returncode >= 0 else 128 - done.returncode  # as a shell tells of a signal


def judge(people, segments, commands):
	"""-> 0 where every gate passes, else the exit status of the first that does not; each has its say"""
	table = io.StringIO()
	writer = csv.writer(table, lineterminator="\n")
	writer.writerow(("segment", *COMPARED))
	writer.writerows((segment, *(person[name] for name in COMPARED)) for person, segment in zip(people, segments, strict=True))
	statuses = [run_gate(words, table.getvalue()) for words in commands]
	return next((status for status in statuses if status), 0)


def publish(people, segments, path):
	"""All or nothing: a reader sees the old assignments or the new ones."""
	with tempfile.NamedTemporaryFile("w", dir=os.path.dirname(path) or ".", newline="", encoding="utf-8", delete=False) as file:
		try:
			writer = csv.writer(file, lineterminator="\n")
			writer.writerow(("id", "segment"))
			writer.writerows((person["id"], segment) for person, segment in zip(people, segments, strict=True))
			file.close()
			os.replace(file.name, path)
		except BaseException:
			os.unlink(file.name)
			raise


def main():
	parser = argparse.ArgumentParser(description="a segmentation model behind segbias check and audit")
	parser.add_argument("campaign")
	parser.add_argument("reference")
	parser.add_argument("out")
	parser.add_argument("--model", choices=MODELS, default="clusters")
	parser.add_argument("--features", help="what the model sees")
	parser.add_argument("--wanted", default="Weekend hikers", help="the segment whose like is sought")
	parser.add_argument("--balance", type=lambda text: text.split(","), default=[], help="target the same share of each group")
	options = parser.parse_args()
	model, features = MODELS[options.model]
	people, segments = model(read(options.campaign), (options.features or features).split(","), options)
	status = judge(people, segments, gates(options.model, options.reference))
	if status == 0:
		publish(people, segments, options.out)
	else:
		print(f"segmentation.py: {options.out} is not written: segbias ended with {status}", file=sys.stderr)
	return status


if __name__ == "__main__":
	sys.exit(main())
