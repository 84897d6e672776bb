/* Every function of the public headers: what is left open means the defaults, and wrong use is SEGBIAS_USAGE with a message and
 * untouched outputs, never a crash. The sanitizers see whatever else it does. */
#include "jobs/run.h"

#include <limits.h>
#include <stdint.h>
#include <sys/stat.h>

static const char CAMPAIGN[] = "segment,sex\na,f\na,m\nb,f\nb,m\nb,f\na,m\na,f\nb,m\n";
static const char REFERENCE[] = "attribute,value,count\nsex,f,51\nsex,m,49\n";

/* Two files in a folder of their own. */
struct place {
	char folder[32], campaign[64], reference[64], missing[64];
};

static struct place place_open(void)
{
	struct place place = {.folder = "/tmp/segbias-test-XXXXXX"};
	cr_assert_not_null(mkdtemp(place.folder));
	(void)snprintf(place.campaign, sizeof place.campaign, "%s/campaign.csv", place.folder);
	(void)snprintf(place.reference, sizeof place.reference, "%s/reference.csv", place.folder);
	(void)snprintf(place.missing, sizeof place.missing, "%s/missing.csv", place.folder);
	run_write(place.campaign, CAMPAIGN, strlen(CAMPAIGN));
	run_write(place.reference, REFERENCE, strlen(REFERENCE));
	return place;
}

static void place_close(const struct place *place)
{
	cr_assert(unlink(place->campaign) == 0 && unlink(place->reference) == 0);
	cr_assert_eq(rmdir(place->folder), 0, "something was left behind");
}

/* The functions that turn files into findings, and which of their two files may be NULL. */
static const struct {
	const char *name;
	run_job *run;
	bool first, second, defaults; /* defaults: that it works without options */
} JOBS[] = {{"compare", segbias_compare, false, false, true},
            {"plan", segbias_plan, true, false, false},
            {"inspect", segbias_inspect, false, true, true},
            {"cells", segbias_cells, false, true, true}};

enum { JOB_COUNT = sizeof JOBS / sizeof *JOBS };

static void expect_usage(enum segbias_status status, const struct segbias_error *error, const char *what)
{
	cr_expect_eq(status, SEGBIAS_USAGE, "%s: %d", what, (int)status);
	cr_expect_eq(error->status, status, "%s", what);
	cr_expect(error->message[0], "%s: no message", what);
}

/* The job with these options: refused, and *findings untouched. The error may be NULL too. */
static void expect_refused(size_t job, const char *a, const char *b, const struct segbias_options *options,
                           const char *what)
{
	struct segbias_findings *const untouched = (struct segbias_findings *)(void *)&JOBS;
	struct segbias_findings *findings = untouched;
	struct segbias_error error = {0};
	char whole[128];
	(void)snprintf(whole, sizeof whole, "%s: %s", JOBS[job].name, what);
	expect_usage(JOBS[job].run(a, b, options, &findings, &error), &error, whole);
	cr_expect(findings == untouched, "%s", whole);
	cr_expect_eq(JOBS[job].run(a, b, options, &findings, NULL), SEGBIAS_USAGE, "%s", whole);
	cr_expect(findings == untouched, "%s", whole);
}

/* --- from files to findings ------------------------------------------------------------------------------------- */

Test(public, no_options_are_the_defaults)
{
	struct place place = place_open();
	struct segbias_options zero;
	memset(&zero, 0, sizeof zero);
	for (size_t job = 0; job < JOB_COUNT; job++) {
		char *bytes[2] = {NULL, NULL};
		for (size_t i = 0; i < 2; i++) {
			struct segbias_findings *findings = NULL;
			struct segbias_error error = {0};
			enum segbias_status status =
			    JOBS[job].run(place.campaign, place.reference, i ? &zero : NULL, &findings, &error);
			size_t size = 0;
			if (!JOBS[job].defaults) {
				expect_usage(status, &error, JOBS[job].name);
				cr_expect_null(findings);
				continue;
			}
			cr_assert_eq(status, SEGBIAS_OK, "%s: %s", JOBS[job].name, error.message);
			cr_assert_eq(segbias_findings_render(findings, NULL, &bytes[i], &size, &error), SEGBIAS_OK);
			cr_assert_eq(strlen(bytes[i]), size);
			segbias_findings_free(findings);
		}
		cr_expect(!bytes[0] || strcmp(bytes[0], bytes[1]) == 0, "%s", JOBS[job].name);
		free(bytes[0]);
		free(bytes[1]);
	}
	place_close(&place);
}

