/* Calls of segbias/review.h by a program: what is NULL, or said wrongly, is refused before a ledger is made; and an export whose ledger
 * others add to while it is made. */
#include <segbias/review.h>

#include "jobs/review_show.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

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

/* --- others add to the ledger meanwhile ---------------------------------------------------------------------------- */

static char folder[64];
static char ledger[128], campaign[128], reference[128];

static const char *write_file(char *path, const char *name, const char *text)
{
	(void)snprintf(path, 128, "%s/%s", folder, name);
	FILE *file = fopen(path, "w");
	cr_assert(file);
	cr_assert(fputs(text, file) >= 0);
	cr_assert_eq(fclose(file), 0);
	return path;
}

static struct segbias_review_request request_of(const char *period)
{
	return (struct segbias_review_request){
	    .ledger = ledger, .period = period, .by = "analyst", .time = "2026-10-03T08:15:00Z", .publish = 10};
}

static void add_run(const char *period, const char *counts)
{
	struct segbias_review_request request = request_of(period);
	struct segbias_review_result result = {0};
	struct segbias_error error = {0};
	cr_assert_eq(
	    segbias_review_add(&request, write_file(campaign, period, counts), reference, NULL, &result, &error),
	    SEGBIAS_OK, "%s", error.message);
}

static void make_ledger(void)
{
	(void)snprintf(folder, sizeof folder, "/tmp/segbias-review-XXXXXX");
	cr_assert(mkdtemp(folder));
	(void)snprintf(ledger, sizeof ledger, "%s/segbias.db", folder);
	(void)write_file(reference, "census.csv", "age,count\n18-34,300000\n35-64,450000\n65+,250000\n");
	add_run("2026Q1",
	        "segment,age,count\nA,18-34,300\nA,35-64,450\nA,65+,250\nB,18-34,310\nB,35-64,440\nB,65+,4\n");
	add_run("2026Q2",
	        "segment,age,count\nA,18-34,302\nA,35-64,451\nA,65+,250\nB,18-34,310\nB,35-64,440\nB,65+,5\n");
}

static void remove_ledger(void)
{
	char command[128];
	(void)snprintf(command, sizeof command, "rm -rf %s", folder);
	(void)!system(command); // NOLINT(cert-env33-c)
}

TestSuite(meanwhile, .init = make_ledger, .fini = remove_ledger);

/* Two periods withheld each by itself may tell together what both withhold. */
Test(meanwhile, what_another_export_has_shown_is_not_passed_over)
{
	struct segbias_review_request first = request_of("2026Q2");
	struct segbias_review_request other = request_of("2026Q1");
	struct segbias_review_publication publication = {.least = 10};
	struct segbias_findings *shown = NULL;
	struct segbias_error error = {0};
	cr_assert_eq(segbias_review_show_as(&first, &publication, &shown, &error), SEGBIAS_OK, "%s", error.message);
	segbias_findings_free(shown);
	cr_assert_eq(segbias_review_export(&other, &shown, &error), SEGBIAS_OK, "%s", error.message);
	segbias_findings_free(shown);
	cr_expect_eq(segbias_review_enter(&first, &publication, &error), SEGBIAS_SYSTEM);
	cr_expect_str_eq(error.id, "ledger_moved");
	segbias_publication_release(&publication);
	/* The same again is beside the other's. */
	cr_expect_eq(segbias_review_export(&first, &shown, &error), SEGBIAS_OK, "%s", error.message);
	segbias_findings_free(shown);
}

/* The page is made of what an entry says, and never of what none does. */
Test(meanwhile, what_no_entry_has_settled_is_not_shown)
{
	struct segbias_review_request request = request_of("2026Q2");
	struct segbias_review_publication publication = {.least = 10, .settled = true};
	struct segbias_findings *shown = NULL;
	struct segbias_error error = {0};
	cr_expect_eq(segbias_review_show_as(&request, &publication, &shown, &error), SEGBIAS_SYSTEM);
	cr_expect_str_eq(error.id, "ledger_moved");
	cr_expect_null(shown);
	segbias_publication_release(&publication);
}

/* A ledger is as it was written, and still so when what a period counted was dropped. */
Test(meanwhile, a_ledger_is_as_it_was_written)
{
	struct segbias_review_request request = request_of(NULL);
	struct segbias_review_result result = {0};
	struct segbias_error error = {0};
	cr_assert_eq(segbias_review_verify(&request, &result, &error), SEGBIAS_OK, "%s", error.message);
	cr_expect_str_eq(result.fault, "");
	cr_expect_eq(result.runs, 2);
	request.before = "2026Q2";
	request.reason = "retention";
	cr_assert_eq(segbias_review_purge(&request, &result, &error), SEGBIAS_OK, "%s", error.message);
	cr_expect_eq(result.runs, 1);
	request = request_of(NULL);
	cr_assert_eq(segbias_review_verify(&request, &result, &error), SEGBIAS_OK, "%s", error.message);
	cr_expect_str_eq(result.fault, "");
}

/* --- what a review says ------------------------------------------------------------------------------------------- */

/* Who is not known is told of every attribute: ages 1 without a value of 6 records, sexes 2, and 1 that the census lacks. */
Test(meanwhile, the_unknown_of_each_attribute)
{
	static const char *const TOLD[] = {
	    "<bdi>age</bdi>, of the whole campaign: records 6; without a value 1; with one that the reference lacks 0.",
	    "<bdi>sex</bdi>, of the whole campaign: records 6; without a value 2; with one that the reference lacks 1."};
	struct segbias_review_request request = request_of("2026Q3");
	struct segbias_review_result result = {0};
	struct segbias_findings *shown = NULL;
	struct segbias_error error = {0};
	char *bytes = NULL;
	size_t size = 0;
	request.publish = 0;
	(void)snprintf(ledger, sizeof ledger, "%s/other.db", folder);
	(void)write_file(reference, "margins.csv",
	                 "attribute,value,count\nage,18-34,3000\nage,35+,4500\nsex,f,3800\nsex,m,3700\n");
	(void)write_file(campaign, "people.csv",
	                 "segment,age,sex\nA,18-34,f\nA,35+,\nA,,m\nB,18-34,\nB,35+,x\nB,35+,f\n");
	cr_assert_eq(segbias_review_add(&request, campaign, reference, NULL, &result, &error), SEGBIAS_OK, "%s",
	             error.message);
	cr_assert_eq(segbias_review_show(&request, &shown, &error), SEGBIAS_OK, "%s", error.message);
	const struct segbias_render_options options = {.format = "html"};
	cr_assert_eq(segbias_findings_render(shown, &options, &bytes, &size, &error), SEGBIAS_OK, "%s", error.message);
	for (size_t i = 0; i < sizeof TOLD / sizeof *TOLD; i++)
		cr_expect_not_null(strstr(bytes, TOLD[i]), "%s", TOLD[i]);
	free(bytes);
	segbias_findings_free(shown);
}
