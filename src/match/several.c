/* Several values in one cell, and references whose figures add up to more than their people. */
#include "match/building.h"

#include "base/memory.h"

#include "values/answers.h"
#include "values/name.h"

#include <stdlib.h>
#include <string.h>

/* --- the separator ---------------------------------------------------------------------------------------------- */

/* Cells of one column, of one or two heads. Release in any case. */
struct gathered {
	struct segbias_intern cells;
	uint64_t *records; /* [cells.size] */
	size_t capacity;
};

static bool gather(struct gathered *gathered, const struct segbias_head *head, size_t field)
{
	for (size_t row = 0; field != SEGBIAS_NO_FIELD && row < head->rows; row++) {
		uint32_t id = segbias_intern_add(&gathered->cells, segbias_head_cell(head, row, field));
		if (id == SEGBIAS_INTERN_NONE)
			return false;
		uint64_t *records = segbias_memory_room(gathered->records, id, &gathered->capacity, sizeof *records);
		if (!records)
			return false;
		gathered->records = records;
		gathered->records[id]++;
	}
	return true;
}

static void release(struct gathered *gathered)
{
	segbias_intern_release(&gathered->cells);
	free(gathered->records);
	*gathered = (struct gathered){0};
}

/* By the values of the map (NULL: not known), else by answers that come back; bytes NULL: nothing is found. */
static enum segbias_status find_separator(const struct gathered *gathered, const struct segbias_value_map *map,
                                          struct segbias_label *separator, struct segbias_error *error)
{
	struct segbias_answers_cells cells = {gathered->cells.labels, gathered->records, gathered->cells.size};
	struct segbias_separator found = {0};
	enum segbias_status status =
	    map ? segbias_separator_find(&cells, segbias_value_map_knows, map, &found, error) : SEGBIAS_OK;
	if (status == SEGBIAS_OK && !found.text.bytes)
		status = segbias_separator_find(&cells, NULL, NULL, &found, error);
	*separator = found.text;
	return status;
}

static enum segbias_status find_in_head(const struct segbias_head *head, size_t field,
                                        const struct segbias_value_map *map, struct segbias_label *separator,
                                        struct segbias_error *error)
{
	struct gathered gathered = {0};
	enum segbias_status status = gather(&gathered, head, field) ? find_separator(&gathered, map, separator, error)
	                                                            : segbias_error_memory(error);
	release(&gathered);
	return status;
}

static enum segbias_status nothing_separates(const char *file, struct segbias_label attribute,
                                             struct segbias_error *error)
{
	char name[SEGBIAS_QUOTE_MAX];
	segbias_error_set(
	    error, SEGBIAS_DATA,
	    "multi_no_separator|--multi: nothing that separates several values is seen in the first cells of %s",
	    segbias_label_quote(attribute, name));
	segbias_error_hint(error, "name what stands between them: --multi '%s=;'",
	                   segbias_label_copyable(attribute) ? segbias_label_show(attribute, name) : "ATTR");
	segbias_error_place(error, file, 1, 0);
	return SEGBIAS_DATA;
}

/* The column of either head that an option means by this name. */
static size_t find_field(const struct segbias_head *head, struct segbias_label name)
{
	size_t field = segbias_head_find(head, name);
	for (size_t i = 0; field == SEGBIAS_NO_FIELD && i < head->width; i++)
		if (segbias_name_synonym(head->names[i], name))
			field = i;
	return field;
}

static struct segbias_label campaign_name(const struct segbias_policy *policy, struct segbias_label name)
{
	struct segbias_label mapped = segbias_match_mapped_name(policy, name);
	return mapped.bytes ? mapped : name;
}

static const struct segbias_match_answered *find_in(const struct segbias_match_answered *list, size_t count,
                                                    struct segbias_label attribute)
{
	for (size_t i = 0; i < count; i++)
		if (segbias_label_equal(list[i].attribute, attribute))
			return &list[i];
	return NULL;
}

static const struct segbias_match_answered *find_answered(const struct segbias_reference_facts *reference,
                                                          struct segbias_label attribute)
{
	return find_in(reference->answered, reference->answered_count, attribute);
}

/* --where takes whole cells. */
static bool is_filtered(const struct segbias_reference_facts *reference, const struct segbias_policy *policy,
                        size_t field)
{
	for (size_t i = 0; i < policy->where_count; i++)
		if (segbias_head_find(reference->head, policy->wheres[i].left) == field)
			return true;
	return false;
}

