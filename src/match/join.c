/* Several spellings of one value, in one file: joined where they share a normal form, and shown by the most frequent. */
#include "match/match.h"

#include "base/memory.h"
#include "base/number.h"
#include "base/personal.h"
#include "base/sum.h"
#include "base/unicode.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- values of the reference -------------------------------------------------------------------------------------- */

static bool fold_into(struct segbias_intern *folded, struct segbias_label label, uint32_t *id)
{
	struct segbias_text text = {0};
	segbias_unicode_fold(label, &text);
	*id = text.failed ? SEGBIAS_INTERN_NONE
	                  : segbias_intern_add(folded, (struct segbias_label){text.data, text.size});
	segbias_text_release(&text);
	return *id != SEGBIAS_INTERN_NONE;
}

/* Whether a spelling with this figure stands before the other. */
static bool precedes(struct segbias_label label, double figure, struct segbias_label other, double other_figure)
{
	return figure != other_figure ? figure > other_figure : segbias_label_compare(label, other) < 0;
}

static double weight_of(const struct segbias_table *table, uint32_t label)
{
	return segbias_tally_cell(table, &(uint32_t){SEGBIAS_ID_FIRST + label}, 1).weight;
}

enum segbias_status segbias_join_labels(const struct segbias_tally *reference, uint32_t column, uint32_t **into,
                                        struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	uint32_t labels = segbias_tally_labels(reference, column);
	const struct segbias_table *table = segbias_tally_table(reference, &column, 1);
	struct segbias_intern folded = {0};
	uint32_t *form = segbias_memory_zeroed((size_t)labels + 1, sizeof *form); /* by label: its normal form */
	uint32_t *first =
	    segbias_memory_zeroed((size_t)labels + 1, sizeof *first); /* by normal form: the label that stands for it */
	if (!form || !first)
		SEGBIAS_TRY(segbias_error_memory(error));
	for (uint32_t i = 0; i < labels; i++) {
		uint32_t forms = folded.size;
		struct segbias_label label = segbias_tally_label(reference, column, SEGBIAS_ID_FIRST + i);
		if (!fold_into(&folded, label, &form[i]))
			SEGBIAS_TRY(segbias_error_memory(error));
		uint32_t *best = &first[form[i]];
		if (folded.size > forms ||
		    precedes(label, weight_of(table, i),
		             segbias_tally_label(reference, column, SEGBIAS_ID_FIRST + *best), weight_of(table, *best)))
			*best = i;
	}
	for (uint32_t i = 0; i < labels; i++)
		form[i] = first[form[i]];
	*into = form;
	form = NULL;
done:
	segbias_intern_release(&folded);
	free(form);
	free(first);
	return status;
}

enum segbias_status segbias_join_cell(const struct segbias_table *table, const uint32_t *into, uint32_t labels,
                                      uint32_t i, struct segbias_cell *out, struct segbias_error *error)
{
	struct segbias_sum weight = {0};
	struct segbias_sum square = {0};
	struct segbias_sum fourth = {0};
	bool ok = true;
	*out = (struct segbias_cell){0};
	for (uint32_t j = 0; j < labels && ok; j++) {
		if (into[j] != i)
			continue;
		struct segbias_cell cell = segbias_tally_cell(table, &(uint32_t){SEGBIAS_ID_FIRST + j}, 1);
		out->count += cell.count;
		out->units += cell.units;
		segbias_cell_add_doubt(out, &cell);
		ok = segbias_sum_add(&weight, cell.weight) && segbias_sum_add(&square, cell.square) &&
		     segbias_sum_add(&fourth, cell.fourth);
	}
	out->weight = segbias_sum_value(&weight);
	out->square = segbias_sum_value(&square);
	out->fourth = segbias_sum_value(&fourth);
	segbias_sum_release(&weight);
	segbias_sum_release(&square);
	segbias_sum_release(&fourth);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

/* The labels of the reference that have become the value, in byte order; NULL where there is no memory. */
static struct segbias_label *spellings_of(const struct segbias_attribute *attribute,
                                          const struct segbias_tally *reference, uint32_t value, size_t *count)
{
	struct segbias_label *list = segbias_memory_zeroed(attribute->id_count + 1, sizeof *list);
	*count = 0;
	for (uint32_t id = SEGBIAS_ID_FIRST; list && id < attribute->id_count; id++)
		if (attribute->value_of[id] == value)
			list[(*count)++] = segbias_tally_label(reference, attribute->reference_column, id);
	if (list)
		qsort(list, *count, sizeof *list, segbias_labels_compare);
	return list;
}

enum { LISTED_MAX = 4 /* spellings or values in a note */ };

static void add_list(struct segbias_text *text, const struct segbias_label *labels, size_t count)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	size_t listed = count > LISTED_MAX ? LISTED_MAX - 1 : count;
	for (size_t i = 0; i < listed; i++)
		segbias_text_add_format(text, "%s%s",
		                        i == 0           ? ""
		                        : i + 1 == count ? " and "
		                                         : ", ",
		                        segbias_label_quote(labels[i], quoted));
	if (count > listed)
		segbias_text_add_format(text, " and %zu more", count - listed);
}

