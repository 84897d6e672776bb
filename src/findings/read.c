/* A result read back from its JSON, by its description. What the JSON does not hold stays empty: such findings can be asked and
 * written as data, but no report can be made of them. */
#include "findings/record.h"

#include "base/call.h"
#include "base/stream.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Whole numbers beyond are not told apart by a double. */
#define WHOLE_MAX 0x1p53

static const char HINT[] = "a result is what segbias wrote with -f json, unchanged";

/* The first fault stays in `status`, and what is read after it counts for nothing. */
struct reader {
	const char *path; /* of the file */
	struct segbias_arena *arena;
	enum segbias_status status;
	struct segbias_error *error;
};

/* Where in the tree: a key, or where it is NULL the index of a row. */
struct step {
	const struct step *up;
	const char *key;
	size_t index;
};

static void add_path(struct segbias_text *text, const struct step *step)
{
	if (!step)
		return;
	add_path(text, step->up);
	if (step->key)
		segbias_text_add_format(text, "%s%s", text->size ? "." : "", step->key);
	else
		segbias_text_add_format(text, "[%zu]", step->index);
}

/* "settings.alpha is …". */
static void refuse(struct reader *reader, const struct step *step, const char *what)
{
	struct segbias_text path = {0};
	if (reader->status != SEGBIAS_OK)
		return;
	add_path(&path, step);
	reader->status = path.failed ? segbias_error_memory(reader->error)
	                             : segbias_error_set(reader->error, SEGBIAS_DATA, "not_a_result|%s %s",
	                                                 path.data ? path.data : "the result", what);
	if (!path.failed) {
		segbias_error_place(reader->error, reader->path, 0, 0);
		segbias_error_hint(reader->error, "%s", HINT);
	}
	segbias_text_release(&path);
}

static void fail_memory(struct reader *reader)
{
	if (reader->status == SEGBIAS_OK)
		reader->status = segbias_error_memory(reader->error);
}

/* --- plain fields ------------------------------------------------------------------------------------------------ */

/* What rounding has put beyond an end of its range lies on that end: 1.0000000000000002 is a share. */
static double within_range(const struct segbias_type_facts *facts, double number)
{
	static const double SLACK = 1e-9;
	if (number > facts->most && number <= facts->most + SLACK * fabs(facts->most))
		return facts->most;
	if (number < facts->least && number >= facts->least - SLACK * fmax(fabs(facts->least), 1))
		return facts->least;
	return number;
}

/* NaN for null. */
static double read_number(struct reader *reader, const struct step *step, const struct segbias_type_facts *facts,
                          const json_t *value)
{
	double number = json_is_number(value) ? within_range(facts, json_number_value(value)) : NAN;
	bool nullable = facts->nullable || facts->store == SEGBIAS_STORE_SHARES;
	if (!json_is_number(value) && !(nullable && json_is_null(value)))
		refuse(reader, step, nullable ? "is neither a number nor null" : "is no number");
	else if (number < facts->least || number > facts->most)
		refuse(reader, step, "is out of its range");
	else if (strcmp(facts->json, "integer") == 0 && !isnan(number) &&
	         (floor(number) != number || fabs(number) > WHOLE_MAX))
		refuse(reader, step, "is no whole number, or too large a one");
	return number;
}

/* bytes NULL for null; else 0-terminated, too. */
static struct segbias_label read_string(struct reader *reader, const struct step *step,
                                        const struct segbias_type_facts *facts, const json_t *value)
{
	struct segbias_label out = {0};
	bool nullable = facts->words ? segbias_type_none(facts) < facts->word_count : facts->nullable;
	if (json_is_string(value)) {
		struct segbias_label text = {json_string_value(value), json_string_length(value)};
		if (!segbias_arena_copy(reader->arena, text, &out))
			fail_memory(reader);
	} else if (!nullable || !json_is_null(value)) {
		refuse(reader, step, "is no text");
	}
	return out;
}

/* The index of the word. */
static size_t read_word(struct reader *reader, const struct step *step, const struct segbias_type_facts *facts,
                        const json_t *value)
{
	struct segbias_label word = read_string(reader, step, facts, value);
	for (size_t i = 0; i < facts->word_count; i++)
		if (word.bytes ? facts->words[i] && segbias_label_equal(word, segbias_label_of(facts->words[i]))
		               : !facts->words[i])
			return i;
	refuse(reader, step, "is a word that this version does not know");
	return 0;
}

