#include "stats/stats.h"

#include "near.h"
#include <criterion/criterion.h>
#include <stdlib.h>

/* Standard errors that a Monte Carlo p may be off. */
static const double ERRORS_MAX = 5;
enum { REPLICATES = 9999, VALUES_MAX = 100 };

static bool close_to(double p, double expected, double variance)
{
	/* All replicates are as extreme as the nearest outcome, or ties are not seen. */
	return expected == 1 ? p == 1 : fabs(p - expected) <= ERRORS_MAX * sqrt(expected * (1 - expected) * variance);
}

/* p, simulated, is the exact one: (1 + b) / (1 + B). */
static bool exact(double p, double expected, double replicates)
{
	double extreme = (p * (replicates + 1) - 1) / replicates;
	return close_to(expected == 1 ? p : extreme, expected, 1 / replicates);
}

static void share(const double *weight, size_t values, double *reference)
{
	double sum = 0;
	for (size_t v = 0; v < values; v++)
		sum += weight[v];
	for (size_t v = 0; v < values; v++)
		reference[v] = weight[v] / sum;
}

static struct segbias_chi2_query query_of(const double *count, const double *reference, size_t values)
{
	struct segbias_chi2_query query = {0};
	for (size_t v = 0; v < values; v++)
		query.n += count[v];
	query.chi2 = segbias_distance_chi2(count, reference, values, query.n);
	return query;
}

/* Without stopping: as many replicates as are asked for. */
static struct segbias_monte_carlo draws_of(unsigned replicates, uint64_t seed)
{
	return (struct segbias_monte_carlo){.replicates = replicates, .seed = seed};
}

static bool fits(const double *reference, size_t values, struct segbias_chi2_query *queries, size_t count,
                 unsigned replicates, uint64_t seed)
{
	struct segbias_monte_carlo draws = draws_of(replicates, seed);
	return segbias_chi2_monte_carlo(reference, values, queries, count, &draws);
}

/* p of a table whose other row is shared with nobody. */
static double table_p(const double *total, size_t values, double n, double chi2, unsigned replicates, uint64_t seed)
{
	struct segbias_monte_carlo draws = draws_of(replicates, seed);
	struct segbias_homogeneity_query query = {.n = n, .chi2 = chi2};
	return segbias_homogeneity_monte_carlo(total, values, &query, 1, &draws) ? query.p : INFINITY;
}

static double fit(const double *count, const double *weight, size_t values, unsigned replicates, uint64_t seed)
{
	double reference[VALUES_MAX];
	share(weight, values, reference);
	struct segbias_chi2_query query = query_of(count, reference, values);
	return fits(reference, values, &query, 1, replicates, seed) ? query.p : NAN;
}

static double chi2_of(const double *count, const double *total, size_t values)
{
	double table[2 * VALUES_MAX];
	struct segbias_association association;
	for (size_t v = 0; v < values; v++) {
		table[v] = count[v];
		table[values + v] = total[v] - count[v];
	}
	segbias_association(table, 2, values, &association);
	return association.chi2;
}

static double stopped_homogeneity(const double *count, const double *total, size_t values,
                                  const struct segbias_monte_carlo *draws)
{
	double shared[VALUES_MAX];
	struct segbias_homogeneity_query query = {.own = count, .chi2 = chi2_of(count, total, values)};
	for (size_t v = 0; v < values; v++) {
		shared[v] = total[v] - count[v];
		query.n += count[v];
	}
	return segbias_homogeneity_monte_carlo(shared, values, &query, 1, draws) ? query.p : INFINITY;
}

static double homogeneity(const double *count, const double *total, size_t values, unsigned replicates, uint64_t seed)
{
	struct segbias_monte_carlo draws = draws_of(replicates, seed);
	return stopped_homogeneity(count, total, values, &draws);
}

/* --- goodness of fit ------------------------------------------------------------------------------------------------ */