Test(public, files_and_findings_that_are_null)
{
	struct place place = place_open();
	for (size_t job = 0; job < JOB_COUNT; job++) {
		const struct segbias_options options = {.plan = JOBS[job].defaults ? NULL : "100"};
		struct segbias_error error = {0};
		expect_refused(job, NULL, NULL, &options, "no file");
		if (!JOBS[job].first)
			expect_refused(job, NULL, place.reference, &options, "no first file");
		if (!JOBS[job].second)
			expect_refused(job, place.campaign, NULL, &options, "no second file");
		expect_usage(JOBS[job].run(place.campaign, place.reference, &options, NULL, &error), &error,
		             "no findings");
		/* A file that is not there is the data's fault, not the program's. */
		struct segbias_findings *findings = NULL;
		cr_expect_eq(JOBS[job].run(place.missing, place.reference, &options, &findings, &error), SEGBIAS_DATA);
		cr_expect_eq(JOBS[job].run(place.campaign, "", &options, &findings, &error), SEGBIAS_DATA);
		cr_expect_null(findings);
	}
	place_close(&place);
}

/* An option that the job would not look at. */
Test(public, options_of_another_job)
{
	static const struct {
		struct segbias_options options;
		const char *jobs[3];
	} ROWS[] = {{{.plan = "100"}, {"compare", "inspect", "cells"}},
	            {{.consent = "sex=f"}, {"inspect", "cells"}},
	            {{.eligible = "sex=f"}, {"inspect", "cells"}}};
	struct place place = place_open();
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
		for (size_t job = 0; job < JOB_COUNT; job++)
			for (size_t j = 0; j < 3; j++)
				if (ROWS[i].jobs[j] && strcmp(ROWS[i].jobs[j], JOBS[job].name) == 0)
					expect_refused(job, place.campaign, place.reference, &ROWS[i].options,
					               "option");
	place_close(&place);
}

/* Texts that mean nothing, of every option that has a meaning of its own. */
Test(public, options_that_mean_nothing)
{
	static const struct {
		size_t offset;
		const char *text;
	} ROWS[] = {
#define TEXT(field, text) {offsetof(struct segbias_options, field), text}
	    TEXT(alpha, "nan"),
	    TEXT(alpha, "NaN"),
	    TEXT(alpha, "inf"),
	    TEXT(alpha, "0"),
	    TEXT(alpha, "1"),
	    TEXT(alpha, "-0.05"),
	    TEXT(alpha, "5e400"),
	    TEXT(alpha, ""),
	    TEXT(alpha, "%"),
	    TEXT(band, "125:80"),
	    TEXT(band, "-80:125"),
	    TEXT(band, "nan:125"),
	    TEXT(band, "80:nan"),
	    TEXT(band, "80:inf"),
	    TEXT(band, "80"),
	    TEXT(band, ":"),
	    TEXT(band, ""),
	    TEXT(band, "80:125:130"),
	    TEXT(control, "bonferroni"),
	    TEXT(control, ""),
	    TEXT(interval, "wald"),
	    TEXT(min_n, "-1"),
	    TEXT(min_n, "1.5"),
	    TEXT(min_n, "nan"),
	    TEXT(min_n, "99999999999999999999"),
	    TEXT(missing_max, "101%"),
	    TEXT(missing_max, "nan"),
	    TEXT(unmatched_max, "-1%"),
	    TEXT(seed, "-1"),
	    TEXT(seed, "18446744073709551616"),
	    TEXT(seed, ""),
	    TEXT(reference_kind, "census"),
	    TEXT(moe_level, "0%"),
	    TEXT(moe_level, "nan"),
	    TEXT(plan, "0"),
	    TEXT(plan, "-5"),
	    TEXT(plan, ""),
	    TEXT(deff, "0"),
	    TEXT(deff, "-1"),
	    TEXT(deff, "nan"),
	    TEXT(replicate_method, "jackknife"),
	    TEXT(replicate_method, "fay=2"),
	    TEXT(eligible, "consent"),
	    TEXT(consent, ""),
	    TEXT(as_of, "yesterday"),
	    TEXT(born, ""),
	    TEXT(amount, ""),
	    TEXT(person, ""),
	    TEXT(attributes, ""),
	    TEXT(segment, ""),
	    TEXT(numeric, "\"a"),
	    TEXT(campaign.shape, "cube"),
	    TEXT(campaign.shape, ""),
	    TEXT(campaign.delimiter, ""),
	    TEXT(campaign.delimiter, ",,"),
	    TEXT(campaign.delimiter, "\""),
	    TEXT(campaign.decimal, ";"),
	    TEXT(campaign.thousands, "x"),
	    TEXT(reference.shape, "cube"),
	    TEXT(reference.delimiter, "\n"),
	    TEXT(reference.decimal, ""),
	    TEXT(reference.thousands, ""),
#undef TEXT
	};
	struct place place = place_open();
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct segbias_options options = {.alpha = NULL};
		char what[64];
		*(const char **)(void *)((char *)&options + ROWS[i].offset) = ROWS[i].text;
		(void)snprintf(what, sizeof what, "row %zu, \"%s\"", i, ROWS[i].text);
		expect_refused(0, place.campaign, place.reference, &options, what);
	}
	place_close(&place);
}

