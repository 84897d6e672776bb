#include "stats/stats.h"

#include "near.h"
#include <criterion/criterion.h>
#include <string.h>

enum { VALUES = 4 };

struct row {
	size_t values;
	double count[VALUES], reference[VALUES];
	struct segbias_distance expected;
};

/* scripts/oracle/stat_distance.py: scipy chisquare(k, n r), power_divergence(lambda_ = "log-likelihood"),
 * jensenshannon(x, r, base = 2)**2, entropy(x, r, base = 2); the others by formula in numpy */
static const struct row ROWS[] = {
    {3,
     {30, 50, 20},
     {.25, .5, .25},
     {2, 2.0135513550688877, 0.1414213562373095, 0.081649658092772609, 0.049999999999999989, 0.054496528967205179,
      0.0036495783802369848, 0.014524702772665673, 0.050318222319930703, 0.020273255405408211, 0.076980035891950085,
      25}},
    {4,
     {120, 0, 380, 500},
     {.2, .009, .291, .5},
     {68.219931271477662, 80.206319313355834, 0.26118945474784711, 0.024890869407516836, 0.089000000000000024,
      0.018275855889685739, 0.016060802702879413, 0.057856629560667588, 0.11200425788265148, 0.10466382668107421,
      0.12280922960449384, 9}},
    {2,
     {900, 100},
     {.99995, .00005},
     {199810.04050202508, 1330.6215659744039, 14.135417945785157, 0.099954997749887489, 0.099949999999999997,
      0.00017840795124922658, 0.051612089735423604, 0.95984056726558986, 0.22159501652994959, 0.70061053828537356,
      14.135417945785546, 0.050000000000000003}},
};

static const struct {
	const char *name;
	size_t offset;
} FIGURES[] = {
    {"chi2", offsetof(struct segbias_distance, chi2)},
    {"g", offsetof(struct segbias_distance, g)},
    {"w", offsetof(struct segbias_distance, w)},
    {"fei", offsetof(struct segbias_distance, fei)},
    {"tvd", offsetof(struct segbias_distance, tvd)},
    {"tvd_noise", offsetof(struct segbias_distance, tvd_noise)},
    {"js_bits", offsetof(struct segbias_distance, js_bits)},
    {"kl_bits", offsetof(struct segbias_distance, kl_bits)},
    {"hellinger", offsetof(struct segbias_distance, hellinger)},
    {"psi", offsetof(struct segbias_distance, psi)},
    {"asmd", offsetof(struct segbias_distance, asmd)},
    {"expected_min", offsetof(struct segbias_distance, expected_min)},
};

/* The first figure that is not as expected; NULL: none. */
static const char *wrong(const struct segbias_distance *actual, const struct segbias_distance *expected)
{
	for (size_t i = 0; i < sizeof FIGURES / sizeof *FIGURES; i++) {
		double x, y;
		memcpy(&x, (const char *)actual + FIGURES[i].offset, sizeof x);
		memcpy(&y, (const char *)expected + FIGURES[i].offset, sizeof y);
		if (!near(x, y))
			return FIGURES[i].name;
	}
	return NULL;
}

Test(stat_distance, agrees_with_scipy)
{
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct segbias_distance out;
		segbias_distance(ROWS[i].count, ROWS[i].reference, ROWS[i].values, &out);
		cr_expect_null(wrong(&out, &ROWS[i].expected), "row %zu: %s", i, wrong(&out, &ROWS[i].expected));
	}
}

Test(stat_distance, order_of_values_is_nothing)
{
	double count[VALUES], reference[VALUES];
	for (size_t v = 0; v < VALUES; v++) {
		count[v] = ROWS[1].count[VALUES - 1 - v];
		reference[v] = ROWS[1].reference[VALUES - 1 - v];
	}
	struct segbias_distance out;
	segbias_distance(count, reference, VALUES, &out);
	cr_expect_null(wrong(&out, &ROWS[1].expected));
}

/* scripts/oracle/stat_distance.py, near(): 50 decimal digits. scipy has four digits of the js. */
Test(stat_distance, close_distributions_keep_their_digits)
{
	double count[] = {250001000, 499999000, 250000000};
	double reference[] = {.25, .5, .25};
	struct segbias_distance out;
	segbias_distance(count, reference, 3, &out);
	cr_expect(near(out.js_bits, 1.082020198649229e-12), "%.17g", out.js_bits);
	cr_expect(near(out.kl_bits, 4.3280822372854649e-12), "%.17g", out.kl_bits);
	cr_expect(near(out.psi, 5.9999940000239996e-12), "%.17g", out.psi);
	cr_expect(near(out.g, 0.0059999960000119996), "%.17g", out.g);
}

Test(stat_distance, identical_is_exactly_zero)
{
	for (int n = 1; n < 400; n++) {
		double count[] = {3, n, 7, 1};
		double reference[VALUES];
		for (size_t v = 0; v < VALUES; v++)
			reference[v] = count[v] / (n + 11);
		struct segbias_distance out;
		segbias_distance(count, reference, VALUES, &out);
		cr_expect(out.chi2 == 0 && out.g == 0 && out.w == 0 && out.fei == 0 && out.tvd == 0, "n %d", n);
		cr_expect(out.js_bits == 0 && out.kl_bits == 0 && out.hellinger == 0 && out.psi == 0 && out.asmd == 0,
		          "n %d", n);
	}
}

/* Nothing in common, but for what the reference must have: the bounds. */
Test(stat_distance, bounds)
{
	double count[] = {0, 50};
	double reference[] = {1 - 1e-9, 1e-9};
	struct segbias_distance out;
	segbias_distance(count, reference, 2, &out);
	cr_expect(near_within(out.tvd, 1, 1e-8) && near_within(out.js_bits, 1, 1e-7) && near(out.fei, 1));
	cr_expect(out.hellinger <= 1 && near_within(out.hellinger, 1, 1e-4));
}

/* All records have the rarest value: fei is 1, and by rounding no more, as its range says. */
Test(stat_distance, bounds_are_kept)
{
	for (int i = 1; i <= 50000; i++) {
		double count[] = {412, 0};
		double reference[] = {i / 1e5, 1 - i / 1e5};
		struct segbias_distance out;
		segbias_distance(count, reference, 2, &out);
		cr_expect(out.fei <= 1 && near(out.fei, 1), "reference %d: %.17g", i, out.fei);
		cr_expect(out.tvd <= 1 && out.js_bits <= 1 && out.hellinger <= 1, "reference %d", i);
	}
}

Test(stat_distance, one_value_and_domain)
{
	double count[] = {12, 5};
	double reference[] = {1, .5};
	struct segbias_distance out;
	segbias_distance(count, reference, 1, &out);
	cr_expect(out.chi2 == 0 && out.tvd == 0 && out.tvd_noise == 0 && out.psi == 0);
	cr_expect(isnan(out.fei) && isnan(out.asmd));
	static const double BAD[][4] = {
	    {0, 0, .5, .5}, {-1, 2, .5, .5}, {1, 2, 0, 1}, {NAN, 1, .5, .5}, {1, 1, NAN, .5}};
	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
		segbias_distance(BAD[i], BAD[i] + 2, 2, &out);
		cr_expect(isnan(out.chi2) && isnan(out.psi) && isnan(out.asmd) && isnan(out.expected_min));
	}
	segbias_distance(count, reference, 0, &out);
	cr_expect(isnan(out.chi2));
}
