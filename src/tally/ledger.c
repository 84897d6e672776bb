#include "tally/ledger.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum {
	FIRST_ENTRIES = 32,
	GONE_MAX = SEGBIAS_DISTINCT_MAX / 4,
	HEAP_CHILDREN = 4, /* of each: they stand in one or two lines of the processor's cache */
};

void segbias_ledger_release(struct segbias_ledger *ledger)
{
	segbias_intern_release(&ledger->spellings);
	free(ledger->entries);
	free(ledger->heap);
	*ledger = (struct segbias_ledger){0};
}

/* 4 or 8 bytes as a number, the first one lowest on any machine. */
static uint64_t half_at(const char *bytes)
{
	uint32_t half = 0;
	memcpy(&half, bytes, sizeof half);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	half = __builtin_bswap32(half);
#endif
	return half;
}

static uint64_t word_at(const char *bytes)
{
	uint64_t word = 0;
	memcpy(&word, bytes, sizeof word);
	return segbias_ledger_little_endian(word);
}

/* Up to 7 bytes, as if zeros stood behind them. */
static uint64_t rest_at(const char *bytes, size_t size)
{
	enum { HALF = 4 };
	uint64_t word = 0;
	/* The second half takes some bytes of the first one once more, into the same places. */
	if (size >= HALF)
		return half_at(bytes) | half_at(bytes + size - HALF) << (8 * (size - HALF));
	for (size_t i = 0; i < size; i++)
		word |= (uint64_t)(unsigned char)bytes[i] << (8 * i);
	return word;
}

/* The same everywhere and for ever: which spellings are kept must not depend on the machine, nor on the run. */
static uint64_t rank_of(struct segbias_label spelling, bool missing)
{
	enum { WORD = sizeof(uint64_t), MARKER_SHIFT = 32 };
	uint64_t hash = segbias_ledger_rank_start(spelling.size);
	size_t at = 0;
	for (; at + WORD <= spelling.size; at += WORD)
		hash = segbias_ledger_mix(hash, word_at(spelling.bytes + at));
	hash = segbias_ledger_mix(hash, rest_at(spelling.bytes + at, spelling.size - at));
	/* Markers are few, and what they say is needed however many values there are. */
	return segbias_ledger_mix(hash, SEGBIAS_LEDGER_LAST) >> (missing ? MARKER_SHIFT : 0);
}

/* By rank; two of the same rank by their bytes. */
static bool is_before(const struct segbias_ledger *ledger, uint64_t rank, struct segbias_label spelling,
                      struct segbias_ledger_rank other)
{
	return rank != other.rank ? rank < other.rank
	                          : segbias_label_compare(spelling, ledger->spellings.labels[other.number]) < 0;
}

static bool is_smaller(const struct segbias_ledger *ledger, struct segbias_ledger_rank a, struct segbias_ledger_rank b)
{
	return a.rank != b.rank ? a.rank < b.rank : is_before(ledger, a.rank, ledger->spellings.labels[a.number], b);
}

/* The largest of the children from `first` on. */
static uint32_t largest_child(const struct segbias_ledger *ledger, uint32_t first)
{
	uint32_t largest = first;
	uint32_t end = first + HEAP_CHILDREN < ledger->kept ? first + HEAP_CHILDREN : ledger->kept;
	for (uint32_t child = first + 1; child < end; child++)
		if (is_smaller(ledger, ledger->heap[largest], ledger->heap[child]))
			largest = child;
	return largest;
}

static void sift_down(struct segbias_ledger *ledger, uint32_t at)
{
	struct segbias_ledger_rank *heap = ledger->heap;
	struct segbias_ledger_rank sunk = heap[at];
	for (uint32_t first = HEAP_CHILDREN * at + 1; first < ledger->kept; first = HEAP_CHILDREN * at + 1) {
		uint32_t child = largest_child(ledger, first);
		if (!is_smaller(ledger, sunk, heap[child]))
			break;
		heap[at] = heap[child];
		at = child;
	}
	heap[at] = sunk;
}

/* From the first spelling that is one too many on. */
static bool make_heap(struct segbias_ledger *ledger)
{
	struct segbias_ledger_rank *heap = segbias_memory_zeroed(SEGBIAS_DISTINCT_MAX, sizeof *heap);
	if (!heap)
		return false;
	free(ledger->heap);
	ledger->heap = heap;
	uint32_t size = 0;
	for (uint32_t i = 0; i < ledger->spellings.size; i++)
		if (!ledger->entries[i].gone)
			heap[size++] = (struct segbias_ledger_rank){ledger->entries[i].rank, i};
	for (uint32_t at = size / HEAP_CHILDREN + 1; at-- > 0;)
		sift_down(ledger, at);
	return true;
}

