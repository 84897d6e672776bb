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
		memcpy(b.series[0].index, CASES[i].index, sizeof b.series[0].index);
		const struct segbias_reviewed *segment = judge(&b);
		cr_expect_eq(has(segment, "falling"), CASES[i].falling, "case %zu", i);
		cr_expect_eq(has(segment, "rising"), CASES[i].rising, "case %zu", i);
		cr_expect_eq(segment->status,
		             CASES[i].falling || CASES[i].rising ? SEGBIAS_REVIEW_WATCH : SEGBIAS_REVIEW_FINE);
		segbias_arena_release(&b.findings.arena);
	}
}
