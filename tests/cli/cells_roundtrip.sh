# The cells of a reference, read back with the same kind, give the same comparisons: every number of them.
cat > roundtrip.py <<'END'
import json, os, random, subprocess

random.seed(12)
SEGBIAS = os.environ["SEGBIAS"]


def write(name, text):
	with open(name, "w", encoding="utf-8", newline="") as file:
		file.write(text)


def quote(cell):
	cell = str(cell)
	return '"' + cell.replace('"', '""') + '"' if any(c in cell for c in ',"\n ') else cell


def table(name, header, rows):
	write(name, "\n".join(",".join(quote(cell) for cell in row) for row in [header] + rows) + "\n")


def campaign(name, attributes, people=900):
	"""A person a row; the values of each attribute, some of them more often."""
	rows = []
	for i in range(people):
		cells = [random.choices(values, [len(values) - j + 1 for j in range(len(values))])[0] for values in attributes.values()]
		rows.append(["AB"[i % 2]] + cells)
	table(name, ["segment"] + list(attributes), rows)


def run(*words):
	done = subprocess.run([SEGBIAS, *words], capture_output=True, text=True, encoding="utf-8")
	return done.returncode, done.stdout, done.stderr


def numbers(part, path=()):
	"""Every number and verdict by where it stands; values and comparisons by their names, without the guard of a formula."""
	if isinstance(part, dict):
		for key, item in part.items():
			yield from numbers(item, path + (key,))
	elif isinstance(part, list):
		for i, item in enumerate(part):
			if isinstance(item, dict) and "value" in item:
				yield from numbers(item, path + (item["value"].lstrip("'").strip(),))
			elif isinstance(item, dict) and "attribute" in item:
				yield from numbers(item, path + (item["segment"], item["attribute"]))
			else:
				yield from numbers(item, path + (i,))
	elif path[-1] not in ("value", "segment", "attribute"):
		yield path, part


def same(a, b):
	if isinstance(a, float) or isinstance(b, float):
		return a is not None and b is not None and abs(a - b) <= 1e-9 * max(1, abs(a), abs(b))
	return a == b


def check(name, kind, *words):
	"""Options of the reading stand before those of the comparison, which are given both times."""
	reading = [word for word in words if not word.startswith("+")]
	both = [word[1:] for word in words if word.startswith("+")]
	one = run("compare", "campaign.csv", name, "-q", "-f", "json", "--reference-kind", kind, *reading, *both)
	cells = run("inspect", name, "--cells", "-q", "-o", "cells.csv", *reading)
	if one[0] or cells[0]:
		print(name, "cannot be read:", one[2], cells[2])
		return
	two = run("compare", "campaign.csv", "cells.csv", "-q", "-f", "json", "--reference-kind", kind, *both)
	if two[0]:
		print(name, "cannot be read back:", two[2], cells[1])
		return
	first = dict(numbers(json.loads(one[1])["comparisons"]))
	second = dict(numbers(json.loads(two[1])["comparisons"]))
	wrong = [path for path in first if path not in second or not same(first[path], second[path])]
	wrong += [path for path in second if path not in first]
	again = run("inspect", "cells.csv", "--cells", "-q")
	print(name, kind, "differs: %s" % wrong[:3] if wrong else "same", "" if sorted(again[1].split("\n")) == sorted(cells[1].split("\n")) else "cells of cells differ",
		"%d numbers" % len(first) if len(first) < 60 else "")


SEX = ["Male", "Female"]
AGES = ["18-34", "35-54", "55+"]
campaign("campaign.csv", {"sex": SEX + ["", "other"], "age": AGES})
count = lambda *cells: 1000 + sum(ord(c) * (i + 3) for i, cell in enumerate(cells) for c in str(cell)) % 977

table("joint.csv", ["sex", "age", "population"], [[s, a, count(s, a)] for s in SEX for a in AGES])
rows = []
for s in SEX + ["Total"]:
	for a in AGES + ["All ages"]:
		rows.append([s, a, sum(count(x, y) for x in (SEX if s == "Total" else [s]) for y in (AGES if a == "All ages" else [a]))])
table("totals.csv", ["sex", "age", "people"], rows)
table("shares.csv", ["sex", "age", "share"], [["Male", "18-34", .11], ["Male", "35-54", .17], ["Male", "55+", .2],
	["Female", "18-34", .12], ["Female", "35-54", .18], ["Female", "55+", .22]])
table("percents.csv", ["sex", "age", "what"], [["Male", "18-34", "11.1 %"], ["Male", "35-54", "17.3 %"], ["Male", "55+", "20.2 %"],
	["Female", "18-34", "12.1 %"], ["Female", "35-54", "17.9 %"], ["Female", "55+", "21.4 %"]])
