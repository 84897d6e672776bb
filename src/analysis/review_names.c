/* Question: which attribute or value of an earlier run is one of this run, though it is called otherwise? DEFINITIONS.md, "Reviews". */
#include "analysis/change.h"
#include "analysis/review.h"

#include "base/memory.h"
#include "findings/change.h"
#include "values/band.h"
#include "values/name.h"
#include "values/synonym.h"

#include <math.h>
#include <stdlib.h>

/* Of an attribute with more that the other run lacks nobody has changed the spelling: they are others. */
enum { SPELLINGS_MAX = 64 };

/* All groups have the same attributes: those of the one that stands first. */
static size_t count_attributes(const struct segbias_findings *findings)
{
	size_t count = 0;
	while (count < findings->comparison_count &&
	       segbias_label_same(findings->comparisons[count].segment, findings->comparisons[0].segment))
		count++;
	return count;
}

static bool has_attribute(const struct segbias_findings *findings, struct segbias_label name)
{
	size_t count = count_attributes(findings);
	for (size_t i = 0; i < count; i++)
		if (segbias_label_equal(findings->comparisons[i].attribute, name))
			return true;
	return false;
}

/* The column of the reference that it was compared with; bytes NULL: it was not read what. */
static struct segbias_label reference_of(const struct segbias_findings *findings, struct segbias_label name)
{
	for (size_t i = 0; i < findings->settings.attribute_count; i++)
		if (segbias_label_equal(findings->settings.attributes[i].attribute, name))
			return findings->settings.attributes[i].reference_column;
	return (struct segbias_label){0};
}

/* The attribute of `from` that is `name` of `to`, among those that the other lacks; bytes NULL: none, or several could be. */
static struct segbias_label find_only(const struct segbias_findings *from, const struct segbias_findings *to,
                                      struct segbias_label name)
{
	struct segbias_label found = {0};
	struct segbias_label reference = reference_of(to, name);
	size_t count = count_attributes(from);
	for (size_t i = 0; i < count; i++) {
		struct segbias_label other = from->comparisons[i].attribute;
		struct segbias_label its = reference_of(from, other);
		bool same = segbias_name_same(name, other) || segbias_name_synonym(name, other) ||
		            (reference.bytes && its.bytes && segbias_label_equal(reference, its));
		if (!same || has_attribute(to, other))
			continue;
		if (found.bytes)
			return (struct segbias_label){0};
		found = other;
	}
	return found;
}

static void rename_attribute(struct segbias_findings *past, struct segbias_label from, struct segbias_label to)
{
	for (size_t i = 0; i < past->comparison_count; i++)
		if (segbias_label_equal(past->comparisons[i].attribute, from))
			past->comparisons[i].attribute = to;
	for (size_t i = 0; i < past->settings.attribute_count; i++)
		if (segbias_label_equal(past->settings.attributes[i].attribute, from))
			past->settings.attributes[i].attribute = to;
	for (size_t i = 0; i < past->mapping_count; i++)
		if (segbias_label_equal(past->mapping[i].attribute, from))
			past->mapping[i].attribute = to;
	for (size_t i = 0; i < past->campaign.column_count; i++)
		if (segbias_label_equal(past->campaign.columns[i].name, from))
			past->campaign.columns[i].name = to;
}

/* --- values -------------------------------------------------------------------------------------------------------- */

static bool has_value(const struct segbias_comparison *c, struct segbias_label name)
{
	for (size_t i = 0; i < c->value_count; i++)
		if (segbias_label_equal(c->values[i].value, name))
			return true;
	return false;
}

/* 0-17 is Under 18: what begins with 0 is open below. */
static double low_of(const struct segbias_band *band)
{
	return band->low < 0 || band->low > 0 ? band->low : -(double)INFINITY;
}

