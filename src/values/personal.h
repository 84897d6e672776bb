/* Room: values. Does the name of a column say that it holds personal data? What single values look like: base/personal.h. */
#ifndef SEGBIAS_VALUES_PERSONAL_H
#define SEGBIAS_VALUES_PERSONAL_H

#include "base/personal.h"

/* What a column's name says it is: "e-mail", "mobile", "surname", "Geburtsdatum" … (data/personal.def); NONE also where
 * memory runs out: then *ok is false. */
enum segbias_personal segbias_personal_column(struct segbias_label name, bool *ok);

#endif
