/* Room: analysis. The groups of a result (a value in a segment), found by their names in another one. */
#ifndef SEGBIAS_ANALYSIS_GROUP_INDEX_H
#define SEGBIAS_ANALYSIS_GROUP_INDEX_H

#include "findings/findings.h"

struct segbias_group_item {
	struct segbias_comparison *comparison;
	struct segbias_value_finding *value;
};

struct segbias_group_index {
	struct segbias_group_item *items; /* [count] in the order of the result, and behind them room to sort them */
	size_t count;
	bool sorted;
};

/* The result must outlive it. false: no memory. */
bool segbias_group_index_init(const struct segbias_findings *findings, struct segbias_group_index *out);
void segbias_group_index_release(struct segbias_group_index *cells);

/* The group of the same names; NULL: there is none. `at`: where it stands if both results have the same groups, which is looked at first. */
const struct segbias_group_item *segbias_group_index_find(struct segbias_group_index *cells,
                                                          const struct segbias_group_item *key, size_t at);

#endif
