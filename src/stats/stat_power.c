/* Sample size for a share against the edge of the tolerance band, by the exact power of the binomial test; with the
 * reference's error or a finite base by the normal approximation, times what exact and normal differ by without them.
 *
 * source: Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, 3rd ed., 2.5 (one sample); Chernick and
 * Liu, The American Statistician 56 (2002), for the saw of the exact power.
 */
#include "stats/stats.h"

#include <float.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#define MATHLIB_STANDALONE
#include <Rmath.h>

/* P(Z > z) of 80 % power. */
static const double POWER_TAIL = .2;
/* A share this close to the edge (relative) is at it. */
static const double EDGE = 1e-12;
static const double COUNT_MAX = 9007199254740992.;
/* With more expected at the edge the saw is finer than what is added to the normal size instead. */
static const double EXPECTED_MAX = 1000, BEYOND_NORMAL = 1.03;

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

/* Records by the normal approximation; NaN: none. */
static double normal_size(double x, double e, double alpha)
{
	if (isnan(e) || fabs(x - e) <= EDGE * e)
		return NAN;
	double z_alpha = segbias_normal_upper_quantile(alpha / 2);
	double z_power = segbias_normal_upper_quantile(POWER_TAIL);
	double root = (z_alpha * sqrt(e * (1 - e)) + z_power * sqrt(x * (1 - x))) / (x - e);
	double n = ceil(root * root);
	return n <= COUNT_MAX ? n : NAN;
}

/* --- the exact power ------------------------------------------------------------------------------------------------ */

/* A share x is told from the edge e by X >= c (upper) or X <= c of n. The critical c is the nearest to e n whose tail at e
 * is at most `tail`. While n grows, c stays for a while and then steps. The power falls while c of X <= c stays, and where
 * c of X >= c steps: so its lowest points are next to the steps, one a c, and the steps are all that is looked at. */
struct exact {
	double x, e, tail;
	bool upper;
};

/* How far a tail is summed. */
struct summing {
	double part;  /* until a term is that part of the sum */
	double limit; /* or until it is certain on which side of it the tail is; NAN: there is none */
};

/* For a guess. */
static const struct summing ROUGH = {1e-6, NAN};

/* P(X = c + k) over P(X = c + k - 1), or P(X = c - k) over the one before: it falls from one term to the next. */
static inline double term_ratio(const struct exact *exact, double k, double n, double p, double q)
{
	return exact->upper ? (n - k) * p / ((k + 1) * q) : k * q / ((n - k + 1) * p);
}

/* P(X <= c) or P(X >= c), and P(X = c). Summed from c on: with up to some thousand terms cheaper than an incomplete beta
 * function, and the density is had as well. Where there is a limit, any number on the tail's side of it. */
static double tail_with(const struct exact *exact, double c, double n, double p, struct summing summing,
                        double *density)
{
	static const double SURE = 1 + 1e-9; /* far more than sums are rounded by */
	double q = 1 - p;
	*density = 0;
	if (c < 0 || c > n || p == 0 || q == 0)
		return exact->upper ? segbias_binomial_upper(c, n, p) : segbias_binomial_lower(c, n, p);
	*density = dbinom(c, n, p, false);
	if (!(*density > 0))
		return (c > n * p) != exact->upper;
	double sum = 1;
	double term = 1;
	double end = exact->upper ? n : 0;
	double step = exact->upper ? 1 : -1;
	double above = summing.limit / *density * SURE; /* of the sum */
	double below = summing.limit / *density / SURE;
	for (double k = c; k != end && term > summing.part * sum; k += step) {
		double ratio = term_ratio(exact, k, n, p, q);
		term *= ratio;
		sum += term;
		/* What follows is less than a geometric series. */
		if (sum > above || (ratio < 1 && sum * (1 - ratio) + term * ratio < below * (1 - ratio)))
			break;
	}
	return fmin(1, *density * sum);
}

/* The tail, or a number on the same side of the limit. */
static double tail_by(const struct exact *exact, double c, double n, double p, double limit)
{
	double density;
	return tail_with(exact, c, n, p, (struct summing){DBL_EPSILON / 8, limit}, &density);
}

static bool is_critical(const struct exact *exact, double c, double n)
{
	return tail_by(exact, c, n, exact->e, exact->tail) <= exact->tail;
}

/* Whether the power of c at n records is enough. */
static bool is_enough(const struct exact *exact, double c, double n)
{
	return tail_by(exact, c, n, exact->x, 1 - POWER_TAIL) >= 1 - POWER_TAIL;
}

/* Where Newton's steps from `n` on take it that the tail of c is `tail`, in whole records. With a record more P(X <= c)
 * falls by e P(X = c), and P(X >= c) rises by e P(X = c - 1). */
