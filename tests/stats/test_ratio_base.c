#include "stats/stats.h"

#include "near.h"
#include <criterion/criterion.h>

struct row {
	double k, n, N, K;
	double rho, p, p_greater, p_less, low, high;
};

/* scripts/oracle/ratio.py, "base": scipy fisher_exact; hypergeom.sf and cdf at ratio 1; elsewhere and for the limits
 * statsmodels test_proportions_2indep(compare = "ratio", method = "score") of the rates */
static const struct row ROWS[] = {
    {117, 1000, 5000, 500, 0.8, 0.051621156645810642, 1.1854190869738739e-06, 0.999998814580913, 100.34812886047381,
     135.22448666202817},
    {117, 1000, 5000, 500, 1, 0.051621156645810642, 0.027395966441940738, 0.97904405172473719, 100.34812886047381,
     135.22448666202817},
    {117, 1000, 5000, 500, 1.25, 0.051621156645810642, 0.81038341339269337, 0.18961658660730663, 100.34812886047381,
     135.22448666202817},
    {70, 1000, 5000, 500, 0.8, 0.00031325036162486801, 0.89868743802481665, 0.1013125619751834, 56.565098351227434,
     85.777093508751236},
    {70, 1000, 5000, 500, 1, 0.00031325036162486801, 0.9999034513272822, 0.00015912947041149658, 56.565098351227434,
     85.777093508751236},
    {70, 1000, 5000, 500, 1.25, 0.00031325036162486801, 0.99999999928614081, 7.1385920541894157e-10, 56.565098351227434,
     85.777093508751236},
    {0, 100, 1000, 40, 0.8, 0.027114694036038379, 0.97093374469981553, 0.029066255300184481, 0, 84.96990574679559},
    {0, 100, 1000, 40, 1, 0.027114694036038379, 1, 0.013520147422736438, 0, 84.96990574679559},
    {0, 100, 1000, 40, 1.25, 0.027114694036038379, 0.99287840886310208, 0.0071215911368978741, 0, 84.96990574679559},
    {39, 100, 1000, 40, 0.8, 1.4616280024128677e-41, 8.2964535532567828e-101, 1, 831.59317519766921,
     1125.7231765896272},
    {39, 100, 1000, 40, 1, 1.4616280024128677e-41, 1.4616280024128677e-41, 1, 831.59317519766921, 1125.7231765896272},
    {39, 100, 1000, 40, 1.25, 1.4616280024128677e-41, 4.5374495648402019e-62, 1, 831.59317519766921,
     1125.7231765896272},
    {12, 60, 100, 30, 0.8, 0.013488779129197286, 0.85174190692174545, 0.14825809307825455, 43.491759639266981,
     91.448501323304981},
    {12, 60, 100, 30, 1, 0.013488779129197286, 0.99803720732046963, 0.0073644621808029902, 43.491759639266981,
     91.448501323304981},
    {12, 60, 100, 30, 1.25, 0.013488779129197286, 0.99999853625723933, 1.4637427606897154e-06, 43.491759639266981,
     91.448501323304981},
};

static struct segbias_ratio ratio_of(const struct row *x)
{
	return (struct segbias_ratio){
	    .kind = SEGBIAS_KIND_BASE, .k = x->k, .n = x->n, .r = x->K / x->N, .N = x->N, .K = x->K, .whole = true};
}

Test(ratio_base, agrees_with_oracle)
{
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		const struct row *x = &ROWS[i];
		struct segbias_ratio ratio = ratio_of(x);
		double share_low, share_high, low, high;
		segbias_interval_exact(ratio.k, ratio.n, .05, &share_low, &share_high);
		segbias_ratio_index(&ratio, .05, share_low, share_high, &low, &high);
		cr_expect(near(segbias_ratio_p(&ratio), x->p), "p, row %zu: %.17g", i, segbias_ratio_p(&ratio));
		cr_expect(near(segbias_ratio_p_greater(&ratio, x->rho), x->p_greater), "p_greater, row %zu", i);
		cr_expect(near(segbias_ratio_p_less(&ratio, x->rho), x->p_less), "p_less, row %zu", i);
		cr_expect(near(low, x->low) && near(high, x->high), "limits, row %zu: %.17g %.17g", i, low, high);
	}
}

Test(ratio_base, everybody_drawn)
{
	struct segbias_ratio ratio = {
	    .kind = SEGBIAS_KIND_BASE, .k = 40, .n = 1000, .r = .04, .N = 1000, .K = 40, .whole = true};
	double low, high;
	segbias_ratio_index(&ratio, .05, 0, 1, &low, &high);
	cr_expect_eq(segbias_ratio_p(&ratio), 1);
	cr_expect_eq(segbias_ratio_p_greater(&ratio, 1), 1);
	cr_expect(low < 100 && high > 100);
}

/* Weighted: the score test also at 1. */
Test(ratio_base, effective_sizes)
{
	struct segbias_ratio ratio = {.kind = SEGBIAS_KIND_BASE, .k = 10.5, .n = 90.25, .r = .04, .N = 1000, .K = 40};
	struct segbias_two_shares shares = {10.5, 40, 90.25 - 10.5, 960};
	double z = segbias_score_z(&shares, 1);
	cr_expect(near(segbias_ratio_p(&ratio), 2 * segbias_normal_upper(fabs(z))));
	cr_expect(near(segbias_ratio_p_greater(&ratio, 1), segbias_normal_upper(z)));
}

/* All of a base that has no others: nothing to compare, and no division by zero. */
Test(ratio_base, one_value)
{
	struct segbias_ratio ratio = {
	    .kind = SEGBIAS_KIND_BASE, .k = 30, .n = 30, .r = 1, .N = 90, .K = 90, .whole = true};
	cr_expect_eq(segbias_ratio_p(&ratio), 1);
	cr_expect(near(segbias_ratio_p_greater(&ratio, .8), pow(.8, 30)));
	cr_expect_eq(segbias_ratio_p_less(&ratio, 1.25), 0);
}

/* k = n: the rates' ratio is unbounded, the share is not: at most everybody. */
Test(ratio_base, all_drawn_have_the_value)
{
	struct segbias_ratio ratio = {
	    .kind = SEGBIAS_KIND_BASE, .k = 20, .n = 20, .r = .4, .N = 100, .K = 40, .whole = true};
	double low, high;
	segbias_ratio_index(&ratio, .05, 0, 1, &low, &high);
	cr_expect(low > 100 && near(high, 250));
}
