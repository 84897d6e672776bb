/* Columns that are not paired, and whose values are like those of a column of the other file: a suggestion for --map. */
#include "match/pairing.h"

#include "base/memory.h"
#include "base/unicode.h"
#include "values/band.h"
#include "values/word.h"

#include <math.h>
#include <stdlib.h>

enum { DISTINCT_MAX = 1000, LEAST = 2 /* values in common, and bands */ };

/* The numbers and bands of a column. */
struct scale {
	size_t bands, numbers, others;
	double low, high; /* of all finite edges */
};

/* What the values of a column are like. */
struct look {
	struct segbias_label name;
	struct segbias_intern labels; /* distinct and known */
	struct segbias_intern folded;
	struct segbias_synonym_codes codes;
	bool groups[SEGBIAS_SYNONYM_GROUPS_MAX];
	struct scale scale;
	bool usable;
};

static void release(struct look *look)
{
	segbias_intern_release(&look->labels);
	segbias_intern_release(&look->folded);
	*look = (struct look){0};
}

static void add_edge(struct scale *scale, double edge)
{
	if (!isfinite(edge))
		return;
	scale->low = fmin(scale->low, edge);
	scale->high = fmax(scale->high, edge);
}

static void add_label(struct look *look, struct segbias_label label)
{
	struct segbias_text folded = {0};
	struct segbias_band band;
	segbias_unicode_fold(label, &folded);
	if (!folded.failed && folded.size)
		(void)segbias_intern_add(&look->folded, (struct segbias_label){folded.data, folded.size});
	segbias_text_release(&folded);
	if (segbias_band_parse(label, &band)) {
		look->scale.bands += !band.single;
		look->scale.numbers += band.single;
		add_edge(&look->scale, band.low);
		add_edge(&look->scale, band.end);
	} else {
		look->scale.others += !segbias_word_unknown(label) && segbias_word_total(label) == SEGBIAS_TOTAL_NONE;
	}
}

/* Looks at all labels. A yes is no likeness: every other column has one. */
static void look_at_labels(struct look *look)
{
	int set = SEGBIAS_SYNONYM_NONE;
	int yes = segbias_synonym_group(segbias_label_of("yes"), &(struct segbias_synonym_codes){0});
	segbias_synonym_read(look->labels.labels, look->labels.size, SEGBIAS_SYNONYM_NONE, &set, &look->codes);
	look->scale = (struct scale){.low = INFINITY, .high = -INFINITY};
	for (uint32_t i = 0; i < look->labels.size; i++) {
		int group = segbias_synonym_group(look->labels.labels[i], &look->codes);
		if (group != SEGBIAS_SYNONYM_NONE && !segbias_synonym_same_set(group, yes))
			look->groups[group] = true;
		add_label(look, look->labels.labels[i]);
	}
}

static void look_at_reference(const struct segbias_pairing_input *input, size_t column, struct look *look)
{
	look->name = segbias_tally_name(input->reference, column);
	look->usable = true;
	for (uint32_t i = 0; i < segbias_tally_labels(input->reference, column) && look->usable; i++)
		look->usable =
		    segbias_intern_add(&look->labels, segbias_tally_label(input->reference, column,
		                                                          SEGBIAS_ID_FIRST + i)) != SEGBIAS_INTERN_NONE;
	if (look->usable)
		look_at_labels(look);
}

/* The known values of the head, unless they are too many for an attribute. */
static void look_at_campaign(const struct segbias_pairing_input *input, size_t field, struct look *look)
{
	const struct segbias_head *head = input->campaign;
	look->name = head->names[field];
	struct segbias_head_spellings spellings;
	/* Where memory runs out the call fails as a whole. */
	(void)segbias_head_spellings_init(&spellings, head, field);
	for (uint32_t i = 0; i < spellings.count && look->labels.size <= DISTINCT_MAX; i++)
		if (!segbias_missing_any(&input->policy->missing, spellings.labels[i]))
			(void)segbias_intern_add(&look->labels, spellings.labels[i]);
	segbias_head_spellings_release(&spellings);
	look->usable = look->labels.size >= LEAST && look->labels.size <= DISTINCT_MAX;
	if (look->usable)
		look_at_labels(look);
}