/* scripts/oracle/stat_monte_carlo.py, {weight[3], k[3], p}: each chi2 that occurs for n = 3..6, and its exact probability. */
static const double FITS[][7] = {
    {1, 1, 1, 0, 0, 3, 0.1111111111111111},
    {1, 1, 1, 0, 1, 2, 0.77777777777777779},
    {1, 1, 1, 1, 1, 1, 1},
    {1, 1, 1, 0, 0, 4, 0.037037037037037035},
    {1, 1, 1, 0, 1, 3, 0.33333333333333331},
    {1, 1, 1, 0, 2, 2, 0.55555555555555558},
    {1, 1, 1, 1, 1, 2, 1},
    {1, 1, 1, 0, 0, 5, 0.012345679012345678},
    {1, 1, 1, 0, 1, 4, 0.13580246913580246},
    {1, 1, 1, 0, 2, 3, 0.38271604938271603},
    {1, 1, 1, 1, 1, 3, 0.62962962962962965},
    {1, 1, 1, 1, 2, 2, 1},
    {1, 1, 1, 0, 0, 6, 0.00411522633744856},
    {1, 1, 1, 0, 1, 5, 0.053497942386831275},
    {1, 1, 1, 0, 2, 4, 0.17695473251028807},
    {1, 1, 1, 0, 3, 3, 0.38271604938271603},
    {1, 1, 1, 1, 2, 3, 0.87654320987654322},
    {1, 1, 1, 2, 2, 2, 1},
    {3, 2, 1, 0, 0, 3, 0.0046296296296296294},
    {3, 2, 1, 0, 1, 2, 0.069444444444444448},
    {3, 2, 1, 1, 0, 2, 0.1111111111111111},
    {3, 2, 1, 0, 2, 1, 0.29166666666666669},
    {3, 2, 1, 1, 2, 0, 0.58333333333333337},
    {3, 2, 1, 1, 1, 1, 1},
    {3, 2, 1, 0, 0, 4, 0.0007716049382716049},
    {3, 2, 1, 0, 1, 3, 0.0069444444444444441},
    {3, 2, 1, 1, 0, 3, 0.016203703703703703},
    {3, 2, 1, 0, 4, 0, 0.028549382716049381},
    {3, 2, 1, 0, 2, 2, 0.047067901234567902},
    {3, 2, 1, 0, 3, 1, 0.071759259259259259},
    {3, 2, 1, 2, 0, 2, 0.17592592592592593},
    {3, 2, 1, 1, 1, 2, 0.30555555555555558},
    {3, 2, 1, 3, 0, 1, 0.3888888888888889},
    {3, 2, 1, 3, 1, 0, 0.55555555555555558},
    {3, 2, 1, 1, 2, 1, 0.83333333333333337},
    {3, 2, 1, 2, 1, 1, 1},
    {3, 2, 1, 0, 0, 5, 0.0001286008230452675},
    {3, 2, 1, 0, 1, 4, 0.0014146090534979425},
    {3, 2, 1, 1, 0, 4, 0.0033436213991769547},
    {3, 2, 1, 0, 5, 0, 0.0074588477366255143},
    {3, 2, 1, 0, 2, 3, 0.012602880658436214},
    {3, 2, 1, 2, 0, 3, 0.024176954732510289},
    {3, 2, 1, 1, 1, 3, 0.039609053497942387},
    {3, 2, 1, 0, 4, 1, 0.049897119341563788},
    {3, 2, 1, 0, 3, 2, 0.060185185185185182},
    {3, 2, 1, 1, 4, 0, 0.12229938271604938},
    {3, 2, 1, 3, 0, 2, 0.15702160493827161},
    {3, 2, 1, 1, 2, 2, 0.25540123456790126},
    {3, 2, 1, 1, 3, 1, 0.58333333333333337},
    {3, 2, 1, 3, 2, 0, 0.72222222222222221},
    {3, 2, 1, 3, 1, 1, 0.86111111111111116},
    {3, 2, 1, 2, 2, 1, 1},
    {3, 2, 1, 0, 0, 6, 2.143347050754458e-05},
    {3, 2, 1, 0, 1, 5, 0.00027863511659807956},
    {3, 2, 1, 1, 0, 5, 0.00066443758573388201},
    {3, 2, 1, 0, 2, 4, 0.0033221879286694104},
    {3, 2, 1, 2, 0, 4, 0.0062157064471879287},
    {3, 2, 1, 1, 1, 4, 0.010073731138545953},
    {3, 2, 1, 0, 3, 3, 0.017618312757201646},
    {3, 2, 1, 1, 5, 0, 0.029963991769547324},
    {3, 2, 1, 0, 4, 2, 0.062307098765432098},
    {3, 2, 1, 1, 2, 3, 0.077739197530864196},
    {3, 2, 1, 2, 1, 3, 0.10088734567901235},
    {3, 2, 1, 1, 4, 1, 0.2353395061728395},
    {3, 2, 1, 1, 3, 2, 0.32870370370370372},
    {3, 2, 1, 3, 1, 2, 0.49074074074074076},
    {3, 2, 1, 2, 2, 2, 0.66435185185185186},
    {3, 2, 1, 2, 3, 1, 0.86111111111111116},
    {3, 2, 1, 3, 2, 1, 1},
};

Test(stat_monte_carlo, fit_of_few_is_exact)
{
	enum { ROWS = sizeof FITS / sizeof *FITS, MILLION = 1000000 };
	struct segbias_chi2_query queries[ROWS];
	double reference[3];
	for (size_t first = 0, end = 0; first < ROWS; first = end) {
		share(FITS[first], 3, reference);
		for (; end < ROWS && FITS[end][0] == FITS[first][0]; end++)
			queries[end] = query_of(FITS[end] + 3, reference, 3);
		cr_assert(fits(reference, 3, queries + first, end - first, MILLION, 7));
	}
	for (size_t i = 0; i < ROWS; i++)
		cr_expect(exact(queries[i].p, FITS[i][6], MILLION), "row %zu: %g", i, queries[i].p);
}

/* scripts/oracle/stat_monte_carlo.R, {weight[3], k[3], p}: sums of dbinom. The first 3 have 5000 records, the others up to 4e15. */
static const double MANY[][7] = {
    {2, 5, 9993, 3, 0, 4997, 0.0436989437300212},
    {2, 5, 9993, 1, 6, 4993, 0.077472928021266652},
    {10, 20, 9970, 4, 17, 4979, 0.078491105316677912},
    {3, 1, 10000000000, 0, 2, 9999999998, 0.16640948491230875},
    {3, 1, 10000000000, 7, 1, 9999999992, 0.073343144845147396},
    {12, 9, 4000000000000000, 19, 14, 4000000000000000, 0.035746792047574749},
};

Test(stat_monte_carlo, fit_of_many_is_exact)
{
	for (size_t i = 0; i < sizeof MANY / sizeof *MANY; i++) {
		double p = fit(MANY[i] + 3, MANY[i], 3, REPLICATES, 3);
		cr_expect(exact(p, MANY[i][6], REPLICATES), "row %zu: %g", i, p);
	}
}

/* stat_monte_carlo.R, {n, k, p}: 2 * pbinom(n - k, n, .5). A tie that is not seen halves p. */
static const double EVEN[][3] = {
    {4000, 2001, 0.98738512584416449},
    {4096, 2080, 0.32493147383972854},
    {4097, 2049, 1},
    {4097, 2081, 0.31736958106315855},
    {1000000, 500900, 0.072018627676481803},
    {1000000000000, 500001000000, 0.045500371878345415},
};

Test(stat_monte_carlo, fit_of_two_equal_values)
{
	for (size_t i = 0; i < sizeof EVEN / sizeof *EVEN; i++) {
		double count[] = {EVEN[i][1], EVEN[i][0] - EVEN[i][1]};
		double mirrored[] = {count[1], count[0]};
		double p = fit(count, (double[]){1, 1}, 2, REPLICATES, 5);
		cr_expect(exact(p, EVEN[i][2], REPLICATES), "row %zu: %g", i, p);
		/* To the bit, which fewer draws show as well. */
		cr_expect_eq(fit(mirrored, (double[]){1, 1}, 2, 999, 5), fit(count, (double[]){1, 1}, 2, 999, 5),
		             "row %zu", i);
	}
}

static size_t values_of(const double weight[6])
{
	size_t values = 6;
	while (weight[values - 1] == 0)
		values--;
	return values;
}