/* --- from findings to bytes ------------------------------------------------------------------------------------- */

Test(public, rendering)
{
	struct run run = run_good(CAMPAIGN, REFERENCE, NULL);
	const struct segbias_render_options zero = {.format = NULL};
	const struct segbias_render_options wrong[] = {
	    {.format = "xml"}, {.format = ""}, {.width = -1}, {.width = INT_MIN}, {.format = "json", .width = -80}};
	const struct segbias_render_options good[] = {
	    {.width = 1}, {.width = INT_MAX}, {.color = -1, .ascii = 7, .explain = INT_MIN}, {.command = ""}};
	struct segbias_error error = {0};
	char *first = NULL;
	char *bytes = NULL;
	size_t size = 7;
	cr_assert_eq(segbias_findings_render(run.findings, NULL, &first, &size, &error), SEGBIAS_OK);
	cr_assert_eq(segbias_findings_render(run.findings, &zero, &bytes, &size, NULL), SEGBIAS_OK);
	cr_expect_str_eq(bytes, first);
	cr_expect_eq(strncmp(bytes, "campaign.csv against", 20), 0);
	free(first);
	free(bytes);
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		bytes = NULL;
		cr_expect_eq(segbias_findings_render(run.findings, &good[i], &bytes, &size, &error), SEGBIAS_OK,
		             "row %zu", i);
		free(bytes);
	}
	bytes = NULL;
	size = 7;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		expect_usage(segbias_findings_render(run.findings, &wrong[i], &bytes, &size, &error), &error,
		             "options");
	expect_usage(segbias_findings_render(NULL, NULL, &bytes, &size, &error), &error, "no findings");
	expect_usage(segbias_findings_stage(run.findings, NULL, NULL, "x", &error), &error, "no output");
	expect_usage(segbias_findings_stage(NULL, NULL, NULL, NULL, &error), &error, "no findings");
	expect_usage(segbias_findings_render(run.findings, NULL, NULL, &size, &error), &error, "no bytes");
	expect_usage(segbias_findings_render(run.findings, NULL, &bytes, NULL, &error), &error, "no size");
	cr_expect_eq(segbias_findings_render(NULL, NULL, NULL, NULL, NULL), SEGBIAS_USAGE);
	cr_expect(bytes == NULL && size == 7);
	run_release(&run);
}

Test(public, warnings_and_steps)
{
	struct run run = run_good(CAMPAIGN, REFERENCE, NULL);
	struct segbias_error warning = {.line = 42};
	double seconds = -1;
	size_t count = segbias_findings_warnings(run.findings);
	cr_assert_gt(count, 0);
	cr_expect_null(segbias_findings_warning(run.findings, count, &warning));
	cr_expect_null(segbias_findings_warning(run.findings, SIZE_MAX, &warning));
	cr_expect_null(segbias_findings_warning(NULL, 0, &warning));
	cr_expect_eq(warning.line, 42);
	cr_expect_not_null(segbias_findings_warning(run.findings, 0, NULL));
	cr_expect_not_null(segbias_findings_warning(run.findings, 0, &warning));
	cr_expect(warning.message[0]);
	cr_expect_eq(segbias_findings_warnings(NULL), 0);
	cr_expect_null(segbias_findings_step(NULL, 0, &seconds));
	cr_expect_null(segbias_findings_step(run.findings, SIZE_MAX, &seconds));
	cr_expect_eq(seconds, -1);
	cr_expect_not_null(segbias_findings_step(run.findings, 0, NULL));
	cr_expect_not_null(segbias_findings_step(run.findings, 0, &seconds));
	cr_expect_geq(seconds, 0);
	segbias_findings_free(NULL);
	run_release(&run);
}