/* A text that stands in a struct, with `room` for it and its end. */
static void read_characters(struct reader *reader, const struct step *step, const struct segbias_type_facts *facts,
                            const json_t *value, char *out, size_t room)
{
	struct segbias_label text = read_string(reader, step, facts, value);
	memset(out, 0, room);
	if (text.size >= room || (text.bytes && strlen(text.bytes) != text.size))
		refuse(reader, step, "is too long, or no text");
	else if (text.bytes)
		memcpy(out, text.bytes, text.size);
}

static void read_shares(struct reader *reader, const struct step *step, const struct segbias_type_facts *facts,
                        const json_t *value, double *out)
{
	if (json_array_size(value) != 2)
		refuse(reader, step, "is no list of two");
	else
		for (size_t i = 0; i < 2; i++)
			out[i] = read_number(reader, step, facts, json_array_get(value, i));
}

/* A schema within another one is to be this version's, too; which version wrote it is not asked. */
static void read_constant(struct reader *reader, const struct step *step, const json_t *value,
                          const struct segbias_field *field)
{
	const char *text = json_string_value(value);
	if (strcmp(field->name, "schema") == 0 && (!text || strcmp(text, field->about) != 0))
		refuse(reader, step, "is another one than this version reads");
}

static void read_labels(struct reader *reader, const struct step *step, const json_t *value, struct segbias_label **out,
                        size_t *count)
{
	if (!json_is_array(value))
		refuse(reader, step, "is no list");
	*out = segbias_arena_array(reader->arena, json_array_size(value), sizeof **out);
	if (!*out) {
		fail_memory(reader);
		return;
	}
	for (; reader->status == SEGBIAS_OK && *count < json_array_size(value); ++*count) {
		struct step item = {step, NULL, *count};
		(*out)[*count] =
		    read_string(reader, &item, segbias_type_facts(SEGBIAS_TYPE_TEXT), json_array_get(value, *count));
	}
}

static enum segbias_truth read_truth(struct reader *reader, const struct step *step, bool nullable, const json_t *value)
{
	if (!json_is_boolean(value) && !(nullable && json_is_null(value)))
		refuse(reader, step, nullable ? "is neither true nor false nor null" : "is neither true nor false");
	return json_is_true(value)    ? SEGBIAS_TRUTH_TRUE
	       : json_is_false(value) ? SEGBIAS_TRUTH_FALSE
	                              : SEGBIAS_TRUTH_UNDEFINED;
}

static const char *read_plain(struct reader *reader, const struct step *step, const struct segbias_type_facts *facts,
                              const json_t *value)
{
	struct segbias_label text = read_string(reader, step, facts, value);
	if (text.bytes && strlen(text.bytes) != text.size)
		refuse(reader, step, "holds a NUL");
	return text.bytes;
}

static char read_character(struct reader *reader, const struct step *step, const struct segbias_type_facts *facts,
                           const json_t *value)
{
	struct segbias_label text = read_string(reader, step, facts, value);
	if (text.bytes && text.size != 1)
		refuse(reader, step, "is no single character");
	return text.bytes ? text.bytes[0] : '\0';
}

/* --- the tree ---------------------------------------------------------------------------------------------------- */

static void read_fields(struct reader *reader, const struct step *step, const json_t *object,
                        const struct segbias_record *record, void *out);
static void read_field(struct reader *reader, const struct step *step, json_t *value, const struct segbias_field *field,
                       void *out);

/* The key is the first field of a row, what stands there the second. */
static void read_map(struct reader *reader, const struct step *step, json_t *object, const struct segbias_field *field,
                     void *out)
{
	const struct segbias_field *fields = field->record->fields;
	size_t *count = (size_t *)(void *)((char *)out + field->count_offset);
	char *rows = segbias_arena_array(reader->arena, json_object_size(object) + 1, field->record->size);
	const char *key = NULL;
	json_t *value = NULL;
	if (!json_is_object(object))
		refuse(reader, step, "is no object");
	if (!rows)
		fail_memory(reader);
	*(char **)(void *)((char *)out + field->offset) = rows;
	json_object_foreach(object, key, value)
	{
		struct step place = {step, key, 0};
		char *row = rows ? rows + *count * field->record->size : NULL;
		if (reader->status != SEGBIAS_OK)
			return;
		if (!segbias_arena_copy(reader->arena, segbias_label_of(key),
		                        (struct segbias_label *)(void *)(row + fields[0].offset)))
			fail_memory(reader);
		read_field(reader, &place, value, &fields[1], row);
		++*count;
	}
}