/* stat_monte_carlo.R, {weight[6], k[6], p}:
 * set.seed(1); chisq.test(k, p = weight, rescale.p = TRUE, simulate.p.value = TRUE, B = 1e6) */
static const double FITS_BY_R[][13] = {
    {4, 4, 1, 1, 0, 0, 12, 20, 6, 2, 0, 0, 0.27520072479927521},
    {1, 10, 8, 5, 3, 2, 1, 9, 9, 4, 1, 2, 0.91854408145591859},
};

Test(stat_monte_carlo, fit_agrees_with_r)
{
	for (size_t i = 0; i < sizeof FITS_BY_R / sizeof *FITS_BY_R; i++) {
		const double *row = FITS_BY_R[i];
		double p = fit(row + 6, row, values_of(row), 99999, 1);
		cr_expect(close_to(p, row[12], 1. / 1000000 + 1. / 99999), "row %zu: %g", i, p);
	}
}

/* With many expected, the chi2 distribution is right. */
Test(stat_monte_carlo, fit_finds_the_chi2_distribution)
{
	static const double SIZES[] = {1000, 4096, 4097, 1e6, 1e10, 9007199254740992};
	double reference[VALUES_MAX];
	for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
		struct segbias_chi2_query query = {.n = SIZES[i], .chi2 = 6};
		cr_assert(fits((double[]){.1, .2, .3, .4}, 4, &query, 1, REPLICATES, 7));
		cr_expect(exact(query.p, segbias_chi2_upper(6, 3), REPLICATES), "n %g: %g", SIZES[i], query.p);
	}
	for (size_t v = 0; v < VALUES_MAX; v++)
		reference[v] = 1. / VALUES_MAX;
	struct segbias_chi2_query queries[] = {{.n = 6000, .chi2 = 110}, {.n = 20000, .chi2 = 110}};
	cr_assert(fits(reference, VALUES_MAX, queries, 2, REPLICATES, 7));
	for (size_t i = 0; i < 2; i++)
		cr_expect(exact(queries[i].p, segbias_chi2_upper(110, 99), REPLICATES), "%g", queries[i].p);
}

/* Equal shares: two of one value are rarer than one of each, by the number of values; one draw is as far as any. */
Test(stat_monte_carlo, fit_sees_ties)
{
	double weight[VALUES_MAX];
	for (size_t v = 0; v < VALUES_MAX; v++)
		weight[v] = 1;
	for (size_t values = 2; values <= VALUES_MAX; values++) {
		double one[VALUES_MAX] = {1}, same[VALUES_MAX] = {2}, apart[VALUES_MAX] = {1, 1};
		cr_expect_eq(fit(one, weight, values, 999, values), 1, "%zu values", values);
		cr_expect_eq(fit(apart, weight, values, 999, values), 1, "%zu values", values);
		double p = fit(same, weight, values, REPLICATES, values);
		cr_expect(exact(p, 1 / (double)values, REPLICATES), "%zu values: %g", values, p);
	}
}

/* Shares that were rounded before they came do not sum to 1 exactly. */
Test(stat_monte_carlo, fit_sees_ties_of_rounded_shares)
{
	static const double REFERENCE[] = {.333334, .333334, .333334};
	struct segbias_chi2_query queries[] = {query_of((double[]){1, 1, 0}, REFERENCE, 3),
	                                       query_of((double[]){2, 0, 0}, REFERENCE, 3)};
	cr_assert(fits(REFERENCE, 3, queries, 2, REPLICATES, 1));
	cr_expect_eq(queries[0].p, 1);
	cr_expect(exact(queries[1].p, 1. / 3, REPLICATES), "%g", queries[1].p);
}

/* 0, 3, -3 and 2, -3, 1 from the expected counts: both have a chi2 of 54 / n. */
Test(stat_monte_carlo, fit_sees_ties_of_other_gaps)
{
	/* A draw is one of the eight ties with a probability of 8 sqrt(32) / (2 pi n), 7.2 / n: of these some 180, 27 and 18 are. */
	static const double SIZES[] = {400, 8000, 40000};
	static const unsigned DRAWS[] = {9999, 29999, 99999};
	for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
		double e = SIZES[i] / 4;
		double one[] = {e, e + 3, 2 * e - 3}, other[] = {e + 2, e - 3, 2 * e + 1};
		double p = fit(one, (double[]){1, 1, 2}, 3, DRAWS[i], 1);
		cr_expect_eq(fit(other, (double[]){1, 1, 2}, 3, DRAWS[i], 1), p, "n %g", SIZES[i]);
	}
}

/* Whichever value has which count, equal shares give the same p, though the sum of chi2 is rounded otherwise. */
Test(stat_monte_carlo, fit_of_permuted_counts)
{
	static const double SIZES[] = {1, 30, 650};
	double weight[7] = {1, 1, 1, 1, 1, 1, 1};
	for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
		double count[] = {3, 8, 5, 4, 7, 1, 6};
		for (size_t v = 0; v < 7; v++)
			count[v] *= SIZES[i];
		double p = fit(count, weight, 7, 999, 2);
		for (size_t v = 0; v < 6; v++) {
			double swapped = count[v];
			count[v] = count[v + 1];
			count[v + 1] = swapped;
			cr_expect_eq(fit(count, weight, 7, 999, 2), p, "times %g, %zu", SIZES[i], v);
		}
	}
}

/* Walks and binomials, equal sizes, equal queries, and some that have no p. */
static size_t make_queries(struct segbias_chi2_query *queries)
{
	static const double SIZES[] = {4095, 4096, 4097, 4096, 6337, 1e7, 1e7, 0, -1, 2.5, 1e300, INFINITY, NAN, 7};
	size_t count = 0;
	for (size_t i = 0; i < 90; i++)
		queries[count++] = (struct segbias_chi2_query){.n = (double)(i * i % 71 + 1), .chi2 = (double)(i % 13)};
	for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++)
		queries[count++] = (struct segbias_chi2_query){.n = SIZES[i], .chi2 = (double)i};
	queries[count - 1].chi2 = NAN;
	return count;
}

