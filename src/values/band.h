/* Room: values. Bands: "18-24", "65+", "under 18", "75 to 84 years", "$25,000 - $49,999", "[18,25)", "65 ans et plus",
 * "18岁以上". The words stand in data/bands.def. */
#ifndef SEGBIAS_VALUES_BAND_H
#define SEGBIAS_VALUES_BAND_H

#include "base/text.h"

/* Half-open: low <= x < end. A band of whole numbers ends one above its last ("18-24" is [18, 25)), so that 24.5 years
 * belong to it. low may be -infinity, end +infinity. */
struct segbias_band {
	double low;
	double end;
	bool single; /* a plain number, [x, x + 1) */
	bool weak;   /* "18/24", "18_24": a band only where the other values of its column say so */
	bool like;   /* weak, and yet nothing but a band: "24-18" as right-to-left software writes it, "65 -" */
	bool years;  /* a word for years or age stands in it */
	double high; /* the last number, where it is written and inside; otherwise NaN */
	double step; /* 1000 of "25k-49k": the next band may begin there; otherwise 1 */
};

/* No band: holds nothing. */
struct segbias_band segbias_band_none(void);

/* false: neither a number nor a band. What is one only in its column is none here. */
bool segbias_band_parse(struct segbias_label label, struct segbias_band *out);

/* The same with those that are weak. */
bool segbias_band_parse_weak(struct segbias_label label, struct segbias_band *out);

/* Whether a label that is no band, or only where its column says so ("24-18"), looks like one: digits with a sign of a range
 * between them or an open end. */
bool segbias_band_like(struct segbias_label label);

/* Whether a label may be a date that a spreadsheet made of a band, and cannot be read as one: "2024-03-04"; in a column of ages also
 * "3/4/24", the number of a day beside a word ("04-мар") and a day since 1900 (45355). */
bool segbias_band_was_date(struct segbias_label label, bool ages);

/* Whether inner lies within outer: a number with its point, a band of whole numbers with its whole numbers. */
bool segbias_band_within(const struct segbias_band *inner, const struct segbias_band *outer);

/* --- codes ------------------------------------------------------------------------------------------------------- */

/* Whether a column of this name holds codes: of areas, posts, trades. Their figures are no amounts, and no band holds them. */
bool segbias_band_codes(struct segbias_label name);

/* Whether the label is a code: four digits or more with a leading zero ("02139"). No such figure is an edge of a band. */
bool segbias_band_code(struct segbias_label label);

/* --- ages -------------------------------------------------------------------------------------------------------- */

/* The oldest people are 120: an open band of ages ends before 121. */
enum { SEGBIAS_AGE_END = 121 };

/* Whether a column of this name holds ages in years. */
bool segbias_band_ages(struct segbias_label name);

/* Whether the label says everybody above the years that are listed beside it ("Y_OPEN"): no band by itself. */
bool segbias_band_rest(struct segbias_label label);

/* Whether the bands and numbers of a column that is named like an age can be ages: not one in ten begins beyond them, codes of
 * what is not known (998, 999, 8888) and years of birth aside, which are fewer. */
bool segbias_bands_are_ages(const struct segbias_band *bands, size_t count);

/* A number that is no age: below 0, or from SEGBIAS_AGE_END on. */
bool segbias_band_no_age(const struct segbias_band *band);

/* An open band of ages begins at 0 or ends at SEGBIAS_AGE_END, and so does one that reaches further ("65-999"). */
void segbias_band_clamp_age(struct segbias_band *band);

/* What a value of a column of ages is that no age can be. */
enum segbias_age_fault {
	SEGBIAS_AGE_GOOD, /* an age, a band, or something else altogether */
	SEGBIAS_AGE_YEAR, /* 1900 to 2100, or a date in these years: of birth */
	SEGBIAS_AGE_OUT,  /* another number below 0 or from SEGBIAS_AGE_END: 999 */
};

enum segbias_age_fault segbias_band_age_fault(struct segbias_label label);

/* --- the bands of one column -------------------------------------------------------------------------------------- */

enum segbias_arrangement {
	SEGBIAS_BANDS_NONE,     /* no band at all, or periods such as "2019-2020" and "2020-2021" */
	SEGBIAS_BANDS_DISJOINT, /* at least one band, and none overlap */
	SEGBIAS_BANDS_NESTED,   /* one contains two others, or all of an open one */
	SEGBIAS_BANDS_OVERLAP,
};

/* Two bands that share an edge: places in the list. */
struct segbias_band_edge {
	size_t lower, upper;
	bool found;
};

/* How the bands of a column lie to each other; those that are none (segbias_band_none) are passed over. Bands that share an
 * edge ("18-30", "30-50") are cut there: the number belongs to the upper one, and *edge is the first such pair. Weak bands
 * become none unless the column proves them: they follow each other without a gap, three or more of them or beside others,
 * and none overlap. Memory that runs out: SEGBIAS_BANDS_NONE. */
enum segbias_arrangement segbias_bands_arrange(struct segbias_band *bands, size_t count,
                                               struct segbias_band_edge *edge);

/* Of nested bands with their figures: marks in sums[count] those that are the sum of the smaller ones which fill them, to
 * `tolerance` a figure. false: what remains still overlaps. */
bool segbias_bands_partition(const struct segbias_band *bands, const double *figures, size_t count, double tolerance,
                             bool *sums);

#endif
