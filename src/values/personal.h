/* Room: values. Does the name of a column say that it holds personal data? What single values look like: base/personal.h. */
#ifndef SEGBIAS_VALUES_PERSONAL_H
#define SEGBIAS_VALUES_PERSONAL_H

#include "base/personal.h"

/* How sure a name is. */
enum segbias_personal_strength {
	SEGBIAS_PERSONAL_SURE,
	SEGBIAS_PERSONAL_BARE,  /* "name": of a place as well as of a person */
	SEGBIAS_PERSONAL_MAYBE, /* "owner", "note": of an attribute, too; the values must tell */
};

/* What a column's name says it is: "e-mail", "mobile", "surname", "Geburtsdatum" … (data/personal.def); NONE also where
 * memory runs out: then *ok is false. `strength` may be NULL: then only what is sure or bare is said. */
enum segbias_personal segbias_personal_column(struct segbias_label name, enum segbias_personal_strength *strength,
                                              bool *ok);

/* Whether the value is of a kind of people and not of one of them: "New", "Returning customers" (data/personal.def). false also
 * where memory runs out: then *ok is false. */
bool segbias_personal_category(struct segbias_label value, bool *ok);

#endif
