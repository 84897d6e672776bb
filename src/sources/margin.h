/* Room: sources. How sure the figures of a table are, by a column beside them: margins of error, standard errors, coefficients
 * of variation, the limits of intervals.
 *
 * Belongs here: which columns tell it, and what they make of a row. Does not belong here: what follows for a share. */
#ifndef SEGBIAS_SOURCES_MARGIN_H
#define SEGBIAS_SOURCES_MARGIN_H

#include "sources/source.h"

/* Finds the columns by which every row of a reference has an error, and says in the layout how; moe_field stays
 * SEGBIAS_NO_FIELD where none do, or where it is not plain what they are of. */
void segbias_margin_find(struct segbias_evidence *evidence, struct segbias_layout *layout);

/* Whether a column is named like what tells it, in another measure than a margin of error: it counts nobody. */
bool segbias_margin_named(const struct segbias_column_evidence *column);

/* Whether a margin of error or a standard error is one of the count, in its unit: by its name, or by its place. Behind a percent it
 * is the percent's, and in points. */
bool segbias_margin_fits(const struct segbias_evidence *evidence, size_t count, size_t field);

/* Whether a margin is reckoned from several cells of its row. */
static inline bool segbias_margin_derived(const struct segbias_layout *layout)
{
	return layout->margin.of_figure || layout->margin.upper_field != SEGBIAS_NO_FIELD;
}

/* The margin of a row as the figures are written; false: a cell of it is no number. */
bool segbias_margin_figure(const struct segbias_evidence *evidence, const struct segbias_layout *layout, size_t row,
                           double *out);

/* What tells it and is not used, first of all; NULL: nothing. leveled: an option says at which level it is. *hint:
 * what would make it count; static. */
const struct segbias_column_evidence *segbias_margin_unused(const struct segbias_column_evidence *columns, size_t width,
                                                            const struct segbias_layout *layout, bool leveled,
                                                            const char **hint);

/* The share beside the column that counts which the error is of by its name or place; SEGBIAS_NO_FIELD: it is of none. */
size_t segbias_margin_share_of(const struct segbias_column_evidence *columns, size_t width,
                               const struct segbias_layout *layout, size_t error);

/* … or the share, rate, amount or average that it is of: of how many people there are it says nothing. */
size_t segbias_margin_other_of(const struct segbias_column_evidence *columns, size_t width,
                               const struct segbias_layout *layout, size_t error);

#endif