enum segbias_status segbias_several_reference(const struct segbias_reference_facts *reference,
                                              const struct segbias_head *campaign, const struct segbias_policy *policy,
                                              size_t field, struct segbias_label *separator,
                                              struct segbias_error *error)
{
	const struct segbias_head *head = reference->head;
	for (size_t i = 0; i < policy->multi_count; i++) {
		const struct segbias_multi *multi = &policy->multis[i];
		if (find_field(head, segbias_match_reference_name(policy, multi->attribute)) != field)
			continue;
		if (is_filtered(reference, policy, field))
			return segbias_error_set(error, SEGBIAS_USAGE,
			                         "options_exclude|--multi and --where exclude each other for one "
			                         "column");
		/* A value of such a table is a row of it, whatever it holds. */
		if (find_answered(reference, head->names[field]))
			return SEGBIAS_OK;
		*separator = multi->separator;
		enum segbias_status status =
		    separator->bytes ? SEGBIAS_OK : find_in_head(head, field, NULL, separator, error);
		if (status == SEGBIAS_OK && !separator->bytes)
			status = find_in_head(campaign, find_field(campaign, campaign_name(policy, multi->attribute)),
			                      NULL, separator, error);
		/* Of a table the values are known soon, and the campaign's cells are looked at again. */
		return status == SEGBIAS_OK && !separator->bytes && !reference->aggregated
		           ? nothing_separates(head->file, multi->attribute, error)
		           : status;
	}
	return SEGBIAS_OK;
}

/* --- attributes ------------------------------------------------------------------------------------------------- */

static const struct segbias_multi *find_option(const struct segbias_policy *policy,
                                               const struct segbias_attribute *attribute)
{
	for (size_t i = 0; i < policy->multi_count; i++)
		if (segbias_attribute_named(attribute, policy->multis[i].attribute))
			return &policy->multis[i];
	return NULL;
}

/* A universe or bins of several values a person are not decided; nor can a value hold what separates it. */
static enum segbias_status check(const struct segbias_building *b, const struct segbias_attribute *attribute,
                                 struct segbias_error *error)
{
	const char *option = attribute->binned ? "--bins" : NULL;
	char quoted[3][SEGBIAS_QUOTE_MAX];
	segbias_label_quote(attribute->name, quoted[0]);
	for (size_t i = 0; i < b->policy->universe_count; i++)
		if (segbias_attribute_named(attribute, b->policy->universes[i].attribute))
			option = "--within";
	if (option)
		return segbias_error_set(error, SEGBIAS_USAGE,
		                         "multi_cannot_be_cut|%s cannot cut %s, of which a person has several values",
		                         option, quoted[0]);
	/* Values of a column that was split itself stood in quotes. */
	bool whole = !segbias_tally_separator(b->tally, attribute->reference_column).bytes;
	for (size_t i = 0; i < attribute->value_count && whole && attribute->separator.bytes; i++) {
		if (!segbias_answers_several(attribute->values[i], attribute->separator))
			continue;
		segbias_error_set(
		    error, SEGBIAS_DATA,
		    "multi_separator_in_value|the reference's %s %s holds %s, which separates values by --multi",
		    quoted[0], segbias_label_quote(attribute->values[i], quoted[1]),
		    segbias_label_quote(attribute->separator, quoted[2]));
		segbias_error_hint(error, "what stands between the values of one cell must stand in none of them: "
		                          "--multi ATTR=SEP names it");
		segbias_error_place(error, b->reference->head->file, 0, 0);
		return SEGBIAS_DATA;
	}
	return SEGBIAS_OK;
}

/* Of a table of counts nobody knows whether its answers are of as many people, unless a cell of it holds several. */
static bool find_people(const struct segbias_building *b, struct segbias_attribute *attribute)
{
	const struct segbias_match_answered *answered = find_answered(b->reference, attribute->reference_name);
	uint32_t column = (uint32_t)attribute->reference_column;
	attribute->reference_several = answered || segbias_tally_several(b->tally, column) > 0;
	if (!answered)
		answered = find_in(b->reference->summed, b->reference->summed_count, attribute->reference_name);
	if (answered) {
		attribute->known.weight = answered->people;
		attribute->known.below = attribute->known.above = 0;
		attribute->known.square = answered->moe * answered->moe;
		return true;
	}
	if (b->reference->aggregated && !attribute->reference_several)
		return false;
	attribute->known =
	    segbias_tally_cell(segbias_tally_table(b->tally, &column, 1), &(uint32_t){SEGBIAS_ID_ANSWERED}, 1);
	return true;
}

