/* The public functions that read findings field by field, by the description of the result. */
#include "findings/record.h"

#include <math.h>
#include <string.h>

/* Rows that a path names. */
struct list {
	const struct segbias_record *record; /* NULL: there is none */
	const char *rows;
	size_t count;
	const struct segbias_findings *values; /* "values": of all its comparisons */
	bool many;                             /* they are a list: an index may follow */
};

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
static struct list enter(struct list list, const char *name, size_t size)
{
	const struct segbias_field *field = find_field(list.record, name, size);
	if (!field || !segbias_field_present(field, list.rows) || !field->record)
		return (struct list){.record = NULL};
	bool group = field->type == SEGBIAS_TYPE_GROUP;
	struct list inner = {.record = field->record, .rows = list.rows + (group ? field->offset : 0), .count = 1};
	inner.many = !group;
	if (inner.many)
		inner.rows = segbias_field_rows(field, list.rows, &inner.count);
	return inner;
}

/* The row whose index the part is; of one that is none, past the last or no number, nothing. */
static struct list choose_row(struct list list, const char *part, size_t size)
{
	size_t index = 0;
	for (size_t i = 0; i < size; i++) {
		if (part[i] < '0' || part[i] > '9' || index >= list.count)
			return (struct list){.record = NULL};
		index = 10 * index + (size_t)(part[i] - '0');
	}
	if (size == 0 || index >= list.count)
		return (struct list){.record = NULL};
	return (struct list){.record = list.record, .rows = list.rows + index * list.record->size, .count = 1};
}

static struct list find_list(const struct segbias_findings *findings, const char *path)
{
	const struct segbias_record *root = findings ? segbias_record_of_job(findings->job) : NULL;
	struct list list = {.record = root, .rows = (const char *)findings, .count = 1};
	if (!root || !path)
		return (struct list){.record = NULL};
	bool check = findings->job == SEGBIAS_JOB_CHECK;
	/* A gate's result holds a comparison's, whose lists have the same names there. */
	if (check && *path && !find_field(root, path, part_size(path)))
		list.record = segbias_record_of_job(SEGBIAS_JOB_COMPARE);
	if (strcmp(path, "values") == 0 && (check || findings->job == SEGBIAS_JOB_COMPARE)) {
		size_t last = findings->comparison_count;
		const struct segbias_comparison *c = last ? &findings->comparisons[last - 1] : NULL;
		return (struct list){&segbias_record_value, NULL, c ? c->first + c->value_count : 0, findings, false};
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
	struct list found = find_list(findings, list);
	return found.record ? found.count : 0;
}

const char *segbias_findings_field(const struct segbias_findings *findings, const char *list, size_t index)
{
	struct list found = find_list(findings, list);
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

static struct item find_item(const struct segbias_findings *findings, const char *path, size_t row, const char *name)
{
	struct list list = find_list(findings, path);
	struct item item = {NULL, NULL, NULL, 0};
	if (!list.record || row >= list.count || !name)
		return item;
	if (list.values) {
		item.owner = comparison_of(findings, row);
		item.object = (const char *)&item.owner->values[row - item.owner->first];
		for (size_t i = 0; i < OWNER_COUNT; i++)
			if (strcmp(OWNER[i], name) == 0)
				return item;
		item.owner = NULL;
	} else {
		item.object = list.rows + row * list.record->size;
	}
	for (const struct segbias_field *field = list.record->fields; field->name && !item.field; field++)
		if (strcmp(field->name, name) == 0 || is_half(field, name, &item.half))
			item.field = segbias_field_present(field, item.object) ? field : NULL;
	return item;
}

double segbias_findings_number(const struct segbias_findings *findings, const char *list, size_t row, const char *field)
{
	struct item item = find_item(findings, list, row, field);
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
		number = strcmp(item.field->name, field) == 0 ? NAN : ((const double *)at)[item.half];
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

const char *segbias_findings_text(const struct segbias_findings *findings, const char *list, size_t row,
                                  const char *field, size_t *size)
{
	struct item item = find_item(findings, list, row, field);
	struct segbias_label label = {0};
	if (item.owner)
		label = strcmp(field, OWNER[0]) == 0 ? item.owner->segment : item.owner->attribute;
	else if (item.field)
		label = segbias_field_text(item.field, item.object);
	if (size)
		*size = label.size;
	return label.bytes;
}
