/* For tests of whole runs: two files written to a temporary folder, compared, and looked into. */
#ifndef SEGBIAS_TESTS_JOBS_RUN_H
#define SEGBIAS_TESTS_JOBS_RUN_H

#include "base/text.h"
#include "findings/findings.h"
#include "policy/option.h"

#include <criterion/criterion.h>
#include <math.h>
#include <segbias/segbias.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Relative error allowed against R and scipy. */
#define RUN_TOLERANCE 1e-9

/* What came of a run. Release in any case. */
struct run {
	struct segbias_findings *findings;
	struct segbias_error error;
};

static inline void run_write(const char *path, const char *bytes, size_t size)
{
	FILE *file = fopen(path, "wb");
	cr_assert_not_null(file);
	cr_assert_eq(fwrite(bytes, 1, size, file), size);
	cr_assert_eq(fclose(file), 0);
}

/* segbias_compare, segbias_plan. */
typedef enum segbias_status run_job(const char *campaign, const char *reference, const struct segbias_options *options,
                                    struct segbias_findings **findings, struct segbias_error *error);

/* The files are campaign.csv and reference.csv (NULL: none) in a folder that is gone afterwards. */
static inline struct run run_files(run_job *job, const char *campaign, const char *reference,
                                   const struct segbias_options *options)
{
	static const struct segbias_options DEFAULTS = {0};
	struct run run = {0};
	char folder[] = "/tmp/segbias-test-XXXXXX";
	char paths[2][64];
	cr_assert_not_null(mkdtemp(folder));
	(void)snprintf(paths[0], sizeof paths[0], "%s/campaign.csv", folder);
	(void)snprintf(paths[1], sizeof paths[1], "%s/reference.csv", folder);
	if (campaign)
		run_write(paths[0], campaign, strlen(campaign));
	if (reference)
		run_write(paths[1], reference, strlen(reference));
	enum segbias_status status = job(campaign ? paths[0] : NULL, reference ? paths[1] : NULL,
	                                 options ? options : &DEFAULTS, &run.findings, &run.error);
	cr_assert(!campaign || unlink(paths[0]) == 0);
	cr_assert(!reference || unlink(paths[1]) == 0);
	cr_assert_eq(rmdir(folder), 0);
	cr_assert_eq(status == SEGBIAS_OK, run.findings != NULL);
	cr_assert(status == SEGBIAS_OK || run.error.status == status);
	return run;
}

static inline struct run run_compare(const char *campaign, const char *reference, const struct segbias_options *options)
{
	return run_files(segbias_compare, campaign, reference, options);
}

static inline void run_release(struct run *run)
{
	segbias_findings_free(run->findings);
	run->findings = NULL;
}

static inline struct run run_good(const char *campaign, const char *reference, const struct segbias_options *options)
{
	struct run run = run_compare(campaign, reference, options);
	cr_assert_not_null(run.findings, "%s; %s", run.error.message, run.error.hint);
	return run;
}

/* A run that fails: its whole message, its place (line 0: unknown) and a part of the hint ("": none). */
struct run_failure {
	const char *campaign, *reference;
	struct segbias_options options;
	enum segbias_status status;
	const char *file; /* "campaign", "reference" or "" */
	unsigned line, column;
	const char *message, *hint;
};

static inline void run_job_fails(run_job *job, const struct run_failure *failure, size_t row)
{
	struct run run = run_files(job, failure->campaign, failure->reference, &failure->options);
	const struct segbias_error *error = &run.error;
	cr_assert_null(run.findings, "row %zu succeeds", row);
	cr_expect_eq(error->status, failure->status, "row %zu: %d", row, (int)error->status);
	cr_expect_str_eq(error->message, failure->message, "row %zu: %s", row, error->message);
	const char *slash = strrchr(error->file, '/');
	size_t length = strlen(failure->file);
	cr_expect(length ? slash && strncmp(slash + 1, failure->file, length) == 0 : !error->file[0], "row %zu: %s",
	          row, error->file);
	cr_expect(error->line == failure->line && error->column == failure->column, "row %zu: %u:%u", row,
	          (unsigned)error->line, (unsigned)error->column);
	cr_expect(failure->hint[0] ? strstr(error->hint, failure->hint) != NULL : !error->hint[0], "row %zu: %s", row,
	          error->hint);
	run_release(&run);
}

static inline void run_fails(const struct run_failure *failure, size_t row)
{
	run_job_fails(segbias_compare, failure, row);
}

