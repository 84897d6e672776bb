/* Room: values. Which of some spellings is meant: for suggestions only, never applied. */
#ifndef SEGBIAS_VALUES_NEAREST_H
#define SEGBIAS_VALUES_NEAREST_H

#include "base/text.h"

#define SEGBIAS_NEAREST_NONE SIZE_MAX

/* Index of the label most like `wanted`: a single label that starts with it or that it starts with (on normal forms
 * without punctuation), else the one with the fewest edits (Damerau-Levenshtein, optimal string alignment) where these
 * are at most a third of the longer length; SEGBIAS_NEAREST_NONE where none is near. Ties: the first. */
size_t segbias_nearest(struct segbias_label wanted, const struct segbias_label *labels, size_t count);

#endif
