/* Question: what of the campaign matched which value of the reference, and how? The ledger, and warnings for what did
 * not match. */
#include "analysis/analysis.h"

#include "base/number.h"
#include "values/band.h"
#include "values/nearest.h"

#include <stdio.h>
#include <stdlib.h>

enum {
	NEAREST_MAX = 1000, /* unmatched spellings an attribute that get a suggestion */
	NOTES_MAX = 5,      /* warnings an attribute */
};

static const char *how_name(enum segbias_how how)
{
	static const char *const NAMES[] = {"exact", "normalised", "band", "option", "unmatched", "missing"};
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
		if (spelling.id >= SEGBIAS_ID_FIRST)
			row->reference_value = attribute->values[spelling.id - SEGBIAS_ID_FIRST];
	}
	qsort(rows, count, sizeof *rows, compare_by_value);
	count += add_beyond(input, attribute, rows + count);
	findings->mapping_count += count;
	return SEGBIAS_OK;
}

/* What to do about it: a command line to copy only where no character of it means something to a shell. */
static void hint_unmatched(const struct segbias_attribute *attribute, const struct segbias_mapped *row,
                           struct segbias_error *note)
{
	char name[SEGBIAS_QUOTE_MAX];
	char value[SEGBIAS_QUOTE_MAX];
	char nearest[SEGBIAS_QUOTE_MAX];
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
		                   "--recode '%s:%s=VALUE' matches it; --missing-values '+%s' counts it as missing",
		                   name, value, value);
	else
		segbias_error_hint(note,
		                   "--recode ATTR:FROM=TO matches it; --missing-values +VALUE counts it as missing");
}

static void note_unmatched(const struct segbias_analysis_input *input, const struct segbias_attribute *attribute,
                           const struct segbias_mapped *row, struct segbias_notes *notes)
{
	char name[SEGBIAS_QUOTE_MAX];
	char value[SEGBIAS_QUOTE_MAX];
	char file[SEGBIAS_QUOTE_MAX];
	char number[SEGBIAS_NUMBER_MAX];
	struct segbias_band band;
	struct segbias_error *note = NULL;
	segbias_label_show(attribute->name, name);
	segbias_label_quote(row->campaign_value, value);
	segbias_number_group(row->count, number);
	const char *rows = row->count == 1 ? "row" : "rows";
	if (!attribute->bands) {
		segbias_label_show(segbias_label_of(input->campaign_name), file);
		note = segbias_notes_add(notes, "unmatched_value", "%s has no %s (%s %s of %s); counted as unmatched",
		                         name, value, number, rows, file);
		segbias_error_place(note, input->reference_path, 0, 0);
	} else {
		note = segbias_notes_add(notes, "unmatched_value", "%s %s %s; %s %s counted as unmatched", name, value,
		                         segbias_band_parse(row->campaign_value, &band)
		                             ? "lies in no single band of the reference"
		                             : "is neither a number nor a band",
		                         number, rows);
		segbias_error_place(note, input->campaign_path, row->line, row->column);
	}
	hint_unmatched(attribute, row, note);
}

/* What is said of many values at once, and not of each: ages that are none, bands that cannot be read, and what would lie
 * in those of the reference. */
static bool is_said_together(const struct segbias_attribute *attribute, struct segbias_label value)
{
	struct segbias_band band;
	return (attribute->ages && segbias_band_age_fault(value) != SEGBIAS_AGE_GOOD) || segbias_band_like(value) ||
	       (attribute->unread_count && segbias_band_parse_weak(value, &band));
}

/* The most frequent unmatched spellings get the nearest value and a warning; the rest is counted. */
static enum segbias_status warn_attribute(const struct segbias_analysis_input *input,
                                          const struct segbias_attribute *attribute, struct segbias_mapped *rows,
                                          size_t count, struct segbias_notes *notes)
{
	struct segbias_mapped **unmatched = calloc(count + 1, sizeof *unmatched);
	size_t found = 0;
	double records = 0;
	if (!unmatched)
		return SEGBIAS_SYSTEM;
	for (size_t i = 0; i < count; i++)
		if (rows[i].reference_value.bytes == NULL &&
		    !(rows[i].campaign_value.bytes && is_said_together(attribute, rows[i].campaign_value))) {
			unmatched[found++] = &rows[i];
			records += rows[i].count;
		}
	qsort(unmatched, found, sizeof *unmatched, compare_by_count);
	size_t noted = 0;
	for (size_t i = 0; i < found && i < NEAREST_MAX; i++) {
		struct segbias_mapped *row = unmatched[i];
		if (!row->campaign_value.bytes)
			continue;
		size_t nearest = segbias_nearest(row->campaign_value, attribute->values, attribute->value_count);
		if (nearest != SEGBIAS_NEAREST_NONE && !attribute->bands)
			row->nearest = attribute->values[nearest];
		if (noted == NOTES_MAX)
			continue;
		note_unmatched(input, attribute, row, notes);
		records -= row->count;
		noted++;
	}
	if (found > noted) {
		char name[SEGBIAS_QUOTE_MAX];
		char number[2][SEGBIAS_NUMBER_MAX];
		segbias_error_place(segbias_notes_add(notes, "unmatched_values",
		                                      "%s: %s further spellings (%s rows) are unmatched too",
		                                      segbias_label_show(attribute->name, name),
		                                      segbias_number_group((double)(found - noted), number[0]),
		                                      segbias_number_group(records, number[1])),
		                    input->campaign_path, 0, 0);
	}
	free(unmatched);
	return SEGBIAS_OK;
}

