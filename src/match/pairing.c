#include "match/pairing.h"

#include "base/memory.h"
#include "match/born.h"

#include "values/name.h"

#include <stdlib.h>

/* A column's name at the three levels of likeness, as numbers: equal numbers are equal names. */
enum { LEVEL_EXACT, LEVEL_FOLDED, LEVEL_SYNONYM, LEVELS };

struct key {
	int at[LEVELS]; /* -1: none */
};

/* Columns of both files while they are paired. */
struct pairing {
	const struct segbias_pairing_input *input;
	struct segbias_pairing *pairs;
	struct segbias_notes *notes;
	struct key *campaign;  /* [width] */
	struct key *reference; /* [columns] */
	bool *used;            /* [columns] */
	bool *noted;           /* [width]: said to be ambiguous already */
	size_t columns;
};

static bool make_key(struct segbias_intern *names, struct segbias_intern *folded, struct segbias_label name,
                     struct key *key)
{
	struct segbias_text text = {0};
	segbias_name_fold(name, &text);
	uint32_t exact = segbias_intern_add(names, name);
	uint32_t same = segbias_intern_add(folded, segbias_text_label(&text));
	*key = (struct key){{(int)exact, text.size ? (int)same : -1, segbias_name_synonyms(name)}};
	bool ok = !text.failed && exact != SEGBIAS_INTERN_NONE && same != SEGBIAS_INTERN_NONE;
	segbias_text_release(&text);
	return ok;
}

static bool make_keys(struct pairing *p)
{
	struct segbias_intern names = {0};
	struct segbias_intern folded = {0};
	size_t width = p->input->campaign->width;
	p->columns = segbias_tally_columns(p->input->reference);
	p->campaign = segbias_memory_zeroed(width + 1, sizeof *p->campaign);
	p->reference = segbias_memory_zeroed(p->columns + 1, sizeof *p->reference);
	p->used = segbias_memory_zeroed(p->columns + 1, sizeof *p->used);
	p->noted = segbias_memory_zeroed(width + 1, sizeof *p->noted);
	bool ok = p->campaign && p->reference && p->used && p->noted;
	for (size_t i = 0; ok && i < width; i++)
		ok = make_key(&names, &folded, p->input->campaign->names[i], &p->campaign[i]);
	for (size_t i = 0; ok && i < p->columns; i++)
		ok = make_key(&names, &folded, segbias_tally_name(p->input->reference, i), &p->reference[i]);
	segbias_intern_release(&names);
	segbias_intern_release(&folded);
	return ok;
}

/* What --map can name. */
static void hint_names(const struct segbias_tally *reference, struct segbias_error *error)
{
	enum { LIST_SIZE_MAX = 240 };
	size_t count = segbias_tally_columns(reference);
	struct segbias_label *names = segbias_memory_zeroed(count + 1, sizeof *names);
	struct segbias_text list = {0};
	for (size_t i = 0; names && i < count; i++)
		names[i] = segbias_tally_name(reference, i);
	if (names)
		segbias_names_list(names, count, LIST_SIZE_MAX, &list);
	segbias_error_hint(error, "it has %s", list.data ? list.data : "none");
	segbias_text_release(&list);
	free(names);
}

static size_t find_reference(const struct segbias_tally *reference, struct segbias_label name)
{
	size_t columns = segbias_tally_columns(reference);
	for (size_t i = 0; i < columns; i++)
		if (segbias_label_equal(segbias_tally_name(reference, i), name))
			return i;
	for (size_t i = 0; i < columns; i++)
		if (segbias_name_same(segbias_tally_name(reference, i), name))
			return i;
	return SEGBIAS_NO_FIELD;
}