static bool is_one_band(const struct segbias_band *a, const struct segbias_band *b)
{
	return a->single == b->single && !(low_of(a) < low_of(b)) && !(low_of(a) > low_of(b)) && !(a->end < b->end) &&
	       !(a->end > b->end);
}

/* A value, and which short codes stand beside it: F is Female among F and M. */
struct spelling {
	struct segbias_label label;
	const struct segbias_synonym_codes *codes;
};

/* The codes among the values; none where memory runs out: then they are others. */
static struct segbias_synonym_codes read_codes(const struct segbias_comparison *c)
{
	struct segbias_synonym_codes codes = {0};
	struct segbias_label *labels = segbias_memory_zeroed(c->value_count + 1, sizeof *labels);
	int set = SEGBIAS_SYNONYM_NONE;
	for (size_t i = 0; labels && i < c->value_count; i++)
		labels[i] = c->values[i].value;
	if (labels)
		segbias_synonym_read(labels, c->value_count, SEGBIAS_SYNONYM_NONE, &set, &codes);
	free(labels);
	return codes;
}

/* As a campaign's value is found among a reference's: its normal form, a word that means the same, the same band. */
static bool is_one_value(const struct spelling *x, const struct spelling *y)
{
	struct segbias_label a = x->label;
	struct segbias_label b = y->label;
	struct segbias_band bands[2];
	if (segbias_name_value_same(a, b))
		return true;
	int group = segbias_synonym_group(a, x->codes);
	if (group != SEGBIAS_SYNONYM_NONE)
		return group == segbias_synonym_group(b, y->codes);
	return segbias_band_parse(a, &bands[0]) && segbias_band_parse(b, &bands[1]) &&
	       is_one_band(&bands[0], &bands[1]);
}

bool segbias_review_same_value(struct segbias_label a, struct segbias_label b)
{
	static const struct segbias_synonym_codes NO_CODES = {0};
	return is_one_value(&(struct spelling){a, &NO_CODES}, &(struct spelling){b, &NO_CODES});
}

/* The value of `from` that is `name`, among those that `to` lacks; bytes NULL: none, or several could be. */
static struct segbias_label find_spelling(const struct segbias_comparison *from, const struct segbias_comparison *to,
                                          struct segbias_label name)
{
	struct segbias_label found = {0};
	struct segbias_synonym_codes codes[] = {read_codes(to), read_codes(from)};
	for (size_t i = 0; i < from->value_count; i++) {
		struct segbias_label other = from->values[i].value;
		if (has_value(to, other) ||
		    !is_one_value(&(struct spelling){name, &codes[0]}, &(struct spelling){other, &codes[1]}))
			continue;
		if (found.bytes)
			return (struct segbias_label){0};
		found = other;
	}
	return found;
}

static void rename_value(struct segbias_findings *past, struct segbias_label attribute, struct segbias_label from,
                         struct segbias_label to)
{
	for (size_t i = 0; i < past->comparison_count; i++) {
		struct segbias_comparison *c = &past->comparisons[i];
		for (size_t j = 0; j < c->value_count && segbias_label_equal(c->attribute, attribute); j++)
			if (segbias_label_equal(c->values[j].value, from))
				c->values[j].value = to;
	}
	for (size_t i = 0; i < past->mapping_count; i++) {
		struct segbias_mapped *row = &past->mapping[i];
		if (segbias_label_equal(row->attribute, attribute) && row->reference_value.bytes &&
		    segbias_label_equal(row->reference_value, from))
			row->reference_value = to;
	}
}

static size_t count_lacking(const struct segbias_comparison *c, const struct segbias_comparison *other)
{
	size_t count = 0;
	for (size_t i = 0; i < c->value_count; i++)
		count += !has_value(other, c->values[i].value);
	return count;
}

