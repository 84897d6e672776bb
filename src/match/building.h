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
	const struct segbias_audit_columns *audit; /* NULL: nothing is audited */
	struct segbias_matching *matching;
	struct segbias_notes *notes;
	bool *blocked;
	struct segbias_pairing *pairs;
	size_t *flag_fields;
	struct segbias_label left_out; /* the last column that is paired and not compared … */
	const char *left_out_because;  /* … why … */
	const char *left_out_code;     /* … and the code of the note */
};

/* The numeric columns: all that are no attribute, or those of --numeric. Errors: SEGBIAS_DATA for one that is not there or
 * does not hold numbers. */
enum segbias_status segbias_building_numbers(struct segbias_building *b, struct segbias_error *error);

/* Whether the field is a numeric column that is compared with a numeric one of the reference. */
bool segbias_building_pairs_numbers(const struct segbias_building *b, size_t field);

/* Sets multi, the separator and, where there are several values a person, those who answered. Errors: SEGBIAS_USAGE for
 * options that need one value a person; SEGBIAS_DATA where the people are not known, or the separator is not. */
enum segbias_status segbias_building_several(const struct segbias_building *b, struct segbias_attribute *attribute,
                                             struct segbias_error *error);

/* What one of --stages means, and the column of the plan that says who is in it (field SEGBIAS_NO_FIELD: all are, of this file or
 * of one of their own). The column
 * that is called so, or else COL=VALUE. Errors: SEGBIAS_DATA where there is none. */
enum segbias_status segbias_building_stage(const struct segbias_building *b, struct segbias_label item,
                                           struct segbias_stage *stage, struct segbias_plan_column *column,
                                           struct segbias_error *error);

/* Fills what is crossed. Errors: SEGBIAS_DATA for a crossing that was named and cannot be, and for too many; SEGBIAS_SYSTEM. */
enum segbias_status segbias_building_crossings(struct segbias_building *b, struct segbias_error *error);

/* The plan of the campaign: columns, tables, filters. Segment and attributes are known. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_building_plan(struct segbias_building *b, struct segbias_error *error);

#endif
