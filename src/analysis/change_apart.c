/* What only one of two results has, and what else differs between them and may explain a change: neither breaks a series. */
#include "analysis/change.h"

#include "findings/change.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Rows that are being gathered. */
struct seen_list {
	struct segbias_seen *rows;
	size_t count, capacity;
	bool failed;
};

struct apart {
	const struct segbias_findings *before, *now;
	struct segbias_arena *arena;
	struct seen_list first, last;
	struct segbias_changed_list changed;
	bool failed;
};

/* The other way round: what is first seen there is last seen here. */
struct way {
	const struct segbias_findings *from, *to;
	struct seen_list *list; /* of what `to` alone has */
};

static struct segbias_label keep(struct apart *a, struct segbias_label label)
{
	struct segbias_label out = {0};
	if (label.bytes && !segbias_arena_copy(a->arena, label, &out))
		a->failed = true;
	return out;
}

static void add_seen(struct apart *a, struct seen_list *list, const char *what, struct segbias_label attribute,
                     struct segbias_label name)
{
	struct segbias_seen *rows =
	    list->failed ? NULL : segbias_memory_room(list->rows, list->count, &list->capacity, sizeof *rows);
	list->failed = !rows;
	if (!rows)
		return;
	list->rows = rows;
	list->rows[list->count++] = (struct segbias_seen){what, keep(a, attribute), keep(a, name)};
}

/* --- segments ---------------------------------------------------------------------------------------------------- */

/* The segments, sorted, each as often as it has comparisons; to be freed. NULL: out of memory. */
static struct segbias_label *list_segments(const struct segbias_findings *findings, size_t *count)
{
	struct segbias_label *labels = segbias_memory_zeroed(findings->comparison_count + 1, sizeof *labels);
	*count = 0;
	for (size_t i = 0; labels && i < findings->comparison_count; i++)
		if (findings->comparisons[i].segment.bytes)
			labels[(*count)++] = findings->comparisons[i].segment;
	if (labels)
		qsort(labels, *count, sizeof *labels, segbias_labels_compare);
	return labels;
}

static void see_segments(struct apart *a, const struct way *way)
{
	size_t counts[2] = {0};
	struct segbias_label *from = list_segments(way->from, &counts[0]);
	struct segbias_label *to = list_segments(way->to, &counts[1]);
	a->failed = a->failed || !from || !to;
	for (size_t i = 0; !a->failed && i < counts[1]; i++)
		if ((i == 0 || !segbias_label_equal(to[i], to[i - 1])) &&
		    !bsearch(&to[i], from, counts[0], sizeof *from, segbias_labels_compare))
			add_seen(a, way->list, "segment", (struct segbias_label){0}, to[i]);
	free(from);
	free(to);
}

/* --- attributes and their values ----------------------------------------------------------------------------------- */

/* Whether it is of the group that stands first, the whole campaign or a segment: all have the same attributes and values. */
static bool is_first(const struct segbias_findings *findings, const struct segbias_comparison *c)
{
	struct segbias_label first = findings->comparisons[0].segment;
	return first.bytes ? c->segment.bytes && segbias_label_equal(c->segment, first) : !c->segment.bytes;
}

static const struct segbias_comparison *find_attribute(const struct segbias_findings *findings,
                                                       struct segbias_label attribute)
{
	for (size_t i = 0; i < findings->comparison_count; i++)
		if (is_first(findings, &findings->comparisons[i]) &&
		    segbias_label_equal(findings->comparisons[i].attribute, attribute))
			return &findings->comparisons[i];
	return NULL;
}

static bool has_value(const struct segbias_comparison *c, struct segbias_label value, size_t near)
{
	if (near < c->value_count && segbias_label_equal(c->values[near].value, value))
		return true;
	for (size_t i = 0; i < c->value_count; i++)
		if (segbias_label_equal(c->values[i].value, value))
			return true;
	return false;
}

/* How many of its values the other lacks. */
static size_t count_new(const struct segbias_comparison *c, const struct segbias_comparison *other)
{
	size_t count = 0;
	for (size_t i = 0; i < c->value_count; i++)
		count += !has_value(other, c->values[i].value, i);
	return count;
}

