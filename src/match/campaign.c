/* The campaign's plan: segment, attributes, tracked columns, tables. */
#include "match/building.h"

#include "base/memory.h"
#include "match/born.h"
#include "match/identifying.h"
#include "match/selection.h"

#include "values/column.h"
#include "values/name.h"
#include "values/word.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static enum segbias_status look_at_head(const struct segbias_building *b, size_t field,
                                        struct segbias_identifying *column, struct segbias_error *error)
{
	*column = (struct segbias_identifying){.name = b->campaign->names[field],
	                                       .records = b->taken->rows || b->taken->people,
	                                       .people = b->taken->counted};
	return segbias_identifying_head(column, b->campaign, field, &b->policy->missing, error);
}

/* The same of a column of the reference, all of it where its rows are not people that a table counts. */
static enum segbias_status look_at_reference(const struct segbias_building *b, size_t column,
                                             struct segbias_identifying *out, struct segbias_error *error)
{
	const struct segbias_taken *taken = &b->reference->taken;
	struct segbias_label name = segbias_tally_name(b->tally, column);
	size_t field = taken->people ? segbias_head_find(b->reference->head, name) : SEGBIAS_NO_FIELD;
	*out = (struct segbias_identifying){
	    .name = name, .records = taken->rows || field != SEGBIAS_NO_FIELD, .people = taken->counted};
	return field != SEGBIAS_NO_FIELD
	           ? segbias_identifying_head(out, b->reference->head, field, &b->policy->missing, error)
	           : segbias_identifying_tally(out, b->tally, column, error);
}

/* --- segment ---------------------------------------------------------------------------------------------------- */

