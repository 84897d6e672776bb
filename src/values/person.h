/* Room: values. Is a text the name of a person? By the names that many have (data/given_names.def). */
#ifndef SEGBIAS_VALUES_PERSON_H
#define SEGBIAS_VALUES_PERSON_H

#include "base/text.h"

/* How much a text looks like somebody's name. */
enum segbias_person {
	SEGBIAS_PERSON_NOT,
	SEGBIAS_PERSON_GIVEN, /* a given name alone, or a short word that may be a full name: a column of them says something */
	SEGBIAS_PERSON_FULL, /* a given name and another, two to four words in all; three letters behind a family name */
};

/* Of a folded text (segbias_unicode_fold). Never fails. */
enum segbias_person segbias_person_look(struct segbias_label folded);

#endif
