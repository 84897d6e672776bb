#include "tally/alias.h"

#include "base/memory.h"

#include <stdlib.h>

/* Of few slots only some are used, so that most aliases stand where they are looked for first. */
enum { FIRST_SLOTS = 128, SPARSE_SLOTS = 1024, SPARSE_PART = 8, SLOTS_MAX = 1 << 14, WORD_BITS = 64 };

const unsigned char segbias_alias_masks[SEGBIAS_ALIAS_SHORT + 1][SEGBIAS_ALIAS_SHORT] = {
    {0},
    {0xFF},
    {0xFF, 0xFF},
    {0xFF, 0xFF, 0xFF},
    {0xFF, 0xFF, 0xFF, 0xFF},
    {0xFF, 0xFF, 0xFF, 0xFF, 0xFF},
    {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF},
    {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF},
    {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF},
    {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF},
    {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF},
    {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF},
    {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF},
    {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF},
    {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF},
    {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF},
    {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}};
const unsigned char segbias_alias_tags[SEGBIAS_ALIAS_SHORT + 1][sizeof(uint64_t)] = {{0, 0, 0, 0, 0, 0, 0, 1},
                                                                                     {0, 0, 0, 0, 0, 0, 0, 2},
                                                                                     {0, 0, 0, 0, 0, 0, 0, 3},
                                                                                     {0, 0, 0, 0, 0, 0, 0, 4},
                                                                                     {0, 0, 0, 0, 0, 0, 0, 5},
                                                                                     {0, 0, 0, 0, 0, 0, 0, 6},
                                                                                     {0, 0, 0, 0, 0, 0, 0, 7},
                                                                                     {0, 0, 0, 0, 0, 0, 0, 8},
                                                                                     {0},
                                                                                     {0},
                                                                                     {0},
                                                                                     {0},
                                                                                     {0},
                                                                                     {0},
                                                                                     {0},
                                                                                     {0},
                                                                                     {0}};

void segbias_aliases_release(struct segbias_aliases *aliases)
{
	free(aliases->slots);
	free(aliases->rests);
	*aliases = (struct segbias_aliases){0};
}

bool segbias_aliases_reserve_rests(struct segbias_aliases *aliases)
{
	if (!aliases->rests && aliases->slot_count > 0)
		aliases->rests = segbias_memory_zeroed(aliases->slot_count, sizeof *aliases->rests);
	return aliases->rests || aliases->slot_count == 0;
}

static void insert(struct segbias_aliases *aliases, const struct segbias_alias *alias,
                   const struct segbias_alias_rest *rest)
{
	uint32_t mask = aliases->slot_count - 1;
	struct segbias_alias_key key = {alias->low, alias->high, rest->third, rest->fourth};
	uint32_t at = segbias_alias_place(aliases, key, alias->size - 1);
	while (aliases->slots[at].size)
		at = (at + 1) & mask;
	aliases->slots[at] = *alias;
	if (aliases->rests)
		aliases->rests[at] = *rest;
	aliases->size++;
}

static bool grow(struct segbias_aliases *aliases)
{
	static const struct segbias_alias_rest NONE = {0};
	struct segbias_aliases larger = {.slot_count = aliases->slot_count ? 2 * aliases->slot_count : FIRST_SLOTS,
	                                 .shift = WORD_BITS,
	                                 .wide = aliases->wide,
	                                 .rows = aliases->rows};
	larger.slots = segbias_memory_zeroed(larger.slot_count, sizeof *larger.slots);
	if (!larger.slots || (aliases->rests && !segbias_aliases_reserve_rests(&larger))) {
		segbias_aliases_release(&larger);
		return false;
	}
	for (uint32_t slots = larger.slot_count; slots > 1; slots /= 2)
		larger.shift--;
	for (uint32_t at = 0; at < aliases->slot_count; at++)
		if (aliases->slots[at].size)
			insert(&larger, &aliases->slots[at], aliases->rests ? &aliases->rests[at] : &NONE);
	segbias_aliases_release(aliases);
	*aliases = larger;
	return true;
}

/* How many the slots take before there are more of them: the largest table is filled further. */
static uint32_t room_of(const struct segbias_aliases *aliases)
{
	if (aliases->slot_count == SLOTS_MAX)
		return SLOTS_MAX / 8 * 5;
	return aliases->slot_count / (aliases->slot_count < SPARSE_SLOTS ? SPARSE_PART : 2);
}

bool segbias_aliases_add(struct segbias_aliases *aliases, struct segbias_alias_key key,
                         const struct segbias_alias *alias)
{
	struct segbias_alias_rest rest = {key.third, key.fourth, 0};
	struct segbias_alias added = *alias;
	added.low = key.low;
	added.high = key.high;
	added.size++;
	/* Past the largest table the ledger is asked. */
	if (aliases->size + 1 > room_of(aliases)) {
		if (aliases->slot_count == SLOTS_MAX)
			return true;
		if (!grow(aliases))
			return false;
	}
	if (alias->size > SEGBIAS_ALIAS_SHORT && !segbias_aliases_reserve_rests(aliases))
		return false;
	aliases->wide = aliases->wide || alias->size > SEGBIAS_ALIAS_BRIEF;
	insert(aliases, &added, &rest);
	return true;
}
