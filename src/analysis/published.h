/* Question: which counts of a result that was kept are not to be published, also beside what was published of other results? Counts of
 * records only: of persons, and of sums of weights, the result holds too little to tell. DEFINITIONS.md, "Reviews". */
#ifndef SEGBIAS_ANALYSIS_PUBLISHED_H
#define SEGBIAS_ANALYSIS_PUBLISHED_H

#include "analysis/published_counts.h"

/* What is withheld of a result. */
struct segbias_withholding {
	double least;       /* K */
	size_t value_count; /* counted over all comparisons */
	size_t comparison_count;
	bool *values;                     /* [value_count] */
	bool *missing, *unmatched, *rows; /* [comparison_count]; rows: nothing of the group is published */
};

/* A result of which something was published, or is to be: its counts, and what of them is withheld. */
struct segbias_published_run {
	struct segbias_counted counts;
	struct segbias_withholding withheld;
};

struct segbias_published_others {
	const struct segbias_published_run **items; /* [count] */
	size_t count;
};

/* The counts of a result, in the arena. Errors: SEGBIAS_DATA for what cannot be protected; SEGBIAS_SYSTEM. */
enum segbias_status segbias_published_count(const struct segbias_findings *result, struct segbias_arena *arena,
                                            struct segbias_counted *out, struct segbias_error *error);

/* Nothing withheld, in the arena. false: out of memory. */
bool segbias_published_init(struct segbias_withholding *out, double least, size_t values, size_t comparisons,
                            struct segbias_arena *arena);

/* Everything is. */
void segbias_published_hide(struct segbias_withholding *published);

/* What is to be withheld of the result, in the arena. Where the counts of a group are those of a result that is published already, who
 * compares both must learn no more: a table that is the same throughout is withheld as it was; of another nothing is published; and a
 * group that was not published is not. Errors: SEGBIAS_DATA for what cannot be protected; SEGBIAS_SYSTEM. */
enum segbias_status segbias_published_find(const struct segbias_findings *result, double least,
                                           const struct segbias_published_others *others, struct segbias_arena *arena,
                                           struct segbias_published_run *out, struct segbias_error *error);

/* Takes it out of the result; verdicts: and judges again by what is left. Errors: SEGBIAS_SYSTEM, also where it is of another one
 * ("published_unfit"). */
enum segbias_status segbias_published_apply(const struct segbias_withholding *published, bool verdicts,
                                            struct segbias_findings *result, struct segbias_error *error);

/* Says that. Returns SEGBIAS_SYSTEM. */
enum segbias_status segbias_published_unfit(struct segbias_error *error);

#endif
