/* An attribute's values: what the reference has, in order, cut into bins where asked. */
#include "match/attribute_bands.h"
#include "match/universe.h"

#include "base/memory.h"
#include "base/number.h"
#include "base/personal.h"
#include "base/sum.h"
#include "base/unicode.h"
#include "values/name.h"
#include "values/nearest.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool segbias_attribute_named(const struct segbias_attribute *attribute, struct segbias_label name)
{
	return segbias_label_equal(attribute->name, name) || segbias_name_same(attribute->name, name) ||
	       segbias_name_same(attribute->reference_name, name);
}

static const struct segbias_bins *find_bins(const struct segbias_attribute *attribute,
                                            const struct segbias_policy *policy)
{
	for (size_t i = 0; i < policy->bins_count; i++)
		if (segbias_attribute_named(attribute, policy->bins[i].attribute))
			return &policy->bins[i];
	return NULL;
}

bool segbias_attribute_cut_by(const struct segbias_attribute *attribute, const struct segbias_policy *policy)
{
	for (size_t i = 0; i < policy->universe_count; i++)
		if (segbias_attribute_named(attribute, policy->universes[i].attribute))
			return true;
	return false;
}

bool segbias_attribute_universe(const struct segbias_attribute *attribute, const struct segbias_policy *policy,
                                struct segbias_label label)
{
	for (size_t i = 0; i < policy->universe_count; i++) {
		struct segbias_universe_filter filter = {.items = policy->universes[i].items,
		                                         .count = policy->universes[i].count};
		if (segbias_attribute_named(attribute, policy->universes[i].attribute) &&
		    !segbias_universe_has(&filter, label))
			return false;
	}
	return true;
}

static enum segbias_status store(struct segbias_attribute *attribute, const struct segbias_attribute_value *values,
                                 size_t count, bool banded, struct segbias_arena *arena, struct segbias_error *error)
{
	struct segbias_sum weight = {0};
	struct segbias_sum square = {0};
	attribute->value_count = count;
	attribute->values = segbias_arena_array(arena, count, sizeof *attribute->values);
	attribute->reference = segbias_arena_array(arena, count, sizeof *attribute->reference);
	attribute->bands = banded ? segbias_arena_array(arena, count, sizeof *attribute->bands) : NULL;
	bool ok = attribute->values && attribute->reference && (!banded || attribute->bands);
	for (size_t i = 0; ok && i < count; i++) {
		attribute->values[i] = values[i].label;
		attribute->reference[i] = values[i].cell;
		if (banded)
			attribute->bands[i] = values[i].band;
		attribute->known.count += values[i].cell.count;
		attribute->known.units += values[i].cell.units;
		segbias_cell_add_doubt(&attribute->known, &values[i].cell);
		ok = segbias_sum_add(&weight, values[i].cell.weight) && segbias_sum_add(&square, values[i].cell.square);
	}
	attribute->known.weight = segbias_sum_value(&weight);
	attribute->known.square = segbias_sum_value(&square);
	segbias_sum_release(&weight);
	segbias_sum_release(&square);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

/* Of rounded figures a 0 may be somebody: such values are none, and there may be more people than the others'. */
static void doubt_zeros(struct segbias_attribute *attribute, const struct segbias_attribute_value *zeros, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		segbias_cell_add_doubt(&attribute->known, &zeros[i].cell);
		attribute->zero_open = attribute->zero_open || zeros[i].cell.above > 0;
	}
}

/* Rounded shares sum to 1 or to 100 but for their rounding, and the true ones do. */
static double find_whole(const struct segbias_cell *known)
{
	static const double WHOLES[] = {1, 100};
	for (size_t i = 0; i < sizeof WHOLES / sizeof *WHOLES; i++)
		if (known->weight - known->below <= WHOLES[i] && known->weight + known->above >= WHOLES[i])
			return WHOLES[i];
	return 0;
}

/* Square of the total's margin of error; NaN: no total has one. */
static double total_square_of(const struct segbias_attribute *attribute,
                              const struct segbias_reference_facts *reference)
{
	double square = attribute->multi ? attribute->known.square : NAN;
	for (size_t i = 0; i < reference->total_count; i++)
		if (!attribute->multi && segbias_name_same(reference->totals[i].attribute, attribute->reference_name) &&
		    isfinite(reference->totals[i].margin))
			square = reference->totals[i].margin * reference->totals[i].margin;
	return square;
}

/* The sum of all other values' squares, without the loss of digits where one is nearly all of it. */
static double others_square(const struct segbias_attribute *attribute, size_t value)
{
	double square = attribute->reference[value].square;
	if (square < attribute->known.square / 2)
		return attribute->known.square - square;
	double sum = 0;
	for (size_t i = 0; i < attribute->value_count; i++)
		sum += i == value ? 0 : attribute->reference[i].square;
	return sum;
}

