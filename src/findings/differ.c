/* What differs between the inputs and the settings of two results, by the description of results: a setting that is added to
 * it is looked at, too. */
#include "findings/change.h"

#include "base/memory.h"
#include "base/number.h"

#include <math.h>
#include <string.h>

/* Where two results are alike only by chance, and what says how something was found rather than what it is. */
static const char *const EXPECTED[] = {
    "inputs.campaign.name",         "inputs.campaign.sha256",
    "inputs.campaign.bytes",        "inputs.campaign.rows",
    "inputs.campaign.bad_rows",     "inputs.campaign.outside",
    "inputs.campaign.no_segment",   "inputs.campaign.persons",
    "inputs.campaign.left_out",     "inputs.reference.name",
    "inputs.reference.bytes",       "inputs.reference.rows",
    "inputs.reference.bad_rows",    "settings.as_of",
    "settings.policy.name",         "inputs.campaign.columns.why",
    "inputs.reference.columns.why", "settings.attributes.how",
    "inputs.campaign.encoding",     "inputs.reference.encoding",
};

enum { PATH_ROOM = 128 };

void segbias_changed_add(struct segbias_changed_list *list, struct segbias_changed row)
{
	struct segbias_changed *rows =
	    list->failed ? NULL : segbias_memory_room(list->rows, list->count, &list->capacity, sizeof *rows);
	list->failed = !rows;
	if (!rows)
		return;
	list->rows = rows;
	list->rows[list->count++] = row;
}

struct differing {
	struct segbias_arena *arena;
	struct segbias_changed_list *list;
	struct segbias_label of; /* the row that is looked at; bytes NULL: none */
};

static bool is_expected(const char *path)
{
	for (size_t i = 0; i < sizeof EXPECTED / sizeof *EXPECTED; i++)
		if (strcmp(path, EXPECTED[i]) == 0)
			return true;
	return false;
}

/* A copy that lives as long as the rows; bytes NULL for none, and where memory ran out. */
static struct segbias_label keep(struct differing *d, struct segbias_label label)
{
	struct segbias_label out = {0};
	if (label.bytes && !segbias_arena_copy(d->arena, label, &out))
		d->list->failed = true;
	return out;
}

static void add(struct differing *d, const char *path, struct segbias_label before, struct segbias_label now)
{
	struct segbias_label what = keep(d, segbias_label_of(path));
	if (what.bytes)
		segbias_changed_add(
		    d->list, (struct segbias_changed){what.bytes, keep(d, d->of), {0}, keep(d, before), keep(d, now)});
}

static struct segbias_label number_text(double value, char room[static SEGBIAS_NUMBER_MAX])
{
	return isfinite(value) ? segbias_label_of(segbias_number_format(value, room)) : (struct segbias_label){0};
}

static void add_labels(struct segbias_text *text, const struct segbias_field *field, const void *object)
{
	const struct segbias_label *labels =
	    *(const struct segbias_label *const *)(const void *)((const char *)object + field->offset);
	size_t count = *(const size_t *)(const void *)((const char *)object + field->count_offset);
	for (size_t i = 0; i < count; i++) {
		segbias_text_add_string(text, i ? "," : "");
		segbias_text_add_item(text, labels[i], ",");
	}
}

/* A plain field as a text; bytes NULL where there is none. */
static struct segbias_label plain_text(struct differing *d, const struct segbias_field *field, const void *object)
{
	char room[SEGBIAS_NUMBER_MAX];
	struct segbias_text text = {0};
	struct segbias_label out = {0};
	if (!object || !segbias_field_present(field, object))
		return out;
	const void *at = (const char *)object + field->offset;
	switch (segbias_type_facts(field->type)->store) {
	case SEGBIAS_STORE_NUMBER:
		return keep(d, number_text(*(const double *)at, room));
	case SEGBIAS_STORE_SIZE:
	case SEGBIAS_STORE_SIZE_OR_NULL:
		return keep(d, number_text((double)*(const size_t *)at, room));
	case SEGBIAS_STORE_SEED:
	case SEGBIAS_STORE_LINE:
		return keep(d, number_text((double)*(const uint64_t *)at, room));
	case SEGBIAS_STORE_FLAG:
		return segbias_label_of(*(const bool *)at ? "true" : "false");
	case SEGBIAS_STORE_LABELS:
		add_labels(&text, field, object);
		out = keep(d, segbias_text_label(&text));
		d->list->failed = d->list->failed || text.failed;
		segbias_text_release(&text);
		return out;
	default:
		return segbias_field_text(field, object);
	}
}

