/* The public functions that read findings field by field, by the description of the result. */
#include "findings/record.h"

#include <math.h>
#include <string.h>

/* What precedes a value's own fields in "values". */
static const char *const OWNER[] = {"segment", "attribute"};
enum { OWNER_COUNT = sizeof OWNER / sizeof *OWNER };

static const struct segbias_field *find_field(const struct segbias_record *record, const char *name, size_t size)
{
	for (const struct segbias_field *field = record->fields; field->name; field++)
		if (strlen(field->name) == size && memcmp(field->name, name, size) == 0)
			return field;
	return NULL;
}

/* The part of a path up to its next ".". */
static size_t part_size(const char *path)
{
	return strcspn(path, ".");
}

/* Steps from the row of `list` into its field of that name. */
static struct segbias_rows enter(struct segbias_rows list, const char *name, size_t size)
{
	const struct segbias_field *field = find_field(list.record, name, size);
	if (!field || !segbias_field_present(field, list.rows) || !field->record)
		return (struct segbias_rows){.record = NULL};
	bool group = field->type == SEGBIAS_TYPE_GROUP;
	struct segbias_rows inner = {
	    .record = field->record, .rows = list.rows + (group ? field->offset : 0), .count = 1};
	inner.many = !group;
	if (inner.many)
		inner.rows = segbias_field_rows(field, list.rows, &inner.count);
	return inner;
}

/* The row whose index the part is; of one that is none, past the last or no number, nothing. */
static struct segbias_rows choose_row(struct segbias_rows list, const char *part, size_t size)
{
	size_t index = 0;
	for (size_t i = 0; i < size; i++) {
		if (part[i] < '0' || part[i] > '9' || index >= list.count)
			return (struct segbias_rows){.record = NULL};
		index = 10 * index + (size_t)(part[i] - '0');
	}
	if (size == 0 || index >= list.count)
		return (struct segbias_rows){.record = NULL};
	return (struct segbias_rows){.record = list.record, .rows = list.rows + index * list.record->size, .count = 1};
}

static struct segbias_rows find_list(const struct segbias_findings *findings, const char *path)
{
	const struct segbias_record *root = findings ? segbias_record_of_job(findings->job) : NULL;
	struct segbias_rows list = {.record = root, .rows = (const char *)findings, .count = 1};
	if (!root || !path)
		return (struct segbias_rows){.record = NULL};
	bool check = findings->job == SEGBIAS_JOB_CHECK;
	/* A gate's result holds a comparison's, whose lists have the same names there. */
	if (check && *path && !find_field(root, path, part_size(path)))
		list.record = segbias_record_of_job(SEGBIAS_JOB_COMPARE);
	if (strcmp(path, "values") == 0 && segbias_findings_are_compared(findings)) {
		size_t last = findings->comparison_count;
		const struct segbias_comparison *c = last ? &findings->comparisons[last - 1] : NULL;
		return (struct segbias_rows){&segbias_record_value, NULL, c ? c->first + c->value_count : 0, findings,
		                             false};
	}
	while (*path && list.record) {
		size_t size = part_size(path);
		list = list.many ? choose_row(list, path, size) : enter(list, path, size);
		path += size + (path[size] == '.');
	}
	return list;
}

size_t segbias_findings_count(const struct segbias_findings *findings, const char *list)
{
	struct segbias_rows found = find_list(findings, list);
	return found.record ? found.count : 0;
}

const char *segbias_findings_field(const struct segbias_findings *findings, const char *list, size_t index)
{
	struct segbias_rows found = find_list(findings, list);
	if (found.values && index < OWNER_COUNT)
		return OWNER[index];
	index -= found.values ? OWNER_COUNT : 0;
	for (const struct segbias_field *field = found.record ? found.record->fields : NULL; field && field->name;
	     field++)
		if (index-- == 0)
			return field->name;
	return NULL;
}

/* The comparison of the value at `row` of all. */
static const struct segbias_comparison *comparison_of(const struct segbias_findings *findings, size_t row)
{
	size_t low = 0;
	size_t high = findings->comparison_count;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (findings->comparisons[middle].first <= row)
			low = middle;
		else
			high = middle;
	}
	return &findings->comparisons[low];
}

/* A field and the object that it is of; field NULL: there is none. */
struct item {
	const struct segbias_field *field;
	const char *object;
	const struct segbias_comparison *owner; /* of a value's segment or attribute */
	size_t half;                            /* of a pair: which */
};

