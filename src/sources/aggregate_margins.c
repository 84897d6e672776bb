/* Margins of one population have one sum. Where those of an attribute come to another one, they are of other people, or a value is
 * missing; and where they come to 100 beside larger ones, they are percentages beside counts. */
#include "sources/aggregate.h"

#include "base/memory.h"
#include "base/number.h"

#include <math.h>
#include <stdlib.h>

segbias_aggregate_step segbias_aggregate_margins;

static const double MOST_APART =
    0.02; /* of the larger sum: less is rounding and noise, as of attributes side by side */

enum { WHOLE = 100 };

/* The sums of all attributes: those of the least and of the most. */
struct ends {
	uint32_t least, most, hundred; /* spellings of the attributes; SEGBIAS_INTERN_NONE: there is none */
};

static double *sum_attributes(const struct segbias_aggregate *aggregate)
{
	const struct segbias_grid *grid = aggregate->grid;
	size_t field = aggregate->layout->attribute_field;
	double *sums = segbias_memory_zeroed((size_t)grid->spellings[field].size + 1, sizeof *sums);
	for (size_t row = 0; sums && row < grid->rows; row++)
		if (segbias_aggregate_looks_at(aggregate, SEGBIAS_INTERN_NONE, row) && !isnan(aggregate->figures[row]))
			sums[segbias_grid_id(grid, row, field)] += aggregate->figures[row];
	return sums;
}

/* Of those that are compared: what the other file does not have may be called as people are, and is not shown. */
static struct ends find_ends(const struct segbias_aggregate *aggregate, const double *sums)
{
	const struct segbias_intern *names = &aggregate->grid->spellings[aggregate->layout->attribute_field];
	struct ends ends = {SEGBIAS_INTERN_NONE, SEGBIAS_INTERN_NONE, SEGBIAS_INTERN_NONE};
	for (uint32_t i = 0; i < names->size; i++) {
		if (!(sums[i] > 0) || !segbias_other_has(aggregate->evidence->other, names->labels[i]))
			continue;
		if (ends.least == SEGBIAS_INTERN_NONE || sums[i] < sums[ends.least])
			ends.least = i;
		if (ends.most == SEGBIAS_INTERN_NONE || sums[i] > sums[ends.most])
			ends.most = i;
		if (fabs(sums[i] - WHOLE) < 1e-6)
			ends.hundred = i;
	}
	return ends;
}

/* Nothing calls the figures counts, and those of one attribute are whole percentages: each may be half a point off, and is no count. */
static enum segbias_status refuse(const struct segbias_aggregate *aggregate, uint32_t hundred, uint32_t other,
                                  const double *sums, struct segbias_error *error)
{
	const struct segbias_evidence *evidence = aggregate->evidence;
	const struct segbias_intern *names = &aggregate->grid->spellings[aggregate->layout->attribute_field];
	char quoted[2][SEGBIAS_QUOTE_MAX];
	char number[SEGBIAS_NUMBER_MAX];
	segbias_error_set(
	    error, SEGBIAS_DATA, "margins_mixed|the figures of %s sum to 100, as percentages do, and those of %s to %s",
	    segbias_label_quote(names->labels[hundred], quoted[0]),
	    segbias_label_quote(names->labels[other], quoted[1]), segbias_number_group(sums[other], number));
	segbias_error_hint(error,
	                   "write all as counts or all as percentages; if these count 100 people: --reference-count %s",
	                   segbias_evidence_paste(evidence->columns[aggregate->layout->count_field].name, quoted[0]));
	segbias_error_place(error, evidence->file, 1, 0);
	return SEGBIAS_DATA;
}

enum segbias_status segbias_aggregate_margins(struct segbias_aggregate *aggregate, struct segbias_error *error)
{
	const struct segbias_layout *layout = aggregate->layout;
	const struct segbias_evidence *evidence = aggregate->evidence;
	char quoted[2][SEGBIAS_QUOTE_MAX];
	char number[2][SEGBIAS_NUMBER_MAX];
	if (layout->attribute_field == SEGBIAS_NO_FIELD || layout->count_field == SEGBIAS_NO_FIELD ||
	    layout->base_field != SEGBIAS_NO_FIELD || layout->unit != SEGBIAS_UNIT_COUNT || aggregate->hidden)
		return SEGBIAS_OK;
	const struct segbias_intern *names = &aggregate->grid->spellings[layout->attribute_field];
	double *sums = sum_attributes(aggregate);
	if (!sums)
		return segbias_error_memory(error);
	struct ends ends = find_ends(aggregate, sums);
	enum segbias_status status = SEGBIAS_OK;
	if (ends.least != SEGBIAS_INTERN_NONE && sums[ends.most] - sums[ends.least] > MOST_APART * sums[ends.most]) {
		bool mixed = ends.hundred != SEGBIAS_INTERN_NONE && evidence->columns[layout->count_field].whole &&
		             evidence->unnamed && !evidence->options->count;
		uint32_t other = ends.hundred == ends.most ? ends.least : ends.most;
		if (mixed) {
			status = refuse(aggregate, ends.hundred, other, sums, error);
		} else {
			struct segbias_error *note = segbias_notes_add(
			    aggregate->notes, "margins_differ",
			    "the figures of %s sum to %s, those of %s to %s: they are of other people, or values are "
			    "missing, and each share is one of its own attribute's sum",
			    segbias_label_quote(names->labels[ends.least], quoted[0]),
			    segbias_number_group(sums[ends.least] * layout->times, number[0]),
			    segbias_label_quote(names->labels[ends.most], quoted[1]),
			    segbias_number_group(sums[ends.most] * layout->times, number[1]));
			segbias_error_place(note, evidence->file, 0, 0);
		}
	}
	free(sums);
	return status;
}