static void differ_fields(struct differing *d, const char *path, const struct segbias_record *record,
                          const void *before, const void *now);

/* The row of the same key, which is the first field; NULL: there is none. */
static const char *find_row(const struct segbias_field *field, const char *rows, size_t count, struct segbias_label key)
{
	size_t size = field->record->size;
	for (size_t i = 0; i < count; i++)
		if (segbias_label_equal(segbias_field_text(field->record->fields, rows + i * size), key))
			return rows + i * size;
	return NULL;
}

/* The keys that both have, in the order of `rows`. */
static void list_shared(const struct segbias_field *field, const char *rows, size_t count, const char *others,
                        size_t other_count, struct segbias_text *out)
{
	for (size_t i = 0; i < count; i++) {
		struct segbias_label key = segbias_field_text(field->record->fields, rows + i * field->record->size);
		if (!find_row(field, others, other_count, key))
			continue;
		segbias_text_add_string(out, out->size ? "," : "");
		segbias_text_add_item(out, key, ",");
	}
}

static void differ_order(struct differing *d, const char *path, const struct segbias_field *field, const void *before,
                         const void *now)
{
	struct segbias_text earlier = {0};
	struct segbias_text later = {0};
	size_t counts[2];
	const char *old = segbias_field_rows(field, before, &counts[0]);
	const char *new = segbias_field_rows(field, now, &counts[1]);
	char order[PATH_ROOM];
	list_shared(field, old, counts[0], new, counts[1], &earlier);
	list_shared(field, new, counts[1], old, counts[0], &later);
	if (earlier.failed || later.failed)
		d->list->failed = true;
	else if (earlier.data && later.data && strcmp(earlier.data, later.data) != 0)
		add(d, segbias_text_print(order, sizeof order, "%s.order", path), segbias_label_of(earlier.data),
		    segbias_label_of(later.data));
	segbias_text_release(&earlier);
	segbias_text_release(&later);
}

/* Rows go by their first field. Those that only one result has are told where a result lists what it compares. */
static void differ_rows(struct differing *d, const char *path, const struct segbias_field *field, const void *before,
                        const void *now)
{
	size_t counts[2];
	const char *old = segbias_field_rows(field, before, &counts[0]);
	const char *new = segbias_field_rows(field, now, &counts[1]);
	for (size_t i = 0; i < counts[1]; i++) {
		const char *row = new + i * field->record->size;
		struct segbias_label key = segbias_field_text(field->record->fields, row);
		const char *earlier = find_row(field, old, counts[0], key);
		d->of = key;
		if (earlier)
			differ_fields(d, path, field->record, earlier, row);
		d->of = (struct segbias_label){0};
	}
	differ_order(d, path, field, before, now);
}

static void differ_field(struct differing *d, const char *path, const struct segbias_field *field, const void *before,
                         const void *now)
{
	bool there[] = {before && segbias_field_present(field, before), now && segbias_field_present(field, now)};
	if (field->type == SEGBIAS_TYPE_GROUP) {
		if (there[0] || there[1])
			differ_fields(d, path, field->record, there[0] ? before : NULL, there[1] ? now : NULL);
		return;
	}
	if (field->type == SEGBIAS_TYPE_ROWS) {
		if (there[0] && there[1])
			differ_rows(d, path, field, before, now);
		return;
	}
	struct segbias_label earlier = plain_text(d, field, before);
	struct segbias_label later = plain_text(d, field, now);
	if (!segbias_label_same(earlier, later))
		add(d, path, earlier, later);
}

/* NULL: that result has no such object. */
static void differ_fields(struct differing *d, const char *path, const struct segbias_record *record,
                          const void *before, const void *now)
{
	for (const struct segbias_field *field = record->fields; field->name && !d->list->failed; field++) {
		char inner[PATH_ROOM];
		(void)segbias_text_print(inner, sizeof inner, "%s.%s", path, field->name);
		if (!is_expected(inner))
			differ_field(d, inner, field, before, now);
	}
}

void segbias_findings_differ(const struct segbias_findings *before, const struct segbias_findings *now,
                             struct segbias_arena *arena, struct segbias_changed_list *list)
{
	static const char *const PARTS[] = {"inputs", "settings"};
	struct differing d = {arena, list, {0}};
	const struct segbias_record *record = segbias_record_of_job(SEGBIAS_JOB_COMPARE);
	for (const struct segbias_field *field = record->fields; field->name; field++)
		for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++)
			if (strcmp(field->name, PARTS[i]) == 0)
				differ_fields(&d, field->name, field->record, before, now);
}
