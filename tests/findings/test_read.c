#include "jobs/run.h"

static const char CAMPAIGN[] = "segment,g,ok\nS,a,yes\nS,b,no\nS,a,yes\nT,b,\nT,x,yes\nT,,no\n";
static const char REFERENCE[] = "g,count\na,500000\nb,500000\n";

/* The JSON of a run; the caller's to free. */
static char *json_of(const struct segbias_options *options)
{
	struct run run = run_good(CAMPAIGN, REFERENCE, options);
	char *json = run_render(&run, "json");
	run_release(&run);
	return json;
}

static struct run parse(const char *json)
{
	struct run run = {0};
	(void)segbias_findings_parse(json, strlen(json), &run.findings, &run.error);
	return run;
}

/* What was read is what was written, byte for byte; so are ndjson and CSV. */
Test(read, writes_the_same)
{
	static const struct segbias_options OPTIONS[] = {
	    {.min_n = "0"}, {.consent = "ok=yes", .min_n = "1"}, {.segment = "none"}, {.person = "ok", .min_n = "0"}};
	static const char *const FORMATS[] = {"json", "ndjson", "csv"};
	for (size_t i = 0; i < sizeof OPTIONS / sizeof *OPTIONS; i++) {
		struct run run = run_good(CAMPAIGN, REFERENCE, &OPTIONS[i]);
		char *json = run_render(&run, "json");
		struct run again = parse(json);
		for (size_t j = 0; j < sizeof FORMATS / sizeof *FORMATS; j++) {
			char *first = run_render(&run, FORMATS[j]);
			char *second = run_render(&again, FORMATS[j]);
			cr_expect_str_eq(first, second, "row %zu, %s", i, FORMATS[j]);
			free(first);
			free(second);
		}
		cr_expect_eq(segbias_findings_warnings(run.findings), segbias_findings_warnings(again.findings));
		for (size_t j = 0; j < run.findings->comparison_count; j++)
			cr_expect_eq(run.findings->comparisons[j].first, again.findings->comparisons[j].first,
			             "row %zu: %zu", i, j);
		free(json);
		run_release(&run);
		run_release(&again);
	}
}

/* A list that has as many rows as there is room for: both files of an inspection. */
Test(read, a_list_that_is_full)
{
	struct run run = run_files(segbias_inspect, CAMPAIGN, REFERENCE, NULL);
	cr_assert_not_null(run.findings, "%s", run.error.message);
	char *json = run_render(&run, "json");
	struct run again = parse(json);
	cr_assert_not_null(again.findings, "%s", again.error.message);
	char *written = run_render(&again, "json");
	cr_expect_str_eq(written, json);
	free(written);
	free(json);
	run_release(&again);
	run_release(&run);
}

/* A report needs more than a result holds: it would be wrong without a sign. */
Test(read, no_report_and_no_charts)
{
	static const char *const FORMATS[] = {"text", "markdown", "html", "yaml"};
	char *json = json_of(NULL);
	struct run run = parse(json);
	for (size_t i = 0; i < sizeof FORMATS / sizeof *FORMATS; i++) {
		const struct segbias_render_options options = {.format = FORMATS[i]};
		char *bytes = NULL;
		size_t size = 0;
		cr_expect_eq(segbias_findings_render(run.findings, &options, &bytes, &size, NULL), SEGBIAS_USAGE, "%s",
		             FORMATS[i]);
		cr_expect_null(bytes);
	}
	cr_expect_eq(segbias_charts_write(run.findings, NULL, NULL, &run.error), SEGBIAS_USAGE);
	cr_expect_not_null(strstr(run.error.message, "read back"), "%s", run.error.message);
	free(json);
	run_release(&run);
}

/* The result with the first `from` in it made `to`. */
static char *spoil(const char *json, const char *from, const char *to)
{
	const char *at = strstr(json, from);
	size_t size = strlen(json) + strlen(to) + 1;
	char *out = malloc(size);
	if (!at || !out)
		abort();
	(void)snprintf(out, size, "%.*s%s%s", (int)(at - json), json, to, at + strlen(from));
	return out;
}

/* A figure whose largest value is 1 may have been written as the next double: that is rounding, and more is none. */
Test(read, rounding_is_in_range)
{
	static const struct {
		const char *to;
		double alpha; /* NaN: it is refused */
	} ROWS[] = {{"\"alpha\": 1.0000000000000002", 1},
	            {"\"alpha\": 1.0000000009", 1},
	            {"\"alpha\": -1e-17", 0},
	            {"\"alpha\": 1.000000002", NAN},
	            {"\"alpha\": -0.000000002", NAN}};
	char *json = json_of(NULL);
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		char *spoilt = spoil(json, "\"alpha\": 0.05", ROWS[i].to);
		struct run run = parse(spoilt);
		cr_expect(run.findings ? run.findings->settings.alpha == ROWS[i].alpha : isnan(ROWS[i].alpha),
		          "row %zu", i);
		run_release(&run);
		free(spoilt);
	}
	free(json);
}