Test(public, formats_by_suffix)
{
	cr_expect_null(segbias_format_by_suffix(NULL));
	cr_expect_null(segbias_format_by_suffix(""));
	cr_expect_null(segbias_format_by_suffix("a.json/b"));
	cr_expect_str_eq(segbias_format_by_suffix("a.json"), "json");
}

/* --- charts and files ------------------------------------------------------------------------------------------- */

Test(public, charts)
{
	struct run run = run_good(CAMPAIGN, REFERENCE, NULL);
	struct segbias_output *output = NULL;
	struct segbias_error error = {0};
	const struct segbias_charts_options wrong[] = {{.directory = ""},
	                                               {.format = "gif"},
	                                               {.directory = "x", .format = ""},
	                                               {.directory = NULL, .format = "svg "},
	                                               {.language = "tlh"}};
	cr_assert_eq(segbias_output_create(&output, &error), SEGBIAS_OK);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		expect_usage(segbias_charts_write(run.findings, &wrong[i], output, &error), &error, "options");
	expect_usage(segbias_charts_write(NULL, NULL, output, &error), &error, "no findings");
	expect_usage(segbias_charts_write(run.findings, NULL, NULL, &error), &error, "no output");
	cr_expect_eq(segbias_charts_write(NULL, NULL, NULL, NULL), SEGBIAS_USAGE);
	run_release(&run);
	/* What is no comparison has no chart. */
	run = run_files(segbias_inspect, CAMPAIGN, REFERENCE, NULL);
	expect_usage(segbias_charts_write(run.findings, NULL, output, &error), &error, "no comparison");
	run_release(&run);
	segbias_output_free(output);
}

/* Where there is no gnuplot the defaults are seen by what is missing. */
Test(public, charts_go_to_a_folder_of_their_own)
{
	struct run run = run_good(CAMPAIGN, REFERENCE, NULL);
	struct segbias_output *output = NULL;
	struct segbias_error error = {0};
	struct stat info;
	char folder[] = "/tmp/segbias-test-XXXXXX";
	char before[4096];
	cr_assert(mkdtemp(folder) && getcwd(before, sizeof before) && chdir(folder) == 0);
	cr_assert_eq(segbias_output_create(&output, &error), SEGBIAS_OK);
	enum segbias_status status = segbias_charts_write(run.findings, NULL, output, &error);
	cr_expect(status == SEGBIAS_OK || status == SEGBIAS_SYSTEM, "%s", error.message);
	cr_expect_eq(stat("charts", &info) == 0, status == SEGBIAS_OK);
	segbias_output_free(output);
	cr_expect_neq(stat("charts", &info), 0, "what is not committed is gone");
	cr_assert(chdir(before) == 0 && rmdir(folder) == 0);
	run_release(&run);
}

