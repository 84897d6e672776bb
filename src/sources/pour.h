/* Room: sources. What the files share that pour records: of the room only. */
#ifndef SEGBIAS_SOURCES_POUR_H
#define SEGBIAS_SOURCES_POUR_H

#include "sources/source.h"
#include "tally/encoder.h"

/* What one pour needs beside the source. */
struct segbias_pouring {
	struct segbias_source *source;
	const struct segbias_plan *plan;
	struct segbias_tally *tally;
	struct segbias_encoder *encoder;
	size_t count_field, weight_field, amount_field;
};

/* What the row counts and weighs; *field: which cell is to blame on failure. `why`: message and hint. */
enum segbias_status segbias_pour_figures(const struct segbias_pouring *pouring, const struct segbias_row *row,
                                         struct segbias_record *record, size_t *field, struct segbias_error *why);

/* The number in a cell of a numeric column of the plan, NaN where there is none that counts. What is in no distribution is
 * counted in `facts`. */
double segbias_pour_number(const struct segbias_pouring *pouring, size_t number, struct segbias_label cell,
                           struct segbias_tally_facts *facts);

/* Counts a row that a filter keeps out; where that is the universe, what it has is remembered by the columns that want it.
 * Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_pour_refused(const struct segbias_pouring *pouring, struct segbias_filters *filters,
                                         const struct segbias_row *row, const struct segbias_record *record,
                                         const struct segbias_plan_filter *refusing, struct segbias_error *error);

/* Whether a plan's records can be poured column by column: no memberships, no design, no separators. */
bool segbias_pour_is_plain(const struct segbias_plan *plan);

/* Reads such records to the end, in batches. */
enum segbias_status segbias_pour_batches(struct segbias_pouring *pouring, struct segbias_error *error);

#endif
