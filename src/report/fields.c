#include "report/fields.h"
#include "report/csv.h"

#include <math.h>
#include <string.h>

static void write_field(struct segbias_json *json, const struct segbias_field *field, const void *object);

/* Of each row the first field names the second. */
static void write_map(struct segbias_json *json, const struct segbias_field *field, const char *rows, size_t count)
{
	segbias_json_open(json, field->name, '{');
	for (size_t i = 0; i < count; i++) {
		const char *row = rows + i * field->record->size;
		struct segbias_field value = field->record->fields[1];
		value.name = NULL;
		json->label = segbias_field_text(&field->record->fields[0], row);
		write_field(json, &value, row);
	}
	segbias_json_close(json, '}');
}

static void write_rows(struct segbias_json *json, const struct segbias_field *field, const void *object)
{
	size_t count = 0;
	const char *rows = segbias_field_rows(field, object, &count);
	if (field->map) {
		write_map(json, field, rows, count);
		return;
	}
	segbias_json_open(json, field->name, '[');
	for (size_t i = 0; i < count; i++) {
		bool before = json->inline_values;
		segbias_json_open(json, NULL, '{');
		json->inline_values |= field->record->brief;
		segbias_json_fields(json, field->record, rows + i * field->record->size);
		segbias_json_close(json, '}');
		json->inline_values = before;
	}
	segbias_json_close(json, ']');
}

static void write_labels(struct segbias_json *json, const struct segbias_field *field, const void *object)
{
	size_t count = 0;
	const struct segbias_label *labels = segbias_field_rows(field, object, &count);
	segbias_json_open(json, field->name, '[');
	for (size_t i = 0; i < count; i++)
		segbias_json_label(json, NULL, labels[i]);
	segbias_json_close(json, ']');
}

static void write_shares(struct segbias_json *json, const char *key, const double *shares)
{
	segbias_json_open(json, key, '[');
	segbias_json_number(json, NULL, shares[0]);
	segbias_json_number(json, NULL, shares[1]);
	segbias_json_close(json, ']');
}

static void write_group(struct segbias_json *json, const struct segbias_field *field, const void *owner)
{
	const void *object = (const char *)owner + field->offset;
	segbias_json_open(json, field->name, field->array ? '[' : '{');
	for (const struct segbias_field *item = field->record->fields; field->array && item->name; item++)
		segbias_json_number(json, NULL, *(const double *)(const void *)((const char *)object + item->offset));
	if (!field->array)
		segbias_json_fields(json, field->record, object);
	segbias_json_close(json, field->array ? ']' : '}');
}

static void write_field(struct segbias_json *json, const struct segbias_field *field, const void *object)
{
	const char *key = field->name;
	const void *at = (const char *)object + field->offset;
	switch (segbias_type_facts(field->type)->store) {
	case SEGBIAS_STORE_NUMBER:
		segbias_json_number(json, key, *(const double *)at);
		break;
	case SEGBIAS_STORE_SIZE:
		segbias_json_whole(json, key, *(const size_t *)at);
		break;
	case SEGBIAS_STORE_SIZE_OR_NULL:
		segbias_json_number(json, key, *(const size_t *)at ? (double)*(const size_t *)at : NAN);
		break;
	case SEGBIAS_STORE_SEED:
		segbias_json_whole(json, key, *(const uint64_t *)at);
		break;
	case SEGBIAS_STORE_LINE:
		segbias_json_number(json, key, *(const uint64_t *)at ? (double)*(const uint64_t *)at : NAN);
		break;
	case SEGBIAS_STORE_SHARES:
		write_shares(json, key, at);
		break;
	case SEGBIAS_STORE_FLAG:
		segbias_json_bool(json, key, *(const bool *)at);
		break;
	case SEGBIAS_STORE_TRUTH:
		if (*(const enum segbias_truth *)at == SEGBIAS_TRUTH_UNDEFINED)
			segbias_json_string(json, key, NULL);
		else
			segbias_json_bool(json, key, *(const enum segbias_truth *)at == SEGBIAS_TRUTH_TRUE);
		break;
	case SEGBIAS_STORE_LABELS:
		write_labels(json, field, object);
		break;
	case SEGBIAS_STORE_ROWS:
		write_rows(json, field, object);
		break;
	case SEGBIAS_STORE_GROUP:
		write_group(json, field, object);
		break;
	default:
		segbias_json_label(json, key, segbias_field_text(field, object));
		break;
	}
}

