#!/usr/bin/env python3
"""Write the sample of decisions: data/decisions.csv.

    scripts/make-decisions.py [FOLDER]        FOLDER: data/ of the project by default

Made-up people for whom a made-up model has decided whether they are shown an offer:

    sex, origin, age       the groups; "Isle" is a small origin, some cells are blank
    branch                 the stratum: women apply more often at the branch that selects few, so that a difference between
                           the sexes is smaller within branches; at the branch Pilot everybody is selected
    district               a proxy: people of one origin live in some districts more than in others
    visits                 a number, larger for older people
    score                  of the model, 0..1 in thousandths, blank now and then; too low for the origin East
    selected               yes where the score is high enough for the branch, with some exceptions
    bought                 what came true, blank now and then

The same bytes on every run and every version of Python: the only randomness is random.Random(SEED).random().
Standard library only.
"""
import os
import random
import sys

SEED = 20240817
PEOPLE = 1600
ORIGINS = {"North": .46, "South": .30, "East": .22, "Isle": .02}
DISTRICTS = {  # shares of the districts A to E, by origin
	"North": (.50, .25, .15, .05, .05),
	"South": (.20, .45, .20, .10, .05),
	"East": (.05, .10, .15, .35, .35),
	"Isle": (.20, .20, .20, .20, .20),
}
AGES = {"18-29": .25, "30-44": .30, "45-59": .25, "60+": .20}
VISITS = {"18-29": 4, "30-44": 7, "45-59": 9, "60+": 14}
BRANCHES = {"Female": {"Harbour": .25, "Market": .70, "Pilot": .05}, "Male": {"Harbour": .65, "Market": .30, "Pilot": .05}}
CUT = {"Harbour": .35, "Market": .60, "Pilot": 0}
HEADER = "sex,origin,age,branch,district,visits,score,selected,bought"


def pick(draw, shares):
	"""-> a key of shares"""
	left = draw()
	for key, share in shares.items():
		left -= share
		if left < 0:
			return key
	return key


def person(draw):
	sex = "Female" if draw() < .48 else "Male"
	origin = pick(draw, ORIGINS)
	age = pick(draw, AGES)
	branch = pick(draw, BRANCHES[sex])
	district = pick(draw, dict(zip("ABCDE", DISTRICTS[origin])))
	visits = int(VISITS[age] * (.5 + draw()))
	chance = .15 + .7 * (draw() + draw()) / 2  # of buying
	score = min(1, max(0, chance + (draw() - .5) * .3 - (.08 if origin == "East" else 0)))
	bought = "yes" if draw() < chance else "no"
	selected = "yes" if (score >= CUT[branch]) != (draw() < .03) or branch == "Pilot" else "no"
	score = f"{round(score * 1000) / 1000:.3f}"
	# Blank now and then: a draw for each, so that no cell depends on another's.
	sex, origin, score, bought = ("" if draw() < .015 else cell for cell in (sex, origin, score, bought))
	return ",".join((sex, origin, age, branch, district, str(visits), score, selected, bought))


def main():
	folder = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(os.path.abspath(__file__)), "../data")
	draw = random.Random(SEED).random
	rows = [HEADER] + [person(draw) for _ in range(PEOPLE)]
	with open(os.path.join(folder, "decisions.csv"), "w", encoding="utf-8", newline="") as file:
		file.write("\n".join(rows) + "\n")


if __name__ == "__main__":
	main()