/* At least two values in common, by normal form or as synonyms, and half of the campaign's. */
static bool has_values(const struct look *campaign, const struct look *reference)
{
	size_t common = 0;
	for (uint32_t i = 0; i < campaign->folded.size; i++) {
		struct segbias_label label = campaign->folded.labels[i];
		int group = segbias_synonym_group(label, &campaign->codes);
		common += segbias_intern_find(&reference->folded, label) != SEGBIAS_INTERN_NONE ||
		          (group != SEGBIAS_SYNONYM_NONE && reference->groups[group]);
	}
	return common >= LEAST && common * 2 >= campaign->folded.size;
}

/* Whether the numbers are of one size: what both span is a third of what either does. */
static bool is_one_size(const struct scale *a, const struct scale *b)
{
	double common = fmin(a->high, b->high) - fmax(a->low, b->low);
	double both = fmax(a->high, b->high) - fmin(a->low, b->low);
	return common > 0 && common * 3 >= both;
}

static bool is_scale(const struct look *look)
{
	const struct scale *scale = &look->scale;
	bool bands = scale->bands >= LEAST;
	/* Numbers may be anything, unless the column is named like one of ages. */
	bool ages = scale->numbers >= LEAST && segbias_band_ages(look->name);
	return (bands || ages) && scale->others <= scale->bands + scale->numbers && !segbias_band_codes(look->name);
}

/* Both are bands, or bands and ages, of one size. */
static bool has_bands(const struct look *campaign, const struct look *reference)
{
	return campaign->scale.bands + reference->scale.bands >= LEAST && is_scale(campaign) && is_scale(reference) &&
	       is_one_size(&campaign->scale, &reference->scale);
}

static void suggest(const struct segbias_pairing_input *input, const struct look *campaign,
                    const struct look *reference, bool bands, struct segbias_notes *notes)
{
	char quoted[2][SEGBIAS_QUOTE_MAX];
	segbias_label_quote(campaign->name, quoted[0]);
	segbias_label_quote(reference->name, quoted[1]);
	struct segbias_error *note = segbias_notes_add(
	    notes, "column_suggestion",
	    bands ? "column %s has bands or ages like the reference's %s, but another name, and is not compared"
		  : "column %s has the values of the reference's %s, but another name",
	    quoted[0], quoted[1]);
	segbias_error_place(note, input->campaign->file, 1, 0);
	if (segbias_label_copyable(campaign->name) && segbias_label_copyable(reference->name))
		segbias_error_hint(note, "if they are the same: --map '%s=%s'",
		                   segbias_label_show(campaign->name, quoted[0]),
		                   segbias_label_show(reference->name, quoted[1]));
	else
		segbias_error_hint(note, "if they are the same: --map CAMPAIGN=REFERENCE");
}

static bool is_used(const struct segbias_pairing *pairs, size_t width, size_t column)
{
	for (size_t field = 0; field < width; field++)
		if (pairs[field].reference_column == column)
			return true;
	return false;
}

void segbias_pairing_suggest(const struct segbias_pairing_input *input, const struct segbias_pairing *pairs,
                             struct segbias_notes *notes)
{
	typedef bool likeness(const struct look *campaign, const struct look *reference);
	static likeness *const LIKE[] = {has_values, has_bands};
	size_t width = input->campaign->width;
	size_t columns = segbias_tally_columns(input->reference);
	struct look *reference = segbias_memory_zeroed(columns + 1, sizeof *reference);
	for (size_t column = 0; reference && column < columns; column++)
		if (!is_used(pairs, width, column))
			look_at_reference(input, column, &reference[column]);
	for (size_t field = 0; reference && field < width; field++) {
		struct look campaign = {0};
		bool said = false;
		if (!input->blocked[field] && pairs[field].reference_column == SEGBIAS_NO_FIELD)
			look_at_campaign(input, field, &campaign);
		for (size_t bands = 0; campaign.usable && bands < sizeof LIKE / sizeof *LIKE; bands++)
			for (size_t column = 0; column < columns && !said; column++) {
				said = reference[column].usable && LIKE[bands](&campaign, &reference[column]);
				if (said)
					suggest(input, &campaign, &reference[column], bands > 0, notes);
			}
		release(&campaign);
	}
	for (size_t column = 0; reference && column < columns; column++)
		release(&reference[column]);
	free(reference);
}
