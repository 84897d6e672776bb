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
