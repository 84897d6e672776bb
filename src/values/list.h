/* Room: values. Lists in options use CSV quoting: a,"b,c",d. */
#ifndef SEGBIAS_VALUES_LIST_H
#define SEGBIAS_VALUES_LIST_H

#include "base/arena.h"

/* Both halves of COLUMN=VALUE or CAMPAIGN=REFERENCE. */
struct segbias_pair {
	struct segbias_label left, right;
};

/* Splits at commas outside quotes; a quoted item loses its quotes ("" is one quote). An empty text is no item.
 * Labels and the array live in the arena. Errors: SEGBIAS_USAGE for an unclosed quote or text after one. */
enum segbias_status segbias_list_split(const char *text, struct segbias_arena *arena, struct segbias_label **items,
                                       size_t *count, struct segbias_error *error);

/* Splits off what stands before the first `separator` outside quotes, unquoted; *rest is what follows, as it stands.
 * Errors: SEGBIAS_USAGE where the separator is missing or nothing stands before it. */
enum segbias_status segbias_list_head(struct segbias_label text, char separator, struct segbias_arena *arena,
                                      struct segbias_label head_and_rest[static 2], struct segbias_error *error);

/* Splits in two at the first `separator` outside quotes, both halves unquoted: gender:F=Female. Errors: SEGBIAS_USAGE
 * where the separator is missing or the left half is empty. */
enum segbias_status segbias_list_pair(struct segbias_label text, char separator, struct segbias_arena *arena,
                                      struct segbias_label pair[static 2], struct segbias_error *error);

#endif