/* A --recode whose FROM never came is most often a misspelling. */
static void note_unused_recodes(const struct segbias_analysis_input *input, const struct segbias_attribute *attribute,
                                const struct segbias_mapped *rows, size_t count, struct segbias_notes *notes)
{
	const struct segbias_policy *policy = input->policy;
	for (size_t i = 0; i < policy->recode_count; i++) {
		bool used = !segbias_attribute_named(attribute, policy->recodes[i].attribute);
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
		if (!rows[i].reference_value.bytes && rows[i].campaign_value.bytes)
			add_fault(&faults[segbias_band_age_fault(rows[i].campaign_value)], &rows[i]);
	}
	segbias_label_show(attribute->name, name);
	const struct faults *years = &faults[SEGBIAS_AGE_YEAR];
	const struct faults *out = &faults[SEGBIAS_AGE_OUT];
	if (years->records * 2 > known) {
		segbias_attribute_refuse_years(attribute, years->example->campaign_value, error);
		segbias_error_place(error, input->campaign_path, years->example->line, years->example->column);
		return SEGBIAS_DATA;
	}
	if (years->records > 0 || out->records > 0) {
		const struct faults *first = years->records > 0 ? years : out;
		char other[SEGBIAS_QUOTE_MAX + SEGBIAS_NUMBER_MAX + 64] = "";
		if (first == years && out->records > 0)
			(void)snprintf(other, sizeof other, "; %s more no age at all, such as %s",
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
		if (segbias_band_like(rows[i].campaign_value))
			add_fault(&campaign, &rows[i]);
	}
	if (attribute->unread_count && (numbers > 0 || campaign.records > 0)) {
		(void)snprintf(counted, sizeof counted, "%s %s like it, and %s records of the campaign unmatched",
		               segbias_number_group((double)attribute->unread_count, number[0]),
		               attribute->unread_count == 1 ? "value is" : "values are",
		               segbias_number_group(numbers + campaign.records, number[1]));
		note_unread(attribute, input->reference_path, attribute->unread, counted, notes);
	}
	if (campaign.records > 0) {
		(void)snprintf(counted, sizeof counted, "%s %s like it, and counted as unmatched",
		               segbias_number_group(campaign.records, number[0]),
		               campaign.records == 1 ? "record is" : "records are");
		note_unread(attribute, input->campaign_path, campaign.example->campaign_value, counted, notes);
	}
}

/* Whether numbers or bands of the campaign are outside all of the reference's: they would be no reason to leave out others. */
static bool has_unmatched_numbers(const struct segbias_mapped *rows, size_t count)
{
	struct segbias_band band;
	for (size_t i = 0; i < count; i++)
		if (!rows[i].reference_value.bytes &&
		    (!rows[i].campaign_value.bytes || segbias_band_parse_weak(rows[i].campaign_value, &band) ||
		     segbias_band_like(rows[i].campaign_value)))
			return true;
	return false;
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
		if (attribute->dropped)
			continue;
		status = list_attribute(input, attribute, findings, rows, error);
		if (status == SEGBIAS_OK && warn_attribute(input, attribute, rows, findings->mapping_count - before,
		                                           &findings->notes) != SEGBIAS_OK)
			status = segbias_error_memory(error);
		note_unused_recodes(input, attribute, rows, findings->mapping_count - before, &findings->notes);
		count = findings->mapping_count - before;
		if (status == SEGBIAS_OK && attribute->ages)
			status = check_ages(input, attribute, rows, count, &findings->notes, error);
		note_unread_bands(input, attribute, rows, count, &findings->notes);
		if (!has_unmatched_numbers(rows, count))
			suggest_within(input, attribute, &findings->notes);
	}
	return status;
}