Test(stat_monte_carlo, fit_alone_is_fit_among_others)
{
	static const double REFERENCE[] = {.05, .35, .15, .4, .05};
	struct segbias_chi2_query together[200], turned[200];
	size_t count = make_queries(together);
	size_t undefined = 0;
	for (size_t i = 0; i < count; i++)
		turned[i] = together[count - 1 - i];
	cr_assert(fits(REFERENCE, 5, together, count, 199, 17));
	cr_assert(fits(REFERENCE, 5, turned, count, 199, 17));
	for (size_t i = 0; i < count; i++) {
		struct segbias_chi2_query alone = {together[i].n, together[i].chi2, 0};
		cr_assert(fits(REFERENCE, 5, &alone, 1, 199, 17));
		undefined += isnan(alone.p) != 0;
		if (isnan(alone.p)) {
			cr_expect(isnan(together[i].p) && isnan(turned[count - 1 - i].p), "query %zu", i);
			continue;
		}
		cr_expect_eq(together[i].p, alone.p, "query %zu", i);
		cr_expect_eq(turned[count - 1 - i].p, alone.p, "query %zu", i);
	}
	cr_expect_eq(undefined, 7);
}

/* stat_monte_carlo.py, {seed, k[3], b}, which has its own xoshiro256++ and alias table: the same replicates on every machine. */
static const double STREAMS[][5] = {
    {1, 9, 8, 3, 829},
    {2, 9, 8, 3, 836},
    {9007199254740991, 30, 10, 13, 64},
};

Test(stat_monte_carlo, fit_draws_the_same_everywhere)
{
	for (size_t i = 0; i < sizeof STREAMS / sizeof *STREAMS; i++) {
		double p = fit(STREAMS[i] + 1, (double[]){3, 2, 1}, 3, 999, (uint64_t)STREAMS[i][0]);
		cr_expect_eq(p, (1 + STREAMS[i][4]) / 1000, "row %zu: %g", i, p);
	}
}

Test(stat_monte_carlo, fit_is_deterministic_and_bounded)
{
	static const double REFERENCE[] = {.5, .3, .2};
	double sizes[] = {30, 5000};
	for (size_t i = 0; i < 2; i++) {
		struct segbias_chi2_query a[] = {{sizes[i], 3, 0},
		                                 {sizes[i], 0, 0},
		                                 {sizes[i], -1, 0},
		                                 {sizes[i], 1e300, 0},
		                                 {sizes[i], INFINITY, 0}};
		struct segbias_chi2_query b = {sizes[i], 3, 0};
		struct segbias_chi2_query c = {sizes[i], 3, 0};
		cr_assert(fits(REFERENCE, 3, a, 5, REPLICATES, 11));
		cr_assert(fits(REFERENCE, 3, &b, 1, REPLICATES, 11));
		cr_assert(fits(REFERENCE, 3, &c, 1, REPLICATES, 12));
		cr_expect_eq(a[0].p, b.p);
		cr_expect_neq(a[0].p, c.p);
		cr_expect(a[1].p == 1 && a[2].p == 1);
		cr_expect(a[3].p == 1. / (REPLICATES + 1) && a[4].p == 1. / (REPLICATES + 1));
		cr_assert(fits((double[]){1}, 1, a, 2, 99, 1));
		cr_expect(a[0].p == .01 && a[1].p == 1, "one value is always met");
		cr_assert(fits(REFERENCE, 3, a, 1, 0, 1));
		cr_expect_eq(a[0].p, 1);
	}
}

Test(stat_monte_carlo, fit_of_a_reference_out_of_range)
{
	static const double REFERENCES[][2] = {{1, 0}, {1.5, .5}, {-.5, .5}, {NAN, .5}};
	for (size_t i = 0; i < sizeof REFERENCES / sizeof *REFERENCES; i++) {
		struct segbias_chi2_query queries[] = {{30, 3, 0}, {5000, 3, 0}};
		cr_expect(fits(REFERENCES[i], 2, queries, 2, 99, 1));
		cr_expect(isnan(queries[0].p) && isnan(queries[1].p), "row %zu", i);
	}
	struct segbias_chi2_query query = {30, 3, 0};
	cr_expect(fits(NULL, 0, &query, 1, 99, 1) && isnan(query.p));
	cr_expect(fits(REFERENCES[0], 2, NULL, 0, 99, 1));
}

/* --- under the null, p is uniform ----------------------------------------------------------------------------------- */

static int compare(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;
	return (a > b) - (a < b);
}

/* The Kolmogorov distance from uniform is beyond 2.2 / sqrt(size) once in 10^4; `replicates` that all p share add to it.
 */
static bool uniform(double *p, size_t size, double replicates)
{
	double distance = 0;
	qsort(p, size, sizeof *p, compare);
	for (size_t i = 0; i < size; i++)
		distance = fmax(distance, fmax((double)(i + 1) / (double)size - p[i], p[i] - (double)i / (double)size));
	return distance < 2.2 * sqrt(1 / (double)size + 1 / replicates);
}

/* An outcome of n records, from a generator that is not the tested one. */
static void draw_null(const double *reference, size_t values, size_t n, unsigned short state[3], double *count)
{
	for (size_t v = 0; v < values; v++)
		count[v] = 0;
	for (size_t i = 0; i < n; i++) {
		double left = erand48(state);
		size_t v = 0;
		while (v + 1 < values && left >= reference[v])
			left -= reference[v++];
		count[v]++;
	}
}

Test(stat_monte_carlo, fit_is_uniform_under_the_null)
{
	enum { SAMPLES = 2000 };
	static const size_t SIZES[] = {80, 4500}, VALUES[] = {60, 5};
	static struct segbias_chi2_query queries[SAMPLES];
	double weight[60], reference[60], count[60], p[SAMPLES];
	unsigned short state[3] = {1, 2, 3};
	for (size_t v = 0; v < 60; v++)
		weight[v] = 1 / (double)(v + 1);
	for (size_t i = 0; i < 2; i++) {
		share(weight, VALUES[i], reference);
		for (size_t j = 0; j < SAMPLES; j++) {
			draw_null(reference, VALUES[i], SIZES[i] + (i == 0 ? j % 40 : 0), state, count);
			queries[j] = query_of(count, reference, VALUES[i]);
		}
		cr_assert(fits(reference, VALUES[i], queries, SAMPLES, REPLICATES, 5));
		for (size_t j = 0; j < SAMPLES; j++)
			p[j] = queries[j].p;
		cr_expect(uniform(p, SAMPLES, REPLICATES), "n %zu", SIZES[i]);
	}
}

