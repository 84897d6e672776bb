#include "tally/alias.h"

#include "base/memory.h"

#include <stdlib.h>

enum { FIRST_SLOTS = 64, SLOTS_MAX = 1 << 14, WORD_BITS = 64 };

void segbias_aliases_release(struct segbias_aliases *aliases)
{
	free(aliases->slots);
	*aliases = (struct segbias_aliases){0};
}

static void insert(struct segbias_aliases *aliases, const struct segbias_alias *alias)
{
	uint32_t mask = aliases->slot_count - 1;
	uint32_t slot = segbias_alias_slot(aliases, alias->key, alias->size - 1);
	while (aliases->slots[slot].size)
		slot = (slot + 1) & mask;
	aliases->slots[slot] = *alias;
	aliases->size++;
}

static bool grow(struct segbias_aliases *aliases)
{
	struct segbias_aliases larger = {.slot_count = aliases->slot_count ? 2 * aliases->slot_count : FIRST_SLOTS,
	                                 .shift = WORD_BITS};
	larger.slots = segbias_memory_zeroed(larger.slot_count, sizeof *larger.slots);
	if (!larger.slots)
		return false;
	for (uint32_t slots = larger.slot_count; slots > 1; slots /= 2)
		larger.shift--;
	for (uint32_t slot = 0; slot < aliases->slot_count; slot++)
		if (aliases->slots[slot].size)
			insert(&larger, &aliases->slots[slot]);
	free(aliases->slots);
	*aliases = larger;
	return true;
}

bool segbias_aliases_add(struct segbias_aliases *aliases, const struct segbias_alias *alias)
{
	/* At most half full, so that a search is short; past that the ledger is asked. */
	if (aliases->size + 1 > aliases->slot_count / 2) {
		if (aliases->slot_count == SLOTS_MAX)
			return true;
		if (!grow(aliases))
			return false;
	}
	insert(aliases, alias);
	return true;
}
