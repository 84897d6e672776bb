#include "jobs/run.h"

static const struct segbias_incomplete *find(const struct run *run, const char *segment, const char *column)
{
	for (size_t i = 0; i < run->findings->incomplete_count; i++)
		if (run_is(run->findings->incomplete[i].segment, segment) &&
		    run_is(run->findings->incomplete[i].column, column))
			return &run->findings->incomplete[i];
	cr_assert_fail("no row %s", column);
	return NULL;
}

/* R: binom.test(k, 100)$conf.int; pbinom(k - 1, 100, .05, lower.tail = FALSE); p.adjust of the four, "BH" */
Test(incomplete, rates_intervals_and_verdicts)
{
	struct run run = run_good("segment,g,count\nA,,20\nA,a,80\nB,NA,6\nB,a,94\nC,a,100\nD,?,5\nD,a,95\n",
	                          "attribute,value,count\ng,a,1\n", NULL);
	static const struct {
		const char *segment;
		double missing, low, high, p, q;
		enum segbias_completeness verdict;
	} rows[] = {
	    {"A", 20, 0.12665555210195586, 0.29184268908862809, 1.0522953420147336e-07, 4.2091813680589346e-07,
	     SEGBIAS_COMPLETENESS_INCOMPLETE},
	    {"B", 6, 0.022334886071316368, 0.12602993458082301, 0.38400087204385858, 0.75202493241905155,
	     SEGBIAS_COMPLETENESS_UNCLEAR},
	    {"C", 0, 0, 0.036216692645176463, 1, 1, SEGBIAS_COMPLETENESS_OK},
	    {"D", 5, 0.016431879182052158, 0.11283491110546273, 0.56401869931428872, 0.75202493241905155,
	     SEGBIAS_COMPLETENESS_OK}, /* at the limit is not above it */
	};
	for (size_t i = 0; i < 4; i++) {
		const struct segbias_incomplete *row = find(&run, rows[i].segment, "g");
		RUN_NEAR(row->missing, rows[i].missing, rows[i].segment);
		RUN_NEAR(row->rows, 100, rows[i].segment);
		RUN_NEAR(row->rate, rows[i].missing / 100, rows[i].segment);
		RUN_NEAR(row->rate_low, rows[i].low, rows[i].segment);
		RUN_NEAR(row->rate_high, rows[i].high, rows[i].segment);
		RUN_NEAR(row->p, rows[i].p, rows[i].segment);
		RUN_NEAR(row->q, rows[i].q, rows[i].segment);
		cr_expect_eq(row->verdict, rows[i].verdict, "%s", rows[i].segment);
	}
	cr_assert_null(run.findings->incomplete[0].segment.bytes);
	cr_assert_eq(find(&run, NULL, "g")->missing, 31);
	cr_assert_eq(run.findings->summary.incomplete, 1);
	run_release(&run);
}

/* Every column but segment, weight and count is looked at, also one that is not compared. */
Test(incomplete, which_columns)
{
	struct segbias_compare_options weighted = {.campaign.shape = "rows"};
	struct run run = run_good("id,segment,g,note,weight\n1,S,a,,1\n2,S,,NA,1\n3,S,x,hello,2\n",
	                          "attribute,value,count\ng,a,1\n", &weighted);
	cr_assert_eq(run.findings->incomplete_count, 6);
	static const char *const columns[] = {"id", "g", "note"};
	static const double missing[] = {0, 1, 2};
	for (size_t i = 0; i < 6; i++) {
		cr_expect(run_is(run.findings->incomplete[i].column, columns[i % 3]), "file order");
		cr_expect_eq(run.findings->incomplete[i].missing, missing[i % 3], "in records");
	}
	run_release(&run);
	struct segbias_compare_options options = {.missing_max = "90%"};
	run = run_good("segment,g,note\nS,a,\nS,,\n", "attribute,value,count\ng,a,1\n", &options);
	cr_assert_eq(find(&run, "S", "note")->verdict, SEGBIAS_COMPLETENESS_UNCLEAR,
	             "R: pbinom(1, 2, .9, FALSE) is .81");
	cr_assert_eq(find(&run, "S", "g")->verdict, SEGBIAS_COMPLETENESS_OK);
	run_release(&run);
}
