/* Question: which values may stand for a missing one? In every column that is looked at for missing values: phrases and
 * dates that often do, numbers such as 999 outside the range of the others, and, of columns that are compared, a number
 * that stands out of many. They are reported with their count, never counted as missing. Values of other columns than
 * compared ones are named only where they come from the list. Of the reference, values that say so and that nobody of the
 * campaign has are noted: they are a share of everybody, and stay values. */
#include "analysis/analysis.h"

#include "base/memory.h"
#include "base/unicode.h"
#include "values/missing.h"
#include "values/name.h"
#include "values/suspect.h"
#include "values/word.h"

#include <math.h>
#include <stdlib.h>

enum {
	NUMBERS_LEAST = 20, /* different ones: fewer are codes, of which one may well be frequent */
	TIMES_LEAST = 2,    /* once may be a slip */
	SUSPECTED_MAX = 20,
};
static const double NUMBERS_SHARE = 0.9; /* of the known records, for the column to be one of numbers */
static const double SPIKE_SHARE = 0.05;  /* of the known records … */
static const double SPIKE_TIMES = 5;     /* … and of the next frequent value */

/* What the numbers of a column are like. */
struct numbers {
	size_t count;   /* different ones */
	double records; /* … and theirs */
	/* Usual markers that are below all others, and not above all of them: struct segbias_shown. */
	unsigned below, until;
	double first, second, known; /* records of the two most frequent ones, and of all */
};

/* Where is looked. */
struct searching {
	uint32_t column;
	bool compared;   /* its values may be shown */
	bool mapped;     /* they are values of the reference, or unmatched */
	bool identifier; /* none of its numbers may */
	struct segbias_number_style style;
};

static bool spelling_at(const struct segbias_tally *tally, uint32_t column, uint32_t index,
                        struct segbias_spelling *spelling)
{
	*spelling = segbias_tally_spelling(tally, column, index);
	return spelling->id != SEGBIAS_ID_MISSING && spelling->count > 0;
}

static bool number_of(struct segbias_label label, const struct segbias_number_style *style, double *value)
{
	struct segbias_figure figure;
	if (!segbias_figure_parse(label, style, &figure))
		return false;
	*value = figure.value;
	return true;
}

static struct numbers look(const struct segbias_tally *tally, uint32_t column, const struct segbias_number_style *style)
{
	struct numbers numbers = {.below = SEGBIAS_SHOWN_NONE};
	const struct segbias_shown *shown = segbias_tally_shown(tally, column);
	if (shown) {
		numbers.records = (double)shown->numbers;
		numbers.known = (double)shown->known;
		numbers.below = shown->below;
		numbers.until = shown->until;
		return numbers;
	}
	for (uint32_t i = 0; i < segbias_tally_spellings(tally, column); i++) {
		struct segbias_spelling spelling;
		double value = 0;
		if (!spelling_at(tally, column, i, &spelling))
			continue;
		double count = (double)spelling.count;
		numbers.known += count;
		if (!number_of(spelling.label, style, &value))
			continue;
		numbers.count++;
		numbers.records += count;
		if (count > numbers.first) {
			numbers.second = numbers.first;
			numbers.first = count;
		} else {
			numbers.second = fmax(numbers.second, count);
		}
		if (segbias_suspect_number(spelling.label, style->decimal, &value))
			continue;
		unsigned below = segbias_suspect_below(value, false);
		unsigned until = segbias_suspect_below(value, true);
		numbers.below = below < numbers.below ? below : numbers.below;
		numbers.until = until > numbers.until ? until : numbers.until;
	}
	return numbers;
}

/* Whether a usual marker lies below or above all others, of which there are. */
static bool is_outside(const struct numbers *numbers, double marker)
{
	unsigned rank = segbias_suspect_below(marker, false);
	return numbers->below != SEGBIAS_SHOWN_NONE && (rank < numbers->below || rank >= numbers->until);
}

static bool is_suspicious(const struct numbers *numbers, const struct segbias_spelling *spelling,
                          const struct searching *how)
{
	double value = 0;
	double count = (double)spelling->count;
	if (segbias_suspect_phrase(spelling->label))
		return !how->mapped || spelling->id < SEGBIAS_ID_FIRST; /* one that the reference lists is a value */
	if (how->identifier || !(numbers->records >= NUMBERS_SHARE * numbers->known) ||
	    !number_of(spelling->label, &how->style, &value))
		return false;
	if (segbias_suspect_number(spelling->label, how->style.decimal, &value) && spelling->count >= TIMES_LEAST &&
	    is_outside(numbers, value))
		return true;
	return how->compared && numbers->count >= NUMBERS_LEAST && count == numbers->first &&
	       count >= SPIKE_SHARE * numbers->known && count >= SPIKE_TIMES * numbers->second;
}

