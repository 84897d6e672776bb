/* Room: analysis. The questions of an audit: who is selected, by group. */
#ifndef SEGBIAS_ANALYSIS_AUDIT_H
#define SEGBIAS_ANALYSIS_AUDIT_H

#include "analysis/selection.h"
#include "match/selection.h"

struct segbias_publish_sets;

/* What an audit sees: the one file, poured as a reference, and its attributes. */
struct segbias_audit_input {
	struct segbias_analysis_input
	    base; /* of it `campaign` is the file's tally, too, and there is the whole file only */
	const struct segbias_audit_columns *columns;
	bool weighted; /* records have weights */
};

/* Records by what was decided, of a group. */
struct segbias_decided {
	struct segbias_cell selected, others, missing;
};

/* The groups of an item of --attributes, or of an attribute: all combinations of the values of its parts. */
struct segbias_audit_groups {
	struct segbias_label name;                                   /* "sex*race" */
	const struct segbias_attribute *parts[SEGBIAS_CROSSING_MAX]; /* [part_count] */
	size_t part_count;
	size_t count;                   /* of the combinations */
	struct segbias_decided *groups; /* [count], by combination: the last part's value changes first */
	struct segbias_decided unknown; /* at least one of the values is */
	/* --publish: [count + 1], by combination, and the unknown; NULL: all is shown. */
	bool *withheld;   /* how many are selected, and how many are not */
	bool *unnumbered; /* how many both are, too */
};

/* What is audited, in the order of --attributes, else of the file. Lives in the arena. Errors: SEGBIAS_DATA for an attribute that
 * is none, and for more combinations than can be told. */
enum segbias_status segbias_audit_list(const struct segbias_audit_input *input, struct segbias_arena *arena,
                                       struct segbias_audit_groups **list, size_t *count, struct segbias_error *error);

/* Which of them are withheld by the policy's K; in the arena. Errors: SEGBIAS_DATA where nothing can be shown; SEGBIAS_SYSTEM. */
enum segbias_status segbias_audit_withhold(const struct segbias_audit_input *input, struct segbias_arena *arena,
                                           struct segbias_audit_groups *groups, struct segbias_error *error);

/* Anew, where another column tells how many each set of them has: sets[count + 1]. *open: that cannot be done. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_audit_withhold_sets(double least, const struct segbias_audit_groups *groups,
                                                const struct segbias_publish_sets *sets, bool *open,
                                                struct segbias_error *error);

bool segbias_audit_withholds(const struct segbias_audit_groups *groups);

/* Whether two of them tell of each other, of which one withholds something; each is of one column. Errors: SEGBIAS_DATA where they do, and
 * cannot be withheld together; SEGBIAS_SYSTEM. */
enum segbias_status segbias_audit_check_nested(const struct segbias_audit_input *input,
                                               const struct segbias_audit_groups *list, size_t count,
                                               struct segbias_error *error);

/* Which value of each part a combination has. */
void segbias_audit_values(const struct segbias_audit_groups *groups, size_t combination,
                          size_t values[static SEGBIAS_CROSSING_MAX]);

/* Rates, ratios, tests and statuses of all groups. Errors: SEGBIAS_DATA for --against that is none. */
enum segbias_status segbias_analyse_selected(const struct segbias_audit_input *input, struct segbias_findings *findings,
                                             struct segbias_error *error);

/* Values of an attribute that say that it is not known: an error where groups are judged, else a warning. Errors: SEGBIAS_DATA, SEGBIAS_SYSTEM. */
enum segbias_status segbias_audit_unknown(const struct segbias_audit_input *input, bool judged,
                                          struct segbias_findings *findings, struct segbias_error *error);

/* Question: markers of a missing value that are so much of a group's or a stratum's column that they may be a value of it. */
void segbias_audit_markers(const struct segbias_audit_input *input, struct segbias_findings *findings);

/* What the policy makes of them: status, breaches, message. Errors: SEGBIAS_DATA where nothing could be
 * judged and nothing is to be undecided; SEGBIAS_SYSTEM. */
enum segbias_status segbias_audit_judge(const struct segbias_policy *policy, struct segbias_findings *findings,
                                        struct segbias_error *error);

#endif
