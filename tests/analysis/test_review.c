#include "analysis/review.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

enum { GROUPS = 2 };

/* One segment of two groups, and their past. */
struct bench {
	struct segbias_value_finding values[GROUPS];
	struct segbias_comparison comparison;
	struct segbias_findings findings;
	struct segbias_series series[GROUPS];
	struct segbias_review review;
};

static void lay(struct bench *b, enum segbias_verdict first, double index, enum segbias_verdict second)
{
	*b = (struct bench){.comparison = {.segment = {"S", 1}, .attribute = {"age", 3}, .value_count = GROUPS}};
	b->values[0] = (struct segbias_value_finding){.value = {"18-24", 5}, .index = index, .verdict = first};
	b->values[1] = (struct segbias_value_finding){.value = {"25+", 3}, .index = 101, .verdict = second};
	b->comparison.values = b->values;
	b->findings.comparisons = &b->comparison;
	b->findings.comparison_count = 1;
	for (size_t i = 0; i < GROUPS; i++)
		for (size_t j = 0; j < SEGBIAS_REVIEW_PERIODS; j++) {
			b->series[i].index[j] = j == SEGBIAS_REVIEW_PERIODS - 1 ? b->values[i].index : NAN;
			b->series[i].level[j] = b->series[i].index[j];
			b->series[i].verdict[j] =
			    j == SEGBIAS_REVIEW_PERIODS - 1 ? b->values[i].verdict : SEGBIAS_VERDICT_UNCLEAR;
		}
}

static const struct segbias_reviewed *judge(struct bench *b)
{
	struct segbias_error error = {0};
	b->review = (struct segbias_review){.segment_count = 0};
	cr_assert_eq(segbias_review_judge(NULL, b->series, &b->findings, &b->review, &error), SEGBIAS_OK);
	cr_assert_eq(b->review.segment_count, 1);
	return &b->review.segments[0];
}

static bool has(const struct segbias_reviewed *segment, const char *signal)
{
	for (size_t i = 0; i < segment->signal_count; i++)
		if (segbias_label_equal(segment->signals[i], segbias_label_of(signal)))
			return true;
	return false;
}

Test(review, status)
{
	static const struct {
		enum segbias_verdict first, second;
		enum segbias_review_status status;
	} CASES[] = {
	    {SEGBIAS_VERDICT_UNDER, SEGBIAS_VERDICT_WITHIN, SEGBIAS_REVIEW_NEEDS_DECISION},
	    {SEGBIAS_VERDICT_OVER, SEGBIAS_VERDICT_UNCLEAR, SEGBIAS_REVIEW_NEEDS_DECISION},
	    {SEGBIAS_VERDICT_LIKELY_UNDER, SEGBIAS_VERDICT_UNCLEAR, SEGBIAS_REVIEW_WATCH},
	    {SEGBIAS_VERDICT_WITHIN, SEGBIAS_VERDICT_WITHIN, SEGBIAS_REVIEW_FINE},
	    {SEGBIAS_VERDICT_WITHIN, SEGBIAS_VERDICT_UNCLEAR, SEGBIAS_REVIEW_UNDECIDED},
	    {SEGBIAS_VERDICT_UNCLEAR, SEGBIAS_VERDICT_UNCLEAR, SEGBIAS_REVIEW_UNDECIDED},
	    {SEGBIAS_VERDICT_WITHHELD, SEGBIAS_VERDICT_WITHIN, SEGBIAS_REVIEW_UNDECIDED},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct bench b;
		lay(&b, CASES[i].first, 60, CASES[i].second);
		cr_expect_eq(judge(&b)->status, CASES[i].status, "case %zu", i);
		segbias_arena_release(&b.findings.arena);
	}
}

Test(review, the_worst_is_a_finding_where_there_is_one)
{
	struct bench b;
	lay(&b, SEGBIAS_VERDICT_WITHIN, 85, SEGBIAS_VERDICT_LIKELY_OVER);
	cr_expect_str_eq(judge(&b)->value.bytes, "25+");
	segbias_arena_release(&b.findings.arena);
	lay(&b, SEGBIAS_VERDICT_WITHIN, 85, SEGBIAS_VERDICT_WITHIN);
	cr_expect_str_eq(judge(&b)->value.bytes, "18-24");
	segbias_arena_release(&b.findings.arena);
	lay(&b, SEGBIAS_VERDICT_UNDER, 0, SEGBIAS_VERDICT_OVER);
	cr_expect_str_eq(judge(&b)->value.bytes, "18-24"); /* nothing is further from 100 than 0 */
	segbias_arena_release(&b.findings.arena);
	lay(&b, SEGBIAS_VERDICT_UNCLEAR, 20, SEGBIAS_VERDICT_UNCLEAR);
	cr_expect_null(judge(&b)->attribute.bytes);
	segbias_arena_release(&b.findings.arena);
}