static enum segbias_status pair_by_option(const struct pairing *p, struct segbias_error *error)
{
	const struct segbias_pairing_input *input = p->input;
	const struct segbias_policy *policy = input->policy;
	for (size_t i = 0; i < policy->map_count; i++) {
		size_t field = segbias_head_find(input->campaign, policy->maps[i].left);
		if (field == SEGBIAS_NO_FIELD)
			return segbias_head_no_column(input->campaign, "--map", policy->maps[i].left, error);
		size_t column = find_reference(input->reference, policy->maps[i].right);
		char quoted[SEGBIAS_QUOTE_MAX];
		if (column == SEGBIAS_NO_FIELD) {
			enum segbias_status status = segbias_error_set(
			    error, SEGBIAS_DATA, "map_no_attribute|--map: the reference has no attribute %s",
			    segbias_label_quote(policy->maps[i].right, quoted));
			hint_names(input->reference, error);
			segbias_error_place(error, input->facts->head->file, 0, 0);
			return status;
		}
		if (input->blocked[field])
			return segbias_error_set(error, SEGBIAS_USAGE,
			                         "map_has_a_part|--map: %s is the segment, count or weight column",
			                         segbias_label_quote(policy->maps[i].left, quoted));
		if (p->used[column] || p->pairs[field].reference_column != SEGBIAS_NO_FIELD)
			return segbias_error_set(
			    error, SEGBIAS_USAGE, "map_twice|--map: %s is mapped twice",
			    segbias_label_quote(p->used[column] ? policy->maps[i].right : policy->maps[i].left,
			                        quoted));
		p->pairs[field] = (struct segbias_pairing){column, SEGBIAS_COLUMN_BY_OPTION};
		p->used[column] = true;
	}
	return SEGBIAS_OK;
}

/* The only free column of the reference with the same name; *many where there are several. */
static size_t only_reference(const struct pairing *p, size_t field, int level, bool *many)
{
	size_t found = SEGBIAS_NO_FIELD;
	int wanted = p->campaign[field].at[level];
	for (size_t column = 0; column < p->columns && wanted >= 0; column++) {
		if (p->reference[column].at[level] != wanted || p->used[column])
			continue;
		*many = *many || found != SEGBIAS_NO_FIELD;
		found = column;
	}
	return found;
}

static bool only_field(const struct pairing *p, size_t field, int level)
{
	for (size_t other = 0; other < p->input->campaign->width; other++)
		if (other != field && p->campaign[other].at[level] == p->campaign[field].at[level] &&
		    !p->input->blocked[other] && p->pairs[other].reference_column == SEGBIAS_NO_FIELD)
			return false;
	return true;
}

static void pair_by_name(const struct pairing *p, int level, enum segbias_column_how how)
{
	for (size_t field = 0; field < p->input->campaign->width; field++) {
		bool many = false;
		if (p->input->blocked[field] || p->pairs[field].reference_column != SEGBIAS_NO_FIELD)
			continue;
		size_t column = only_reference(p, field, level, &many);
		if (column == SEGBIAS_NO_FIELD)
			continue;
		if (!many && only_field(p, field, level)) {
			p->pairs[field] = (struct segbias_pairing){column, how};
			p->used[column] = true;
			continue;
		}
		if (p->noted[field])
			continue;
		p->noted[field] = true;
		char quoted[2][SEGBIAS_QUOTE_MAX];
		segbias_label_quote(p->input->campaign->names[field], quoted[0]);
		segbias_label_quote(segbias_tally_name(p->input->reference, column), quoted[1]);
		struct segbias_error *note = segbias_notes_add(
		    p->notes, "ambiguous_column", "column %s could be the reference's %s, but is not the only one",
		    quoted[0], quoted[1]);
		segbias_error_place(note, p->input->campaign->file, 1, 0);
		struct segbias_label pair[] = {p->input->campaign->names[field],
		                               segbias_tally_name(p->input->reference, column)};
		if (segbias_label_copyable(pair[0]) && segbias_label_copyable(pair[1]))
			segbias_error_hint(note, "if it is: --map '%s=%s'", segbias_label_show(pair[0], quoted[0]),
			                   segbias_label_show(pair[1], quoted[1]));
		else
			segbias_error_hint(note, "if it is: --map CAMPAIGN=REFERENCE");
	}
}

