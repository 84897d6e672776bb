/* The kernel for x86-64 with AVX2, BMI, POPCNT and PCLMUL, for which CMake compiles this file. */
#include "csv/structure.h"

#if defined(__x86_64__)
#include <immintrin.h>

struct block {
	__m256i low, high;
};

static inline struct block load(const char *bytes)
{
	return (struct block){_mm256_loadu_si256((const void *)bytes), _mm256_loadu_si256((const void *)(bytes + 32))};
}

static inline uint64_t equal(const struct block *block, char c)
{
	__m256i wanted = _mm256_set1_epi8(c);
	uint32_t low = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(block->low, wanted));
	uint32_t high = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(block->high, wanted));
	return low | (uint64_t)high << 32;
}

#define SEGBIAS_CSV_PREFIX_XOR
/* A product without carries by all ones. */
static inline uint64_t prefix_xor(uint64_t bits)
{
	__m128i all = _mm_set1_epi8((char)-1);
	return (uint64_t)_mm_cvtsi128_si64(_mm_clmulepi64_si128(_mm_cvtsi64_si128((long long)bits), all, 0));
}

#define SEGBIAS_CSV_LOWEST(bits) ((uint32_t)_tzcnt_u64(bits))

#include "csv/structure_kernel.h"

const struct segbias_csv_kernel segbias_csv_kernel_avx2 = {"avx2", frame_bytes, index_bytes};
#endif
