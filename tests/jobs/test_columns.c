/* Which columns a comparison takes, from two files. */
#include "jobs/run.h"

/* A column that has a part already cannot be the other one that a reference's column might be. */
Test(columns, a_taken_column_makes_no_other_ambiguous)
{
	static const char campaign[] = "Age Group,age-group,n\nS,18-24,300\nS,25-34,200\nT,18-24,250\nT,25-34,250\n";
	static const char reference[] = "age_group,n\n18-24,5000000\n25-34,5000000\n";
	struct segbias_options options = {.segment = "Age Group"};
	struct run run = run_good(campaign, reference, &options);
	cr_expect_not_null(run_comparison(&run, "S", "age-group"));
	cr_expect_null(run_note(&run, "ambiguous_column"));
	run_release(&run);
}

/* The last column that could be compared is an identifier: an error, and no empty result. */
Test(columns, the_last_attribute_is_not_dropped_in_silence)
{
	struct segbias_text campaign = {0};
	struct segbias_text reference = {0};
	segbias_text_add_string(&campaign, "code\n");
	segbias_text_add_string(&reference, "code\n");
	for (int i = 0; i < 150; i++) {
		segbias_text_add_format(&campaign, "k%dx\n", i);
		segbias_text_add_format(&reference, "k%dx\nk%dx\n", i, i % 7);
	}
	const struct run_failure failure = {
	    .campaign = campaign.data,
	    .reference = reference.data,
	    .options = {.segment = "none", .campaign.shape = "rows", .reference.shape = "rows"},
	    .status = SEGBIAS_DATA,
	    .file = "campaign",
	    .line = 1,
	    .message = "attribute \"code\" cannot be compared: every value differs: it looks like an identifier",
	    .hint = "--attributes 'code' compares it all the same"};
	run_fails(&failure, 0);
	segbias_text_release(&campaign);
	segbias_text_release(&reference);
}

/* A row of weight 0 counts nobody: its person is none. */
Test(columns, a_row_of_weight_0_is_no_person)
{
	static const char campaign[] = "who,g,w\np,a,1\np,b,2\nq,a,1\nr,b,0\nr,a,0\n";
	struct segbias_options options = {
	    .segment = "none", .person = "who", .campaign.weight = "w", .reference_kind = "population"};
	struct run run = run_good(campaign, "attribute,value,count\ng,a,1\ng,b,1\n", &options);
	cr_expect_eq(run.findings->persons, 2);
	cr_expect_eq(run_comparison(&run, NULL, "g")->persons, 2);
	run_release(&run);
}

/* A column of 0 and 1 that is called like a count is asked for no count where a stage, as COLUMN=VALUE, asks for its answer; of all
 * stages, the last one too. Without them it may be how many. */
Test(columns, a_stage_names_the_column_of_its_answer)
{
	static const char REFERENCE[] = "sex,count\nF,5200000\nM,4800000\n";
	static const char *const STAGES[] = {"*,reached=1", "targeted=1,reached=1", "targeted=1,reached"};
	struct segbias_text campaign = {0};
	segbias_text_add_string(&campaign, "sex,targeted,reached\n");
	for (int i = 0; i < 60; i++)
		segbias_text_add_format(&campaign, "%s,%d,%d\n", i % 2 ? "F" : "M", i % 5 > 0, i % 5 > 2);
	for (size_t i = 0; i < sizeof STAGES / sizeof *STAGES; i++) {
		const struct segbias_options options = {.segment = "none", .attributes = "sex", .stages = STAGES[i]};
		struct run run = run_good(campaign.data, REFERENCE, &options);
		cr_expect_str_eq(run.findings->campaign.shape, "rows", "%s", STAGES[i]);
		cr_expect_eq(run_comparison(&run, NULL, "sex")->rows, 60, "%s", STAGES[i]);
		run_release(&run);
	}
	const struct segbias_options options = {.segment = "none", .attributes = "sex"};
	struct run run = run_compare(campaign.data, REFERENCE, &options);
	cr_expect_null(run.findings);
	cr_expect_not_null(strstr(run.error.message, "reached"), "%s", run.error.message);
	run_release(&run);
	segbias_text_release(&campaign);
}
