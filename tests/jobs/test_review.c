/* Calls of segbias/review.h by a program: what is NULL, or said wrongly, is refused before a ledger is made. */
#include <segbias/review.h>

#include <criterion/criterion.h>

static const char LEDGER[] = "/nonexistent/segbias.db";

Test(review, nothing_is_refused)
{
	struct segbias_review_request request = {.ledger = LEDGER};
	struct segbias_review_result result = {0};
	struct segbias_findings *findings = NULL;
	cr_expect_eq(segbias_review_add(NULL, "a", "b", NULL, &result, NULL), SEGBIAS_USAGE);
	cr_expect_eq(segbias_review_add(&request, "a", "b", NULL, NULL, NULL), SEGBIAS_USAGE);
	cr_expect_eq(segbias_review_add(&request, NULL, NULL, NULL, &result, NULL), SEGBIAS_USAGE);
	cr_expect_eq(segbias_review_sign(NULL, &result, NULL), SEGBIAS_USAGE);
	cr_expect_eq(segbias_review_sign(&request, NULL, NULL), SEGBIAS_USAGE);
	cr_expect_eq(segbias_review_sign(&request, &result, NULL), SEGBIAS_USAGE);
	cr_expect_eq(segbias_review_reopen(NULL, &result, NULL), SEGBIAS_USAGE);
	cr_expect_eq(segbias_review_purge(NULL, &result, NULL), SEGBIAS_USAGE);
	cr_expect_eq(segbias_review_purge(&request, NULL, NULL), SEGBIAS_USAGE);
	cr_expect_eq(segbias_review_show(NULL, &findings, NULL), SEGBIAS_USAGE);
	cr_expect_eq(segbias_review_show(&request, NULL, NULL), SEGBIAS_USAGE);
	cr_expect_eq(segbias_review_export(NULL, &findings, NULL), SEGBIAS_USAGE);
	cr_expect_eq(segbias_review_export(&request, NULL, NULL), SEGBIAS_USAGE);
	cr_expect_eq(segbias_review_stamp(NULL, &result, NULL), SEGBIAS_USAGE);
	cr_expect_eq(segbias_review_stamp(&request, NULL, NULL), SEGBIAS_USAGE);
	cr_expect_eq(segbias_review_pack(&request, NULL, NULL, "folder", NULL, NULL), SEGBIAS_USAGE);
	cr_expect_eq(segbias_review_pack_check(NULL, NULL), SEGBIAS_USAGE);
	cr_expect_eq(segbias_review_archive(NULL, "file", NULL, NULL), SEGBIAS_USAGE);
	cr_expect_eq(segbias_review_archive(&request, NULL, NULL, NULL), SEGBIAS_USAGE);
	cr_expect_eq(segbias_review_verify(NULL, &result, NULL), SEGBIAS_USAGE);
	cr_expect_eq(segbias_review_verify(&request, NULL, NULL), SEGBIAS_USAGE);
	cr_expect_eq(segbias_review_verify(&request, &result, NULL), SEGBIAS_SYSTEM);
	cr_expect_eq(segbias_review_show(&request, &findings, NULL), SEGBIAS_SYSTEM);
	cr_expect_null(findings);
}

/* A time of another form would stand before or behind all that follow. */
Test(review, a_time_has_one_form)
{
	static const char *const TIMES[] = {
	    "soon", "", "2026-10-03", "2026-10-03T08:15:00", "2026-13-03T08:15:00Z", "2026-10-03 08:15:00Z"};
	struct segbias_review_result result = {0};
	for (size_t i = 0; i < sizeof TIMES / sizeof *TIMES; i++) {
		struct segbias_error error = {0};
		const struct segbias_review_request request = {
		    .ledger = LEDGER, .period = "2026Q1", .by = "analyst", .decision = "accept", .time = TIMES[i]};
		cr_expect_eq(segbias_review_sign(&request, &result, &error), SEGBIAS_USAGE, "%s", TIMES[i]);
		cr_expect_str_eq(error.id, "bad_time", "%s", TIMES[i]);
	}
}
