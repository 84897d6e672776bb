#include "analysis/published_counts.h"

#include <stdlib.h>
#include <string.h>

static int compare_segments(const void *a, const void *b)
{
	const struct segbias_counted_segment *x = a;
	const struct segbias_counted_segment *y = b;
	return segbias_label_order(x->name, y->name);
}

static bool same_values(const struct segbias_comparison *a, const struct segbias_comparison *b)
{
	bool same = segbias_label_equal(a->attribute, b->attribute) && a->value_count == b->value_count;
	for (size_t i = 0; same && i < a->value_count; i++)
		same = segbias_label_equal(a->values[i].value, b->values[i].value);
	return same;
}

/* Comparisons stand group by group, the whole campaign's first. */
static bool is_regular(const struct segbias_findings *result, size_t attributes)
{
	if (!attributes || result->comparison_count % attributes != 0)
		return false;
	for (size_t i = 0; i < result->comparison_count; i++) {
		const struct segbias_comparison *c = &result->comparisons[i];
		const struct segbias_comparison *first = &result->comparisons[i - i % attributes];
		if (!same_values(c, &result->comparisons[i % attributes]) ||
		    !segbias_label_same(c->segment, first->segment) || (c->segment.bytes != NULL) != (i >= attributes))
			return false;
	}
	return true;
}

static bool take_attributes(const struct segbias_findings *result, struct segbias_arena *arena,
                            struct segbias_counted *out)
{
	bool ok = true;
	for (size_t a = 0; ok && a < out->attribute_count; a++) {
		const struct segbias_comparison *c = &result->comparisons[a];
		struct segbias_counted_attribute *attribute = &out->attributes[a];
		attribute->value_count = c->value_count;
		attribute->first = out->width;
		attribute->values = segbias_arena_array(arena, c->value_count, sizeof *attribute->values);
		ok = attribute->values && segbias_arena_copy(arena, c->attribute, &attribute->name);
		for (size_t i = 0; ok && i < c->value_count; i++)
			ok = segbias_arena_copy(arena, c->values[i].value, &attribute->values[i]);
		out->width += c->value_count + SEGBIAS_COUNTED_OTHERS;
	}
	return ok;
}

static bool take_groups(const struct segbias_findings *result, struct segbias_arena *arena, struct segbias_counted *out)
{
	bool ok = true;
	for (size_t g = 0; ok && g < out->group_count; g++) {
		const struct segbias_comparison *c = &result->comparisons[g * out->attribute_count];
		double *cells = &out->cells[g * out->width];
		ok = !c->segment.bytes || segbias_arena_copy(arena, c->segment, &out->segments[g]);
		out->sorted[g] = (struct segbias_counted_segment){out->segments[g], g};
		out->rows[g] = c->rows;
		for (size_t a = 0; a < out->attribute_count; a++, c++) {
			for (size_t i = 0; i < c->value_count; i++)
				*cells++ = c->values[i].count;
			*cells++ = c->missing;
			*cells++ = c->unmatched;
		}
	}
	qsort(out->sorted, out->group_count, sizeof *out->sorted, compare_segments);
	return ok;
}

bool segbias_counted_take(const struct segbias_findings *result, struct segbias_arena *arena,
                          struct segbias_counted *out, bool *regular)
{
	struct segbias_counted found = {.width = 0};
	while (found.attribute_count < result->comparison_count &&
	       !result->comparisons[found.attribute_count].segment.bytes)
		found.attribute_count++;
	*regular = is_regular(result, found.attribute_count);
	if (!*regular)
		return true;
	found.group_count = result->comparison_count / found.attribute_count;
	found.attributes = segbias_arena_array(arena, found.attribute_count, sizeof *found.attributes);
	if (!found.attributes || !take_attributes(result, arena, &found))
		return false;
	found.segments = segbias_arena_array(arena, found.group_count, sizeof *found.segments);
	found.sorted = segbias_arena_array(arena, found.group_count, sizeof *found.sorted);
	found.rows = segbias_arena_array(arena, found.group_count, sizeof *found.rows);
	found.cells = found.width <= SIZE_MAX / sizeof *found.cells
	                  ? segbias_arena_array(arena, found.group_count, found.width * sizeof *found.cells)
	                  : NULL;
	bool ok = found.segments && found.sorted && found.rows && found.cells && take_groups(result, arena, &found) &&
	          segbias_arena_copy(arena, segbias_label_of(result->campaign.sha256), &found.campaign_sha256);
	if (ok)
		*out = found;
	return ok;
}

const double *segbias_counted_cells(const struct segbias_counted *counted, size_t group, size_t attribute)
{
	return &counted->cells[group * counted->width + counted->attributes[attribute].first];
}

size_t segbias_counted_group(const struct segbias_counted *counted, struct segbias_label segment, size_t hint)
{
	const struct segbias_counted_segment key = {.name = segment};
	if (hint < counted->group_count && segbias_label_same(counted->segments[hint], segment))
		return hint;
	const struct segbias_counted_segment *found =
	    bsearch(&key, counted->sorted, counted->group_count, sizeof key, compare_segments);
	return found ? found->group : SIZE_MAX;
}

size_t segbias_counted_attribute(const struct segbias_counted *counted, struct segbias_label name)
{
	for (size_t a = 0; a < counted->attribute_count; a++)
		if (segbias_label_equal(counted->attributes[a].name, name))
			return a;
	return SIZE_MAX;
}

size_t segbias_counted_comparison(const struct segbias_counted *counted, size_t group, size_t attribute)
{
	return group * counted->attribute_count + attribute;
}

/* Of one group. */
static size_t values_of_group(const struct segbias_counted *counted)
{
	return counted->width - SEGBIAS_COUNTED_OTHERS * counted->attribute_count;
}

size_t segbias_counted_values(const struct segbias_counted *counted)
{
	return counted->group_count * values_of_group(counted);
}

size_t segbias_counted_value(const struct segbias_counted *counted, size_t group, size_t attribute)
{
	return group * values_of_group(counted) + counted->attributes[attribute].first -
	       SEGBIAS_COUNTED_OTHERS * attribute;
}