/* Of the share of counts. */
static double margin_square(const struct segbias_attribute *attribute, size_t value, double total_square)
{
	double square = attribute->reference[value].square;
	double r = attribute->reference[value].weight / attribute->known.weight;
	if (isnan(total_square))
		return (1 - r) * (1 - r) * square + r * r * others_square(attribute, value);
	double of_total = r * r * total_square;
	return square >= of_total ? square - of_total : square + of_total;
}

enum segbias_status segbias_attribute_margins(struct segbias_attribute *attribute,
                                              const struct segbias_reference_facts *reference, double moe_z,
                                              struct segbias_arena *arena, struct segbias_error *error)
{
	double *errors = segbias_arena_array(arena, attribute->value_count, sizeof *errors);
	if (!errors)
		return segbias_error_memory(error);
	double total = attribute->known.weight;
	double total_square = total_square_of(attribute, reference);
	for (size_t i = 0; i < attribute->value_count; i++) {
		double rest =
		    reference->shares ? attribute->reference[i].square : margin_square(attribute, i, total_square);
		errors[i] = sqrt(rest) / total / moe_z;
	}
	attribute->share_error = errors;
	return SEGBIAS_OK;
}

/* What the reference has, in the order of its file, spellings of one value joined; a value of zero weight does not exist. */
struct listing {
	struct segbias_attribute_value *values, *zeros; /* [labels] each */
	uint32_t *into;                                 /* [labels]: the label that a spelling is joined with */
	size_t count, zero_count;
	size_t withheld[SEGBIAS_PERSONAL_END]; /* values of each kind of personal data, which are none … */
	uint64_t withheld_units;               /* … and the rows that have them */
};

/* The one place where values of people leave the road: what is no value of the reference is none of the findings. Those that
 * the campaign has, too, are unmatched, and withheld as such. */
static bool is_withheld(const struct segbias_attribute *attribute, const struct segbias_attribute_value *value,
                        struct listing *out)
{
	enum segbias_personal personal =
	    attribute->required ? SEGBIAS_PERSONAL_NONE : segbias_personal_value(value->label);
	personal = personal ? personal : segbias_strays_kind(&attribute->strays, value->label);
	out->withheld[personal] += personal != SEGBIAS_PERSONAL_NONE;
	out->withheld_units += personal ? value->cell.units : 0;
	return personal != SEGBIAS_PERSONAL_NONE;
}

static void note_withheld(const struct segbias_attribute *attribute, const struct segbias_building *b,
                          const struct listing *listing)
{
	struct segbias_text kinds = {0};
	char quoted[SEGBIAS_QUOTE_MAX];
	char numbers[2][SEGBIAS_NUMBER_MAX];
	double values = 0;
	for (enum segbias_personal kind = SEGBIAS_PERSONAL_EMAIL; kind < SEGBIAS_PERSONAL_END; kind++) {
		if (!listing->withheld[kind])
			continue;
		segbias_text_add_format(&kinds, "%s%s %s", values > 0 ? ", " : "", segbias_personal_name(kind),
		                        segbias_number_group((double)listing->withheld[kind], numbers[0]));
		values += (double)listing->withheld[kind];
	}
	if (values > 0) {
		struct segbias_error *note = segbias_notes_add(
		    b->notes, "withheld_values",
		    "column %s has %s value%s that look%s like personal data (%s), in %s row%s: withheld, and no value%s to "
		    "compare",
		    segbias_label_quote(attribute->reference_name, quoted), segbias_number_group(values, numbers[0]),
		    segbias_plural(values), values > 1 ? "" : "s", kinds.data ? kinds.data : "",
		    segbias_number_group((double)listing->withheld_units, numbers[1]),
		    segbias_plural((double)listing->withheld_units), segbias_plural(values));
		segbias_error_place(note, b->reference->head->file, 0, 0);
		segbias_error_hint(note, "--attributes '%s' compares them all the same, and only what it lists",
		                   segbias_label_copyable(attribute->name) ? segbias_label_show(attribute->name, quoted)
		                                                           : "COLUMN");
	}
	segbias_text_release(&kinds);
}