/* Values that are spelled otherwise go on as those of this run, like their columns. */
static void rename_values(const struct segbias_comparison *now, const struct segbias_comparison *before,
                          struct segbias_findings *past, struct segbias_changed_list *list)
{
	if (count_lacking(now, before) > SPELLINGS_MAX || count_lacking(before, now) > SPELLINGS_MAX)
		return;
	for (size_t i = 0; i < now->value_count; i++) {
		struct segbias_label name = now->values[i].value;
		if (has_value(before, name))
			continue;
		struct segbias_label former = find_spelling(before, now, name);
		if (!former.bytes || !segbias_label_same(find_spelling(now, before, former), name))
			continue;
		rename_value(past, now->attribute, former, name);
		if (list)
			segbias_changed_add(
			    list, (struct segbias_changed){
				      .what = "spelling", .of = now->attribute, .before = former, .now = name});
	}
}

/* --- all of it ---------------------------------------------------------------------------------------------------- */

bool segbias_review_rename(const struct segbias_findings *now, struct segbias_findings *past,
                           struct segbias_changed_list *list)
{
	bool all = true;
	size_t count = count_attributes(now);
	for (size_t i = 0; i < count; i++) {
		struct segbias_label name = now->comparisons[i].attribute;
		if (has_attribute(past, name))
			continue;
		struct segbias_label former = find_only(past, now, name);
		bool one = former.bytes && segbias_label_same(find_only(now, past, former), name);
		all = all && one;
		if (!one)
			continue;
		rename_attribute(past, former, name);
		if (list)
			segbias_changed_add(list, (struct segbias_changed){
						      .what = "column", .of = name, .before = former, .now = name});
	}
	size_t had = count_attributes(past);
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < had; j++)
			if (segbias_label_equal(past->comparisons[j].attribute, now->comparisons[i].attribute))
				rename_values(&now->comparisons[i], &past->comparisons[j], past, list);
	return all;
}

bool segbias_review_join_renamed(const struct segbias_changed_list *renamed, struct segbias_arena *arena,
                                 struct segbias_baseline *baseline)
{
	size_t count = renamed->count + baseline->changed_count;
	struct segbias_changed *rows = segbias_arena_array(arena, count, sizeof *rows);
	bool ok = rows && !renamed->failed;
	for (size_t i = 0; ok && i < renamed->count; i++) {
		rows[i] = renamed->rows[i];
		ok = segbias_arena_copy(arena, renamed->rows[i].before, &rows[i].before);
	}
	for (size_t i = renamed->count; ok && i < count; i++)
		rows[i] = baseline->changed[i - renamed->count];
	if (!ok)
		return false;
	baseline->changed = rows;
	baseline->changed_count = count;
	return true;
}

enum segbias_status segbias_review_since(const struct segbias_policy *policy, struct segbias_findings *before,
                                         struct segbias_findings *now, struct segbias_baseline *out,
                                         struct segbias_error *error)
{
	struct segbias_changed_list renamed = {.count = 0};
	if (segbias_findings_are_compared(before))
		(void)segbias_review_rename(now, before, &renamed);
	enum segbias_status status = segbias_change_limit(now, before) ? SEGBIAS_OK : segbias_error_memory(error);
	if (status == SEGBIAS_OK)
		status = segbias_change_find(policy, before, now, out, error);
	if (status == SEGBIAS_OK && !segbias_review_join_renamed(&renamed, &now->arena, out))
		status = segbias_error_memory(error);
	free(renamed.rows);
	return status;
}

bool segbias_review_same_names(const struct segbias_findings *now, const struct segbias_findings *past)
{
	bool same = true;
	size_t count = count_attributes(now);
	size_t had = count_attributes(past);
	for (size_t i = 0; i < count && same; i++) {
		const struct segbias_comparison *found = NULL;
		for (size_t j = 0; j < had && !found; j++)
			if (segbias_label_equal(past->comparisons[j].attribute, now->comparisons[i].attribute))
				found = &past->comparisons[j];
		same = found && count_lacking(&now->comparisons[i], found) == 0;
	}
	return same;
}