/* n of N without replacement. */
static void draw_row(const double *total, size_t values, double n, unsigned short state[3], double *count)
{
	double N = 0;
	for (size_t v = 0; v < values; v++)
		N += total[v];
	/* Each in turn is among the n with the chance that those left have. */
	for (size_t v = 0; v < values; v++) {
		count[v] = 0;
		for (int i = 0; i < total[v]; i++, N--) {
			bool drawn = erand48(state) * N < n;
			count[v] += drawn;
			n -= drawn;
		}
	}
}

Test(stat_monte_carlo, homogeneity_is_uniform_under_the_null)
{
	enum { SAMPLES = 1000, VALUES = 8 };
	static const double SIZES[] = {40, 300}, TOTAL[VALUES] = {200, 100, 150, 17, 60, 7, 80, 31};
	double count[VALUES], p[SAMPLES];
	unsigned short state[3] = {3, 2, 1};
	for (size_t i = 0; i < 2; i++) {
		for (size_t j = 0; j < SAMPLES; j++) {
			draw_row(TOTAL, VALUES, SIZES[i], state, count);
			p[j] = homogeneity(count, TOTAL, VALUES, 499, j);
		}
		cr_expect(uniform(p, SAMPLES, INFINITY), "n %g", SIZES[i]);
	}
}

/* --- homogeneity ---------------------------------------------------------------------------------------------------- */

/* stat_monte_carlo.py, {total[4], k[4], p}: outcomes and the exact probability of at least their chi2, both margins fixed. */
static const double TABLES[][9] = {
    {2, 2, 2, 2, 0, 0, 2, 2, 0.085714285714285715},
    {2, 2, 2, 2, 0, 1, 1, 2, 0.77142857142857146},
    {2, 2, 2, 2, 1, 1, 1, 1, 1},
    {1, 3, 5, 0, 1, 3, 0, 0, 0.0079365079365079361},
    {1, 3, 5, 0, 0, 0, 4, 0, 0.087301587301587297},
    {1, 3, 5, 0, 1, 0, 3, 0, 0.16666666666666666},
    {1, 3, 5, 0, 1, 2, 1, 0, 0.2857142857142857},
    {1, 3, 5, 0, 0, 1, 3, 0, 1},
    {4, 7, 9, 10, 0, 7, 7, 9, 0.00083210531486393557},
    {4, 7, 9, 10, 3, 2, 9, 9, 0.00429757343550447},
    {4, 7, 9, 10, 1, 7, 6, 9, 0.014888004715590923},
    {4, 7, 9, 10, 4, 5, 9, 5, 0.03958591217211907},
    {4, 7, 9, 10, 2, 7, 5, 9, 0.083735632183908046},
    {4, 7, 9, 10, 3, 5, 5, 10, 0.15488063660477452},
    {4, 7, 9, 10, 4, 6, 5, 8, 0.28143236074270556},
    {4, 7, 9, 10, 2, 5, 8, 8, 0.53828470380194515},
    {15, 17, 0, 0, 1, 12, 0, 0, 0.00029662588060808305},
    {15, 17, 0, 0, 11, 2, 0, 0, 0.00083103609485579786},
    {15, 17, 0, 0, 2, 11, 0, 0, 0.0045719075945898019},
    {15, 17, 0, 0, 10, 3, 0, 0, 0.010450419951314665},
    {15, 17, 0, 0, 3, 10, 0, 0, 0.035923973497122404},
    {15, 17, 0, 0, 9, 4, 0, 0, 0.070215295578017436},
    {15, 17, 0, 0, 4, 9, 0, 0, 0.16574112137479646},
    {15, 17, 0, 0, 8, 5, 0, 0, 0.28037211233093129},
    {15, 17, 0, 0, 5, 8, 0, 0, 0.49052892908384516},
    {15, 17, 0, 0, 7, 6, 0, 0, 0.71979091099611481},
    {15, 17, 0, 0, 6, 7, 0, 0, 1},
    {20, 40, 60, 0, 3, 26, 31, 0, 0.0011195706792374339},
    {20, 40, 60, 0, 7, 27, 26, 0, 0.019343936841191206},
    {20, 40, 60, 0, 7, 22, 31, 0, 0.35707874945465828},
    {12, 12, 50, 40, 5, 8, 11, 26, 0.00011819280541187278},
    {12, 12, 50, 40, 2, 4, 16, 28, 0.00024404883178011971},
    {12, 12, 50, 40, 1, 2, 31, 16, 0.00053524142520565356},
    {12, 12, 50, 40, 0, 3, 29, 18, 0.0012015541492104032},
    {12, 12, 50, 40, 1, 8, 28, 13, 0.0024873561810670841},
    {12, 12, 50, 40, 2, 9, 17, 22, 0.0052548202725851683},
    {12, 12, 50, 40, 2, 7, 17, 24, 0.011548856381415307},
    {12, 12, 50, 40, 1, 5, 21, 23, 0.02560357361708987},
    {12, 12, 50, 40, 2, 3, 23, 22, 0.058084818991841911},
    {12, 12, 50, 40, 2, 7, 25, 16, 0.1283554659523268},
    {12, 12, 50, 40, 5, 7, 25, 13, 0.28902591167010572},
    {12, 12, 50, 40, 6, 7, 20, 17, 0.68408566425418516},
};

static double sum_of(const double *count, size_t values)
{
	double sum = 0;
	for (size_t v = 0; v < values; v++)
		sum += count[v];
	return sum;
}

