/* Room: tally. One sparse contingency table: a hash from up to four ids to a cell. */
#ifndef SEGBIAS_TALLY_TABLE_H
#define SEGBIAS_TALLY_TABLE_H

#include "base/sum.h"
#include "tally/tally.h"

struct segbias_table_slot {
	uint64_t key; /* + 1; 0: free */
	uint64_t count;
	uint64_t units;
};

struct segbias_table_sums {
	struct segbias_sum weight, square, fourth;
	double largest;
};

/* How much less, and more, the figures of a cell may be than they were taken for, and how many of them are hidden. */
struct segbias_table_doubt {
	struct segbias_sum below, above;
	uint64_t hidden;
};

struct segbias_table {
	struct segbias_plan_table plan;
	bool weighted;
	uint64_t most;                      /* combinations of ids that it may have; 0: whatever */
	bool given_up;                      /* there may be more: it holds nothing */
	struct segbias_table_slot *slots;   /* [slot_count] */
	struct segbias_table_sums *sums;    /* [slot_count], weighted only */
	struct segbias_table_doubt *doubts; /* [slot_count]; NULL: every figure is what it is */
	size_t slot_count;
	size_t size;
	/* Of up to three columns with few ids, unweighted, records that are yet to be settled: by the ids themselves. */
	uint64_t *front; /* [front_ids[0] * front_ids[1]] */
	uint32_t front_ids[2];
	uint32_t front_joined; /* of three columns the first two are one, id * this + id; 0: they are not three */
};

void segbias_table_release(struct segbias_table *table);

/* Forgets its counts for good. */
void segbias_table_give_up(struct segbias_table *table);

/* Forgets the weights: cells count records from now on. */
void segbias_table_unweight(struct segbias_table *table);

/* The id here of one there, by a map of a merge. */
static inline uint32_t segbias_table_map(const uint32_t *map, uint32_t id)
{
	return id == SEGBIAS_ID_ANSWERED ? id : map[id];
}

/* The key here of one there: ids are maps[column][id there]. */
uint64_t segbias_table_map_key(const struct segbias_plan_table *plan, uint64_t key, uint32_t *const *maps);

/* Ids must be under 65,536. */
uint64_t segbias_table_key(const uint32_t *ids, size_t count);

/* Adds to a cell; false: out of memory. */
bool segbias_table_add(struct segbias_table *table, uint64_t key, uint64_t count, double weight);

/* Adds rows, one record each, to an unweighted table of one or two columns (second NULL: one) whose ids are under `ids`. To
 * be settled before anything is read. false: out of memory. */
bool segbias_table_add_rows(struct segbias_table *table, const uint32_t *first, const uint32_t *second, size_t rows,
                            const uint32_t ids[2]);

/* The same of three columns, of which the first two have fewer than 2^32 combinations of ids. */
bool segbias_table_add_threes(struct segbias_table *table, const uint32_t *const of[3], size_t rows,
                              const uint32_t ids[3]);

/* false: out of memory. */
bool segbias_table_settle(struct segbias_table *table);

/* Adds a published figure: figure[0] to Σw, the square of figure[1] to Σw². The table is weighted. */
bool segbias_table_add_figure(struct segbias_table *table, uint64_t key, const double figure[2]);

/* Says that the true figure of what was added last under the key lies between `below` less and `above` more. false: out of
 * memory. */
bool segbias_table_doubt(struct segbias_table *table, uint64_t key, const struct segbias_doubt *doubt);

/* Adds x y to Σw of a cell. The table is weighted. */
bool segbias_table_add_product(struct segbias_table *table, uint64_t key, double x, double y);

/* Adds the cell at `slot` of another table under `key`. */
bool segbias_table_merge(struct segbias_table *table, uint64_t key, const struct segbias_table *other, size_t slot);

/* The slot of a cell, which is made if need be; SIZE_MAX: out of memory. */
size_t segbias_table_make(struct segbias_table *table, uint64_t key);

/* The slot of a cell; SIZE_MAX: there is none. */
size_t segbias_table_find(const struct segbias_table *table, uint64_t key);

/* The cells that are not empty, in no order: *slot begins with 0 and is moved on; ids[the table's columns]. false:
 * there are no more. */
bool segbias_table_next(const struct segbias_table *table, size_t *slot, uint32_t *ids, struct segbias_cell *cell);

struct segbias_cell segbias_table_cell(const struct segbias_table *table, uint64_t key);

#endif
