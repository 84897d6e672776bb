/* Who is counted where a result is published: people, where records have persons. */
#include "jobs/run.h"

static const char REFERENCE[] = "attribute,value,count\nsex,f,500\nsex,m,500\n";

/* `people` with ten records each, of one sex each. */
static struct run published(int people, bool first_unmatched)
{
	static const struct segbias_options OPTIONS = {.person = "who", .publish = "10"};
	struct segbias_text text = {0};
	segbias_text_add_string(&text, first_unmatched ? "shoe,who,sex\n" : "who,sex\n");
	for (int i = 0; i < 10 * people; i++)
		segbias_text_add_format(&text, "%sp%d,%s\n", first_unmatched ? "left," : "", i % people,
		                        i % people % 2 ? "f" : "m");
	struct run run = run_compare(text.data, REFERENCE, &OPTIONS);
	segbias_text_release(&text);
	return run;
}

/* Nine people are too few however many records they have, ten are enough. */
Test(publish, people_and_not_records)
{
	for (int first = 0; first < 2; first++) {
		struct run run = published(9, first);
		cr_expect_null(run.findings);
		cr_expect_str_eq(run.error.id, "publish_few");
		run = published(20, first);
		cr_expect_not_null(run.findings, "%s", run.error.message);
		run_release(&run);
	}
}

/* Of records nothing of persons can be told: what is withheld of a group leaves the limits of what the whole campaign lacks. */
Test(publish, limits_of_the_whole_where_there_are_no_persons)
{
	static const struct {
		const char *row;
		int count;
	} ROWS[] = {{"A,f", 100}, {"A,m", 4}, {"A,", 30}, {"B,f", 100}, {"B,m", 100}, {"B,", 30}};
	static const struct segbias_options OPTIONS = {.segment = "segment", .publish = "10"};
	struct segbias_text text = {0};
	size_t found = 0;
	size_t withheld = 0;
	segbias_text_add_string(&text, "segment,sex\n");
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
		for (int j = 0; j < ROWS[i].count; j++)
			segbias_text_add_format(&text, "%s\n", ROWS[i].row);
	struct run run = run_good(text.data, REFERENCE, &OPTIONS);
	segbias_text_release(&text);
	for (size_t i = 0; i < run.findings->comparison_count; i++)
		withheld += run.findings->comparisons[i].withheld;
	cr_expect_gt(withheld, 0);
	for (size_t i = 0; i < run.findings->incomplete_count; i++) {
		const struct segbias_incomplete *row = &run.findings->incomplete[i];
		if (row->segment.bytes || !run_is(row->column, "sex"))
			continue;
		found++;
		cr_expect_eq(row->missing, 60);
		cr_expect(row->rate_low < 60. / 364 && row->rate_high > 60. / 364 && isfinite(row->p), "%g to %g",
		          row->rate_low, row->rate_high);
	}
	cr_expect_eq(found, 1);
	run_release(&run);
}