static enum segbias_status list_values(const struct segbias_attribute *attribute, const struct segbias_building *b,
                                       struct listing *out, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	uint32_t column = (uint32_t)attribute->reference_column;
	uint32_t labels = segbias_tally_labels(b->tally, column);
	const struct segbias_table *table = segbias_tally_table(b->tally, &column, 1);
	out->values = segbias_memory_zeroed((size_t)labels + 1, sizeof *out->values);
	out->zeros = segbias_memory_zeroed((size_t)labels + 1, sizeof *out->zeros);
	if (!out->values || !out->zeros)
		SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(segbias_join_labels(b->tally, column, &out->into, error));
	for (uint32_t i = 0; i < labels; i++) {
		uint32_t id = SEGBIAS_ID_FIRST + i;
		struct segbias_attribute_value value = {.id = id, .label = segbias_tally_label(b->tally, column, id)};
		if (out->into[i] != i)
			continue;
		SEGBIAS_TRY(segbias_join_cell(table, out->into, labels, i, &value.cell, error));
		if (!segbias_attribute_universe(attribute, b->policy, value.label) ||
		    is_withheld(attribute, &value, out))
			continue;
		if (value.cell.weight > 0)
			out->values[out->count++] = value;
		else
			out->zeros[out->zero_count++] = value;
	}
done:
	return status;
}

/* Which value each label of the reference has become. */
static enum segbias_status find_values(struct segbias_attribute *attribute, const struct segbias_tally *reference,
                                       const struct listing *listing, struct segbias_arena *arena,
                                       struct segbias_error *error)
{
	attribute->id_count = segbias_tally_labels(reference, attribute->reference_column) + SEGBIAS_ID_FIRST;
	attribute->value_of = segbias_arena_array(arena, attribute->id_count, sizeof *attribute->value_of);
	if (!attribute->value_of)
		return segbias_error_memory(error);
	for (uint32_t id = 0; id < attribute->id_count; id++)
		attribute->value_of[id] = UINT32_MAX;
	const struct segbias_attribute_value *read = listing->values;
	for (size_t i = 0; i < listing->count; i++) {
		uint32_t *value = &attribute->value_of[read[i].id];
		*value = segbias_intern_find(&attribute->map.exact, read[i].label);
		for (uint32_t j = 0;
		     attribute->binned && attribute->bands && *value == UINT32_MAX && j < attribute->value_count; j++)
			if (segbias_band_within(&read[i].band, &attribute->bands[j]))
				*value = j;
	}
	for (uint32_t id = SEGBIAS_ID_FIRST; id < attribute->id_count; id++)
		attribute->value_of[id] = attribute->value_of[SEGBIAS_ID_FIRST + listing->into[id - SEGBIAS_ID_FIRST]];
	return SEGBIAS_OK;
}

/* What the reference lists with share 0 has no index, and is no value; but it is not unknown either. */
static enum segbias_status keep_zeros(struct segbias_attribute *attribute, const struct segbias_attribute_value *zeros,
                                      size_t count, struct segbias_arena *arena, struct segbias_error *error)
{
	struct segbias_label *labels = segbias_arena_array(arena, count, sizeof *labels);
	struct segbias_band *bands = attribute->bands ? segbias_arena_array(arena, count, sizeof *bands) : NULL;
	if (!labels || (attribute->bands && !bands))
		return segbias_error_memory(error);
	for (size_t i = 0; i < count; i++) {
		labels[i] = zeros[i].label;
		if (bands && !segbias_band_parse(labels[i], &bands[i]))
			bands[i] = segbias_band_none();
	}
	return segbias_value_map_init(&attribute->zero, labels, bands, count, error);
}

/* "21.050" beside bands of thousands: whether the point is a decimal sign cannot be told. */
static enum segbias_status check_style(const struct segbias_attribute *attribute, const struct segbias_building *b,
                                       struct segbias_error *error)
{
	bool open = b->taken->open && b->taken->open[attribute->field];
	if (!open || !attribute->bands || attribute->codes)
		return SEGBIAS_OK;
	return segbias_style_refuse_open(attribute->name, "--decimal", b->campaign->file, error);
}

enum segbias_status segbias_attribute_build(struct segbias_attribute *attribute, const struct segbias_building *b,
                                            struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_arena *arena = &b->matching->arena;
	struct listing listing = {0};
	struct segbias_attribute_bands bands = {.bins = find_bins(attribute, b->policy)};
	if (b->reference->taken.rows && !attribute->required)
		SEGBIAS_TRY(segbias_strays_find(b->tally, attribute->reference_column, &attribute->strays, error));
	SEGBIAS_TRY(list_values(attribute, b, &listing, error));
	note_withheld(attribute, b, &listing);
	SEGBIAS_TRY(segbias_attribute_arrange(attribute, b, &bands, listing.values, listing.count, error));
	SEGBIAS_TRY(segbias_attribute_order(attribute, b, listing.into, &bands, error));
	SEGBIAS_TRY(store(attribute, bands.values, bands.count, bands.banded, arena, error));
	doubt_zeros(attribute, listing.zeros, listing.zero_count);
	if (b->reference->shares)
		attribute->whole = find_whole(&attribute->known);
	SEGBIAS_TRY(segbias_value_map_init(&attribute->map, attribute->values, attribute->bands, bands.count, error));
	SEGBIAS_TRY(check_style(attribute, b, error));
	attribute->map.missing = &b->policy->missing;
	attribute->map.ages = attribute->ages;
	attribute->map.style = b->taken->styles && !attribute->codes ? &b->taken->styles[attribute->field] : NULL;
	attribute->map.edges = bands.edges;
	attribute->map.edge_count = bands.edge_count;
	SEGBIAS_TRY(keep_zeros(attribute, listing.zeros, listing.zero_count, arena, error));
	attribute->zero.missing = &b->policy->missing;
	SEGBIAS_TRY(find_values(attribute, b->tally, &listing, arena, error));
done:
	segbias_attribute_bands_release(&bands);
	free(listing.into);
	free(listing.zeros);
	free(listing.values);
	return status;
}

