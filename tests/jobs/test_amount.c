/* Shares of an amount. Expected numbers by hand. */
#include "jobs/run.h"

static const char REFERENCE[] = "gender,age,count\nF,18-34,150\nM,18-34,150\nF,35+,360\nM,35+,340\n";

/* A has 1,650.75 of spend: F 1,400.50, M 250.25; of the reference F are .51. 1650.75 * .51 - 1400.5 = -558.6175. */
Test(amount, shares_and_gaps_of_money)
{
	static const char ROWS[] = "segment,gender,age,users,spend\nA,F,18-34,100,1000.50\nA,M,18-34,20,250.25\n"
				   "A,F,35+,30,400\nA,M,35+,9,0\nB,F,18-34,7,99.25\nB,M,,4,150\nB,X,35+,2,100\n";
	struct segbias_options options = {.amount = "Spend"};
	struct run run = run_good(ROWS, REFERENCE, &options);
	const struct segbias_comparison *c = run_comparison(&run, "A", "gender");
	const struct segbias_value_finding *f = run_value_of(c, "F");
	cr_expect(c->n == 1650.75 && c->rows == 4 && c->missing == 0 && f->count == 1400.5);
	RUN_NEAR(f->share, 1400.5 / 1650.75, "F");
	RUN_NEAR(f->index, 100 * 1400.5 / 1650.75 / 0.51, "F");
	cr_expect(f->shortfall == -558.6175 && run_value_of(c, "M")->shortfall == 558.6175);
	RUN_NEAR(c->tvd, 1400.5 / 1650.75 - 0.51, "tvd");
	/* the whole: nothing of a row without an age, and the X apart */
	cr_expect(run_comparison(&run, NULL, "age")->missing == 150 && run_comparison(&run, NULL, "age")->n == 1850);
	cr_expect(run_comparison(&run, NULL, "gender")->unmatched == 100);
	cr_expect(run.findings->amount == 2000 && run.findings->records == 7);
	cr_expect(run_is(run.findings->settings.amount, "spend") && !run_find(&run, NULL, "spend"));
	cr_expect_str_eq(run_note(&run, "amount_alone")->message,
	                 "the figures beside the amount are not used: \"users\"");
	run_release(&run);
}

Test(amount, nothing_is_tested)
{
	char rows[40000] = "segment,gender,spend\n";
	size_t used = strlen(rows);
	for (int i = 0; i < 1000; i++)
		used += (size_t)snprintf(rows + used, sizeof rows - used, "S,%s,%d\n", i % 10 ? "F" : "M", 1 + i % 7);
	struct segbias_options options = {.amount = "spend"};
	struct run run = run_good(rows, REFERENCE, &options);
	cr_expect(run.findings->family_segments == 0 && run.findings->family_whole == 0);
	cr_expect(run.findings->summary.verdicts[SEGBIAS_VERDICT_UNCLEAR] == 2);
	for (size_t i = 0; i < run.findings->comparison_count; i++) {
		const struct segbias_comparison *c = &run.findings->comparisons[i];
		cr_expect(!c->tested && isnan(c->p) && isnan(c->q) && isnan(c->chi2) && isnan(c->df) && isnan(c->g));
		cr_expect(isnan(c->n_effective) && isnan(c->deff) && isnan(c->tvd_noise) && isfinite(c->tvd));
		for (size_t j = 0; j < c->value_count; j++) {
			const struct segbias_value_finding *v = &c->values[j];
			cr_expect(v->verdict == SEGBIAS_VERDICT_UNCLEAR && v->reason == SEGBIAS_REASON_AMOUNT);
			cr_expect(isnan(v->p) && isnan(v->q) && isnan(v->p_flag) && isnan(v->p_within));
			cr_expect(isnan(v->share_low) && isnan(v->index_low) && isnan(v->residual) &&
			          isnan(v->n_needed));
			cr_expect(isnan(v->detectable_over) && v->robust == SEGBIAS_TRUTH_UNDEFINED);
			cr_expect(isfinite(v->index) && isfinite(v->shortfall));
		}
	}
	cr_expect_null(run_note(&run, "weighted"));
	char *text = run_render(&run, "text");
	cr_expect_not_null(strstr(text, "Shares of spend, largest gaps first"));
	cr_expect_null(strstr(text, "Verdict:"));
	cr_expect_null(strstr(text, "unclear"));
	free(text);
	run_release(&run);
}

