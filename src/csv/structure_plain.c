/* The kernel in plain C: eight bytes in a word. */
#include <stdint.h>
#include <string.h>

struct block {
	uint64_t words[8];
};

static inline struct block load(const char *bytes)
{
	struct block block;
	memcpy(block.words, bytes, sizeof block.words);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	for (int i = 0; i < 8; i++)
		block.words[i] = __builtin_bswap64(block.words[i]);
#endif
	return block;
}

static inline uint64_t equal(const struct block *block, char c)
{
	const uint64_t low = UINT64_C(0x7f7f7f7f7f7f7f7f);
	const uint64_t wanted = (uint64_t)(unsigned char)c * UINT64_C(0x0101010101010101);
	uint64_t mask = 0;
	for (int i = 0; i < 8; i++) {
		uint64_t other = block->words[i] ^ wanted;
		/* The top bit of each byte that is 0; the sum of the low bits carries into no other byte. */
		uint64_t zero = ~(((other & low) + low) | other | low);
		/* The product gathers the eight top bits in its own top byte. */
		mask |= ((zero >> 7) * UINT64_C(0x0102040810204080) >> 56) << (8 * i);
	}
	return mask;
}

#include "csv/structure_kernel.h"

const struct segbias_csv_kernel segbias_csv_kernel_plain = {"plain", frame_bytes, index_bytes};
