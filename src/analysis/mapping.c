/* Question: what of the campaign matched which value of the reference, and how? The ledger, and warnings for what did
 * not match. */
#include "analysis/analysis.h"

#include "base/memory.h"
#include "base/number.h"
#include "match/born.h"
#include "values/answers.h"
#include "values/band.h"
#include "values/nearest.h"
#include "values/suspect.h"
#include "values/word.h"

#include <stdio.h>
#include <stdlib.h>

enum {
	NEAREST_MAX = 1000,     /* unmatched spellings an attribute that get a suggestion … */
	NEAREST_WORK = 2000000, /* … and spellings that are compared for it */
	NOTES_MAX = 5,          /* warnings an attribute about one spelling each */
	UNKNOWN_MAX = 8,        /* … that are listed in an option */
	EXAMPLES_MAX = 3,       /* spellings in a warning about many */
};

static const char *how_name(enum segbias_how how)
{
	static const char *const NAMES[] = {"exact", "normalised", "synonym", "band", "option", "unmatched", "missing"};
	return NAMES[how];
}

static int compare_by_value(const void *a, const void *b)
{
	const struct segbias_mapped *x = a;
	const struct segbias_mapped *y = b;
	return segbias_label_compare(x->campaign_value, y->campaign_value);
}

static int compare_by_count(const void *a, const void *b)
{
	const struct segbias_mapped *const *x = a;
	const struct segbias_mapped *const *y = b;
	if ((*x)->count != (*y)->count)
		return (*x)->count > (*y)->count ? -1 : 1;
	return segbias_label_compare((*x)->campaign_value, (*y)->campaign_value);
}

/* Spellings past the limit are known by what they mean only. */
static size_t add_beyond(const struct segbias_analysis_input *input, const struct segbias_attribute *attribute,
                         struct segbias_mapped *rows)
{
	size_t count = 0;
	for (uint32_t id = SEGBIAS_ID_UNMATCHED; id < SEGBIAS_ID_FIRST + attribute->value_count; id++) {
		uint64_t records = segbias_tally_beyond(input->campaign, attribute->column, id);
		if (!records)
			continue;
		bool matched = id >= SEGBIAS_ID_FIRST;
		rows[count] = (struct segbias_mapped){.attribute = attribute->name, .count = (double)records};
		rows[count].how = how_name(matched ? SEGBIAS_HOW_BAND : SEGBIAS_HOW_UNMATCHED);
		if (matched)
			rows[count].reference_value = attribute->values[id - SEGBIAS_ID_FIRST];
		count++;
	}
	return count;
}

/* Of birth dates the ledger has one row a value: they are too personal to be listed one by one. */
static enum segbias_status list_ages(const struct segbias_analysis_input *input,
                                     const struct segbias_attribute *attribute, struct segbias_findings *findings,
                                     struct segbias_mapped *rows, struct segbias_error *error)
{
	double *records = segbias_memory_zeroed(attribute->value_count + SEGBIAS_ID_FIRST, sizeof *records);
	if (!records)
		return segbias_error_memory(error);
	for (uint32_t i = 0; i < segbias_tally_spellings(input->campaign, attribute->column); i++) {
		struct segbias_spelling spelling = segbias_tally_spelling(input->campaign, attribute->column, i);
		records[spelling.id] += (double)spelling.count;
	}
	for (uint32_t id = SEGBIAS_ID_UNMATCHED; id < SEGBIAS_ID_FIRST + attribute->value_count; id++) {
		bool matched = id >= SEGBIAS_ID_FIRST;
		double count = records[id] + (double)segbias_tally_beyond(input->campaign, attribute->column, id);
		if (!(count > 0))
			continue;
		struct segbias_mapped *row = rows++;
		findings->mapping_count++;
		*row = (struct segbias_mapped){.attribute = attribute->name, .count = count};
		row->how = how_name(!matched           ? SEGBIAS_HOW_UNMATCHED
		                    : attribute->bands ? SEGBIAS_HOW_BAND
		                                       : SEGBIAS_HOW_EXACT);
		if (matched)
			row->reference_value = attribute->values[id - SEGBIAS_ID_FIRST];
	}
	free(records);
	return SEGBIAS_OK;
}

static const char *why_withheld(const struct segbias_attribute *attribute, struct segbias_label value)
{
	const char *why = segbias_label_withheld(value, NULL);
	return why ? why : segbias_personal_name(segbias_strays_kind(&attribute->strays, value));
}

