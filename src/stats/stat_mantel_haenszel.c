/* 2 x 2 tables in strata: the common odds ratio, its test and limits, and the test of equal odds ratios.
 *
 * source: Mantel and Haenszel (1959), as in R mantelhaen.test(correct = FALSE); Robins, Breslow and Greenland,
 * Biometrics 42 (1986), for the limits; Breslow and Day (1980) with the correction of Tarone, Biometrika 72 (1985).
 */
#include "base/sum.h"
#include "stats/stats.h"

#include <math.h>

/* With cells that are 0 or between these, no product or quotient below leaves the range of doubles. */
static const double CELL_MIN = 1e-20;
static const double CELL_MAX = 1e20;

/* Everything is a sum over the strata, taken exactly: their order changes nothing. */
enum sum_of {
	SUM_A,
	SUM_B,
	SUM_C,
	SUM_D,
	SUM_EXCESS,   /* of a over its expectation */
	SUM_VARIANCE, /* of a */
	SUM_R,        /* a d / n */
	SUM_S,        /* b c / n */
	SUM_PR,       /* with P = (a + d) / n, and Q = 1 - P */
	SUM_MIXED,    /* P S + Q R */
	SUM_QS,
	SUM_GAP,          /* of a over its expectation at the common odds ratio */
	SUM_GAP_VARIANCE, /* of that */
	SUM_GAP_SQUARES,  /* gap^2 / variance */
	SUMS
};

struct sums {
	struct segbias_sum sum[SUMS];
	double used; /* strata that say something */
};

static void sums_release(struct sums *sums)
{
	for (size_t i = 0; i < SUMS; i++)
		segbias_sum_release(&sums->sum[i]);
	*sums = (struct sums){0};
}

static double value(const struct sums *sums, enum sum_of which)
{
	return segbias_sum_value(&sums->sum[which]);
}

static bool add(struct sums *sums, enum sum_of which, double x)
{
	return segbias_sum_add(&sums->sum[which], x);
}

static bool valid_cell(double x)
{
	return x == 0 || (x >= CELL_MIN && x <= CELL_MAX);
}

static bool valid(const struct segbias_table_2x2 *x)
{
	return valid_cell(x->a) && valid_cell(x->b) && valid_cell(x->c) && valid_cell(x->d);
}

static double size(const struct segbias_table_2x2 *x)
{
	return x->a + x->b + x->c + x->d;
}

static bool informative(const struct segbias_table_2x2 *x)
{
	return x->a + x->b > 0 && x->c + x->d > 0 && x->a + x->c > 0 && x->b + x->d > 0 && size(x) > 1;
}

/* a d - b c, without losing what two large products have in common. */
static double determinant(const struct segbias_table_2x2 *x)
{
	double product = x->b * x->c;
	return fma(x->a, x->d, -product) + fma(-x->b, x->c, product);
}

/* Infinite where only `above` is over 0. */
static double ratio_of(double above, double below)
{
	if (below > 0)
		return above / below;
	return above > 0 ? INFINITY : NAN;
}

/* The stratum in every sum that needs no common odds ratio. */
static bool add_stratum(struct sums *sums, const struct segbias_table_2x2 *x)
{
	if (!add(sums, SUM_A, x->a) || !add(sums, SUM_B, x->b) || !add(sums, SUM_C, x->c) || !add(sums, SUM_D, x->d))
		return false;
	if (!informative(x))
		return true;
	sums->used++;
	double n = size(x);
	double p = (x->a + x->d) / n;
	double q = (x->b + x->c) / n;
	double r = x->a * x->d / n;
	double s = x->b * x->c / n;
	double margins = ((x->a + x->b) * (x->c + x->d) / n) * ((x->a + x->c) * (x->b + x->d) / n);
	return add(sums, SUM_EXCESS, determinant(x) / n) && add(sums, SUM_VARIANCE, margins / (n - 1)) &&
	       add(sums, SUM_R, r) && add(sums, SUM_S, s) && add(sums, SUM_PR, p * r) &&
	       add(sums, SUM_MIXED, p * s + q * r) && add(sums, SUM_QS, q * s);
}

/* The table with the margins of x and the odds ratio 1 + over, over >= 0. Each cell is a root of a quadratic, written
 * so that nothing cancels; of b and c the smaller one, from which the other is as far as in x. */