/* A pair's two numbers have names of their own. */
static bool is_half(const struct segbias_field *field, const char *name, size_t *half)
{
	static const char *const ENDS[] = {"_low", "_high"};
	size_t size = strlen(field->name);
	if (segbias_type_facts(field->type)->store != SEGBIAS_STORE_SHARES || strncmp(field->name, name, size) != 0)
		return false;
	*half = strcmp(name + size, ENDS[1]) == 0;
	return strcmp(name + size, ENDS[*half]) == 0;
}

struct segbias_lookup segbias_findings_look_up(const struct segbias_findings *findings, const char *list,
                                               const char *name)
{
	struct segbias_lookup lookup = {.rows = find_list(findings, list), .name = name};
	size_t half = 0;
	for (size_t i = 0; i < OWNER_COUNT && lookup.rows.values && name; i++)
		if (strcmp(OWNER[i], name) == 0)
			lookup.owner = OWNER[i];
	if (lookup.owner || !lookup.rows.record || !name)
		return lookup;
	for (lookup.from = lookup.rows.record->fields; lookup.from->name; lookup.from++)
		if (strcmp(lookup.from->name, name) == 0 || is_half(lookup.from, name, &half))
			return lookup;
	lookup.from = NULL;
	return lookup;
}

static struct item find_item(const struct segbias_lookup *lookup, size_t row)
{
	const struct segbias_rows *rows = &lookup->rows;
	struct item item = {NULL, NULL, NULL, 0};
	if (row >= rows->count || (!lookup->owner && !lookup->from))
		return item;
	if (rows->values) {
		const struct segbias_comparison *c = comparison_of(rows->values, row);
		item.object = (const char *)&c->values[row - c->first];
		item.owner = lookup->owner ? c : NULL;
	} else {
		item.object = rows->rows + row * rows->record->size;
	}
	/* A row may have one of several fields of that name. */
	for (const struct segbias_field *field = lookup->from; field && field->name && !item.field; field++)
		if (strcmp(field->name, lookup->name) == 0 || is_half(field, lookup->name, &item.half))
			item.field = segbias_field_present(field, item.object) ? field : NULL;
	return item;
}

double segbias_lookup_number(const struct segbias_lookup *lookup, size_t row)
{
	struct item item = find_item(lookup, row);
	if (!item.field)
		return NAN;
	const void *at = item.object + item.field->offset;
	double number = NAN;
	switch (segbias_type_facts(item.field->type)->store) {
	case SEGBIAS_STORE_NUMBER:
		number = *(const double *)at;
		break;
	case SEGBIAS_STORE_SIZE:
		return (double)*(const size_t *)at;
	case SEGBIAS_STORE_SIZE_OR_NULL:
		return *(const size_t *)at ? (double)*(const size_t *)at : NAN;
	case SEGBIAS_STORE_SEED:
		return (double)*(const uint64_t *)at;
	case SEGBIAS_STORE_LINE:
		return *(const uint64_t *)at ? (double)*(const uint64_t *)at : NAN;
	case SEGBIAS_STORE_SHARES:
		number = strcmp(item.field->name, lookup->name) == 0 ? NAN : ((const double *)at)[item.half];
		break;
	case SEGBIAS_STORE_FLAG:
		return *(const bool *)at;
	case SEGBIAS_STORE_TRUTH:
		if (*(const enum segbias_truth *)at != SEGBIAS_TRUTH_UNDEFINED)
			return *(const enum segbias_truth *)at == SEGBIAS_TRUTH_TRUE;
		break;
	default:
		break;
	}
	return isfinite(number) ? number : NAN;
}

struct segbias_label segbias_lookup_text(const struct segbias_lookup *lookup, size_t row)
{
	struct item item = find_item(lookup, row);
	if (item.owner)
		return lookup->owner == OWNER[0] ? item.owner->segment : item.owner->attribute;
	return item.field ? segbias_field_text(item.field, item.object) : (struct segbias_label){NULL, 0};
}

double segbias_findings_number(const struct segbias_findings *findings, const char *list, size_t row, const char *field)
{
	struct segbias_lookup lookup = segbias_findings_look_up(findings, list, field);
	return segbias_lookup_number(&lookup, row);
}

const char *segbias_findings_text(const struct segbias_findings *findings, const char *list, size_t row,
                                  const char *field, size_t *size)
{
	struct segbias_lookup lookup = segbias_findings_look_up(findings, list, field);
	struct segbias_label label = segbias_lookup_text(&lookup, row);
	if (size)
		*size = label.size;
	return label.bytes;
}
