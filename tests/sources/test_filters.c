#include "sources/pouring.h"

static bool starts_with(const void *context, struct segbias_label spelling)
{
	return spelling.size && spelling.bytes[0] == *(const char *)context;
}

static void expect_filtered(size_t filters, uint64_t records, uint64_t filtered)
{
	const struct segbias_plan_filter all[] = {{.field = 0, .accept = starts_with, .context = "a"},
	                                          {.field = 1, .accept = starts_with, .context = "x"}};
	struct pouring p;
	struct segbias_source_options options = {.reference = false, .count = "count"};
	cr_assert_eq(
	    pouring_open(&p, segbias_label_of("g,h,count\na1,x,1\na2,y,2\nb1,x,4\nb1,y,8\na1,x,16\n"), &options),
	    SEGBIAS_OK);
	pouring_plan(&p);
	p.plan.filters = all;
	p.plan.filter_count = filters;
	cr_assert_eq(pouring_pour(&p), SEGBIAS_OK);
	cr_expect_eq(segbias_tally_records(p.tally), records);
	cr_expect_eq(segbias_tally_facts(p.tally)->filtered, filtered, "in records");
	pouring_release(&p);
}

Test(filters, all_must_accept)
{
	expect_filtered(0, 31, 0);
	expect_filtered(1, 19, 12);
	expect_filtered(2, 17, 14);
}

/* Past 10,000 spellings an answer is no longer remembered, but still right. */
Test(filters, many_spellings)
{
	const struct segbias_plan_filter filter = {.field = 0, .accept = starts_with, .context = "7"};
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "g\n");
	uint64_t expected = 0;
	for (int i = 0; i < 25000; i++) {
		segbias_text_add_format(&text, "%d\n", i % 12500);
		char digits[16];
		(void)snprintf(digits, sizeof digits, "%d", i % 12500);
		expected += digits[0] == '7';
	}
	struct pouring p;
	struct segbias_source_options options = {.reference = false};
	cr_assert_eq(pouring_open(&p, (struct segbias_label){text.data, text.size}, &options), SEGBIAS_OK);
	pouring_plan(&p);
	p.plan.filters = &filter;
	p.plan.filter_count = 1;
	cr_assert_eq(pouring_pour(&p), SEGBIAS_OK);
	cr_assert_eq(segbias_tally_records(p.tally), expected);
	pouring_release(&p);
	segbias_text_release(&text);
}