static enum segbias_status segments_by_option(struct segbias_building *b, struct segbias_error *error)
{
	const struct segbias_policy *policy = b->policy;
	struct segbias_text names = {0};
	for (size_t i = 0; i < policy->segment_count; i++) {
		size_t field = segbias_head_find(b->campaign, policy->segments[i]);
		if (field == SEGBIAS_NO_FIELD) {
			segbias_text_release(&names);
			return segbias_head_no_column(b->campaign, "--segment", policy->segments[i], error);
		}
		if (b->blocked[field]) {
			char quoted[SEGBIAS_QUOTE_MAX];
			segbias_text_release(&names);
			return segbias_error_set(
			    error, SEGBIAS_USAGE,
			    "segment_named_twice|--segment: column %s is named twice or has another part already",
			    segbias_label_quote(policy->segments[i], quoted));
		}
		b->blocked[field] = true;
		b->flag_fields[i] = field;
		segbias_text_add_string(&names, i ? "," : "");
		segbias_text_add(&names, b->campaign->names[field].bytes, b->campaign->names[field].size);
	}
	b->matching->segment_mode = policy->segment_count == 1 ? SEGBIAS_SEGMENT_COLUMN : SEGBIAS_SEGMENT_FLAGS;
	bool ok =
	    !names.failed && segbias_arena_copy(&b->matching->arena, (struct segbias_label){names.data, names.size},
	                                        &b->matching->segment_name);
	segbias_text_release(&names);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

/* Segments found by a column's name: one that tells people apart is refused, not shown. */
static enum segbias_status refuse_people(const struct segbias_building *b, size_t field, struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	char shown[SEGBIAS_QUOTE_MAX];
	struct segbias_label name = b->campaign->names[field];
	enum segbias_status status = segbias_error_set(
	    error, SEGBIAS_DATA, "segment_is_people|column %s is named like a segment, but its values look like people",
	    segbias_label_quote(name, quoted));
	segbias_error_hint(error, "--segment none compares the whole file, --segment '%s' takes it all the same",
	                   segbias_label_copyable(name) ? segbias_label_show(name, shown) : "COLUMN");
	segbias_error_place(error, b->campaign->file, 1, 0);
	return status;
}

/* The reference's column of that name; SEGBIAS_NO_FIELD: it has none. */
static size_t reference_column(const struct segbias_building *b, struct segbias_label name)
{
	for (size_t column = 0; column < segbias_tally_columns(b->tally); column++)
		if (segbias_name_same(segbias_tally_name(b->tally, column), name))
			return column;
	return SEGBIAS_NO_FIELD;
}

static enum segbias_status check_segments(const struct segbias_building *b, size_t field, struct segbias_error *error)
{
	struct segbias_identifying column = {0};
	struct segbias_identifying other = {0};
	struct segbias_identifying_reason reason = {0};
	size_t listing = reference_column(b, b->campaign->names[field]);
	enum segbias_status status = look_at_head(b, field, &column, error);
	if (status == SEGBIAS_OK && listing != SEGBIAS_NO_FIELD)
		status = look_at_reference(b, listing, &other, error);
	if (status == SEGBIAS_OK)
		status = segbias_identifying_why(&column, NULL, &reason, error);
	/* Many small segments are no people: of those hardly one has two records. */
	bool unique = (double)column.different.size * 2 >= column.known;
	bool numbers =
	    status == SEGBIAS_OK && segbias_identifying_numbers(&column, listing == SEGBIAS_NO_FIELD ? NULL : &other);
	segbias_identifying_release(&column);
	segbias_identifying_release(&other);
	if (status == SEGBIAS_OK && ((reason.code && (unique || reason.personal)) || numbers))
		return refuse_people(b, field, error);
	return status;
}

/* Whether the column is named like a segment. The name of a campaign, which platforms write into every row, is one where no other is, or
 * where it tells records apart that the other does not. */
static bool may_be_segment(const struct segbias_building *b, size_t field, bool named)
{
	struct segbias_label name = b->campaign->names[field];
	return !b->blocked[field] && segbias_name_suggests(name, SEGBIAS_ROLE_SEGMENT) &&
	       segbias_name_suggests(name, SEGBIAS_ROLE_CAMPAIGN) == named;
}

/* Whether two columns divide the records that have a value of both alike: each value of one goes with one of the other, or `names` has one value
 * alone and divides nothing. Of a file of which only the head is known that is not known. false, too, where memory runs out: then the call
 * fails. */
static bool divides_alike(const struct segbias_head *head, size_t names, size_t other)
{
	struct segbias_intern interns[3] = {0};
	struct segbias_text pair = {0};
	bool ok = head->whole;
	for (size_t row = 0; row < head->rows && ok; row++) {
		struct segbias_label cells[] = {segbias_head_cell(head, row, names),
		                                segbias_head_cell(head, row, other)};
		if (!cells[0].size)
			continue;
		pair.size = 0;
		segbias_text_add_item(&pair, cells[0], ",");
		segbias_text_add(&pair, ",", 1);
		segbias_text_add_item(&pair, cells[1], ",");
		ok = !pair.failed && segbias_intern_add(&interns[0], cells[0]) != SEGBIAS_INTERN_NONE &&
		     segbias_intern_add(&interns[1], cells[1]) != SEGBIAS_INTERN_NONE &&
		     segbias_intern_add(&interns[2], segbias_text_label(&pair)) != SEGBIAS_INTERN_NONE;
	}
	bool alike =
	    ok && (interns[0].size < 2 || (interns[0].size == interns[2].size && interns[1].size == interns[2].size));
	for (size_t i = 0; i < sizeof interns / sizeof *interns; i++)
		segbias_intern_release(&interns[i]);
	segbias_text_release(&pair);
	return alike;
}

static bool has_several(const struct segbias_head *head, size_t field)
{
	struct segbias_label first = {0};
	for (size_t row = 0; row < head->rows; row++) {
		struct segbias_label cell = segbias_head_cell(head, row, field);
		if (cell.size && first.size && !segbias_label_equal(cell, first))
			return true;
		first = first.size ? first : cell;
	}
	return false;
}

/* The columns that divide the records otherwise than the segment: silence would choose one of several questions. */
static size_t list_others(const struct segbias_building *b, bool named, size_t segment, struct segbias_text *list)
{
	size_t candidates = 0;
	for (size_t field = 0; field < b->campaign->width; field++) {
		if (field == segment || !may_be_segment(b, field, named) ||
		    (segment != SEGBIAS_NO_FIELD && divides_alike(b->campaign, field, segment)))
			continue;
		segbias_text_add_quoted(list, b->campaign->names[field]);
		candidates++;
	}
	return candidates;
}

/* How many columns could be the segment; flag_fields[0]: the only one, or the first that tells records apart. One that divides nothing, as the
 * campaign of an export of one campaign, is none beside it. */
static size_t list_segments(const struct segbias_building *b, bool named, struct segbias_text *list)
{
	size_t count = 0;
	size_t segment = SEGBIAS_NO_FIELD;
	for (size_t field = 0; field < b->campaign->width; field++) {
		if (!may_be_segment(b, field, named))
			continue;
		b->flag_fields[0] = count++ ? b->flag_fields[0] : field;
		if (segment == SEGBIAS_NO_FIELD && has_several(b->campaign, field))
			segment = field;
	}
	if (count < 2 || segment == SEGBIAS_NO_FIELD)
		return list_others(b, named, SEGBIAS_NO_FIELD, list);
	b->flag_fields[0] = segment;
	segbias_text_add_quoted(list, b->campaign->names[segment]);
	return 1 + list_others(b, named, segment, list);
}

static enum segbias_status find_segments(struct segbias_building *b, struct segbias_error *error)
{
	struct segbias_text list = {0};
	if (b->policy->segment_none)
		return SEGBIAS_OK;
	if (b->policy->segment_count)
		return segments_by_option(b, error);
	size_t candidates = list_segments(b, false, &list);
	if (candidates == 0)
		candidates = list_segments(b, true, &list);
	else if (candidates == 1)
		candidates += list_others(b, true, b->flag_fields[0], &list);
	enum segbias_status status = SEGBIAS_OK;
	if (candidates > 1) {
		status = segbias_error_set(error, SEGBIAS_DATA,
		                           "several_segments|several columns could be the segment: %s", list.data);
		segbias_error_hint(error, "name one: --segment COL, or --segment none for the whole file only");
		segbias_error_place(error, b->campaign->file, 1, 0);
	} else if (candidates == 1) {
		b->matching->segment_mode = SEGBIAS_SEGMENT_COLUMN;
		b->matching->segment_name = b->campaign->names[b->flag_fields[0]];
		b->blocked[b->flag_fields[0]] = true;
		status = check_segments(b, b->flag_fields[0], error);
	} else {
		struct segbias_error *note = segbias_notes_add(
		    b->notes, "no_segment", "no column is named like a segment; the file is compared as a whole only");
		segbias_error_place(note, b->campaign->file, 1, 0);
		segbias_error_hint(note,
		                   "--segment COL names the segment column; --segment none says that there is none");
	}
	segbias_text_release(&list);
	return status;
}

/* --- attributes ------------------------------------------------------------------------------------------------- */

static bool is_required(const struct segbias_building *b, size_t field)
{
	for (size_t i = 0; i < b->policy->attribute_count; i++)
		if (segbias_head_find(b->campaign, b->policy->attributes[i]) == field)
			return true;
	return false;
}

/* Whether the column is left out by -a. */
static bool is_left_out(const struct segbias_building *b, size_t field)
{
	return b->policy->attribute_count && !b->policy->others_too && !is_required(b, field);
}

/* Whether an option that names `name` means this column, by the name it has in either file. */
static bool is_named(const struct segbias_building *b, size_t field, struct segbias_label name)
{
	struct segbias_attribute attribute = {.name = b->campaign->names[field]};
	attribute.reference_name = segbias_tally_name(b->tally, b->pairs[field].reference_column);
	return segbias_attribute_named(&attribute, name);
}

static bool has_bins(const struct segbias_building *b, size_t field)
{
	for (size_t i = 0; i < b->policy->bins_count; i++)
		if (is_named(b, field, b->policy->bins[i].attribute))
			return true;
	return false;
}

static bool is_multi(const struct segbias_building *b, size_t field)
{
	for (size_t i = 0; i < b->policy->multi_count; i++)
		if (is_named(b, field, b->policy->multis[i].attribute))
			return true;
	return false;
}

/* The reference cuts the column into bands: numbers that all differ are still values of it. */
static bool has_bands(const struct segbias_tally *tally, size_t column)
{
	for (uint32_t i = 0; i < segbias_tally_labels(tally, column); i++) {
		struct segbias_band band;
		if (segbias_band_parse(segbias_tally_label(tally, column, SEGBIAS_ID_FIRST + i), &band) && !band.single)
			return true;
	}
	return false;
}

/* The campaign holds bands, into which numbers of the reference are cut. */
static bool campaign_has_bands(const struct segbias_building *b, size_t field)
{
	struct segbias_head_spellings spellings;
	bool found = false;
	/* Where memory runs out the call fails as a whole. */
	(void)segbias_head_spellings_init(&spellings, b->campaign, field);
	for (uint32_t i = 0; i < spellings.count && !found; i++) {
		struct segbias_band band;
		found = segbias_band_parse(spellings.labels[i], &band) && !band.single;
	}
	segbias_head_spellings_release(&spellings);
	return found;
}

static bool all_numbers(const struct segbias_building *b, size_t column)
{
	size_t field = segbias_head_find(b->reference->head, segbias_tally_name(b->tally, column));
	struct segbias_figure figure;
	for (uint32_t i = 0; i < segbias_tally_labels(b->tally, column); i++) {
		struct segbias_label label = segbias_tally_label(b->tally, column, SEGBIAS_ID_FIRST + i);
		if (field == SEGBIAS_NO_FIELD ||
		    !segbias_figure_parse(label, &b->reference->taken.styles[field], &figure) ||
		    segbias_figure_leading_zero(label))
			return false;
	}
	return true;
}

/* Whether the reference's column was read as birth dates. */
static bool is_born_reference(const struct segbias_building *b, size_t column)
{
	return b->reference->born && segbias_label_equal(segbias_tally_name(b->tally, column),
	                                                 b->reference->head->names[b->reference->born_field]);
}

/* Whether the column, of either file, gives people away. */
static enum segbias_status find_people(const struct segbias_building *b, size_t field,
                                       struct segbias_identifying_reason *reason, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_identifying mine = {0};
	struct segbias_identifying other = {0};
	SEGBIAS_TRY(look_at_head(b, field, &mine, error));
	SEGBIAS_TRY(look_at_reference(b, b->pairs[field].reference_column, &other, error));
	SEGBIAS_TRY(segbias_identifying_why(&mine, &other, reason, error));
	if (!reason->code)
		SEGBIAS_TRY(segbias_identifying_why(&other, &mine, reason, error));
done:
	segbias_identifying_release(&mine);
	segbias_identifying_release(&other);
	return status;
}

/* Whether the column of an audit is another one of decisions, which is no group of people. */
static enum segbias_status find_decision(const struct segbias_building *b, size_t column, const char **code,
                                         const char **because, struct segbias_error *error)
{
	enum segbias_deciding deciding = SEGBIAS_DECIDING_NOTHING;
	if (!b->audit)
		return SEGBIAS_OK;
	enum segbias_status status =
	    segbias_audit_is_other(b->policy, b->audit, b->tally, (uint32_t)column, &deciding, error);
	if (status == SEGBIAS_OK && deciding != SEGBIAS_DECIDING_NOTHING) {
		*code = "other_decision";
		*because = deciding == SEGBIAS_DECIDING_REJECTED ? "by its name it says who was not selected"
		           : deciding == SEGBIAS_DECIDING_SAME
		               ? "by its name it is of decisions, and its values follow who was selected"
		               : "by its name it says who was selected";
	}
	return status;
}

/* Whether --within cuts by the column: it is mapped then, even where -a leaves it out. */
static bool is_universe(const struct segbias_building *b, size_t field)
{
	for (size_t i = 0; i < b->policy->universe_count; i++)
		if (is_named(b, field, b->policy->universes[i].attribute))
			return true;
	return false;
}

/* Whether --campaign-where holds the column at one value, and the reference has others: what it has of that value tells nothing of people. */
static bool is_held(const struct segbias_building *b, size_t field)
{
	size_t values = 0;
	for (size_t i = 0; i < b->policy->campaign_where_count; i++) {
		const struct segbias_pair *where = &b->policy->campaign_wheres[i];
		if (segbias_head_find(b->campaign, where->left) == field)
			values += segbias_policy_any(where->right) ? 2 : 1;
	}
	return values == 1 && segbias_tally_labels(b->tally, b->pairs[field].reference_column) > 1;
}

/* Whether a table has nothing but the total of a column, as --where takes it: nobody is in a group of it. */
static bool is_of_all(const struct segbias_building *b, size_t field)
{
	size_t column = b->pairs[field].reference_column;
	return b->reference->aggregated && segbias_tally_labels(b->tally, column) == 1 &&
	       segbias_word_total(segbias_tally_label(b->tally, column, SEGBIAS_ID_FIRST)) != SEGBIAS_TOTAL_NONE;
}

/* Why a paired column is no attribute: the note's code, or NULL. */
static enum segbias_status why_not(const struct segbias_building *b, size_t field, const char **code,
                                   const char **because, struct segbias_error *error)
{
	size_t column = b->pairs[field].reference_column;
	bool chosen = is_required(b, field) || has_bins(b, field) || is_multi(b, field);
	bool born = segbias_born_is(b->policy, b->campaign->names[field]);
	uint32_t labels = segbias_tally_labels(b->tally, column);
	*code = NULL;
	if (!chosen && is_held(b, field) && !is_universe(b, field)) {
		*code = "held_column";
		*because = "--campaign-where takes one value of it";
	} else if (!chosen && is_of_all(b, field) && !is_universe(b, field)) {
		*code = "held_column";
		*because = "the reference has only its total";
	} else if (!chosen && labels > SEGBIAS_CODES_MAX && segbias_building_pairs_numbers(b, field)) {
		*code = "numeric_column";
		*because = b->policy->audits ? "it holds plain numbers"
		                             : "both files hold plain numbers; their means and distributions are";
	} else if (segbias_tally_overflowed(b->tally, column) && !is_born_reference(b, column)) {
		*code = "too_many_values";
		*because = b->policy->audits ? "it has more than 10,000 different values"
		                             : "the reference has more than 10,000 different values";
	} else if (labels == 0) {
		*code = "no_reference_value";
		*because = b->policy->audits ? "it has no known value" : "the reference has no known value";
	}
	enum segbias_status status = *code || chosen ? SEGBIAS_OK : find_decision(b, column, code, because, error);
	if (*code || status != SEGBIAS_OK)
		return status;
	struct segbias_identifying_reason reason = {0};
	status = find_people(b, field, &reason, error);
	if (status != SEGBIAS_OK)
		return status;
	if (reason.code && !born && !is_required(b, field) &&
	    (reason.personal || (!chosen && !has_bands(b->tally, column)))) {
		*code = reason.code;
		*because = reason.because;
		return SEGBIAS_OK;
	}
	if (!chosen && !b->reference->aggregated && labels > SEGBIAS_CODES_MAX && all_numbers(b, column) &&
	    !campaign_has_bands(b, field)) {
		*code = "numbers_in_part";
		*because = b->policy->audits ? "it holds many plain numbers" : "the reference holds many plain numbers";
	}
	return SEGBIAS_OK;
}

/* Its ages are what the map is of. */
static enum segbias_status add_born(const struct segbias_building *b, struct segbias_attribute *attribute,
                                    struct segbias_error *error)
{
	const struct segbias_reference_facts *reference = b->reference;
	enum segbias_status status =
	    segbias_born_open(b->campaign, attribute->field, b->policy, &b->matching->arena, &attribute->born, error);
	if (status != SEGBIAS_OK)
		return status;
	attribute->born->map = &attribute->map;
	if (is_born_reference(b, attribute->reference_column))
		segbias_born_note(&(struct segbias_born_column){reference->born, b->tally, attribute->reference_column,
		                                                reference->head->file},
		                  b->notes);
	return SEGBIAS_OK;
}

static enum segbias_status add_attribute(struct segbias_building *b, size_t field, struct segbias_error *error)
{
	struct segbias_matching *matching = b->matching;
	struct segbias_attribute *attribute = &matching->attributes[matching->attribute_count];
	*attribute = (struct segbias_attribute){.name = b->campaign->names[field], .field = field};
	attribute->reference_column = b->pairs[field].reference_column;
	attribute->reference_name = segbias_tally_name(b->tally, attribute->reference_column);
	attribute->how = b->pairs[field].how;
	attribute->required = is_required(b, field);
	attribute->dropped = is_left_out(b, field); /* only cuts the universe */
	matching->attribute_count++;                /* from here on it is released with the others */
	enum segbias_status status = segbias_attribute_build(attribute, b, error);
	if (status == SEGBIAS_OK)
		status = segbias_building_several(b, attribute, error);
	if (status == SEGBIAS_OK && b->reference->margins_of_error)
		status = segbias_attribute_margins(attribute, b->reference,
		                                   b->reference->standard_errors ? 1 : b->policy->moe_z,
		                                   &matching->arena, error);
	if (status == SEGBIAS_OK && segbias_born_is(b->policy, attribute->name))
		status = add_born(b, attribute, error);
	if (status == SEGBIAS_OK)
		status = segbias_attribute_recode(attribute, b, error);
	struct segbias_match_input input = {b->campaign, b->taken, b->reference, b->tally, b->policy, b->audit};
	if (status == SEGBIAS_OK)
		status = segbias_synonyms_find(attribute, &input, &matching->arena, error);
	if (status == SEGBIAS_OK)
		segbias_join_note(attribute, b->tally, b->reference->head->file, b->notes);
	if (status == SEGBIAS_OK && attribute->value_count == 0) {
		char quoted[SEGBIAS_QUOTE_MAX];
		status = segbias_error_set(error, SEGBIAS_DATA, "universe_empty|%s has no %s within the universe",
		                           segbias_policy_reference_called(b->policy),
		                           segbias_label_quote(attribute->reference_name, quoted));
		segbias_error_hint(error, "look at the values of --within and --where");
		segbias_error_place(error, b->reference->head->file, 0, 0);
	}
	return status;
}

static enum segbias_status refuse_attribute(const struct segbias_building *b, struct segbias_label name,
                                            const char *because, struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	enum segbias_status status =
	    segbias_error_set(error, SEGBIAS_DATA, "attribute_not_compared|attribute %s cannot be compared: %s",
	                      segbias_label_quote(name, quoted), because);
	segbias_error_place(error, b->campaign->file, 1, 0);
	return status;
}

enum { LIST_SIZE_MAX = 240 }; /* bytes of a message for a list of names */

/* The reference's attributes. */
static void list_reference(const struct segbias_building *b, struct segbias_text *list)
{
	size_t count = segbias_tally_columns(b->tally);
	struct segbias_label *names = segbias_memory_zeroed(count + 1, sizeof *names);
	for (size_t i = 0; names && i < count; i++)
		names[i] = segbias_tally_name(b->tally, i);
	if (names)
		segbias_names_list(names, count, LIST_SIZE_MAX, list);
	free(names);
}

/* A name that no column has; one that looks like a crossing needs another option. */
static enum segbias_status refuse_name(const struct segbias_building *b, struct segbias_label name,
                                       struct segbias_error *error)
{
	enum segbias_status status = segbias_head_no_column(b->campaign, "--attributes", name, error);
	if (!b->policy->audits && !b->policy->cross && memchr(name.bytes, '*', name.size))
		segbias_error_hint(error,
		                   "compare, check and risks cross attributes with --cross 2, and take A*B then");
	return status;
}

/* Every attribute of -a must be a column, and one that the reference has too. */
static enum segbias_status check_required(const struct segbias_building *b, struct segbias_error *error)
{
	for (size_t i = 0; i < b->policy->attribute_count; i++) {
		struct segbias_label name = b->policy->attributes[i];
		size_t field = segbias_head_find(b->campaign, name);
		if (field == SEGBIAS_NO_FIELD)
			return refuse_name(b, name, error);
		if (b->blocked[field])
			return refuse_attribute(b, name,
			                        b->policy->audits
			                            ? "it is the decision, score, label, count, weight or person column"
			                            : "it is the segment, count, weight or person column",
			                        error);
		if (b->pairs[field].reference_column == SEGBIAS_NO_FIELD) {
			enum segbias_status status =
			    refuse_attribute(b, name, "the reference has no attribute of that name", error);
			struct segbias_text list = {0};
			list_reference(b, &list);
			segbias_error_hint(
			    error, "--map CAMPAIGN=REFERENCE pairs columns whose names differ; the reference has %s",
			    list.data ? list.data : "none");
			segbias_text_release(&list);
			return status;
		}
	}
	return SEGBIAS_OK;
}

/* What compares a column all the same that was left out. */
static void hint_left_out(const struct segbias_building *b, struct segbias_label column, const char *code,
                          struct segbias_error *error)
{
	char shown[SEGBIAS_QUOTE_MAX] = "COLUMN";
	char listed[SEGBIAS_QUOTE_MAX + 2];
	if (segbias_label_copyable(column))
		segbias_label_show(column, shown);
	/* In a list a bare * crosses two names. */
	const char *quote = memchr(column.bytes, '*', column.size) ? "\"" : "";
	(void)segbias_text_print(listed, sizeof listed, "%s%s%s", quote, shown, quote);
	/* Of anything but ages they would put everybody into one band: incomes above, scores below all edges. */
	bool ages = segbias_born_is_age(column) || segbias_born_is(b->policy, column);
	const char *edges = ages ? "18,25,35" : "A,B,C";
	const char *at = ages ? "" : " at whole numbers";
	bool scores = b->policy->audits && !b->policy->audit.score.bytes;
	if (strcmp(code, "numeric_column") == 0 && scores && !ages)
		segbias_error_hint(error, "--bins '%s=%s' cuts it into bands%s, --score '%s' compares its distribution",
		                   shown, edges, at, shown);
	else if (strcmp(code, "numeric_column") == 0 ||
	         (strcmp(code, "numbers_in_part") == 0 && segbias_born_is(b->policy, column)))
		segbias_error_hint(error, "--bins '%s=%s' cuts it into bands%s", shown, edges, at);
	else if (strcmp(code, "numbers_in_part") == 0 && b->policy->audits)
		segbias_error_hint(error,
		                   "--bins '%s=%s' cuts it into bands%s, --attributes '%s' takes it value by value",
		                   shown, edges, at, listed);
	else if (strcmp(code, "numbers_in_part") == 0)
		segbias_error_hint(error,
		                   "--bins '%s=%s' cuts it into bands%s, --numeric '%s' compares it as numbers and "
		                   "--attributes '%s' value by value",
		                   shown, edges, at, shown, listed);
	else if (strcmp(code, "identifier") == 0 || strcmp(code, "personal_data") == 0 ||
	         strcmp(code, "other_decision") == 0 || strcmp(code, "held_column") == 0)
		segbias_error_hint(error, "--attributes '%s' compares it all the same, and only what it lists", listed);
}

static enum segbias_status find_attributes(struct segbias_building *b, struct segbias_error *error)
{
	for (size_t field = 0; field < b->campaign->width; field++) {
		if (b->pairs[field].reference_column == SEGBIAS_NO_FIELD ||
		    (is_left_out(b, field) && !is_universe(b, field)))
			continue;
		const char *because = NULL;
		const char *code = NULL;
		char quoted[SEGBIAS_QUOTE_MAX];
		if (why_not(b, field, &code, &because, error) != SEGBIAS_OK)
			return error->status;
		if (code && is_required(b, field))
			return refuse_attribute(b, b->campaign->names[field], because, error);
		if (code) {
			b->left_out = b->campaign->names[field];
			b->left_out_because = because;
			b->left_out_code = code;
			bool numbers = strcmp(code, "numeric_column") == 0;
			struct segbias_error *note = segbias_notes_add(
			    b->notes, code,
			    numbers ? "column %s is not compared value by value: %s" : "column %s is not compared: %s",
			    segbias_label_quote(b->campaign->names[field], quoted), because);
			segbias_error_place(note, b->campaign->file, 1, 0);
			hint_left_out(b, b->left_out, code, note);
			continue;
		}
		enum segbias_status status = add_attribute(b, field, error);
		if (status != SEGBIAS_OK)
			return status;
	}
	return SEGBIAS_OK;
}

static enum segbias_status nothing_in_common(const struct segbias_building *b, struct segbias_error *error)
{
	if (b->policy->audits) {
		segbias_error_set(error, SEGBIAS_DATA,
		                  "no_groups|no column but that of the decision holds categories or bands");
		segbias_error_hint(error, "--bins 'COLUMN=18,25,35' cuts a number into bands");
		segbias_error_place(error, b->campaign->file, 1, 0);
		return SEGBIAS_DATA;
	}
	struct segbias_text campaign = {0};
	struct segbias_text reference = {0};
	segbias_names_list(b->campaign->names, b->campaign->width, LIST_SIZE_MAX, &campaign);
	list_reference(b, &reference);
	enum segbias_status status = segbias_error_set(
	    error, SEGBIAS_DATA,
	    "nothing_in_common|the two files have no attribute in common; the campaign has %s, the reference %s",
	    campaign.data ? campaign.data : "none", reference.data ? reference.data : "none");
	segbias_error_hint(error, "--map CAMPAIGN=REFERENCE pairs columns whose names differ");
	for (size_t i = 0; i < b->notes->count; i++)
		if (strcmp(b->notes->items[i].code, "column_suggestion") == 0)
			segbias_error_hint(error, "%s", b->notes->items[i].text.hint);
	segbias_error_place(error, b->campaign->file, 1, 0);
	segbias_text_release(&campaign);
	segbias_text_release(&reference);
	return status;
}

/* The first column of birth dates whose name can be pasted; SEGBIAS_NO_FIELD: there is none. */
static size_t find_born(const struct segbias_building *b, const struct segbias_head *head)
{
	for (size_t field = 0; field < head->width && head->rows > 0; field++) {
		uint64_t words = 0;
		if (segbias_column_words(head->names[field], &words) && segbias_word_in(words, SEGBIAS_WORD_MEASURE) &&
		    segbias_label_copyable(head->names[field]) && segbias_born_holds(head, field, b->policy))
			return field;
	}
	return SEGBIAS_NO_FIELD;
}

/* Where ages are asked for, a column of birth dates may have them. */
static void hint_born(const struct segbias_building *b, struct segbias_error *error)
{
	const struct segbias_head *heads[] = {b->campaign, b->reference->head};
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		size_t field = find_born(b, heads[i]);
		char shown[SEGBIAS_QUOTE_MAX];
		if (field == SEGBIAS_NO_FIELD)
			continue;
		segbias_error_hint(error,
		                   "--born '%s' --as-of DATE reads them of birth dates, on a day such as 2024-01-31",
		                   segbias_label_show(heads[i]->names[field], shown));
		return;
	}
}

