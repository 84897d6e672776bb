/* Room: values. Which of some spellings is meant: for suggestions only, never applied. */
#ifndef SEGBIAS_VALUES_NEAREST_H
#define SEGBIAS_VALUES_NEAREST_H

#include "base/text.h"
#include <stdbool.h>

#define SEGBIAS_NEAREST_NONE SIZE_MAX

/* For names of columns and options, where a wrong guess does no harm. Index of the label most like `wanted`: a single label
 * that starts with it or that it starts with (on normal forms without punctuation), else the one with the fewest edits
 * (Damerau-Levenshtein, optimal string alignment) where these are at most a third of the longer length;
 * SEGBIAS_NEAREST_NONE where none is near. Ties: the first. */
size_t segbias_nearest(struct segbias_label wanted, const struct segbias_label *labels, size_t count);

/* For values, where a wrong guess would join opposites: another spelling of the same, and nothing looser. Index of the only
 * label that is, by the first of these that finds one:
 *
 * - both are numbers, and equal ones (01001 and 1001);
 * - equal letters and digits without accents, blanks and light punctuation (U.S.A. and USA; not A+ and A-, not 1.5 and 15);
 * - that, but for the plural of one word (s, es, en);
 * - that, but for one letter within one long word, where label i is not taken[i] (nullable: none is). Never the first
 *   letter, which makes opposites (legal, illegal), nor an ending; another letter only in the middle of a very long
 *   word (Ireland is not Iceland).
 *
 * Labels with digits are alike only by the first two. SEGBIAS_NEAREST_NONE: none is, or several are. */
size_t segbias_nearest_value(struct segbias_label wanted, const struct segbias_label *labels, size_t count,
                             const bool *taken);

#endif
