/* Room: base. Bytes in memory, compressed (zstd) and back. */
#ifndef SEGBIAS_BASE_PACK_H
#define SEGBIAS_BASE_PACK_H

#include "base/text.h"

/* One frame with a checksum, into *out, which is empty; the same bytes give the same frame. Errors: SEGBIAS_SYSTEM for memory. */
enum segbias_status segbias_pack(struct segbias_label bytes, struct segbias_text *out, struct segbias_error *error);

/* Back. `size` is what there must be, so that no frame takes more memory than is meant. false: it is no such frame, or
 * there is no memory, which is counted. */
bool segbias_unpack(struct segbias_label frame, size_t size, struct segbias_text *out);

#endif