/* Ages that the reference has and the campaign lacks may be told of its birth dates, for which nobody has asked. */
static void suggest_born(const struct segbias_building *b)
{
	struct segbias_label ages = {NULL, 0};
	char quoted[2][SEGBIAS_QUOTE_MAX];
	for (size_t i = 0; i < b->matching->attribute_count; i++)
		if (b->matching->attributes[i].ages)
			return;
	if (b->reference->alone || b->policy->born.bytes || b->policy->attribute_count)
		return;
	for (size_t column = 0; column < segbias_tally_columns(b->tally); column++)
		if (segbias_born_is_age(segbias_tally_name(b->tally, column)))
			ages = segbias_tally_name(b->tally, column);
	for (size_t field = 0; field < b->reference->head->width; field++)
		if (segbias_born_is_age(b->reference->head->names[field]))
			ages = b->reference->head->names[field];
	size_t field = ages.bytes ? find_born(b, b->campaign) : SEGBIAS_NO_FIELD;
	if (field == SEGBIAS_NO_FIELD)
		return;
	struct segbias_error *note = segbias_notes_add(
	    b->notes, "column_suggestion",
	    "column %s has birth dates, and the reference's %s ages; they are not compared",
	    segbias_label_quote(b->campaign->names[field], quoted[0]), segbias_label_quote(ages, quoted[1]));
	segbias_error_place(note, b->campaign->file, 1, 0);
	hint_born(b, note);
}