/* --- birth dates ------------------------------------------------------------------------------------------------ */

/* The free column that is named like one of ages; with several SEGBIAS_NO_FIELD and *many. */
static size_t find_ages(const struct pairing *p, bool *many)
{
	size_t found = SEGBIAS_NO_FIELD;
	for (size_t column = 0; column < p->columns; column++) {
		if (p->used[column] || !segbias_born_is_age(segbias_tally_name(p->input->reference, column)))
			continue;
		*many = *many || found != SEGBIAS_NO_FIELD;
		found = column;
	}
	return *many ? SEGBIAS_NO_FIELD : found;
}

static enum segbias_status no_ages(const struct pairing *p, bool many, struct segbias_error *error)
{
	struct segbias_label born = p->input->policy->born;
	char quoted[SEGBIAS_QUOTE_MAX];
	enum segbias_status status =
	    segbias_error_set(error, SEGBIAS_DATA,
	                      many ? "born_no_ages|--born: several attributes of the reference could be the ages of %s"
	                           : "born_no_ages|--born: no attribute of the reference is named like the ages of %s",
	                      segbias_label_quote(born, quoted));
	struct segbias_label ages = {NULL, 0};
	char shown[SEGBIAS_QUOTE_MAX];
	for (size_t column = 0; column < p->columns && many; column++)
		if (!p->used[column] && segbias_born_is_age(segbias_tally_name(p->input->reference, column)))
			ages = segbias_tally_name(p->input->reference, column);
	if (segbias_label_copyable(born) && (!ages.bytes || segbias_label_copyable(ages)))
		segbias_error_hint(error, "say which: --map '%s=%s'", segbias_label_show(born, quoted),
		                   ages.bytes ? segbias_label_show(ages, shown) : "REFERENCE");
	else
		segbias_error_hint(error, "say which: --map CAMPAIGN=REFERENCE");
	segbias_error_place(error, p->input->facts->head->file, 0, 0);
	return status;
}

/* Ages and bands are compared with; birth dates that were not read as such would all be unmatched. */
static enum segbias_status check_ages(const struct pairing *p, size_t column, struct segbias_error *error)
{
	const struct segbias_tally *reference = p->input->reference;
	const struct segbias_reference_facts *facts = p->input->facts;
	uint32_t labels = segbias_tally_labels(reference, column);
	uint32_t dates = 0;
	char quoted[SEGBIAS_QUOTE_MAX];
	for (uint32_t i = 0; i < labels; i++)
		dates += segbias_date_look(segbias_tally_label(reference, column, SEGBIAS_ID_FIRST + i)) !=
		         SEGBIAS_DATE_LOOK_NONE;
	if (dates == 0 || dates < labels - dates)
		return SEGBIAS_OK;
	enum segbias_status status = segbias_error_set(
	    error, SEGBIAS_DATA,
	    "born_reference_births|--born: the reference's %s holds birth dates or years too, which are not read %s",
	    segbias_label_quote(segbias_tally_name(reference, column), quoted),
	    facts->marginal ? "in a table of margins" : "under another name");
	struct segbias_label pair[] = {p->input->policy->born, segbias_tally_name(reference, column)};
	char shown[2][SEGBIAS_QUOTE_MAX];
	if (facts->marginal)
		segbias_error_hint(error, "write ages or bands there");
	else if (segbias_label_copyable(pair[0]) && segbias_label_copyable(pair[1]))
		segbias_error_hint(error, "say that they are the same: --map '%s=%s'",
		                   segbias_label_show(pair[0], shown[0]), segbias_label_show(pair[1], shown[1]));
	else
		segbias_error_hint(error, "say that they are the same: --map CAMPAIGN=REFERENCE");
	segbias_error_place(error, facts->head->file, 0, 0);
	return status;
}