Test(review, twice_beyond_the_band)
{
	static const struct {
		enum segbias_verdict before, now;
		bool signal;
	} CASES[] = {{SEGBIAS_VERDICT_UNDER, SEGBIAS_VERDICT_UNDER, true},
	             {SEGBIAS_VERDICT_LIKELY_UNDER, SEGBIAS_VERDICT_UNDER, true},
	             {SEGBIAS_VERDICT_OVER, SEGBIAS_VERDICT_UNDER, false},
	             {SEGBIAS_VERDICT_UNCLEAR, SEGBIAS_VERDICT_UNDER, false},
	             {SEGBIAS_VERDICT_UNDER, SEGBIAS_VERDICT_WITHIN, false}};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct bench b;
		lay(&b, CASES[i].now, 60, SEGBIAS_VERDICT_WITHIN);
		b.series[0].verdict[SEGBIAS_REVIEW_PERIODS - 2] = CASES[i].before;
		cr_expect_eq(has(judge(&b), "out_twice"), CASES[i].signal, "case %zu", i);
		segbias_arena_release(&b.findings.arena);
	}
}

Test(review, six_in_a_row)
{
	static const struct {
		double index[SEGBIAS_REVIEW_PERIODS];
		bool falling, rising;
	} CASES[] = {
	    {{NAN, NAN, 99, 98, 97, 96, 95, 94}, true, false},
	    {{NAN, NAN, NAN, 98, 97, 96, 95, 94}, false, false}, /* five */
	    {{120, 99, 99, 98, 97, 96, 95, 94}, true, false},
	    {{NAN, NAN, 99, 98, 97, 97, 95, 94}, false, false}, /* a tie */
	    {{NAN, NAN, 99, 98, NAN, 96, 95, 94}, false, false},
	    {{NAN, NAN, 130, 125, 120, 115, 110, 105}, false, false}, /* towards 100 */
	    {{NAN, NAN, 95, 99, 103, 107, 111, 115}, false, true},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct bench b;
		lay(&b, SEGBIAS_VERDICT_WITHIN, CASES[i].index[SEGBIAS_REVIEW_PERIODS - 1], SEGBIAS_VERDICT_WITHIN);
		memcpy(b.series[0].level, CASES[i].index, sizeof b.series[0].level);
		const struct segbias_reviewed *segment = judge(&b);
		cr_expect_eq(has(segment, "falling"), CASES[i].falling, "case %zu", i);
		cr_expect_eq(has(segment, "rising"), CASES[i].rising, "case %zu", i);
		cr_expect_eq(segment->status,
		             CASES[i].falling || CASES[i].rising ? SEGBIAS_REVIEW_WATCH : SEGBIAS_REVIEW_FINE);
		segbias_arena_release(&b.findings.arena);
	}
}

/* The same group in two results, by two references. */
struct twice {
	struct segbias_value_finding values[2];
	struct segbias_comparison comparison;
	struct segbias_findings findings;
};

static void lay_shares(struct twice *t, const double counts[2], const double reference[2], const char *file)
{
	*t = (struct twice){.comparison = {.segment = {"S", 1},
	                                   .attribute = {"age", 3},
	                                   .rows = 1000,
	                                   .n = 1000,
	                                   .n_effective = 1000,
	                                   .deff = 1,
	                                   .value_count = 2}};
	static const char *const NAMES[] = {"18-64", "65+"};
	for (size_t i = 0; i < 2; i++)
		t->values[i] = (struct segbias_value_finding){.value = segbias_label_of(NAMES[i]),
		                                              .count = counts[i],
		                                              .share = counts[i] / 1000,
		                                              .reference_share = reference[i],
		                                              .index = counts[i] / 10 / reference[i],
		                                              .q = .5,
		                                              .verdict = SEGBIAS_VERDICT_UNCLEAR};
	t->comparison.values = t->values;
	t->findings = (struct segbias_findings){.comparisons = &t->comparison,
	                                        .comparison_count = 1,
	                                        .kind = "population",
	                                        .settings = {.alpha = .05, .control = "bh", .interval = "exact"}};
	memset(t->findings.reference.sha256, *file, 64);
	memset(t->findings.campaign.sha256, *file, 64);
}