void segbias_join_note(const struct segbias_attribute *attribute, const struct segbias_tally *reference,
                       const char *path, struct segbias_notes *notes)
{
	struct segbias_text text = {0};
	size_t joined = 0;
	for (uint32_t value = 0; value < attribute->value_count && !attribute->binned; value++) {
		size_t count = 0;
		struct segbias_label *list = spellings_of(attribute, reference, value, &count);
		if (list && count > 1 && joined++ < LISTED_MAX) {
			segbias_text_add_string(&text, joined > 1 ? "; " : "");
			add_list(&text, list, count);
		}
		free(list);
	}
	char name[SEGBIAS_QUOTE_MAX];
	char more[48] = "";
	char shown[300];
	if (joined > LISTED_MAX)
		(void)snprintf(more, sizeof more, "; and %zu more values", joined - LISTED_MAX);
	if (joined)
		segbias_error_place(
		    segbias_notes_add(notes, "joined_spellings",
		                      "%s: spellings that differ in case, blanks or dashes are one value: %s%s",
		                      segbias_label_show(attribute->reference_name, name),
		                      segbias_text_print(shown, sizeof shown, "%s", text.data ? text.data : ""), more),
		    path, 0, 0);
	segbias_text_release(&text);
}

/* A spelling and how many have it, while the most frequent one is sought. */
struct candidate {
	struct segbias_label label;
	double figure;
};

static int compare_candidates(const void *a, const void *b)
{
	return segbias_labels_compare(&((const struct candidate *)a)->label, &((const struct candidate *)b)->label);
}

/* The one with the largest figure, those of equal spellings added up; the list is put in order. */
static struct segbias_label most_frequent(struct candidate *list, size_t count)
{
	size_t best = 0;
	size_t kept = 0;
	qsort(list, count, sizeof *list, compare_candidates);
	for (size_t i = 0; i < count; i++) {
		if (kept && segbias_label_equal(list[kept - 1].label, list[i].label))
			list[kept - 1].figure += list[i].figure;
		else
			list[kept++] = list[i];
	}
	for (size_t i = 1; i < kept; i++)
		if (list[i].figure > list[best].figure)
			best = i;
	return list[best].label;
}

