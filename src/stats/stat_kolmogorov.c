/* Kolmogorov's limit distribution, and the distances of two distributions of numbers.
 *
 * source: Kolmogorov (1933); Smirnov (1939); Marsaglia, Tsang and Wang, Journal of Statistical Software 8 (2003), for
 * the series of small x; Vallender (1974) for the Wasserstein distance as the area between distribution functions.
 */
#include "stats/stats.h"

#include <math.h>

/* Below, where P(K <= x) is no more than a half, the series of the lower tail; above, that of the upper. Both have all
 * their digits here after TERMS. */
static const double MIDDLE = .82;
enum { TERMS = 5 };
/* A product of two totals stays in the range of doubles. */
static const double TOTAL_MIN = 1e-100;
static const double TOTAL_MAX = 1e100;

double segbias_kolmogorov_upper(double x)
{
	if (!(x > 0))
		return isnan(x) ? NAN : 1;
	double sum = 0;
	if (x < MIDDLE) {
		/* Not a tail by subtraction: what is taken away is the smaller part. */
		for (int k = 2 * TERMS - 1; k > 0; k -= 2)
			sum += exp(-k * k * M_PI * M_PI / (8 * x * x));
		return 1 - sqrt(2 * M_PI) / x * sum;
	}
	for (int k = TERMS; k > 0; k--)
		sum = exp(-2. * k * k * x * x) - sum;
	return 2 * sum;
}

double segbias_ks_p(double ks, double n, double m)
{
	if (!(ks >= 0 && ks <= 1 && n > 0 && m > 0))
		return NAN;
	double least = fmin(n, m);
	double most = fmax(n, m);
	/* n m / (n + m), also where a size is infinite. */
	double size = isinf(most) ? least : least / (1 + least / most);
	return ks > 0 ? segbias_kolmogorov_upper(sqrt(size) * ks) : 1;
}

/* A sum with what its roundings lost (Neumaier 1974): however a tie is split, it comes to the same. */
struct cumulated {
	double sum, lost;
};

static void cumulate(struct cumulated *x, double weight)
{
	double sum = x->sum + weight;
	x->lost += fabs(x->sum) >= weight ? (x->sum - sum) + weight : (weight - sum) + x->sum;
	x->sum = sum;
}

static double value_of(const struct cumulated *x)
{
	return x->sum + x->lost;
}

/* The whole weight; NaN where it is none, or the order or an entry is not as it should be. */
static double total_of(const struct segbias_mass *mass, size_t count)
{
	struct cumulated total = {0, 0};
	for (size_t i = 0; i < count; i++) {
		if (!isfinite(mass[i].value) || !(mass[i].weight > 0) || (i > 0 && mass[i].value < mass[i - 1].value))
			return NAN;
		cumulate(&total, mass[i].weight);
	}
	double value = value_of(&total);
	return value >= TOTAL_MIN && value <= TOTAL_MAX ? value : NAN;
}

/* One side on its way through the values. */
struct side {
	const struct segbias_mass *mass;
	size_t count, next;
	double total;
	struct cumulated below;
};

static double next_value(const struct side *side)
{
	return side->next < side->count ? side->mass[side->next].value : INFINITY;
}

static void pass(struct side *side, double value)
{
	for (; side->next < side->count && side->mass[side->next].value <= value; side->next++)
		cumulate(&side->below, side->mass[side->next].weight);
}

/* The difference of the shares passed, exactly 0 where they are the same ratio of whole numbers. */
static double difference_of(const struct side *a, const struct side *b)
{
	return (value_of(&a->below) * b->total - value_of(&b->below) * a->total) / (a->total * b->total);
}

void segbias_distribution_distance(const struct segbias_mass *a, size_t a_count, const struct segbias_mass *b,
                                   size_t b_count, struct segbias_distribution_distance *out)
{
	*out = (struct segbias_distribution_distance){NAN, NAN};
	struct side left = {a, a_count, 0, total_of(a, a_count), {0, 0}};
	struct side right = {b, b_count, 0, total_of(b, b_count), {0, 0}};
	if (isnan(left.total) || isnan(right.total))
		return;
	double ks = 0, area = 0;
	double value = fmin(next_value(&left), next_value(&right));
	while (isfinite(value)) {
		pass(&left, value);
		pass(&right, value);
		double next = fmin(next_value(&left), next_value(&right));
		double gap = fabs(difference_of(&left, &right));
		ks = fmax(ks, gap);
		/* Not 0 times a width that is too large for a double. */
		if (isfinite(next) && gap > 0)
			area += gap * (next - value);
		value = next;
	}
	/* Rounding must not make it more than all. */
	out->ks = fmin(ks, 1);
	out->wasserstein = area;
}