static void read_rows(struct reader *reader, const struct step *step, const json_t *value,
                      const struct segbias_field *field, void *out)
{
	char *rows = (char *)out + field->offset;
	size_t *count = (size_t *)(void *)((char *)out + field->count_offset);
	size_t size = field->record->size;
	if (!json_is_array(value))
		refuse(reader, step, "is no list");
	else if (field->room && json_array_size(value) > field->room)
		refuse(reader, step, "has too many rows");
	else if (!field->room)
		rows = *(char **)(void *)rows = segbias_arena_array(reader->arena, json_array_size(value), size);
	if (!rows)
		fail_memory(reader);
	for (; reader->status == SEGBIAS_OK && *count < json_array_size(value); ++*count) {
		struct step row = {step, NULL, *count};
		read_fields(reader, &row, json_array_get(value, *count), field->record, rows + *count * size);
	}
}

static void read_group(struct reader *reader, const struct step *step, const json_t *value,
                       const struct segbias_field *field, void *owner)
{
	void *out = (char *)owner + field->offset;
	size_t at = 0;
	if (!field->left_out && field->flag_offset && json_is_null(value)) {
		*(bool *)(void *)((char *)owner + field->flag_offset) = false;
	} else if (!field->array) {
		if (!field->present || !json_is_null(value))
			read_fields(reader, step, value, field->record, out);
	} else {
		for (const struct segbias_field *item = field->record->fields; item->name; item++, at++)
			*(double *)(void *)((char *)out + item->offset) =
			    read_number(reader, step, segbias_type_facts(item->type), json_array_get(value, at));
		if (json_array_size(value) != at)
			refuse(reader, step, "has too many numbers");
	}
}

static void read_field(struct reader *reader, const struct step *step, json_t *value, const struct segbias_field *field,
                       void *out)
{
	const struct segbias_type_facts *facts = segbias_type_facts(field->type);
	void *at = (char *)out + field->offset;
	double number = NAN;
	switch (facts->store) {
	case SEGBIAS_STORE_NUMBER:
		*(double *)at = read_number(reader, step, facts, value);
		break;
	case SEGBIAS_STORE_SIZE:
	case SEGBIAS_STORE_SIZE_OR_NULL:
		number = read_number(reader, step, facts, value);
		*(size_t *)at = number > 0 ? (size_t)number : 0;
		break;
	case SEGBIAS_STORE_SEED:
	case SEGBIAS_STORE_LINE:
		number = read_number(reader, step, facts, value);
		*(uint64_t *)at = number > 0 ? (uint64_t)number : 0;
		break;
	case SEGBIAS_STORE_SHARES:
		read_shares(reader, step, facts, value, at);
		break;
	case SEGBIAS_STORE_FLAG:
		*(bool *)at = read_truth(reader, step, false, value) == SEGBIAS_TRUTH_TRUE;
		break;
	case SEGBIAS_STORE_TRUTH:
		*(enum segbias_truth *)at = read_truth(reader, step, true, value);
		break;
	case SEGBIAS_STORE_LABEL:
		*(struct segbias_label *)at = read_string(reader, step, facts, value);
		break;
	case SEGBIAS_STORE_LABELS:
		read_labels(reader, step, value, at, (size_t *)(void *)((char *)out + field->count_offset));
		break;
	case SEGBIAS_STORE_STRING:
		*(const char **)at = read_plain(reader, step, facts, value);
		break;
	case SEGBIAS_STORE_WORD:
		*(const char **)at = facts->words[read_word(reader, step, facts, value)];
		break;
	case SEGBIAS_STORE_CODE:
		*(int *)at = (int)read_word(reader, step, facts, value);
		break;
	case SEGBIAS_STORE_CHARACTER:
		*(char *)at = read_character(reader, step, facts, value);
		break;
	case SEGBIAS_STORE_MESSAGE:
		read_characters(reader, step, facts, value, at, sizeof((struct segbias_error *)NULL)->message);
		break;
	case SEGBIAS_STORE_HINT:
		read_characters(reader, step, facts, value, at, sizeof((struct segbias_error *)NULL)->hint);
		break;
	case SEGBIAS_STORE_FILE_NAME:
		read_characters(reader, step, facts, value, at, sizeof((struct segbias_error *)NULL)->file);
		break;
	case SEGBIAS_STORE_HASH:
		read_characters(reader, step, facts, value, at, sizeof((struct segbias_input_facts *)NULL)->sha256);
		break;
	case SEGBIAS_STORE_CONSTANT:
		read_constant(reader, step, value, field);
		break;
	case SEGBIAS_STORE_ROWS:
		if (field->map)
			read_map(reader, step, value, field, out);
		else
			read_rows(reader, step, value, field, out);
		break;
	case SEGBIAS_STORE_GROUP:
		read_group(reader, step, value, field, out);
		break;
	}
}

