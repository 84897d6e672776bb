/* Room: policy. The policy file: the options that a project keeps, in YAML (or JSON, which is YAML).
 *
 * Keys are the options' names (<segbias/options.def>) with "_" for "-". A scalar is the option's text; a sequence a list of
 * texts, or of names where the option takes a list of those; a mapping pairs, as the option writes them (ATTR: {FROM: TO}).
 * Values are checked by the same code as the command line's.
 */
#ifndef SEGBIAS_POLICY_POLICY_FILE_H
#define SEGBIAS_POLICY_POLICY_FILE_H

#include "base/arena.h"
#include <segbias/compare.h>

struct segbias_policy_file {
	struct segbias_compare_options options; /* what was given, and below that what the file says */
	const char *name;                       /* of the file, without folders; NULL: there is none */
	char sha256[65];
	struct segbias_arena arena; /* owns the file's texts */
};

/* Reads given->policy, where it is one. Release in any case; `given` must outlive it.
 * Errors: SEGBIAS_USAGE with line and column, for what is no YAML, an anchor or alias, a key that is unknown (the hint has
 * the nearest) or stands twice, and a value that the option does not take; SEGBIAS_USAGE where it cannot be opened;
 * SEGBIAS_SYSTEM for memory. */
enum segbias_status segbias_policy_file_read(const struct segbias_compare_options *given,
                                             struct segbias_policy_file *file, struct segbias_error *error);
/* Whether the bytes are such a file; an error's place is in `path`. Errors: SEGBIAS_USAGE, SEGBIAS_SYSTEM. */
enum segbias_status segbias_policy_file_check(struct segbias_label bytes, const char *path,
                                              struct segbias_error *error);
void segbias_policy_file_release(struct segbias_policy_file *file);

enum {
	SEGBIAS_OPTION_COUNT = sizeof((const char[]){
#define OPTION(field, kind, letter, name, argument, group, help) 0,
#include <segbias/options.def>
#undef OPTION
	})
};

/* The value of the option at `index` of <segbias/options.def>, borrowed. */
struct segbias_option_value {
	const char *name; /* NULL: it is not given, or says nothing of the result (how it is made, which policy) */
	const char *const *texts; /* [count]: one where it is no list; none of a flag */
	size_t count;
	bool flag, list;
};
struct segbias_option_value segbias_option_value(const struct segbias_compare_options *options, size_t index);

#endif
