/* Room: values. Is a text the name of a person? By the names that many have (data/given_names.def). */
#ifndef SEGBIAS_VALUES_PERSON_H
#define SEGBIAS_VALUES_PERSON_H

#include "base/text.h"

/* How much a text looks like somebody's name. */
enum segbias_person {
	SEGBIAS_PERSON_NOT,
	SEGBIAS_PERSON_PERHAPS, /* a short eastern word that begins as names do: many of them say something */
	SEGBIAS_PERSON_GIVEN, /* a given or a family name alone, or one beside other words: a column of them says something */
	SEGBIAS_PERSON_FULL, /* a given name and another, or names only; two to five words, or eastern letters, in all */
};

/* Of a text in any case, with accents or without. NOT also where memory runs out: then *ok is false. */
enum segbias_person segbias_person_look(struct segbias_label text, bool *ok);

/* Whether every word begins as names do: "Anna Berg", "ANNA BERG", not "anna's choice". Not folded. */
bool segbias_person_capitals(struct segbias_label label);

/* Adds a line of prose with "[name]" in place of the full names in it, and "[phone]", "[iban]" in place of what looks like other
 * personal data: "Export for [name]". Where memory runs out out->failed is set. */
void segbias_person_hide(struct segbias_label text, struct segbias_text *out);

#endif
