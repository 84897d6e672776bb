#!/usr/bin/env python3
"""Rows of tests/analysis/test_audit_oracle.c: data/decisions.csv by aequitas, Fairlearn, AI Fairness 360 and SMClarify.

Its own environment, of audit.py.requirements: scripts/dev oracle makes it. Of each attribute, groups in byte order; records
without the group, the decision or, for what needs it, the label are left out.
    {n, selected, selection rate, disparity of it to the most selected group}      aequitas pprev and Fairlearn selection_rate
    {n with a label, tpr, fpr, ppv, accuracy}                                      aequitas tpr, fpr, precision, accuracy
    {gap of selection rate, tpr, fpr, ppv, accuracy}                               Fairlearn MetricFrame.difference()
    {disparate impact, statistical parity, equal opportunity, average odds difference} of Female to Male: AIF360
    {conditional demographic disparity} within branches that have both answers, for each group: SMClarify CDDPL
    {the same with the branch in which all are selected}: SMClarify takes the share of the rejected there as 0
    and of scores and associations what scipy and pandas make of them, see below
aequitas' ppr is no rate: the selected of the group by the selected of all.
"""
import contextlib
import io
import logging
import os
import warnings

logging.disable(logging.CRITICAL)
warnings.simplefilter("ignore")
with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
	import numpy as np
	import pandas as pd
	from aequitas.bias import Bias
	from aequitas.group import Group
	from aif360.datasets import BinaryLabelDataset
	from aif360.metrics import ClassificationMetric
	from fairlearn.metrics import MetricFrame, false_positive_rate, selection_rate, true_positive_rate
	from scipy import special, stats
	from sklearn.metrics import accuracy_score, precision_score
	from smclarify.bias.metrics import CDDPL

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../data/decisions.csv")
ALL = pd.read_csv(DATA, dtype=str, keep_default_na=False)
METRICS = {
	"rate": selection_rate, "tpr": true_positive_rate, "fpr": false_positive_rate, "ppv": precision_score,
	"accuracy": accuracy_score}


def row(*numbers):
	print("{" + ", ".join(f"{float(number):.17g}" for number in numbers) + "},")


def known(attribute, label):
	rows = ALL[(ALL[attribute] != "") & ((ALL["bought"] != "") | (not label))]
	return pd.DataFrame({
		attribute: rows[attribute].astype(object), "score": (rows["selected"] == "yes").astype(int),
		"label_value": (rows["bought"] == "yes").astype(int), "branch": rows["branch"].astype(object)}).reset_index(drop=True)


def by_aequitas(frame, attribute):
	with contextlib.redirect_stdout(io.StringIO()):
		groups, _ = Group().get_crosstabs(frame[[attribute, "score", "label_value"]], attr_cols=[attribute])
		groups["accuracy"] = (groups["tp"] + groups["tn"]) / groups["group_size"]
		top = groups.loc[groups["pprev"].idxmax(), "attribute_value"]
		ratios = Bias().get_disparity_predefined_groups(groups, frame, {attribute: top})
	return groups.sort_values("attribute_value").reset_index(drop=True), ratios.sort_values("attribute_value")


def rates(attribute):
	frame = known(attribute, False)
	groups, ratios = by_aequitas(frame, attribute)
	fair = MetricFrame(metrics=selection_rate, y_true=frame["label_value"], y_pred=frame["score"], sensitive_features=frame[attribute])
	for i, group in groups.iterrows():
		assert np.isclose(group["pprev"], fair.by_group[group["attribute_value"]], rtol=1e-12)
		row(group["group_size"], group["pp"], group["pprev"], ratios["pprev_disparity"].iloc[i])


