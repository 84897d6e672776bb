/* Room: values. What a label says of how a value is known. */
#ifndef SEGBIAS_VALUES_INFERRED_H
#define SEGBIAS_VALUES_INFERRED_H

#include "base/text.h"

/* Whether the name of a column, or a value, says that it was inferred, imputed, predicted or estimated, and not told: the words are in
 * data/inferred.def. False: out of memory. */
bool segbias_label_says_inferred(struct segbias_label label, bool *says);

#endif
