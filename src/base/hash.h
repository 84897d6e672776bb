/* Room: base. SHA-256 of bytes in memory, as sha256sum prints it; of a file the stream computes it (base/stream.h). */
#ifndef SEGBIAS_BASE_HASH_H
#define SEGBIAS_BASE_HASH_H

#include "base/text.h"

enum { SEGBIAS_SHA256_SIZE = 65 };

/* source: FIPS 180-4. */
void segbias_sha256(struct segbias_label bytes, char hex[static SEGBIAS_SHA256_SIZE]);

#endif