static enum segbias_status list_attribute(const struct segbias_analysis_input *input,
                                          const struct segbias_attribute *attribute, struct segbias_findings *findings,
                                          struct segbias_mapped *rows, struct segbias_error *error)
{
	size_t count = 0;
	uint32_t spellings = segbias_tally_spellings(input->campaign, attribute->column);
	for (uint32_t i = 0; i < spellings; i++) {
		struct segbias_spelling spelling = segbias_tally_spelling(input->campaign, attribute->column, i);
		if (spelling.id == SEGBIAS_ID_MISSING || spelling.count == 0)
			continue;
		struct segbias_mapped *row = &rows[count++];
		*row = (struct segbias_mapped){.attribute = attribute->name,
		                               .how = how_name(spelling.how),
		                               .count = (double)spelling.count,
		                               .line = spelling.line,
		                               .column = spelling.column};
		/* The tally is gone when the findings are read. */
		if (!segbias_arena_copy(&findings->arena, spelling.label, &row->campaign_value))
			return segbias_error_memory(error);
		if (spelling.id < SEGBIAS_ID_FIRST)
			row->withheld = why_withheld(attribute, row->campaign_value);
		enum segbias_how how = SEGBIAS_HOW_UNMATCHED;
		row->zero_share =
		    spelling.id == SEGBIAS_ID_UNMATCHED &&
		    segbias_value_map_resolve(&attribute->zero, row->campaign_value, &how) >= SEGBIAS_ID_FIRST;
		if (spelling.id >= SEGBIAS_ID_FIRST)
			row->reference_value = attribute->values[spelling.id - SEGBIAS_ID_FIRST];
		/* Of several spellings of the reference, the one that is shown was found out after the pour. */
		if (spelling.how == SEGBIAS_HOW_NORMALISED || spelling.how == SEGBIAS_HOW_EXACT)
			row->how = how_name(segbias_label_equal(spelling.label, row->reference_value)
			                        ? SEGBIAS_HOW_EXACT
			                        : SEGBIAS_HOW_NORMALISED);
	}
	qsort(rows, count, sizeof *rows, compare_by_value);
	count += add_beyond(input, attribute, rows + count);
	findings->mapping_count += count;
	return SEGBIAS_OK;
}

/* Unmatched spellings of one kind share a note. */
enum kind {
	KIND_UNKNOWN,    /* says that the value is not known */
	KIND_WORD,       /* … of an attribute without bands: anything else */
	KIND_NUMBER,     /* … a number */
	KIND_OUTSIDE,    /* … with bands: a number or band that lies in none */
	KIND_UNREADABLE, /* … what has digits, and cannot be read as a number or a band */
	KIND_NO_BAND,    /* … anything else */
	KINDS,
};

static enum kind kind_of(const struct segbias_analysis_input *input, const struct segbias_attribute *attribute,
                         struct segbias_label value)
{
	struct segbias_band band;
	struct segbias_figure figure;
	if (segbias_word_unknown(value) || segbias_suspect_phrase(value))
		return KIND_UNKNOWN;
	if (!attribute->bands)
		return segbias_figure_parse(value, &input->styles[attribute->field], &figure) ? KIND_NUMBER : KIND_WORD;
	if (segbias_band_parse(value, &band))
		return KIND_OUTSIDE;
	return segbias_label_has_digit(value) ? KIND_UNREADABLE : KIND_NO_BAND;
}

/* What to do about it: a command line to copy only where no character of it means something to a shell. */
static void hint_unmatched(const struct segbias_attribute *attribute, const struct segbias_mapped *row, size_t count,
                           struct segbias_error *note)
{
	char name[SEGBIAS_QUOTE_MAX];
	char value[SEGBIAS_QUOTE_MAX];
	char nearest[SEGBIAS_QUOTE_MAX];
	const char *it = count == 1 ? "it" : "one of them";
	bool copyable = segbias_label_copyable(attribute->name) && segbias_label_copyable(row->campaign_value);
	segbias_label_show(attribute->name, name);
	segbias_label_show(row->campaign_value, value);
	if (row->nearest.bytes && copyable && segbias_label_copyable(row->nearest))
		segbias_error_hint(note, "the nearest is \"%s\": --recode '%s:%s=%s'",
		                   segbias_label_show(row->nearest, nearest), name, value, nearest);
	else if (row->nearest.bytes)
		segbias_error_hint(note, "the nearest is %s: --recode ATTR:FROM=TO",
		                   segbias_label_quote(row->nearest, nearest));
	else if (copyable)
		segbias_error_hint(note,
		                   "--recode '%s:%s=VALUE' matches %s; --missing-values '+%s' counts it as missing",
		                   name, value, it, value);
	else
		segbias_error_hint(note,
		                   "--recode ATTR:FROM=TO matches it; --missing-values +VALUE counts it as missing");
}