static enum segbias_status search(const struct segbias_tally *tally, const struct searching *how,
                                  struct segbias_arena *arena, struct segbias_incomplete *out,
                                  struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	uint32_t column = how->column;
	uint32_t spellings = segbias_tally_spellings(tally, column);
	struct numbers numbers = look(tally, column, &how->style);
	size_t found = 0;
	bool *suspicious = segbias_memory_zeroed((size_t)spellings + 1, sizeof *suspicious);
	if (!suspicious)
		return segbias_error_memory(error);
	for (uint32_t i = 0; i < spellings; i++) {
		struct segbias_spelling spelling;
		suspicious[i] = spelling_at(tally, column, i, &spelling) && is_suspicious(&numbers, &spelling, how);
		found += suspicious[i];
	}
	out->suspected = segbias_arena_array(arena, found, sizeof *out->suspected);
	if (!out->suspected)
		SEGBIAS_TRY(segbias_error_memory(error));
	for (uint32_t i = 0; i < spellings; i++) {
		struct segbias_spelling spelling = segbias_tally_spelling(tally, column, i);
		if (!suspicious[i])
			continue;
		struct segbias_marker *marker = &out->suspected[out->suspected_count++];
		marker->count = (double)spelling.count;
		if (!segbias_arena_copy(arena, spelling.label, &marker->marker))
			SEGBIAS_TRY(segbias_error_memory(error));
	}
	qsort(out->suspected, out->suspected_count, sizeof *out->suspected, segbias_marker_compare);
	out->suspected_count = out->suspected_count < SUSPECTED_MAX ? out->suspected_count : SUSPECTED_MAX;
done:
	free(suspicious);
	return status;
}

enum segbias_status segbias_suspected_show(const struct segbias_tally *tally, uint32_t column,
                                           const struct segbias_number_style *style, struct segbias_shown *shown,
                                           bool *suspicious, struct segbias_error *error)
{
	struct numbers numbers = look(tally, column, style);
	struct searching how = {.column = column, .style = *style};
	struct segbias_incomplete found = {.suspected_count = 0};
	struct segbias_arena arena = {0};
	how.identifier = segbias_name_suggests(segbias_tally_name(tally, column), SEGBIAS_ROLE_IDENTIFIER);
	*shown = (struct segbias_shown){.known = (uint64_t)numbers.known,
	                                .numbers = (uint64_t)numbers.records,
	                                .below = numbers.below,
	                                .until = numbers.until};
	enum segbias_status status = search(tally, &how, &arena, &found, error);
	*suspicious = found.suspected_count > 0;
	segbias_arena_release(&arena);
	if (segbias_tally_overflowed(tally, column))
		*shown = (struct segbias_shown){.below = SEGBIAS_SHOWN_NONE, .full = true};
	return status;
}

/* --- the reference's -------------------------------------------------------------------------------------------- */

/* A value of the reference that may be none. */
struct unknown {
	struct segbias_label label;
	double share;
};

static int compare_unknown(const void *a, const void *b)
{
	const struct unknown *x = a;
	const struct unknown *y = b;
	if (x->share != y->share)
		return x->share > y->share ? -1 : 1;
	return segbias_label_compare(x->label, y->label);
}

/* A word for it, or a marker; "None" is an answer as often as not. */
static bool is_unknown(struct segbias_label label)
{
	static const struct segbias_missing MARKERS = {.replaced = false};
	return (segbias_word_unknown(label) || segbias_missing_marker(&MARKERS, label)) &&
	       !segbias_unicode_same(label, segbias_label_of("none"));
}

/* All of them in one list, where each may stand in one. */
static void hint_unknown(const struct unknown *found, size_t count, struct segbias_error *note)
{
	enum { HINT_MAX = 8 };
	struct segbias_text list = {0};
	char value[SEGBIAS_QUOTE_MAX];
	bool copyable = true;
	for (size_t i = 0; i < count && i < HINT_MAX && copyable; i++) {
		copyable = segbias_label_copyable(found[i].label);
		segbias_text_add_format(&list, "%s%s", i ? "," : "", segbias_label_show(found[i].label, value));
	}
	segbias_error_hint(note, "if so: --missing-values '+%s' leaves %s out",
	                   copyable && list.data ? list.data : "VALUE", count == 1 ? "it" : "them");
	segbias_text_release(&list);
}