void segbias_json_fields(struct segbias_json *json, const struct segbias_record *record, const void *object)
{
	for (const struct segbias_field *field = record->fields; field->name; field++)
		if (segbias_field_present(field, object))
			write_field(json, field, object);
		else if (!field->left_out)
			segbias_json_string(json, field->name, NULL);
}

enum segbias_status segbias_json_result(const struct segbias_findings *findings, struct segbias_text *out)
{
	struct segbias_json json = {.out = out};
	segbias_json_open(&json, NULL, '{');
	segbias_json_fields(&json, segbias_record_of_job(findings->job), findings);
	segbias_json_close(&json, '}');
	segbias_text_add(out, "\n", 1);
	return SEGBIAS_OK;
}

/* --- CSV --------------------------------------------------------------------------------------------------------- */

/* What is a list, or not in every result, is in JSON alone. */
static bool has_cell(const struct segbias_field *field)
{
	enum segbias_store store = segbias_type_facts(field->type)->store;
	return !field->left_out && store != SEGBIAS_STORE_LABELS && store != SEGBIAS_STORE_ROWS;
}

void segbias_csv_heads(struct segbias_text *out, const struct segbias_record *record, bool comma)
{
	for (const struct segbias_field *field = record->fields; field->name; field++) {
		const char *name = field->name;
		if (!has_cell(field))
			continue;
		segbias_text_add(out, ",", comma || field != record->fields);
		if (segbias_type_facts(field->type)->store == SEGBIAS_STORE_SHARES)
			segbias_text_add_format(out, "%s_low,%s_high", name, name);
		else
			segbias_text_add_string(out, name);
	}
}

/* The cell of a field of this object; of a pair two. */
static void add_cell(struct segbias_text *out, const struct segbias_field *field, const void *object)
{
	static const char *const TRUTHS[] = {"", "false", "true"};
	const void *at = (const char *)object + field->offset;
	switch (segbias_type_facts(field->type)->store) {
	case SEGBIAS_STORE_NUMBER:
		segbias_csv_add_number(out, *(const double *)at);
		break;
	case SEGBIAS_STORE_SHARES:
		segbias_csv_add_number(out, ((const double *)at)[0]);
		segbias_text_add(out, ",", 1);
		segbias_csv_add_number(out, ((const double *)at)[1]);
		break;
	case SEGBIAS_STORE_TRUTH:
		segbias_text_add_string(out, TRUTHS[*(const enum segbias_truth *)at]);
		break;
	case SEGBIAS_STORE_FLAG:
		segbias_text_add_string(out, *(const bool *)at ? "true" : "false");
		break;
	default:
		segbias_csv_add_label(out, segbias_field_text(field, object));
		break;
	}
}

void segbias_csv_cells(struct segbias_text *out, const struct segbias_record *record, const void *object, bool comma)
{
	for (const struct segbias_field *field = record->fields; field->name; field++) {
		if (!has_cell(field))
			continue;
		segbias_text_add(out, ",", comma || field != record->fields);
		add_cell(out, field, object);
	}
}

void segbias_csv_cells_as(struct segbias_text *out, const struct segbias_record *record,
                          const struct segbias_record *own, const void *object)
{
	for (const struct segbias_field *field = record->fields; field->name; field++) {
		const struct segbias_field *same = own->fields;
		if (!has_cell(field))
			continue;
		segbias_text_add(out, ",", 1);
		while (same->name && strcmp(same->name, field->name) != 0)
			same++;
		if (same->name)
			add_cell(out, same, object);
		else
			segbias_text_add(out, ",", segbias_type_facts(field->type)->store == SEGBIAS_STORE_SHARES);
	}
}