/* All of them in one list, where each may stand in one. */
static void hint_unknown(struct segbias_mapped *const *rows, size_t count, struct segbias_error *note)
{
	struct segbias_text list = {0};
	char value[SEGBIAS_QUOTE_MAX];
	for (size_t i = 0; i < count && i < UNKNOWN_MAX; i++) {
		if (!segbias_label_copyable(rows[i]->campaign_value)) {
			segbias_text_release(&list);
			segbias_error_hint(note, "if so: --missing-values +VALUE");
			return;
		}
		segbias_text_add_format(&list, "%s%s", i ? "," : "",
		                        segbias_label_show(rows[i]->campaign_value, value));
	}
	segbias_error_hint(note, "if so: --missing-values '+%s'", list.data ? list.data : "");
	segbias_text_release(&list);
}

/* "a", or "a" (5 rows), "b" (2 rows) and 3 more; *rows_in_all */
static void add_examples(struct segbias_text *text, struct segbias_mapped *const *rows, size_t count,
                         double *rows_in_all)
{
	char value[SEGBIAS_QUOTE_MAX];
	char number[SEGBIAS_NUMBER_MAX];
	size_t listed = count > EXAMPLES_MAX + 1 ? EXAMPLES_MAX : count;
	*rows_in_all = 0;
	for (size_t i = 0; i < count; i++)
		*rows_in_all += rows[i]->count;
	for (size_t i = 0; i < listed; i++) {
		const char *before = i == 0 ? "" : i + 1 == count ? " and " : ", ";
		segbias_text_add_format(text, "%s%s", before, segbias_label_quote(rows[i]->campaign_value, value));
		if (count > 1)
			segbias_text_add_format(text, " (%s %s)", segbias_number_group(rows[i]->count, number),
			                        rows[i]->count == 1 ? "row" : "rows");
	}
	if (count > listed)
		segbias_text_add_format(text, " and %zu more", count - listed);
}

/* What is wrong with a value of the kind, and with several. */
static const char *predicate_of(enum kind kind, bool one)
{
	static const char *const PREDICATES[KINDS][2] = {
	    [KIND_UNKNOWN] = {"may stand for missing values, and the reference has no such value",
	                      "may stand for a missing value, and the reference has no such value"},
	    [KIND_OUTSIDE] = {"lie in no single band of the reference", "lies in no single band of the reference"},
	    [KIND_UNREADABLE] = {"look like bands and cannot be read as such",
	                         "looks like a band and cannot be read as one"},
	    [KIND_NO_BAND] = {"are neither numbers nor bands", "is neither a number nor a band"},
	};
	return PREDICATES[kind][one];
}

static void note_kind(const struct segbias_analysis_input *input, const struct segbias_attribute *attribute,
                      enum kind kind, struct segbias_mapped *const *rows, size_t count, struct segbias_notes *notes)
{
	char name[SEGBIAS_QUOTE_MAX];
	char file[SEGBIAS_QUOTE_MAX];
	char number[SEGBIAS_NUMBER_MAX];
	double in_all = 0;
	struct segbias_error *note = NULL;
	struct segbias_text text = {0};
	add_examples(&text, rows, count, &in_all);
	const char *values = text.data ? text.data : "";
	const char *unit = in_all == 1 ? "row" : "rows";
	const char *counted = !attribute->separator.bytes ? "counted as unmatched"
	                      : count == 1                ? "it counts as no value"
	                                                  : "count as no value";
	const char *code = kind == KIND_UNKNOWN ? "unknown_values"
	                   : count == 1         ? "unmatched_value"
	                                        : "unmatched_values";
	segbias_label_show(attribute->name, name);
	segbias_text_show(input->campaign_name, file);
	segbias_number_group(in_all, number);
	if (kind == KIND_WORD || kind == KIND_NUMBER) {
		note = segbias_notes_add(
		    notes, code, count == 1 ? "%s has no %s (%s %s of %s); %s" : "%s has none of %s; %s %s of %s %s",
		    name, values, number, unit, file, counted);
		segbias_error_place(note, input->reference_path, 0, 0);
	} else {
		note = segbias_notes_add(notes, code, "%s%s %s %s; %s %s counted as unmatched", name,
		                         count == 1 ? "" : ":", values, predicate_of(kind, count == 1), number, unit);
		segbias_error_place(note, input->campaign_path, rows[0]->line, rows[0]->column);
	}
	if (kind == KIND_UNKNOWN)
		hint_unknown(rows, count, note);
	else
		hint_unmatched(attribute, rows[0], count, note);
	segbias_text_release(&text);
}