static void read_fields(struct reader *reader, const struct step *step, const json_t *object,
                        const struct segbias_record *record, void *out)
{
	if (!json_is_object(object))
		refuse(reader, step, "is no object");
	for (const struct segbias_field *field = record->fields; reader->status == SEGBIAS_OK && field->name; field++) {
		json_t *value = json_object_get(object, field->name);
		struct step place = {step, field->name, 0};
		if (value && field->flag_offset)
			*(bool *)(void *)((char *)out + field->flag_offset) = true;
		if (value)
			read_field(reader, &place, value, field, out);
		else if (!field->left_out)
			refuse(reader, &place, "is missing");
	}
}

/* --- the file ---------------------------------------------------------------------------------------------------- */

static enum segbias_status read_bytes(struct segbias_stream *stream, struct segbias_text *out,
                                      struct segbias_error *error)
{
	char buffer[1 << 14];
	size_t size = 0;
	do {
		enum segbias_status status = segbias_stream_read(stream, buffer, sizeof buffer, &size, error);
		if (status != SEGBIAS_OK)
			return status;
		segbias_text_add(out, buffer, size);
	} while (size > 0 && !out->failed);
	return out->failed ? segbias_error_memory(error) : SEGBIAS_OK;
}

static json_t *load(const struct segbias_text *bytes, json_error_t *fault)
{
	return json_loadb(bytes->data ? bytes->data : "", bytes->size,
	                  JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL | JSON_ALLOW_NUL, fault);
}

/* Within a number or a text the library takes an allocation that failed for a fault of the file: what is one fails again. */
static bool is_short_of_memory(const struct segbias_text *bytes, const json_error_t *fault)
{
	json_error_t again = {.line = 0};
	if (json_error_code(fault) == json_error_out_of_memory)
		return true;
	json_t *root = load(bytes, &again);
	json_decref(root);
	return root || json_error_code(&again) == json_error_out_of_memory;
}

static enum segbias_status parse_bytes(const struct segbias_text *bytes, const char *path, json_t **out,
                                       struct segbias_error *error)
{
	json_error_t fault = {.line = 0};
	*out = load(bytes, &fault);
	if (*out)
		return SEGBIAS_OK;
	if (is_short_of_memory(bytes, &fault))
		return segbias_error_memory(error);
	/* The library's sentence quotes the file; a result may hold any text. */
	enum segbias_status status = segbias_error_set(error, SEGBIAS_DATA, "not_json|it is no JSON");
	segbias_error_place(error, path, fault.line > 0 ? (uint64_t)fault.line : 0,
	                    fault.column > 0 ? (uint64_t)fault.column : 0);
	segbias_error_hint(error, "%s", HINT);
	return status;
}

static enum segbias_status parse(struct segbias_stream *stream, json_t **out, struct segbias_error *error)
{
	struct segbias_text bytes = {0};
	enum segbias_status status = read_bytes(stream, &bytes, error);
	if (status == SEGBIAS_OK)
		status = parse_bytes(&bytes, segbias_stream_name(stream), out, error);
	segbias_text_release(&bytes);
	return status;
}

/* The job whose result this is. */
static bool find_job(const json_t *root, enum segbias_job *job)
{
	static const enum segbias_job JOBS[] = {SEGBIAS_JOB_COMPARE, SEGBIAS_JOB_CHECK, SEGBIAS_JOB_PLAN,
	                                        SEGBIAS_JOB_INSPECT, SEGBIAS_JOB_AUDIT, SEGBIAS_JOB_REVIEW,
	                                        SEGBIAS_JOB_WEIGH,   SEGBIAS_JOB_RISKS};
	const char *schema = json_string_value(json_object_get(root, "schema"));
	for (size_t i = 0; schema && i < sizeof JOBS / sizeof *JOBS; i++)
		if (strcmp(segbias_record_of_job(JOBS[i])->fields[0].about, schema) == 0) {
			*job = JOBS[i];
			return true;
		}
	return false;
}

