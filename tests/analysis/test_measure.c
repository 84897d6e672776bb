#include "jobs/run.h"

/* An attribute of one value has nothing to test: df 0, p null, no verdict, no test counted; its value is at 100. */
Test(measure, one_value)
{
	struct run run = run_good("segment,g,count\nS,a,100\n", "attribute,value,count\ng,a,5000000\n", NULL);
	const struct segbias_comparison *c = run_comparison(&run, "S", "g");
	cr_assert(c->df == 0 && isnan(c->p) && isnan(c->q) && c->p_method == SEGBIAS_P_NONE);
	const struct segbias_value_finding *v = &c->values[0];
	cr_assert(c->state == SEGBIAS_STATE_ONE_VALUE && !c->tested && v->index == 100);
	cr_assert(isnan(v->p) && isnan(v->q) && isnan(v->n_needed) && v->verdict == SEGBIAS_VERDICT_UNCLEAR);
	cr_assert(v->reason == SEGBIAS_REASON_NONE && v->robust == SEGBIAS_TRUTH_UNDEFINED);
	cr_assert(run.findings->family_segments == 0 && run.findings->family_whole == 0);
	cr_assert(run.findings->summary.verdicts[SEGBIAS_VERDICT_UNCLEAR] == 0);
	cr_assert(isnan(c->values[0].residual) && isnan(c->asmd) && isnan(c->fei));
	run_release(&run);
}

/* scipy: x = [.6, .25, .15]; r = [.5, .3, .2]; n = 200
 *   2 * n * entropy(x, r); sqrt(sum((x - r)**2 / r)); sum(abs(x - r)) / 2; sum(sqrt(r * (1 - r) / (2 * pi * n)));
 *   jensenshannon(x, r, base=2)**2; entropy(x, r, base=2); sqrt(sum((sqrt(x) - sqrt(r))**2) / 2);
 *   sum((x - r) * log(x / r)); mean(abs(x - r) / sqrt(r * (1 - r))); fei sqrt(chi2 / (n * (1 / .2 - 1))) */
Test(measure, effects)
{
	struct run run = run_good("segment,g,count\nS,a,120\nS,b,50\nS,c,30\n",
	                          "attribute,value,count\ng,a,5000000\ng,b,3000000\ng,c,2000000\n", NULL);
	const struct segbias_comparison *c = run_comparison(&run, "S", "g");
	const struct {
		const char *name;
		double actual, expected;
	} rows[] = {
	    {"chi2", c->chi2, 8.166666666666666},
	    {"g", c->g, 8.264093604046776},
	    {"w", c->w, 0.20207259421636903},
	    {"tvd", c->tvd, 0.09999999999999999},
	    {"tvd_noise", c->tvd_noise, 0.03831573862421506},
	    {"js_bits", c->js_bits, 0.007510151725516889},
	    {"kl_bits", c->kl_bits, 0.029806417150001215},
	    {"hellinger", c->hellinger, 0.07218783128314006},
	    {"psi", c->psi, 0.041732337141682244},
	    {"asmd", c->asmd, 0.1447029817059987},
	    {"fei", c->fei, 0.10103629710818451},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		RUN_NEAR(rows[i].actual, rows[i].expected, rows[i].name);
	run_release(&run);
}

/* DEFINITIONS.md: to the nearest whole, half to even. */
Test(measure, shortfall)
{
	struct run run =
	    run_good("segment,g,count\nS,a,1\nT,a,3\nT,b,2\nU,b,1\n", "g,count\na,500000\nb,500000\n", NULL);
	cr_assert_eq(run_value(&run, "S", "g", "a")->shortfall, 0);  /* -0.5 */
	cr_assert_eq(run_value(&run, "U", "g", "a")->shortfall, 0);  /* 0.5 */
	cr_assert_eq(run_value(&run, "T", "g", "a")->shortfall, 0);  /* -0.5 */
	cr_assert_eq(run_value(&run, NULL, "g", "a")->shortfall, 0); /* 3.5 - 4, to even */
	run_release(&run);
}

/* R: prop.test(30, 100, correct = FALSE)$conf.int */
Test(measure, wilson)
{
	struct segbias_compare_options options = {.interval = "wilson"};
	struct run run = run_good("segment,g,count\nS,a,30\nS,b,70\n", "g,count\na,500000\nb,500000\n", &options);
	const struct segbias_value_finding *a = run_value(&run, "S", "g", "a");
	RUN_NEAR(a->share_low, 0.21894885294932756, "low");
	RUN_NEAR(a->share_high, 0.39584854633346661, "high");
	RUN_NEAR(a->index_low, 200 * a->share_low, "index");
	run_release(&run);
}
