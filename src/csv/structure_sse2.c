/* The kernel for every x86-64. */
#include "csv/structure.h"

#if defined(__x86_64__)
#include <emmintrin.h>

struct block {
	__m128i parts[4];
};

static inline struct block load(const char *bytes)
{
	struct block block;
	for (int i = 0; i < 4; i++)
		block.parts[i] = _mm_loadu_si128((const void *)(bytes + 16 * (size_t)i));
	return block;
}

static inline uint64_t equal(const struct block *block, char c)
{
	uint64_t mask = 0;
	for (int i = 0; i < 4; i++) {
		__m128i same = _mm_cmpeq_epi8(block->parts[i], _mm_set1_epi8(c));
		mask |= (uint64_t)(unsigned)_mm_movemask_epi8(same) << (16 * i);
	}
	return mask;
}

#include "csv/structure_kernel.h"

const struct segbias_csv_kernel segbias_csv_kernel_sse2 = {"sse2", frame_bytes, index_bytes};
#endif
