/* Room: values. Markers of a missing value. */
#ifndef SEGBIAS_VALUES_MISSING_H
#define SEGBIAS_VALUES_MISSING_H

#include "base/intern.h"

/* Zero-initialise: no list of the user's, the built-in markers apply. */
struct segbias_missing {
	struct segbias_intern listed; /* what the user listed: matched byte for byte, and always missing */
	bool replaced;                /* the user's list replaces the built-in markers */
};

void segbias_missing_release(struct segbias_missing *missing);

/* Adds an item of --missing-values: a CSV list, or "+" and a CSV list. Errors: SEGBIAS_USAGE for a bad quote. */
enum segbias_status segbias_missing_add(struct segbias_missing *missing, const char *item, struct segbias_error *error);

/* Nothing but white space: always missing. */
bool segbias_missing_blank(struct segbias_label label);

/* Listed by the user: always missing. */
bool segbias_missing_listed(const struct segbias_missing *missing, struct segbias_label label);

/* One of the built-in markers, folded (NA, null, unknown …), unless the user replaced them. An aggregated reference
 * that lists one as a value takes precedence; that is for the caller to see. */
bool segbias_missing_marker(const struct segbias_missing *missing, struct segbias_label label);

/* Those markers, in normal form. */
const char *const *segbias_missing_markers(size_t *count);

/* Whether a label that begins with the byte may be any of the three; an empty one is blank. */
bool segbias_missing_may_begin(const struct segbias_missing *missing, unsigned char first);

/* Whether both take the same for missing. */
bool segbias_missing_same(const struct segbias_missing *a, const struct segbias_missing *b);

/* Any of the three. */
bool segbias_missing_any(const struct segbias_missing *missing, struct segbias_label label);

#endif
