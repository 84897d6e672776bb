/* Places that hold others of their own column, by their names: the United Kingdom beside England; and what says all of another value: All women
 * beside Women. What is the sum of its parts has been told before; of a list that has not all of them no arithmetic tells it, and people would be
 * counted twice. */
#include "sources/aggregate.h"

#include "base/memory.h"
#include "values/column.h"
#include "values/holder.h"
#include "values/name.h"
#include "values/word.h"

#include <stdlib.h>

enum {
	VALUES_MAX = 400, /* of a column; more are not looked at */
	HINT_MAX = 180,   /* bytes */
};

segbias_aggregate_step segbias_aggregate_holders;

struct search {
	const struct segbias_aggregate *aggregate;
	size_t field;
	struct segbias_label name; /* of the column; of margins the attribute */
	uint32_t attribute;        /* of margins; SEGBIAS_INTERN_NONE: none */
	double *figures;           /* [spellings]; 0: the value is not there */
	uint8_t *holders;          /* [spellings]: enum holding */
	bool *out;                 /* [spellings]: none of those that a hint lists */
	bool places;               /* of places, or of where people are from */
	uint32_t found[2];         /* a place and what it holds; SEGBIAS_INTERN_NONE: none */
};

/* What is known of a value: that it holds others as a place, or may be all of another one by a word. */
enum holding { HOLDS_NONE, HOLDS_PLACE, HOLDS_WORD };

static struct segbias_label label_of(const struct search *s, uint32_t id)
{
	return s->aggregate->grid->spellings[s->field].labels[id];
}

/* Whether --within says which of the values count. */
static bool is_named(const struct search *s)
{
	const struct segbias_source_options *options = s->aggregate->evidence->options;
	bool named = false;
	for (size_t i = 0; i < options->named_count; i++)
		named = named || segbias_name_same(options->named[i].left, s->name) ||
		        segbias_name_synonym(options->named[i].left, s->name);
	return named;
}

/* Campaigns are no places that hold each other, whatever they are called; an audit has groups alone. Errors: false where memory runs out. */
static bool is_segment(const struct search *s, bool *is)
{
	const struct segbias_source_options *options = s->aggregate->evidence->options;
	size_t count = options->segmented ? options->segment_count : 0;
	uint64_t words = 0;
	*is = false;
	if (options->audited)
		return true;
	*is = segbias_name_suggests(s->name, SEGBIAS_ROLE_SEGMENT) ||
	      segbias_name_listed(options->claimed, count, s->name);
	if (!segbias_column_words(s->name, &words))
		return false;
	*is = *is || segbias_word_in(words, SEGBIAS_WORD_SEGMENT) || segbias_word_in(words, SEGBIAS_WORD_ASIDE);
	return true;
}

/* Whether the column is named as one of places or of where people are from, or all of its values are known places: World and Africa beside Sports
 * are sections of a newspaper. Errors: false where memory runs out. */
static bool is_of_places(const struct search *s, bool *is)
{
	static const char *const NAMES[] = {"nationality",  "citizenship",         "nationalité",
	                                    "nacionalidad", "nacionalidade",       "nazionalità",
	                                    "cittadinanza", "Staatsangehörigkeit", "الجنسية"};
	uint64_t words = 0;
	if (!segbias_column_words(s->name, &words))
		return false;
	*is = segbias_word_in(words, SEGBIAS_WORD_PLACE);
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		*is = *is || segbias_name_same(s->name, segbias_label_of(NAMES[i]));
	bool known = !*is;
	for (uint32_t i = 0; known && i < s->aggregate->grid->spellings[s->field].size; i++)
		if (s->figures[i] > 0 && !segbias_place_is_known(label_of(s, i), &known))
			return false;
	*is = *is || known;
	return true;
}

/* How the value holds the other one. Errors: false where memory runs out. */
static bool holding_of(const struct search *s, uint32_t place, uint32_t part, enum holding *how)
{
	bool holds = false;
	*how = HOLDS_NONE;
	if (s->places && !segbias_place_holds(label_of(s, place), label_of(s, part), &holds))
		return false;
	*how = holds ? HOLDS_PLACE : HOLDS_NONE;
	if (!holds && !segbias_word_all_of(label_of(s, place), label_of(s, part), &holds))
		return false;
	*how = *how == HOLDS_NONE && holds ? HOLDS_WORD : *how;
	return true;
}

