#include "sources/other.h"

#include "base/unicode.h"
#include "sources/identity.h"
#include "tally/plan.h"
#include "values/name.h"

/* The other file's name for the column, by --map; the name itself where there is none. */
static struct segbias_label mapped_name(const struct segbias_other *other, struct segbias_label name, bool *mapped)
{
	for (size_t i = 0; i < other->map_count; i++) {
		const struct segbias_pair *map = &other->maps[i];
		if (!segbias_name_same(other->campaign ? map->right : map->left, name))
			continue;
		*mapped = true;
		return other->campaign ? map->left : map->right;
	}
	return name;
}

static bool pairs(struct segbias_label a, struct segbias_label b, bool mapped)
{
	return segbias_name_same(a, b) || (!mapped && segbias_name_synonym(a, b));
}

size_t segbias_other_field(const struct segbias_other *other, struct segbias_label name)
{
	bool mapped = false;
	if (!other->head || other->marginal)
		return SEGBIAS_NO_FIELD;
	struct segbias_label wanted = mapped_name(other, name, &mapped);
	for (size_t field = 0; field < other->head->width; field++)
		if (segbias_name_same(other->head->names[field], wanted))
			return field;
	for (size_t field = 0; field < other->head->width && !mapped; field++)
		if (segbias_name_synonym(other->head->names[field], wanted))
			return field;
	return SEGBIAS_NO_FIELD;
}

bool segbias_other_has(const struct segbias_other *other, struct segbias_label name)
{
	bool mapped = false;
	if (!other->head)
		return false;
	if (!other->marginal) {
		size_t field = segbias_other_field(other, name);
		return field != SEGBIAS_NO_FIELD &&
		       segbias_identity_of(other->head->names[field]) == SEGBIAS_IDENTITY_NONE;
	}
	struct segbias_label wanted = mapped_name(other, name, &mapped);
	for (size_t row = 0; row < other->head->rows; row++)
		if (pairs(segbias_head_cell(other->head, row, other->attribute_field), wanted, mapped))
			return true;
	return false;
}

bool segbias_other_lists(const struct segbias_other *other, struct segbias_label name, struct segbias_label value)
{
	bool mapped = false;
	size_t field = segbias_other_field(other, name);
	if (!other->head || (!other->marginal && field == SEGBIAS_NO_FIELD))
		return false;
	struct segbias_label wanted = mapped_name(other, name, &mapped);
	for (size_t row = 0; row < other->head->rows; row++) {
		if (other->marginal &&
		    !pairs(segbias_head_cell(other->head, row, other->attribute_field), wanted, mapped))
			continue;
		if (segbias_unicode_same(
			segbias_head_cell(other->head, row, other->marginal ? other->value_field : field), value))
			return true;
	}
	return false;
}
