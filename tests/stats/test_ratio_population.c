#include "stats/stats.h"

#include "near.h"
#include <criterion/criterion.h>

struct row {
	double k, n, r;
	bool whole;
	double rho, p, p_greater, p_less, low, high;
};

/* scripts/oracle/ratio.py, "population": scipy binomtest, binom.sf, binom.cdf; weighted: special.betainc; limits: those
 * of Clopper and Pearson over r */
static const struct row ROWS[] = {
    {117, 1000, 0.10000000000000001, true, 0.8, 0.081664863128002724, 2.9027131736857586e-05, 0.99998141178906796,
     97.729002495066624, 138.55746639058341},
    {117, 1000, 0.10000000000000001, true, 1.25, 0.081664863128002724, 0.79066800085901123, 0.23844305243085792,
     97.729002495066624, 138.55746639058341},
    {80, 1000, 0.10000000000000001, true, 0.8, 0.034868805202456284, 0.51673941872541196, 0.52971377993323998,
     63.941982846673348, 98.57977904790215},
    {80, 1000, 0.10000000000000001, true, 1.25, 0.034868805202456284, 0.99999798249626526, 3.3827950503637317e-06,
     63.941982846673348, 98.57977904790215},
    {0, 1000, 0.10000000000000001, true, 0.8, 3.1214611845456287e-46, 1, 6.1351805162315964e-37, 0, 3.6820838968656719},
    {0, 1000, 0.10000000000000001, true, 1.25, 3.1214611845456287e-46, 1, 1.0187157538264436e-58, 0,
     3.6820838968656719},
    {1000, 1000, 0.10000000000000001, true, 0.8, 0, 0, 1, 996.31791610313439, 1000},
    {1000, 1000, 0.10000000000000001, true, 1.25, 0, 0, 1, 996.31791610313439, 1000},
    {12.5, 100.25, 0.10000000000000001, false, 0.8, 0.49465540660439117, 0.077677325135911829, 0.95920625759827749,
     67.1318250596279, 205.66391869246311},
    {12.5, 100.25, 0.10000000000000001, false, 1.25, 0.49465540660439117, 0.54890299406730392, 0.57088360327454946,
     67.1318250596279, 205.66391869246311},
    {0, 60.5, 0.10000000000000001, false, 0.8, 0.0034095873159071363, 1, 0.0064441190401759328, 0, 59.151559105801418},
    {0, 60.5, 0.10000000000000001, false, 1.25, 0.0034095873159071363, 1, 0.00031008960502505636, 0,
     59.151559105801418},
    {60.5, 60.5, 0.10000000000000001, false, 0.8, 6.3245553203367801e-61, 4.3345519563377142e-67, 1, 940.84844089419857,
     1000},
    {60.5, 60.5, 0.10000000000000001, false, 1.25, 6.3245553203367801e-61, 2.307043519314317e-55, 1, 940.84844089419857,
     1000},
};

static struct segbias_ratio ratio_of(const struct row *x)
{
	return (struct segbias_ratio){
	    .kind = SEGBIAS_KIND_POPULATION, .k = x->k, .n = x->n, .r = x->r, .whole = x->whole};
}

Test(ratio_population, agrees_with_oracle)
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

/* One value only, whatever its effective counts are. */
Test(ratio_population, one_value)
{
	struct segbias_ratio ratio = {.kind = SEGBIAS_KIND_POPULATION, .k = 40, .n = 40, .r = 1, .whole = true};
	cr_expect_eq(segbias_ratio_p(&ratio), 1);
	cr_expect(near(segbias_ratio_p_greater(&ratio, .8), pow(.8, 40)));
	cr_expect_eq(segbias_ratio_p_greater(&ratio, 1.25), 1);
	cr_expect_eq(segbias_ratio_p_less(&ratio, 1.25), 0);
}
