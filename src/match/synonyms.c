/* Which values of an attribute the synonyms of a campaign column mean. */
#include "match/match.h"

#include "base/memory.h"
#include "base/unicode.h"
#include "values/word.h"

#include <stdlib.h>

/* A column in both files, and what its codes may be. */
struct sides {
	struct segbias_intern reference, campaign; /* the distinct values */
	struct segbias_synonym_codes codes, campaign_codes;
	int set;    /* of both; SEGBIAS_SYNONYM_NONE: there is none */
	bool apart; /* no scheme has the codes of both files */
};

static void release(struct sides *sides)
{
	segbias_intern_release(&sides->reference);
	segbias_intern_release(&sides->campaign);
	*sides = (struct sides){0};
}

/* A value of the campaign. What is recoded and no code has nothing to do with the others, nor has a word for a total. */
static enum segbias_status add_value(const struct segbias_attribute *attribute, struct segbias_label value,
                                     struct segbias_intern *seen, struct segbias_error *error)
{
	static const struct segbias_synonym_codes ANY = {UINT32_MAX};
	if (segbias_missing_any(attribute->map.missing, value) || segbias_word_total(value) != SEGBIAS_TOTAL_NONE ||
	    (segbias_intern_find(&attribute->map.recode_from, value) != SEGBIAS_INTERN_NONE &&
	     !segbias_synonym_is_code(value, &ANY)))
		return SEGBIAS_OK;
	return segbias_intern_add(seen, value) == SEGBIAS_INTERN_NONE ? segbias_error_memory(error) : SEGBIAS_OK;
}

/* Words for a total are no values. */
static bool add_label(struct segbias_label label, struct segbias_intern *seen)
{
	return segbias_word_total(label) != SEGBIAS_TOTAL_NONE ||
	       segbias_intern_add(seen, label) != SEGBIAS_INTERN_NONE;
}

