/* The kernel for AArch64. */
#include "csv/structure.h"

#if defined(__aarch64__)
#include <arm_neon.h>

struct block {
	uint8x16_t parts[4];
};

static inline struct block load(const char *bytes)
{
	struct block block;
	for (int i = 0; i < 4; i++)
		block.parts[i] = vld1q_u8((const uint8_t *)bytes + 16 * (size_t)i);
	return block;
}

/* Each equal byte keeps the bit of its place among eight; three sums of neighbours make eight bytes one. */
static inline uint64_t equal(const struct block *block, char c)
{
	static const uint8_t places[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
	uint8x16_t place = vld1q_u8(places);
	uint8x16_t wanted = vdupq_n_u8((uint8_t)c);
	uint8x16_t bits[4];
	for (int i = 0; i < 4; i++)
		bits[i] = vandq_u8(vceqq_u8(block->parts[i], wanted), place);
	uint8x16_t sum = vpaddq_u8(vpaddq_u8(bits[0], bits[1]), vpaddq_u8(bits[2], bits[3]));
	return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(sum, sum)), 0);
}

#include "csv/structure_kernel.h"

const struct segbias_csv_kernel segbias_csv_kernel_neon = {"neon", frame_bytes, index_bytes};
#endif