/* The reference knows the value, and nobody has it. */
static void note_zero(const struct segbias_analysis_input *input, const struct segbias_attribute *attribute,
                      const struct segbias_mapped *row, struct segbias_notes *notes)
{
	char name[SEGBIAS_QUOTE_MAX];
	char value[SEGBIAS_QUOTE_MAX];
	char file[SEGBIAS_QUOTE_MAX];
	char number[SEGBIAS_NUMBER_MAX];
	segbias_error_place(
	    segbias_notes_add(
		notes, "zero_share",
		"the reference lists %s %s with share 0: its index is infinite (%s row%s of %s; counted as unmatched)",
		segbias_label_show(attribute->name, name), segbias_label_quote(row->campaign_value, value),
		segbias_number_group(row->count, number), segbias_plural(row->count),
		segbias_text_show(input->campaign_name, file)),
	    input->reference_path, 0, 0);
}

/* Fills the nearest values of the most frequent unmatched spellings. */
static enum segbias_status find_nearest(const struct segbias_analysis_input *input,
                                        const struct segbias_attribute *attribute, struct segbias_mapped **unmatched,
                                        size_t count)
{
	bool *taken = segbias_memory_zeroed(attribute->value_count + 1, sizeof *taken);
	size_t most = NEAREST_WORK / (attribute->value_count + 1);
	if (!taken)
		return SEGBIAS_SYSTEM;
	for (uint32_t i = 0; i < segbias_tally_spellings(input->campaign, attribute->column); i++) {
		struct segbias_spelling spelling = segbias_tally_spelling(input->campaign, attribute->column, i);
		if (spelling.id >= SEGBIAS_ID_FIRST && spelling.count > 0)
			taken[spelling.id - SEGBIAS_ID_FIRST] = true;
	}
	for (size_t i = 0; i < count && i < NEAREST_MAX && i < most && !attribute->bands; i++) {
		size_t nearest = segbias_nearest_value(unmatched[i]->campaign_value, attribute->values,
		                                       attribute->value_count, taken);
		if (nearest != SEGBIAS_NEAREST_NONE)
			unmatched[i]->nearest = attribute->values[nearest];
	}
	free(taken);
	return SEGBIAS_OK;
}

/* One warning a kind, of those that have none yet. */
static enum segbias_status note_kinds(const struct segbias_analysis_input *input,
                                      const struct segbias_attribute *attribute,
                                      struct segbias_mapped *const *unmatched, size_t count,
                                      struct segbias_notes *notes)
{
	struct segbias_mapped **alike = segbias_memory_zeroed(count + 1, sizeof *alike);
	enum kind *kinds = segbias_memory_zeroed(count + 1, sizeof *kinds);
	for (size_t i = 0; i < count && alike && kinds; i++)
		kinds[i] = unmatched[i] ? kind_of(input, attribute, unmatched[i]->campaign_value) : KINDS;
	for (enum kind kind = 0; kind < KINDS && alike && kinds; kind++) {
		size_t members = 0;
		for (size_t i = 0; i < count; i++)
			if (kinds[i] == kind)
				alike[members++] = unmatched[i];
		if (members)
			note_kind(input, attribute, kind, alike, members, notes);
	}
	bool ok = alike && kinds;
	free(alike);
	free(kinds);
	return ok ? SEGBIAS_OK : SEGBIAS_SYSTEM;
}

/* --- several values in one cell --------------------------------------------------------------------------------- */

/* Whether the cell is several values of the attribute. */
static bool is_several(const struct segbias_attribute *attribute, struct segbias_label separator,
                       struct segbias_label cell)
{
	return separator.bytes && cell.bytes && segbias_answers_several(cell, separator) &&
	       segbias_answers_all(cell, separator, segbias_value_map_knows, &attribute->map);
}

static void note_several(const struct segbias_analysis_input *input, const struct segbias_attribute *attribute,
                         const struct segbias_separator *found, struct segbias_label example,
                         struct segbias_notes *notes)
{
	char name[SEGBIAS_QUOTE_MAX];
	char quoted[SEGBIAS_QUOTE_MAX];
	char number[SEGBIAS_NUMBER_MAX];
	segbias_label_show(attribute->name, name);
	struct segbias_error *note = segbias_notes_add(
	    notes, "several_in_a_cell",
	    "%s: %s row%s hold%s several values in one cell, such as %s; a cell is taken as one value", name,
	    segbias_number_group((double)found->good, number), found->good == 1 ? "" : "s", found->good == 1 ? "s" : "",
	    segbias_label_quote(example, quoted));
	segbias_error_place(note, input->campaign_path, 0, 0);
	segbias_error_hint(note, "--multi '%s=%s' takes each of them by itself",
	                   segbias_label_copyable(attribute->name) ? name : "ATTR",
	                   segbias_separator_name(found->text, quoted));
}

/* A separator by which cells would be values that are none as they stand; or, where the reference has records too, and with
 * them its own such cells, values that also stand alone. Suggested, never applied. */