/* The distinct labels of the reference, within the universe or not: what a letter means is seen by all of them. */
static enum segbias_status reference_values(const struct segbias_tally *reference, size_t column,
                                            struct segbias_intern *seen, struct segbias_error *error)
{
	bool ok = true;
	for (uint32_t i = 0; i < segbias_tally_labels(reference, column) && ok; i++)
		ok = add_label(segbias_tally_label(reference, column, SEGBIAS_ID_FIRST + i), seen);
	for (uint32_t i = 0; i < segbias_tally_outsiders(reference, column) && ok; i++)
		ok = add_label(segbias_tally_outsider(reference, column, i, NULL), seen);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

/* The same of the campaign, after the pour. */
static enum segbias_status campaign_values(const struct segbias_attribute *attribute,
                                           const struct segbias_tally *campaign, struct segbias_intern *seen,
                                           struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	for (uint32_t i = 0; i < segbias_tally_spellings(campaign, attribute->column); i++) {
		struct segbias_spelling spelling = segbias_tally_spelling(campaign, attribute->column, i);
		if (spelling.id != SEGBIAS_ID_MISSING && spelling.count > 0)
			SEGBIAS_TRY(add_value(attribute, spelling.label, seen, error));
	}
	for (uint32_t i = 0; i < segbias_tally_outsiders(campaign, attribute->column); i++)
		SEGBIAS_TRY(
		    add_value(attribute, segbias_tally_outsider(campaign, attribute->column, i, NULL), seen, error));
done:
	return status;
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

/* Codes that fit several sets in one file (M, W, D) may be told by the words of the other. Where one file's column has other
 * values too, its codes are looked at by themselves. */
static void judge(struct sides *sides)
{
	const struct segbias_intern *reference = &sides->reference;
	const struct segbias_intern *campaign = &sides->campaign;
	int set = SEGBIAS_SYNONYM_NONE;
	int other = SEGBIAS_SYNONYM_NONE;
	segbias_synonym_read(reference->labels, reference->size, SEGBIAS_SYNONYM_NONE, &set, &sides->codes);
	segbias_synonym_read(campaign->labels, campaign->size, set, &other, &sides->campaign_codes);
	if (set == SEGBIAS_SYNONYM_NONE && other != SEGBIAS_SYNONYM_NONE)
		segbias_synonym_read(reference->labels, reference->size, other, &set, &sides->codes);
	sides->set = set == other ? set : SEGBIAS_SYNONYM_NONE;
	if (set != SEGBIAS_SYNONYM_NONE && other == SEGBIAS_SYNONYM_NONE)
		segbias_synonym_among(campaign->labels, campaign->size, set, &sides->campaign_codes);
	if (set == SEGBIAS_SYNONYM_NONE && other != SEGBIAS_SYNONYM_NONE)
		segbias_synonym_among(reference->labels, reference->size, other, &sides->codes);
	sides->apart = sides->codes.schemes && sides->campaign_codes.schemes &&
	               !(sides->codes.schemes & sides->campaign_codes.schemes);
}

/* A word of the campaign that begins with the letter and means another value than the letter does. */
static bool is_contradicted(const struct sides *sides, struct segbias_label letter, int group)
{
	for (uint32_t i = 0; i < sides->campaign.size; i++) {
		int other = SEGBIAS_SYNONYM_NONE;
		if (segbias_synonym_begins(sides->campaign.labels[i], letter, &other) && other != group &&
		    segbias_synonym_same_set(other, group))
			return true;
	}
	return false;
}

/* Whether a letter of the campaign that is one of the reference, too, need not mean the same. */
static bool is_open(const struct sides *sides, struct segbias_label letter)
{
	struct segbias_synonym_codes common = {sides->codes.schemes & sides->campaign_codes.schemes};
	int here = segbias_synonym_group(letter, &sides->campaign_codes);
	int there = segbias_synonym_group(letter, &sides->codes);
	if (!segbias_synonym_is_code(letter, &sides->campaign_codes) || !segbias_synonym_is_code(letter, &sides->codes))
		return false;
	if (sides->apart)
		return here == SEGBIAS_SYNONYM_NONE || there == SEGBIAS_SYNONYM_NONE ||
		       (sides->set == SEGBIAS_SYNONYM_NONE && here != there);
	there = segbias_synonym_group(letter, &common);
	return here == SEGBIAS_SYNONYM_NONE && there != SEGBIAS_SYNONYM_NONE && is_contradicted(sides, letter, there);
}

/* The codes of a column, at most `room`; the count of all. */
static size_t list_codes(const struct segbias_intern *column, const struct segbias_synonym_codes *codes, size_t room,
                         struct segbias_label *out)
{
	size_t count = 0;
	for (uint32_t i = 0; i < column->size; i++)
		if (segbias_synonym_is_code(column->labels[i], codes)) {
			if (count < room)
				out[count] = column->labels[i];
			count++;
		}
	return count;
}

/* What a letter may be: each code of the reference. */
static void hint_letter(const struct sides *sides, const char *name, struct segbias_label letter,
                        struct segbias_error *error)
{
	enum { CODES_MAX = 4 };
	struct segbias_label codes[CODES_MAX];
	struct segbias_text list = {0};
	char text[2][SEGBIAS_QUOTE_MAX];
	size_t count = list_codes(&sides->reference, &sides->codes, CODES_MAX, codes);
	for (size_t i = 0; i < count && i < CODES_MAX; i++)
		segbias_text_add_format(&list, "%s--recode '%s:%s=%s'", i ? ", or " : "", name,
		                        segbias_label_show(letter, text[0]), segbias_label_show(codes[i], text[1]));
	segbias_error_hint(error, "say what the letter is: %s", list.data ? list.data : "--recode ATTR:FROM=TO");
	segbias_text_release(&list);
}

/* Of two codes and two values both ways are shown: which one is right is not for a guess. */
static void hint_codes(const struct segbias_attribute *attribute, const struct sides *sides,
                       struct segbias_label letter, struct segbias_error *error)
{
	enum { PAIR = 2 };
	struct segbias_label from[PAIR];
	struct segbias_label to[PAIR];
	char text[5][SEGBIAS_QUOTE_MAX];
	bool pairs = list_codes(&sides->campaign, &sides->campaign_codes, PAIR, from) == PAIR &&
	             list_codes(&sides->reference, &sides->codes, PAIR, to) == PAIR;
	const char *name = segbias_label_show(attribute->name, text[0]);
	if (!segbias_label_copyable(attribute->name)) {
		segbias_error_hint(error, "say what each letter is: --recode ATTR:FROM=TO");
		return;
	}
	if (!pairs) {
		hint_letter(sides, name, letter, error);
		return;
	}
	for (size_t i = 0; i < PAIR; i++) {
		segbias_label_show(from[i], text[1 + i]);
		segbias_label_show(to[i], text[3 + i]);
	}
	segbias_error_hint(
	    error,
	    "say which is meant: --recode '%s:%s=%s' --recode '%s:%s=%s', or --recode '%s:%s=%s' --recode "
	    "'%s:%s=%s'",
	    name, text[1], text[3], name, text[2], text[4], name, text[1], text[4], name, text[2], text[3]);
}

/* Whether the reference has the letter, within the universe or not. */
static bool has_letter(const struct sides *sides, struct segbias_label letter)
{
	for (uint32_t i = 0; i < sides->reference.size; i++)
		if (segbias_unicode_same(sides->reference.labels[i], letter))
			return true;
	return false;
}

/* "a", "b", …: what the reference has, in byte order, within the universe or not. */
static void list_reference(const struct sides *sides, size_t size_max, struct segbias_text *list)
{
	struct segbias_label *labels = segbias_memory_zeroed((size_t)sides->reference.size + 1, sizeof *labels);
	for (uint32_t i = 0; labels && i < sides->reference.size; i++)
		labels[i] = sides->reference.labels[i];
	if (labels)
		qsort(labels, sides->reference.size, sizeof *labels, segbias_labels_compare);
	if (labels)
		segbias_names_list(labels, sides->reference.size, size_max, list);
	free(labels);
}

/* A letter of both files whose meaning cannot be told; `all`: every one that has two meanings. */
static enum segbias_status check_letters(const struct segbias_attribute *attribute, const struct sides *sides, bool all,
                                         const char *path, struct segbias_error *error)
{
	enum { LIST_MAX = 120 };
	for (uint32_t i = 0; i < sides->campaign.size; i++) {
		struct segbias_label letter = sides->campaign.labels[i];
		bool differ = segbias_synonym_is_code(letter, &sides->campaign_codes) &&
		              segbias_synonym_group(letter, &sides->campaign_codes) !=
		                  segbias_synonym_group(letter, &sides->codes);
		if (!(is_open(sides, letter) || (all && differ)) || !has_letter(sides, letter) ||
		    segbias_intern_find(&attribute->map.recode_from, letter) != SEGBIAS_INTERN_NONE)
			continue;
		char text[2][SEGBIAS_QUOTE_MAX];
		struct segbias_text lists[2] = {{0}, {0}};
		segbias_names_list(sides->campaign.labels, sides->campaign.size, LIST_MAX, &lists[0]);
		list_reference(sides, LIST_MAX, &lists[1]);
		enum segbias_status status = segbias_error_set(
		    error, SEGBIAS_DATA,
		    "letters_differ|%s: %s need not mean the same in both files: the campaign has %s, the reference %s",
		    segbias_label_show(attribute->name, text[0]), segbias_label_quote(letter, text[1]),
		    lists[0].data ? lists[0].data : "", lists[1].data ? lists[1].data : "");
		segbias_error_place(error, path, 1, 0);
		hint_codes(attribute, sides, letter, error);
		segbias_text_release(&lists[0]);
		segbias_text_release(&lists[1]);
		return status;
	}
	return SEGBIAS_OK;
}

enum segbias_status segbias_synonyms_find(struct segbias_attribute *attribute, const struct segbias_match_input *input,
                                          struct segbias_arena *arena, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct sides sides = {0};
	const struct segbias_head *head = input->campaign;
	struct segbias_head_spellings spellings = {.counts = NULL};
	struct segbias_match_synonyms *synonyms = segbias_arena_allocate(arena, sizeof *synonyms);
	if (!synonyms)
		SEGBIAS_TRY(segbias_error_memory(error));
	if (attribute->bands)
		goto done;
	SEGBIAS_TRY(reference_values(input->reference_tally, attribute->reference_column, &sides.reference, error));
	if (!segbias_head_spellings_init(&spellings, head, attribute->field))
		SEGBIAS_TRY(segbias_error_memory(error));
	for (uint32_t i = 0; i < spellings.count; i++)
		SEGBIAS_TRY(add_value(attribute, spellings.labels[i], &sides.campaign, error));
	judge(&sides);
	SEGBIAS_TRY(check_letters(attribute, &sides, false, head->file, error));
	if (sides.set == SEGBIAS_SYNONYM_NONE) {
		sides.codes = (struct segbias_synonym_codes){0};
		sides.campaign_codes = sides.codes;
	}
	*synonyms = (struct segbias_match_synonyms){.set = sides.set, .codes = sides.campaign_codes};
	synonyms->apart = sides.set != SEGBIAS_SYNONYM_NONE && sides.apart;
	if (fill(attribute, &sides.reference, &sides.codes, synonyms))
		attribute->map.synonyms = synonyms;
done:
	segbias_head_spellings_release(&spellings);
	release(&sides);
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

/* What the first rows showed to be one scheme of codes may be two in the whole file. */
static enum segbias_status check_whole(const struct segbias_attribute *attribute, const struct segbias_tally *reference,
                                       const struct segbias_tally *campaign, const char *path,
                                       struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct sides sides = {0};
	bool apart = attribute->map.synonyms && attribute->map.synonyms->apart;
	SEGBIAS_TRY(reference_values(reference, attribute->reference_column, &sides.reference, error));
	SEGBIAS_TRY(campaign_values(attribute, campaign, &sides.campaign, error));
	judge(&sides);
	SEGBIAS_TRY(check_letters(attribute, &sides, sides.apart && !apart, path, error));
done:
	release(&sides);
	return status;
}

enum segbias_status segbias_synonyms_settle(const struct segbias_attribute *attribute,
                                            const struct segbias_tally *reference, const struct segbias_tally *campaign,
                                            const char *path, struct segbias_error *error)
{
	const struct segbias_match_synonyms *synonyms = attribute->map.synonyms;
	struct segbias_spelling code;
	if (attribute->dropped || attribute->bands || attribute->born)
		return SEGBIAS_OK;
	enum segbias_status whole = check_whole(attribute, reference, campaign, path, error);
	if (whole != SEGBIAS_OK)
		return whole;
	if (!synonyms || !find_code(attribute, campaign, &code))
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
		    "letters_ambiguous|%s: the first rows let %s be read as %s, but %s does not go with it: which value is meant?",
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