static void judge_twice(struct twice *before, struct twice *now, struct segbias_review *review)
{
	struct segbias_series series[2];
	struct segbias_error error = {0};
	for (size_t i = 0; i < 2; i++)
		for (size_t j = 0; j < SEGBIAS_REVIEW_PERIODS; j++) {
			series[i].index[j] = series[i].level[j] = NAN;
			series[i].verdict[j] = SEGBIAS_VERDICT_UNCLEAR;
		}
	*review = (struct segbias_review){.segment_count = 0};
	cr_assert_eq(segbias_review_judge(&before->findings, series, &now->findings, review, &error), SEGBIAS_OK, "%s",
	             error.message);
}

/* Hand: 250 of 1000 by .25 is 100; 255 by .40 is 63.75, by .25 it would be 102; ratio 255 / 250. fisher.test: p = 0.8377. */
Test(review, another_census_is_no_change_of_targeting)
{
	struct twice before, now;
	struct segbias_review review;
	lay_shares(&before, (const double[]){750, 250}, (const double[]){.75, .25}, "a");
	lay_shares(&now, (const double[]){745, 255}, (const double[]){.60, .40}, "b");
	judge_twice(&before, &now, &review);
	for (size_t i = 0; i < review.change_count; i++)
		cr_expect(!review.changes[i].finding);
	cr_assert_eq(review.move_count, 2);
	const struct segbias_review_move *move = &review.moves[0];
	cr_expect(segbias_label_equal(move->value, segbias_label_of("65+")));
	cr_expect(move->index_before == 100 && fabs(move->index_now - 63.75) < 1e-12 &&
	          fabs(move->index_now_by_old - 102) < 1e-12);
	segbias_arena_release(&now.findings.arena);
	segbias_notes_release(&now.findings.notes);
}

/* What is targeted otherwise is seen through another census, even where the index stays: 250 by .25, 400 by .40. */
Test(review, a_change_of_targeting_is_seen_through_another_census)
{
	struct twice before, now;
	struct segbias_review review;
	lay_shares(&before, (const double[]){750, 250}, (const double[]){.75, .25}, "a");
	lay_shares(&now, (const double[]){600, 400}, (const double[]){.60, .40}, "b");
	judge_twice(&before, &now, &review);
	cr_assert_eq(review.change_count, 2);
	cr_expect(review.changes[0].finding && review.changes[1].finding);
	const struct segbias_review_change *row = segbias_label_equal(review.changes[0].value, segbias_label_of("65+"))
	                                              ? &review.changes[0]
	                                              : &review.changes[1];
	cr_expect(fabs(row->ratio - 1.6) < 1e-12 && row->index_before == 100 && fabs(row->index_now - 100) < 1e-12 &&
	          fabs(row->index_now_by_old - 160) < 1e-12);
	segbias_arena_release(&now.findings.arena);
	segbias_notes_release(&now.findings.notes);
}

/* Beyond the limits, by size and certainty: DEFINITIONS.md. fisher.test of 310 in 1000 and 500 in 2000: p = 0.0006; of 268 0.29, of 195
 * 0.0008. Of 300 it is 0.0038, and its index, 120, is within the limits, which end at 120.12. */
Test(review, beyond_limits)
{
	static const struct {
		double count;
		bool signal;
	} CASES[] = {{310, true}, {300, false}, {268, false}, {195, true}, {250, false}};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct twice now;
		struct segbias_review review = {.segment_count = 0};
		double x[2][2] = {{750, 750}, {250, 250}};
		double n[2] = {1000, 1000};
		struct segbias_series series[2] = {{.x = x[0], .n = n, .count = 2}, {.x = x[1], .n = n, .count = 2}};
		lay_shares(&now, (const double[]){1000 - CASES[i].count, CASES[i].count}, (const double[]){.75, .25},
		           "a");
		now.values[1].verdict = SEGBIAS_VERDICT_LIKELY_OVER;
		cr_assert_eq(segbias_review_judge(NULL, series, &now.findings, &review, NULL), SEGBIAS_OK);
		cr_assert(segbias_review_limit(series, &now.findings, &review));
		cr_expect_eq(has(&review.segments[0], "beyond_limits"), CASES[i].signal, "case %zu", i);
		/* The worst group's: 3 sqrt(.1875 (1/1000 + 1/2000)) = 0.050311529, by .25. */
		cr_expect_eq(review.segments[0].limit_periods, 2);
		cr_expect(fabs(review.segments[0].limit_high - 120.12461179749811) < 1e-9 &&
		          fabs(review.segments[0].limit_low - 79.87538820250189) < 1e-9 &&
		          review.segments[0].centre == 100);
		segbias_arena_release(&now.findings.arena);
	}
}

