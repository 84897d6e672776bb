/* Room: history. Signatures by OpenSSH's keys (ssh-keygen -Y), which anybody can verify without segbias. The program is found on the
 * PATH, or named by SEGBIAS_SSH_KEYGEN; base/process.c starts it.
 */
#ifndef SEGBIAS_HISTORY_SIGNATURE_H
#define SEGBIAS_HISTORY_SIGNATURE_H

#include "base/arena.h"

/* What the signatures are for: ssh-keygen -n. */
#define SEGBIAS_SIGNATURE_NAMESPACE "segbias-review"

/* The public half of the key in the file ("ssh-ed25519 AAAA…", without its comment), in the arena: of FILE.pub beside it, or of
 * the file itself where it is the public one and an agent holds the other. Errors: SEGBIAS_USAGE. */
enum segbias_status segbias_signature_key(const char *path, struct segbias_arena *arena, struct segbias_label *key,
                                          struct segbias_error *error);

/* Signs the text by that key; *signature is armoured. Errors: SEGBIAS_USAGE for a key that cannot be used, SEGBIAS_SYSTEM. */
enum segbias_status segbias_signature_make(const char *path, struct segbias_label text, struct segbias_arena *arena,
                                           struct segbias_label *signature, struct segbias_error *error);

/* Whether the signature is of the text and by the key. Errors: SEGBIAS_SYSTEM, where that cannot be told. */
enum segbias_status segbias_signature_check(struct segbias_label text, struct segbias_label signature,
                                            struct segbias_label key, bool *good, struct segbias_error *error);

#endif
