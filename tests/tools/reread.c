/* Test-only: reads a result back and writes it again, by the public functions alone; or (--describe) writes how results are
 * described, from which scripts/make-schema makes the schemas.
 *
 *   segbias-reread RESULT.json
 *   segbias-reread --describe
 */
#include "base/json.h"
#include "findings/record.h"

#include <math.h>
#include <segbias/segbias.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void describe_type(struct segbias_json *json, enum segbias_type type)
{
	const struct segbias_type_facts *facts = segbias_type_facts(type);
	segbias_json_string(json, "json", facts->json);
	segbias_json_bool(json, "nullable", facts->nullable);
	segbias_json_number(json, "least", facts->least);
	segbias_json_number(json, "most", facts->most);
	segbias_json_bool(json, "pair", facts->store == SEGBIAS_STORE_SHARES);
	segbias_json_bool(json, "hash", facts->store == SEGBIAS_STORE_HASH);
	segbias_json_bool(json, "character", facts->store == SEGBIAS_STORE_CHARACTER);
	segbias_json_bool(json, "constant", facts->store == SEGBIAS_STORE_CONSTANT);
	segbias_json_open(json, "words", '[');
	for (size_t i = 0; i < facts->word_count; i++)
		segbias_json_string(json, NULL, facts->words[i]);
	segbias_json_close(json, ']');
}

static void describe(struct segbias_json *json, const struct segbias_record *record)
{
	segbias_json_open(json, "fields", '[');
	for (const struct segbias_field *field = record->fields; field->name; field++) {
		segbias_json_open(json, NULL, '{');
		segbias_json_string(json, "name", field->name);
		describe_type(json, field->type);
		segbias_json_bool(json, "left_out", field->left_out);
		segbias_json_bool(json, "optional", field->present || field->flag_offset);
		segbias_json_bool(json, "array", field->array);
		segbias_json_bool(json, "map", field->map);
		segbias_json_string(json, "about", field->about);
		if (field->record)
			describe(json, field->record);
		segbias_json_close(json, '}');
	}
	segbias_json_close(json, ']');
}

static int describe_all(void)
{
	static const char *const NAMES[] = {"compare", "inspect", "plan", "check", "audit", "review", "weigh", "risks"};
	static const enum segbias_job JOBS[] = {SEGBIAS_JOB_COMPARE, SEGBIAS_JOB_INSPECT, SEGBIAS_JOB_PLAN,
	                                        SEGBIAS_JOB_CHECK,   SEGBIAS_JOB_AUDIT,   SEGBIAS_JOB_REVIEW,
	                                        SEGBIAS_JOB_WEIGH,   SEGBIAS_JOB_RISKS};
	struct segbias_text text = {0};
	struct segbias_json json = {.out = &text};
	segbias_json_open(&json, NULL, '{');
	for (size_t i = 0; i < sizeof JOBS / sizeof *JOBS; i++) {
		segbias_json_open(&json, NAMES[i], '{');
		describe(&json, segbias_record_of_job(JOBS[i]));
		segbias_json_close(&json, '}');
	}
	segbias_json_close(&json, '}');
	bool done = !text.failed && puts(text.data) >= 0;
	segbias_text_release(&text);
	return done ? EXIT_SUCCESS : EXIT_FAILURE;
}

static int reread(const char *path)
{
	struct segbias_error error = {0};
	struct segbias_findings *findings = NULL;
	const struct segbias_render_options options = {.format = "json"};
	char *bytes = NULL;
	size_t size = 0;
	enum segbias_status status = segbias_findings_read(path, &findings, &error);
	if (status == SEGBIAS_OK)
		status = segbias_findings_render(findings, &options, &bytes, &size, &error);
	if (status != SEGBIAS_OK)
		(void)fprintf(stderr, "%s:%llu:%llu: %s\n", error.file, (unsigned long long)error.line,
		              (unsigned long long)error.column, error.message);
	else if (fwrite(bytes, 1, size, stdout) != size || fflush(stdout) != 0)
		status = SEGBIAS_SYSTEM;
	free(bytes);
	segbias_findings_free(findings);
	return (int)status;
}

int main(int count, char **words)
{
	if (count != 2) {
		(void)fputs("segbias-reread RESULT.json | --describe\n", stderr);
		return SEGBIAS_USAGE;
	}
	return strcmp(words[1], "--describe") == 0 ? describe_all() : reread(words[1]);
}