static bool is_other(const struct search *s, uint32_t id)
{
	return segbias_other_lists(s->aggregate->evidence->other, s->name, label_of(s, id));
}

/* Leaves out the place or what it holds: parts that the other file has and the place it lacks are meant, else the place, as its parts
 * need not be all of it. An audit compares the parts. Errors: false where memory runs out. */
static bool leave_out(struct search *s, uint32_t place, bool compared)
{
	bool audited = s->aggregate->evidence->options->audited;
	uint32_t size = s->aggregate->grid->spellings[s->field].size;
	bool parts = false;
	bool drop = false;
	for (int pass = 0; pass < 2; pass++) {
		for (uint32_t i = 0; i < size; i++) {
			enum holding how = HOLDS_NONE;
			if (i == place || s->figures[i] <= 0 || s->out[i] || s->figures[i] > s->figures[place])
				continue;
			if (!holding_of(s, place, i, &how))
				return false;
			if (how == HOLDS_PLACE) {
				parts = parts || audited || is_other(s, i);
				s->out[i] = drop;
			}
		}
		s->out[place] = compared && parts && (audited || !is_other(s, place));
		drop = !s->out[place];
		if (!drop)
			break;
	}
	return true;
}

/* Whether a value that is left is no place that is known: it may be a part of one that holds others. Errors: false where memory runs
 * out. */
static bool has_unknown(const struct search *s, bool *unknown)
{
	for (uint32_t i = 0; i < s->aggregate->grid->spellings[s->field].size && !*unknown; i++) {
		bool known = true;
		if (!s->out[i] && !segbias_place_is_known(label_of(s, i), &known))
			return false;
		*unknown = !known;
	}
	return true;
}

/* Which values count each person once: the largest place is decided first. false: that is not known. */
static bool choose(struct search *s, bool compared)
{
	bool kept = false;
	bool unknown = false;
	uint32_t size = s->aggregate->grid->spellings[s->field].size;
	for (uint32_t i = 0; i < size; i++)
		s->out[i] = s->figures[i] <= 0 || s->holders[i] == HOLDS_WORD;
	for (;;) {
		uint32_t largest = SEGBIAS_INTERN_NONE;
		for (uint32_t i = 0; i < size; i++)
			if (s->holders[i] == HOLDS_PLACE && !s->out[i] &&
			    (largest == SEGBIAS_INTERN_NONE || s->figures[i] > s->figures[largest]))
				largest = i;
		if (largest == SEGBIAS_INTERN_NONE)
			return !kept || (has_unknown(s, &unknown) && !unknown);
		s->holders[largest] = HOLDS_NONE; /* decided */
		if (!leave_out(s, largest, compared))
			return false;
		kept = kept || !s->out[largest];
	}
}

/* The values that count each person once, for --within or, as one option each, for --where; `all`: those that may be all of others by
 * a word, too. */
static bool list_values(const struct search *s, const char *where, bool all, struct segbias_text *out)
{
	char shown[2][SEGBIAS_QUOTE_MAX];
	for (uint32_t i = 0; i < s->aggregate->grid->spellings[s->field].size; i++) {
		if (s->out[i] && !(all && s->holders[i] == HOLDS_WORD))
			continue;
		if (!segbias_label_copyable(label_of(s, i)))
			return false;
		segbias_label_show(label_of(s, i), shown[0]);
		if (where)
			segbias_text_add_format(out, "%s%s '%s=%s'", out->size ? " " : "", where,
			                        segbias_label_show(s->name, shown[1]), shown[0]);
		else
			segbias_text_add_format(out, "%s%s", out->size ? "," : "", shown[0]);
	}
	return !out->failed && out->size > 0 && out->size < HINT_MAX && segbias_label_copyable(s->name);
}

/* A column that is not compared is none of --within; of an audit each is its own reference's. What a word alone says may be a group, too: "All
 * Access" beside "Access". */
