#include "analysis/four_fifths.h"

#include <math.h>

/* What is an edge but for rounding is it. */
static const double EDGE = 1e-12;

bool segbias_four_fifths_flips(double k, double n, double k_top, double n_top)
{
	bool lower = n > 0 && n_top > 0 && k * n_top < k_top * n;
	return lower && k_top >= 1 && k + 1 <= n && (k + 1) * n_top > (k_top - 1) * n;
}

static enum segbias_four_fifths_verdict judge_low(const struct segbias_four_fifths *group, double alpha)
{
	if (isnan(group->q))
		return SEGBIAS_FOUR_FIFTHS_UNTESTED;
	if (group->rate >= group->rest)
		return SEGBIAS_FOUR_FIFTHS_ABOVE;
	if (!(group->q <= alpha))
		return SEGBIAS_FOUR_FIFTHS_NOT_SHOWN;
	return group->flip ? SEGBIAS_FOUR_FIFTHS_FLIP : SEGBIAS_FOUR_FIFTHS_BREACH;
}

enum segbias_four_fifths_verdict segbias_four_fifths_judge(const struct segbias_four_fifths *group, double alpha,
                                                           double practical)
{
	if (isnan(group->ratio) || group->ratio >= 1)
		return SEGBIAS_FOUR_FIFTHS_OK;
	if (group->ratio < SEGBIAS_FOUR_FIFTHS - EDGE)
		return judge_low(group, alpha);
	if (!(group->q <= alpha) || group->rate >= group->rest)
		return SEGBIAS_FOUR_FIFTHS_OK;
	return group->top - group->rate >= practical - EDGE ? SEGBIAS_FOUR_FIFTHS_PRACTICAL
	                                                    : SEGBIAS_FOUR_FIFTHS_SIGNIFICANT;
}