/* The spelling with single blanks and none at its ends. Errors: SEGBIAS_SYSTEM. */
static enum segbias_status tidy(struct segbias_label spelling, struct segbias_arena *arena, struct segbias_label *out,
                                struct segbias_error *error)
{
	struct segbias_text text = {0};
	segbias_unicode_squeeze(spelling, &text);
	bool ok = !text.failed && segbias_arena_copy(arena, (struct segbias_label){text.data, text.size}, out);
	segbias_text_release(&text);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

struct candidates {
	struct candidate *list;
	size_t count;
};

/* Adds the value's spellings in the reference with the people who have them. */
static enum segbias_status gather_reference(const struct segbias_attribute *attribute, uint32_t value,
                                            const struct segbias_tally *reference, struct segbias_arena *arena,
                                            struct candidates *out, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	uint32_t column = (uint32_t)attribute->reference_column;
	const struct segbias_table *table = segbias_tally_table(reference, &column, 1);
	for (uint32_t id = SEGBIAS_ID_FIRST; id < attribute->id_count; id++) {
		struct candidate *candidate = &out->list[out->count];
		if (attribute->value_of[id] != value)
			continue;
		SEGBIAS_TRY(tidy(segbias_tally_label(reference, column, id), arena, &candidate->label, error));
		candidate->figure = weight_of(table, id - SEGBIAS_ID_FIRST);
		out->count++;
	}
done:
	return status;
}

/* … and those in the campaign. */
static enum segbias_status gather_campaign(const struct segbias_attribute *attribute, uint32_t value,
                                           const struct segbias_tally *campaign, struct segbias_arena *arena,
                                           struct candidates *out, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	for (uint32_t i = 0; i < segbias_tally_spellings(campaign, attribute->column); i++) {
		struct candidate *candidate = &out->list[out->count];
		struct segbias_spelling spelling = segbias_tally_spelling(campaign, attribute->column, i);
		if (spelling.id != SEGBIAS_ID_FIRST + value ||
		    (spelling.how != SEGBIAS_HOW_EXACT && spelling.how != SEGBIAS_HOW_NORMALISED))
			continue;
		SEGBIAS_TRY(tidy(spelling.label, arena, &candidate->label, error));
		candidate->figure = (double)spelling.count;
		out->count++;
	}
done:
	return status;
}

enum segbias_status segbias_join_settle(struct segbias_attribute *attribute, const struct segbias_tally *reference,
                                        const struct segbias_tally *campaign, struct segbias_arena *arena,
                                        struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	size_t room = attribute->id_count + segbias_tally_spellings(campaign, attribute->column) + 1;
	struct candidates found = {segbias_memory_zeroed(room, sizeof *found.list), 0};
	if (!found.list)
		return segbias_error_memory(error);
	for (uint32_t value = 0; value < attribute->value_count && !attribute->binned && !attribute->dropped; value++) {
		size_t labels = 0;
		found.count = 0;
		for (uint32_t id = SEGBIAS_ID_FIRST; id < attribute->id_count; id++)
			labels += attribute->value_of[id] == value;
		if (labels < 2)
			continue;
		SEGBIAS_TRY(gather_reference(attribute, value, reference, arena, &found, error));
		SEGBIAS_TRY(gather_campaign(attribute, value, campaign, arena, &found, error));
		attribute->values[value] = most_frequent(found.list, found.count);
	}
done:
	free(found.list);
	return status;
}

/* --- segments ----------------------------------------------------------------------------------------------------- */

/* Length in bytes of the run of letters at bytes[0..size); *letters is their number. */
static size_t letter_run(const char *bytes, size_t size, size_t *letters)
{
	size_t at = 0;
	*letters = 0;
	while (at < size) {
		uint32_t code = 0;
		size_t length = segbias_unicode_decode(bytes + at, size - at, &code);
		if (length == 0 || !segbias_unicode_letter(code))
			break;
		at += length;
		++*letters;
	}
	return at;
}

void segbias_join_segment_key(struct segbias_label spelling, struct segbias_text *key)
{
	enum { WORD_LEAST = 3 };
	struct segbias_text text = {0};
	segbias_text_add(key, "", 0);
	segbias_unicode_squeeze(spelling, &text);
	for (size_t at = 0; at < text.size;) {
		size_t letters = 0;
		size_t size = letter_run(text.data + at, text.size - at, &letters);
		if (letters >= WORD_LEAST)
			segbias_unicode_fold((struct segbias_label){text.data + at, size}, key);
		else
			segbias_text_add(key, text.data + at, size ? size : (size = 1));
		at += size;
	}
	key->failed |= text.failed;
	segbias_text_release(&text);
}

void segbias_join_shown_segment_key(struct segbias_label spelling, struct segbias_text *key)
{
	if (segbias_personal_value(spelling))
		segbias_text_add(key, "", 0);
	else
		segbias_join_segment_key(spelling, key);
}

/* The spellings of one segment; list has room for all of the column. */
static size_t spellings_of_segment(const struct segbias_tally *tally, uint32_t id, struct segbias_label *list)
{
	size_t count = 0;
	for (uint32_t i = 0; i < segbias_tally_spellings(tally, 0); i++) {
		struct segbias_spelling spelling = segbias_tally_spelling(tally, 0, i);
		if (spelling.id == id)
			list[count++] = spelling.label;
	}
	qsort(list, count, sizeof *list, segbias_labels_compare);
	return count;
}

/* What to show of every segment; joined[id] where it has several spellings. */
static enum segbias_status name_segments(struct segbias_matching *matching, const struct segbias_tally *tally,
                                         struct candidate *list, bool *joined, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	uint32_t spellings = segbias_tally_spellings(tally, 0);
	uint32_t ids = segbias_tally_labels(tally, 0) + SEGBIAS_ID_FIRST;
	size_t *start =
	    segbias_memory_zeroed((size_t)ids + 2, sizeof *start); /* where the spellings of an id begin in the list */
	if (!start)
		return segbias_error_memory(error);
	for (uint32_t i = 0; i < spellings; i++)
		start[segbias_tally_spelling(tally, 0, i).id + 2]++;
	for (uint32_t id = 1; id <= ids; id++)
		start[id + 1] += start[id];
	for (uint32_t i = 0; i < spellings; i++) {
		struct segbias_spelling spelling = segbias_tally_spelling(tally, 0, i);
		list[start[spelling.id + 1]++] = (struct candidate){spelling.label, (double)spelling.count};
	}
	for (uint32_t id = SEGBIAS_ID_FIRST; id < ids; id++) {
		struct candidate *own = &list[start[id]];
		size_t count = start[id + 1] - start[id];
		joined[id] = count > 1;
		for (size_t i = 0; i < count && joined[id]; i++)
			SEGBIAS_TRY(tidy(own[i].label, &matching->arena, &own[i].label, error));
		matching->segments[id] = most_frequent(own, count);
	}
done:
	free(start);
	return status;
}

static void note_joined(const struct segbias_matching *matching, const struct segbias_tally *tally, const bool *joined,
                        const char *path, struct segbias_notes *notes)
{
	uint32_t ids = segbias_tally_labels(tally, 0) + SEGBIAS_ID_FIRST;
	struct segbias_label *list = segbias_memory_zeroed((size_t)segbias_tally_spellings(tally, 0) + 1, sizeof *list);
	struct segbias_text text = {0};
	char quoted[SEGBIAS_QUOTE_MAX];
	size_t found = 0;
	/* In the order of their names, which no order of the rows changes. */
	for (size_t shown = 0; list && shown < LISTED_MAX; shown++) {
		uint32_t next = 0;
		for (uint32_t id = SEGBIAS_ID_FIRST; id < ids; id++) {
			bool past = shown == 0 || segbias_label_compare(matching->segments[id], list[0]) > 0;
			if (joined[id] && past &&
			    (!next || segbias_label_compare(matching->segments[id], matching->segments[next]) < 0))
				next = id;
		}
		if (!next)
			break;
		size_t count = spellings_of_segment(tally, next, list);
		segbias_text_add_string(&text, shown ? "; " : "");
		add_list(&text, list, count);
		segbias_text_add_format(&text, " as %s", segbias_label_quote(matching->segments[next], quoted));
		list[0] = matching->segments[next];
	}
	for (uint32_t id = SEGBIAS_ID_FIRST; id < ids; id++)
		found += joined[id];
	if (found > LISTED_MAX)
		segbias_text_add_format(&text, "; and %zu more", found - LISTED_MAX);
	if (found)
		segbias_error_place(segbias_notes_add(notes, "joined_segments",
		                                      "segments that differ in blanks or case only are one: %s",
		                                      text.data ? text.data : ""),
		                    path, 0, 0);
	segbias_text_release(&text);
	free(list);
}

static int compare_pairs(const void *a, const void *b)
{
	const struct segbias_label *x = a;
	const struct segbias_label *y = b;
	int order = segbias_label_compare(x[0], y[0]);
	return order ? order : segbias_label_compare(x[1], y[1]);
}

/* Segments with one normal form that the key keeps apart. */
static void note_alike(const struct segbias_matching *matching, const struct segbias_tally *tally, const char *path,
                       struct segbias_notes *notes)
{
	uint32_t ids = segbias_tally_labels(tally, 0) + SEGBIAS_ID_FIRST;
	struct segbias_arena arena = {0};
	struct segbias_label(*pairs)[2] = segbias_arena_array(&arena, ids, sizeof *pairs); /* normal form, name */
	struct segbias_label *names = segbias_arena_array(&arena, ids, sizeof *names);
	struct segbias_text text = {0};
	char list[400];
	size_t count = 0;
	size_t found = 0;
	for (uint32_t id = SEGBIAS_ID_FIRST; pairs && names && id < ids; id++) {
		struct segbias_text folded = {0};
		segbias_unicode_fold(matching->segments[id], &folded);
		pairs[count][1] = matching->segments[id];
		if (!folded.failed &&
		    segbias_arena_copy(&arena, (struct segbias_label){folded.data, folded.size}, pairs[count]))
			count++;
		segbias_text_release(&folded);
	}
	if (count)
		qsort(pairs, count, sizeof *pairs, compare_pairs);
	for (size_t from = 0, to = 0; from < count; from = to) {
		for (to = from; to < count && segbias_label_equal(pairs[from][0], pairs[to][0]); to++)
			names[to - from] = pairs[to][1];
		if (to - from < 2 || found++ >= LISTED_MAX)
			continue;
		segbias_text_add_string(&text, found > 1 ? "; " : "");
		add_list(&text, names, to - from);
	}
	if (found)
		segbias_error_place(
		    segbias_notes_add(notes, "segments_alike",
		                      "segments that differ in case or dashes only are taken as different: %s%s",
		                      segbias_text_print(list, sizeof list, "%s", text.data ? text.data : ""),
		                      found > LISTED_MAX ? " and others" : ""),
		    path, 0, 0);
	segbias_text_release(&text);
	segbias_arena_release(&arena);
}

/* A footer's address, say, in a column of segments. */
static void note_withheld(const struct segbias_matching *matching, const struct segbias_tally *tally, const char *path,
                          struct segbias_notes *notes)
{
	uint64_t records = segbias_tally_beyond(tally, 0, SEGBIAS_ID_UNMATCHED);
	struct segbias_spelling first = {0};
	char quoted[SEGBIAS_QUOTE_MAX];
	char number[SEGBIAS_NUMBER_MAX];
	for (uint32_t i = 0; i < segbias_tally_spellings(tally, 0); i++) {
		struct segbias_spelling spelling = segbias_tally_spelling(tally, 0, i);
		if (spelling.id != SEGBIAS_ID_UNMATCHED)
			continue;
		first = !first.label.bytes || spelling.line < first.line ? spelling : first;
		records += spelling.count;
	}
	if (!first.label.bytes)
		return;
	bool copyable = segbias_label_copyable(matching->segment_name);
	struct segbias_error *note =
	    segbias_notes_add(notes, "withheld_segment",
	                      "a segment that looks like personal data is withheld: %s record%s without a segment",
	                      segbias_number_group((double)records, number), segbias_plural((double)records));
	segbias_error_place(note, path, first.line, first.column);
	segbias_error_hint(note,
	                   "take the row out of the file if it is no record; --segment '%s' shows it all the same",
	                   copyable ? segbias_label_show(matching->segment_name, quoted) : "COLUMN");
}

/* A name among the segments that one or two records have: its place in the reports stays, under another name. */
static enum segbias_status rename_strays(struct segbias_matching *matching, const struct segbias_tally *tally,
                                         const char *path, struct segbias_notes *notes, struct segbias_error *error)
{
	size_t found = 0;
	char quoted[SEGBIAS_QUOTE_MAX];
	for (uint32_t i = 0; i < segbias_tally_labels(tally, 0); i++) {
		struct segbias_label *name = &matching->segments[SEGBIAS_ID_FIRST + i];
		enum segbias_personal kind = segbias_strays_kind(&matching->strays, *name);
		char shown[96];
		if (!kind)
			continue;
		(void)snprintf(shown, sizeof shown, "[%s, withheld: %zu]", segbias_personal_words(kind), ++found);
		if (!segbias_arena_copy(&matching->arena, segbias_label_of(shown), name))
			return segbias_error_memory(error);
	}
	if (found == 0)
		return SEGBIAS_OK;
	bool copyable = segbias_label_copyable(matching->segment_name);
	struct segbias_error *note =
	    segbias_notes_add(notes, "withheld_segment",
	                      "%zu segment%s of one or two records look%s like personal data: the name is withheld",
	                      found, segbias_plural((double)found), found > 1 ? "" : "s");
	segbias_error_place(note, path, 0, 0);
	segbias_error_hint(note, "--segment '%s' shows it all the same",
	                   copyable ? segbias_label_show(matching->segment_name, quoted) : "COLUMN");
	return SEGBIAS_OK;
}

enum segbias_status segbias_join_segments(struct segbias_matching *matching, const struct segbias_tally *tally,
                                          bool rows, const char *path, struct segbias_notes *notes,
                                          struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	size_t ids = (size_t)segbias_tally_labels(tally, 0) + SEGBIAS_ID_FIRST;
	struct candidate *list = segbias_memory_zeroed((size_t)segbias_tally_spellings(tally, 0) + 1, sizeof *list);
	bool *joined = segbias_memory_zeroed(ids, sizeof *joined);
	matching->segments = segbias_arena_array(&matching->arena, ids, sizeof *matching->segments);
	if (!list || !joined || !matching->segments)
		SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(name_segments(matching, tally, list, joined, error));
	if (matching->plan.columns[0].key == segbias_join_shown_segment_key && rows) {
		SEGBIAS_TRY(segbias_strays_find(tally, 0, &matching->strays, error));
		SEGBIAS_TRY(rename_strays(matching, tally, path, notes, error));
	}
	note_joined(matching, tally, joined, path, notes);
	note_alike(matching, tally, path, notes);
	note_withheld(matching, tally, path, notes);
done:
	free(list);
	free(joined);
	return status;
}
