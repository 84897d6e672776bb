#include "report/format.h"

#include "base/call.h"
#include "base/output.h"
#include "policy/option.h"
#include "wording/wording.h"

#include <string.h>

static const struct {
	const char *job;
	const char *name;
	const char *suffix;
	segbias_format_write *write;
} FORMATS[] = {
#define FORMAT(job, name, suffix) {#job, #name, suffix, segbias_format_##job##_##name},
#include "report/formats.def"
#undef FORMAT
};

/* By enum segbias_job. */
static const char *const JOBS[] = {"compare", "inspect", "plan",  "cells", "check",
                                   "review",  "audit",   "tally", "weigh", "risks"};

enum { FORMAT_COUNT = sizeof FORMATS / sizeof *FORMATS };

const char *segbias_format_by_suffix(const char *path)
{
	const char *slash = path ? strrchr(path, '/') : NULL;
	const char *dot = path ? strrchr(slash ? slash : path, '.') : NULL;
	for (size_t i = 0; dot && i < FORMAT_COUNT; i++)
		if (strcmp(FORMATS[i].suffix, dot) == 0)
			return FORMATS[i].name;
	return NULL;
}

const char *segbias_language(const char *locale)
{
	const struct segbias_language *language = locale ? segbias_language_find(locale) : NULL;
	return language ? segbias_language_tag(language) : NULL;
}

/* Whether a format holds no more than JSON does. */
static bool is_data(const char *format)
{
	return strcmp(format, "json") == 0 || strcmp(format, "ndjson") == 0 || strcmp(format, "csv") == 0 ||
	       strcmp(format, "prometheus") == 0;
}

/* The format that is asked for, in *format. */
static enum segbias_status choose(const struct segbias_findings *findings, const struct segbias_render_options *options,
                                  segbias_format_write **format, struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	if (!findings) {
		(void)segbias_error_set(error, SEGBIAS_USAGE,
		                        "no_argument|there are no findings to render: they are NULL");
		return SEGBIAS_USAGE;
	}
	if (options->width < 0) {
		(void)segbias_error_set(error, SEGBIAS_USAGE,
		                        "bad_option|width %d: it must be 0, or a number of columns", options->width);
		return SEGBIAS_USAGE;
	}
	if (options->language && !segbias_language_find(options->language)) {
		(void)segbias_error_set(error, SEGBIAS_USAGE, "bad_option|language %s: it must be one of en, ar",
		                        segbias_text_quote(options->language, quoted));
		return SEGBIAS_USAGE;
	}
	if (findings->read_back && options->format && !is_data(options->format)) {
		(void)segbias_error_set(
		    error, SEGBIAS_USAGE,
		    "format_needs_more|a result that was read back can be written as json, ndjson, csv and prometheus only");
		return SEGBIAS_USAGE;
	}
	const char *job = JOBS[findings->job];
	const char *name = options->format                      ? options->format
	                   : findings->job == SEGBIAS_JOB_CELLS ? "csv"
	                   : findings->job == SEGBIAS_JOB_TALLY ? "tally"
	                   : findings->read_back                ? "json"
	                                                        : "text";
	for (size_t i = 0; i < FORMAT_COUNT; i++)
		if (strcmp(FORMATS[i].name, name) == 0 && strcmp(FORMATS[i].job, job) == 0) {
			*format = FORMATS[i].write;
			return SEGBIAS_OK;
		}
	struct segbias_text list = {0};
	for (size_t i = 0; i < FORMAT_COUNT; i++)
		if (strcmp(FORMATS[i].job, job) == 0)
			segbias_text_add_format(&list, "%s%s", list.size ? ", " : "", FORMATS[i].name);
	enum segbias_status status =
	    segbias_error_set(error, SEGBIAS_USAGE, "no_such_format|format %s: it must be one of %s",
	                      segbias_text_quote(name, quoted), list.data ? list.data : "");
	segbias_text_release(&list);
	return status;
}

/* Whether all of it was taken is for the caller to ask. */
static enum segbias_status write(segbias_format_write *format, const struct segbias_findings *findings,
                                 const struct segbias_render_options *options, struct segbias_text *text,
                                 struct segbias_error *error)
{
	struct segbias_call call;
	enum segbias_status status = segbias_call_enter(&call, error);
	if (status != SEGBIAS_OK)
		return status;
	status = format(findings, options, text, error);
	return segbias_call_leave(&call, status, error);
}

static const struct segbias_render_options DEFAULTS = {.format = NULL};

enum segbias_status segbias_findings_render(const struct segbias_findings *findings,
                                            const struct segbias_render_options *options, char **bytes, size_t *size,
                                            struct segbias_error *error)
{
	struct segbias_text text = {0};
	segbias_format_write *format = NULL;
	options = options ? options : &DEFAULTS;
	enum segbias_status status = choose(findings, options, &format, error);
	if (status != SEGBIAS_OK)
		return status;
	if (!bytes || !size)
		return segbias_error_set(error, SEGBIAS_USAGE,
		                         "no_output_place|the result has no place to go to: it is NULL");
	status = write(format, findings, options, &text, error);
	if (status == SEGBIAS_OK && text.failed)
		status = segbias_error_memory(error);
	if (status != SEGBIAS_OK) {
		segbias_option_word(error, findings->words_settings || (findings->read_back && !findings->words_flags));
		segbias_text_release(&text);
		return status;
	}
	*bytes = text.data;
	*size = text.size;
	return SEGBIAS_OK;
}

enum segbias_status segbias_findings_stage(const struct segbias_findings *findings,
                                           const struct segbias_render_options *options, struct segbias_output *output,
                                           const char *path, struct segbias_error *error)
{
	struct segbias_text *text = NULL;
	segbias_format_write *format = NULL;
	options = options ? options : &DEFAULTS;
	enum segbias_status status = choose(findings, options, &format, error);
	if (status == SEGBIAS_OK && (!output || (path && !*path)))
		status = segbias_error_set(error, SEGBIAS_USAGE, "no_output_place|the result has no place to go to: %s",
		                           output ? "its path is empty" : "the output is NULL");
	if (status == SEGBIAS_OK)
		status = segbias_output_begin(output, path, &text, error);
	if (status == SEGBIAS_OK)
		status = write(format, findings, options, text, error);
	if (status == SEGBIAS_OK)
		return segbias_output_end(output, error);
	if (findings)
		segbias_option_word(error, findings->words_settings || (findings->read_back && !findings->words_flags));
	return status;
}