/* Options that name an attribute which is not compared would otherwise do nothing, without a word. */
static enum segbias_status check_named(const struct segbias_building *b, const char *option, struct segbias_label name,
                                       struct segbias_error *error)
{
	for (size_t i = 0; i < b->matching->attribute_count; i++)
		if (segbias_attribute_named(&b->matching->attributes[i], name))
			return SEGBIAS_OK;
	char quoted[SEGBIAS_QUOTE_MAX];
	segbias_error_set(error, SEGBIAS_DATA, "no_such_attribute|%s: %s is no attribute that is compared", option,
	                  segbias_label_quote(name, quoted));
	if (b->left_out_code && segbias_name_same(b->left_out, name))
		hint_left_out(b, b->left_out, b->left_out_code, error);
	else if (segbias_born_is_age(name) && !b->policy->born.bytes)
		hint_born(b, error);
	return SEGBIAS_DATA;
}

static enum segbias_status check_options(const struct segbias_building *b, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	for (size_t i = 0; i < b->policy->recode_count; i++)
		SEGBIAS_TRY(check_named(b, "--recode", b->policy->recodes[i].attribute, error));
	for (size_t i = 0; i < b->policy->bins_count; i++)
		SEGBIAS_TRY(check_named(b, "--bins", b->policy->bins[i].attribute, error));
	for (size_t i = 0; i < b->policy->universe_count; i++)
		SEGBIAS_TRY(check_named(b, "--within", b->policy->universes[i].attribute, error));
	for (size_t i = 0; i < b->policy->multi_count; i++)
		SEGBIAS_TRY(check_named(b, "--multi", b->policy->multis[i].attribute, error));
done:
	return status;
}

