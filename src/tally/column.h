/* Room: tally. A column of a tally: its labels, its spellings, and what stands outside of the universe. For the files of
 * this room; everybody else reads through tally.h. */
#ifndef SEGBIAS_TALLY_COLUMN_H
#define SEGBIAS_TALLY_COLUMN_H

#include "tally/ledger.h"
#include "tally/table.h"
#include "tally/tally.h"

enum { SEGBIAS_IDS_MAX = SEGBIAS_DISTINCT_MAX + SEGBIAS_ID_FIRST + 1 };

struct segbias_tally_column {
	struct segbias_label name, separator; /* in the tally's arena */
	enum segbias_plan_kind kind;
	bool wants_outside, told, chooses;
	struct segbias_intern labels; /* by id - FIRST */
	struct segbias_ledger ledger;
	uint64_t *beyond; /* [SEGBIAS_IDS_MAX]: records of spellings that are not kept, by id; NULL: none */
	/* Open, and with more spellings than are kept: it is no attribute, and every known value is UNMATCHED. */
	bool collapsed;
	uint64_t several; /* with a separator: records with more than one label */
	bool showed; /* what is only looked at for missing values, and is of a file or to be written to one, has: */
	struct segbias_shown shown;
	uint64_t repeated; /* … and, of one part, how many values the column has, where one of them repeats */
	/* Where the plan wants what the universe keeps out: */
	struct segbias_ledger outside;
	struct segbias_table outside_cells; /* by number in `outside` */
};

enum segbias_status segbias_tally_column_init(struct segbias_tally_column *column,
                                              const struct segbias_plan_column *plan, bool weighted,
                                              struct segbias_arena *arena, struct segbias_error *error);
void segbias_tally_column_release(struct segbias_tally_column *column);

/* Labels that a record can have, and the ids before them: 0 .. this - 1. */
uint32_t segbias_tally_column_ids(const struct segbias_tally_column *column);

/* Adds records of spellings that are not kept. false: out of memory. */
bool segbias_tally_column_beyond(struct segbias_tally_column *column, uint32_t id, uint64_t count);

/* Adds a spelling that the ledger wants. SEGBIAS_INTERN_NONE: out of memory. *crowded: from now on the column is to be
 * collapsed. */
uint32_t segbias_tally_column_add(struct segbias_tally_column *column, struct segbias_label spelling,
                                  const struct segbias_ledger_entry *entry, bool *crowded);

/* Adds what stands in records that the universe keeps out, as a cell or with count 0. false: out of memory. */
bool segbias_tally_column_pass(struct segbias_tally_column *column, struct segbias_label spelling, uint64_t count,
                               double weight);

/* Every known value becomes UNMATCHED, but for the tables. */
void segbias_tally_column_collapse(struct segbias_tally_column *column);

/* Adds the spellings of another one, whose ids are map[id] here. *crowded as above. false: out of memory. */
bool segbias_tally_column_merge(struct segbias_tally_column *column, const struct segbias_tally_column *other,
                                const uint32_t *map, bool *crowded);

/* Orders spellings and, where asked for, the labels of an open column by their bytes, and forgets what is not kept; the labels of a collapsed
 * one are its known spellings. Fills map[id before] = id and says whether any is another one. false: out of memory; only
 * release is then allowed. */
bool segbias_tally_column_finish(struct segbias_tally_column *column, bool labels, uint32_t *map, bool *moved);

/* --- of tally.c -------------------------------------------------------------------------------------------------- */

struct segbias_tally_column *segbias_tally_column(struct segbias_tally *tally, size_t column);

/* Collapses an open column: what its labels had in the tables goes to UNMATCHED. false: out of memory. */
bool segbias_tally_collapse(struct segbias_tally *tally, size_t column);

#endif
