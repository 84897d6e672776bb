/* Room: analysis. The steps of the comparison: the sides of one attribute, the figures of one (segment, attribute), then
 * verdicts of a family. */
#ifndef SEGBIAS_ANALYSIS_COMPARE_H
#define SEGBIAS_ANALYSIS_COMPARE_H

#include "analysis/analysis.h"
#include "analysis/planning.h"
#include "analysis/side.h"

/* What all groups share of one attribute. Release in any case. */
struct segbias_sides {
	const struct segbias_analysis_input *input;
	const struct segbias_attribute *attribute;
	struct segbias_side reference;
	struct segbias_spreads *campaign; /* of persons; NULL: every record is one */
	struct segbias_planning *planning;
};

enum segbias_status segbias_sides_create(const struct segbias_analysis_input *input,
                                         const struct segbias_attribute *attribute, struct segbias_sides *sides,
                                         struct segbias_error *error);
void segbias_sides_release(struct segbias_sides *sides);

/* Fills everything but q, verdict and robust, and p where it is to be simulated. n_needed is filled of every value, whatever
 * its verdict. The values are allocated in the findings' arena. */
enum segbias_status segbias_comparison_measure(const struct segbias_sides *sides, const struct segbias_group *group,
                                               struct segbias_arena *arena, struct segbias_comparison *comparison,
                                               struct segbias_error *error);

/* The bound by the values' p: at a simulated p of at least this, p depends on this alone. */
double segbias_comparison_enough(const struct segbias_comparison *comparison);

/* The p of a comparison whose chi2 has this p by Monte Carlo. */
void segbias_comparison_simulated(struct segbias_comparison *comparison, double simulated);

/* Adjusts the families over all comparisons and gives the verdicts. */
enum segbias_status segbias_comparisons_judge(const struct segbias_policy *policy, struct segbias_findings *findings,
                                              struct segbias_error *error);

/* Fills what a campaign of policy->plan records could show; input->campaign is NULL. Errors: SEGBIAS_SYSTEM. */
segbias_analysis_run segbias_analyse_planned;

#endif