static void add_hint(struct search *s, struct segbias_error *error)
{
	const struct segbias_evidence *evidence = s->aggregate->evidence;
	bool beside = s->attribute == SEGBIAS_INTERN_NONE && !evidence->options->audited;
	const char *where = beside && !segbias_other_has(evidence->other, s->name)
	                        ? segbias_aggregate_where_option(evidence->options)
	                        : NULL;
	char quoted[SEGBIAS_QUOTE_MAX];
	const char *instead = segbias_aggregate_takes_all(evidence->options, s->name) ? "in the place of '*', " : "";
	struct segbias_text list = {0};
	struct segbias_text whole = {0};
	bool word = s->holders[s->found[0]] == HOLDS_WORD;
	bool listed =
	    choose(s, !where) && list_values(s, where, false, &list) && (!word || list_values(s, where, true, &whole));
	segbias_label_show(s->name, quoted);
	if (listed && where)
		segbias_error_hint(error, "%swhat counts each person once: %s", instead, list.data);
	else if (listed && word)
		segbias_error_hint(error, "a total: --within '%s=%s'; a group: --within '%s=%s'", quoted, list.data,
		                   quoted, whole.data);
	else if (listed)
		segbias_error_hint(error, "%swhat counts each person once: --within '%s=%s'", instead, quoted,
		                   list.data);
	else if (where)
		segbias_error_hint(error, "%stake values none of which holds another by %s COL=VALUE", instead, where);
	else
		segbias_error_hint(error, "%slist values none of which holds another in --within ATTR=A,B,C", instead);
	segbias_text_release(&list);
	segbias_text_release(&whole);
}

/* What --where takes counts, as it was told to; that it holds people twice is said. */
static enum segbias_status tell(struct search *s, struct segbias_error *error)
{
	const struct segbias_source_options *options = s->aggregate->evidence->options;
	const char *file = s->aggregate->evidence->file;
	char quoted[3][SEGBIAS_QUOTE_MAX];
	segbias_label_quote(label_of(s, s->found[0]), quoted[0]);
	segbias_label_quote(s->name, quoted[1]);
	segbias_label_quote(label_of(s, s->found[1]), quoted[2]);
	if (segbias_aggregate_decided(options, s->name)) {
		struct segbias_error *note =
		    segbias_notes_add(s->aggregate->notes, "place_in_place",
		                      "%s of %s holds %s, which counts beside it: people are counted twice", quoted[0],
		                      quoted[1], quoted[2]);
		segbias_error_place(note, file, 1, 0);
		add_hint(s, note);
		return SEGBIAS_OK;
	}
	if (s->holders[s->found[0]] == HOLDS_WORD)
		segbias_error_set(
		    error, SEGBIAS_DATA,
		    "place_in_place|%s of %s may be all of %s, which stands beside it: people would be counted twice",
		    quoted[0], quoted[1], quoted[2]);
	else
		segbias_error_set(
		    error, SEGBIAS_DATA,
		    "place_in_place|%s of %s holds %s, which stands beside it: people would be counted twice",
		    quoted[0], quoted[1], quoted[2]);
	add_hint(s, error);
	segbias_error_place(error, file, 0, 0);
	return SEGBIAS_DATA;
}

/* Marks the values that hold others with no larger figure, and finds the first of them with what it holds. */
static enum segbias_status find_holders(struct search *s, struct segbias_error *error)
{
	uint32_t size = s->aggregate->grid->spellings[s->field].size;
	if (!is_of_places(s, &s->places))
		return segbias_error_memory(error);
	for (uint32_t place = 0; place < size; place++) {
		bool any = false;
		bool all = false;
		if (s->figures[place] > 0 && (!segbias_place_is_holder(label_of(s, place), &any) ||
		                              !segbias_word_hints_total(label_of(s, place), &all)))
			return segbias_error_memory(error);
		any = (any && s->places) || all;
		for (uint32_t part = 0; part < size && any; part++) {
			enum holding how = HOLDS_NONE;
			if (part == place || s->figures[part] <= 0 || s->figures[part] > s->figures[place])
				continue;
			if (!holding_of(s, place, part, &how))
				return segbias_error_memory(error);
			if (how != HOLDS_NONE && s->found[0] == SEGBIAS_INTERN_NONE) {
				s->found[0] = place;
				s->found[1] = part;
			}
			if (how != HOLDS_NONE && s->holders[place] != HOLDS_PLACE)
				s->holders[place] = (uint8_t)how;
		}
	}
	return SEGBIAS_OK;
}

