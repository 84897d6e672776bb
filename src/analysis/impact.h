/* Room: analysis. The impact ratios of groups by their selection rates, and what the four-fifths rule makes of them.
 *
 * Pure arithmetic on counts. Does not belong here: where counts and q come from.
 */
#ifndef SEGBIAS_ANALYSIS_IMPACT_H
#define SEGBIAS_ANALYSIS_IMPACT_H

#include <stdbool.h>
#include <stddef.h>

#define SEGBIAS_FOUR_FIFTHS .8

/* A group. In: n, selected, records of it and those of them that were selected (0 <= selected <= n). Out: the rest. */
struct segbias_impact {
	double n, selected;
	double rate; /* NaN where n is 0 */
	double rest; /* the rate of all other groups together; NaN where they have no records */
	double
	    ratio; /* of the rate to that of the group `top`; NaN: excluded, without records, or the top's rate is 0 */
	bool excluded; /* a smaller share of all n than min_share */
	bool flip;     /* one different person selected turns a lower rate than the top's into a higher one */
};

enum { SEGBIAS_IMPACT_BY_RATE = -1 }; /* for `against` */

/* Fills the rates and ratios of the groups of one attribute. `against`: the group that the others are compared with, or
 * SEGBIAS_IMPACT_BY_RATE for the one of the highest rate that is not excluded (of several the one with the most records, then the
 * first). Groups under `min_share` (0: none) of the records of all groups are excluded; a share that is it but for rounding is not.
 * Returns the group compared with; `count` where there is none: it is excluded, has no records, or nobody is selected.
 * source: 29 CFR 1607.4D; 6 RCNY 5-301 (a category that is left out is not compared with). */
size_t segbias_impact_ratios(struct segbias_impact *groups, size_t count, double min_share, long against);

/* Whether the lower of two rates becomes the higher with one more selected in its group and one fewer in the other:
 * (k + 1) / n > (k_top - 1) / n_top. false where the rate is not the lower one, or such persons are not there.
 * source: Questions and Answers on the Uniform Guidelines, 44 FR 11996 (1979), answer 21. */
bool segbias_impact_flips(double k, double n, double k_top, double n_top);

/* ok; significant: at four fifths or over and q <= alpha; small: under four fifths without evidence; flip: with evidence, and one
 * person turns it; above: under four fifths of one group, and shown to be selected more often than all others together; breach. */
enum segbias_impact_status {
	SEGBIAS_IMPACT_OK,
	SEGBIAS_IMPACT_SIGNIFICANT,
	SEGBIAS_IMPACT_SMALL,
	SEGBIAS_IMPACT_FLIP,
	SEGBIAS_IMPACT_ABOVE,
	SEGBIAS_IMPACT_BREACH,
};

/* What makes a breach. `practical`: NaN, or the least difference of the rates from which on a significant one breaches although
 * its ratio is not under four fifths (0: any). */
struct segbias_impact_rule {
	double alpha, practical;
};

/* Of a group with its ratio and q (NaN: not tested) against all others; `top_rate`: of the group compared with. A ratio of four
 * fifths but for rounding is not under it. Where the rate is the highest (ratio 1 and over) it is ok. q is of a test in both
 * directions against all others: where the group is selected more often than they are, it is no evidence of a disadvantage. */
enum segbias_impact_status segbias_impact_judge(const struct segbias_impact *group, double top_rate, double q,
                                                const struct segbias_impact_rule *rule);

#endif
