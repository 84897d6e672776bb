/* Room: tally. What a tally holds. For the files of this room; everybody else reads through tally.h. */
#ifndef SEGBIAS_TALLY_BODY_H
#define SEGBIAS_TALLY_BODY_H

#include "tally/column.h"
#include "tally/split.h"
#include "tally/tally.h"

#define SEGBIAS_RECORDS_MAX (UINT64_C(1) << 53) /* a count must be exact as a double */

struct segbias_tally {
	struct segbias_arena arena;
	struct segbias_tally_column *columns;
	size_t column_count;
	struct segbias_table *tables;
	size_t table_count;
	struct segbias_sum weight, square;
	double largest;
	uint64_t records;
	uint64_t units;
	bool weighted;
	struct segbias_clusters *clusters;
	struct segbias_table absent; /* (column, by, id) */
	uint32_t *absent_columns, *absent_by;
	size_t absent_count, absent_by_count;
	uint64_t *absent_front; /* [absent_count * absent_by_count * absent_ids]: records that are yet to be settled */
	uint32_t absent_ids;
	struct segbias_numeric **numbers; /* [number_count], NULL where no distribution is kept */
	size_t number_count;
	bool numbers_grouped;
	uint32_t numbers_group;
	struct segbias_splits splits; /* of the numbers, where they are not grouped */
	struct segbias_patterns *patterns;
	struct segbias_tally_facts facts;
};

/* As a tally file calls them. */
const char *segbias_plan_kind_name(enum segbias_plan_kind kind);
const char *segbias_how_name(enum segbias_how how);

#endif
