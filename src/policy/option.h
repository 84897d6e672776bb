/* Room: policy. The options of a comparison as data (<segbias/options.def>), and which of them exclude each other
 * (excludes.def).
 */
#ifndef SEGBIAS_POLICY_OPTION_H
#define SEGBIAS_POLICY_OPTION_H

#include <segbias/compare.h>

enum segbias_option_kind { SEGBIAS_OPTION_TEXT, SEGBIAS_OPTION_LIST, SEGBIAS_OPTION_FLAG };

struct segbias_option {
	const char *name; /* as on the command line, without dashes */
	enum segbias_option_kind kind;
	size_t offset;        /* of its field in struct segbias_compare_options */
	const char *argument; /* as its help shows it; NULL: it takes none */
};

enum {
	SEGBIAS_OPTION_COUNT = sizeof((const char[]){
#define OPTION(field, kind, letter, name, argument, group, help) 0,
#include <segbias/options.def>
#undef OPTION
	})
};

extern const struct segbias_option segbias_options[SEGBIAS_OPTION_COUNT];

/* The option's place in the table; SEGBIAS_OPTION_COUNT: there is none. */
size_t segbias_option_find(const char *name);
bool segbias_option_is_given(const struct segbias_compare_options *options, size_t index);
void segbias_option_copy(struct segbias_compare_options *to, const struct segbias_compare_options *from, size_t index);

/* Two options that exclude each other, and why. */
struct segbias_exclusion {
	const char *option, *other;
	const char *but; /* a value of the other that does not; NULL: none */
	const char *why;
};

/* [segbias_exclusion_count] */
extern const struct segbias_exclusion segbias_exclusions[];
extern const size_t segbias_exclusion_count;

/* Whether the values that the options have there, one in each of the structs, exclude each other. */
bool segbias_options_exclude(const struct segbias_exclusion *exclusion, const struct segbias_compare_options *option,
                             const struct segbias_compare_options *other);

/* The value of an option, borrowed. */
struct segbias_option_value {
	const char *name; /* NULL: it is not given, or says nothing of the result (how it is made, which policy) */
	const char *const *texts; /* [count]: one where it is no list; none of a flag */
	size_t count;
	bool flag, list;
};
struct segbias_option_value segbias_option_value(const struct segbias_compare_options *options, size_t index);

/* Whether the option is given in both, in the same words. */
bool segbias_option_same(const struct segbias_compare_options *a, const struct segbias_compare_options *b,
                         size_t index);

/* The same, or in other words that mean the same (policy_same.c). Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_policy_option_same(const struct segbias_compare_options *a,
                                               const struct segbias_compare_options *b, size_t index, bool *same,
                                               struct segbias_error *error);

#endif
