#include "stats/stats.h"

#include "near.h"
#include <criterion/criterion.h>

/* ks.test of R 4.2 ends its series where a term is under 1e-6; the next one is then much smaller. */
#define TOLERANCE_R 1e-8

enum { MASSES = 7 };

/* scripts/oracle/stat_kolmogorov.py: scipy.special.kolmogorov(x) */
static const double UPPER[][2] = {
    {0.01, 1},
    {0.040000000000000001, 1},
    {0.20000000000000001, 0.99999999999949496},
    {0.29999999999999999, 0.99999069419866549},
    {0.5, 0.96394524366487511},
    {0.69999999999999996, 0.71123519502968935},
    {0.80000000000000004, 0.54414241157419807},
    {0.8199999, 0.51197186417885465},
    {0.81999999999999995, 0.51197170529849734},
    {0.90000000000000002, 0.39273070794065429},
    {1, 0.26999967167735456},
    {1.2, 0.11224966667072497},
    {1.3600000000000001, 0.049485876755377876},
    {1.6299999999999999, 0.009846364888486529},
    {2, 0.00067092525577969533},
    {3, 3.0459959489425258e-08},
    {5, 3.8574996959278356e-22},
    {8, 5.1444187452848296e-56},
    {13, 3.2321768276405022e-147},
    {18, 7.5544999447242489e-282},
    {18.5, 1.0628136728909079e-297},
};

/* scripts/oracle/stat_kolmogorov.py: {ks, n, m, p}, scipy.special.kolmogorov(sqrt(n m / (n + m)) ks) */
static const double P[][4] = {
    {0.10000000000000001, 100, 200, 0.5175506635818754},
    {0.029999999999999999, 1234.5, 8000.25, 0.29083151187584116},
    {0.5, 10, 7, 0.25467776793065727},
    {0.0001, 10000000000, 3000000000, 1.8057985187091228e-20},
    {0.012999999999999999, 5000, INFINITY, 0.36672108555376126},
    {1, 4, 6, 0.016459484923676555},
    {0.20000000000000001, INFINITY, 40, 0.08151888641220964},
};

/* scripts/oracle/stat_kolmogorov.R: ks.test(x, y, exact = FALSE); the last ks.test(x, "punif", exact = FALSE) */
static const double P_R[][4] = {
    {0.17500000000000007, 40, 30, 0.67004162484892604},
    {0.1333333333333333, 200, 300, 0.028056856261457264},
    {0.075417789002657096, 50, INFINITY, 0.93860255004561777},
};

static const struct samples {
	size_t a_count, b_count;
	struct segbias_mass a[MASSES], b[MASSES];
} SAMPLES[] = {
    {5, 7, {{1, 1}, {2, 1}, {2, 1}, {3, 1}, {7, 1}}, {{0, 1}, {2, 1}, {3, 1}, {3, 1}, {3, 1}, {9, 1}, {9.5, 1}}},
    {5, 4, {{-4, .5}, {-1.5, 2.25}, {0, 1}, {2, 3}, {2, .75}}, {{-4, 7}, {-2, 1}, {2, 2.5}, {6, .125}}},
    {2, 2, {{1, 1}, {2, 3}}, {{10, 5}, {11, 1}}},
    {1, 3, {{5, 2}}, {{5, 1}, {5, 4}, {8, .1}}},
    {2, 1, {{1e6, 1}, {1e6 + 1, 1}}, {{1e6 + .5, 3}}},
};

/* scripts/oracle/stat_kolmogorov.py: {ks, wasserstein}, scipy.stats.ks_2samp where the weights are 1 and the weighted
 * distribution functions elsewhere; scipy.stats.wasserstein_distance(u_weights, v_weights) */
static const double DISTANCE[][2] = {
    {0.31428571428571428, 1.5},
    {0.68627450980392157, 2.6598039215686273},
    {1, 8.4166666666666661},
    {0.019607843137254832, 0.058823529411764497},
    {0.5, 0.5},
};

enum { SAMPLE_COUNT = sizeof SAMPLES / sizeof *SAMPLES };

Test(stat_kolmogorov, upper_agrees_with_scipy)
{
	for (size_t i = 0; i < sizeof UPPER / sizeof *UPPER; i++) {
		double p = segbias_kolmogorov_upper(UPPER[i][0]);
		cr_expect(near_within(p, UPPER[i][1], TOLERANCE_EXACT), "x %g: %.17g", UPPER[i][0], p);
	}
}