static struct segbias_label join_values(struct apart *a, const struct segbias_comparison *c)
{
	struct segbias_text text = {0};
	for (size_t i = 0; i < c->value_count; i++) {
		segbias_text_add_string(&text, i ? "," : "");
		segbias_text_add_item(&text, c->values[i].value, ",");
	}
	a->failed = a->failed || text.failed;
	struct segbias_label out = keep(a, segbias_text_label(&text));
	segbias_text_release(&text);
	return out;
}

static bool same_order(const struct segbias_comparison *a, const struct segbias_comparison *b)
{
	for (size_t i = 0; i < a->value_count; i++)
		if (!segbias_label_equal(a->values[i].value, b->values[i].value))
			return false;
	return true;
}

/* Values that came are first seen, and those that went last seen; where some came and others went the attribute is cut
 * otherwise. */
static void see_values(struct apart *a, const struct segbias_comparison *before, const struct segbias_comparison *now)
{
	size_t came = count_new(now, before);
	size_t went = count_new(before, now);
	if ((came && went) || (!came && !went && !same_order(now, before))) {
		segbias_changed_add(&a->changed, (struct segbias_changed){.what = came ? "values" : "order",
		                                                          .of = keep(a, now->attribute),
		                                                          .before = join_values(a, before),
		                                                          .now = join_values(a, now)});
		return;
	}
	for (size_t i = 0; came && i < now->value_count; i++)
		if (!has_value(before, now->values[i].value, i))
			add_seen(a, &a->first, "value", now->attribute, now->values[i].value);
	for (size_t i = 0; went && i < before->value_count; i++)
		if (!has_value(now, before->values[i].value, i))
			add_seen(a, &a->last, "value", before->attribute, before->values[i].value);
}

static void see_attributes(struct apart *a, const struct way *way)
{
	for (size_t i = 0; i < way->to->comparison_count; i++) {
		const struct segbias_comparison *c = &way->to->comparisons[i];
		if (is_first(way->to, c) && !find_attribute(way->from, c->attribute))
			add_seen(a, way->list, "attribute", (struct segbias_label){0}, c->attribute);
	}
}

static bool has_column(const struct segbias_findings *findings, struct segbias_label name)
{
	for (size_t i = 0; i < findings->campaign.column_count; i++)
		if (segbias_label_equal(findings->campaign.columns[i].name, name))
			return true;
	return false;
}

/* Of the campaign. One that is compared has been told as an attribute. */
static void see_columns(struct apart *a, const struct way *way)
{
	for (size_t i = 0; i < way->to->campaign.column_count; i++) {
		struct segbias_label name = way->to->campaign.columns[i].name;
		if (!has_column(way->from, name) && !find_attribute(way->to, name))
			add_seen(a, way->list, "column", (struct segbias_label){0}, name);
	}
}

/* --- spellings --------------------------------------------------------------------------------------------------- */

static int compare_mapped(const void *a, const void *b)
{
	const struct segbias_mapped *x = *(const struct segbias_mapped *const *)a;
	const struct segbias_mapped *y = *(const struct segbias_mapped *const *)b;
	int order = segbias_label_compare(x->attribute, y->attribute);
	return order ? order : segbias_label_compare(x->campaign_value, y->campaign_value);
}

static bool is_listed(const struct segbias_mapped *mapped)
{
	return mapped->campaign_value.bytes && !mapped->withheld;
}

/* The mapping by attribute and spelling, to be freed; NULL: out of memory. */
static const struct segbias_mapped **sort_mapping(const struct segbias_findings *findings, size_t *count)
{
	const struct segbias_mapped **sorted =
	    segbias_memory_zeroed(findings->mapping_count + 1, sizeof(const struct segbias_mapped *));
	*count = 0;
	for (size_t i = 0; sorted && i < findings->mapping_count; i++)
		if (is_listed(&findings->mapping[i]))
			sorted[(*count)++] = &findings->mapping[i];
	if (sorted)
		qsort(sorted, *count, sizeof(const struct segbias_mapped *), compare_mapped);
	return sorted;
}