/* So few that all of them are counted. */
Test(stat_monte_carlo, homogeneity_of_few_tables_is_exact)
{
	for (size_t i = 0; i < sizeof TABLES / sizeof *TABLES; i++) {
		double p = homogeneity(TABLES[i] + 4, TABLES[i], 4, 9, i);
		cr_expect(near(p, TABLES[i][8]), "row %zu: %.17g", i, p);
		p = table_p(TABLES[i], 4, sum_of(TABLES[i] + 4, 4), chi2_of(TABLES[i] + 4, TABLES[i], 4), 9, i);
		cr_expect(near(p, TABLES[i][8]), "row %zu: %.17g", i, p);
	}
}

/* stat_monte_carlo.R, {total[6], k[6], p}: set.seed(1); chisq.test(rbind(k, total - k), simulate.p.value = TRUE,
 * B = 1e6) */
static const double TABLES_BY_R[][13] = {
    {7, 8, 9, 10, 0, 0, 3, 0, 4, 1, 0, 0, 0.060077939922060078},
    {3, 40, 20, 100, 30, 7, 1, 5, 0, 8, 4, 2, 0.14758685241314759},
    {70, 100, 11, 12, 0, 0, 30, 55, 2, 9, 0, 0, 0.017673982326017672},
    {9000, 10000, 100, 60, 0, 0, 400, 510, 3, 7, 0, 0, 0.013168986831013169},
};

Test(stat_monte_carlo, homogeneity_agrees_with_r)
{
	for (size_t i = 0; i < sizeof TABLES_BY_R / sizeof *TABLES_BY_R; i++) {
		const double *row = TABLES_BY_R[i];
		double p = homogeneity(row + 6, row, values_of(row), 99999, 1);
		cr_expect(close_to(p, row[12], 1. / 1000000 + 1. / 99999), "row %zu: %g", i, p);
	}
}

/* stat_monte_carlo.R, {K, N - K, n, k, p}: sums of dhyper. By individuals, by the search from 0, and by the ratio of uniforms. */
static const double OVERLAPS[][5] = {
    {10, 90, 40, 6, 0.30765078733833567},
    {40, 60, 90, 38, 0.30765078733833556},
    {50, 50, 50, 29, 0.16120115229876},
    {10000, 100000000, 10000, 3, 0.08026461158060369},
    {79000, 100000000, 10000, 12, 0.1497698682237697},
    {82000, 100000000, 10000, 3, 0.077293049038211464},
    {3000000, 7000000, 9000000, 2700500, 0.25057279554941947},
    {600000, 400000, 300000, 180400, 0.075155354137526609},
    {7000000000000000, 2000000000000000, 100, 70, 0.070530213819378407},
    {100, 9000000000000000, 4000000000000000, 52, 0.13223112537794485},
    {400000000, 9000000000000000, 1000000000, 50, 0.40840697849562013},
    {4000000000000000, 5000000000000000, 100000000000, 44444500000, 0.72367240258400045},
};

Test(stat_monte_carlo, homogeneity_of_two_values)
{
	for (size_t i = 0; i < sizeof OVERLAPS / sizeof *OVERLAPS; i++) {
		const double *row = OVERLAPS[i];
		double count[] = {row[3], row[2] - row[3]};
		double p = homogeneity(count, row, 2, 99999, 1);
		cr_expect(exact(p, row[4], 99999), "row %zu: %g", i, p);
	}
}

/* With many expected, the chi2 distribution is right: 60 columns of one size and of many. */
Test(stat_monte_carlo, homogeneity_finds_the_chi2_distribution)
{
	static const double SIZES[] = {1e6, 2e9, 3e15};
	double total[60];
	for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
		for (size_t v = 0; v < 60; v++)
			total[v] = floor(SIZES[i] / 60 * (i == 0 ? 1 : .2 + (double)v / 30));
		double p = table_p(total, 60, floor(SIZES[i] / 3), 68, REPLICATES, 9);
		cr_expect(exact(p, segbias_chi2_upper(68, 59), REPLICATES), "N %g: %g", SIZES[i], p);
	}
}

/* One row says all that the other does; an empty column says nothing. */
Test(stat_monte_carlo, homogeneity_of_the_other_row)
{
	static const double TOTAL[] = {90, 140, 0, 30, 600, 80}, DENSE[] = {90, 140, 30, 600, 80};
	static const double SIZES[] = {40, 46, 300, 469, 470, 894};
	for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
		double p = table_p(TOTAL, 6, SIZES[i], 5, 999, 1);
		cr_expect_eq(table_p(TOTAL, 6, 940 - SIZES[i], 5, 999, 1), p);
		double dense = table_p(DENSE, 5, SIZES[i], 5, 9999, 1);
		cr_expect(exact(dense, table_p(TOTAL, 6, SIZES[i], 5, 99999, 2), 9000), "n %g", SIZES[i]);
		cr_expect(p > .1 && p < .9);
	}
}

Test(stat_monte_carlo, homogeneity_is_deterministic_and_bounded)
{
	static const double TOTAL[] = {200, 300, 400, 60, 40};
	static const double SIZES[] = {40, 400};
	for (size_t i = 0; i < 2; i++) {
		double n = SIZES[i];
		double p = table_p(TOTAL, 5, n, 2, REPLICATES, 1);
		cr_expect_eq(table_p(TOTAL, 5, n, 2, REPLICATES, 1), p);
		cr_expect_neq(table_p(TOTAL, 5, n, 2, REPLICATES, 2), p);
		cr_expect_eq(table_p(TOTAL, 5, n, 0, 99, 1), 1);
		cr_expect_eq(table_p(TOTAL, 5, n, -1, 99, 1), 1);
		cr_expect_eq(table_p(TOTAL, 5, n, 1e9, 99, 1), .01);
		cr_expect_eq(table_p(TOTAL, 5, n, INFINITY, 99, 1), .01);
		cr_expect_eq(table_p(TOTAL, 5, n, 2, 0, 1), 1);
	}
	cr_expect_eq(table_p((double[]){0, 9}, 2, 4, 0, 99, 1), 1, "one column is always alike");
	cr_expect(isnan(table_p(TOTAL, 5, 0, 2, 99, 1)));
	cr_expect(isnan(table_p(TOTAL, 5, 1000, 2, 99, 1)));
	cr_expect(isnan(table_p(TOTAL, 5, 20.5, 2, 99, 1)));
	cr_expect(isnan(table_p(TOTAL, 5, NAN, 2, 99, 1)));
	cr_expect(isnan(table_p(TOTAL, 5, 20, NAN, 99, 1)));
	cr_expect(isnan(table_p(TOTAL, 0, 20, 2, 99, 1)));
	cr_expect(isnan(table_p((double[]){5, 5.5}, 2, 2, 2, 99, 1)));
	cr_expect(isnan(table_p((double[]){5, -5}, 2, 2, 2, 99, 1)));
	cr_expect(isnan(table_p((double[]){5, NAN}, 2, 2, 2, 99, 1)));
	cr_expect(isnan(table_p((double[]){9007199254740992, 1}, 2, 2, 2, 99, 1)));
}

