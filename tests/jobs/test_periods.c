/* Of when the files are, as findings. */
#include "jobs/run.h"

#define REFERENCE "sex,count\nF,520000\nM,480000\n"

static void expect(const struct segbias_input_facts *file, size_t index, enum segbias_period_by by, const char *text,
                   const int span[4])
{
	cr_assert_gt(file->period_count, index);
	const struct segbias_period *period = &file->periods[index];
	cr_expect_eq(period->by, by, "%s", text);
	cr_expect(segbias_label_equal(period->text, segbias_label_of(text)), "%s: %.*s", text, (int)period->text.size,
	          period->text.bytes);
	cr_expect(period->year[0] == span[0] && period->month[0] == span[1] && period->year[1] == span[2] &&
	              period->month[1] == span[3],
	          "%s: %d-%d to %d-%d", text, period->year[0], period->month[0], period->year[1], period->month[1]);
}

/* People, every third of whom is of each day. */
static struct segbias_text people(const char *name, const char *const days[3], int count)
{
	struct segbias_text text = {0};
	segbias_text_add_format(&text, "sex,%s,kind\n", name);
	for (int i = 0; i < count; i++)
		segbias_text_add_format(&text, "%s,%s,%s\n", i % 2 ? "F" : "M", days[i % 3], i % 5 ? "a" : "b");
	return text;
}

Test(periods, of_a_column_of_records)
{
	static const char *const DAYS[] = {"2025-03-09", "2024-12-01", "1900-01-01"};
	struct segbias_text campaign = people("sent", DAYS, 90);
	struct run run = run_good(campaign.data, REFERENCE, NULL);
	cr_expect_eq(run.findings->campaign.period_count, 1);
	expect(&run.findings->campaign, 0, SEGBIAS_PERIOD_BY_COLUMN, "sent", (const int[]){2024, 12, 2025, 3});
	cr_expect(isnan(run.findings->campaign.periods[0].rows));
	cr_expect_eq(run.findings->reference.period_count, 0);
	run_release(&run);
	segbias_text_release(&campaign);
}

/* Of a file that is longer than its head only that was seen, and it is said how much. */
Test(periods, of_a_long_file)
{
	enum { ROWS = 80000 }; /* of 16 bytes */
	static const char *const DAYS[] = {"2025-03-09", "2024-12-01", "2025-01-01"};
	struct segbias_text campaign = people("sent", DAYS, ROWS);
	struct run run = run_good(campaign.data, REFERENCE, NULL);
	expect(&run.findings->campaign, 0, SEGBIAS_PERIOD_BY_COLUMN, "sent", (const int[]){2024, 12, 2025, 3});
	double rows = run.findings->campaign.periods[0].rows;
	cr_expect(rows > ROWS / 2 && rows < ROWS, "%g", rows);
	run_release(&run);
	segbias_text_release(&campaign);
}

/* Only the rows that --campaign-where takes. */
Test(periods, of_chosen_rows)
{
	static const char *const DAYS[] = {"2025-03-09", "2024-12-01", "2024-11-01"};
	const char *wheres[] = {"sent=2024-12-01", "sent=2024-11-01"};
	struct segbias_options options = {.campaign_where = {wheres, 2}};
	struct segbias_text campaign = people("sent", DAYS, 90);
	struct run run = run_good(campaign.data, REFERENCE, &options);
	expect(&run.findings->campaign, 0, SEGBIAS_PERIOD_BY_COLUMN, "sent", (const int[]){2024, 11, 2024, 12});
	run_release(&run);
	segbias_text_release(&campaign);
}

/* A column, the name of the figures, and the lines above the table that have a year. */
Test(periods, of_a_table)
{
	static const char *const DAYS[] = {"x", "y", "z"};
	static const char TABLE[] =
	    "Population by sex\nStand: 31.12.2021\n\"Filter\",\"Geschlecht\"\n"
	    "year,sex,POP2022\n2021,F,5200000\n2021,M,4800000\n2020,F,5100000\n2020,M,4700000\n";
	const char *wheres[] = {"year=2021"};
	struct segbias_options options = {.where = {wheres, 1}};
	struct segbias_text campaign = people("kind_of", DAYS, 90);
	struct run run = run_good(campaign.data, TABLE, &options);
	cr_expect_eq(run.findings->campaign.period_count, 0);
	cr_expect_eq(run.findings->reference.period_count, 3);
	expect(&run.findings->reference, 0, SEGBIAS_PERIOD_BY_COLUMN, "year", (const int[]){2021, 0, 2021, 0});
	expect(&run.findings->reference, 1, SEGBIAS_PERIOD_BY_NAME, "POP2022", (const int[]){2022, 0, 2022, 0});
	expect(&run.findings->reference, 2, SEGBIAS_PERIOD_BY_LINE, "Stand: 31.12.2021",
	       (const int[]){2021, 0, 2021, 0});
	run_release(&run);
	segbias_text_release(&campaign);
}

/* Birth dates are of the people, not of the file. */
Test(periods, not_of_births)
{
	struct segbias_text campaign = {0};
	segbias_text_add_string(&campaign, "sex,born,kind\n");
	for (int i = 0; i < 200; i++)
		segbias_text_add_format(&campaign, "%s,%d-%02d-%02d,%s\n", i % 2 ? "F" : "M", 1940 + i * 7 % 60,
		                        1 + i % 12, 1 + i % 28, i % 5 ? "a" : "b");
	struct run run = run_good(campaign.data, REFERENCE, NULL);
	cr_expect_eq(run.findings->campaign.period_count, 0);
	run_release(&run);
	segbias_text_release(&campaign);
}
