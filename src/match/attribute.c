/* An attribute's values: what the reference has, in order, cut into bins where asked. */
#include "match/universe.h"

#include "base/sum.h"
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

/* A value while it is put in order. */
struct value {
	struct segbias_label label;
	struct segbias_band band;
	struct segbias_cell cell;
	bool ordered;
};

static int compare_values(const void *a, const void *b)
{
	const struct value *x = a;
	const struct value *y = b;
	if (x->ordered && x->band.low != y->band.low)
		return x->band.low < y->band.low ? -1 : 1;
	return segbias_label_compare(x->label, y->label);
}

static const struct segbias_bins *find_bins(const struct segbias_attribute *attribute,
                                            const struct segbias_policy *policy)
{
	for (size_t i = 0; i < policy->bins_count; i++)
		if (segbias_attribute_named(attribute, policy->bins[i].attribute))
			return &policy->bins[i];
	return NULL;
}

static bool in_universe(const struct segbias_attribute *attribute, const struct segbias_policy *policy,
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

/* Adds up the reference's values bin by bin; every value must lie within one bin. */
static enum segbias_status cut(struct segbias_attribute *attribute, const struct segbias_bins *bins,
                               struct value *values, size_t *count, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_sum *weights = calloc(bins->count, sizeof *weights);
	struct segbias_sum *squares = calloc(bins->count, sizeof *squares);
	struct value *cut_values = calloc(bins->count, sizeof *cut_values);
	if (!weights || !squares || !cut_values)
		SEGBIAS_TRY(segbias_error_memory(error));
	for (size_t i = 0; i < *count; i++) {
		struct segbias_band band;
		size_t bin = bins->count;
		if (segbias_band_parse(values[i].label, &band))
			for (bin = 0; bin < bins->count && !segbias_band_within(&band, &bins->bands[bin]); bin++)
				;
		if (bin == bins->count) {
			char quoted[2][SEGBIAS_QUOTE_MAX];
			status = segbias_error_set(error, SEGBIAS_DATA,
			                           "--bins: the reference's %s %s lies in no single bin",
			                           segbias_label_quote(attribute->reference_name, quoted[0]),
			                           segbias_label_quote(values[i].label, quoted[1]));
			segbias_error_hint(error, "set the edges where the reference's own bands begin");
			goto done;
		}
		cut_values[bin].cell.count += values[i].cell.count;
		cut_values[bin].cell.units += values[i].cell.units;
		if (!segbias_sum_add(&weights[bin], values[i].cell.weight) ||
		    !segbias_sum_add(&squares[bin], values[i].cell.square))
			SEGBIAS_TRY(segbias_error_memory(error));
	}
	size_t kept = 0;
	for (size_t bin = 0; bin < bins->count; bin++) {
		struct value value = cut_values[bin];
		value.label = bins->labels[bin];
		value.band = bins->bands[bin];
		value.cell.weight = segbias_sum_value(&weights[bin]);
		value.cell.square = segbias_sum_value(&squares[bin]);
		if (value.cell.weight > 0)
			values[kept++] = value;
	}
	*count = kept;
	attribute->binned = true;
done:
	for (size_t bin = 0; bin < bins->count && weights && squares; bin++) {
		segbias_sum_release(&weights[bin]);
		segbias_sum_release(&squares[bin]);
	}
	free(weights);
	free(squares);
	free(cut_values);
	return status;
}

/* Whether numbers can be cut into the values: at least one is a true band, and those that are bands do not overlap.
 * Values that are no bands get one that holds nothing. */
static bool find_bands(struct value *values, size_t count)
{
	struct segbias_label *labels = calloc(count + 1, sizeof *labels);
	struct segbias_band *bands = calloc(count + 1, sizeof *bands);
	size_t parsed = 0;
	for (size_t i = 0; labels && bands && i < count; i++) {
		if (segbias_band_parse(values[i].label, &values[i].band))
			labels[parsed++] = values[i].label;
		else
			values[i].band = (struct segbias_band){NAN, NAN, false};
	}
	bool found = labels && bands && segbias_band_ordered(labels, parsed, bands);
	for (size_t i = 0; i < count; i++)
		values[i].ordered = found && parsed == count;
	free(labels);
	free(bands);
	return found;
}

static enum segbias_status store(struct segbias_attribute *attribute, const struct value *values, size_t count,
                                 bool banded, struct segbias_arena *arena, struct segbias_error *error)
{
	struct segbias_sum weight = {0};
	struct segbias_sum square = {0};
	attribute->value_count = count;
	attribute->ordered = count > 0 && values[0].ordered;
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
		ok = segbias_sum_add(&weight, values[i].cell.weight) && segbias_sum_add(&square, values[i].cell.square);
	}
	attribute->known.weight = segbias_sum_value(&weight);
	attribute->known.square = segbias_sum_value(&square);
	segbias_sum_release(&weight);
	segbias_sum_release(&square);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

enum segbias_status segbias_attribute_margins(struct segbias_attribute *attribute,
                                              const struct segbias_reference_facts *reference, double moe_z,
                                              struct segbias_arena *arena, struct segbias_error *error)
{
	double *errors = segbias_arena_array(arena, attribute->value_count, sizeof *errors);
	if (!errors)
		return segbias_error_memory(error);
	double total = attribute->known.weight;
	double total_square = attribute->known.square;
	for (size_t i = 0; i < reference->total_count; i++)
		if (!attribute->multi && segbias_name_same(reference->totals[i].attribute, attribute->reference_name) &&
		    isfinite(reference->totals[i].margin))
			total_square = reference->totals[i].margin * reference->totals[i].margin;
	for (size_t i = 0; i < attribute->value_count; i++) {
		double square = attribute->reference[i].square;
		double r = attribute->reference[i].weight / total;
		double rest = reference->shares ? square : square - r * r * total_square;
		if (rest < 0)
			rest = square + r * r * total_square;
		errors[i] = sqrt(rest) / total / moe_z;
	}
	attribute->share_error = errors;
	return SEGBIAS_OK;
}

/* Which value each label of the reference has become. */
static enum segbias_status find_values(struct segbias_attribute *attribute, const struct segbias_tally *reference,
                                       struct segbias_arena *arena, struct segbias_error *error)
{
	size_t column = attribute->reference_column;
	attribute->id_count = segbias_tally_labels(reference, column) + SEGBIAS_ID_FIRST;
	attribute->value_of = segbias_arena_array(arena, attribute->id_count, sizeof *attribute->value_of);
	if (!attribute->value_of)
		return segbias_error_memory(error);
	for (uint32_t id = 0; id < attribute->id_count; id++) {
		uint32_t *value = &attribute->value_of[id];
		struct segbias_band band;
		*value = UINT32_MAX;
		if (id < SEGBIAS_ID_FIRST)
			continue;
		struct segbias_label label = segbias_tally_label(reference, column, id);
		if (!attribute->binned)
			*value = segbias_value_map_same(&attribute->map, label);
		else if (segbias_band_parse(label, &band))
			for (uint32_t i = 0; i < attribute->value_count && *value == UINT32_MAX; i++)
				if (segbias_band_within(&band, &attribute->bands[i]))
					*value = i;
	}
	return SEGBIAS_OK;
}

/* What the reference lists with share 0 has no index, and is no value; but it is not unknown either. */
static enum segbias_status keep_zeros(struct segbias_attribute *attribute, const struct value *zeros, size_t count,
                                      struct segbias_arena *arena, struct segbias_error *error)
{
	struct segbias_label *labels = segbias_arena_array(arena, count, sizeof *labels);
	struct segbias_band *bands = attribute->bands ? segbias_arena_array(arena, count, sizeof *bands) : NULL;
	if (!labels || (attribute->bands && !bands))
		return segbias_error_memory(error);
	for (size_t i = 0; i < count; i++) {
		labels[i] = zeros[i].label;
		if (bands && !segbias_band_parse(labels[i], &bands[i]))
			bands[i] = (struct segbias_band){NAN, NAN, false};
	}
	return segbias_value_map_init(&attribute->zero, labels, bands, count, error);
}

enum segbias_status segbias_attribute_build(struct segbias_attribute *attribute, const struct segbias_tally *reference,
                                            const struct segbias_policy *policy, struct segbias_arena *arena,
                                            struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	uint32_t column = (uint32_t)attribute->reference_column;
	uint32_t labels = segbias_tally_labels(reference, column);
	const struct segbias_table *table = segbias_tally_table(reference, &column, 1);
	const struct segbias_bins *bins = find_bins(attribute, policy);
	size_t room = labels > (bins ? bins->count : 0) ? labels : bins ? bins->count : labels;
	struct value *values = calloc(room + 1, sizeof *values);
	struct value *zeros = calloc((size_t)labels + 1, sizeof *zeros);
	uint32_t *into = NULL;
	size_t count = 0;
	size_t zero_count = 0;
	if (!values || !zeros)
		SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(segbias_join_labels(reference, column, &into, error));
	for (uint32_t i = 0; i < labels; i++) {
		struct value value = {.label = segbias_tally_label(reference, column, SEGBIAS_ID_FIRST + i)};
		if (into[i] != i)
			continue;
		SEGBIAS_TRY(segbias_join_cell(table, into, labels, i, &value.cell, error));
		/* A value of zero weight does not exist. */
		if (!in_universe(attribute, policy, value.label))
			continue;
		if (value.cell.weight > 0)
			values[count++] = value;
		else
			zeros[zero_count++] = value;
	}
	if (bins)
		SEGBIAS_TRY(cut(attribute, bins, values, &count, error));
	/* Bins are bands already, whatever their labels say ("-10--1"). */
	bool banded = attribute->binned || find_bands(values, count);
	for (size_t i = 0; i < count && attribute->binned; i++)
		values[i].ordered = true;
	qsort(values, count, sizeof *values, compare_values);
	SEGBIAS_TRY(store(attribute, values, count, banded, arena, error));
	SEGBIAS_TRY(segbias_value_map_init(&attribute->map, attribute->values, attribute->bands, count, error));
	attribute->map.missing = &policy->missing;
	SEGBIAS_TRY(keep_zeros(attribute, zeros, zero_count, arena, error));
	attribute->zero.missing = &policy->missing;
	SEGBIAS_TRY(find_values(attribute, reference, arena, error));
done:
	free(into);
	free(values);
	free(zeros);
	return status;
}

static void hint_values(const struct segbias_attribute *attribute, struct segbias_error *error)
{
	enum { LISTED_MAX = 6 };
	struct segbias_text list = {0};
	char quoted[SEGBIAS_QUOTE_MAX];
	for (size_t i = 0; i < attribute->value_count && i < LISTED_MAX; i++)
		segbias_text_add_format(&list, "%s%s", i ? ", " : "",
		                        segbias_label_quote(attribute->values[i], quoted));
	segbias_error_hint(error, "it has %s%s", list.data ? list.data : "none",
	                   attribute->value_count > LISTED_MAX ? ", …" : "");
	segbias_text_release(&list);
}

enum segbias_status segbias_attribute_recode(struct segbias_attribute *attribute, const struct segbias_policy *policy,
                                             struct segbias_error *error)
{
	struct segbias_value_map *map = &attribute->map;
	map->recode_to = calloc(policy->recode_count + 1, sizeof *map->recode_to);
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
		if (id < SEGBIAS_ID_FIRST || how == SEGBIAS_HOW_BAND) {
			enum segbias_status status =
			    segbias_error_set(error, SEGBIAS_DATA, "--recode: the reference's %s has no value %s",
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
		map->recode_to[from] = id - SEGBIAS_ID_FIRST;
	}
	return SEGBIAS_OK;
}