/* stat_monte_carlo.py, {shared[5], own[5], p}: too many tables to be counted here; they are walked. */
static const double WALKED[][11] = {
    {60, 60, 120, 120, 240, 6, 8, 10, 7, 4, 0.0051827279462768007},
    {60, 60, 120, 120, 240, 4, 9, 3, 9, 10, 0.021654287337134672},
    {84, 28, 56, 112, 140, 5, 4, 12, 8, 6, 0.0079713365790645627},
    {40, 40, 40, 40, 40, 10, 16, 8, 6, 20, 0.074856155510427042},
};

static void totals_of(const double *shared, const double *own, size_t values, double *total)
{
	for (size_t v = 0; v < values; v++)
		total[v] = shared[v] + own[v];
}

Test(stat_monte_carlo, homogeneity_by_walks_is_exact)
{
	for (size_t i = 0; i < sizeof WALKED / sizeof *WALKED; i++) {
		const double *row = WALKED[i];
		double total[5];
		totals_of(row, row + 5, 5, total);
		double p = homogeneity(row + 5, total, 5, 99999, i);
		cr_expect(exact(p, row[10], 99999), "row %zu: %g", i, p);
		/* The same where nobody is its own: individuals of all are walked through. */
		p = table_p(total, 5, sum_of(row + 5, 5), chi2_of(row + 5, total, 5), 99999, i);
		cr_expect(exact(p, row[10], 99999), "row %zu: %g", i, p);
	}
}

/* stat_monte_carlo.py, {seed, shared[3], own[3], b}, which walks itself: the same replicates on every machine. */
static const double TABLE_STREAMS[][8] = {
    {1, 400, 300, 200, 60, 50, 40, 435},
    {9007199254740991, 900, 100, 500, 99, 20, 55, 64},
};

Test(stat_monte_carlo, homogeneity_draws_the_same_everywhere)
{
	for (size_t i = 0; i < sizeof TABLE_STREAMS / sizeof *TABLE_STREAMS; i++) {
		const double *row = TABLE_STREAMS[i];
		double total[3];
		totals_of(row + 1, row + 4, 3, total);
		double p = homogeneity(row + 4, total, 3, 999, (uint64_t)row[0]);
		cr_expect_eq(p, (1 + row[7]) / 1000, "row %zu: %g", i, p);
	}
}

/* Counted, walked and drawn by themselves, small rows and large ones; some have no p. */
Test(stat_monte_carlo, homogeneity_alone_is_homogeneity_among_others)
{
	enum { COUNT = 80, VALUES = 5 };
	static const double SHARED[VALUES] = {90, 400, 150, 0, 300};
	static double own[COUNT][VALUES];
	struct segbias_homogeneity_query together[COUNT], turned[COUNT];
	struct segbias_monte_carlo draws = {499, 30, 17};
	size_t undefined = 0;
	for (size_t i = 0; i < COUNT; i++) {
		double n = 0;
		for (size_t v = 0; v < VALUES; v++)
			n += own[i][v] = (double)(i * (v + 3) % 11 * (i % 7 == 0 ? 40 : 1 + i % 3));
		together[i] = turned[COUNT - 1 - i] = (struct segbias_homogeneity_query){
		    i % 5 ? own[i] : NULL, i % 5 ? n : (double)i, (double)(i % 13), 0, 0};
	}
	cr_assert(segbias_homogeneity_monte_carlo(SHARED, VALUES, together, COUNT, &draws));
	cr_assert(segbias_homogeneity_monte_carlo(SHARED, VALUES, turned, COUNT, &draws));
	for (size_t i = 0; i < COUNT; i++) {
		struct segbias_homogeneity_query alone = {together[i].own, together[i].n, together[i].chi2, 0, 0};
		cr_assert(segbias_homogeneity_monte_carlo(SHARED, VALUES, &alone, 1, &draws));
		undefined += isnan(alone.p) != 0;
		cr_expect(isnan(alone.p) ? isnan(together[i].p) : together[i].p == alone.p, "query %zu", i);
		cr_expect(isnan(alone.p) ? isnan(turned[COUNT - 1 - i].p) : turned[COUNT - 1 - i].p == alone.p,
		          "query %zu", i);
	}
	cr_expect(undefined > 0 && undefined < COUNT / 2);
}

/* --- stopping ------------------------------------------------------------------------------------------------------- */

/* Each way to draw that stops: fits by binomials, tables by walks and by themselves. */
static double p_by(int way, const struct segbias_monte_carlo *draws)
{
	static const double REFERENCE[] = {.5, .3, .2};
	struct segbias_chi2_query query = {6000, 3.1, 0};
	if (way == 0)
		return segbias_chi2_monte_carlo(REFERENCE, 3, &query, 1, draws) ? query.p : NAN;
	double total[5];
	totals_of(WALKED[3], WALKED[3] + 5, 5, total);
	if (way == 1)
		return stopped_homogeneity(WALKED[3] + 5, total, 5, draws);
	for (size_t v = 0; v < 5; v++)
		total[v] *= 100;
	struct segbias_homogeneity_query table = {.n = 9000, .chi2 = 8};
	return segbias_homogeneity_monte_carlo(total, 5, &table, 1, draws) ? table.p : NAN;
}

enum { WAYS = 3 };

