/* Room: values. Words that say what kind of value a label is, whatever the attribute: a total, or that nobody knows. They
 * stand in data/, in many languages. */
#ifndef SEGBIAS_VALUES_WORD_H
#define SEGBIAS_VALUES_WORD_H

#include "base/text.h"

/* The bare form of a label: its normal form without accents, apostrophes and hamzas, every run of other punctuation and
 * blanks one blank, none at the ends ("Don't know / Réfusé" is "dont know refuse"). Appended to `out`, which may stay
 * empty. For lists and suggestions: bare forms may be alike where values are not the same. */
void segbias_word_bare(struct segbias_label label, struct segbias_text *out);

/* Appends the label with a blank before each capital letter that follows a small one: "bothSexes" is "both Sexes". */
void segbias_word_split_capitals(struct segbias_label label, struct segbias_text *out);

enum segbias_total {
	SEGBIAS_TOTAL_NONE,
	SEGBIAS_TOTAL_WEAK,   /* a total or a group: All, Both sexes, Persons, Ensemble; "Total, 15 years and over" */
	SEGBIAS_TOTAL_STRONG, /* a total: Total, Insgesamt, Citywide, Total population */
};

/* Whether the label is the word of a total, or made of such words and what they are said of: every word of it must be one
 * of data/totals.def, a strong one for STRONG ("Total women" and "All others" are none). With digits, which say a total of
 * what, STRONG becomes WEAK and WEAK becomes NONE. */
enum segbias_total segbias_word_total(struct segbias_label label);

/* Whether the label begins or ends with the word of a total, or of all, whatever else is in it: "All tenures", "Tenure: all",
 * and "All others" too, so that it is for arithmetic to say. False: out of memory. */
bool segbias_word_hints_total(struct segbias_label label, bool *hints);
/* The same of words that name a total whatever it is of: "UK total", "Deutschland insgesamt". */
bool segbias_word_hints_strongly(struct segbias_label label, bool *hints);
/* Whether the label says all of the other one, and nothing else: "All women" of "Women", "South total" of "South". False: out of memory. */
bool segbias_word_all_of(struct segbias_label whole, struct segbias_label part, bool *is);
/* Whether one of several parts of the label is a total's word, or all of something: "Female, all ages", "Total (18+)". Errors: false where
 * memory runs out. */
bool segbias_word_has_total(struct segbias_label label, bool *out);

/* Whether the label says that the value is not known or not given: every word is one of data/unknown.def, or what they are
 * said of ("Not stated", "DK/Ref", "Age unknown", "keine Angabe"). Missing markers that are words are among them, those
 * that can be a value too ("None", "NA") are not. */
bool segbias_word_unknown(struct segbias_label label);

#endif
