/* Room: tally. A cache before one column's ledger: raw cells of up to 32 bytes, by their bytes alone, so that what a cell
 * means is found without unquoting, hashing or comparing it. Counts are kept here until they are handed over. */
#ifndef SEGBIAS_TALLY_ALIAS_H
#define SEGBIAS_TALLY_ALIAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { SEGBIAS_ALIAS_BYTES = 32, SEGBIAS_ALIAS_SHORT = 16, SEGBIAS_ALIAS_BRIEF = 7 };
#define SEGBIAS_ALIAS_NONE UINT32_MAX

/* The cell, zeros behind it: its first 16 bytes, and of a longer one the others. Cells that differ in zeros at their end only
 * differ in size, which in one of up to 7 bytes stands in the eighth, so that one word tells it from all of those, and from
 * none. */
struct segbias_alias_key {
	uint64_t low, high, third, fourth;
};

/* Two of them fill a line of the processor's cache. */
struct segbias_alias {
	uint64_t low, high;
	uint32_t size;   /* of the cell, + 1; 0: the slot is free */
	uint32_t id;     /* what it means */
	uint32_t rows;   /* since the counts were last handed over */
	uint32_t number; /* in the ledger; SEGBIAS_INTERN_NONE: it is not kept there */
};

/* What few need. */
struct segbias_alias_rest {
	uint64_t third, fourth;
	uint64_t more; /* records less rows, since then: may be below 0, as unsigned numbers are */
};

/* Zero-initialise. */
struct segbias_aliases {
	struct segbias_alias *slots;      /* [slot_count], a power of two */
	struct segbias_alias_rest *rests; /* [slot_count]; NULL: none is long, and no count was added */
	uint32_t slot_count;
	uint32_t size;
	unsigned shift; /* cuts a hash to a slot */
	bool wide;      /* one has more than 7 bytes */
	uint32_t rows;  /* since the counts were last handed over, at most */
};

/* Forgets all of them. */
void segbias_aliases_release(struct segbias_aliases *aliases);

/* Adds one that is not there, unless there are too many. false: out of memory. */
bool segbias_aliases_add(struct segbias_aliases *aliases, struct segbias_alias_key key,
                         const struct segbias_alias *alias);

/* Makes room for counts. false: out of memory. */
bool segbias_aliases_reserve_rests(struct segbias_aliases *aliases);

/* Up to 16 bytes into two words, without a branch on how many; 16 can be read, whatever the size. */
static inline void segbias_alias_words(const char *bytes, uint32_t size, uint64_t *low, uint64_t *high)
{
	static const unsigned char MASK[2 * SEGBIAS_ALIAS_SHORT] = {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
	                                                            0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};
	const unsigned char *mask =
	    MASK + SEGBIAS_ALIAS_SHORT - (size < SEGBIAS_ALIAS_SHORT ? size : SEGBIAS_ALIAS_SHORT);
	uint64_t kept[2];
	memcpy(kept, mask, sizeof kept);
	memcpy(low, bytes, sizeof *low);
	memcpy(high, bytes + sizeof *low, sizeof *high);
	*low &= kept[0];
	*high &= kept[1];
}

/* The same of up to 8 bytes, of which as many can be read. */
static inline uint64_t segbias_alias_word(const char *bytes, uint32_t size)
{
	enum { WORD = sizeof(uint64_t) };
	static const unsigned char MASK[2 * WORD] = {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};
	uint64_t kept = 0;
	uint64_t word = 0;
	memcpy(&kept, MASK + WORD - size, sizeof kept);
	memcpy(&word, bytes, sizeof word);
	return word & kept;
}

/* By the size of a cell of up to 16 bytes: which of its bytes count, and the size + 1 in the eighth of up to 7. */
extern const unsigned char segbias_alias_masks[SEGBIAS_ALIAS_SHORT + 1][SEGBIAS_ALIAS_SHORT];
extern const unsigned char segbias_alias_tags[SEGBIAS_ALIAS_SHORT + 1][sizeof(uint64_t)];