static enum segbias_status suggest_several(const struct segbias_analysis_input *input,
                                           const struct segbias_attribute *attribute, const struct segbias_mapped *rows,
                                           size_t count, struct segbias_separator *found, struct segbias_notes *notes)
{
	static const double ROWS_LEAST = 0.05;
	bool records = input->kind == SEGBIAS_KIND_SAMPLE || input->kind == SEGBIAS_KIND_BASE;
	struct segbias_label *cells = segbias_memory_zeroed(count + 1, sizeof *cells);
	uint64_t *sizes = segbias_memory_zeroed(count + 1, sizeof *sizes);
	struct segbias_answers_cells looked = {cells, sizes, 0};
	double all = 0;
	double unmatched = 0;
	*found = (struct segbias_separator){0};
	for (size_t i = 0; cells && sizes && i < count; i++) {
		all += rows[i].count;
		unmatched += rows[i].reference_value.bytes ? 0 : rows[i].count;
		if (!rows[i].campaign_value.bytes || (!records && rows[i].reference_value.bytes))
			continue;
		cells[looked.count] = rows[i].campaign_value;
		sizes[looked.count++] = (uint64_t)rows[i].count;
	}
	enum segbias_status status = cells && sizes ? SEGBIAS_OK : SEGBIAS_SYSTEM;
	/* A number with a decimal comma would be two. */
	if (status == SEGBIAS_OK && !attribute->separator.bytes && !attribute->bands)
		status = segbias_separator_find(&looked, segbias_value_map_knows, &attribute->map, found, NULL);
	double least = records ? ROWS_LEAST * all : unmatched / 2;
	if (found->cells < 2 || (double)found->good < least)
		*found = (struct segbias_separator){0};
	else
		note_several(input, attribute, found, cells[found->example], notes);
	free(cells);
	free(sizes);
	return status;
}

/* Looks like a band that cannot be read; a code ("10001-4307") is none. */
static bool is_like_band(const struct segbias_attribute *attribute, struct segbias_label value)
{
	return !attribute->codes && segbias_band_like(value);
}

/* What is said of many values at once, and not of each: ages that are none, bands that cannot be read, and what would lie
 * in those of the reference. */
static bool is_said_together(const struct segbias_attribute *attribute, struct segbias_label value)
{
	struct segbias_band band;
	return (attribute->ages && segbias_band_age_fault(value) != SEGBIAS_AGE_GOOD) ||
	       is_like_band(attribute, value) || (attribute->unread_count && segbias_band_parse_weak(value, &band));
}

/* Unmatched values of one kind: how many records, and the most frequent one. */
struct faults {
	double records;
	const struct segbias_mapped *example;
};

static void add_fault(struct faults *faults, const struct segbias_mapped *row)
{
	faults->records += row->count;
	if (!faults->example || row->count > faults->example->count)
		faults->example = row;
}

/* Values that look personal: whether the reference has them is not the point, and they are not named. */
static void note_withheld(const struct segbias_analysis_input *input, const struct segbias_attribute *attribute,
                          const struct segbias_mapped *rows, size_t count, struct segbias_notes *notes)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	char numbers[2][SEGBIAS_NUMBER_MAX];
	struct segbias_text kinds = {0};
	struct faults found = {0};
	double values = 0;
	for (size_t i = 0; i < count; i++) {
		bool first = rows[i].withheld != NULL;
		for (size_t j = 0; j < i && first; j++)
			first = rows[j].withheld != rows[i].withheld;
		if (first)
			segbias_text_add_format(&kinds, "%s%s", kinds.size ? ", " : "", rows[i].withheld);
		if (rows[i].withheld)
			add_fault(&found, &rows[i]);
		values += rows[i].withheld != NULL;
	}
	if (found.example && !kinds.failed) {
		struct segbias_error *note = segbias_notes_add(
		    notes, "withheld_unmatched",
		    "column %s has %s value%s that may not be shown (%s), in %s row%s: withheld, and counted as unmatched",
		    segbias_label_quote(attribute->name, quoted), segbias_number_group(values, numbers[0]),
		    segbias_plural(values), kinds.data, segbias_number_group(found.records, numbers[1]),
		    segbias_plural(found.records));
		segbias_error_place(note, input->campaign_path, found.example->line, found.example->column);
	}
	segbias_text_release(&kinds);
}

/* The most frequent unmatched spellings with a nearest value get a warning each, all others one a kind. Those that are several
 * values have had theirs. */
