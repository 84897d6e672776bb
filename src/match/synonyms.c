/* Which values of an attribute the synonyms of a campaign column mean. */
#include "match/match.h"

#include "values/word.h"

/* The distinct known values of the head. */
static enum segbias_status head_values(const struct segbias_head *head, size_t field,
                                       const struct segbias_missing *missing, struct segbias_intern *seen,
                                       struct segbias_error *error)
{
	for (size_t row = 0; row < head->rows; row++) {
		struct segbias_label cell = segbias_head_cell(head, row, field);
		if (!segbias_missing_any(missing, cell) && segbias_intern_add(seen, cell) == SEGBIAS_INTERN_NONE)
			return segbias_error_memory(error);
	}
	return SEGBIAS_OK;
}

/* The distinct labels of the reference, within the universe or not; words for a total are no values. */
static enum segbias_status reference_values(const struct segbias_tally *reference, size_t column,
                                            struct segbias_intern *seen, struct segbias_error *error)
{
	for (uint32_t i = 0; i < segbias_tally_labels(reference, column); i++) {
		struct segbias_label label = segbias_tally_label(reference, column, SEGBIAS_ID_FIRST + i);
		if (segbias_word_total(label) == SEGBIAS_TOTAL_NONE &&
		    segbias_intern_add(seen, label) == SEGBIAS_INTERN_NONE)
			return segbias_error_memory(error);
	}
	return SEGBIAS_OK;
}

/* Which value each group means; a set of which the reference has one group only says nothing about the column. */
static bool fill(const struct segbias_attribute *attribute, const struct segbias_intern *all,
                 const struct segbias_synonym_codes *codes, struct segbias_match_synonyms *synonyms)
{
	bool several[SEGBIAS_SYNONYM_GROUPS_MAX] = {false};
	bool present[SEGBIAS_SYNONYM_GROUPS_MAX] = {false};
	bool any = false;
	for (size_t i = 0; i < SEGBIAS_SYNONYM_GROUPS_MAX; i++)
		synonyms->values[i] = UINT32_MAX;
	for (uint32_t i = 0; i < all->size; i++) {
		int group = segbias_synonym_group(all->labels[i], codes);
		if (group != SEGBIAS_SYNONYM_NONE)
			present[group] = true;
	}
	for (size_t i = 0; i < attribute->value_count; i++) {
		int group = segbias_synonym_group(attribute->values[i], codes);
		bool accompanied = false;
		for (int j = 0; j < SEGBIAS_SYNONYM_GROUPS_MAX && group != SEGBIAS_SYNONYM_NONE; j++)
			accompanied = accompanied || (j != group && present[j] && segbias_synonym_same_set(group, j));
		if (!accompanied)
			continue;
		several[group] = several[group] || synonyms->values[group] != UINT32_MAX;
		synonyms->values[group] = several[group] ? UINT32_MAX : (uint32_t)i;
		any = true;
	}
	return any;
}

enum segbias_status segbias_synonyms_find(struct segbias_attribute *attribute, const struct segbias_match_input *input,
                                          struct segbias_arena *arena, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_intern all = {0};
	struct segbias_intern seen = {0};
	struct segbias_synonym_codes codes;
	int set = SEGBIAS_SYNONYM_NONE;
	int other = SEGBIAS_SYNONYM_NONE;
	struct segbias_match_synonyms *synonyms = segbias_arena_allocate(arena, sizeof *synonyms);
	if (!synonyms)
		SEGBIAS_TRY(segbias_error_memory(error));
	if (attribute->bands)
		goto done;
	SEGBIAS_TRY(reference_values(input->reference_tally, attribute->reference_column, &all, error));
	SEGBIAS_TRY(head_values(input->campaign, attribute->field, attribute->map.missing, &seen, error));
	/* Codes that fit several sets in one file (M, W, D) may be told by the words of the other. */
	segbias_synonym_read(all.labels, all.size, SEGBIAS_SYNONYM_NONE, &set, &codes);
	segbias_synonym_read(seen.labels, seen.size, set, &other, &synonyms->codes);
	if (set == SEGBIAS_SYNONYM_NONE && other != SEGBIAS_SYNONYM_NONE)
		segbias_synonym_read(all.labels, all.size, other, &set, &codes);
	synonyms->set = set == other ? set : SEGBIAS_SYNONYM_NONE;
	if (synonyms->set == SEGBIAS_SYNONYM_NONE) {
		codes = (struct segbias_synonym_codes){0};
		synonyms->codes = codes;
	}
	if (fill(attribute, &all, &codes, synonyms))
		attribute->map.synonyms = synonyms;
done:
	segbias_intern_release(&all);
	segbias_intern_release(&seen);
	return status;
}

/* A code that was read, by the first of them in byte order. */
static bool find_code(const struct segbias_attribute *attribute, const struct segbias_tally *campaign,
                      struct segbias_spelling *out)
{
	bool found = false;
	for (uint32_t i = 0; i < segbias_tally_spellings(campaign, attribute->column); i++) {
		struct segbias_spelling spelling = segbias_tally_spelling(campaign, attribute->column, i);
		bool code =
		    spelling.how == SEGBIAS_HOW_SYNONYM &&
		    segbias_synonym_group(spelling.label, &(struct segbias_synonym_codes){0}) == SEGBIAS_SYNONYM_NONE;
		if (code && (!found || segbias_label_compare(spelling.label, out->label) < 0)) {
			*out = spelling;
			found = true;
		}
	}
	return found;
}

enum segbias_status segbias_synonyms_settle(const struct segbias_attribute *attribute,
                                            const struct segbias_tally *campaign, const char *path,
                                            struct segbias_error *error)
{
	const struct segbias_match_synonyms *synonyms = attribute->map.synonyms;
	struct segbias_spelling code;
	if (!synonyms || attribute->dropped || !find_code(attribute, campaign, &code))
		return SEGBIAS_OK;
	for (uint32_t i = 0; i < segbias_tally_spellings(campaign, attribute->column); i++) {
		struct segbias_spelling spelling = segbias_tally_spelling(campaign, attribute->column, i);
		char text[4][SEGBIAS_QUOTE_MAX];
		if (spelling.how != SEGBIAS_HOW_UNMATCHED ||
		    segbias_synonym_explains(spelling.label, synonyms->set, &synonyms->codes))
			continue;
		struct segbias_label value = attribute->values[code.id - SEGBIAS_ID_FIRST];
		enum segbias_status status = segbias_error_set(
		    error, SEGBIAS_DATA,
		    "%s: the first rows let %s be read as %s, but %s does not go with it: which value is meant?",
		    segbias_label_show(attribute->name, text[0]), segbias_label_quote(code.label, text[1]),
		    segbias_label_quote(value, text[2]), segbias_label_quote(spelling.label, text[3]));
		segbias_error_place(error, path, spelling.line, spelling.column);
		if (segbias_label_copyable(attribute->name) && segbias_label_copyable(code.label) &&
		    segbias_label_copyable(value))
			segbias_error_hint(error, "say what it is: --recode '%s:%s=%s'", text[0],
			                   segbias_label_show(code.label, text[1]), segbias_label_show(value, text[2]));
		else
			segbias_error_hint(error, "say what it is: --recode ATTR:FROM=TO");
		return status;
	}
	return SEGBIAS_OK;
}
