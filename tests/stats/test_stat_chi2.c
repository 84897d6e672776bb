#include "stats/stats.h"

#include "near.h"
#include <criterion/criterion.h>

struct row {
	double chi2, df, p;
};

/* scripts/oracle/stat_chi2.R: pchisq(chi2, df, lower.tail = FALSE). gsl_cdf_chisq_Q aborts in the last. */
static const struct row TAILS[] = {
    {3.8399999999999999, 1, 0.050043521248705224},
    {11.07, 5, 0.050009618622405487},
    {1320, 1, 5.0929175992536893e-289},
    {1300, 5, 6.3873752344737106e-279},
    {100, 100, 0.48119168452795669},
    {1900, 200, 1.9615992918276707e-274},
    {0.01, 7, 0.99999999924305893},
    {250.5, 199, 0.0077584386977897091},
    {2000000, 2000000, 0.49986701923912741},
    {4260000000, 4259900000, 0.13931769035587296},
};

Test(stat_chi2, tail)
{
	for (size_t i = 0; i < sizeof TAILS / sizeof *TAILS; i++)
		cr_expect(near(segbias_chi2_upper(TAILS[i].chi2, TAILS[i].df), TAILS[i].p), "row %zu", i);
	cr_expect_eq(segbias_chi2_upper(0, 3), 1);
	cr_expect_eq(segbias_chi2_upper(INFINITY, 3), 0);
	cr_expect(isnan(segbias_chi2_upper(1, 0)) && isnan(segbias_chi2_upper(NAN, 1)) &&
	          isnan(segbias_chi2_upper(1, NAN)));
}