/* Looks at the values of the column, or of the attribute; s->found[0] SEGBIAS_INTERN_NONE: nothing counts twice. */
static enum segbias_status look(struct search *s, struct segbias_error *error)
{
	const struct segbias_aggregate *aggregate = s->aggregate;
	const struct segbias_grid *grid = aggregate->grid;
	uint32_t size = grid->spellings[s->field].size;
	bool segment = false;
	s->found[0] = SEGBIAS_INTERN_NONE;
	s->name = s->attribute == SEGBIAS_INTERN_NONE
	              ? aggregate->evidence->columns[s->field].name
	              : grid->spellings[aggregate->layout->attribute_field].labels[s->attribute];
	const struct segbias_other *other = aggregate->evidence->other;
	if (s->attribute != SEGBIAS_INTERN_NONE && other->head && !segbias_other_has(other, s->name))
		return SEGBIAS_OK; /* nothing of it is compared or added up */
	if (!is_segment(s, &segment))
		return segbias_error_memory(error);
	if (size < 2 || size > VALUES_MAX || is_named(s) || segment)
		return SEGBIAS_OK;
	s->figures = segbias_memory_zeroed((size_t)size + 1, sizeof *s->figures);
	s->holders = segbias_memory_zeroed((size_t)size + 1, sizeof *s->holders);
	s->out = segbias_memory_zeroed((size_t)size + 1, sizeof *s->out);
	if (!s->figures || !s->holders || !s->out)
		return segbias_error_memory(error);
	for (size_t row = 0; row < grid->rows; row++)
		if (segbias_aggregate_looks_at(aggregate, s->attribute, row) && aggregate->figures[row] > 0)
			s->figures[segbias_grid_id(grid, row, s->field)] += aggregate->figures[row];
	return find_holders(s, error);
}

static void search_release(struct search *s)
{
	free(s->figures);
	free(s->holders);
	free(s->out);
}

static enum segbias_status check(const struct segbias_aggregate *aggregate, size_t field, uint32_t attribute,
                                 struct segbias_error *error)
{
	struct search s = {.aggregate = aggregate, .field = field, .attribute = attribute};
	enum segbias_status status = look(&s, error);
	if (status == SEGBIAS_OK && s.found[0] != SEGBIAS_INTERN_NONE)
		status = tell(&s, error);
	search_release(&s);
	return status;
}

enum segbias_status segbias_aggregate_nested(const struct segbias_aggregate *aggregate, size_t field,
                                             struct segbias_label found[2], struct segbias_error *error)
{
	struct search s = {.aggregate = aggregate, .field = field, .attribute = SEGBIAS_INTERN_NONE};
	enum segbias_status status = look(&s, error);
	found[0] = found[1] = (struct segbias_label){"", 0};
	if (status == SEGBIAS_OK && s.found[0] != SEGBIAS_INTERN_NONE) {
		found[0] = label_of(&s, s.found[0]);
		found[1] = label_of(&s, s.found[1]);
	}
	search_release(&s);
	return status;
}

enum segbias_status segbias_aggregate_holders(struct segbias_aggregate *aggregate, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_layout *layout = aggregate->layout;
	bool margins = layout->attribute_field != SEGBIAS_NO_FIELD;
	uint32_t attributes = margins ? aggregate->grid->spellings[layout->attribute_field].size : 0;
	for (uint32_t i = 0; i < attributes && status == SEGBIAS_OK; i++)
		status = check(aggregate, layout->value_field, i, error);
	for (size_t field = 0; field < aggregate->grid->width && status == SEGBIAS_OK; field++) {
		const struct segbias_column_evidence *column = &aggregate->evidence->columns[field];
		bool value = margins && (field == layout->value_field || field == layout->attribute_field);
		if (column->dimension && !value && !column->period && !column->remark && field != layout->count_field)
			status = check(aggregate, field, SEGBIAS_INTERN_NONE, error);
	}
	return status;
}
