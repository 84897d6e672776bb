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
	struct segbias_options options = {.interval = "wilson"};
	struct run run = run_good("segment,g,count\nS,a,30\nS,b,70\n", "g,count\na,500000\nb,500000\n", &options);
	const struct segbias_value_finding *a = run_value(&run, "S", "g", "a");
	RUN_NEAR(a->share_low, 0.21894885294932756, "low");
	RUN_NEAR(a->share_high, 0.39584854633346661, "high");
	RUN_NEAR(a->index_low, 200 * a->share_low, "index");
	run_release(&run);
}

/* --- what is given without a verdict ------------------------------------------------------------------------------- */

/* Which figures of a value are numbers: share, s its limits, i those of the index, z the residual, p (with p_flag and p_within),
 * q (with the other three), r robust, n needed, d detectable on either side. */
static const char *list_figures(const struct segbias_value_finding *v, char out[16])
{
	const double p[] = {v->p, v->p_flag, v->p_within};
	const double q[] = {v->q, v->q_flag, v->q_likely, v->q_within};
	int tests[] = {0, 0};
	for (size_t i = 0; i < 3; i++)
		tests[0] += isfinite(p[i]) != 0;
	for (size_t i = 0; i < 4; i++)
		tests[1] += isfinite(q[i]) != 0;
	const bool given[] = {isfinite(v->share_low), isfinite(v->index_low),
	                      isfinite(v->residual),  tests[0] == 3,
	                      tests[1] == 4,          v->robust != SEGBIAS_TRUTH_UNDEFINED,
	                      isfinite(v->n_needed),  isfinite(v->detectable_under) || isfinite(v->detectable_over)};
	size_t size = 0;
	for (size_t i = 0; i < sizeof given / sizeof *given; i++)
		if (given[i])
			out[size++] = "sizpqrnd"[i];
	out[size] = '\0';
	return tests[0] % 3 || tests[1] % 4 ? "some of p or q only" : out;
}

static void add_records(struct segbias_text *text, const char *header, const char *row, int count)
{
	segbias_text_add_string(text, header);
	for (int i = 0; i < count; i++)
		segbias_text_add_format(text, row, "abb"[i % 3], i);
}