def with_labels(attribute):
	frame = known(attribute, True)
	groups, _ = by_aequitas(frame, attribute)
	fair = MetricFrame(metrics=METRICS, y_true=frame["label_value"], y_pred=frame["score"], sensitive_features=frame[attribute])
	for _, group in groups.iterrows():
		other = fair.by_group.loc[group["attribute_value"]]
		mine = [group[name] for name in ("tpr", "fpr", "precision", "accuracy")]
		assert np.allclose(mine, [other[name] for name in ("tpr", "fpr", "ppv", "accuracy")], rtol=1e-12)
		row(group["group_size"], *mine)
	gap = fair.difference(method="between_groups")
	all_rates = MetricFrame(metrics=selection_rate, y_true=known(attribute, False)["label_value"],
		y_pred=known(attribute, False)["score"], sensitive_features=known(attribute, False)[attribute])
	row(all_rates.difference(method="between_groups"), *(gap[name] for name in ("tpr", "fpr", "ppv", "accuracy")))


def by_aif360(label):
	"""-> AIF360's metric of the decisions of women, unprivileged, and men"""
	frame = known("sex", label)
	numbers = pd.DataFrame({"sex": (frame["sex"] == "Male").astype(float), "label": frame["label_value"].astype(float)})
	truth = BinaryLabelDataset(df=numbers, label_names=["label"], protected_attribute_names=["sex"])
	guess = truth.copy()
	guess.labels = frame["score"].to_numpy(dtype=float).reshape(-1, 1)
	return ClassificationMetric(truth, guess, unprivileged_groups=[{"sex": 0}], privileged_groups=[{"sex": 1}])


def disparities(attribute, frame):
	for group in sorted(frame[attribute].unique()):
		row(float(len(frame)), CDDPL(frame[attribute], frame[attribute] == group, frame["score"] == 1, frame["branch"]))


for name in ("sex", "origin"):
	rates(name)
	with_labels(name)
	regular = known(name, False)
	disparities(name, regular[regular["branch"] != "Pilot"].reset_index(drop=True))
	disparities(name, regular)
decided, labelled = by_aif360(False), by_aif360(True)
row(decided.disparate_impact(), decided.statistical_parity_difference(), labelled.equal_opportunity_difference(),
	labelled.average_odds_difference())


def scores(attribute):
	"""{scored, mean score, KS, its asymptotic p, Wasserstein} of each group against all others: scipy"""
	rows = ALL[(ALL[attribute] != "") & (ALL["score"] != "")]
	values = rows["score"].astype(float)
	for group in sorted(rows[attribute].unique()):
		mine, others = values[rows[attribute] == group], values[rows[attribute] != group]
		ks = stats.ks_2samp(mine, others, method="asymp").statistic
		size = len(mine) * len(others) / (len(mine) + len(others))
		row(len(mine), mine.mean(), ks, special.kolmogorov(np.sqrt(size) * ks), stats.wasserstein_distance(mine, others))


def calibration(attribute):
	"""{mean score less rate}, and {bin, n, mean score, rate} of the bins that have records: pandas.cut"""
	rows = ALL[(ALL[attribute] != "") & (ALL["score"] != "") & (ALL["bought"] != "") & (ALL["selected"] != "")]
	values, truth = rows["score"].astype(float), (rows["bought"] == "yes").astype(int)
	bins = pd.cut(values, np.arange(11) / 10, include_lowest=True, labels=False)
	for group in sorted(rows[attribute].unique()):
		mine = rows[attribute] == group
		row(mine.sum(), values[mine].mean() - truth[mine].mean())
		for one in sorted(bins[mine].unique()):
			here = mine & (bins == one)
			row(one, here.sum(), values[here].mean(), truth[here].mean())


def association(column, attribute):
	"""{n, chi2, corrected V}: scipy, and Bergsma's formula"""
	rows = ALL[(ALL[attribute] != "") & (ALL[column] != "")]
	table = pd.crosstab(rows[column], rows[attribute]).to_numpy()
	n, (r, c) = table.sum(), table.shape
	chi2 = stats.chi2_contingency(table, correction=False).statistic
	phi = max(0, chi2 / n - (r - 1) * (c - 1) / (n - 1))
	row(n, chi2, np.sqrt(phi / min(r - (r - 1) ** 2 / (n - 1) - 1, c - (c - 1) ** 2 / (n - 1) - 1)))


for name in ("sex", "origin"):
	scores(name)
	calibration(name)
association("branch", "sex")
association("district", "origin")
