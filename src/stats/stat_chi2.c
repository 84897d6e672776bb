/* Tail of chi-squared, and the Monte Carlo p of goodness of fit.
 *
 * source: Hope, JRSS B 30 (1968) for (1 + b) / (1 + B); R chisq.test(simulate.p.value = TRUE) for the tie tolerance;
 * Vose, IEEE Transactions on Software Engineering 17 (1991) for the alias table; Kachitvichyanukul and Schmeiser (1988)
 * for the binomials (gsl_ran_binomial). The tail is R's pchisq: gsl_cdf_chisq_Q is as accurate (3e-13), but calls GSL's
 * handler, which aborts, from about df = 2e6.
 */
#include "stats/stats.h"

#include <float.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#define MATHLIB_STANDALONE
#include <Rmath.h>

/* A replicate as extreme as the observed one up to rounding counts (R: 64 eps). */
static const double TIE = 1 - 64 * DBL_EPSILON;
/* gsl_ran_binomial compares with a signed int. */
static const double DRAW_MAX = 1073741824.;
/* A binomial costs about as much as this many draws of an individual. */
static const double DRAWS_PER_BINOMIAL = 11;
static const double COUNT_MAX = 9007199254740992.;

double segbias_chi2_upper(double chi2, double df)
{
	if (isnan(chi2) || !(df > 0) || isinf(df))
		return NAN;
	return chi2 <= 0 ? 1 : pchisq(chi2, df, false, false);
}

/* One multinomial sample after the other. */
struct sampler {
	gsl_rng rng;
	const double *reference;
	size_t values;
	double n;
	double *count;       /* [values] */
	double *conditional; /* [values]: share of v among v and the later ones */
	uint64_t *keep;      /* [values]: of 2^32, how often the column of v is v and not its alias */
	size_t *alias;       /* [values] */
	size_t *stack;       /* [values], while the alias table is made */
};

static uint64_t mix(uint64_t seed)
{
	/* splitmix64: neighbouring seeds give unrelated streams in the 32 bits that mt19937 takes. */
	seed += 0x9e3779b97f4a7c15u;
	seed = (seed ^ (seed >> 30)) * 0xbf58476d1ce4e5b9u;
	seed = (seed ^ (seed >> 27)) * 0x94d049bb133111ebu;
	return seed ^ (seed >> 31);
}

static void sampler_release(struct sampler *sampler)
{
	free(sampler->rng.state);
	free(sampler->count);
	free(sampler->conditional);
	free(sampler->keep);
	free(sampler->alias);
	free(sampler->stack);
}

/* The state is allocated here, because gsl_rng_alloc aborts where memory is short. */
static bool sampler_init(struct sampler *sampler, const double *reference, size_t values, double n, uint64_t seed)
{
	*sampler = (struct sampler){.reference = reference, .values = values, .n = n};
	sampler->rng.type = gsl_rng_mt19937;
	sampler->rng.state = calloc(1, gsl_rng_mt19937->size);
	sampler->count = calloc(values, sizeof *sampler->count);
	sampler->conditional = calloc(values, sizeof *sampler->conditional);
	sampler->keep = calloc(values, sizeof *sampler->keep);
	sampler->alias = calloc(values, sizeof *sampler->alias);
	sampler->stack = calloc(values, sizeof *sampler->stack);
	if (!sampler->rng.state || !sampler->count || !sampler->conditional || !sampler->keep || !sampler->alias ||
	    !sampler->stack) {
		sampler_release(sampler);
		return false;
	}
	gsl_rng_set(&sampler->rng, (unsigned long)(mix(seed) & 0xffffffffu));
	return true;
}

static void prepare_binomials(struct sampler *sampler)
{
	double rest = 0;
	for (size_t v = sampler->values; v-- > 0;) {
		rest += sampler->reference[v];
		sampler->conditional[v] = fmin(1, sampler->reference[v] / rest);
	}
}

/* Vose's alias table. `conditional` holds the heights; the stack grows from both ends: low columns and high ones. */
static void prepare_alias(struct sampler *sampler)
{
	size_t values = sampler->values;
	double total = 0;
	for (size_t v = 0; v < values; v++)
		total += sampler->reference[v];
	size_t low = 0, high = values;
	double *height = sampler->conditional;
	for (size_t v = 0; v < values; v++) {
		height[v] = sampler->reference[v] / total * (double)values;
		sampler->keep[v] = UINT64_C(1) << 32;
		sampler->alias[v] = v;
		if (height[v] < 1)
			sampler->stack[low++] = v;
		else
			sampler->stack[--high] = v;
	}
	while (low > 0 && high < values) {
		size_t poor = sampler->stack[--low];
		size_t rich = sampler->stack[high];
		sampler->keep[poor] = (uint64_t)ldexp(height[poor], 32);
		sampler->alias[poor] = rich;
		height[rich] -= 1 - height[poor];
		if (height[rich] < 1) {
			high++;
			sampler->stack[low++] = rich;
		}
	}
}

static void draw_individuals(struct sampler *sampler)
{
	memset(sampler->count, 0, sampler->values * sizeof *sampler->count);
	uint64_t size = (uint64_t)sampler->n;
	for (uint64_t i = 0; i < size; i++) {
		uint64_t draw = (uint64_t)gsl_rng_get(&sampler->rng) * sampler->values;
		size_t column = (size_t)(draw >> 32);
		size_t alias = sampler->alias[column];
		/* A mask instead of a branch, which would be foreseen wrongly every other time. */
		size_t kept = (size_t)0 - (size_t)((draw & 0xffffffffu) < sampler->keep[column]);
		sampler->count[alias ^ ((alias ^ column) & kept)]++;
	}
}

static double draw_binomial(const gsl_rng *rng, double p, double n)
{
	double sum = 0;
	while (n > 0) {
		double part = fmin(n, DRAW_MAX);
		sum += gsl_ran_binomial(rng, p, (unsigned)part);
		n -= part;
	}
	return sum;
}

static void draw_binomials(struct sampler *sampler)
{
	double rest = sampler->n;
	for (size_t v = 0; v + 1 < sampler->values; v++) {
		double drawn = draw_binomial(&sampler->rng, sampler->conditional[v], rest);
		sampler->count[v] = drawn;
		rest -= drawn;
	}
	sampler->count[sampler->values - 1] = rest;
}

double segbias_chi2_monte_carlo(const double *reference, size_t values, double n, double chi2, unsigned replicates,
                                uint64_t seed)
{
	if (!(n > 0 && n <= COUNT_MAX) || n != floor(n) || isnan(chi2) || values == 0)
		return NAN;
	for (size_t v = 0; v < values; v++)
		if (!(reference[v] > 0 && reference[v] <= 1))
			return NAN;
	struct sampler sampler;
	if (values > UINT32_MAX || !sampler_init(&sampler, reference, values, n, seed))
		return NAN;
	bool individuals = n < DRAWS_PER_BINOMIAL * (double)(values - 1);
	if (individuals)
		prepare_alias(&sampler);
	else
		prepare_binomials(&sampler);
	double least = chi2 * TIE;
	unsigned extreme = 0;
	for (unsigned i = 0; i < replicates; i++) {
		if (individuals)
			draw_individuals(&sampler);
		else
			draw_binomials(&sampler);
		extreme += segbias_distance_chi2(sampler.count, reference, values, n) >= least;
	}
	sampler_release(&sampler);
	return (1 + (double)extreme) / (1 + (double)replicates);
}