static void note_unknown(const struct segbias_analysis_input *input, const struct segbias_attribute *attribute,
                         const struct unknown *found, size_t count, struct segbias_notes *notes)
{
	enum { LISTED_MAX = 3 };
	static const double LEAST = 0.1; /* % that are shown as a number */
	struct segbias_text list = {0};
	char name[SEGBIAS_QUOTE_MAX];
	char quoted[SEGBIAS_QUOTE_MAX];
	for (size_t i = 0; i < count && i < LISTED_MAX; i++) {
		double percent = 100 * found[i].share;
		segbias_text_add_format(&list, "%s%s (%s%.1f %%%s)", i ? ", " : "",
		                        segbias_label_quote(found[i].label, quoted), percent < LEAST ? "under " : "",
		                        fmax(percent, LEAST), i ? "" : " of the reference");
	}
	if (count > LISTED_MAX)
		segbias_text_add_format(&list, " and %zu more", count - LISTED_MAX);
	struct segbias_error *note = segbias_notes_add(
	    notes, "reference_unknown",
	    count == 1 ? "%s: %s may stand for a missing value, and is counted as a value that the campaign lacks"
		       : "%s: %s may stand for missing values, and are counted as values that the campaign lacks",
	    segbias_label_show(attribute->name, name), list.data ? list.data : "");
	segbias_error_place(note, input->reference_path, 0, 0);
	hint_unknown(found, count, note);
	segbias_text_release(&list);
}

static enum segbias_status search_reference(const struct segbias_analysis_input *input,
                                            const struct segbias_attribute *attribute, struct segbias_notes *notes,
                                            struct segbias_error *error)
{
	size_t count = 0;
	if (attribute->dropped)
		return SEGBIAS_OK;
	struct segbias_group_tables tables = segbias_group_tables_of(input->campaign, attribute->column);
	struct unknown *found = segbias_memory_zeroed(attribute->value_count + 1, sizeof *found);
	if (!found)
		return segbias_error_memory(error);
	for (size_t i = 0; i < attribute->value_count; i++) {
		uint32_t id = SEGBIAS_ID_FIRST + (uint32_t)i;
		if (is_unknown(attribute->values[i]) && segbias_group_cell(&tables, &input->groups[0], id).count == 0)
			found[count++] = (struct unknown){attribute->values[i],
			                                  attribute->reference[i].weight / attribute->known.weight};
	}
	qsort(found, count, sizeof *found, compare_unknown);
	if (count)
		note_unknown(input, attribute, found, count, notes);
	free(found);
	return SEGBIAS_OK;
}

enum segbias_status segbias_analyse_suspected(const struct segbias_analysis_input *input,
                                              struct segbias_findings *findings, struct segbias_error *error)
{
	const struct segbias_matching *matching = input->matching;
	bool asked = !(input->policy->publish > 0); /* else whether a value is suspected would tell of its records */
	/* The whole campaign's rows of the incomplete columns come first, in the order of the tracked ones. */
	for (size_t i = 0; asked && i < matching->tracked_count && i < findings->incomplete_count; i++) {
		struct searching how = {.column = matching->tracked[i].column};
		how.style = input->styles[matching->plan.columns[how.column].field];
		bool born = false;
		for (size_t j = 0; j < matching->attribute_count; j++) {
			bool is = matching->attributes[j].column == how.column;
			how.mapped |= !matching->attributes[j].dropped && is;
			born |= is && matching->attributes[j].born;
		}
		if (born) /* what stands for no birth date is unmatched, and said */
			continue;
		how.compared = how.mapped;
		for (size_t j = 0; j < matching->number_count; j++)
			how.compared |= matching->numbers[j].reference != SIZE_MAX &&
			                segbias_label_equal(matching->numbers[j].name, matching->tracked[i].name);
		how.identifier =
		    !how.compared && segbias_name_suggests(matching->tracked[i].name, SEGBIAS_ROLE_IDENTIFIER);
		enum segbias_status status =
		    search(input->campaign, &how, &findings->arena, &findings->incomplete[i], error);
		if (status != SEGBIAS_OK)
			return status;
	}
	for (size_t i = 0; i < matching->attribute_count; i++) {
		enum segbias_status status = search_reference(input, &matching->attributes[i], &findings->notes, error);
		if (status != SEGBIAS_OK)
			return status;
	}
	return SEGBIAS_OK;
}