static enum segbias_status warn_attribute(const struct segbias_analysis_input *input,
                                          const struct segbias_attribute *attribute, struct segbias_mapped *rows,
                                          size_t count, struct segbias_notes *notes)
{
	struct segbias_separator several;
	if (suggest_several(input, attribute, rows, count, &several, notes) != SEGBIAS_OK)
		return SEGBIAS_SYSTEM;
	struct segbias_mapped **unmatched = segbias_memory_zeroed(count + 1, sizeof *unmatched);
	size_t found = 0;
	size_t noted = 0;
	if (!unmatched)
		return SEGBIAS_SYSTEM;
	for (size_t i = 0; i < count; i++)
		if (rows[i].zero_share && !rows[i].withheld)
			note_zero(input, attribute, &rows[i], notes);
		else if (rows[i].reference_value.bytes == NULL && rows[i].campaign_value.bytes && !rows[i].withheld &&
		         !is_several(attribute, several.text, rows[i].campaign_value) &&
		         !is_said_together(attribute, rows[i].campaign_value))
			unmatched[found++] = &rows[i];
	qsort(unmatched, found, sizeof *unmatched, compare_by_count);
	enum segbias_status status = find_nearest(input, attribute, unmatched, found);
	for (size_t i = 0; i < found && noted < NOTES_MAX && status == SEGBIAS_OK; i++) {
		if (!unmatched[i]->nearest.bytes)
			continue;
		noted++;
		note_kind(input, attribute, KIND_WORD, &unmatched[i], 1, notes);
		unmatched[i] = NULL;
	}
	if (status == SEGBIAS_OK)
		status = note_kinds(input, attribute, unmatched, found, notes);
	note_withheld(input, attribute, rows, count, notes);
	free(unmatched);
	return status;
}

/* Whether a record that --within keeps out has the spelling. */
static bool is_outside(const struct segbias_analysis_input *input, const struct segbias_attribute *attribute,
                       struct segbias_label spelling)
{
	for (uint32_t i = 0; i < segbias_tally_outsiders(input->campaign, attribute->column); i++)
		if (segbias_label_equal(segbias_tally_outsider(input->campaign, attribute->column, i, NULL), spelling))
			return true;
	return false;
}

/* A --recode whose FROM never came is most often a misspelling. */
static void note_unused_recodes(const struct segbias_analysis_input *input, const struct segbias_attribute *attribute,
                                const struct segbias_mapped *rows, size_t count, struct segbias_notes *notes)
{
	const struct segbias_policy *policy = input->policy;
	for (size_t i = 0; i < policy->recode_count; i++) {
		bool used = !segbias_attribute_named(attribute, policy->recodes[i].attribute) ||
		            is_outside(input, attribute, policy->recodes[i].from);
		for (size_t j = 0; j < count && !used; j++)
			used = segbias_label_equal(rows[j].campaign_value, policy->recodes[i].from);
		char name[SEGBIAS_QUOTE_MAX];
		char quoted[SEGBIAS_QUOTE_MAX];
		if (!used)
			segbias_error_place(segbias_notes_add(notes, "recode_unused", "--recode: no record has %s %s",
			                                      segbias_label_show(attribute->name, name),
			                                      segbias_label_quote(policy->recodes[i].from, quoted)),
			                    input->campaign_path, 0, 0);
	}
}

/* --- ages and bands ---------------------------------------------------------------------------------------------- */

/* What --within would take, were it an age: said, as the records are in no figure. */
static void note_outside_ages(const struct segbias_analysis_input *input, const struct segbias_attribute *attribute,
                              struct segbias_notes *notes)
{
	uint64_t records = 0;
	uint64_t most = 0;
	struct segbias_label example = {NULL, 0};
	char name[SEGBIAS_QUOTE_MAX];
	char number[SEGBIAS_NUMBER_MAX];
	char quoted[SEGBIAS_QUOTE_MAX];
	for (uint32_t i = 0; i < segbias_tally_outsiders(input->campaign, attribute->column); i++) {
		struct segbias_cell cell;
		struct segbias_label label = segbias_tally_outsider(input->campaign, attribute->column, i, &cell);
		if (!cell.count || segbias_band_age_fault(label) == SEGBIAS_AGE_GOOD ||
		    !segbias_attribute_universe(attribute, input->policy, label))
			continue;
		records += cell.count;
		example = cell.count > most ? label : example;
		most = cell.count > most ? cell.count : most;
	}
	if (records)
		segbias_error_place(
		    segbias_notes_add(
			notes, "suspected_age", "%s: %s %s what can be no age, such as %s; outside of --within",
			segbias_label_show(attribute->name, name), segbias_number_group((double)records, number),
			records == 1 ? "record has" : "records have", segbias_label_quote(example, quoted)),
		    input->campaign_path, 0, 0);
}

