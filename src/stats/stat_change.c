/* Whether a share is another one than in an earlier run: of two independent binomials, their ratio against the one that the
 * reference shares have by themselves.
 *
 * source: Fisher's exact test; else Miettinen and Nurminen's score corrected for skewness (stat_score.c), and where few are
 * expected Przyborowski and Wilenski's conditional test, Biometrika 31 (1940). DEFINITIONS.md "Change".
 */
#include "stats/stats.h"

#include <math.h>

/* Score tests are far too liberal where fewer records than this are expected. */
static const double EXPECTED_MIN = 10;

static bool valid(const struct segbias_share_change *change)
{
	const struct segbias_two_shares *s = &change->shares;
	return s->n1 > 0 && s->n0 > 0 && s->x1 >= 0 && s->x0 >= 0 && s->x1 <= s->n1 && s->x0 <= s->n0 &&
	       change->ratio > 0 && isfinite(change->ratio) && change->error1 >= 0 && change->error0 >= 0;
}

/* The earlier share if nothing has changed. */
static double null_share(const struct segbias_share_change *change)
{
	const struct segbias_two_shares *s = &change->shares;
	return fmin(1, (s->x1 + s->x0) / (s->n0 + change->ratio * s->n1));
}

/* Records that would tell an exact reference's index as well as n do against one with an error, at the share p: the relative
 * variance of share / reference share is (1 - p) / (p n) + error. */
static double size_with_error(double n, double p, double error)
{
	return error > 0 ? n * (1 - p) / (1 - p + n * p * error) : n;
}

/* The shares at these sizes. */
static struct segbias_two_shares shares_with_error(const struct segbias_share_change *change)
{
	struct segbias_two_shares s = change->shares;
	double p0 = null_share(change);
	double p1 = fmin(1, change->ratio * p0);
	double n1 = size_with_error(s.n1, p1, change->error1);
	double n0 = size_with_error(s.n0, p0, change->error0);
	return (struct segbias_two_shares){s.x1 / s.n1 * n1, n1, s.x0 / s.n0 * n0, n0};
}

static bool rare(const struct segbias_two_shares *s, double ratio)
{
	double p0 = (s->x1 + s->x0) / (s->n0 + ratio * s->n1);
	return fmin(s->n0, ratio * s->n1) * p0 < EXPECTED_MIN;
}

/* P(at least k) of k + K events that are ours with the odds own : other. */
static double upper(double k, double K, double own, double other)
{
	if (k == 0)
		return 1;
	if (own <= other)
		return segbias_beta_lower(own / (own + other), k, K + 1);
	return segbias_beta_upper(other / (own + other), K + 1, k);
}

double segbias_change_p(const struct segbias_share_change *change)
{
	if (!valid(change))
		return NAN;
	double ratio = change->ratio;
	const struct segbias_two_shares *counted = &change->shares;
	if (change->whole && ratio == 1 && change->error1 == 0 && change->error0 == 0)
		return segbias_hypergeometric_two_sided(counted->x1, counted->n1, counted->n1 + counted->n0,
		                                        counted->x1 + counted->x0);
	struct segbias_two_shares s = shares_with_error(change);
	if (!(s.n1 > 0 && s.n0 > 0))
		return 1; /* of a reference share of 1 that is not exact */
	if (ratio == 1 && s.x1 + s.x0 > .5 * (s.n1 + s.n0)) {
		/* Whether the share of all others has changed is the same question, and they are fewer. */
		s.x1 = s.n1 - s.x1;
		s.x0 = s.n0 - s.x0;
	}
	if (!rare(&s, ratio))
		return fmin(1, 2 * segbias_normal_upper(fabs(segbias_score_corrected(&s, ratio))));
	double own = ratio * s.n1;
	return fmin(1, 2 * fmin(upper(s.x1, s.x0, own, s.n0), upper(s.x0, s.x1, s.n0, own)));
}

void segbias_change_limits(const struct segbias_share_change *change, double alpha, double *low, double *high)
{
	*low = *high = NAN;
	if (!valid(change) || !(alpha > 0 && alpha < 1))
		return;
	struct segbias_two_shares s = shares_with_error(change);
	*low = 0;
	if (!(s.n1 > 0 && s.n0 > 0))
		return;
	if (!rare(&s, change->ratio)) {
		segbias_score_limits(&s, alpha, low, high);
	} else {
		double scale = s.n0 / s.n1;
		double tail = alpha / 2;
		/* Clopper and Pearson's, as odds: the share and what it lacks to 1, each with all its digits. */
		if (s.x1 > 0)
			*low = scale * segbias_beta_quantile(tail, s.x1, s.x0 + 1) /
			       segbias_beta_quantile_upper(tail, s.x0 + 1, s.x1);
		if (s.x0 > 0)
			*high = scale * segbias_beta_quantile_upper(tail, s.x1 + 1, s.x0) /
			        segbias_beta_quantile(tail, s.x0, s.x1 + 1);
	}
	*low /= change->ratio;
	*high /= change->ratio;
}
