/* Room: base. Bytes as base64 (RFC 4648, with padding). */
#ifndef SEGBIAS_BASE_BASE64_H
#define SEGBIAS_BASE_BASE64_H

#include "base/text.h"

void segbias_base64_add(struct segbias_text *out, struct segbias_label bytes);

/* Appends the bytes. false: it is not to the letter what the other one writes. */
bool segbias_base64_read(struct segbias_label text, struct segbias_text *out);

#endif