/* The key's words of a cell of up to 16 bytes, of which as many can be read. */
static inline void segbias_alias_pair(const char *bytes, uint32_t size, uint64_t *low, uint64_t *high)
{
	const unsigned char *mask = segbias_alias_masks[size];
	uint64_t kept_low = 0;
	uint64_t kept_high = 0;
	uint64_t tag = 0;
	memcpy(&kept_low, mask, sizeof kept_low);
	memcpy(&kept_high, mask + sizeof kept_low, sizeof kept_high);
	memcpy(&tag, segbias_alias_tags[size], sizeof tag);
	memcpy(low, bytes, sizeof *low);
	memcpy(high, bytes + sizeof *low, sizeof *high);
	*low = (*low & kept_low) | tag;
	*high &= kept_high;
}

/* The key's only word of a cell of up to 7 bytes, of which 8 can be read. */
static inline uint64_t segbias_alias_brief(const char *bytes, uint32_t size)
{
	uint64_t kept = 0;
	uint64_t tag = 0;
	uint64_t word = 0;
	memcpy(&kept, segbias_alias_masks[size], sizeof kept);
	memcpy(&tag, segbias_alias_tags[size], sizeof tag);
	memcpy(&word, bytes, sizeof word);
	return (word & kept) | tag;
}

/* size is at most SEGBIAS_ALIAS_BYTES, and that many bytes can be read, whatever the size. */
static inline struct segbias_alias_key segbias_alias_key_of(const char *bytes, uint32_t size)
{
	struct segbias_alias_key key = {0, 0, 0, 0};
	segbias_alias_pair(bytes, size < SEGBIAS_ALIAS_SHORT ? size : SEGBIAS_ALIAS_SHORT, &key.low, &key.high);
	if (size > SEGBIAS_ALIAS_SHORT)
		segbias_alias_words(bytes + SEGBIAS_ALIAS_SHORT, size - SEGBIAS_ALIAS_SHORT, &key.third, &key.fourth);
	return key;
}

static inline uint32_t segbias_alias_place(const struct segbias_aliases *aliases, struct segbias_alias_key key,
                                           uint32_t size)
{
	uint64_t hash = key.low ^ (key.high * UINT64_C(0xC2B2AE3D27D4EB4F));
	if (size > SEGBIAS_ALIAS_SHORT)
		hash ^= (key.third ^ (key.fourth * UINT64_C(0xFF51AFD7ED558CCD))) * UINT64_C(0xC4CEB9FE1A85EC53);
	return (uint32_t)((hash * UINT64_C(0x9E3779B97F4A7C15)) >> aliases->shift);
}

static inline bool segbias_alias_is(const struct segbias_alias *alias, struct segbias_alias_key key, uint32_t size)
{
	return ((alias->low ^ key.low) | (alias->high ^ key.high) | (alias->size ^ (size + 1))) == 0;
}

/* The slot; SEGBIAS_ALIAS_NONE: it is not there. */
static inline uint32_t segbias_aliases_find(const struct segbias_aliases *aliases, struct segbias_alias_key key,
                                            uint32_t size)
{
	if (aliases->size == 0 || (size > SEGBIAS_ALIAS_SHORT && !aliases->rests))
		return SEGBIAS_ALIAS_NONE;
	uint32_t mask = aliases->slot_count - 1;
	for (uint32_t at = segbias_alias_place(aliases, key, size);; at = (at + 1) & mask) {
		bool same = segbias_alias_is(&aliases->slots[at], key, size);
		if (same && (size <= SEGBIAS_ALIAS_SHORT ||
		             (aliases->rests[at].third == key.third && aliases->rests[at].fourth == key.fourth)))
			return at;
		if (aliases->slots[at].size == 0)
			return SEGBIAS_ALIAS_NONE;
	}
}

#endif
