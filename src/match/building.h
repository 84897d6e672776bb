/* Room: match. What the steps share that turn the campaign's header into its plan. */
#ifndef SEGBIAS_MATCH_BUILDING_H
#define SEGBIAS_MATCH_BUILDING_H

#include "match/pairing.h"

struct segbias_building {
	const struct segbias_head *campaign;
	const struct segbias_taken *taken;
	const struct segbias_reference_facts *reference;
	const struct segbias_tally *tally;
	const struct segbias_policy *policy;
	struct segbias_matching *matching;
	struct segbias_notes *notes;
	bool *blocked;
	struct segbias_pairing *pairs;
	size_t *flag_fields;
	struct segbias_label left_out; /* the last column that is paired and not compared … */
	const char *left_out_because;  /* … and why */
};

/* Whether the campaign's column will be compared as numbers, if it is no attribute. */
bool segbias_building_compares(const struct segbias_building *b, size_t field);

/* The numeric columns: all that are no attribute, or those of --numeric. Errors: SEGBIAS_DATA for one that is not there or
 * does not hold numbers. */
enum segbias_status segbias_building_numbers(struct segbias_building *b, struct segbias_error *error);

/* The plan of the campaign: columns, tables, filters. Segment and attributes are known. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_building_plan(struct segbias_building *b, struct segbias_error *error);

#endif
