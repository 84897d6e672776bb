/* Room: values. Spellings that mean the same value, by a table (data/values.def): Male, männlich, ذكر, M. */
#ifndef SEGBIAS_VALUES_SYNONYM_H
#define SEGBIAS_VALUES_SYNONYM_H

#include "base/text.h"
#include <stdint.h>

enum { SEGBIAS_SYNONYM_GROUPS_MAX = 96, SEGBIAS_SYNONYM_NONE = -1 };

/* Which short codes may be read in a column. Zero-initialise: none. */
struct segbias_synonym_codes {
	uint32_t schemes; /* bit i: scheme i has every code of the column */
};

/* Looks at all values of a column. *set: the one set that every value belongs to, by a word or by one scheme of codes,
 * words for an unknown value aside; SEGBIAS_SYNONYM_NONE where there is none or several. wanted: look at this set only,
 * or SEGBIAS_SYNONYM_NONE for any. Codes are read only where *set is one; words beside them tell by their first letters
 * which schemes are meant. */
void segbias_synonym_read(const struct segbias_label *values, size_t count, int wanted, int *set,
                          struct segbias_synonym_codes *codes);

/* The schemes of the set that have every value which is a code in any of them, whatever else the column holds; none where
 * fewer than two values are. */
void segbias_synonym_among(const struct segbias_label *values, size_t count, int set,
                           struct segbias_synonym_codes *codes);

/* Whether the label is a code of one of the schemes, and no word. */
bool segbias_synonym_is_code(struct segbias_label label, const struct segbias_synonym_codes *codes);

/* Whether the word begins with the code ("Mujer", "M"); *group: of the word. */
bool segbias_synonym_begins(struct segbias_label word, struct segbias_label code, int *group);

/* The group of spellings that the label belongs to (below SEGBIAS_SYNONYM_GROUPS_MAX): by a word, or by a code that means
 * the same in all the schemes. SEGBIAS_SYNONYM_NONE: none. */
int segbias_synonym_group(struct segbias_label label, const struct segbias_synonym_codes *codes);

/* Whether both groups belong to one set. */
bool segbias_synonym_same_set(int group, int other);

/* Whether the label belongs to the set, be it matched or not; or says that the value is unknown. */
bool segbias_synonym_explains(struct segbias_label label, int set, const struct segbias_synonym_codes *codes);

#endif