/* Years in a column of ages are no ages: said once; where they are most of it, what turns them into ages is named. */
static enum segbias_status check_ages(const struct segbias_analysis_input *input,
                                      const struct segbias_attribute *attribute, const struct segbias_mapped *rows,
                                      size_t count, struct segbias_notes *notes, struct segbias_error *error)
{
	struct faults faults[SEGBIAS_AGE_OUT + 1] = {{0}};
	double known = 0;
	char name[SEGBIAS_QUOTE_MAX];
	char number[SEGBIAS_NUMBER_MAX];
	char quoted[SEGBIAS_QUOTE_MAX];
	for (size_t i = 0; i < count; i++) {
		known += rows[i].count;
		if (!rows[i].reference_value.bytes && rows[i].campaign_value.bytes && !rows[i].withheld)
			add_fault(&faults[segbias_band_age_fault(rows[i].campaign_value)], &rows[i]);
	}
	segbias_label_show(attribute->name, name);
	const struct faults *years = &faults[SEGBIAS_AGE_YEAR];
	const struct faults *out = &faults[SEGBIAS_AGE_OUT];
	if (years->example && years->records * 2 > known) {
		segbias_attribute_refuse_years(attribute, years->example->campaign_value, error);
		segbias_error_place(error, input->campaign_path, years->example->line, years->example->column);
		return SEGBIAS_DATA;
	}
	const struct faults *first = years->example ? years : out;
	if (first->example) {
		char other[SEGBIAS_QUOTE_MAX + SEGBIAS_NUMBER_MAX + 64] = "";
		if (first == years && out->example)
			segbias_text_print(other, sizeof other, "; %s more no age at all, such as %s",
			                   segbias_number_group(out->records, number),
			                   segbias_label_quote(out->example->campaign_value, quoted));
		segbias_error_place(
		    segbias_notes_add(notes, "suspected_age", "%s: %s %s %s, such as %s%s; counted as unmatched", name,
		                      segbias_number_group(first->records, number),
		                      first->records == 1 ? "record has" : "records have",
		                      first == years ? "what looks like a year of birth" : "what can be no age",
		                      segbias_label_quote(first->example->campaign_value, quoted), other),
		    input->campaign_path, first->example->line, first->example->column);
	}
	return SEGBIAS_OK;
}

static void note_unread(const struct segbias_attribute *attribute, const char *path, struct segbias_label example,
                        const char *counted, struct segbias_notes *notes)
{
	char name[SEGBIAS_QUOTE_MAX];
	char quoted[SEGBIAS_QUOTE_MAX];
	struct segbias_error *note =
	    segbias_notes_add(notes, "unread_band", "%s: %s looks like a band and cannot be read; %s",
	                      segbias_label_show(attribute->name, name), segbias_label_quote(example, quoted), counted);
	segbias_error_place(note, path, 0, 0);
	segbias_error_hint(note, "write it as 18-24, 65+ or under 18");
}

/* Values of either file that look like bands and are none, where something did not match: once for the file. */
static void note_unread_bands(const struct segbias_analysis_input *input, const struct segbias_attribute *attribute,
                              const struct segbias_mapped *rows, size_t count, struct segbias_notes *notes)
{
	struct faults campaign = {0};
	double numbers = 0;
	char counted[2 * SEGBIAS_NUMBER_MAX + 96];
	char number[2][SEGBIAS_NUMBER_MAX];
	for (size_t i = 0; i < count; i++) {
		struct segbias_band band;
		if (rows[i].reference_value.bytes || !rows[i].campaign_value.bytes)
			continue;
		numbers += segbias_band_parse_weak(rows[i].campaign_value, &band) ? rows[i].count : 0;
		if (is_like_band(attribute, rows[i].campaign_value) && !rows[i].withheld)
			add_fault(&campaign, &rows[i]);
	}
	if (attribute->unread_count && (numbers > 0 || campaign.records > 0)) {
		(void)snprintf(counted, sizeof counted, "%s %s like it, and %s records of the campaign unmatched",
		               segbias_number_group((double)attribute->unread_count, number[0]),
		               attribute->unread_count == 1 ? "value is" : "values are",
		               segbias_number_group(numbers + campaign.records, number[1]));
		note_unread(attribute, input->reference_path, attribute->unread, counted, notes);
	}
	if (campaign.example) {
		(void)snprintf(counted, sizeof counted, "%s %s like it, and counted as unmatched",
		               segbias_number_group(campaign.records, number[0]),
		               campaign.records == 1 ? "record is" : "records are");
		note_unread(attribute, input->campaign_path, campaign.example->campaign_value, counted, notes);
	}
}

/* Whether what did not match may be what the empty bands lack: numbers, bands, anything with digits that could not be read
 * ("60s"), or more than --unmatched-max of whatever kind. It is no reason to leave out others. */
