/* Calls of segbias/tally.h by a program: what is NULL is refused, and outputs stay untouched; a campaign in memory is counted. */
#include <segbias/segbias.h>

#include <criterion/criterion.h>
#include <string.h>

static const char CAMPAIGN[] = "group,gender\na,Male\na,Female\nb,Male\n";
static const char REFERENCE[] = "attribute,value,count\ngender,Male,50\ngender,Female,50\n";

static struct segbias_options *options_of(void)
{
	struct segbias_options *options = NULL;
	cr_assert_eq(segbias_options_create(&options, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_options_memory(options, "people", CAMPAIGN, strlen(CAMPAIGN), NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_options_memory(options, "census", REFERENCE, strlen(REFERENCE), NULL), SEGBIAS_OK);
	return options;
}

Test(jobs_tally, refuses_what_is_none)
{
	struct segbias_findings *findings = NULL;
	struct segbias_error error = {0};
	const char *none[] = {NULL};
	cr_expect_eq(segbias_tally(NULL, "census", NULL, NULL, &findings, &error), SEGBIAS_USAGE);
	cr_expect_eq(segbias_tally("people", NULL, NULL, NULL, &findings, &error), SEGBIAS_USAGE);
	cr_expect_eq(segbias_tally("people", "census", NULL, NULL, NULL, &error), SEGBIAS_USAGE);
	cr_expect_eq(segbias_merge(NULL, 1, NULL, &findings, &error), SEGBIAS_USAGE);
	cr_expect_eq(segbias_merge(none, 1, NULL, &findings, &error), SEGBIAS_USAGE);
	cr_expect_eq(segbias_merge(none, 0, NULL, &findings, NULL), SEGBIAS_USAGE);
	cr_expect_null(findings);
}

Test(jobs_tally, counts_what_is_in_memory)
{
	struct segbias_options *options = options_of();
	struct segbias_findings *findings = NULL;
	struct segbias_error error = {0};
	const struct segbias_tally_request request = {.part = "mine"};
	char *text = NULL;
	size_t size = 0;
	cr_assert_eq(segbias_tally("people", "census", options, &request, &findings, &error), SEGBIAS_OK, "%s",
	             error.message);
	cr_assert_eq(segbias_findings_render(findings, NULL, &text, &size, &error), SEGBIAS_OK, "%s", error.message);
	cr_expect_not_null(strstr(text, "{\"part\":\"mine\",\"rows\":3,\"bad_rows\":0}\n"));
	cr_expect_not_null(strstr(text, "{\"total\":[3]}\n"));
	segbias_free(text);
	segbias_findings_free(findings);
	segbias_options_free(options);
}

static char *render(const struct segbias_findings *findings, size_t *size)
{
	struct segbias_error error = {0};
	char *text = NULL;
	cr_assert_eq(segbias_findings_render(findings, NULL, &text, size, &error), SEGBIAS_OK, "%s", error.message);
	return text;
}

/* The lines of the tally hold that one. */
static void check_plan(const char *where, const char *recode, const char *total)
{
	struct segbias_options *options = options_of();
	struct segbias_options *plain = options_of();
	struct segbias_findings *findings[3] = {NULL};
	struct segbias_error error = {0};
	const struct segbias_tally_request empty = {.empty = 1};
	const struct segbias_tally_request own = {.part = "mine"};
	const struct segbias_tally_request like = {.part = "mine", .like = "plan"};
	size_t sizes[3] = {0};
	char *texts[3];
	cr_assert_eq(segbias_options_set(options, "campaign_where", where, &error), SEGBIAS_OK, "%s", error.message);
	cr_assert_eq(segbias_options_set(options, "recode", recode, &error), SEGBIAS_OK, "%s", error.message);
	cr_assert_eq(segbias_tally("people", "census", options, &empty, &findings[0], &error), SEGBIAS_OK, "%s",
	             error.message);
	texts[0] = render(findings[0], &sizes[0]);
	cr_assert_eq(segbias_options_memory(plain, "plan", texts[0], sizes[0], &error), SEGBIAS_OK);
	cr_assert_eq(segbias_tally("people", NULL, plain, &like, &findings[1], &error), SEGBIAS_OK, "%s",
	             error.message);
	texts[1] = render(findings[1], &sizes[1]);
	cr_assert_eq(segbias_tally("people", "census", options, &own, &findings[2], &error), SEGBIAS_OK, "%s",
	             error.message);
	texts[2] = render(findings[2], &sizes[2]);
	cr_expect_not_null(strstr(texts[1], "{\"part\":\"mine\",\"rows\":3,\"bad_rows\":0}\n"));
	cr_expect_not_null(strstr(texts[1], total), "%s", texts[1]);
	cr_expect_str_eq(texts[1], texts[2]);
	for (size_t i = 0; i < 3; i++) {
		segbias_free(texts[i]);
		segbias_findings_free(findings[i]);
	}
	segbias_options_free(options);
	segbias_options_free(plain);
}

/* A plan of no record is read again and followed, its filters and recodes too: the bytes are those of both files' own plan. Of the
 * three people two are of group a. */
Test(jobs_tally, counts_by_a_plan)
{
	check_plan(NULL, NULL, "{\"total\":[3]}\n");
	check_plan("group=a", NULL, "{\"total\":[2]}\n");
	check_plan(NULL, "gender:Male=Female", "{\"total\":[3]}\n");
}

/* Of a column that is not compared it tells how many spellings came how often, and no spelling: a blank, two once, one twice. */
Test(jobs_tally, tells_no_cell_of_other_columns)
{
	static const char MEMOS[] =
	    "group,gender,memo\na,Male,plum\na,Female,plum\nb,Male,\nb,Male,quince\nb,Female,sloe\n";
	struct segbias_options *options = options_of();
	struct segbias_findings *findings = NULL;
	struct segbias_error error = {0};
	size_t size = 0;
	cr_assert_eq(segbias_options_memory(options, "memos", MEMOS, strlen(MEMOS), NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_tally("memos", "census", options, NULL, &findings, &error), SEGBIAS_OK, "%s",
	             error.message);
	char *text = render(findings, &size);
	cr_expect_not_null(strstr(text, "\"memo\",\"like\":\"words\",\"decimal\":\".\",\"blank\":1,"
	                                "\"repeats\":[[1,2],[2,1]]}"));
	cr_expect(!strstr(text, "plum") && !strstr(text, "quince") && !strstr(text, "sloe"));
	segbias_free(text);
	segbias_findings_free(findings);
	segbias_options_free(options);
}

/* What is said of records that were left out is of the first of them, whether they were counted before or are now. */
Test(jobs_tally, keeps_the_first_bad_record)
{
	static const char BAD[] = "group,gender,w\na,Male,1\na,Female,heavy\nb,Male,-2\nb,Female,1\n";
	struct segbias_options *options = options_of();
	struct segbias_findings *findings[3] = {NULL};
	struct segbias_error error = {0};
	const struct segbias_tally_request request = {.part = "mine"};
	const char *said[2] = {NULL, NULL};
	size_t size = 0;
	cr_assert_eq(segbias_options_memory(options, "bad", BAD, strlen(BAD), NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_options_set(options, "weight", "w", &error), SEGBIAS_OK, "%s", error.message);
	cr_assert_eq(segbias_options_set(options, "skip_bad", "true", &error), SEGBIAS_OK, "%s", error.message);
	cr_assert_eq(segbias_tally("bad", "census", options, &request, &findings[0], &error), SEGBIAS_OK, "%s",
	             error.message);
	char *text = render(findings[0], &size);
	struct segbias_options *plain = options_of();
	cr_assert_eq(segbias_options_memory(plain, "bad.tally", text, size, &error), SEGBIAS_OK);
	cr_assert_eq(segbias_compare("bad.tally", "census", plain, &findings[1], &error), SEGBIAS_OK, "%s",
	             error.message);
	cr_assert_eq(segbias_compare("bad", "census", options, &findings[2], &error), SEGBIAS_OK, "%s", error.message);
	for (size_t i = 0; i < 2; i++)
		for (size_t j = 0; j < segbias_findings_count(findings[1 + i], "warnings"); j++)
			if (strcmp(segbias_findings_text(findings[1 + i], "warnings", j, "code", NULL),
			           "bad_records") == 0)
				said[i] = segbias_findings_text(findings[1 + i], "warnings", j, "message", NULL);
	cr_assert(said[0] && said[1]);
	cr_expect_not_null(strstr(said[0], "this is not a plain number"), "%s", said[0]);
	cr_expect_str_eq(said[0], said[1]);
	segbias_free(text);
	for (size_t i = 0; i < 3; i++)
		segbias_findings_free(findings[i]);
	segbias_options_free(options);
	segbias_options_free(plain);
}

Test(jobs_tally, says_which_settings_it_takes)
{
	static const char *const TAKEN[] = {"segment", "missing_values", "missing-values", "reference_kind",
	                                    "threads", "policy",         "person",         "publish"};
	static const char *const NOT[] = {"alpha",    "min_n", "no_person", "count",
	                                  "eligible", "as_of", "fail_on",   "no_such"};
	for (size_t i = 0; i < sizeof TAKEN / sizeof *TAKEN; i++)
		cr_expect(segbias_tally_takes(TAKEN[i]), "%s", TAKEN[i]);
	for (size_t i = 0; i < sizeof NOT / sizeof *NOT; i++)
		cr_expect_not(segbias_tally_takes(NOT[i]), "%s", NOT[i]);
	cr_expect_not(segbias_tally_takes(NULL));
}
