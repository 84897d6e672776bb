/* Room: tally. In which groups of a distribution a record's number counts, where these are no segments but cells of several
 * columns (a group of people, by what came true): each cell that occurs has a number of its own, from 1 on.
 *
 * Not of columns whose records have several ids. Owns its tables.
 */
#ifndef SEGBIAS_TALLY_SPLIT_H
#define SEGBIAS_TALLY_SPLIT_H

#include "tally/table.h"

struct segbias_splits {
	struct segbias_table *tables; /* [count]: the count of a cell is its group */
	size_t count;
	uint32_t *groups; /* [count]: of the record that was looked up last */
	uint32_t next;    /* groups are below */
};

/* Of plan[count]. false: out of memory; release in any case. */
bool segbias_splits_init(struct segbias_splits *splits, const struct segbias_plan_table *plan, size_t count);
void segbias_splits_release(struct segbias_splits *splits);

/* Fills splits->groups for the record that has ids[column * stride]. false: out of memory. */
bool segbias_splits_enter(struct segbias_splits *splits, const uint32_t *ids, size_t stride);

/* The group of a cell; 0: no record is in it. */
uint32_t segbias_splits_find(const struct segbias_splits *splits, const uint32_t *columns, size_t count,
                             const uint32_t *ids);

/* Enters the cells of another one, made by the same plan, and fills groups[other->next]: which group there is which here. false: out
 * of memory. */
bool segbias_splits_merge(struct segbias_splits *splits, const struct segbias_splits *other, uint32_t *const *maps,
                          uint32_t *groups);

#endif