static bool may_fill_bands(const struct segbias_policy *policy, const struct segbias_mapped *rows, size_t count)
{
	struct segbias_band band;
	double known = 0;
	double unmatched = 0;
	for (size_t i = 0; i < count; i++) {
		struct segbias_label value = rows[i].campaign_value;
		known += rows[i].count;
		if (rows[i].reference_value.bytes)
			continue;
		unmatched += rows[i].count;
		if (!value.bytes || segbias_label_has_digit(value) || segbias_band_parse_weak(value, &band) ||
		    segbias_band_like(value))
			return true;
	}
	return unmatched > policy->unmatched_max * known;
}

/* Several bands at one end of the scale that no record has: the campaign may have another universe. One is enough where it
 * was added up from what the campaign has no band for; of single years others may be empty by chance. */
static void suggest_within(const struct segbias_analysis_input *input, const struct segbias_attribute *attribute,
                           struct segbias_notes *notes)
{
	struct segbias_group_tables tables = segbias_group_tables_of(input->campaign, attribute->column);
	size_t empty = 0;
	size_t first = 0;
	for (size_t i = 0; i < attribute->value_count; i++)
		empty += segbias_group_cell(&tables, &input->groups[0], (uint32_t)(SEGBIAS_ID_FIRST + i)).count == 0;
	while (first < attribute->value_count &&
	       segbias_group_cell(&tables, &input->groups[0], (uint32_t)(SEGBIAS_ID_FIRST + first)).count == 0)
		first++;
	struct segbias_band band;
	bool least = attribute->by_campaign && attribute->ages ? first >= 1 : first >= 2;
	if (!(attribute->ordered || attribute->ages) || !least || first == attribute->value_count ||
	    !segbias_band_parse_weak(attribute->values[first], &band) ||
	    (empty != first && !attribute->by_campaign && !(attribute->ages && band.single)))
		return;
	char name[SEGBIAS_QUOTE_MAX];
	char number[SEGBIAS_NUMBER_MAX];
	char quoted[2][SEGBIAS_QUOTE_MAX];
	segbias_label_show(attribute->name, name);
	struct segbias_error *note =
	    first == 1 ? segbias_notes_add(notes, "suggest_within", "no row has %s %s: is the campaign meant for them?",
	                                   name, segbias_label_quote(attribute->values[0], quoted[0]))
		       : segbias_notes_add(notes, "suggest_within",
	                                   "no row has one of the first %zu %s of %s: is the campaign meant for them?",
	                                   first, band.single ? "values" : "bands", name);
	segbias_error_place(note, input->campaign_path, 0, 0);
	segbias_error_hint(note, "if not: --within '%s=%s+'", segbias_label_copyable(attribute->name) ? name : "ATTR",
	                   segbias_number_format(attribute->bands ? attribute->bands[first].low : band.low, number));
}

enum segbias_status segbias_analyse_mapping(const struct segbias_analysis_input *input,
                                            struct segbias_findings *findings, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_matching *matching = input->matching;
	size_t room = 0;
	for (size_t i = 0; i < matching->attribute_count; i++)
		room += segbias_tally_spellings(input->campaign, matching->attributes[i].column) +
		        matching->attributes[i].value_count + SEGBIAS_ID_FIRST;
	findings->mapping = segbias_arena_array(&findings->arena, room, sizeof *findings->mapping);
	if (!findings->mapping)
		return segbias_error_memory(error);
	for (size_t i = 0; i < matching->attribute_count && status == SEGBIAS_OK; i++) {
		const struct segbias_attribute *attribute = &matching->attributes[i];
		struct segbias_mapped *rows = &findings->mapping[findings->mapping_count];
		size_t before = findings->mapping_count;
		size_t count = 0;
		if (attribute->ages && !attribute->born)
			note_outside_ages(input, attribute, &findings->notes);
		if (attribute->dropped)
			continue;
		if (attribute->born) {
			status = list_ages(input, attribute, findings, rows, error);
			segbias_born_note(&(struct segbias_born_column){attribute->born, input->campaign,
			                                                attribute->column, input->campaign_path},
			                  &findings->notes);
			if (!may_fill_bands(input->policy, rows, findings->mapping_count - before))
				suggest_within(input, attribute, &findings->notes);
			continue;
		}
		status = list_attribute(input, attribute, findings, rows, error);
		if (status == SEGBIAS_OK && warn_attribute(input, attribute, rows, findings->mapping_count - before,
		                                           &findings->notes) != SEGBIAS_OK)
			status = segbias_error_memory(error);
		note_unused_recodes(input, attribute, rows, findings->mapping_count - before, &findings->notes);
		count = findings->mapping_count - before;
		if (status == SEGBIAS_OK && attribute->ages)
			status = check_ages(input, attribute, rows, count, &findings->notes, error);
		note_unread_bands(input, attribute, rows, count, &findings->notes);
		if (!may_fill_bands(input->policy, rows, count))
			suggest_within(input, attribute, &findings->notes);
	}
	return status;
}
