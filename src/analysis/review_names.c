/* Question: which attribute of an earlier run is one of this run, though its column is called otherwise? DEFINITIONS.md, "Reviews". */
#include "analysis/review.h"

#include "findings/change.h"
#include "values/name.h"

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
	return all;
}