/* Warnings lie in the arena like other rows; those of findings are their own. */
static enum segbias_status move_warnings(struct segbias_findings *findings, struct segbias_error *error)
{
	struct segbias_notes read = findings->notes;
	findings->notes = (struct segbias_notes){0};
	for (size_t i = 0; i < read.count; i++) {
		struct segbias_error *text = segbias_notes_add(&findings->notes, read.items[i].code, "%s", "");
		if (!text)
			return segbias_error_memory(error);
		*text = read.items[i].text;
	}
	return SEGBIAS_OK;
}

static enum segbias_status read_result(struct segbias_stream *stream, const json_t *root,
                                       struct segbias_findings *findings, struct segbias_error *error)
{
	struct reader reader = {segbias_stream_name(stream), &findings->arena, SEGBIAS_OK, error};
	struct step schema = {NULL, "schema", 0};
	if (find_job(root, &findings->job))
		read_fields(&reader, NULL, root, segbias_record_of_job(findings->job), findings);
	else
		refuse(&reader, &schema,
		       "is none of segbias.compare/1, segbias.check/1, segbias.plan/1, segbias.inspect/1, "
		       "segbias.audit/1, segbias.review/1, segbias.weigh/1, segbias.risks/1");
	if (reader.status != SEGBIAS_OK) {
		findings->notes = (struct segbias_notes){0}; /* what lies in the arena is not theirs to free */
		return reader.status;
	}
	findings->read_back = true;
	(void)segbias_findings_count_values(findings);
	return move_warnings(findings, error);
}

static enum segbias_status read_stream(struct segbias_stream *stream, struct segbias_findings *findings,
                                       struct segbias_error *error)
{
	json_t *root = NULL;
	enum segbias_status status = parse(stream, &root, error);
	if (status == SEGBIAS_OK)
		status = read_result(stream, root, findings, error);
	json_decref(root);
	return status;
}

/* From what is given for a name, or where `inlet` is NULL from a file. */
static enum segbias_status read_input(const char *path, const struct segbias_stream_inlet *inlet,
                                      struct segbias_findings **out, struct segbias_error *error)
{
	struct segbias_call call;
	struct segbias_stream *stream = NULL;
	struct segbias_findings *findings = NULL;
	enum segbias_status status = segbias_call_enter(&call, error);
	if (status != SEGBIAS_OK)
		return status;
	status = inlet ? segbias_stream_open_inlet(inlet, true, &stream, error)
	               : segbias_stream_open(path, true, &stream, error);
	if (status == SEGBIAS_OK)
		status = segbias_findings_create(&findings, error);
	if (status == SEGBIAS_OK)
		status = read_stream(stream, findings, error);
	if (status == SEGBIAS_OK)
		(void)segbias_stream_sha256(stream, findings->read_sha256);
	segbias_stream_free(stream);
	status = segbias_call_leave(&call, status, error);
	if (status == SEGBIAS_OK)
		*out = findings;
	else
		segbias_findings_free(findings);
	return status;
}

enum segbias_status segbias_findings_read(const char *path, struct segbias_findings **findings,
                                          struct segbias_error *error)
{
	if (!path || !findings)
		return segbias_error_set(error, SEGBIAS_USAGE, "no_argument|%s is NULL",
		                         path ? "the place for the findings" : "the path of the result");
	return read_input(path, NULL, findings, error);
}

enum segbias_status segbias_findings_read_inlet(const struct segbias_stream_inlet *inlet,
                                                struct segbias_findings **findings, struct segbias_error *error)
{
	return read_input(NULL, inlet, findings, error);
}

enum segbias_status segbias_findings_parse(const char *bytes, size_t size, struct segbias_findings **findings,
                                           struct segbias_error *error)
{
	if (!bytes || !findings)
		return segbias_error_set(error, SEGBIAS_USAGE, "no_argument|%s is NULL",
		                         bytes ? "the place for the findings" : "the result");
	const struct segbias_stream_inlet inlet = {.name = "the result", .bytes = bytes, .size = size};
	return read_input(NULL, &inlet, findings, error);
}
