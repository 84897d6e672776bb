/* Room: csv. The source of the kernels (structure.h says what they compute). Whoever includes it has defined, for its
 * instruction set:
 *
 *   struct block                                   64 bytes in registers
 *   struct block load(const char *bytes)
 *   uint64_t equal(const struct block *, char)     bit i: byte i is the character
 *
 * and may have defined SEGBIAS_CSV_PREFIX_XOR and a quicker prefix_xor than the one below, and SEGBIAS_CSV_LOWEST(uint64_t), an
 * instruction for the place of the lowest set bit that any number may be given.
 */
#ifndef SEGBIAS_CSV_STRUCTURE_KERNEL_H
#define SEGBIAS_CSV_STRUCTURE_KERNEL_H

#include "csv/structure.h"

enum {
	BLOCK = 64,
	GROUP = 12, /* ends written at once: about as many as 64 bytes of an ordinary file hold */
};

#ifndef SEGBIAS_CSV_PREFIX_XOR
/* Bit i: the exclusive or of bits 0 .. i. */
static inline uint64_t prefix_xor(uint64_t bits)
{
	for (int shift = 1; shift < BLOCK; shift *= 2)
		bits ^= bits << shift;
	return bits;
}
#endif

/* How many bits are set. */
static inline unsigned ones(uint64_t bits)
{
	return (unsigned)__builtin_popcountll(bits);
}

/* The bits of the bytes that there are, of a last block that may be short. */
static inline uint64_t valid_bits(size_t left)
{
	return left < BLOCK ? ((uint64_t)1 << left) - 1 : ~(uint64_t)0;
}

static inline void frame_block(struct segbias_csv_frame *frame, const char *bytes, size_t size)
{
	size_t left = size - frame->position;
	unsigned last = left < BLOCK ? (unsigned)left - 1 : BLOCK - 1;
	uint64_t valid = valid_bits(left);
	struct block block = load(bytes + frame->position);
	uint64_t quotes = equal(&block, '"') & valid;
	uint64_t feeds = equal(&block, '\n') & valid;
	uint64_t returns = equal(&block, '\r') & valid;
	uint64_t odd = (returns << 1 | frame->returned) & ~feeds & valid;
	uint64_t ends = feeds;
	if (quotes | frame->quoted | frame->closed) {
		uint64_t edge = feeds | quotes | (equal(&block, frame->delimiter) & valid);
		char previous = frame->position ? bytes[frame->position - 1] : '\n';
		uint64_t before = previous == '\n' || previous == '"' || previous == frame->delimiter;
		/* Between quotes: an opening quote counts, a closing one does not. */
		uint64_t inside = prefix_xor(quotes) ^ frame->quoted;
		uint64_t closing = quotes & ~inside;
		odd |= quotes & inside & ~(edge << 1 | before);
		odd |= (closing << 1 | frame->closed) & ~(edge | returns) & valid;
		ends &= ~inside;
		frame->quoted = (uint64_t)0 - (inside >> (BLOCK - 1));
		frame->closed = closing >> last & 1;
	}
	frame->odd = odd != 0;
	if (ends) {
		unsigned above = (unsigned)__builtin_clzll(ends);
		frame->end = frame->position + BLOCK - above;
		frame->lines = frame->line_feeds + ones(feeds << above);
	}
	frame->line_feeds += ones(feeds);
	frame->returned = returns >> last & 1;
	frame->position += last + 1;
}

/* Whole blocks without a quote or a carriage return, where none is open: most of a plain file. Stops before any other. */
static inline void frame_plain(struct segbias_csv_frame *frame, const char *bytes, size_t size)
{
	size_t position = frame->position;
	size_t last = SIZE_MAX; /* of the blocks, that holds a line feed */
	uint64_t last_feeds = 0;
	uint64_t line_feeds = frame->line_feeds;
	for (; size - position >= BLOCK; position += BLOCK) {
		struct block block = load(bytes + position);
		uint64_t feeds = equal(&block, '\n');
		if (equal(&block, '"') | equal(&block, '\r'))
			break;
		last = feeds ? position : last;
		last_feeds = feeds ? feeds : last_feeds;
		line_feeds += ones(feeds);
	}
	frame->position = position;
	frame->line_feeds = line_feeds;
	if (last_feeds) { /* all those before the end are in it, or before it */
		frame->end = last + BLOCK - (unsigned)__builtin_clzll(last_feeds);
		frame->lines = line_feeds;
	}
}

static void frame_bytes(struct segbias_csv_frame *frame, const char *bytes, size_t size)
{
	struct segbias_csv_frame state = *frame; /* a copy whose address nobody has stays in registers */
	while (state.position < size && !state.odd) {
		if (!state.quoted && !state.closed && !state.returned)
			frame_plain(&state, bytes, size);
		if (state.position < size)
			frame_block(&state, bytes, size);
	}
	*frame = state;
}

/* The place of the lowest set bit; of none, any number. */
static inline uint32_t lowest(uint64_t bits)
{
#ifdef SEGBIAS_CSV_LOWEST
	return SEGBIAS_CSV_LOWEST(bits);
#else
	const uint64_t stop = (uint64_t)1 << (BLOCK - 1); /* the lowest bit of none is undefined */
	return (uint32_t)__builtin_ctzll(bits | stop);
#endif
}

/* Writes where the set bits are. A group is written without asking after each whether there is one more, which the
 * processor could not foresee; what is too many is written over next. */
static inline uint32_t *write_ends(uint32_t *to, uint64_t bits, uint32_t position)
{
	unsigned count = ones(bits);
	uint64_t rest = bits;
	for (unsigned i = 0; i < GROUP; i++, rest &= rest - 1)
		to[i] = position + lowest(rest);
	for (unsigned i = GROUP; i < count; i++, rest &= rest - 1)
		to[i] = position + lowest(rest);
	return to + count;
}

/* What an index has found so far. */
struct finding {
	uint32_t *to;
	size_t records;
	uint64_t quoted; /* all bits: between quotes; else 0 */
	uint64_t nul;
};

static inline void index_block(struct finding *finding, const char *bytes, size_t position, char delimiter,
                               uint64_t valid)
{
	struct block block = load(bytes + position);
	uint64_t quotes = equal(&block, '"') & valid;
	uint64_t feeds = equal(&block, '\n') & valid;
	uint64_t fields = feeds | (equal(&block, delimiter) & valid);
	finding->nul |= equal(&block, '\0') & valid;
	if (quotes | finding->quoted) {
		uint64_t inside = prefix_xor(quotes) ^ finding->quoted;
		fields &= ~inside;
		feeds &= ~inside;
		finding->quoted = (uint64_t)0 - (inside >> (BLOCK - 1));
	}
	finding->records += ones(feeds);
	finding->to = write_ends(finding->to, fields, (uint32_t)position);
}

static struct segbias_csv_index index_bytes(const char *bytes, size_t size, char delimiter, uint32_t *ends)
{
	struct finding finding = {.to = ends};
	size_t position = 0;
	for (; size - position >= BLOCK; position += BLOCK)
		index_block(&finding, bytes, position, delimiter, ~(uint64_t)0);
	if (position < size)
		index_block(&finding, bytes, position, delimiter, valid_bits(size - position));
	return (struct segbias_csv_index){(size_t)(finding.to - ends), finding.records, finding.nul != 0};
}

#endif