Test(public, output)
{
	struct place place = place_open();
	struct segbias_output *output = NULL;
	struct segbias_error error = {0};
	expect_usage(segbias_output_create(NULL, &error), &error, "create");
	cr_assert_eq(segbias_output_create(&output, NULL), SEGBIAS_OK);
	expect_usage(segbias_output_folder(NULL, "x", &error), &error, "folder");
	expect_usage(segbias_output_folder(output, NULL, &error), &error, "folder");
	expect_usage(segbias_output_folder(output, "", &error), &error, "folder");
	expect_usage(segbias_output_stage(NULL, "x", "", 0, &error), &error, "stage");
	expect_usage(segbias_output_stage(output, NULL, "", 0, &error), &error, "stage");
	expect_usage(segbias_output_stage(output, "", "", 0, &error), &error, "stage");
	expect_usage(segbias_output_stage(output, place.missing, NULL, 1, &error), &error, "stage");
	expect_usage(segbias_output_commit(NULL, &error), &error, "commit");
	expect_usage(segbias_output_copy(NULL, 1, &error), &error, "copy");
	cr_expect_eq(segbias_output_commit(NULL, NULL), SEGBIAS_USAGE);
	cr_expect_eq(segbias_output_stage(output, place.missing, NULL, 0, &error), SEGBIAS_OK);
	cr_expect_eq(segbias_output_stage(output, "/dev/null", NULL, 0, &error), SEGBIAS_OK);
	cr_expect_eq(segbias_output_commit(output, &error), SEGBIAS_OK);
	cr_expect_eq(unlink(place.missing), 0, "an empty file was written");
	segbias_output_free(output);
	segbias_output_free(NULL);
	cr_expect(segbias_output_same_file(place.campaign, place.campaign));
	cr_expect_not(segbias_output_same_file(NULL, place.campaign));
	cr_expect_not(segbias_output_same_file(place.campaign, NULL));
	cr_expect_not(segbias_output_same_file(NULL, NULL));
	place_close(&place);
}

/* --- text ------------------------------------------------------------------------------------------------------- */

Test(public, text)
{
	static const char *const NAMES[] = {"gender", NULL, "region"};
	static const char *const WORDS[] = {"a b", "it's", "c"};
	char out[SEGBIAS_ESCAPED_MAX];
	char version[40];
	(void)snprintf(version, sizeof version, "%d.%d.%d", SEGBIAS_VERSION_MAJOR, SEGBIAS_VERSION_MINOR,
	               SEGBIAS_VERSION_PATCH);
	cr_expect_str_eq(segbias_version(), version, "the headers say another version than CMakeLists.txt");
	cr_expect(SEGBIAS_VERSION_AT_LEAST(0, 1, 0) && !SEGBIAS_VERSION_AT_LEAST(0, 1, 1) &&
	          !SEGBIAS_VERSION_AT_LEAST(1, 0, 0));
	segbias_free(NULL);
	cr_expect_str_eq(segbias_text_escape("a\x1b", out), "\"a\\x1b\"");
	cr_expect_str_eq(segbias_text_escape(NULL, out), "\"\"");
	cr_expect_null(segbias_text_escape("a", NULL));
	static const struct {
		const char *wanted;
		const char *const *names;
		size_t count, nearest;
	} asked[] = {{"regio", NAMES, 3, 2},
	             {NULL, NAMES, 3, SIZE_MAX},
	             {"regio", NULL, 3, SIZE_MAX},
	             {"regio", NULL, SIZE_MAX, SIZE_MAX},
	             {"regio", NAMES, 0, SIZE_MAX}};
	for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
		size_t nearest = 42;
		cr_expect_eq(segbias_text_nearest(asked[i].wanted, asked[i].names, asked[i].count, &nearest, NULL),
		             SEGBIAS_OK);
		cr_expect_eq(nearest, asked[i].nearest);
	}
	cr_expect_eq(segbias_text_nearest("regio", NAMES, 3, NULL, NULL), SEGBIAS_USAGE);
	cr_expect_null(segbias_text_ascii(NULL));
	char *ascii = segbias_text_ascii("");
	cr_expect_str_eq(ascii, "");
	free(ascii);
	ascii = segbias_text_ascii("性 – a");
	cr_expect_str_eq(ascii, "\\u6027 \\u2013 a");
	free(ascii);
	char *line = segbias_text_command(WORDS, 3, 0);
	cr_expect_str_eq(line, "'a b' 'it'\\''s' c");
	free(line);
	line = segbias_text_command(WORDS, 0, 0);
	cr_expect_str_eq(line, "");
	free(line);
	static const char *const PERSONAL[] = {"--where=mail=jo@example.com", "a=1", "--missing-values",
	                                       "jo@example.com", "jo@example.com"};
	line = segbias_text_command(PERSONAL, 5, 0);
	cr_expect_str_eq(line, "'--where=mail=[an e-mail address, withheld]' a=1 --missing-values "
	                       "'[an e-mail address, withheld]' jo@example.com");
	free(line);
	cr_expect_null(segbias_text_command(NULL, 2, 0));
	cr_expect_null(segbias_text_command(NAMES, 3, 1));
}
