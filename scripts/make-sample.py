#!/usr/bin/env python3
"""Write the sample: data/campaign.csv and data/census.csv.

    scripts/make-sample.py [FOLDER]        FOLDER: data/ of the project by default

The census holds rounded figures of the adult population of the United States in 2023, in the order of magnitude that
these publications of the U.S. Census Bureau give; each attribute is fitted to the same total of 262.0 million:

    gender, age   Vintage 2023 population estimates, residents of 18 and over by sex and age, to 0.1 million
    region        Vintage 2023 population estimates, residents of 18 and over of the four census regions, to 0.1 million
    education     Current Population Survey 2023, educational attainment of people of 18 and over, to 0.5 million

They are there to show how segbias works; take figures for work from the source. The people of the campaign are made up.

What a reader should find in the campaign (2,400 people in four segments):

    Mobile app        680   young: far too few people of 65 and over, too many under 35
    Weekend hikers    575   far too many from the West; otherwise close to the census
    Newsletter      1,100   somewhat more people with a degree than the census has; otherwise fair
    Early access       45   fair too, but so small that most of it must stay unclear

Income, which the census does not have, is missing more often among the under-25s than among the rest; education and
age are blank now and then; a few people gave a gender that the census does not have. Some spellings differ between the
files without meaning anything: letter case, the kind of dash, blanks.

The same bytes on every run and every version of Python: the only randomness is random.Random(SEED).random().
Standard library only.
"""
import os
import random
import sys

SEED = 20240611

# Adults in thousands. Every attribute adds up to the same total.
CENSUS = {
	"gender": {"Female": 133_600, "Male": 128_400},
	"age": {"18-24": 31_300, "25-34": 45_500, "35-44": 43_900, "45-54": 40_400, "55-64": 41_800, "65+": 59_100},
	"region": {"Northeast": 45_600, "Midwest": 53_900, "South": 101_200, "West": 61_300},
	"education": {
		"Less than high school": 26_000,
		"High school": 74_500,
		"Some college": 69_500,
		"Bachelor's degree": 59_000,
		"Post-graduate": 33_000,
	},
}

# The campaign's own column; made up.
INCOME = {"under 25000": 46, "25000-49999": 52, "50000-74999": 46, "75000-99999": 34, "100000-149999": 44, "150000+": 40}

# How much likelier than in the census a value is. What is not named is 1.
SEGMENTS = (
	("Mobile app", 680, {
		"age": {"18-24": 1.9, "25-34": 1.75, "35-44": 1.1, "45-54": 0.85, "55-64": 0.6, "65+": 0.28},
	}),
	("Weekend hikers", 575, {"region": {"West": 2.6}}),
	("Newsletter", 1_100, {"education": {"Post-graduate": 1.6, "Bachelor's degree": 1.15, "Less than high school": 0.62}}),
	("Early access", 45, {}),
)

# How the campaign writes a value now and then: (share of the records, spelling).
SPELLINGS = {
	"Female": ((0.08, "female"), (0.03, "FEMALE")),
	"Male": ((0.08, "male"), (0.03, "MALE")),
	"Northeast": ((0.06, "northeast"),),
	"South": ((0.05, "South "), (0.04, "SOUTH")),
	"High school": ((0.07, "High School"), (0.04, "High  school")),
	"Some college": ((0.09, "some college"),),
	"Post-graduate": ((0.30, "Post\u2013graduate"), (0.05, "post-graduate")),
}

INCOME_LIMITS = {
	"under 25000": (8_000, 25_000),
	"25000-49999": (25_000, 50_000),
	"50000-74999": (50_000, 75_000),
	"75000-99999": (75_000, 100_000),
	"100000-149999": (100_000, 150_000),
	"150000+": (150_000, 320_000),
}

UNLISTED_GENDER = 0.006   # of all people: "Non-binary", which the census does not have
BLANK_EDUCATION = 0.03
BLANK_AGE = 0.012
BLANK_INCOME = {True: 0.31, False: 0.045}   # under 25: or not
MARKERS = ("", "", "", "NA", "unknown")     # how a missing value is written


def below(draw, count):
	"""A whole number in 0..count-1."""
	return min(int(draw() * count), count - 1)


def pick(position, weights):
	"""The value that stands at `position`, in 0..1, of the weights laid end to end."""
	left = position * sum(weights.values())
	for value, weight in weights.items():
		left -= weight
		if left < 0:
			return value
	return value


def tilted(attribute, tilt):
	return {value: count * tilt.get(value, 1) for value, count in CENSUS[attribute].items()}


def spelled(draw, value):
	left = draw()
	for share, spelling in SPELLINGS.get(value, ()):
		left -= share
		if left < 0:
			return spelling
	return value


def whole_age(draw, band):
	if band == "65+":
		# Fewer and fewer people with every year, none over 94.
		return 65 + int(30 * draw() * draw())
	low, high = (int(limit) for limit in band.split("-"))
	return low + below(draw, high - low + 1)


def whole_income(draw, band):
	low, high = INCOME_LIMITS[band]
	position = draw() if band != "150000+" else draw() * draw()
	return low + 500 * min(int(position * ((high - low) // 500)), (high - low) // 500 - 1)


def person(draw, segment, tilt):
	missing = lambda: MARKERS[below(draw, len(MARKERS))]
	band = pick(draw(), tilted("age", tilt.get("age", {})))
	gender = spelled(draw, pick(draw(), CENSUS["gender"]))
	if draw() < UNLISTED_GENDER:
		gender = "Non-binary"
	region = spelled(draw, pick(draw(), tilted("region", tilt.get("region", {}))))
	# Who has studied longer often earns more: half of the people stand at the same place in both.
	place = draw()
	education = spelled(draw, pick(place, tilted("education", tilt.get("education", {}))))
	if draw() < 0.5:
		place = draw()
	income = str(whole_income(draw, pick(place, INCOME)))
	age = str(whole_age(draw, band))
	if draw() < BLANK_INCOME[band == "18-24"]:
		income = missing()
	if draw() < BLANK_EDUCATION:
		education = missing()
	if draw() < BLANK_AGE:
		age = missing()
	return [segment, gender, age, region, education, income]


def campaign():
	draw = random.Random(SEED).random
	people = [person(draw, name, tilt) for name, count, tilt in SEGMENTS for _ in range(count)]
	for last in range(len(people) - 1, 0, -1):
		other = below(draw, last + 1)
		people[last], people[other] = people[other], people[last]
	yield "id,segment,gender,age,region,education,income"
	for number, fields in enumerate(people, 1):
		yield ",".join([f"P{number:04}"] + fields)


def census():
	totals = {sum(values.values()) for values in CENSUS.values()}
	assert len(totals) == 1, totals
	yield "attribute,value,count"
	for attribute, values in CENSUS.items():
		for value, thousands in values.items():
			yield f"{attribute},{value},{thousands * 1000}"


def write(path, lines):
	with open(path, "w", encoding="utf-8", newline="\n") as file:
		file.writelines(line + "\n" for line in lines)


def main():
	root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
	if len(sys.argv) > 1 and sys.argv[1].startswith("-"):
		print(__doc__)
		return
	folder = sys.argv[1] if len(sys.argv) > 1 else os.path.join(root, "data")
	os.makedirs(folder, exist_ok=True)
	write(os.path.join(folder, "campaign.csv"), campaign())
	write(os.path.join(folder, "census.csv"), census())


if __name__ == "__main__":
	main()