/* The column of --born: by --map, by its name, or with the only ages of the reference, before other names. */
static enum segbias_status pair_born(const struct pairing *p, struct segbias_error *error)
{
	const struct segbias_pairing_input *input = p->input;
	struct segbias_label born = input->policy->born;
	char quoted[SEGBIAS_QUOTE_MAX];
	bool many = false;
	if (!born.bytes)
		return SEGBIAS_OK;
	size_t field = segbias_head_find(input->campaign, born);
	size_t column = find_reference(input->reference, born);
	if (field == SEGBIAS_NO_FIELD) {
		enum segbias_status status = segbias_head_no_column(input->campaign, "--born", born, error);
		if (column != SEGBIAS_NO_FIELD)
			segbias_error_hint(error, "birth dates are read in the campaign or in both files, not in the "
			                          "reference alone");
		return status;
	}
	if (input->blocked[field]) {
		enum segbias_status status = segbias_error_set(
		    error, SEGBIAS_DATA, "column_has_a_part|--born: column %s has another part already",
		    segbias_label_quote(born, quoted));
		segbias_error_place(error, input->campaign->file, 1, 0);
		return status;
	}
	if (p->pairs[field].reference_column != SEGBIAS_NO_FIELD)
		return check_ages(p, p->pairs[field].reference_column, error);
	if (column == SEGBIAS_NO_FIELD || p->used[column])
		column = find_ages(p, &many);
	if (column == SEGBIAS_NO_FIELD)
		return no_ages(p, many, error);
	p->pairs[field] = (struct segbias_pairing){column, SEGBIAS_COLUMN_BY_OPTION};
	p->used[column] = true;
	return check_ages(p, column, error);
}

/* A column of ages beside the birth dates would have been compared without them. */
static void note_instead(const struct pairing *p)
{
	const struct segbias_pairing_input *input = p->input;
	size_t born =
	    input->policy->born.bytes ? segbias_head_find(input->campaign, input->policy->born) : SEGBIAS_NO_FIELD;
	if (born == SEGBIAS_NO_FIELD)
		return;
	struct segbias_label taken = segbias_tally_name(input->reference, p->pairs[born].reference_column);
	for (size_t field = 0; field < input->campaign->width; field++) {
		struct segbias_label name = input->campaign->names[field];
		char quoted[2][SEGBIAS_QUOTE_MAX];
		if (field == born || input->blocked[field] || p->pairs[field].reference_column != SEGBIAS_NO_FIELD ||
		    !(segbias_name_same(name, taken) || segbias_name_synonym(name, taken)))
			continue;
		struct segbias_error *note =
		    segbias_notes_add(p->notes, "born_instead",
		                      "column %s is not compared: the reference's %s is compared with the "
		                      "column of --born",
		                      segbias_label_quote(name, quoted[0]), segbias_label_quote(taken, quoted[1]));
		segbias_error_place(note, input->campaign->file, 1, 0);
	}
}

enum segbias_status segbias_pairing_find(const struct segbias_pairing_input *input, struct segbias_pairing *pairs,
                                         struct segbias_notes *notes, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct pairing p = {.input = input, .pairs = pairs, .notes = notes};
	for (size_t field = 0; field < input->campaign->width; field++)
		pairs[field].reference_column = SEGBIAS_NO_FIELD;
	if (!make_keys(&p))
		SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(pair_by_option(&p, error));
	SEGBIAS_TRY(pair_born(&p, error));
	pair_by_name(&p, LEVEL_EXACT, SEGBIAS_COLUMN_BY_NAME);
	pair_by_name(&p, LEVEL_FOLDED, SEGBIAS_COLUMN_BY_NAME);
	pair_by_name(&p, LEVEL_SYNONYM, SEGBIAS_COLUMN_BY_SYNONYM);
	note_instead(&p);
done:
	free(p.campaign);
	free(p.reference);
	free(p.used);
	free(p.noted);
	return status;
}
