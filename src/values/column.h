/* Room: values. What the words in a column's name say that it holds. The words stand in data/columns.def.
 *
 * A name is weak evidence: it ranks what the content leaves open, and says what content alone cannot say. */
#ifndef SEGBIAS_VALUES_COLUMN_H
#define SEGBIAS_VALUES_COLUMN_H

#include "base/text.h"
#include <stdint.h>

enum segbias_word {
	/* Figures of how many, the surest first. */
	SEGBIAS_WORD_USUAL,       /* usual residents */
	SEGBIAS_WORD_POPULATION,  /* population, estimate, value */
	SEGBIAS_WORD_COUNT,       /* count, n */
	SEGBIAS_WORD_PEOPLE,      /* people, persons */
	SEGBIAS_WORD_GROUP,       /* adults, women: all of the people, or one group of them beside others */
	SEGBIAS_WORD_REACH,       /* people reached */
	SEGBIAS_WORD_USERS,       /* users */
	SEGBIAS_WORD_IMPRESSIONS, /* events from here on */
	SEGBIAS_WORD_CLICKS,
	SEGBIAS_WORD_LAST, /* frequency, total, number, records, members: as likely a figure of each person */
	SEGBIAS_WORD_COUNTS_END,
	/* Figures that never count anybody. */
	SEGBIAS_WORD_RATE = SEGBIAS_WORD_COUNTS_END,
	SEGBIAS_WORD_MONEY,
	SEGBIAS_WORD_SHARE,
	SEGBIAS_WORD_PERCENT,
	SEGBIAS_WORD_WEIGHT,
	SEGBIAS_WORD_WEIGHT_FIRST, /* of a known pair the weight of persons */
	SEGBIAS_WORD_BODY,         /* a weight of bodies */
	SEGBIAS_WORD_HEIGHT,
	SEGBIAS_WORD_MOE,
	SEGBIAS_WORD_ERROR,     /* how sure a figure is, in another measure: a standard error, a bound of an interval */
	SEGBIAS_WORD_VARIATION, /* … that is a part of the figure: a coefficient of variation … */
	SEGBIAS_WORD_INTERVAL,  /* … what it lies between … */
	SEGBIAS_WORD_STANDARD_ERROR, /* … and that is a standard error */
	SEGBIAS_WORD_RELATIVE,       /* beside another word: a part of the figure that it is of, and not in its unit */
	/* Who or what a row is. */
	SEGBIAS_WORD_PERSON,
	SEGBIAS_WORD_CONTACT, /* e-mail, telephone: a person's, too */
	SEGBIAS_WORD_THING,   /* an ad, a campaign, a place: never a person */
	SEGBIAS_WORD_ID,
	SEGBIAS_WORD_COUNTED, /* how many of what the name names besides */
	/* Attributes that are numbers. */
	SEGBIAS_WORD_AGE,
	SEGBIAS_WORD_MEASURE, /* income, year of birth */
	SEGBIAS_WORD_FROM,    /* where a band begins, … */
	SEGBIAS_WORD_TO,      /* … ends, … */
	SEGBIAS_WORD_SPAN,    /* … and how wide it is, beside another word */
	SEGBIAS_WORD_PERIOD,
	SEGBIAS_WORD_PLACE,
	SEGBIAS_WORD_SEGMENT,
	SEGBIAS_WORD_INDICATOR, /* a measure, a unit, a scenario: its values are never added up */
	SEGBIAS_WORD_SCALE,     /* of how many the figure of the row is */
	SEGBIAS_WORD_SOME,      /* some of those that another figure counts: new users */
	SEGBIAS_WORD_ASIDE,     /* what a figure is marked with, and which of the ads were shown: nobody has it */
	SEGBIAS_WORD_END,
};

/* The words of a name: bit w is set where an entry of kind w stands in it, or a sign that says the same ("%", "±"). Errors: false where memory runs out. */
bool segbias_column_words(struct segbias_label name, uint64_t *words);

/* Whether the value of a column of units is one of percent: "%", "Prozent", "PC_POP" (data/units.def). False: out of memory. */
bool segbias_column_percents(struct segbias_label unit, bool *percents);

/* The same for tables of other words: a name folded and cut into words between blanks, and whether an entry stands in it; one
 * that begins with * stands at the end of a word.
 * `out` fails where memory runs out. */
void segbias_column_split(struct segbias_label name, struct segbias_text *out);
bool segbias_column_stands(const char *entry, const char *split);

/* Puts blanks in the place of an entry, wherever it stands; whether it does. */
bool segbias_column_take(const char *entry, char *split);

/* Whether the words of a name stand in another one, in this order: "percent" in "percent moe". False where memory runs out. */
bool segbias_column_within(struct segbias_label name, struct segbias_label other);

static inline bool segbias_word_in(uint64_t words, enum segbias_word word)
{
	return (words >> word & 1) != 0;
}

#endif
