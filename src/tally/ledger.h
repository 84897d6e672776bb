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

#define SEGBIAS_LEDGER_SEED UINT64_C(0x5E9B1A5)
#define SEGBIAS_LEDGER_LAST UINT64_C(0x94D049BB133111EB)
#define SEGBIAS_LEDGER_FACTOR UINT64_C(0x9E3779B97F4A7C15)

static inline uint64_t segbias_ledger_mix(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * SEGBIAS_LEDGER_FACTOR;
	return hash ^ (hash >> 32);
}

static inline uint64_t segbias_ledger_little_endian(uint64_t word)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	return __builtin_bswap64(word);
#else
	return word;
#endif
}

/* The start of the rank of a spelling of that size. */
static inline uint64_t segbias_ledger_rank_start(size_t size)
{
	return segbias_ledger_mix(SEGBIAS_LEDGER_SEED, size);
}

/* The upper half of the rank, in its place, of a spelling of less than 16 bytes that is no marker, from its bytes in two words as
 * memory has them, zeros behind them: for those who ask for every cell. What stands in the lower half says nothing. */
static inline uint64_t segbias_ledger_rank_upper(uint64_t start, uint64_t low, uint64_t high, bool two)
{
	uint64_t hash = segbias_ledger_mix(start, segbias_ledger_little_endian(low));
	if (two) /* from 8 bytes on */
		hash = segbias_ledger_mix(hash, segbias_ledger_little_endian(high));
	return (hash ^ SEGBIAS_LEDGER_LAST) * SEGBIAS_LEDGER_FACTOR;
}

/* The number of a kept spelling; SEGBIAS_INTERN_NONE: it is not kept, or not known yet. */
uint32_t segbias_ledger_find(const struct segbias_ledger *ledger, struct segbias_label spelling);

/* Whether a spelling that is not known would be kept; `missing`: it is a marker. */
bool segbias_ledger_wants(const struct segbias_ledger *ledger, struct segbias_label spelling, bool missing);

/* Whether one that is no marker is not kept, and never will be. */
bool segbias_ledger_refuses(const struct segbias_ledger *ledger, struct segbias_label spelling);

/* What is above it is refused. UINT64_MAX: nothing is. */
uint64_t segbias_ledger_limit(const struct segbias_ledger *ledger);

/* Whether the next one to be added may give others new numbers. */
bool segbias_ledger_moves(const struct segbias_ledger *ledger);

/* Adds a spelling that is not known and is wanted, with these figures but the rank. Where another one has to go, *out is its
 * entry, whose counts the caller keeps elsewhere (out->gone; otherwise false) and numbers may have changed unless the ledger
 * is steady. The number; SEGBIAS_INTERN_NONE: out of memory, nothing was changed. */
uint32_t segbias_ledger_add(struct segbias_ledger *ledger, struct segbias_label spelling,
                            const struct segbias_ledger_entry *entry, struct segbias_ledger_entry *out);

#endif