enum segbias_status segbias_match_campaign(const struct segbias_match_input *input, struct segbias_matching *matching,
                                           struct segbias_notes *notes, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	*matching = (struct segbias_matching){.reference = input->reference_tally};
	struct segbias_arena *arena = &matching->arena;
	size_t width = input->campaign->width;
	struct segbias_building b = {.campaign = input->campaign,
	                             .taken = input->taken,
	                             .reference = input->reference,
	                             .tally = input->reference_tally,
	                             .policy = input->policy,
	                             .audit = input->audit,
	                             .matching = matching,
	                             .notes = notes};
	b.blocked = segbias_arena_array(arena, width, sizeof *b.blocked);
	b.pairs = segbias_arena_array(arena, width, sizeof *b.pairs);
	b.flag_fields = segbias_arena_array(arena, b.policy->segment_count + 1, sizeof *b.flag_fields);
	matching->attributes = segbias_arena_array(arena, width, sizeof *matching->attributes);
	if (!b.blocked || !b.pairs || !b.flag_fields || !matching->attributes)
		SEGBIAS_TRY(segbias_error_memory(error));
	for (size_t field = 0; field < width; field++)
		b.blocked[field] = segbias_taken_has(b.taken, field);
	SEGBIAS_TRY(find_segments(&b, error));
	struct segbias_pairing_input columns = {b.campaign, b.blocked, b.tally, b.reference, b.policy};
	SEGBIAS_TRY(segbias_pairing_find(&columns, b.pairs, notes, error));
	SEGBIAS_TRY(check_required(&b, error));
	SEGBIAS_TRY(find_attributes(&b, error));
	segbias_pairing_suggest(&columns, b.pairs, notes);
	suggest_born(&b);
	if (matching->attribute_count == 0 && b.left_out_because) {
		status = refuse_attribute(&b, b.left_out, b.left_out_because, error);
		hint_left_out(&b, b.left_out, b.left_out_code, error);
		goto done;
	}
	if (matching->attribute_count == 0)
		SEGBIAS_TRY(nothing_in_common(&b, error));
	SEGBIAS_TRY(check_options(&b, error));
	SEGBIAS_TRY(segbias_building_numbers(&b, error));
	SEGBIAS_TRY(segbias_building_crossings(&b, error));
	SEGBIAS_TRY(segbias_building_plan(&b, error));
done:
	return status;
}

