#include "history/state.h"

#include <criterion/criterion.h>

static struct segbias_label text(const char *bytes)
{
	return segbias_label_of(bytes);
}

/* What stands of two runs of one period after the entries. */
static void find(struct segbias_entry *entries, size_t count, struct segbias_arena *arena,
                 struct segbias_standing **standings)
{
	static struct segbias_ledger_run runs[2];
	size_t found = 0;
	for (int i = 0; i < 2; i++)
		runs[i] = (struct segbias_ledger_run){.run = i + 1, .period = text("2026Q3")};
	for (size_t i = 0; i < count; i++) {
		entries[i].entry = (int64_t)i + 1;
		entries[i].period = text("2026Q3");
	}
	const struct segbias_ledger_content content = {entries, count, runs, 2};
	cr_assert_eq(segbias_standings_find(&content, arena, standings, &found, NULL), SEGBIAS_OK);
	cr_assert_eq(found, 1);
}

/* A decision is on one run: it falls with that, and what names another run than the one that stands decides nothing, as in a ledger that
 * others have written. */
Test(state, a_decision_is_on_the_run_that_stands)
{
	struct segbias_entry entries[] = {
	    {.kind = SEGBIAS_ENTRY_ADD, .run = 1, .by = text("a")},
	    {.kind = SEGBIAS_ENTRY_SIGN, .run = 1, .by = text("b"), .decision = text("accept")},
	    {.kind = SEGBIAS_ENTRY_REPLACE, .run = 2, .by = text("a")},
	    {.kind = SEGBIAS_ENTRY_SIGN, .run = 1, .by = text("c"), .decision = text("exempt")},
	    {.kind = SEGBIAS_ENTRY_SIGN, .run = 2, .by = text("d"), .segment = text("New"), .decision = text("fix")},
	    {.kind = SEGBIAS_ENTRY_SIGN, .run = 2, .by = text("d"), .decision = text("accept")},
	    {.kind = SEGBIAS_ENTRY_REOPEN, .run = 2, .by = text("d")},
	};
	static const struct {
		size_t entries;
		int64_t run;
		size_t signatures;
		enum segbias_lack lack;
	} CASES[] = {{1, 1, 0, SEGBIAS_LACK_ALL}, {2, 1, 1, SEGBIAS_LACK_NOTHING}, {3, 2, 0, SEGBIAS_LACK_ALL},
	             {4, 2, 0, SEGBIAS_LACK_ALL}, {5, 2, 1, SEGBIAS_LACK_ALL},     {6, 2, 2, SEGBIAS_LACK_NOTHING},
	             {7, 2, 0, SEGBIAS_LACK_ALL}};
	const struct segbias_review_rules rules = {0};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct segbias_arena arena = {0};
		struct segbias_standing *standing = NULL;
		struct segbias_label role = {0};
		find(entries, CASES[i].entries, &arena, &standing);
		cr_expect_eq(standing->run->run, CASES[i].run, "case %zu", i);
		cr_expect_eq(standing->signed_count, CASES[i].signatures, "case %zu", i);
		cr_expect_eq(segbias_standing_lacks(standing, &rules, &role), CASES[i].lack, "case %zu", i);
		segbias_arena_release(&arena);
	}
}

/* Of a segment its own last decision, else the last one on the run as a whole. */
Test(state, the_last_decision_on_a_segment_stands)
{
	struct segbias_entry entries[] = {
	    {.kind = SEGBIAS_ENTRY_ADD, .run = 1, .by = text("a")},
	    {.kind = SEGBIAS_ENTRY_SIGN, .run = 1, .by = text("b"), .segment = text("New"), .decision = text("fix")},
	    {.kind = SEGBIAS_ENTRY_SIGN, .run = 1, .by = text("b"), .decision = text("accept")},
	    {.kind = SEGBIAS_ENTRY_SIGN, .run = 1, .by = text("b"), .segment = text("New"), .decision = text("exempt")},
	};
	struct segbias_arena arena = {0};
	struct segbias_standing *standing = NULL;
	find(entries, 4, &arena, &standing);
	cr_expect_eq(segbias_standing_decision(standing, text("New")), &entries[3]);
	cr_expect_eq(segbias_standing_decision(standing, text("Old")), &entries[2]);
	cr_expect_eq(segbias_standing_decision(standing, (struct segbias_label){0}), &entries[2]);
	segbias_arena_release(&arena);
	find(entries, 3, &arena, &standing);
	cr_expect_eq(segbias_standing_decision(standing, text("New")), &entries[1]);
	segbias_arena_release(&arena);
	find(entries, 2, &arena, &standing);
	cr_expect_eq(segbias_standing_decision(standing, text("Old")), NULL);
	segbias_arena_release(&arena);
}