static inline bool run_is(struct segbias_label label, const char *text)
{
	return text ? label.bytes && segbias_label_equal(label, segbias_label_of(text)) : !label.bytes;
}

/* segment NULL: the whole campaign. NULL where there is none. */
static inline const struct segbias_comparison *run_find(const struct run *run, const char *segment,
                                                        const char *attribute)
{
	for (size_t i = 0; i < run->findings->comparison_count; i++) {
		const struct segbias_comparison *c = &run->findings->comparisons[i];
		if (run_is(c->segment, segment) && run_is(c->attribute, attribute))
			return c;
	}
	return NULL;
}

static inline const struct segbias_comparison *run_comparison(const struct run *run, const char *segment,
                                                              const char *attribute)
{
	const struct segbias_comparison *c = run_find(run, segment, attribute);
	cr_assert_not_null(c, "no comparison %s, %s", segment ? segment : "(whole)", attribute);
	return c;
}

static inline const struct segbias_value_finding *run_value_of(const struct segbias_comparison *c, const char *value)
{
	for (size_t i = 0; i < c->value_count; i++)
		if (run_is(c->values[i].value, value))
			return &c->values[i];
	cr_assert_fail("no value %s", value);
	return NULL;
}

static inline const struct segbias_value_finding *run_value(const struct run *run, const char *segment,
                                                            const char *attribute, const char *value)
{
	return run_value_of(run_comparison(run, segment, attribute), value);
}

/* The first warning of that code, or NULL. */
static inline const struct segbias_error *run_note(const struct run *run, const char *code)
{
	for (size_t i = 0; i < run->findings->notes.count; i++)
		if (strcmp(run->findings->notes.items[i].code, code) == 0)
			return &run->findings->notes.items[i].text;
	return NULL;
}

/* The ledger's row of a spelling, or NULL. */
static inline const struct segbias_mapped *run_mapped(const struct run *run, const char *attribute, const char *value)
{
	for (size_t i = 0; i < run->findings->mapping_count; i++) {
		const struct segbias_mapped *row = &run->findings->mapping[i];
		if (run_is(row->attribute, attribute) && run_is(row->campaign_value, value))
			return row;
	}
	return NULL;
}

static inline char *run_render_with(const struct run *run, struct segbias_render_options options)
{
	char *bytes = NULL;
	size_t size = 0;
	struct segbias_error error = {0};
	cr_assert_eq(segbias_findings_render(run->findings, &options, &bytes, &size, &error), SEGBIAS_OK, "%s",
	             error.message);
	cr_assert_eq(strlen(bytes), size);
	return bytes;
}

static inline char *run_render(const struct run *run, const char *format)
{
	return run_render_with(run, (struct segbias_render_options){.format = format});
}

/* The parts stand in the text, in this order; NULL ends them. */
static inline void run_expect_parts(const char *text, const char *const *parts)
{
	const char *at = text;
	for (; *parts; parts++) {
		at = strstr(at, *parts);
		cr_assert_not_null(at, "%s not there, or not in this place:\n%s", *parts, text);
	}
}

/* The result without what names the files: from "mapping" or "comparisons" to before "warnings". */
static inline char *run_json_from(const struct run *run, const char *from)
{
	char *bytes = run_render(run, "json");
	char key[64];
	(void)snprintf(key, sizeof key, "\"%s\"", from);
	char *start = strstr(bytes, key);
	char *end = strstr(bytes, "\"warnings\"");
	cr_assert(start && end && start < end);
	*end = '\0';
	memmove(bytes, start, strlen(start) + 1);
	return bytes;
}

static inline bool run_near(double actual, double expected)
{
	if (isnan(actual) || isnan(expected))
		return isnan(actual) && isnan(expected);
	return actual == expected || fabs(actual - expected) <= RUN_TOLERANCE * fabs(expected);
}

/* actual and expected to RUN_TOLERANCE, both shown otherwise. */
#define RUN_NEAR(actual, expected, what)                                                                               \
	cr_expect(run_near((actual), (expected)), "%s: %s is %.17g, not %.17g", (what), #actual, (double)(actual),     \
	          (double)(expected))

/* No options, in an initialiser. */
#define RUN_DEFAULTS                                                                                                   \
	{                                                                                                              \
		.alpha = NULL                                                                                          \
	}

/* One list option. In automatic arrays only. */
#define RUN_LIST(...)                                                                                                  \
	{                                                                                                              \
		(const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *)        \
	}

#endif