/* 265 of 1000 after 250 of 1000 is certain of a million records, and no size. */
Test(review, limits_need_a_size)
{
	static const struct {
		double share;
		bool signal;
	} CASES[] = {{.265, false}, {.28, true}};
	static const double MANY = 1e6;
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct twice now;
		struct segbias_review review = {.segment_count = 0};
		double x[2][2] = {{.75 * MANY, .75 * MANY}, {.25 * MANY, .25 * MANY}};
		double n[2] = {MANY, MANY};
		struct segbias_series series[2] = {{.x = x[0], .n = n, .count = 2}, {.x = x[1], .n = n, .count = 2}};
		double share = CASES[i].share;
		lay_shares(&now, (const double[]){1000 * (1 - share), 1000 * share}, (const double[]){.75, .25}, "a");
		now.comparison.n = now.comparison.n_effective = MANY;
		for (size_t j = 0; j < 2; j++)
			now.values[j].count *= MANY / 1000;
		cr_assert_eq(segbias_review_judge(NULL, series, &now.findings, &review, NULL), SEGBIAS_OK);
		cr_assert(segbias_review_limit(series, &now.findings, &review));
		cr_expect_eq(has(&review.segments[0], "beyond_limits"), CASES[i].signal, "case %zu", i);
		segbias_arena_release(&now.findings.arena);
	}
}

/* Of the combinations beyond their parts the one of most records; likely ones are watched, and what a part or a sum explains is none. */
Test(review, crossings)
{
	static const struct {
		const char *state[3];
		enum segbias_verdict verdict[3];
		const char *value;
		enum segbias_review_status status;
	} CASES[] = {
	    {{"own", "own", "folded"},
	     {SEGBIAS_VERDICT_UNDER, SEGBIAS_VERDICT_OVER, SEGBIAS_VERDICT_UNDER},
	     "b",
	     SEGBIAS_REVIEW_NEEDS_DECISION},
	    {{"own", "folded", "folded"},
	     {SEGBIAS_VERDICT_LIKELY_UNDER, SEGBIAS_VERDICT_OVER, SEGBIAS_VERDICT_UNDER},
	     "a",
	     SEGBIAS_REVIEW_WATCH},
	    {{"own", "own", "none"},
	     {SEGBIAS_VERDICT_UNDER, SEGBIAS_VERDICT_LIKELY_OVER, SEGBIAS_VERDICT_UNCLEAR},
	     "b",
	     SEGBIAS_REVIEW_NEEDS_DECISION},
	    {{"folded", "sum", "none"},
	     {SEGBIAS_VERDICT_UNDER, SEGBIAS_VERDICT_OVER, SEGBIAS_VERDICT_UNCLEAR},
	     NULL,
	     SEGBIAS_REVIEW_FINE},
	};
	static const char *const VALUES[] = {"a", "b", "c"};
	static const double SHORT[] = {50, -90, 200};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct segbias_crossing_finding rows[3] = {{.count = 0}};
		struct segbias_series series[2] = {{.count = 0}};
		struct segbias_review review = {.segment_count = 0};
		struct twice now;
		for (size_t j = 0; j < 2; j++)
			for (size_t k = 0; k < SEGBIAS_REVIEW_PERIODS; k++) {
				series[j].index[k] = series[j].level[k] = NAN;
				series[j].verdict[k] = SEGBIAS_VERDICT_UNCLEAR;
			}
		lay_shares(&now, (const double[]){750, 250}, (const double[]){.75, .25}, "a");
		now.values[0].verdict = now.values[1].verdict = SEGBIAS_VERDICT_WITHIN;
		for (size_t j = 0; j < 3; j++) {
			rows[j].segment = now.comparison.segment;
			rows[j].attribute = segbias_label_of("sex*age");
			rows[j].value = segbias_label_of(VALUES[j]);
			rows[j].state = CASES[i].state[j];
			rows[j].verdict = CASES[i].verdict[j];
			rows[j].shortfall = SHORT[j];
		}
		now.findings.crossings = rows;
		now.findings.crossing_count = 3;
		cr_assert_eq(segbias_review_judge(NULL, series, &now.findings, &review, NULL), SEGBIAS_OK);
		cr_expect_eq(review.segments[0].status, CASES[i].status, "case %zu", i);
		cr_expect_eq(has(&review.segments[0], "crossing"), CASES[i].value != NULL, "case %zu", i);
		if (CASES[i].value)
			cr_expect(segbias_label_equal(review.segments[0].signalled[0].value,
			                              segbias_label_of(CASES[i].value)),
			          "case %zu", i);
		segbias_arena_release(&now.findings.arena);
	}
}
