/* Room: policy. What an audit is asked for: who is selected, by what, in which groups. */
#ifndef SEGBIAS_POLICY_POLICY_AUDIT_H
#define SEGBIAS_POLICY_POLICY_AUDIT_H

#include "base/number.h"
#include "policy/option.h"
#include "values/list.h"

enum { SEGBIAS_CROSSING_MAX = 3 };

/* An item of --attributes: one attribute, or several that are crossed (A*B). */
struct segbias_crossing {
	struct segbias_label name; /* "sex*race" */
	struct segbias_label parts[SEGBIAS_CROSSING_MAX];
	size_t count;
};

struct segbias_audit_policy {
	struct segbias_pair
	    decision; /* column and value; left.bytes NULL: none; right.bytes NULL: words for yes and no */
	struct segbias_label score; /* bytes NULL: none … */
	double threshold;           /* … selected is it and what is above; NaN: none … */
	bool threshold_percent;     /* … which was written with a percent sign */
	bool median;                /* … selected is what is above the median of all scores */
	bool sided;                 /* … by a sign which end is selected was said … */
	bool lower;                 /* … it is the lower one: what is below in the place of above */
	struct segbias_pair label;  /* what came true, as the decision */
	struct segbias_pair
	    against; /* attribute (bytes NULL: any) and value; right.bytes NULL: the most selected group */
	struct segbias_label *given; /* [given_count] */
	size_t given_count;
	double min_share; /* 0: none */
	struct segbias_crossing
	    *crossings; /* [crossing_count], of --attributes, where they are crossed; none: all attributes */
	size_t crossing_count;
	/* what the policy file says of it */
	double practical; /* a significant difference of the rates from here on breaches, too; NaN: none does */
	bool unjudged;    /* the rule names no threshold */
	bool watches_few; /* the rule itself says what is made of few people: they are watched */
};

/* All of it but the crossings; labels live in the arena. Errors: SEGBIAS_USAGE, naming the option; SEGBIAS_SYSTEM. */
enum segbias_status segbias_policy_read_audit(const struct segbias_options *options, struct segbias_arena *arena,
                                              struct segbias_audit_policy *out, struct segbias_error *error);

enum { SEGBIAS_THRESHOLD_MAX = SEGBIAS_NUMBER_MAX + 8 };

/* Another threshold with the sign of this one, as it is typed. */
const char *segbias_threshold_show(const struct segbias_audit_policy *audit, double value, bool percent,
                                   char out[static SEGBIAS_THRESHOLD_MAX]);

struct segbias_policy;

/* The text of --attributes where attributes are crossed: A*B is a crossing, a name with * in it is quoted. Fills the crossings,
 * and as the policy's attributes their parts, each once. Errors: as above. */
enum segbias_status segbias_policy_cross_attributes(const char *text, struct segbias_policy *policy,
                                                    struct segbias_error *error);

/* Whether an item of --attributes is a crossing: a * outside of quotes. */
bool segbias_policy_crosses(struct segbias_label item);

/* The name without quotes that stand around it. */
struct segbias_label segbias_policy_unquoted(struct segbias_label name);

/* The text of --attributes where nothing is crossed, so that it means the same in a policy file: names that hold * are quoted. Errors:
 * SEGBIAS_SYSTEM. */
enum segbias_status segbias_policy_quote_names(const char *text, struct segbias_arena *arena, const char **out,
                                               struct segbias_error *error);

/* Attributes of a list without its crossings, whose parts stand for them: "sex*age,region" is "sex,age,region". *out NULL: the
 * list crosses none. Errors: SEGBIAS_USAGE, SEGBIAS_SYSTEM. */
enum segbias_status segbias_policy_uncross(const char *text, struct segbias_arena *arena, const char **out,
                                           struct segbias_error *error);

/* Whether two names, as --attributes has them, mean the same: of a crossing in any order. */
bool segbias_policy_named_same(struct segbias_label a, struct segbias_label b);

/* Whether --cross is asked of crossings that --attributes names. */
bool segbias_policy_names_crossings(const struct segbias_policy *policy);

#endif