static enum segbias_status check_people(const struct segbias_building *b, const struct segbias_attribute *attribute,
                                        struct segbias_error *error)
{
	static const double ROUNDING = 1e-9;
	char quoted[2][SEGBIAS_QUOTE_MAX];
	for (size_t i = 0; i < attribute->value_count; i++) {
		if (attribute->reference[i].weight <= attribute->known.weight * (1 + ROUNDING))
			continue;
		segbias_error_set(error, SEGBIAS_DATA,
		                  "multi_over_base|the reference's %s %s has more people than answered at all",
		                  segbias_label_quote(attribute->reference_name, quoted[0]),
		                  segbias_label_quote(attribute->values[i], quoted[1]));
		segbias_error_place(error, b->reference->head->file, 0, 0);
		return SEGBIAS_DATA;
	}
	return SEGBIAS_OK;
}

enum segbias_status segbias_building_several(const struct segbias_building *b, struct segbias_attribute *attribute,
                                             struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_multi *option = find_option(b->policy, attribute);
	attribute->multi = option || find_answered(b->reference, attribute->reference_name);
	if (!attribute->multi || attribute->value_count == 0)
		return SEGBIAS_OK;
	if (option)
		attribute->separator = option->separator;
	if (option && !attribute->separator.bytes)
		SEGBIAS_TRY(find_in_head(b->campaign, attribute->field, &attribute->map, &attribute->separator, error));
	if (option && !attribute->separator.bytes)
		attribute->separator = segbias_tally_separator(b->tally, attribute->reference_column);
	if (option && !attribute->separator.bytes)
		SEGBIAS_TRY(nothing_separates(b->campaign->file, attribute->name, error));
	SEGBIAS_TRY(check(b, attribute, error));
	if (!find_people(b, attribute)) {
		char quoted[SEGBIAS_QUOTE_MAX];
		status =
		    segbias_error_set(error, SEGBIAS_DATA,
		                      "multi_no_base|--multi: the reference does not say how many people answered %s",
		                      segbias_label_quote(attribute->reference_name, quoted));
		segbias_error_hint(error, "a column base says it: attribute,value,count,base");
		segbias_error_place(error, b->reference->head->file, 1, 0);
		goto done;
	}
	SEGBIAS_TRY(check_people(b, attribute, error));
done:
	return status;
}

/* --- what was taken --------------------------------------------------------------------------------------------- */

static void note_one(const struct segbias_attribute *attribute, bool several, const char *path,
                     struct segbias_notes *notes)
{
	char name[SEGBIAS_QUOTE_MAX];
	char separator[SEGBIAS_QUOTE_MAX];
	struct segbias_error *note = NULL;
	segbias_label_show(attribute->name, name);
	if (several && attribute->reference_several)
		note = segbias_notes_add(
		    notes, "several_values",
		    "%s has several values a person, separated by %s: each is compared by itself, as a share of the people "
		    "who answered; what needs one value a person (goodness of fit, associations, missing values by %s) is "
		    "left out",
		    name, segbias_label_quote(attribute->separator, separator), name);
	else if (several)
		note = segbias_notes_add(
		    notes, "reference_one_value",
		    "%s has several values a person in the campaign, separated by %s, and one in the reference: what people "
		    "of the reference would have named second is overstated",
		    name, segbias_label_quote(attribute->separator, separator));
	else
		note = segbias_notes_add(
		    notes, "one_value",
		    "%s has several values a person in the reference and one a record in the campaign: what people of the "
		    "campaign would have named second is understated",
		    name);
	segbias_error_place(note, path, 0, 0);
}

/* What was asked for and is nowhere: most likely another sign separates. */
static enum segbias_status nothing_split(const struct segbias_attribute *attribute, const char *path,
                                         struct segbias_error *error)
{
	char name[SEGBIAS_QUOTE_MAX];
	char separator[SEGBIAS_QUOTE_MAX];
	segbias_error_set(error, SEGBIAS_DATA,
	                  "multi_no_cell|--multi: no cell of %s holds several values separated by %s, in either file",
	                  segbias_label_quote(attribute->name, name),
	                  segbias_label_quote(attribute->separator, separator));
	segbias_error_hint(error, "leave --multi out, or name what stands between them: --multi ATTR=SEP");
	segbias_error_place(error, path, 0, 0);
	return SEGBIAS_DATA;
}

enum segbias_status segbias_several_settle(const struct segbias_matching *matching, const struct segbias_tally *tally,
                                           const char *path, struct segbias_notes *notes, struct segbias_error *error)
{
	for (size_t i = 0; i < matching->attribute_count; i++) {
		const struct segbias_attribute *attribute = &matching->attributes[i];
		bool several = attribute->separator.bytes && segbias_tally_several(tally, attribute->column) > 0;
		if (!attribute->multi || attribute->dropped)
			continue;
		if (!several && !attribute->reference_several)
			return nothing_split(attribute, path, error);
		note_one(attribute, several, path, notes);
	}
	return SEGBIAS_OK;
}
