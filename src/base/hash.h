/* Room: base. SHA-256 of bytes in memory, as sha256sum prints it; of a file the stream computes it (base/stream.h). */
#ifndef SEGBIAS_BASE_HASH_H
#define SEGBIAS_BASE_HASH_H

#include "base/text.h"
#include <stdint.h>

enum { SEGBIAS_SHA256_SIZE = 65 };

/* source: FIPS 180-4. */
void segbias_sha256(struct segbias_label bytes, char hex[static SEGBIAS_SHA256_SIZE]);

/* The same of bytes that come in pieces. Owns nothing. */
struct segbias_hash {
	uint64_t state[16];
};
void segbias_hash_init(struct segbias_hash *hash);
void segbias_hash_add(struct segbias_hash *hash, struct segbias_label bytes);
/* Of all that was added; more can follow. */
void segbias_hash_read(const struct segbias_hash *hash, char hex[static SEGBIAS_SHA256_SIZE]);

#endif