void segbias_matching_release(struct segbias_matching *matching)
{
	for (size_t i = 0; i < matching->attribute_count; i++) {
		segbias_value_map_release(&matching->attributes[i].map);
		segbias_value_map_release(&matching->attributes[i].zero);
		segbias_strays_release(&matching->attributes[i].strays);
	}
	segbias_strays_release(&matching->strays);
	matching->attribute_count = 0;
	segbias_arena_release(&matching->arena);
	*matching = (struct segbias_matching){0};
}

/* --- after the pour --------------------------------------------------------------------------------------------- */

/* Which spelling stands for a value or a segment is known now, and whether synonyms were read right. */
static enum segbias_status settle_spellings(struct segbias_matching *matching, const struct segbias_head *campaign,
                                            const struct segbias_taken *taken, const struct segbias_tally *tally,
                                            struct segbias_notes *notes, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	for (size_t i = 0; i < matching->attribute_count; i++) {
		struct segbias_attribute *attribute = &matching->attributes[i];
		if (taken->rows && !attribute->required && !attribute->born)
			SEGBIAS_TRY(segbias_strays_find(tally, attribute->column, &attribute->strays, error));
		SEGBIAS_TRY(segbias_synonyms_settle(attribute, matching->reference, tally, campaign->file, error));
		SEGBIAS_TRY(segbias_join_settle(attribute, matching->reference, tally, &matching->arena, error));
	}
	if (matching->segment_mode == SEGBIAS_SEGMENT_COLUMN && !segbias_tally_overflowed(tally, 0))
		SEGBIAS_TRY(segbias_join_segments(matching, tally, taken->rows, campaign->file, notes, error));
done:
	return status;
}

