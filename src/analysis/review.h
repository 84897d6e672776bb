/* Room: analysis. What of a period's run needs a decision, what is to be watched, and what has changed since the period before:
 * DEFINITIONS.md, "Reviews". */
#ifndef SEGBIAS_ANALYSIS_REVIEW_H
#define SEGBIAS_ANALYSIS_REVIEW_H

#include "findings/findings.h"
#include "policy/policy.h"

struct segbias_changed_list; /* findings/change.h */

/* A group's past; the last is this period's. */
struct segbias_series {
	double index[SEGBIAS_REVIEW_PERIODS]; /* NaN: it has none */
	double
	    level[SEGBIAS_REVIEW_PERIODS]; /* the same by this period's reference, so that another census is no run */
	enum segbias_verdict verdict[SEGBIAS_REVIEW_PERIODS];
	/* The periods that limits stand on, in order of time: of effective sizes where they are weighted. */
	double *x, *n;
	size_t count;
	bool weighted;
};

/* Judges each group by the control limits of its past, with all as one family, and says so of its segment: DEFINITIONS.md. After
 * segbias_review_judge. false: no memory. */
bool segbias_review_limit(const struct segbias_series *series, struct segbias_findings *now,
                          struct segbias_review *out);

/* By what a group of a result was judged, by the settings that it was read back with: a segment's own band stands above an attribute's, and
 * that of a protected group within either. */
struct segbias_limits segbias_review_band(const struct segbias_settings *settings, struct segbias_label segment,
                                          struct segbias_label attribute, struct segbias_label value);

/* On which side of that band its index lies: 1 above, -1 below, 0 inside, or so near to an edge (of an index) as that. */
int segbias_review_side(const struct segbias_settings *settings, const struct segbias_comparison *comparison,
                        const struct segbias_value_finding *value, double near);

/* Adds a signal of a group to its segment, which is watched if nothing else is said of it. */
void segbias_review_signal(struct segbias_review *review, struct segbias_label segment, struct segbias_label attribute,
                           struct segbias_label value, const char *word);

/* Lists for each segment of the review the compared columns that are shown to be incomplete, by the lists of `told` and of `earlier`, the period
 * before (NULL: nothing is told of it); a segment that is fine is undecided where what is missing could undo it. In the arena of `now`. Of a
 * run that is published only columns of which `now` has the counts. false: no memory. */
bool segbias_review_incomplete(const struct segbias_findings *told, const struct segbias_findings *earlier,
                               struct segbias_findings *now, struct segbias_review *review);

/* Why no change of the two can be tested, whatever their counts are: one campaign, read otherwise, or --within. */
enum segbias_change_lack segbias_review_lack(const struct segbias_findings *now, const struct segbias_findings *before);

/* As a sentence; NULL: it has another one. */
const char *segbias_review_why(enum segbias_change_lack lack);

/* Whether the change for the better is one whatever the values are of so many more records as are unknown in one of the two runs: `was` is the
 * group in the earlier one. */
bool segbias_review_stays(const struct segbias_change *row, const struct segbias_comparison *before,
                          const struct segbias_value_finding *was);

/* Whether two runs mean one value, though its spelling, its word or the form of its band is another one. */
bool segbias_review_same_value(struct segbias_label a, struct segbias_label b);

/* Whether both looked at the records of the same values (--within), in whatever order and however they are written; else no share of one is
 * compared with the other's. */
bool segbias_review_same_within(const struct segbias_settings *a, const struct segbias_settings *b);

/* Whether a group's shares of an attribute are of the same values in both runs, or of values that have as much of the reference together, as
 * where only bands are cut otherwise: a census with a value more makes every share a share of something else. */
bool segbias_review_same_values(const struct segbias_comparison *now, const struct segbias_comparison *before);

/* By the reference of `now`: shares of `before` are compared by it, so that another census is no change of targeting, and where it has
 * other values among those that both have (`common` of either's comparisons). *old: the reference share that each group of `now` would
 * have to have for its index to be that by the former reference [values of `now`], NaN where there was none or it is the same; to be
 * freed, with NULL for no memory. */
void segbias_review_rebase(struct segbias_findings *now, struct segbias_findings *before, double **old);

/* Calls the attributes and the values of `past` as `now` does, where the campaign's column has another name: the same but for its spelling, a synonym, or
 * one that was compared with the same column of the reference; the value is one by another spelling, a synonym or the same band. Its labels are then those of `now`. list: gets each, with labels of
 * both; NULL: nobody asks. false: `now` has attributes that `past` still lacks. */
bool segbias_review_rename(const struct segbias_findings *now, struct segbias_findings *past,
                           struct segbias_changed_list *list);

/* Puts what was renamed before what else has changed, in the arena, as `past` may be freed. false: no memory. */
bool segbias_review_join_renamed(const struct segbias_changed_list *renamed, struct segbias_arena *arena,
                                 struct segbias_baseline *baseline);

/* Of a gate: segbias_change_limit and segbias_change_find, with the attributes and values of `before` called as those of `now`: one that
 * another reference spells otherwise would be tested by nobody, without a word. */
enum segbias_status segbias_review_since(const struct segbias_policy *policy, struct segbias_findings *before,
                                         struct segbias_findings *now, struct segbias_baseline *out,
                                         struct segbias_error *error);

/* Whether `past` has all attributes and values of `now` by the same names. */
bool segbias_review_same_names(const struct segbias_findings *now, const struct segbias_findings *past);

/* Fills the moves of *out. false: no memory. */
bool segbias_review_list_moves(const struct segbias_findings *before, const double *old, struct segbias_findings *now,
                               struct segbias_review *out);

/* By which changes of a run are tested: its own error rate and control. */
struct segbias_policy segbias_review_policy(const struct segbias_findings *now);

/* Fills segments and changes of *out, in the arena of `now`, which is what a run of compare has found, read back. `before`: that of the period before; NULL: there is
 * none; it is rebased. `series`: [values of `now`, counted over all comparisons]. Its notes say where no change can be tested.
 * Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_review_judge(struct segbias_findings *before, const struct segbias_series *series,
                                         struct segbias_findings *now, struct segbias_review *out,
                                         struct segbias_error *error);

#endif
