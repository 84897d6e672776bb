/* Room: match. Values of people that strayed into a column of other things: a name, a plate, a number in plain digits. By itself
 * each may be a code or a product; among words that many records have, one that hardly anybody has is none of them.
 */
#ifndef SEGBIAS_MATCH_STRAY_H
#define SEGBIAS_MATCH_STRAY_H

#include "base/intern.h"
#include "base/personal.h"
#include "tally/tally.h"

/* The strays of a column. Release in any case. */
struct segbias_strays {
	struct segbias_intern labels;
	enum segbias_personal *kinds; /* [labels.size] */
};

/* Adds those of a tally's column of records; no names where the column's own is that of places or things. Errors:
 * SEGBIAS_SYSTEM. */
enum segbias_status segbias_strays_find(const struct segbias_tally *tally, size_t column, struct segbias_strays *out,
                                        struct segbias_error *error);

/* What the label is, or NONE. */
enum segbias_personal segbias_strays_kind(const struct segbias_strays *strays, struct segbias_label label);

void segbias_strays_release(struct segbias_strays *strays);

#endif
