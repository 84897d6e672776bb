/* Room: analysis. The steps of the comparison: the sides of one attribute, the figures of one (segment, attribute), then
 * verdicts of a family. */
#ifndef SEGBIAS_ANALYSIS_COMPARE_H
#define SEGBIAS_ANALYSIS_COMPARE_H

#include "analysis/analysis.h"
#include "analysis/planning.h"
#include "analysis/side.h"

/* The records of a part of a group, which are compared in the place of all: those in a stage of a funnel. Nothing is asked of
 * the attribute as a whole, nor what would settle a verdict. */
struct segbias_counts {
	const struct segbias_cell *cells; /* [values] */
	struct segbias_cell known, missing, unmatched;
	bool drawn; /* they are known to be drawn from the base, if that is what they are compared with */
	const struct segbias_cell *whole; /* [values], of the whole campaign */
	struct segbias_cell whole_known;
};

/* A share of the reference that is known within limits only, 0 <= low <= high, 0 < high. What is shown holds wherever it lies. */
struct segbias_share_limits {
	double low, high;
};

/* What all groups share of one attribute. Release in any case. */
struct segbias_sides {
	const struct segbias_analysis_input *input;
	const struct segbias_attribute *attribute;
	struct segbias_side reference;
	struct segbias_spreads *design; /* what the reference's products are borrowed from; NULL: every record is one */
	struct segbias_spreads *campaign; /* of persons; NULL: every record is one */
	struct segbias_cell *pool; /* [values] of the whole campaign, or of what may be seen of it; NULL: a plan */
	struct segbias_planning *planning;
	const struct segbias_counts *counts; /* borrowed; NULL: all records of a group are compared */
	const struct segbias_share_limits
	    *limits; /* borrowed, [values]; NULL: the reference's shares are as it has them */
};

enum segbias_status segbias_sides_create(const struct segbias_analysis_input *input,
                                         const struct segbias_attribute *attribute, struct segbias_sides *sides,
                                         struct segbias_error *error);
void segbias_sides_release(struct segbias_sides *sides);

/* Whether few records have most of the weight. Kish's size is how many records of one weight would be as many: of one record
 * that has nearly all of the weight the linearised variance shows nothing, and its size has no limit.
 * source: Kish, Survey Sampling (1965). */
bool segbias_side_is_uneven(const struct segbias_cell *known, const struct segbias_side *side, double least);

/* A reference against which no number of records comes to a verdict: few of its weighted respondents have most of the
 * weight; or a share may be anything (no test against it keeps its size far out: .0054 at .001 for se = .4 r). */
bool segbias_reference_is_uneven(const struct segbias_analysis_input *input, const struct segbias_attribute *attribute,
                                 const struct segbias_side *reference);
bool segbias_ratio_is_uncertain(const struct segbias_ratio *ratio);

enum { SEGBIAS_FITS_MAX = 32 };

/* Comparisons whose groups are to be tested against the sample together, so that its products are gone through once. They
 * own their sides. Zero-initialise, and release in any case. */
struct segbias_fits {
	struct segbias_comparison *comparison[SEGBIAS_FITS_MAX];
	struct segbias_side side[SEGBIAS_FITS_MAX];
	size_t count;
};

/* Takes the side, which is empty then. There is room for one more. */
void segbias_fits_add(struct segbias_fits *fits, struct segbias_comparison *comparison, struct segbias_side *side);

/* Tests them, and there are none left. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_fits_run(struct segbias_fits *fits, const struct segbias_side *reference,
                                     struct segbias_error *error);
void segbias_fits_release(struct segbias_fits *fits);

/* The test's chi2 (times `factor`), df and p of a comparison. */
void segbias_fit_take(struct segbias_comparison *comparison, const struct segbias_rao_scott *result, double factor);

/* Fills everything but q, verdict and robust, and p where it is to be simulated; chi2, df and p of a test against a sample
 * come with its fit, which is added. n_needed is filled of every value, whatever
 * its verdict. The values are allocated in the findings' arena. */
enum segbias_status segbias_comparison_measure(const struct segbias_sides *sides, const struct segbias_group *group,
                                               struct segbias_arena *arena, struct segbias_comparison *comparison,
                                               struct segbias_fits *fits, struct segbias_error *error);

/* The bound by the values' p: at a simulated p of at least this, p depends on this alone. */
double segbias_comparison_enough(const struct segbias_comparison *comparison);

/* The p of a comparison whose chi2 has this p by Monte Carlo. */
void segbias_comparison_simulated(struct segbias_comparison *comparison, double simulated);

/* Adjusts the families over all comparisons and gives the verdicts. */
enum segbias_status segbias_comparisons_judge(const struct segbias_policy *policy, struct segbias_findings *findings,
                                              struct segbias_error *error);

/* Fills what a campaign of policy->plan records could show; input->campaign is NULL. Errors: SEGBIAS_SYSTEM. */
segbias_analysis_run segbias_analyse_planned;

/* Leaves of a value what is a fact about this file: share, index, gap and shortfall. */
void segbias_value_leave_untested(struct segbias_value_finding *value);

#endif
