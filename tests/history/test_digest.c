/* What a review reads of a result: it comes back as it was, and other bytes are told. */
#include "history/digest.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

/* A gate's result: what is long, and what only has the name of something that is. */
static const char JSON[] =
    "{\"schema\": \"segbias.check/1\", \"warnings\" :\n [{\"code\": \"x]\\\"\"}, []], \"result\": {\"comparisons\": "
    "[{\"n\": [1]}], \"settings\": {\"within\": {\"funnel\": [\"a\"]}}, \"mapping\": [\"comparisons\", [1]]}}";

static struct segbias_value_finding values[] = {{.value = {"18-24", 5},
                                                 .count = 12,
                                                 .share = .12,
                                                 .share_low = .06,
                                                 .share_high = .2,
                                                 .reference_share = .25,
                                                 .index = 48,
                                                 .index_low = 24,
                                                 .index_high = 80,
                                                 .q = .001,
                                                 .verdict = SEGBIAS_VERDICT_UNDER},
                                                {.value = {"", 0},
                                                 .count = 88,
                                                 .share = NAN,
                                                 .q = INFINITY,
                                                 .verdict = SEGBIAS_VERDICT_UNCLEAR,
                                                 .reason = SEGBIAS_REASON_WEIGHTS}};
static struct segbias_comparison comparisons[] = {
    {.attribute = {"age", 3},
     .rows = 120,
     .n = 100,
     .n_effective = 90.5,
     .deff = 1.1,
     .missing = 15,
     .unmatched = 5,
     .reference_n_effective = NAN,
     .state = SEGBIAS_STATE_OK,
     .values = values,
     .value_count = 2},
    {.segment = {"B", 1}, .attribute = {"age", 3}, .state = SEGBIAS_STATE_TOO_FEW}};
static const struct segbias_findings result = {.comparisons = comparisons, .comparison_count = 2};

static struct segbias_text written(void)
{
	struct segbias_text bytes = {0};
	cr_assert_eq(segbias_digest_write(segbias_label_of(JSON), &result, &bytes, NULL), SEGBIAS_OK);
	return bytes;
}

Test(digest, comes_back_as_it_was)
{
	struct segbias_text bytes = written();
	struct segbias_findings *back = NULL;
	bool fit = false;
	cr_assert_eq(segbias_digest_read(segbias_text_label(&bytes), false, &back, &fit, NULL), SEGBIAS_OK);
	cr_assert(fit);
	cr_assert_eq(back->comparison_count, 2);
	const struct segbias_comparison *c = back->comparisons;
	cr_assert(!c[0].segment.bytes && segbias_label_equal(c[1].segment, segbias_label_of("B")));
	cr_assert(c[0].rows == 120 && c[0].n == 100 && c[0].n_effective == 90.5 && c[0].deff == 1.1 &&
	          c[0].missing == 15 && c[0].unmatched == 5 && isnan(c[0].reference_n_effective));
	cr_assert_eq(c[1].state, SEGBIAS_STATE_TOO_FEW);
	cr_assert_eq(c[1].value_count, 0);
	const struct segbias_value_finding *v = c[0].values;
	cr_assert(segbias_label_equal(v[0].value, segbias_label_of("18-24")) && v[1].value.bytes &&
	          v[1].value.size == 0);
	cr_assert(v[0].count == 12 && v[0].share == .12 && v[0].share_low == .06 && v[0].share_high == .2 &&
	          v[0].reference_share == .25 && v[0].index == 48 && v[0].index_low == 24 && v[0].index_high == 80 &&
	          v[0].q == .001 && v[0].verdict == SEGBIAS_VERDICT_UNDER);
	cr_assert(isnan(v[1].share) && isinf(v[1].q) && v[1].reason == SEGBIAS_REASON_WEIGHTS &&
	          v[1].verdict == SEGBIAS_VERDICT_UNCLEAR);
	segbias_findings_free(back);
	segbias_text_release(&bytes);
}

