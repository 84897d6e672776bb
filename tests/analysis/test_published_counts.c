/* The counts of a result: each is found again where it stands in the result. */
#include "analysis/published_counts.h"

#include <criterion/criterion.h>
#include <string.h>

#define LABEL(text)                                                                                                    \
	{                                                                                                              \
		text, sizeof(text) - 1                                                                                 \
	}

static struct segbias_value_finding ages[3][2] = {
    {{.value = LABEL("young"), .count = 30}, {.value = LABEL("old"), .count = 50}},
    {{.value = LABEL("young"), .count = 10}, {.value = LABEL("old"), .count = 20}},
    {{.value = LABEL("young"), .count = 20}, {.value = LABEL("old"), .count = 30}}};
static struct segbias_value_finding plans[3][1] = {
    {{.value = LABEL("a"), .count = 81}}, {{.value = LABEL("a"), .count = 31}}, {{.value = LABEL("a"), .count = 50}}};

#define AGE(group, name, all)                                                                                          \
	{                                                                                                              \
		.segment = name, .attribute = LABEL("age"), .rows = all, .missing = (group) + 1,                       \
		.values = ages[group], .value_count = 2                                                                \
	}
#define PLAN(group, name, all)                                                                                         \
	{                                                                                                              \
		.segment = name, .attribute = LABEL("plan"), .rows = all, .unmatched = 7, .values = plans[group],      \
		.value_count = 1                                                                                       \
	}

static void make(struct segbias_comparison comparisons[static 6], struct segbias_findings *out)
{
	const struct segbias_label z = LABEL("z");
	const struct segbias_label b = LABEL("b");
	const struct segbias_comparison all[] = {AGE(0, {0}, 88), PLAN(0, {0}, 88), AGE(1, z, 38),
	                                         PLAN(1, z, 38),  AGE(2, b, 50),    PLAN(2, b, 50)};
	memcpy(comparisons, all, sizeof all);
	*out = (struct segbias_findings){.comparisons = comparisons, .comparison_count = 6};
	strcpy(out->campaign.sha256, "ab");
}

Test(published_counts, are_where_they_were)
{
	struct segbias_comparison comparisons[6];
	struct segbias_findings result;
	struct segbias_arena arena = {0};
	struct segbias_counted counts;
	bool regular = false;
	make(comparisons, &result);
	cr_assert(segbias_counted_take(&result, &arena, &counts, &regular) && regular);
	cr_expect(counts.group_count == 3 && counts.attribute_count == 2 && counts.width == 7);
	cr_expect(segbias_counted_values(&counts) == 9 && counts.rows[0] == 88 && counts.rows[2] == 50);
	/* Places among all values of the result, by hand: 2 + 1 of each group. */
	cr_expect(segbias_counted_value(&counts, 0, 1) == 2 && segbias_counted_value(&counts, 2, 0) == 6 &&
	          segbias_counted_value(&counts, 2, 1) == 8);
	cr_expect(segbias_counted_comparison(&counts, 1, 1) == 3);
	const double *cells = segbias_counted_cells(&counts, 2, 0);
	cr_expect(cells[0] == 20 && cells[1] == 30 && cells[2] == 3 && cells[3] == 0);
	cells = segbias_counted_cells(&counts, 1, 1);
	cr_expect(cells[0] == 31 && cells[1] == 0 && cells[2] == 7);
	/* Groups by name, wherever they are looked for first. */
	for (size_t hint = 0; hint < 4; hint++) {
		cr_expect(segbias_counted_group(&counts, (struct segbias_label){0}, hint) == 0);
		cr_expect(segbias_counted_group(&counts, (struct segbias_label)LABEL("z"), hint) == 1);
		cr_expect(segbias_counted_group(&counts, (struct segbias_label)LABEL("b"), hint) == 2);
		cr_expect(segbias_counted_group(&counts, (struct segbias_label)LABEL("c"), hint) == SIZE_MAX);
	}
	cr_expect(segbias_counted_attribute(&counts, (struct segbias_label)LABEL("plan")) == 1);
	cr_expect(segbias_counted_attribute(&counts, (struct segbias_label)LABEL("region")) == SIZE_MAX);
	segbias_arena_release(&arena);
}

Test(published_counts, others_are_refused)
{
	struct segbias_comparison comparisons[6];
	struct segbias_findings result;
	struct segbias_arena arena = {0};
	struct segbias_counted counts;
	bool regular = true;
	make(comparisons, &result);
	result.comparison_count = 5;
	cr_assert(segbias_counted_take(&result, &arena, &counts, &regular));
	cr_expect_not(regular);
	make(comparisons, &result);
	comparisons[3].segment = (struct segbias_label)LABEL("b");
	cr_assert(segbias_counted_take(&result, &arena, &counts, &regular));
	cr_expect_not(regular);
	make(comparisons, &result);
	plans[1][0].value = (struct segbias_label)LABEL("b");
	cr_assert(segbias_counted_take(&result, &arena, &counts, &regular));
	cr_expect_not(regular);
	plans[1][0].value = (struct segbias_label)LABEL("a");
	comparisons[0].segment = (struct segbias_label)LABEL("z");
	cr_assert(segbias_counted_take(&result, &arena, &counts, &regular));
	cr_expect_not(regular);
	segbias_arena_release(&arena);
}
