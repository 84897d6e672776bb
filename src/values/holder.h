/* Room: values. Which places hold others, by a table of names (data/holders.def: the United Kingdom, England) and
 * by the codes of countries and their regions (DE, DE1). */
#ifndef SEGBIAS_VALUES_HOLDER_H
#define SEGBIAS_VALUES_HOLDER_H

#include "base/text.h"

/* Whether the place holds any. Errors: false where memory runs out. */
bool segbias_place_is_holder(struct segbias_label place, bool *is);

/* Whether it is the name or code of a place that holds others, is held, or is a country. Errors: false where memory runs out. */
bool segbias_place_is_known(struct segbias_label place, bool *known);

/* Whether the place holds the other one. Errors: false where memory runs out. */
bool segbias_place_holds(struct segbias_label place, struct segbias_label part, bool *holds);

#endif
