/* Numeric columns: which measure something, in either file. */
#include "match/born.h"

#include "base/memory.h"
#include "match/building.h"

#include "values/name.h"
#include "values/personal.h"

#include <math.h>
#include <stdlib.h>

static const double NUMBERS_SHARE = 0.9; /* of the known cells of the head */

bool segbias_match_ages(const struct segbias_head *head, size_t field, struct segbias_label other)
{
	struct segbias_intern seen = {0};
	struct segbias_band *bands = NULL;
	bool ages = segbias_band_ages(head->names[field]) || (other.bytes && segbias_band_ages(other));
	for (size_t row = 0; row < head->rows && ages && seen.size < SEGBIAS_DISTINCT_MAX; row++)
		(void)segbias_intern_add(&seen, segbias_head_cell(head, row, field));
	if (ages)
		bands = segbias_memory_zeroed((size_t)seen.size + 1, sizeof *bands);
	for (uint32_t i = 0; bands && i < seen.size; i++)
		if (!segbias_band_parse_weak(seen.labels[i], &bands[i]))
			bands[i] = segbias_band_none();
	ages = bands && segbias_bands_are_ages(bands, seen.size);
	free(bands);
	segbias_intern_release(&seen);
	return ages;
}

/* What the head shows of a column. */
struct look {
	size_t known, numbers;
	size_t different; /* known cells */
	bool whole;       /* whole numbers only */
	bool differ;      /* all known cells differ */
	bool leading;     /* a zero before digits: a code */
	size_t cards;     /* with the check digit of a card's number */
};

static struct look look_at(const struct segbias_head *head, size_t field, const struct segbias_policy *policy,
                           const struct segbias_number_style *style)
{
	struct look look = {.whole = true, .differ = true};
	struct segbias_head_spellings spellings;
	/* Where memory runs out the call fails as a whole. */
	(void)segbias_head_spellings_init(&spellings, head, field);
	for (uint32_t i = 0; i < spellings.count; i++) {
		struct segbias_label cell = spellings.labels[i];
		size_t count = spellings.counts[i];
		double value = 0;
		if (segbias_missing_any(&policy->missing, cell))
			continue;
		look.known += count;
		look.different++;
		look.differ = look.differ && count == 1;
		if (!segbias_figure_value(cell, style, &value))
			continue;
		look.numbers += count;
		look.whole = look.whole && value == floor(value);
		look.leading |= segbias_figure_leading_zero(cell);
		look.cards += segbias_personal_value(cell) == SEGBIAS_PERSONAL_CARD ? count : 0;
	}
	segbias_head_spellings_release(&spellings);
	return look;
}

static bool holds_numbers(const struct look *look)
{
	return look->known > 0 && (double)look->numbers >= NUMBERS_SHARE * (double)look->known;
}

static bool measures(const struct look *look, struct segbias_label name)
{
	bool ok = true;
	bool identifier = segbias_name_suggests(name, SEGBIAS_ROLE_IDENTIFIER) ||
	                  segbias_personal_column(name, NULL, &ok) || look->cards * 2 >= look->known || !ok ||
	                  (look->differ && look->whole && look->known >= SEGBIAS_IDENTIFIER_LEAST);
	bool codes = look->leading || (look->whole && look->different <= SEGBIAS_CODES_MAX);
	return holds_numbers(look) && !codes && !identifier;
}

bool segbias_match_measures(const struct segbias_head *head, size_t field, const struct segbias_policy *policy,
                            const struct segbias_number_style *style)
{
	struct look look = look_at(head, field, policy, style);
	return measures(&look, head->names[field]);
}

static bool is_asked(const struct segbias_policy *policy, struct segbias_label name)
{
	return segbias_name_listed(policy->numerics, policy->numeric_count, name);
}

/* Named by --numeric, by its own name or by the campaign's that --map pairs with it. */
static bool is_asked_of_reference(const struct segbias_head *head, size_t field, const struct segbias_policy *policy,
                                  const struct segbias_number_style *style)
{
	struct segbias_label name = head->names[field];
	bool asked = is_asked(policy, name);
	for (size_t i = 0; i < policy->map_count && !asked; i++)
		asked = segbias_name_same(policy->maps[i].right, name) && is_asked(policy, policy->maps[i].left);
	for (size_t i = 0; i < policy->numeric_count && !asked; i++)
		asked = segbias_name_synonym(policy->numerics[i], name);
	struct look look = look_at(head, field, policy, style);
	return asked && holds_numbers(&look);
}

