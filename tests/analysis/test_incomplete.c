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
	struct segbias_options weighted = {.campaign.shape = "rows"};
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
	struct segbias_options options = {.missing_max = "90%"};
	run = run_good("segment,g,note\nS,a,\nS,,\n", "attribute,value,count\ng,a,1\n", &options);
	cr_assert_eq(find(&run, "S", "note")->verdict, SEGBIAS_COMPLETENESS_UNCLEAR,
	             "R: pbinom(1, 2, .9, FALSE) is .81");
	cr_assert_eq(find(&run, "S", "g")->verdict, SEGBIAS_COMPLETENESS_OK);
	run_release(&run);
}

/* scripts/oracle/rates.R: rate and p of g against 2 %, of the whole campaign, S and T */
static const double PERSONS[][2] = {
    {0.045555555555555557, 8.6299463360766318e-07},
    {0.046666666666666669, 0.00026247811457405621},
    {0.044444444444444446, 0.00067682516888385713},
};

/* Six persons of 24 have missing values: the size is that of their variance, as with ten and more. scipy and numpy:
 *   n = array([2 + i % 3 for i in range(24)]); k = array([2 if i % 8 == 0 else i % 4 == 0 for i in range(24)])
 *   p = k.sum() / n.sum(); v = 24 / 23 * ((k - p * n)**2).sum() / n.sum()**2; m = p * (1 - p) / v
 *   stats.t.sf(stats.norm.isf(special.betainc(p * m, m - p * m + 1, .05)), min(23, (n**2).sum()**2 / (n**4).sum())) */
Test(incomplete, few_persons_with_missing_values)
{
	struct segbias_text campaign = {0};
	segbias_text_add_string(&campaign, "who,g,note\n");
	for (int i = 0; i < 24; i++)
		for (int j = 0; j < 2 + i % 3; j++)
			segbias_text_add_format(&campaign, "p%dx,a,%s\n", i,
			                        j < (i % 8 == 0 ? 2 : i % 4 == 0) ? "" : "ok");
	struct segbias_options options = {.person = "who", .segment = "none"};
	struct run run = run_good(campaign.data, "attribute,value,count\ng,a,700\ng,b,300\n", &options);
	const struct segbias_incomplete *row = find(&run, NULL, "note");
	cr_assert(row->missing == 9 && row->rows == 72);
	RUN_NEAR(row->p, 0.043493826900981955, "note");
	run_release(&run);
	segbias_text_release(&campaign);
}

/* The records of a person are a cluster, and count, whatever they weigh. */
Test(incomplete, persons_against_r)
{
	static const char *const G[] = {"a", "b", "c"};
	for (int weights = 0; weights < 2; weights++) {
		struct segbias_text campaign = {0};
		struct segbias_options options = {.person = "who", .missing_max = "2%"};
		segbias_text_add_string(&campaign, weights ? "segment,who,g,weight\n" : "segment,who,g\n");
		for (int i = 0; i < 900; i++)
			segbias_text_add_format(&campaign, "%s,%d,%s%s\n", i % 2 ? "T" : "S", i % 300,
			                        i * 41 % 103 < 5 ? "" : G[i * i % 7 % 3],
			                        weights ? i % 5 ? ",.5" : ",3" : "");
		struct run run =
		    run_good(campaign.data, "attribute,value,count\ng,a,5000000\ng,b,3000000\ng,c,2000000\n", &options);
		size_t found = 0;
		for (size_t i = 0; i < run.findings->incomplete_count; i++) {
			const struct segbias_incomplete *row = &run.findings->incomplete[i];
			if (!run_is(row->column, "g"))
				continue;
			RUN_NEAR(row->rate, PERSONS[found][0], "rate");
			RUN_NEAR(row->p, PERSONS[found++][1], "p");
		}
		cr_expect_eq(found, 3);
		run_release(&run);
		segbias_text_release(&campaign);
	}
}

/* Of nine people the variance between them says nothing. */
Test(incomplete, fewer_than_ten_people)
{
	for (int people = 9; people <= 10; people++) {
		struct segbias_text campaign = {0};
		struct segbias_options options = {.person = "who"};
		segbias_text_add_string(&campaign, "who,g\n");
		for (int i = 0; i < 200; i++)
			segbias_text_add_format(&campaign, "p%d,%s\n", i % people, i % 3 ? "a" : "");
		struct run run = run_good(campaign.data, "attribute,value,count\ng,a,5000000\n", &options);
		const struct segbias_incomplete *row = &run.findings->incomplete[0];
		cr_expect_eq(isnan(row->p), people == 9);
		cr_expect_eq(row->verdict == SEGBIAS_COMPLETENESS_INCOMPLETE, people == 10);
		run_release(&run);
		segbias_text_release(&campaign);
	}
}