/* A verdict that an older version did not know is kept as such; a number that is no verdict, or no reason, is no digest of ours. */
Test(digest, verdicts_and_reasons_to_the_last)
{
	static const struct {
		int verdict, reason;
		bool fit;
	} ROWS[] = {
	    {SEGBIAS_VERDICT_WITHHELD, SEGBIAS_REASON_SUPPRESSED, true},
	    {SEGBIAS_VERDICT_COUNT, SEGBIAS_REASON_SUPPRESSED, true},
	    {SEGBIAS_VERDICT_COUNT + 1, SEGBIAS_REASON_SUPPRESSED, false},
	    {SEGBIAS_VERDICT_COUNT, SEGBIAS_REASON_SUPPRESSED + 1, false},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct segbias_findings *back = NULL;
		bool fit = !ROWS[i].fit;
		values[0].verdict = (enum segbias_verdict)ROWS[i].verdict;
		values[0].reason = (enum segbias_reason)ROWS[i].reason;
		struct segbias_text bytes = written();
		cr_assert_eq(segbias_digest_read(segbias_text_label(&bytes), false, &back, &fit, NULL), SEGBIAS_OK);
		cr_expect_eq(fit, ROWS[i].fit, "row %zu", i);
		if (ROWS[i].fit && fit)
			cr_expect(back->comparisons[0].values[0].verdict == values[0].verdict &&
			              back->comparisons[0].values[0].reason == values[0].reason,
			          "row %zu", i);
		segbias_findings_free(back);
		segbias_text_release(&bytes);
	}
}

Test(digest, its_head_has_no_long_list)
{
	static const char HEAD[] =
	    "{\"schema\": \"segbias.check/1\", \"warnings\" :\n [], \"result\": {\"comparisons\": [], \"settings\": "
	    "{\"within\": {\"funnel\": [\"a\"]}}, \"mapping\": [\"comparisons\", [1]]}}";
	struct segbias_text bytes = written();
	enum { HEAD_AT = 17 + 8 };
	cr_assert_eq((size_t)(unsigned char)bytes.data[17], sizeof HEAD - 1);
	cr_assert_eq(memcmp(bytes.data + HEAD_AT, HEAD, sizeof HEAD - 1), 0, "%.*s", (int)sizeof HEAD,
	             bytes.data + HEAD_AT);
	segbias_text_release(&bytes);
}

/* A review tells of warnings and of columns with missing values, which no digest keeps: of the result's own lists, and of no other. */
Test(digest, what_is_told_is_read_of_the_result)
{
	static const char RESULT_JSON[] =
	    "{\"schema\": \"x\", \"comparisons\": [{\"warnings\": [1]}], \"associations\": [[2], \"]\"], "
	    "\"incomplete\": [{\"column\": \"[\"}], \"missingness\": [3], \"warnings\": [{\"code\": \"]\"}], \"end\": 1}";
	struct segbias_text out = {0};
	segbias_digest_told(segbias_label_of(RESULT_JSON), &out);
	cr_assert_not(out.failed);
	cr_expect_str_eq(
	    out.data,
	    "{\"schema\": \"x\", \"comparisons\": [], \"associations\": [], "
	    "\"incomplete\": [{\"column\": \"[\"}], \"missingness\": [], \"warnings\": [{\"code\": \"]\"}], \"end\": 1}");
	segbias_text_release(&out);
}

Test(digest, other_bytes_are_told)
{
	struct segbias_text bytes = written();
	for (size_t size = 0; size <= bytes.size; size++) {
		struct segbias_findings *back = NULL;
		bool fit = true;
		struct segbias_label part = {bytes.data, size};
		cr_assert_eq(segbias_digest_read(part, false, &back, &fit, NULL), SEGBIAS_OK);
		cr_assert_eq(fit, size == bytes.size);
		segbias_findings_free(back);
	}
	/* Any other byte: it is told, or is another number; nothing is read beyond the bytes. */
	for (size_t i = 0; i < bytes.size; i++) {
		struct segbias_findings *back = NULL;
		bool fit = false;
		bytes.data[i] ^= 0x7f;
		cr_assert_eq(segbias_digest_read(segbias_text_label(&bytes), i % 2, &back, &fit, NULL), SEGBIAS_OK);
		bytes.data[i] ^= 0x7f;
		segbias_findings_free(back);
	}
	segbias_text_release(&bytes);
}