Test(read, refuses_what_is_no_result)
{
	static const struct {
		const char *from, *to, *message;
	} ROWS[] = {
	    {"segbias.compare/1", "segbias.compare/2",
	     "schema is none of segbias.compare/1, segbias.check/1, segbias.plan/1, segbias.inspect/1, segbias.audit/1, "
	     "segbias.review/1, segbias.weigh/1, segbias.risks/1"},
	    {"\"alpha\": 0.05", "\"alpha\": null", "settings.alpha is no number"},
	    {"\"alpha\": 0.05", "\"alpha\": \"0.05\"", "settings.alpha is no number"},
	    {"\"alpha\": 0.05", "\"alpha\": 1.5", "settings.alpha is out of its range"},
	    {"\"alpha\": 0.05", "\"alpha\": -0.05", "settings.alpha is out of its range"},
	    {"\"rows\": ", "\"rows\": -", "inputs.campaign.rows is out of its range"},
	    {"\"n\": ", "\"n\": -", "comparisons[0].n is out of its range"},
	    {"\"min_n\": 30", "\"min_n\": 1e17", "settings.min_n is no whole number, or too large a one"},
	    {"\"alpha\": 0.05,", "", "settings.alpha is missing"},
	    {"\"min_n\": 30", "\"min_n\": 30.5", "settings.min_n is no whole number, or too large a one"},
	    {"\"control\": \"bh\"", "\"control\": \"bonferroni\"",
	     "settings.control is a word that this version does not know"},
	    {"\"control\": \"bh\"", "\"control\": null", "settings.control is no text"},
	    {"\"how\": \"exact\"", "\"how\": 3", "mapping[0].how is no text"},
	    {"\"verdict\": \"unclear\"", "\"verdict\": \"fine\"",
	     "comparisons[0].values[0].verdict is a word that this version does not know"},
	    {"\"share_if_missing\": [", "\"share_if_missing\": [0, ",
	     "comparisons[0].values[0].share_if_missing is no list of two"},
	    {"\"multi\": false", "\"multi\": null", "comparisons[0].multi is neither true nor false"},
	    {"\"robust\": null", "\"robust\": 1", "comparisons[0].values[0].robust is neither true nor false nor null"},
	    {"\"band\": [", "\"band\": [70, ", "settings.band has too many numbers"},
	    {"\"mapping\": [", "\"mapping\": [7, ", "mapping[0] is no object"},
	    {"\"family\": {", "\"family\": [], \"other\": {", "family is no object"},
	    {"\"family\": {", "\"family\": null, \"other\": {", "family is no object"},
	    {"\"missing_values\": []", "\"missing_values\": [1]", "settings.missing_values[0] is no text"},
	    {"\"missing_values\": []", "\"missing_values\": {}", "settings.missing_values is no list"},
	    {"\"left_out\": []", "\"left_out\": [{}, {}, {}, {}, {}, {}, {}, {}]", "left_out has too many rows"},
	    {"\"delimiter\": \",\"", "\"delimiter\": \"::\"", "inputs.campaign.delimiter is no single character"},
	    {"\"encoding\": \"utf-8\"", "\"encoding\": \"a\\u0000b\"", "inputs.campaign.encoding holds a NUL"},
	    {"\"sha256\": \"", "\"sha256\": \"0", "inputs.campaign.sha256 is too long, or no text"},
	    {"\"alpha\": 0.05", "\"alpha\": 0.05, \"alpha\": 0.01", "it is no JSON"},
	    {"\"alpha\": 0.05", "\"alpha\": NaN", "it is no JSON"},
	    {"{", "{{", "it is no JSON"},
	    {"}\n", "} x\n", "it is no JSON"},
	};
	char *json = json_of(NULL);
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		char *spoilt = spoil(json, ROWS[i].from, ROWS[i].to);
		struct run run = parse(spoilt);
		cr_expect_null(run.findings, "row %zu is read", i);
		cr_expect_eq(run.error.status, SEGBIAS_DATA, "row %zu", i);
		cr_expect_str_eq(run.error.message, ROWS[i].message, "row %zu: %s", i, run.error.message);
		run_release(&run);
		free(spoilt);
	}
	free(json);
}

/* Every beginning of it is an error, none a crash, and none half a result. */
Test(read, cut_anywhere)
{
	char *json = json_of(NULL);
	size_t size = strlen(json);
	for (size_t cut = 0; cut + 2 < size; cut += 7) {
		struct segbias_findings *findings = NULL;
		cr_assert_eq(segbias_findings_parse(json, cut, &findings, NULL), SEGBIAS_DATA, "%zu", cut);
		cr_assert_null(findings);
	}
	free(json);
}

Test(read, keys_of_a_later_version_are_no_fault)
{
	char *json = json_of(NULL);
	char *more = spoil(json, "\"alpha\":", "\"novelty\": [{}, null], \"alpha\":");
	struct run run = parse(more);
	cr_assert_not_null(run.findings);
	char *written = run_render(&run, "json");
	cr_expect_str_eq(written, json);
	free(written);
	free(more);
	free(json);
	run_release(&run);
}

Test(read, wrong_use)
{
	struct segbias_findings *findings = NULL;
	struct segbias_error error = {0};
	cr_expect_eq(segbias_findings_read(NULL, &findings, &error), SEGBIAS_USAGE);
	cr_expect_eq(segbias_findings_read("x.json", NULL, &error), SEGBIAS_USAGE);
	cr_expect_eq(segbias_findings_parse(NULL, 0, &findings, &error), SEGBIAS_USAGE);
	cr_expect_eq(segbias_findings_parse("{}", 2, NULL, &error), SEGBIAS_USAGE);
	cr_expect_eq(segbias_findings_parse("{}", 2, &findings, &error), SEGBIAS_DATA);
	cr_expect_eq(segbias_findings_read("/nonexistent/x.json", &findings, &error), SEGBIAS_DATA);
	cr_expect_null(findings);
}