static double newton(const struct exact *exact, double c, double n)
{
	enum { STEPS = 30 };
	for (int i = 0; i < STEPS; i++) {
		double density;
		double tail = tail_with(exact, c, n, exact->e, ROUGH, &density);
		double change = exact->upper ? -density * (c * (1 - exact->e) / (n - c + 1)) : density * exact->e;
		if (!(tail > 0 && density > 0))
			break;
		double step = log(tail / exact->tail) * tail / change;
		/* Far out the logarithm of a tail near 1 says little. */
		step = rint(fmin(fmax(step, -n / 2), n));
		if (step == 0)
			break;
		n = fmax(n + step, c);
	}
	return n;
}

/* The c that was asked about last, and about the n of its step. */
struct near {
	double c, n;
};

/* The last n at which c is still out of reach (X <= c), or is critical (X >= c): with the next it is the other way. About as
 * many records more as c is than another c whose n is known. */
static double last_before_step(const struct exact *exact, double c, struct near *near)
{
	double n = newton(exact, c, fmax(rint(near->n + (c - near->c) / exact->e), c));
	double step = 1;
	double before = c - 1, after = COUNT_MAX;
	/* Newton ends within a record or two: gallops from there. */
	while (after - before > 1) {
		bool is_after = is_critical(exact, c, n) != exact->upper;
		*(is_after ? &after : &before) = n;
		n = is_after ? n - step : n + step;
		step *= 2;
		if (!(n > before && n < after))
			n = before + floor((after - before) / 2);
	}
	*near = (struct near){c, before};
	return before;
}

/* The c that is critical at about n records. */
static double normal_critical(const struct exact *exact, double n)
{
	double spread = segbias_normal_upper_quantile(exact->tail) * sqrt(n * exact->e * (1 - exact->e));
	double c = exact->upper ? ceil(n * exact->e + spread) : floor(n * exact->e - spread);
	return fmax(c, 0);
}

/* The first c that can be critical at all: X >= c needs c records at least. */
static double first_critical(const struct exact *exact)
{
	return exact->upper ? fmax(1, ceil(log(exact->tail) / log(exact->e) * (1 - EDGE))) : 0;
}

/* Of c's lowest point: its n, and the one beside it where the tail has passed `tail`, between which a real number of
 * records has exactly that. */
static void lowest_of(const struct exact *exact, double c, struct near *near, double *n, double *beside)
{
	if (exact->upper) {
		*beside = c - 1 < first_critical(exact) ? c - 1 : last_before_step(exact, c - 1, near);
		*n = *beside + 1;
	} else {
		*n = last_before_step(exact, c + 1, near);
		*beside = *n + 1;
	}
}

/* Whether the power is at least 80 % at the lowest point of c and of every larger one. At the real number of records
 * whose tail is exactly `tail` the power grows with c, and `beside` is on its lower side: once that is enough, so is every
 * larger c. */
static bool holds_from(const struct exact *exact, double c, struct near *near)
{
	for (;; c++) {
		double n, beside;
		lowest_of(exact, c, near, &n, &beside);
		if (!is_enough(exact, c, n))
			return false;
		if (is_enough(exact, c, beside))
			return true;
	}
}

/* The smallest c from which on it holds; about the one that is near. */
static double first_that_holds(const struct exact *exact, struct near *near)
{
	double lacking = first_critical(exact) - 1;
	double holds = INFINITY;
	double step = 1;
	double c = fmax(near->c, lacking + 1);
	while (holds - lacking > 1) {
		bool enough = holds_from(exact, c, near);
		*(enough ? &holds : &lacking) = c;
		c = enough ? c - step : c + step;
		step *= 2;
		if (!(c > lacking && c < holds))
			c = lacking + floor((holds - lacking) / 2);
	}
	return holds;
}

/* The smallest n from which on the power stays at 80 %. */
static double exact_size(const struct exact *exact, double normal)
{
	/* The guess is corrected for continuity. source: Fleiss, Levin and Paik, (2.14). */
	double guess = ceil(normal + 1 / fabs(exact->x - exact->e));
	struct near near = {normal_critical(exact, guess), guess};
	double c = first_that_holds(exact, &near);
	/* X <= c: with the step to it the power is enough. */
	if (!exact->upper)
		return last_before_step(exact, c, &near) + 1;
	/* X >= c - 1: its power grows from too little on; c's is enough from its first n. */
	double last = c - 1;
	double n, beside, end;
	if (last < first_critical(exact))
		last++;
	lowest_of(exact, last, &near, &n, &beside);
	end = last_before_step(exact, last, &near) + 1;
	n = fmax(n, last);
	while (n < end) {
		double middle = n + floor((end - n) / 2);
		if (is_enough(exact, last, middle))
			end = middle;
		else
			n = middle + 1;
	}
	return end;
}