/* The unit does not matter, nor the order of the rows. */
Test(amount, in_cents_it_is_the_same)
{
	struct segbias_options options = {.amount = "spend", .segment = "none"};
	struct run euros = run_good("gender,spend\nF,0.1\nM,0.2\nF,0.3\n", REFERENCE, &options);
	struct run cents = run_good("gender,spend\nF,30\nF,10\nM,20\n", REFERENCE, &options);
	const struct segbias_value_finding *a = run_value(&euros, NULL, "gender", "F");
	const struct segbias_value_finding *b = run_value(&cents, NULL, "gender", "F");
	cr_expect(a->count == 0.4 && b->count == 40);
	RUN_NEAR(a->index, b->index, "index");
	RUN_NEAR(100 * a->shortfall, b->shortfall, "gap");
	RUN_NEAR(run_comparison(&euros, NULL, "gender")->psi, run_comparison(&cents, NULL, "gender")->psi, "psi");
	run_release(&euros);
	run_release(&cents);
}

/* A table that has a count, said to be one: rows are its records, the figure stays the money. */
Test(amount, beside_a_count)
{
	struct segbias_options options = {.amount = "spend", .segment = "none", .campaign.count = "users"};
	struct run run = run_good("gender,users,spend\nF,100,7\nM,20,13\n", REFERENCE, &options);
	cr_expect(run.findings->records == 120 && run.findings->amount == 20);
	RUN_NEAR(run_value(&run, NULL, "gender", "F")->share, 7.0 / 20, "F");
	run_release(&run);
	/* a column named weight weighs nothing */
	options.campaign.count = NULL;
	run = run_good("gender,weight,spend\nF,100,7\nM,1,13\n", REFERENCE, &options);
	RUN_NEAR(run_value(&run, NULL, "gender", "F")->share, 7.0 / 20, "F");
	cr_expect_str_eq(run_note(&run, "amount_alone")->message,
	                 "the figures beside the amount are not used: \"weight\"");
	run_release(&run);
}

Test(amount, nothing_matched)
{
	struct segbias_options options = {.amount = "spend", .segment = "none"};
	struct run run = run_good("gender,spend\nX,7\nY,13\n", REFERENCE, &options);
	const struct segbias_comparison *c = run_comparison(&run, NULL, "gender");
	cr_expect(c->state == SEGBIAS_STATE_NOTHING_MATCHED && c->unmatched == 20);
	cr_expect(c->values[0].reason == SEGBIAS_REASON_UNMATCHED && isnan(c->values[0].shortfall));
	run_release(&run);
}

Test(amount, errors)
{
	const struct run_failure rows[] = {
	    {"gender,spend\nF,1\nM,-2\n",
	     REFERENCE,
	     {.amount = "spend"},
	     SEGBIAS_DATA,
	     "campaign",
	     3,
	     3,
	     "the number is negative",
	     ""},
	    {"gender,spend\nF,1\nM,\n",
	     REFERENCE,
	     {.amount = "spend"},
	     SEGBIAS_DATA,
	     "campaign",
	     3,
	     3,
	     "there is no number",
	     "write a figure"},
	    {"gender,spend\nF,0\nM,0\n",
	     REFERENCE,
	     {.amount = "spend"},
	     SEGBIAS_DATA,
	     "campaign",
	     0,
	     0,
	     "the amounts are all zero",
	     ""},
	    {"gender,spend\nF,1\n",
	     REFERENCE,
	     {.amount = "spent"},
	     SEGBIAS_DATA,
	     "campaign",
	     1,
	     0,
	     "--amount: there is no column \"spent\"",
	     "the nearest is \"spend\""},
	    {"gender,spend\nF,1\n",
	     REFERENCE,
	     {.amount = "spend", .campaign.count = "spend"},
	     SEGBIAS_DATA,
	     "campaign",
	     1,
	     0,
	     "--amount: column \"spend\" has another part already",
	     ""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		run_fails(&rows[i], i);
	struct segbias_options options = {.amount = "spend", .skip_bad = true};
	struct run run = run_good("gender,spend\nF,1\nM,-2\nM,3\n", REFERENCE, &options);
	cr_expect(run_value(&run, NULL, "gender", "M")->count == 3 && run.findings->campaign.bad_rows == 1);
	run_release(&run);
}
