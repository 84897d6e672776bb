#include "jobs/roles.h"

#include "values/name.h"

#include <math.h>
#include <string.h>

enum {
	CLASS_MAX = 50, /* fewer different values under a name such as "customer" are a class, not identifiers */
	TEXT_LEAST = 20 /* known cells, for a column whose values mostly differ to be text */
};

/* A column while its role is looked for. */
struct looking {
	const struct segbias_roles_input *input;
	const struct segbias_column_evidence *column;
	size_t field;
	size_t counted;                           /* where the tally has it; SEGBIAS_NO_FIELD: nowhere */
	bool rows;                                /* a row is a record, or nobody knows … */
	bool open;                                /* … which of the two */
	struct segbias_identifying_reason people; /* why it gives people away, where the tally has it */
	struct segbias_column_role *out;
};

static bool say(const struct looking *l, const char *role, const char *why, enum segbias_use use)
{
	l->out->role = role;
	l->out->why = why;
	l->out->use = use;
	return true;
}

/* Parts that options give. */
static bool by_option(const struct looking *l)
{
	const struct segbias_policy *policy = l->input->policy;
	const struct {
		struct segbias_label column;
		const char *role;
		bool asked;
	} PARTS[] = {{policy->person, "person", l->input->campaign},
	             {policy->amount, "amount", l->input->campaign},
	             {policy->born, "attribute", !l->input->matching && l->input->campaign},
	             {policy->strata, "stratum", l->input->reference},
	             {policy->psu, "sampling_unit", l->input->reference}};
	const struct segbias_head *head = segbias_source_head(l->input->source);
	for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++)
		if (PARTS[i].column.bytes && PARTS[i].asked && segbias_head_find(head, PARTS[i].column) == l->field)
			return say(l, PARTS[i].role, "option", SEGBIAS_USE_PART);
	if (l->input->reference && policy->replicates.bytes &&
	    segbias_match_replicate(l->column->name, policy->replicates))
		return say(l, "replicate", "option", SEGBIAS_USE_PART);
	return false;
}

/* "campaign name" and "ad set id"; but the group of "age group" is one of people, and an attribute. */
static bool says_segment(struct segbias_label name)
{
	uint64_t words = 0;
	struct segbias_text folded = {0};
	segbias_name_fold(name, &folded);
	bool group = !folded.data || strstr(folded.data, "group");
	segbias_text_release(&folded);
	return !group && segbias_column_words(name, &words) && segbias_word_in(words, SEGBIAS_WORD_SEGMENT);
}

bool segbias_roles_is_segment(const struct segbias_policy *policy, struct segbias_label name)
{
	if (policy->segment_none)
		return false;
	if (policy->segment_count)
		return segbias_name_listed(policy->segments, policy->segment_count, name);
	return segbias_name_suggests(name, SEGBIAS_ROLE_SEGMENT) || says_segment(name);
}

static bool by_segment(const struct looking *l)
{
	const struct segbias_policy *policy = l->input->policy;
	const struct segbias_matching *matching = l->input->matching;
	const char *why = policy->segment_count ? "option" : "name";
	bool segment = false;
	if (!l->input->campaign)
		return false;
	if (!matching)
		segment = l->column->part == SEGBIAS_PART_OTHER && segbias_roles_is_segment(policy, l->column->name);
	else if (matching->segment_mode == SEGBIAS_SEGMENT_COLUMN)
		segment = segbias_label_equal(l->column->name, matching->segment_name);
	else if (matching->segment_mode == SEGBIAS_SEGMENT_FLAGS)
		segment = segbias_name_listed(policy->segments, policy->segment_count, l->column->name);
	return segment && say(l, "segment", why, SEGBIAS_USE_PART);
}

static bool by_comparison(const struct looking *l)
{
	const struct segbias_matching *matching = l->input->matching;
	const struct segbias_layout *layout = segbias_source_layout(l->input->source);
	for (size_t i = 0; matching && layout->value_field == SEGBIAS_NO_FIELD && i < matching->attribute_count; i++) {
		const struct segbias_attribute *attribute = &matching->attributes[i];
		if (!attribute->dropped &&
		    segbias_label_equal(l->column->name,
		                        l->input->campaign ? attribute->name : attribute->reference_name))
			return say(l, "attribute", attribute->how == SEGBIAS_COLUMN_BY_OPTION ? "option" : "name",
			           SEGBIAS_USE_PART);
	}
	return false;
}

