/* Whether the workers of a pool (csv/pool.h) read what the reader of the whole file (csv/reader.h) reads: the same records
 * in the same order, at the same places, the same counts, or the same first error. For a test, a long run and a fuzzer. */
#ifndef SEGBIAS_TESTS_CSV_AGREE_H
#define SEGBIAS_TESTS_CSV_AGREE_H

#include "base/text.h"

#include <stdint.h>

enum agree_input {
	AGREE_MEMORY,
	AGREE_FILE,
	AGREE_PIPE, /* of a small file only: all of it stands in the pipe at once */
	AGREE_INPUTS,
};

struct agree_case {
	struct segbias_label bytes;
	char delimiter;
	bool skip_bad;
	size_t first; /* records of the batch after which the pool takes over; 0: an ordinary batch */
	size_t piece;
	unsigned workers; /* at most 8 */
	bool threads;     /* each worker has one; else they take turns, as `seed` has it */
	uint32_t seed;
	enum agree_input input;
};

/* false: `difference` (which is released by the caller) says what differs, or what failed. */
bool agree_check(const struct agree_case *agree, struct segbias_text *difference);

/* Writes a file of at most some 10,000 bytes, sound or damaged, and draws how to read it, but for the pool's `piece`,
 * `workers`, `threads` and `input`. */
void agree_draw(uint32_t *state, struct segbias_text *bytes, struct agree_case *agree);

uint32_t agree_random(uint32_t *state);

#endif
