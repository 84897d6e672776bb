/* Room: history. Time stamps (RFC 3161) of entries: who runs a clock that others trust has signed that the entry's hash was there at a time. A
 * token is an entry of its own, which names the one that it is of. That the token's signature holds is for openssl to say: who trusts
 * whose clock is not known here. */
#ifndef SEGBIAS_HISTORY_STAMP_H
#define SEGBIAS_HISTORY_STAMP_H

#include "history/entries.h"

enum { SEGBIAS_STAMP_MAX = 1 << 16 }; /* bytes of a token */

struct segbias_stamp {
	int64_t entry;                        /* that it is of */
	struct segbias_label sha256, encoded; /* its hash; the token as base64 */
};

/* Whether the bytes hold a token whose imprint is the entry's hash. */
bool segbias_stamp_is_of(struct segbias_label token, const struct segbias_entry *entry);

/* The note of an entry that attaches the token: number, hash and the token as base64, between blanks. */
void segbias_stamp_write(const struct segbias_entry *of, struct segbias_label token, struct segbias_text *out);

/* What such a note says. false: it is none. */
bool segbias_stamp_read(struct segbias_label note, struct segbias_stamp *out);

/* Whether the note is of the entry that it names, which is one of the `count`. */
bool segbias_stamp_fits(struct segbias_label note, const struct segbias_entry *entries, size_t count);

#endif