/* A dimension that is no attribute: its values are added up. */
static enum segbias_use use_of(const struct looking *l)
{
	return !l->rows && l->column->dimension && l->column->distinct > 1 ? SEGBIAS_USE_ADDED_UP : SEGBIAS_USE_NONE;
}

/* Whether its distribution is compared. */
static bool is_counted(const struct looking *l)
{
	for (size_t i = 0; l->input->matching && i < l->input->plan->number_count; i++)
		if (l->input->plan->numbers[i].field == l->field)
			return true;
	return false;
}

/* What the reading of the file says. */
static bool by_reading(const struct looking *l)
{
	const struct segbias_column_evidence *column = l->column;
	const char *role = segbias_part_name(column->part);
	bool class = segbias_name_suggests(column->name, SEGBIAS_ROLE_AMBIGUOUS) && column->distinct < CLASS_MAX;
	switch (column->part) {
	case SEGBIAS_PART_OTHER:
		return false;
	case SEGBIAS_PART_IDENTIFIER:
		return !(class && !column->differ) && say(l, role, "name", SEGBIAS_USE_NONE);
	case SEGBIAS_PART_PERIOD:
	case SEGBIAS_PART_PLACE:
	case SEGBIAS_PART_CODE:
		return say(l, role, column->why, use_of(l));
	case SEGBIAS_PART_REPLICATE:
		return say(l, role, "name", SEGBIAS_USE_NONE);
	case SEGBIAS_PART_FIGURE:
		return say(l, role, column->why, is_counted(l) ? SEGBIAS_USE_PART : SEGBIAS_USE_NONE);
	default:
		return say(l, role, column->why, SEGBIAS_USE_PART);
	}
}

/* Most of its values are of three words and more. */
static bool is_prose(const struct segbias_tally *tally, size_t column)
{
	uint32_t known = 0;
	uint32_t long_ones = 0;
	for (uint32_t i = 0; i < segbias_tally_spellings(tally, column); i++) {
		struct segbias_spelling spelling = segbias_tally_spelling(tally, column, i);
		size_t blanks = 0;
		for (size_t at = 0; at < spelling.label.size; at++)
			blanks += spelling.label.bytes[at] == ' ';
		known += spelling.id != SEGBIAS_ID_MISSING;
		long_ones += spelling.id != SEGBIAS_ID_MISSING && blanks >= 2;
	}
	return known > 0 && long_ones >= known - long_ones;
}

static bool by_identity(const struct looking *l)
{
	const struct segbias_identifying_reason *people = &l->people;
	bool prose = people->code && !people->personal && !people->named && is_prose(l->input->tally, l->counted);
	/* Days of records mostly differ: by which they are of a period, too, and no attribute either. */
	if (!people->code || (l->column->period && !people->personal && !people->named))
		return false;
	bool named = people->named || (people->personal && !isfinite(people->rate));
	return say(l, prose ? "text" : "identifier", named ? "name" : "content", SEGBIAS_USE_NONE);
}

static bool by_content(const struct looking *l)
{
	const struct segbias_column_evidence *column = l->column;
	bool named = segbias_evidence_says(column, SEGBIAS_WORD_PERIOD);
	if (column->numeric && segbias_evidence_says(column, SEGBIAS_WORD_MOE))
		return say(l, "margin_of_error", "name", SEGBIAS_USE_NONE);
	if (column->code_of != SEGBIAS_NO_FIELD)
		return say(l, "code", "content", SEGBIAS_USE_NONE);
	if (column->period && (named || !column->numeric))
		return say(l, "period", "content", use_of(l));
	if (segbias_evidence_says(column, SEGBIAS_WORD_PLACE))
		return say(l, "place", "name", use_of(l));
	if (!l->rows && segbias_evidence_says(column, SEGBIAS_WORD_ASIDE))
		return say(l, "other", "name", use_of(l));
	return false;
}

/* Numbers beside the one that counts, and numbers of records that measure something. */
static bool by_figure(const struct looking *l)
{
	const struct segbias_policy *policy = l->input->policy;
	const struct segbias_head *head = segbias_source_head(l->input->source);
	const char *why =
	    segbias_name_listed(policy->numerics, policy->numeric_count, l->column->name) ? "option" : "content";
	if (!l->rows || l->open)
		return l->column->left_over && say(l, "figure", why, SEGBIAS_USE_NONE);
	if (is_counted(l))
		return say(l, "figure", why, SEGBIAS_USE_PART);
	bool attribute = !l->input->matching && (segbias_policy_cuts(policy, l->column->name) ||
	                                         segbias_evidence_says(l->column, SEGBIAS_WORD_AGE));
	bool counts = l->column->numeric && segbias_evidence_rank(l->column) < SEGBIAS_WORD_COUNTS_END;
	return !attribute && (counts || segbias_match_measures(head, l->field, policy, &l->column->style)) &&
	       say(l, "figure", why, SEGBIAS_USE_NONE);
}

