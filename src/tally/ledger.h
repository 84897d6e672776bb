/* Room: tally. The spellings of one column and how often each came.
 *
 * Invariant: what is kept depends on what was added, never on its order or on how it was split and merged. Up to
 * SEGBIAS_DISTINCT_MAX spellings are kept; past that, those whose hash (of a fixed seed) is smallest, and the markers of missing
 * values before all others. One that is among them at the end was among them from its first record on, so that its counts are whole. Memory is bounded by that
 * number, whatever the records. Owns copies of the spellings.
 * source: the k smallest hashes are the bottom-k sketch of Cohen and Kaplan (2007), Summarizing data using bottom-k
 * sketches, PODC.
 */
#ifndef SEGBIAS_TALLY_LEDGER_H
#define SEGBIAS_TALLY_LEDGER_H

#include "base/intern.h"
#include "tally/plan.h"

/* A spelling's own figures, beside its label. */
struct segbias_ledger_entry {
	uint64_t count;  /* records */
	uint64_t units;  /* rows: not multiplied by a count column */
	uint64_t line;   /* first place; 0 where not kept */
	uint64_t rank;   /* the hash */
	uint64_t cell;   /* for the encoder: the cell that it was last counted in; of one tally only */
	uint32_t column; /* of the first place */
	uint32_t id;     /* what it means, in the column */
	enum segbias_how how;
	bool gone; /* others are smaller */
};

struct segbias_ledger_rank {
	uint64_t rank;
	uint32_t number;
};

/* Zero-initialise. */
struct segbias_ledger {
	struct segbias_intern spellings;
	struct segbias_ledger_entry *entries; /* [spellings.size] */
	size_t capacity;
	uint32_t kept;                    /* entries that are not gone */
	struct segbias_ledger_rank *heap; /* [kept], the largest first, once there were more than are kept */
	bool full;                        /* there were more than are kept */
	bool steady; /* set by the owner: numbers stay, and those of entries that are gone are not used again */
};

void segbias_ledger_release(struct segbias_ledger *ledger);

/* The number of a kept spelling; SEGBIAS_INTERN_NONE: it is not kept, or not known yet. */
uint32_t segbias_ledger_find(const struct segbias_ledger *ledger, struct segbias_label spelling);

/* Whether a spelling that is not known would be kept; `missing`: it is a marker. */
bool segbias_ledger_wants(const struct segbias_ledger *ledger, struct segbias_label spelling, bool missing);

/* Whether one that is no marker is not kept, and never will be. */
bool segbias_ledger_refuses(const struct segbias_ledger *ledger, struct segbias_label spelling);

/* Adds a spelling that is not known and is wanted, with these figures but the rank. Where another one has to go, *out is its
 * entry, whose counts the caller keeps elsewhere (out->gone; otherwise false) and numbers may have changed unless the ledger
 * is steady. The number; SEGBIAS_INTERN_NONE: out of memory, nothing was changed. */
uint32_t segbias_ledger_add(struct segbias_ledger *ledger, struct segbias_label spelling,
                            const struct segbias_ledger_entry *entry, struct segbias_ledger_entry *out);

#endif