/* p = stop / l says that the l-th is the one that reaches it: one fewer are as extreme before. */
Test(stat_monte_carlo, stops_with_the_last_extreme_one)
{
	for (int way = 0; way < WAYS; way++) {
		struct segbias_monte_carlo draws = {9999, 25, 3};
		double p = p_by(way, &draws);
		double drawn = 25 / p;
		cr_assert(drawn == rint(drawn) && drawn < 9999, "way %d: %g", way, p);
		draws = (struct segbias_monte_carlo){(unsigned)drawn, 0, 3};
		cr_expect_eq(p_by(way, &draws), 26 / (drawn + 1), "way %d", way);
		draws.replicates--;
		cr_expect_eq(p_by(way, &draws), 25 / drawn, "way %d", way);
		/* As many as there are to be, or more than come. */
		draws = (struct segbias_monte_carlo){200, 0, 3};
		double without = p_by(way, &draws);
		draws.stop = 190;
		cr_expect_eq(p_by(way, &draws), without, "way %d", way);
	}
}

/* How often an exact p of .041 reads above .05: with 100 rarely, with 20 too often. So a reported p is near. */
static double misread(unsigned stop)
{
	enum { SEEDS = 1000 };
	static const double REFERENCE[] = {.5, .3, .2};
	struct segbias_chi2_query query = {6000, 6.4, 0};
	double above = 0;
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct segbias_monte_carlo draws = {9999, stop, seed};
		cr_assert(segbias_chi2_monte_carlo(REFERENCE, 3, &query, 1, &draws));
		above += query.p > .05;
	}
	return above / SEEDS;
}

Test(stat_monte_carlo, stopped_p_is_near)
{
	double with_100 = misread(100);
	double with_20 = misread(20);
	cr_expect(with_100 <= .04, "%g", with_100);
	cr_expect(with_20 >= .15, "%g: stopping early is told from it", with_20);
}

/* Of a walk that all share nobody stops: the same p as without. */
Test(stat_monte_carlo, small_fits_do_not_stop)
{
	static const double REFERENCE[] = {.5, .3, .2};
	struct segbias_chi2_query queries[] = {{30, 1, 0}, {30, 3.1, 0}, {44, 2, 0}};
	struct segbias_chi2_query all[] = {{30, 1, 0}, {30, 3.1, 0}, {44, 2, 0}};
	struct segbias_monte_carlo draws = {999, 100, 5};
	cr_assert(segbias_chi2_monte_carlo(REFERENCE, 3, queries, 3, &draws));
	cr_assert(fits(REFERENCE, 3, all, 3, 999, 5));
	for (size_t i = 0; i < 3; i++)
		cr_expect_eq(queries[i].p, all[i].p, "query %zu", i);
}

/* The chance of p <= a is at most a: of 2500 under the null the number is within 4 standard errors above. */
Test(stat_monte_carlo, stopped_p_keeps_its_size)
{
	enum { SAMPLES = 2500 };
	static const double TOTAL[5] = {70, 70, 130, 130, 240}, AT[] = {.1, .05, .01};
	unsigned short state[3] = {5, 7, 11};
	double below[3] = {0}, count[5];
	for (size_t i = 0; i < SAMPLES; i++) {
		struct segbias_monte_carlo draws = {1999, 100, i};
		draw_row(TOTAL, 5, 35, state, count);
		double p = stopped_homogeneity(count, TOTAL, 5, &draws);
		for (size_t j = 0; j < 3; j++)
			below[j] += p <= AT[j];
	}
	for (size_t j = 0; j < 3; j++) {
		double error = sqrt(AT[j] * (1 - AT[j]) / SAMPLES);
		cr_expect(below[j] / SAMPLES <= AT[j] + 4 * error, "%g: %g", AT[j], below[j] / SAMPLES);
		cr_expect(below[j] / SAMPLES >= AT[j] - 4 * error - .002, "%g: %g", AT[j], below[j] / SAMPLES);
	}
}

/* Where a p need not be known better than that it is enough, it is at least that, and never more than it would be. */
Test(stat_monte_carlo, enough_is_enough)
{
	static const double ENOUGH[] = {1e-9, 1e-4, .00305, .0207, .07, .09, .5, 1.7};
	struct segbias_monte_carlo draws = {9999, 100, 3};
	double total[5];
	for (size_t row = 0; row < sizeof WALKED / sizeof *WALKED; row++) {
		totals_of(WALKED[row], WALKED[row] + 5, 5, total);
		for (size_t way = 0; way < 2; way++) {
			double n = sum_of(WALKED[row] + 5, 5) * (way ? 100 : 1);
			double chi2 = chi2_of(WALKED[row] + 5, total, 5);
			for (size_t v = 0; v < 5 && way; v++)
				total[v] *= 100;
			struct segbias_homogeneity_query all = {.n = n, .chi2 = chi2};
			cr_assert(segbias_homogeneity_monte_carlo(total, 5, &all, 1, &draws));
			for (size_t i = 0; i < sizeof ENOUGH / sizeof *ENOUGH; i++) {
				struct segbias_homogeneity_query query = {.n = n, .chi2 = chi2, .enough = ENOUGH[i]};
				cr_assert(segbias_homogeneity_monte_carlo(total, 5, &query, 1, &draws));
				cr_expect_eq(fmin(query.p, ENOUGH[i]), fmin(all.p, ENOUGH[i]),
				             "row %zu, way %zu, %g: %g, %g", row, way, ENOUGH[i], query.p, all.p);
			}
		}
	}
}

/* Fits of one size stop one after the other: each as it would alone. */
Test(stat_monte_carlo, fits_of_one_size_stop_by_themselves)
{
	static const double REFERENCE[] = {.5, .3, .2};
	struct segbias_monte_carlo draws = {1999, 50, 9};
	struct segbias_chi2_query together[] = {{6000, 1, 0}, {6000, 9, 0}, {6000, 4, 0}, {6000, 1, 0}};
	cr_assert(segbias_chi2_monte_carlo(REFERENCE, 3, together, 4, &draws));
	for (size_t i = 0; i < 4; i++) {
		struct segbias_chi2_query alone = {6000, together[i].chi2, 0};
		cr_assert(segbias_chi2_monte_carlo(REFERENCE, 3, &alone, 1, &draws));
		cr_expect_eq(together[i].p, alone.p, "query %zu", i);
	}
}
