/* Sample size for a share against the edge of the tolerance band, and the normal quantile.
 *
 * source: Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, 3rd ed., 2.5 (one sample).
 */
#include "stats/stats.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

/* P(Z > z) of 80 % power. */
static const double POWER_TAIL = .2;
/* A share this close to the edge (relative) is at it. */
static const double EDGE = 1e-12;
static const double COUNT_MAX = 9007199254740992.;

double segbias_normal_upper_quantile(double tail)
{
	if (!(tail >= 0 && tail <= 1))
		return NAN;
	return gsl_cdf_ugaussian_Qinv(tail);
}

/* The edge that the index x / r has to be told from; a share of 1 or more is none. NaN: no candidate. */
static double edge_of(double x, double r, double low, double high)
{
	double index = x / r;
	bool lower = index < low || (index <= high && fabs(index - low) <= fabs(high - index));
	double edge = lower ? low : high;
	if (r * edge >= 1)
		edge = lower ? high : low;
	return r * edge >= 1 ? NAN : edge;
}

double segbias_power_n_needed(double x, double r, double low, double high, double alpha)
{
	if (!(x >= 0 && x <= 1 && r > 0 && low > 0 && high >= low && alpha > 0 && alpha < 1))
		return NAN;
	double e = r * edge_of(x, r, low, high);
	if (isnan(e) || fabs(x - e) <= EDGE * e)
		return NAN;
	double z_alpha = segbias_normal_upper_quantile(alpha / 2);
	double z_power = segbias_normal_upper_quantile(POWER_TAIL);
	double root = (z_alpha * sqrt(e * (1 - e)) + z_power * sqrt(x * (1 - x))) / (x - e);
	double n = ceil(root * root);
	return n <= COUNT_MAX ? n : NAN;
}

struct segbias_power segbias_ratio_power(const struct segbias_ratio *ratio)
{
	struct segbias_power power = {.n = ratio->n, .r = ratio->r};
	if (ratio->kind == SEGBIAS_KIND_SAMPLE)
		power.variance = ratio->m > 0 ? ratio->r * (1 - ratio->r) / ratio->m : NAN;
	else if (ratio->kind == SEGBIAS_KIND_MARGIN)
		power.variance = ratio->se * ratio->se;
	else if (ratio->kind == SEGBIAS_KIND_BASE)
		power.base = ratio->N;
	return power;
}

static double inverse(double base)
{
	return base > 0 ? 1 / base : 0;
}

/* With V(x) = x (1 - x) part + more and g = z_alpha sqrt(V(e)), the x where |x - e| - g = z_power sqrt(V(x)) are the roots
 * of (1 + c) x^2 - (2 h + c) x + h^2 - z_power^2 more, with c = z_power^2 part and h = e - g below, e + g above. */
struct power_edge {
	double e, g, part, more, z_power;
};

static double detectable_under(const struct power_edge *edge)
{
	double h = edge->e - edge->g;
	double rest = edge->z_power * sqrt(edge->more);
	if (!(edge->e < 1 && h >= rest))
		return NAN;
	double c = edge->z_power * edge->z_power * edge->part;
	double b = 2 * h + c;
	double last = (h - rest) * (h + rest);
	/* The smaller root from the larger one: no digits cancel. */
	return 2 * last / (b + sqrt(fmax(b * b - 4 * (1 + c) * last, 0)));
}

static double detectable_over(const struct power_edge *edge)
{
	double h = edge->e + edge->g;
	double rest = edge->z_power * sqrt(edge->more);
	if (!(edge->e < 1 && 1 - h >= rest))
		return NAN;
	double c = edge->z_power * edge->z_power * edge->part;
	double b = 2 * h + c;
	return (b + sqrt(fmax(b * b - 4 * (1 + c) * (h - rest) * (h + rest), 0))) / (2 * (1 + c));
}

void segbias_power_detectable(const struct segbias_power *power, double low, double high, double alpha, double *under,
                              double *over)
{
	*under = *over = NAN;
	if (!(power->n > 0 && power->r > 0 && power->r < 1 && power->variance >= 0 &&
	      (power->base == 0 || power->base > power->n) && low > 0 && high >= low && alpha > 0 && alpha < 1))
		return;
	double z_alpha = segbias_normal_upper_quantile(alpha / 2);
	struct power_edge edge = {.part = 1 / power->n - inverse(power->base),
	                          .z_power = segbias_normal_upper_quantile(POWER_TAIL)};
	for (int side = 0; side < 2; side++) {
		double rho = side ? high : low;
		edge.e = rho * power->r;
		edge.more = rho * rho * power->variance;
		edge.g = z_alpha * sqrt(fmax(edge.e * (1 - edge.e), 0) * edge.part + edge.more);
		*(side ? over : under) = side ? detectable_over(&edge) : detectable_under(&edge);
	}
}

double segbias_power_settling(const struct segbias_power *power, double x, double low, double high, double alpha)
{
	enum { HALVINGS = 200 };
	if (!(x >= 0 && x <= 1 && power->r > 0 && power->variance >= 0 && power->base >= 0 && low > 0 && high >= low &&
	      alpha > 0 && alpha < 1))
		return NAN;
	double e = power->r * edge_of(x, power->r, low, high);
	double gap = fabs(x - e);
	if (isnan(e) || gap <= EDGE * e)
		return NAN;
	double z_alpha = segbias_normal_upper_quantile(alpha / 2);
	double z_power = segbias_normal_upper_quantile(POWER_TAIL);
	double more = (e / power->r) * (e / power->r) * power->variance;
	/* 1 / n - 1 / base without the reference's error; with it, less. */
	double root = gap / (z_alpha * sqrt(e * (1 - e)) + z_power * sqrt(x * (1 - x)));
	double high_part = root * root;
	double low_part = more > 0 ? 0 : high_part;
	if ((z_alpha + z_power) * sqrt(more) >= gap)
		return NAN;
	for (int i = 0; i < HALVINGS && high_part - low_part > 1e-14 * high_part; i++) {
		double part = low_part + (high_part - low_part) / 2;
		double reach = z_alpha * sqrt(e * (1 - e) * part + more) + z_power * sqrt(x * (1 - x) * part + more);
		*(reach <= gap ? &low_part : &high_part) = part;
	}
	double n = ceil((1 - 1e-12) / (low_part + inverse(power->base)));
	return n <= COUNT_MAX ? n : NAN;
}

double segbias_normal_upper(double z)
{
	return isnan(z) ? NAN : gsl_cdf_ugaussian_Q(z);
}