/* The two series are one function: no step where they meet, and never a rise. */
Test(stat_kolmogorov, upper_falls_without_a_step)
{
	double below = segbias_kolmogorov_upper(nextafter(.82, 0));
	double above = segbias_kolmogorov_upper(.82);
	cr_expect(near_within(below, above, 1e-14), "%.17g %.17g", below, above);
	double last = 1;
	for (int i = 1; i < 2000; i++) {
		double p = segbias_kolmogorov_upper(i / 100.);
		cr_expect(p <= last && p >= 0, "x %g", i / 100.);
		last = p;
	}
}

Test(stat_kolmogorov, upper_at_the_ends)
{
	cr_expect(segbias_kolmogorov_upper(0) == 1 && segbias_kolmogorov_upper(-3) == 1);
	cr_expect(segbias_kolmogorov_upper(1e-300) == 1 && segbias_kolmogorov_upper(-INFINITY) == 1);
	cr_expect(segbias_kolmogorov_upper(100) == 0 && segbias_kolmogorov_upper(INFINITY) == 0);
	cr_expect(isnan(segbias_kolmogorov_upper(NAN)));
}

Test(stat_kolmogorov, p_agrees_with_scipy_and_r)
{
	for (size_t i = 0; i < sizeof P / sizeof *P; i++) {
		cr_expect(near(segbias_ks_p(P[i][0], P[i][1], P[i][2]), P[i][3]), "row %zu", i);
		cr_expect(near(segbias_ks_p(P[i][0], P[i][2], P[i][1]), P[i][3]), "row %zu, swapped", i);
	}
	for (size_t i = 0; i < sizeof P_R / sizeof *P_R; i++) {
		double p = segbias_ks_p(P_R[i][0], P_R[i][1], P_R[i][2]);
		cr_expect(near_within(p, P_R[i][3], TOLERANCE_R), "row %zu: %.17g", i, p);
	}
}

Test(stat_kolmogorov, p_domain)
{
	cr_expect(segbias_ks_p(0, 10, 20) == 1 && segbias_ks_p(0, INFINITY, INFINITY) == 1);
	cr_expect(segbias_ks_p(.1, INFINITY, INFINITY) == 0);
	/* n m overflows. */
	cr_expect(segbias_ks_p(1e-150, 1e300, 1e300) > .2);
	static const double BAD[][3] = {{-.1, 5, 5}, {1.1, 5, 5},  {.5, 0, 5},  {.5, 5, -1},
	                                {NAN, 5, 5}, {.5, NAN, 5}, {.5, 5, NAN}};
	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
		cr_expect(isnan(segbias_ks_p(BAD[i][0], BAD[i][1], BAD[i][2])), "row %zu", i);
}

Test(stat_kolmogorov, distance_agrees_with_scipy)
{
	for (size_t i = 0; i < SAMPLE_COUNT; i++) {
		const struct samples *x = &SAMPLES[i];
		struct segbias_distribution_distance out;
		segbias_distribution_distance(x->a, x->a_count, x->b, x->b_count, &out);
		cr_expect(near(out.ks, DISTANCE[i][0]) && near(out.wasserstein, DISTANCE[i][1]), "row %zu: %.17g %.17g",
		          i, out.ks, out.wasserstein);
		segbias_distribution_distance(x->b, x->b_count, x->a, x->a_count, &out);
		cr_expect(near(out.ks, DISTANCE[i][0]) && near(out.wasserstein, DISTANCE[i][1]), "row %zu, swapped", i);
	}
}

/* Values a x + b: the same ks, a times the area; turned round and back to front as well. Weights times 3: nothing. */
Test(stat_kolmogorov, distance_scaled)
{
	for (size_t i = 0; i < SAMPLE_COUNT; i++) {
		struct segbias_mass a[MASSES], b[MASSES];
		for (size_t k = 0; k < SAMPLES[i].a_count; k++) {
			const struct segbias_mass *mass = &SAMPLES[i].a[SAMPLES[i].a_count - 1 - k];
			a[k] = (struct segbias_mass){7 - 2.5 * mass->value, 3 * mass->weight};
		}
		for (size_t k = 0; k < SAMPLES[i].b_count; k++) {
			const struct segbias_mass *mass = &SAMPLES[i].b[SAMPLES[i].b_count - 1 - k];
			b[k] = (struct segbias_mass){7 - 2.5 * mass->value, mass->weight};
		}
		struct segbias_distribution_distance out;
		segbias_distribution_distance(a, SAMPLES[i].a_count, b, SAMPLES[i].b_count, &out);
		cr_expect(near(out.ks, DISTANCE[i][0]) && near(out.wasserstein, 2.5 * DISTANCE[i][1]), "row %zu", i);
	}
}