/* Whether the mapping of the attribute is longer than what is listed of it. */
static bool is_cut(const struct segbias_findings *findings, struct segbias_label attribute)
{
	for (size_t i = 0; i < findings->mapping_count; i++) {
		const struct segbias_mapped *mapped = &findings->mapping[i];
		if (!mapped->campaign_value.bytes && !mapped->withheld &&
		    segbias_label_equal(mapped->attribute, attribute))
			return true;
	}
	return false;
}

static bool same_target(const struct segbias_mapped *a, const struct segbias_mapped *b)
{
	if (!a->reference_value.bytes || !b->reference_value.bytes)
		return !a->reference_value.bytes && !b->reference_value.bytes;
	return segbias_label_equal(a->reference_value, b->reference_value);
}

/* A spelling of both that means another value is a change of the mapping. One that only one has is told where no value of the
 * reference is meant by it. */
static void see_spellings(struct apart *a, const struct way *way, bool forward)
{
	size_t counts[2] = {0};
	const struct segbias_mapped **from = sort_mapping(way->from, &counts[0]);
	const struct segbias_mapped **to = sort_mapping(way->to, &counts[1]);
	a->failed = a->failed || !from || !to;
	for (size_t i = 0; !a->failed && i < counts[1]; i++) {
		const struct segbias_mapped *const *found =
		    bsearch(&to[i], from, counts[0], sizeof(const struct segbias_mapped *), compare_mapped);
		if (found && forward && !same_target(*found, to[i]))
			segbias_changed_add(&a->changed,
			                    (struct segbias_changed){.what = "mapping",
			                                             .of = keep(a, to[i]->attribute),
			                                             .spelling = keep(a, to[i]->campaign_value),
			                                             .before = keep(a, (*found)->reference_value),
			                                             .now = keep(a, to[i]->reference_value)});
		if (!found && !to[i]->reference_value.bytes && find_attribute(way->from, to[i]->attribute) &&
		    !is_cut(way->from, to[i]->attribute))
			add_seen(a, way->list, "spelling", to[i]->attribute, to[i]->campaign_value);
	}
	free(from);
	free(to);
}

/* --- all of it --------------------------------------------------------------------------------------------------- */

static void see_all(struct apart *a)
{
	const struct way ways[] = {{a->before, a->now, &a->first}, {a->now, a->before, &a->last}};
	for (int i = 0; i < 2; i++) {
		see_segments(a, &ways[i]);
		see_attributes(a, &ways[i]);
		see_columns(a, &ways[i]);
	}
	for (size_t i = 0; i < a->now->comparison_count; i++) {
		const struct segbias_comparison *now = &a->now->comparisons[i];
		const struct segbias_comparison *before =
		    is_first(a->now, now) ? find_attribute(a->before, now->attribute) : NULL;
		if (before)
			see_values(a, before, now);
	}
	for (int i = 0; i < 2; i++)
		see_spellings(a, &ways[i], i == 0);
}

/* Copies the rows to the arena. */
static void *move_rows(struct apart *a, const void *rows, size_t count, size_t size)
{
	void *out = segbias_arena_array(a->arena, count, size);
	a->failed = a->failed || !out;
	if (out && count > 0)
		memcpy(out, rows, count * size);
	return out;
}

enum segbias_status segbias_change_list_apart(const struct segbias_findings *before, struct segbias_findings *now,
                                              struct segbias_baseline *out, struct segbias_error *error)
{
	struct apart a = {.before = before, .now = now, .arena = &now->arena};
	segbias_findings_differ(before, now, a.arena, &a.changed);
	see_all(&a);
	out->first_seen = move_rows(&a, a.first.rows, a.first.count, sizeof *a.first.rows);
	out->last_seen = move_rows(&a, a.last.rows, a.last.count, sizeof *a.last.rows);
	out->changed = move_rows(&a, a.changed.rows, a.changed.count, sizeof *a.changed.rows);
	out->first_seen_count = a.first.count;
	out->last_seen_count = a.last.count;
	out->changed_count = a.changed.count;
	free(a.first.rows);
	free(a.last.rows);
	free(a.changed.rows);
	return a.failed || a.first.failed || a.last.failed || a.changed.failed ? segbias_error_memory(error)
	                                                                       : SEGBIAS_OK;
}