static void hint_values(const struct segbias_attribute *attribute, struct segbias_error *error)
{
	enum { LISTED_MAX = 6 };
	struct segbias_text list = {0};
	for (size_t i = 0; i < attribute->value_count && i < LISTED_MAX; i++)
		segbias_text_add_quoted(&list, attribute->values[i]);
	segbias_error_hint(error, "it has %s%s", list.data ? list.data : "none",
	                   attribute->value_count > LISTED_MAX ? ", …" : "");
	segbias_text_release(&list);
}

/* Whether the reference has the value, but --within keeps it out. */
static bool is_outside(const struct segbias_attribute *attribute, const struct segbias_building *b,
                       struct segbias_label value)
{
	size_t column = attribute->reference_column;
	bool found = false;
	if (!segbias_attribute_cut_by(attribute, b->policy) || segbias_attribute_universe(attribute, b->policy, value))
		return false;
	for (uint32_t i = 0; i < segbias_tally_labels(b->tally, column) && !found; i++)
		found = segbias_unicode_same(segbias_tally_label(b->tally, column, SEGBIAS_ID_FIRST + i), value);
	for (uint32_t i = 0; i < segbias_tally_outsiders(b->tally, column) && !found; i++)
		found = segbias_unicode_same(segbias_tally_outsider(b->tally, column, i, NULL), value);
	return found;
}

enum segbias_status segbias_attribute_recode(struct segbias_attribute *attribute, const struct segbias_building *b,
                                             struct segbias_error *error)
{
	const struct segbias_policy *policy = b->policy;
	struct segbias_value_map *map = &attribute->map;
	map->recode_to = segbias_memory_zeroed(policy->recode_count + 1, sizeof *map->recode_to);
	if (!map->recode_to)
		return segbias_error_memory(error);
	/* Looked up by a map without recodes and missing markers: TO must be a value of the reference. */
	static const struct segbias_missing NOTHING = {.replaced = true};
	for (size_t i = 0; i < policy->recode_count; i++) {
		const struct segbias_recode *recode = &policy->recodes[i];
		if (!segbias_attribute_named(attribute, recode->attribute))
			continue;
		struct segbias_value_map plain = *map;
		plain.recode_from = (struct segbias_intern){0};
		plain.missing = &NOTHING;
		plain.synonyms = NULL;
		enum segbias_how how = SEGBIAS_HOW_EXACT;
		uint32_t id = segbias_value_map_resolve(&plain, recode->to, &how);
		char quoted[2][SEGBIAS_QUOTE_MAX];
		bool outside = id < SEGBIAS_ID_FIRST && is_outside(attribute, b, recode->to);
		if (!outside && (id < SEGBIAS_ID_FIRST || how == SEGBIAS_HOW_BAND)) {
			enum segbias_status status = segbias_error_set(
			    error, SEGBIAS_DATA, "recode_no_value|--recode: the reference's %s has no value %s",
			    segbias_label_quote(attribute->reference_name, quoted[0]),
			    segbias_label_quote(recode->to, quoted[1]));
			size_t nearest = segbias_nearest(recode->to, attribute->values, attribute->value_count);
			if (nearest != SEGBIAS_NEAREST_NONE)
				segbias_error_hint(error, "the nearest is %s",
				                   segbias_label_quote(attribute->values[nearest], quoted[0]));
			else
				hint_values(attribute, error);
			return status;
		}
		uint32_t from = segbias_intern_add(&map->recode_from, recode->from);
		if (from == SEGBIAS_INTERN_NONE)
			return segbias_error_memory(error);
		map->recode_to[from] = outside ? UINT32_MAX : id - SEGBIAS_ID_FIRST;
	}
	return SEGBIAS_OK;
}