enum segbias_status segbias_reference_numbers(struct segbias_reference_facts *reference,
                                              const struct segbias_policy *policy, const bool *wanted,
                                              struct segbias_arena *arena, struct segbias_error *error)
{
	const struct segbias_head *head = reference->head;
	struct segbias_plan_number *numbers = segbias_arena_array(arena, head->width, sizeof *numbers);
	reference->numbers = numbers;
	reference->number_count = 0;
	if (!numbers)
		return segbias_error_memory(error);
	for (size_t field = 0; field < head->width && reference->taken.rows; field++)
		if (!segbias_taken_has(&reference->taken, field) && wanted[field] &&
		    (segbias_match_measures(head, field, policy, &reference->taken.styles[field]) ||
		     is_asked_of_reference(head, field, policy, &reference->taken.styles[field])))
			numbers[reference->number_count++] = (struct segbias_plan_number){
			    .name = head->names[field],
			    .field = field,
			    .distributed = true,
			    .ages =
				segbias_match_ages(head, field, segbias_match_mapped_name(policy, head->names[field]))};
	return SEGBIAS_OK;
}

/* Every column of --numeric must be there and hold numbers. */
static enum segbias_status check_asked(const struct segbias_building *b, struct segbias_error *error)
{
	for (size_t i = 0; i < b->policy->numeric_count; i++) {
		struct segbias_label name = b->policy->numerics[i];
		char quoted[SEGBIAS_QUOTE_MAX];
		size_t field = segbias_head_find(b->campaign, name);
		if (field == SEGBIAS_NO_FIELD)
			return segbias_head_no_column(b->campaign, "--numeric", name, error);
		struct look look =
		    look_at(b->campaign, field, b->policy, b->taken->styles ? &b->taken->styles[field] : NULL);
		bool taken = b->blocked[field] || segbias_born_is(b->policy, b->campaign->names[field]);
		if (!taken && (look.known == 0 || holds_numbers(&look)))
			continue;
		enum segbias_status status = segbias_error_set(
		    error, SEGBIAS_DATA, "not_numeric|--numeric: column %s %s", segbias_label_quote(name, quoted),
		    taken ? "has another part already" : "does not hold numbers");
		segbias_error_place(error, b->campaign->file, 1, 0);
		return status;
	}
	return SEGBIAS_OK;
}

/* The reference's numeric column that the field is paired with. */
static size_t find_reference(const struct segbias_building *b, size_t field)
{
	size_t column = b->pairs[field].reference_column;
	if (column == SEGBIAS_NO_FIELD)
		return SIZE_MAX;
	for (size_t i = 0; i < b->reference->number_count; i++)
		if (segbias_label_equal(b->reference->numbers[i].name, segbias_tally_name(b->tally, column)))
			return i;
	return SIZE_MAX;
}

/* Whether the campaign's column counts as numbers, attribute or not. */
static bool is_number(const struct segbias_building *b, size_t field)
{
	if (b->blocked[field] || segbias_born_is(b->policy, b->campaign->names[field]))
		return false;
	if (b->policy->numeric_count)
		return is_asked(b->policy, b->campaign->names[field]);
	struct look look = look_at(b->campaign, field, b->policy, b->taken->styles ? &b->taken->styles[field] : NULL);
	/* Few people have few different ages: those of the reference show that they are none of a code. */
	bool few = look.different <= SEGBIAS_CODES_MAX && find_reference(b, field) != SIZE_MAX;
	return measures(&look, b->campaign->names[field]) || (few && holds_numbers(&look) && !look.leading);
}

bool segbias_building_pairs_numbers(const struct segbias_building *b, size_t field)
{
	return is_number(b, field) && find_reference(b, field) != SIZE_MAX;
}

static bool is_attribute(const struct segbias_matching *matching, size_t field)
{
	for (size_t i = 0; i < matching->attribute_count; i++)
		if (matching->attributes[i].field == field && !matching->attributes[i].dropped)
			return true;
	return false;
}

enum segbias_status segbias_building_numbers(struct segbias_building *b, struct segbias_error *error)
{
	struct segbias_matching *matching = b->matching;
	enum segbias_status status = check_asked(b, error);
	if (status != SEGBIAS_OK)
		return status;
	struct segbias_plan_number *plan = segbias_arena_array(&matching->arena, b->campaign->width, sizeof *plan);
	matching->numbers = segbias_arena_array(&matching->arena, b->campaign->width, sizeof *matching->numbers);
	if (!plan || !matching->numbers)
		return segbias_error_memory(error);
	for (size_t field = 0; field < b->campaign->width; field++) {
		struct segbias_label name = b->campaign->names[field];
		if (!is_number(b, field) || (!is_asked(b->policy, name) && is_attribute(matching, field)))
			continue;
		size_t reference = find_reference(b, field);
		plan[matching->number_count] =
		    (struct segbias_plan_number){.name = name, .field = field, .distributed = reference != SIZE_MAX};
		/* Both files alike, though few people show what their numbers are. */
		if (reference != SIZE_MAX)
			plan[matching->number_count].ages = b->reference->numbers[reference].ages;
		matching->numbers[matching->number_count++] = (struct segbias_number){name, field, reference};
	}
	matching->plan.numbers = plan;
	matching->plan.number_count = matching->number_count;
	/* Little's test is of single records. */
	matching->plan.patterns = b->taken->rows && matching->number_count > 1;
	matching->plan.numbers_grouped = matching->segment_mode != SEGBIAS_SEGMENT_NONE;
	return SEGBIAS_OK;
}