static bool by_text(const struct looking *l)
{
	const struct segbias_column_evidence *column = l->column;
	return !column->numeric && (l->rows || !column->dimension) && column->known >= TEXT_LEAST &&
	       2 * column->distinct > column->known && say(l, "text", "content", SEGBIAS_USE_NONE);
}

/* Where nothing is compared: what could be. */
static bool by_default(const struct looking *l)
{
	const struct segbias_column_evidence *column = l->column;
	const struct segbias_layout *layout = segbias_source_layout(l->input->source);
	if (l->input->matching)
		return say(l, "other", NULL, use_of(l));
	if (column->distinct < 2 || (!l->open && layout->value_field != SEGBIAS_NO_FIELD) ||
	    (!l->rows && !column->dimension))
		return say(l, "other", column->distinct < 2 ? "content" : NULL, SEGBIAS_USE_NONE);
	return say(l, "attribute",
	           segbias_policy_cuts(l->input->policy, column->name) ? "option"
	           : l->rows                                           ? NULL
	                                                               : "content",
	           SEGBIAS_USE_PART);
}

enum segbias_status segbias_roles_rows(const struct segbias_roles_input *input, struct segbias_column_rows *out,
                                       struct segbias_error *error)
{
	const struct segbias_head *head = segbias_source_head(input->source);
	const struct segbias_shape *shape = segbias_source_shape(input->source);
	bool people = false;
	const struct segbias_column_evidence *columns = segbias_source_columns(input->source);
	*out = (struct segbias_column_rows){
	    .records = !shape || !shape->table, .missing = &input->policy->missing, .counted = NAN};
	for (size_t field = 0; field < head->width && !out->records; field++)
		if (columns[field].part == SEGBIAS_PART_COUNT)
			out->counted = segbias_identifying_counted(head, field, &columns[field].style);
	enum segbias_status status =
	    out->records ? SEGBIAS_OK : segbias_identifying_people(head, out->missing, &people, error);
	out->people = people ? head : NULL;
	return status;
}

/* Fills counted and people. */
static enum segbias_status look_for_people(struct looking *l, const struct segbias_column_rows *rows,
                                           struct segbias_error *error)
{
	for (size_t i = l->input->plan->column_count; i-- > 0;)
		if (l->input->plan->columns[i].field == l->field)
			l->counted = i;
	if (l->counted == SEGBIAS_NO_FIELD)
		return SEGBIAS_OK;
	return segbias_column_reason(l->input->tally, l->counted, rows, &l->people, error);
}

enum segbias_status segbias_roles_find(const struct segbias_roles_input *input, struct segbias_arena *arena,
                                       struct segbias_input_facts *out, struct segbias_error *error)
{
	/* The surest first. */
	static bool (*const RULES[])(const struct looking *) = {
	    by_option, by_segment, by_comparison, by_reading, by_identity, by_content, by_figure, by_text, by_default};
	const struct segbias_head *head = segbias_source_head(input->source);
	const struct segbias_shape *shape = segbias_source_shape(input->source);
	struct segbias_column_role *roles = segbias_arena_array(arena, head->width, sizeof *roles);
	struct segbias_column_rows rows;
	if (!roles)
		return segbias_error_memory(error);
	enum segbias_status known = segbias_roles_rows(input, &rows, error);
	if (known != SEGBIAS_OK)
		return known;
	for (size_t field = 0; field < head->width; field++) {
		struct looking looking = {.input = input,
		                          .column = &segbias_source_columns(input->source)[field],
		                          .field = field,
		                          .counted = SEGBIAS_NO_FIELD,
		                          .rows = !shape || !shape->table,
		                          .open = !shape,
		                          .out = &roles[field]};
		enum segbias_status status = look_for_people(&looking, &rows, error);
		if (status != SEGBIAS_OK)
			return status;
		if (!segbias_arena_copy(arena, head->names[field], &roles[field].name))
			return segbias_error_memory(error);
		for (size_t i = 0; i < sizeof RULES / sizeof *RULES && !RULES[i](&looking); i++)
			;
	}
	out->columns = roles;
	out->column_count = head->width;
	return SEGBIAS_OK;
}