table("margins.csv", ["attribute", "value", "count"], [["sex", "Male", 4911], ["sex", "Female", 5089], ["age", "18-34", 2900],
	["age", "35-54", 3600], ["age", "55+", 3500], ["sex", "Total", 10000]])
table("margin_shares.csv", ["attribute", "value", "percent"], [["sex", "Male", 49.3], ["sex", "Female", 50.7], ["age", "18-34", 29.9],
	["age", "35-54", 35.8], ["age", "55+", 34.3]])
table("moe.csv", ["attribute", "value", "count", "moe"], [["sex", "Male", 4911, 130], ["sex", "Female", 5089, 140],
	["age", "18-34", 2900, 90.5], ["age", "35-54", 3600, 101], ["age", "55+", 3500, 99]])
table("moe_shares.csv", ["attribute", "value", "percent", "moe"], [["sex", "Male", 49.3, 1.1], ["sex", "Female", 50.7, 1.1],
	["age", "18-34", 29.9, .9], ["age", "35-54", 35.8, 1.3], ["age", "55+", 34.3, .7]])
write("thousands.csv", "sex;age;Einwohner\n" + "".join(
	"%s;%s;%s\n" % (s, a, "{:,}".format(count(s, a) * 1234).replace(",", ".")) for s in SEX for a in AGES))
table("periods.csv", ["year", "sex", "age", "count"], [[y, s, a, count(s, a) + 7 * (y - 2018)]
	for y in (2019, 2020, 2021) for s in SEX for a in AGES])
table("spellings.csv", ["sex", "age", "count"], [[s, a, count(s, a)] for s in SEX + ["MALE", " Female"] for a in AGES])
table("unknown.csv", ["sex", "age", "count"], [[s, a, count(s, a) + 11] for s in SEX + [""] for a in AGES] + [["Male", "", 71]])
table("zero.csv", ["attribute", "value", "count"], [["sex", "Male", 511], ["sex", "Female", 489], ["sex", "other", 0]])
table("records.csv", ["id", "campaign", "sex", "age", "note"], [[i, "xy"[i % 2], random.choice(SEX + ["", "n/a"]), random.choice(AGES),
	"said that %d" % (i * 7919)] for i in range(700)])
for name, kind, *words in (
	("joint.csv", "population"), ("joint.csv", "sample"), ("totals.csv", "population"), ("shares.csv", "population"),
	("percents.csv", "population"), ("margins.csv", "population"), ("margins.csv", "sample"), ("margin_shares.csv", "population"),
	("moe.csv", "margin"), ("moe_shares.csv", "margin"), ("thousands.csv", "population"),
	("periods.csv", "population", "--where", "year=2020"), ("periods.csv", "population", "--where", "year=*"),
	("periods.csv", "population", "--where", "year=2020", "--where", "year=2021"),
	("spellings.csv", "population"), ("unknown.csv", "population"), ("zero.csv", "population"), ("records.csv", "sample"),
	("records.csv", "population"), ("joint.csv", "population", "--reference-count", "population", "+--within", "+age=18-34,55+"),
):
	check(name, kind, *words)

# Bands by --bins, of a table of single years and of records.
campaign("campaign.csv", {"age": [str(age) for age in range(18, 80)], "ok": ["yes", "no"]})
table("years.csv", ["age", "ok", "n"], [[age, ok, 500 + age * (3 if ok == "yes" else 5)] for age in range(18, 91) for ok in ("yes", "no")])
table("persons.csv", ["age", "ok"], [[random.randint(18, 90), random.choice(["yes", "no"])] for i in range(800)])
check("years.csv", "population")
check("years.csv", "population", "--bins", "age=18,30,50,70")
check("persons.csv", "sample", "--bins", "age=18,30,50,70")

# Labels of several lines, with quotes, blanks and separators, formulas, and in another script.
LABELS = ["two\nlines", 'say "yes"', "a, b; c", "=1+1", "@home", "-5", "+x", "18-24 years", "back\\slash"]
campaign("campaign.csv", {"answer, or not": LABELS, "العمر": ["١٨-٢٤", "٢٥-٣٤", "من ٣٥ إلى ٤٤"], "الجنس": ["ذكر", "أنثى"]})
table("labels.csv", ["answer, or not", "الجنس", "count"], [[label, s, count(label, s)] for label in LABELS for s in ("ذكر", "أنثى")])
table("arabic.csv", ["الجنس", "العمر", "عدد السكان"], [[s, a, count(s, a)] for s in ("ذكر", "أنثى")
	for a in ("١٨-٢٤", "٢٥-٣٤", "من ٣٥ إلى ٤٤")])
table("formulas.csv", ["attribute", "value", "count"], [["answer, or not", label, count(label)] for label in LABELS])
check("labels.csv", "population")
check("arabic.csv", "population")
check("formulas.csv", "population")
END
python3 roundtrip.py