/* As find_people, of the whole file: the head may hold no record. */
static enum segbias_status find_people_after(const struct segbias_matching *matching,
                                             const struct segbias_attribute *attribute,
                                             const struct segbias_taken *taken, const struct segbias_tally *tally,
                                             struct segbias_identifying_reason *reason, struct segbias_error *error)
{
	struct segbias_identifying mine = {.name = attribute->name, .records = taken->rows, .people = taken->counted};
	struct segbias_identifying other = {.name = attribute->reference_name, .people = NAN};
	enum segbias_status status = segbias_identifying_tally(&mine, tally, attribute->column, error);
	if (status == SEGBIAS_OK)
		status = segbias_identifying_tally(&other, matching->reference, attribute->reference_column, error);
	if (status == SEGBIAS_OK)
		status = segbias_identifying_why(&mine, &other, reason, error);
	segbias_identifying_release(&mine);
	segbias_identifying_release(&other);
	if (reason->code && !reason->personal && attribute->bands)
		reason->code = NULL;
	return status;
}

enum segbias_status segbias_match_settle(struct segbias_matching *matching, const struct segbias_head *campaign,
                                         const struct segbias_taken *taken, const struct segbias_tally *tally,
                                         struct segbias_notes *notes, struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	size_t left = 0;
	for (size_t i = 0; i < matching->attribute_count; i++)
		left += !matching->attributes[i].dropped;
	enum segbias_status settled = settle_spellings(matching, campaign, taken, tally, notes, error);
	if (settled != SEGBIAS_OK)
		return settled;
	if (matching->segment_mode == SEGBIAS_SEGMENT_COLUMN && segbias_tally_overflowed(tally, 0)) {
		enum segbias_status status = segbias_error_set(
		    error, SEGBIAS_DATA, "too_many_segments|segment column %s has more than %d different values",
		    segbias_label_quote(matching->segment_name, quoted), SEGBIAS_DISTINCT_MAX);
		segbias_error_hint(error,
		                   "is it an identifier? --segment COL names another, --segment none the whole file");
		segbias_error_place(error, campaign->file, 1, 0);
		return status;
	}
	for (size_t i = 0; i < matching->attribute_count; i++) {
		struct segbias_attribute *attribute = &matching->attributes[i];
		if (attribute->born) {
			const struct segbias_born_column dates = {attribute->born, tally, attribute->column,
			                                          campaign->file};
			enum segbias_status status = segbias_born_settle(&dates, error);
			if (status != SEGBIAS_OK)
				return status;
			continue;
		}
		bool overflowed = segbias_tally_overflowed(tally, attribute->column) && !attribute->bands;
		struct segbias_identifying_reason reason = {0};
		enum segbias_status status = overflowed || attribute->required
		                                 ? SEGBIAS_OK
		                                 : find_people_after(matching, attribute, taken, tally, &reason, error);
		if (status != SEGBIAS_OK)
			return status;
		if (overflowed) {
			reason.code = "too_many_values";
			reason.because = "it has more than 10,000 different values";
		}
		if (attribute->dropped || !reason.code)
			continue;
		segbias_label_quote(attribute->name, quoted);
		if (attribute->required || --left == 0) {
			status = segbias_error_set(error, SEGBIAS_DATA,
			                           "attribute_not_compared|attribute %s cannot be compared: %s", quoted,
			                           reason.because);
			segbias_error_place(error, campaign->file, 1, 0);
			return status;
		}
		attribute->dropped = true;
		struct segbias_error *note =
		    segbias_notes_add(notes, reason.code, "column %s is not compared: %s", quoted, reason.because);
		segbias_error_place(note, campaign->file, 1, 0);
		char shown[SEGBIAS_QUOTE_MAX];
		if (!overflowed)
			segbias_error_hint(note, "--attributes '%s' compares it all the same, and only what it lists",
			                   segbias_label_copyable(attribute->name)
			                       ? segbias_label_show(attribute->name, shown)
			                       : "COLUMN");
	}
	return segbias_several_settle(matching, tally, campaign->file, notes, error);
}
