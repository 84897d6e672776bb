/* Room: values. Spellings that often stand for a missing value without being one of the markers. They are reported, never
 * counted as missing: whether they are is for the user to say. */
#ifndef SEGBIAS_VALUES_SUSPECT_H
#define SEGBIAS_VALUES_SUSPECT_H

#include "base/text.h"
#include <stdbool.h>

/* Words for an unknown value (values/word.h), a phrase such as "test" or "#REF!" (folded), or a date such as 1900-01-01 or 31/12/9999, a time of
 * zeros after it. So nothing but what stands in the list is ever recognised: it can be shown, whatever the column. */
bool segbias_suspect_phrase(struct segbias_label label);

/* A number that files use for "no answer": -1, -9, -99, -999, -9999, 99 … 999999, 88 … 8888; *value is the number. Whether
 * it is suspicious depends on the others. */
bool segbias_suspect_number(struct segbias_label label, char decimal, double *value);

/* Either, whatever the decimal sign. */
bool segbias_suspect_listed(struct segbias_label label);

/* How many of these numbers are less than the value; or, with `same`, not more than it. */
unsigned segbias_suspect_below(double value, bool same);

#endif