static bool reserve(struct segbias_ledger *ledger)
{
	if (ledger->spellings.size < ledger->capacity)
		return true;
	size_t capacity = ledger->capacity ? ledger->capacity * 2 : FIRST_ENTRIES;
	/* More are forgotten before they come. */
	static const size_t MOST = SEGBIAS_DISTINCT_MAX + GONE_MAX + 1;
	if (!ledger->steady && capacity > MOST && ledger->spellings.size < MOST)
		capacity = MOST;
	struct segbias_ledger_entry *entries = segbias_memory_resize(ledger->entries, capacity, sizeof *entries);
	if (!entries)
		return false;
	ledger->entries = entries;
	ledger->capacity = capacity;
	return true;
}

/* Forgets those that are gone, once they are many. */
static bool compact(struct segbias_ledger *ledger)
{
	uint32_t size = ledger->spellings.size;
	bool *keep = segbias_memory_zeroed((size_t)size + 1, sizeof *keep);
	uint32_t *numbers = segbias_memory_zeroed((size_t)size + 1, sizeof *numbers);
	uint32_t kept = 0;
	for (uint32_t i = 0; keep && numbers && i < size; i++) {
		keep[i] = !ledger->entries[i].gone;
		numbers[i] = kept;
		kept += keep[i];
	}
	bool ok = keep && numbers && segbias_intern_keep(&ledger->spellings, keep);
	for (uint32_t i = 0; ok && i < size; i++)
		if (keep[i])
			ledger->entries[numbers[i]] = ledger->entries[i];
	for (uint32_t i = 0; ok && ledger->heap && i < ledger->kept; i++)
		ledger->heap[i].number = numbers[ledger->heap[i].number];
	free(keep);
	free(numbers);
	return ok;
}

uint32_t segbias_ledger_find(const struct segbias_ledger *ledger, struct segbias_label spelling)
{
	uint32_t number = segbias_intern_find(&ledger->spellings, spelling);
	return number != SEGBIAS_INTERN_NONE && ledger->entries[number].gone ? SEGBIAS_INTERN_NONE : number;
}

bool segbias_ledger_wants(const struct segbias_ledger *ledger, struct segbias_label spelling, bool missing)
{
	if (ledger->kept < SEGBIAS_DISTINCT_MAX)
		return true;
	/* Before the first one goes there is no heap: whoever adds makes it. */
	if (!ledger->heap)
		return true;
	return is_before(ledger, rank_of(spelling, missing), spelling, ledger->heap[0]);
}

bool segbias_ledger_refuses(const struct segbias_ledger *ledger, struct segbias_label spelling)
{
	return ledger->heap && rank_of(spelling, false) > ledger->heap[0].rank;
}

uint64_t segbias_ledger_limit(const struct segbias_ledger *ledger)
{
	return ledger->heap ? ledger->heap[0].rank : UINT64_MAX;
}

bool segbias_ledger_moves(const struct segbias_ledger *ledger)
{
	return ledger->kept == SEGBIAS_DISTINCT_MAX && !ledger->steady &&
	       ledger->spellings.size - ledger->kept >= GONE_MAX;
}

uint32_t segbias_ledger_add(struct segbias_ledger *ledger, struct segbias_label spelling,
                            const struct segbias_ledger_entry *entry, struct segbias_ledger_entry *out)
{
	out->gone = false;
	bool crowded = ledger->kept == SEGBIAS_DISTINCT_MAX;
	if (segbias_ledger_moves(ledger) && !compact(ledger))
		return SEGBIAS_INTERN_NONE;
	if (!reserve(ledger) || (crowded && !ledger->heap && !make_heap(ledger)))
		return SEGBIAS_INTERN_NONE;
	uint32_t number = segbias_intern_add(&ledger->spellings, spelling);
	if (number == SEGBIAS_INTERN_NONE)
		return SEGBIAS_INTERN_NONE;
	ledger->entries[number] = *entry;
	ledger->entries[number].rank = rank_of(spelling, entry->id == SEGBIAS_ID_MISSING);
	ledger->entries[number].gone = false;
	if (!crowded) {
		ledger->kept++;
		return number;
	}
	ledger->full = true;
	/* The new one may be the largest itself, where it was added without asking. */
	struct segbias_ledger_rank added = {ledger->entries[number].rank, number};
	uint32_t largest = ledger->heap[0].number;
	if (is_smaller(ledger, added, ledger->heap[0])) {
		ledger->heap[0] = added;
		sift_down(ledger, 0);
	} else {
		largest = number;
	}
	ledger->entries[largest].gone = true;
	*out = ledger->entries[largest];
	return number;
}