/* DEFINITIONS.md, "What is given without a verdict": a row there is one or more here. */
Test(measure, figures_by_reason)
{
	static const char HALVES[] = "attribute,value,count\ng,a,5000000\ng,b,5000000\n";
	static const char THIRDS[] = "attribute,value,count\ng,a,4000000\ng,b,3500000\ng,c,2500000\n";
	static const char WIDE[] = "attribute,value,share,moe\ng,a,.02,.0115\ng,b,.98,.0115\n";
	struct segbias_text weighted = {0}, heavy = {0}, nine = {0}, respondents = {0};
	add_records(&weighted, "g,weight\na,2\n", "%c,1\n", 60);
	add_records(&heavy, "g,weight\na,900\n", "%c,1\n", 60);
	add_records(&nine, "g,who\n", "%c,p%dx\n", 0);
	for (int i = 0; i < 90; i++)
		segbias_text_add_format(&nine, "%c,p%dx\n", "abb"[i % 3], i % 9);
	add_records(&respondents, "g,w\na,900\n", "%c,1\n", 200);
	const struct {
		const char *campaign, *reference;
		struct segbias_options options;
		const char *value;
		enum segbias_reason reason;
		const char *figures;
	} rows[] = {
	    {"g,n\na,420\nb,580\n", HALVES, RUN_DEFAULTS, "a", SEGBIAS_REASON_NONE, "sizpqnd"},
	    {"g,n\na,120\nb,880\n", HALVES, RUN_DEFAULTS, "a", SEGBIAS_REASON_NONE, "sizpqrd"}, /* a verdict */
	    {"g,n\na,200\nb,600\nq,400\n", HALVES, RUN_DEFAULTS, "a", SEGBIAS_REASON_UNMATCHED, "sizpqd"},
	    {"g,n\na,10\nb,11\n", HALVES, RUN_DEFAULTS, "a", SEGBIAS_REASON_TOO_FEW, "sizpnd"},
	    {nine.data, HALVES, {.person = "who"}, "a", SEGBIAS_REASON_TOO_FEW, "sizpnd"},
	    {weighted.data, THIRDS, RUN_DEFAULTS, "c", SEGBIAS_REASON_TOO_FEW, "siz"}, /* nobody has it */
	    {"segment,g\nS,\nS,\n", HALVES, RUN_DEFAULTS, "a", SEGBIAS_REASON_TOO_FEW, ""},
	    {heavy.data, HALVES, RUN_DEFAULTS, "a", SEGBIAS_REASON_WEIGHTS, "siz"},
	    {"g,n\na,420\nb,580\n", respondents.data, {.reference.weight = "w"}, "a", SEGBIAS_REASON_WEIGHTS, "siz"},
	    {"g,n\na,10\nb,11\n", respondents.data, {.reference.weight = "w"}, "a", SEGBIAS_REASON_TOO_FEW, "sizp"},
	    {"g,n\na,20\nb,580\n", WIDE, RUN_DEFAULTS, "a", SEGBIAS_REASON_MARGIN, "sizp"},
	    {"g,n\na,2\nb,18\n", WIDE, RUN_DEFAULTS, "a", SEGBIAS_REASON_TOO_FEW, "sizp"},
	    {"g,n\na,20\n", "attribute,value,count\ng,a,5000000\n", RUN_DEFAULTS, "a", SEGBIAS_REASON_NONE, ""},
	    {"g,n\na,42\nb,58\n",
	     "g,w\na,500\nb,700\nb,600\n",
	     {.reference_kind = "base", .reference.weight = "w"},
	     "a",
	     SEGBIAS_REASON_NONE,
	     "z"},
	    {"g,sum\na,42.5\nb,58\n", HALVES, {.amount = "sum"}, "a", SEGBIAS_REASON_AMOUNT, ""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct run run = run_good(rows[i].campaign, rows[i].reference, &rows[i].options);
		const struct segbias_value_finding *value = run_value(&run, NULL, "g", rows[i].value);
		char room[16];
		const char *figures = list_figures(value, room);
		cr_expect_eq(value->reason, rows[i].reason, "row %zu: reason %d", i, (int)value->reason);
		cr_expect_str_eq(figures, rows[i].figures, "row %zu: %s", i, figures);
		bool tested = strchr(rows[i].figures, 'q') != NULL;
		cr_expect((run.findings->family_whole > 0) == tested || value->reason == SEGBIAS_REASON_MARGIN ||
		              rows[i].value[0] == 'c',
		          "row %zu: family", i);
		run_release(&run);
	}
	segbias_text_release(&weighted);
	segbias_text_release(&heavy);
	segbias_text_release(&nine);
	segbias_text_release(&respondents);
}

/* --- weights ------------------------------------------------------------------------------------------------------ */

static char *weighed(const char *const *weights, size_t count, bool persons, const char **note)
{
	struct segbias_text campaign = {0};
	struct segbias_options options = {.campaign.weight = count ? "w" : NULL, .person = persons ? "who" : NULL};
	segbias_text_add_string(&campaign, count ? "segment,who,g,w\n" : "segment,who,g\n");
	for (size_t i = 0; i < 120; i++) {
		segbias_text_add_format(&campaign, "%c,p%zux,%s", "ST"[i / 60], i % 40, i % 5 ? "red" : "blue");
		segbias_text_add_format(&campaign, count ? ",%s\n" : "\n", count ? weights[i % count] : "");
	}
	struct run run = run_good(campaign.data,
	                          "attribute,value,count\ng,red,5000000\ng,blue,3000000\ng,green,2000000\n", &options);
	char *bytes = run_json_from(&run, "comparisons");
	*note = run_note(&run, "constant_weight") ? "constant_weight"
	        : run_note(&run, "weighted")      ? "weighted"
	                                          : "none";
	run_release(&run);
	segbias_text_release(&campaign);
	return bytes;
}

/* A weight that is the same for all is none: a value that nobody has, whose weight is not known otherwise, has a test. */
Test(measure, constant_weight)
{
	static const char *const SAME[] = {"1", "2", "0.1", "1e-9", "731.25"};
	for (int persons = 0; persons < 2; persons++) {
		const char *note;
		char *plain = weighed(NULL, 0, persons, &note);
		cr_expect_str_eq(note, "none");
		cr_expect(strstr(plain, "\"verdict\": \"under\"") != NULL);
		for (size_t i = 0; i < sizeof SAME / sizeof *SAME; i++) {
			char *bytes = weighed(&SAME[i], 1, persons, &note);
			cr_expect_str_eq(note, "constant_weight");
			cr_expect_str_eq(bytes, plain, "weight %s, %d", SAME[i], persons);
			free(bytes);
		}
		free(plain);
	}
	const char *note;
	free(weighed((const char *const[]){"2", "2.0000001"}, 2, false, &note));
	cr_expect_str_eq(note, "weighted");
}

/* By hand: 60 of 100 against a half are 10 above 50, of which a standard deviation is 5; 45 of 100 against a fifth are 25, of 4. */
Test(measure, residuals)
{
	struct run run = run_good("g,count\na,60\nb,40\n", "attribute,value,count\ng,a,5000000\ng,b,5000000\n", NULL);
	RUN_NEAR(run_value(&run, NULL, "g", "a")->residual, 2, "a");
	RUN_NEAR(run_value(&run, NULL, "g", "b")->residual, -2, "b");
	run_release(&run);
	run = run_good("g,count\na,45\nb,55\n", "attribute,value,count\ng,a,2000000\ng,b,8000000\n", NULL);
	RUN_NEAR(run_value(&run, NULL, "g", "a")->residual, 25. / 4, "a");
	run_release(&run);
}
