/* Room: analysis. What the four-fifths rule makes of a group's impact ratio: 29 CFR 1607.4D, with its guards.
 *
 * Pure arithmetic. Does not belong here: where rates, ratios and q come from.
 */
#ifndef SEGBIAS_ANALYSIS_FOUR_FIFTHS_H
#define SEGBIAS_ANALYSIS_FOUR_FIFTHS_H

#include <stdbool.h>

#define SEGBIAS_FOUR_FIFTHS .8

/* Whether the lower of two rates becomes the higher with one more selected in its group and one fewer in the other:
 * (k + 1) / n > (k_top - 1) / n_top. false where the rate is not the lower one, or such persons are not there.
 * source: Questions and Answers on the Uniform Guidelines, 44 FR 11996 (1979), answer 21. */
bool segbias_four_fifths_flips(double k, double n, double k_top, double n_top);

enum segbias_four_fifths_verdict {
	SEGBIAS_FOUR_FIFTHS_OK,
	SEGBIAS_FOUR_FIFTHS_SIGNIFICANT, /* at four fifths or over, and shown to be selected less often than all others */
	SEGBIAS_FOUR_FIFTHS_UNTESTED,    /* under four fifths from here on; there is no q */
	SEGBIAS_FOUR_FIFTHS_ABOVE, /* selected as often as all others together, or more: p shows no disadvantage */
	SEGBIAS_FOUR_FIFTHS_NOT_SHOWN,
	SEGBIAS_FOUR_FIFTHS_FLIP,      /* shown, and one person turns it */
	SEGBIAS_FOUR_FIFTHS_PRACTICAL, /* at four fifths or over, shown, and it matters */
	SEGBIAS_FOUR_FIFTHS_BREACH,
};

struct segbias_four_fifths {
	double rate, top; /* of the group, and of that which its ratio is to */
	double rest;      /* of all others together; NaN: there are none */
	double ratio;     /* NaN: there is none */
	double q;         /* of the group against all others, in both directions; NaN: not tested */
	bool flip;
};

/* `practical`: NaN, or the least difference of the two rates from which on one that is shown breaches although its ratio is not under
 * four fifths (0: any). A ratio of four fifths but for rounding is not under it. */
enum segbias_four_fifths_verdict segbias_four_fifths_judge(const struct segbias_four_fifths *group, double alpha,
                                                           double practical);

#endif