static struct segbias_table_2x2 expected_of(const struct segbias_table_2x2 *x, double over)
{
	double n = size(x);
	double row1 = x->a + x->b, row2 = x->c + x->d;
	double column1 = x->a + x->c, column2 = x->b + x->d;
	double apart = fabs(x->b - x->c);
	double root = sqrt(n * n + 2 * over * (row1 * column2 + column1 * row2) + over * apart * (over * apart));
	double least = 2 * fmin(row1 * column2, row2 * column1) / (n + over * apart + root);
	struct segbias_table_2x2 expected = {
	    2 * (1 + over) * row1 * column1 / (n + over * (row1 + column1) + root),
	    least + (x->b > x->c ? apart : 0),
	    least + (x->b > x->c ? 0 : apart),
	    2 * (1 + over) * row2 * column2 / (n + over * (row2 + column2) + root),
	};
	return expected;
}

/* All four cells are as far from their expectation; the smallest one is known best. */
static double gap_of(const struct segbias_table_2x2 *x, const struct segbias_table_2x2 *expected)
{
	double least = fmin(fmin(expected->a, expected->b), fmin(expected->c, expected->d));
	if (least == expected->a)
		return x->a - expected->a;
	if (least == expected->b)
		return expected->b - x->b;
	if (least == expected->c)
		return expected->c - x->c;
	return x->d - expected->d;
}

/* The stratum in the sums of the test of equal odds ratios. Where the ratio is below 1 the columns change places: that
 * turns only the sign of the gaps, which are squared. */
static bool add_gap(struct sums *sums, const struct segbias_table_2x2 *stratum, double r, double s)
{
	struct segbias_table_2x2 x = *stratum;
	if (r < s)
		x = (struct segbias_table_2x2){stratum->b, stratum->a, stratum->d, stratum->c};
	struct segbias_table_2x2 expected = expected_of(&x, fabs(r - s) / fmin(r, s));
	double gap = gap_of(&x, &expected);
	double precision = 1 / expected.a + 1 / expected.b + 1 / expected.c + 1 / expected.d;
	return add(sums, SUM_GAP, gap) && add(sums, SUM_GAP_VARIANCE, 1 / precision) &&
	       add(sums, SUM_GAP_SQUARES, gap * gap * precision);
}

static bool test_equal(struct sums *sums, const struct segbias_table_2x2 *strata, size_t count,
                       struct segbias_mantel_haenszel *out)
{
	double r = value(sums, SUM_R);
	double s = value(sums, SUM_S);
	out->breslow_day_df = sums->used - 1;
	if (!(r > 0 && s > 0))
		return true;
	/* One ratio is its own mean: what rounding leaves of the gap is no statistic. */
	if (sums->used == 1) {
		out->breslow_day = 0;
		return true;
	}
	for (size_t i = 0; i < count; i++)
		if (informative(&strata[i]) && !add_gap(sums, &strata[i], r, s))
			return false;
	double gap = value(sums, SUM_GAP);
	out->breslow_day = fmax(0, value(sums, SUM_GAP_SQUARES) - gap * gap / value(sums, SUM_GAP_VARIANCE));
	out->breslow_day_p = segbias_chi2_upper(out->breslow_day, out->breslow_day_df);
	return true;
}

static void find_limits(const struct sums *sums, double alpha, struct segbias_mantel_haenszel *out)
{
	double r = value(sums, SUM_R);
	double s = value(sums, SUM_S);
	if (!(r > 0 && s > 0 && alpha > 0 && alpha < 1))
		return;
	double variance = value(sums, SUM_PR) / (2 * r * r) + value(sums, SUM_MIXED) / (2 * r * s) +
	                  value(sums, SUM_QS) / (2 * s * s);
	double width = segbias_normal_upper_quantile(alpha / 2) * sqrt(variance);
	out->low = out->odds_ratio * exp(-width);
	out->high = out->odds_ratio * exp(width);
}

void segbias_mantel_haenszel(const struct segbias_table_2x2 *strata, size_t count, double alpha,
                             struct segbias_mantel_haenszel *out)
{
	const struct segbias_mantel_haenszel unknown = {NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
	*out = unknown;
	struct sums sums = {0};
	bool good = true;
	for (size_t i = 0; i < count && good; i++)
		good = valid(&strata[i]) && add_stratum(&sums, &strata[i]);
	if (!good)
		goto done;
	out->crude_odds_ratio =
	    ratio_of(value(&sums, SUM_A) * value(&sums, SUM_D), value(&sums, SUM_B) * value(&sums, SUM_C));
	if (sums.used == 0)
		goto done;
	double excess = value(&sums, SUM_EXCESS);
	out->odds_ratio = ratio_of(value(&sums, SUM_R), value(&sums, SUM_S));
	out->statistic = excess * excess / value(&sums, SUM_VARIANCE);
	out->p = segbias_chi2_upper(out->statistic, 1);
	find_limits(&sums, alpha, out);
	if (!test_equal(&sums, strata, count, out))
		*out = unknown;
done:
	sums_release(&sums);
}
