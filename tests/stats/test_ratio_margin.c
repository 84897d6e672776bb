#include "stats/stats.h"

#include "near.h"
#include <criterion/criterion.h>

struct row {
	double k, n, r, se;
	double rho, p, p_greater, p_less, low, high;
};

/* scripts/oracle/ratio.py, "margin": DEFINITIONS.md' z with scipy norm.sf; limits: its roots by brentq */
static const struct row ROWS[] = {
    {117, 1000, 0.10000000000000001, 0.0040000000000000001, 0.8, 0.098700607852150263, 2.6625358241454303e-05,
     0.99997337464175851, 97.128893153610832, 141.26202700890229},
    {117, 1000, 0.10000000000000001, 0.0040000000000000001, 1.2, 0.098700607852150263, 0.60430444193598398,
     0.39569555806401602, 97.128893153610832, 141.26202700890229},
    {80, 1000, 0.10000000000000001, 0.0040000000000000001, 0.8, 0.052067926015826188, 0.50000000000000056,
     0.49999999999999939, 64.019543887648851, 100.20042147372831},
    {80, 1000, 0.10000000000000001, 0.0040000000000000001, 1.2, 0.052067926015826188, 0.99978963569088142,
     0.00021036430911856247, 64.019543887648851, 100.20042147372831},
    {0, 1000, 0.10000000000000001, 0.0040000000000000001, 0.8, 2.6577661074265036e-22, 1, 1.1964828650451815e-18, 0,
     3.8503333589206696},
    {0, 1000, 0.10000000000000001, 0.0040000000000000001, 1.2, 2.6577661074265036e-22, 1, 1.8411671583958486e-26, 0,
     3.8503333589206696},
    {117, 1000, 0.10000000000000001, 0, 0.8, 0.073139799658908877, 8.0587297253653877e-06, 0.99999194127027469,
     98.528387619228681, 138.40290938070657},
    {117, 1000, 0.10000000000000001, 0, 1.2, 0.073139799658908877, 0.61483264317883035, 0.38516735682116965,
     98.528387619228681, 138.40290938070657},
    {12.5, 100.25, 0.10000000000000001, 0.070000000000000007, 0.8, 0.74575957435823237, 0.23627441481651823,
     0.76372558518348177, 47.438480836100666, NAN},
    {12.5, 100.25, 0.10000000000000001, 0.070000000000000007, 1.2, 0.74575957435823237, 0.47923968575502413,
     0.52076031424497582, 47.438480836100666, NAN},
    {900, 1000, 0.80000000000000004, 0.050000000000000003, 0.8, 0.052511465567680694, 6.1166585902608084e-10,
     0.99999999938833417, 99.877466113519802, 128.20479933370262},
    {900, 1000, 0.80000000000000004, 0.050000000000000003, 1.2, 0.052511465567680694, 0.84006108171564486,
     0.15993891828435508, 99.877466113519802, 128.20479933370262},
};

static struct segbias_ratio ratio_of(const struct row *x)
{
	return (struct segbias_ratio){.kind = SEGBIAS_KIND_MARGIN, .k = x->k, .n = x->n, .r = x->r, .se = x->se};
}

Test(ratio_margin, agrees_with_oracle)
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

/* Without an error the limits are Wilson's over r. */
Test(ratio_margin, no_error)
{
	for (int k = 0; k <= 50; k += 10) {
		struct segbias_ratio ratio = {.kind = SEGBIAS_KIND_MARGIN, .k = k, .n = 50, .r = .3};
		double low, high, wilson_low, wilson_high;
		segbias_ratio_index(&ratio, .05, 0, 1, &low, &high);
		segbias_interval_wilson(k, 50, .05, &wilson_low, &wilson_high);
		cr_expect(near(low, 100 * wilson_low / .3) && near(high, 100 * wilson_high / .3), "k %d", k);
	}
}