double segbias_power_n_needed(double x, double r, double low, double high, double alpha)
{
	if (!(x >= 0 && x <= 1 && r > 0 && low > 0 && high >= low && alpha > 0 && alpha < 1))
		return NAN;
	double e = r * edge_of(x, r, low, high);
	double normal = normal_size(x, e, alpha);
	if (isnan(normal))
		return NAN;
	struct exact exact = {.x = x, .e = e, .tail = alpha / 2, .upper = x > e};
	double n = normal * e > EXPECTED_MAX ? ceil(normal * BEYOND_NORMAL) : exact_size(&exact, normal);
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

/* The normal approximation's share below or above the edge. */
static double normal_detectable(const struct segbias_power *power, double rho, double alpha, bool upper)
{
	double z_alpha = segbias_normal_upper_quantile(alpha / 2);
	double e = rho * power->r;
	struct power_edge edge = {.e = e,
	                          .part = 1 / power->n - inverse(power->base),
	                          .more = rho * rho * power->variance,
	                          .z_power = segbias_normal_upper_quantile(POWER_TAIL)};
	edge.g = z_alpha * sqrt(fmax(e * (1 - e), 0) * edge.part + edge.more);
	return upper ? detectable_over(&edge) : detectable_under(&edge);
}

/* The largest X <= c, or smallest X >= c, that is critical at n; -1 or n + 1: none is. */
static double critical_of(const struct exact *exact, double n)
{
	double outward = exact->upper ? 1 : -1;
	double c = fmin(normal_critical(exact, n), n);
	double end = exact->upper ? n + 1 : -1;
	while (c != end && !is_critical(exact, c, n))
		c += outward;
	while (is_critical(exact, c - outward, n))
		c -= outward;
	return c;
}

/* The share of which the exact test of n records is 80 % sure. */
static double exact_detectable(double n, double e, double alpha, bool upper)
{
	struct exact exact = {.e = e, .tail = alpha / 2, .upper = upper};
	if (!(n >= 1 && n <= COUNT_MAX && e < 1))
		return NAN;
	double c = critical_of(&exact, n);
	if (c < 0 || c > n)
		return NAN;
	return upper ? segbias_beta_quantile(1 - POWER_TAIL, c, n - c + 1)
	             : segbias_beta_quantile_upper(1 - POWER_TAIL, c + 1, n - c);
}

/* With the reference's error, or from a base, the approximation's gap to the edge, times exact / normal without them. */
static double detectable(const struct segbias_power *power, double rho, double alpha, bool upper)
{
	double e = rho * power->r;
	double exact = exact_detectable(floor(power->n * (1 + EDGE)), e, alpha, upper);
	if (power->variance == 0 && power->base == 0)
		return exact;
	struct segbias_power alone = {.n = power->n, .r = power->r};
	double ratio = (exact - e) / (normal_detectable(&alone, rho, alpha, upper) - e);
	/* Of a small base a few records may show what as many of a large one do not. */
	if (isnan(ratio) && power->base > 0)
		ratio = 1;
	double share = e + ratio * (normal_detectable(power, rho, alpha, upper) - e);
	return share >= 0 && share <= 1 ? share : NAN;
}

void segbias_power_detectable(const struct segbias_power *power, double low, double high, double alpha, double *under,
                              double *over)
{
	*under = *over = NAN;
	if (!(power->n > 0 && power->r > 0 && power->r < 1 && power->variance >= 0 &&
	      (power->base == 0 || power->base > power->n) && low > 0 && high >= low && alpha > 0 && alpha < 1))
		return;
	*under = detectable(power, low, alpha, false);
	*over = detectable(power, high, alpha, true);
}

/* Records by the normal approximation with the reference's error and a base; NaN: no number would do. */
static double normal_settling(const struct segbias_power *power, double x, double e, double alpha)
{
	enum { HALVINGS = 200 };
	double gap = fabs(x - e);
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
	return ceil((1 - EDGE) / (low_part + inverse(power->base)));
}

double segbias_power_settling(const struct segbias_power *power, double x, double low, double high, double alpha,
                              double needed)
{
	if (isnan(needed) || !(power->variance >= 0 && power->base >= 0))
		return NAN;
	if (power->variance == 0 && power->base == 0)
		return needed;
	double e = power->r * edge_of(x, power->r, low, high);
	double n = ceil(normal_settling(power, x, e, alpha) * (needed / normal_size(x, e, alpha)) * (1 - EDGE));
	/* Whoever has all of a base knows it. */
	if (power->base > 0 && n > power->base)
		n = power->base;
	return n <= COUNT_MAX ? n : NAN;
}

double segbias_normal_upper(double z)
{
	return isnan(z) ? NAN : gsl_cdf_ugaussian_Q(z);
}