static bool no_distance(const struct segbias_mass *a, size_t a_count, const struct segbias_mass *b, size_t b_count)
{
	struct segbias_distribution_distance out;
	segbias_distribution_distance(a, a_count, b, b_count, &out);
	return out.ks == 0 && out.wasserstein == 0;
}

Test(stat_kolmogorov, identical_is_exactly_zero)
{
	for (int n = 2; n < 200; n++) {
		struct segbias_mass a[6], b[6], c[6], split[12];
		for (int i = 0; i < 6; i++) {
			double weight = 1 + (i * 31 + n * 17) % 23;
			a[i] = (struct segbias_mass){i * 1.1 + n, weight};
			b[i] = (struct segbias_mass){i * 1.1 + n, weight * n};
			c[i] = (struct segbias_mass){i * 1.1 + n, weight / n};
			/* Each tie in two parts, the second before the first in every other one. */
			split[2 * i + i % 2] = (struct segbias_mass){i * 1.1 + n, weight / n / 3};
			split[2 * i + 1 - i % 2] = (struct segbias_mass){i * 1.1 + n, weight / n - weight / n / 3};
		}
		cr_expect(no_distance(a, 6, b, 6) && no_distance(c, 6, c, 6), "n %d", n);
		struct segbias_distribution_distance out;
		segbias_distribution_distance(a, 6, c, 6, &out);
		cr_expect(out.ks < 1e-15, "n %d: %g", n, out.ks);
		segbias_distribution_distance(c, 6, split, 12, &out);
		cr_expect(out.ks < 1e-15, "n %d: %g", n, out.ks);
	}
	/* The order of a tie's parts is nothing, though it is something to a plain sum. */
	for (int n = 2; n < 200; n++) {
		struct segbias_mass a[12], b[12];
		for (int i = 0; i < 12; i++)
			a[i] = b[i / 4 * 4 + 3 - i % 4] = (struct segbias_mass){floor(i / 4.), 1. / (n + i)};
		cr_expect(no_distance(a, 12, b, 12), "n %d", n);
	}
}

/* Nothing in common: ks is 1 and the area the difference of the means. */
Test(stat_kolmogorov, apart)
{
	static const struct segbias_mass LOW[] = {{1, 2}, {3, 2}};
	static const struct segbias_mass HIGH[] = {{10, 1}, {20, 3}};
	static const struct segbias_mass ENDS[] = {{-1e308, 1}, {1e308, 1}};
	struct segbias_distribution_distance out;
	segbias_distribution_distance(LOW, 2, HIGH, 2, &out);
	cr_expect(out.ks == 1 && near(out.wasserstein, 15.5));
	cr_expect(no_distance(ENDS, 2, ENDS, 2));
}

Test(stat_kolmogorov, distance_domain)
{
	static const struct segbias_mass GOOD[] = {{1, 1}, {2, 1}};
	static const struct segbias_mass BAD[][2] = {
	    {{2, 1}, {1, 1}},   {{1, 0}, {2, 1}},        {{1, -1}, {2, 3}},    {{NAN, 1}, {2, 1}},
	    {{1, NAN}, {2, 1}}, {{1, 1}, {INFINITY, 1}}, {{1, 1}, {2, 1e200}}, {{1, 1e-200}, {2, 1e-200}}};
	struct segbias_distribution_distance out;
	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
		segbias_distribution_distance(GOOD, 2, BAD[i], 2, &out);
		cr_expect(isnan(out.ks) && isnan(out.wasserstein), "bad %zu", i);
		segbias_distribution_distance(BAD[i], 2, GOOD, 2, &out);
		cr_expect(isnan(out.ks) && isnan(out.wasserstein), "bad %zu, swapped", i);
	}
	segbias_distribution_distance(GOOD, 2, NULL, 0, &out);
	cr_expect(isnan(out.ks) && isnan(out.wasserstein));
	segbias_distribution_distance(NULL, 0, GOOD, 2, &out);
	cr_expect(isnan(out.ks) && isnan(out.wasserstein));
}
