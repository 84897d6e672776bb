/* How an attribute's bands lie to each other, in both files, and what follows from it. */
#include "match/attribute_bands.h"

#include "base/memory.h"
#include "base/number.h"
#include "base/unicode.h"
#include "match/born.h"
#include "match/universe.h"
#include "values/name.h"
#include "values/suspect.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
	YEARS_LEAST = 20, /* single years: as many numbers as are too many to be read as groups */
	LISTED_MAX = 12,
};

void segbias_attribute_bands_release(struct segbias_attribute_bands *bands)
{
	free(bands->values);
	bands->values = NULL;
	*bands = (struct segbias_attribute_bands){0};
}

/* --- names in messages ------------------------------------------------------------------------------------------- */

/* "18-24", "25-34", … */
static void list_labels(struct segbias_text *list, const struct segbias_label *labels, size_t count)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	segbias_text_add_string(list, "");
	for (size_t i = 0; i < count && i < LISTED_MAX; i++)
		segbias_text_add_format(list, "%s%s", i ? ", " : "", segbias_label_quote(labels[i], quoted));
	if (count > LISTED_MAX)
		segbias_text_add_string(list, ", …");
}

/* Whether --within names the attribute, so that it is read whatever is compared. */
static bool cuts_universe(const struct segbias_building *b, const struct segbias_attribute *attribute)
{
	for (size_t i = 0; i < b->policy->universe_count; i++)
		if (segbias_name_same(b->policy->universes[i].attribute, attribute->name) ||
		    segbias_name_same(b->policy->universes[i].attribute, attribute->reference_name))
			return true;
	return false;
}

/* The other attributes of both files, as -a takes them; `otherwise` where none can be typed. */
static void hint_others(const struct segbias_building *b, const struct segbias_attribute *attribute,
                        const char *otherwise, struct segbias_error *error)
{
	struct segbias_text list = {0};
	char shown[SEGBIAS_QUOTE_MAX];
	size_t count = 0;
	for (size_t field = 0; field < b->campaign->width; field++)
		if (b->pairs[field].reference_column != SEGBIAS_NO_FIELD && field != attribute->field &&
		    segbias_label_copyable(b->campaign->names[field]))
			segbias_text_add_format(&list, "%s%s", count++ ? "," : "",
			                        segbias_label_show(b->campaign->names[field], shown));
	if (count && cuts_universe(b, attribute))
		segbias_error_hint(error,
		                   "without --within '%s=…', --attributes '%s' compares the others, of everybody",
		                   segbias_label_show(attribute->name, shown), list.data);
	else if (count)
		segbias_error_hint(error, "--attributes '%s' compares the others", list.data);
	else
		segbias_error_hint(error, "%s", otherwise);
	segbias_text_release(&list);
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

/* "+65" is a number, but a band where it stands among bands. */
static struct segbias_band parse_value(struct segbias_label label, bool among_bands)
{
	struct segbias_band band;
	if (!segbias_band_parse_weak(label, &band))
		return segbias_band_none();
	if (among_bands && band.single && label.size > 1 && label.bytes[0] == '+')
		band = (struct segbias_band){.low = band.low, .end = INFINITY, .high = NAN, .step = 1};
	return band;
}

static bool has_true_band(const struct segbias_band *bands, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!isnan(bands[i].low) && !bands[i].single)
			return true;
	return false;
}

/* "-14" and "0" to "14" are one where "15-24" is the first band: the number from which the column's bands begin; NaN: none. */
static double find_first(const struct segbias_band *bands, size_t count)
{
	double first = NAN;
	for (size_t i = 0; i < count; i++)
		if (!isnan(bands[i].low) && !bands[i].single && !(bands[i].low >= first))
			first = bands[i].low;
	return first;
}

/* "-9" and "-99" stand for what is not known. */
static bool is_open_below(struct segbias_label label, const struct segbias_band *band, double first)
{
	double value = 0;
	return band->single && band->low < 0 && 1 - band->low == first && !segbias_suspect_number(label, '.', &value);
}

/* "Y_OPEN" begins where the years beside it end, unless one of these is open itself. */
static void place_rest(const struct segbias_label *labels, size_t count, struct segbias_band *bands)
{
	size_t rest = SIZE_MAX;
	double end = -INFINITY;
	for (size_t i = 0; i < count; i++) {
		if (!isnan(bands[i].low))
			end = fmax(end, bands[i].end);
		else if (segbias_band_rest(labels[i]))
			rest = i;
	}
	if (rest != SIZE_MAX && isfinite(end))
		bands[rest] = (struct segbias_band){.low = end, .end = INFINITY, .high = NAN, .step = 1, .years = true};
}

static void parse_labels(const struct segbias_label *labels, size_t count, struct segbias_band *bands)
{
	for (size_t i = 0; i < count; i++)
		bands[i] = parse_value(labels[i], false);
	place_rest(labels, count, bands);
	bool among_bands = has_true_band(bands, count);
	for (size_t i = 0; i < count && among_bands; i++)
		bands[i] = parse_value(labels[i], true);
	place_rest(labels, count, bands);
	double first = find_first(bands, count);
	for (size_t i = 0; i < count && among_bands; i++)
		if (is_open_below(labels[i], &bands[i], first))
			bands[i] = (struct segbias_band){.low = -INFINITY, .end = first, .high = first - 1, .step = 1};
}

/* Whether the column holds ages, by its name and its values. */
static bool are_ages(const struct segbias_attribute *attribute, const struct segbias_band *bands, size_t count)
{
	return (segbias_band_ages(attribute->name) || segbias_band_ages(attribute->reference_name)) &&
	       segbias_bands_are_ages(bands, count);
}

/* Whether the column holds codes, by its name or by a figure with leading zeros: "02139" to "02142" are no range. */
static bool are_codes(const struct segbias_attribute *attribute, const struct segbias_label *labels, size_t count)
{
	bool codes = segbias_band_codes(attribute->name) || segbias_band_codes(attribute->reference_name);
	for (size_t i = 0; i < count && !codes; i++)
		codes = segbias_band_code(labels[i]);
	return codes;
}

/* Codes are no bands; where they are numbers, they keep their order. */
static void drop_bands(struct segbias_band *bands, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!bands[i].single)
			bands[i] = segbias_band_none();
}

/* Adds the value to the first one of the same band ("65+", "65 and over"); false where there is none. */
static bool join_equal(struct segbias_attribute_bands *bands, const struct segbias_attribute_value *value)
{
	for (size_t j = 0; j < bands->count && !isnan(value->band.low) && !value->band.single; j++) {
		struct segbias_attribute_value *first = &bands->values[j];
		if (first->band.low != value->band.low || first->band.end != value->band.end)
			continue;
		first->cell.count += value->cell.count;
		first->cell.units += value->cell.units;
		segbias_cell_add_doubt(&first->cell, &value->cell);
		first->cell.weight += value->cell.weight;
		first->cell.square += value->cell.square;
		first->cell.fourth += value->cell.fourth;
		if (segbias_label_compare(value->label, first->label) < 0)
			first->label = value->label;
		return true;
	}
	return false;
}

/* Copies the values; of records, those of one band are one value. Figures that are listed twice are no sum. */
static void copy_values(struct segbias_attribute *attribute, bool records, const struct segbias_attribute_value *values,
                        size_t count, struct segbias_attribute_bands *bands)
{
	for (size_t i = 0; i < count; i++)
		if (records && join_equal(bands, &values[i]))
			attribute->binned = true;
		else
			bands->values[bands->count++] = values[i];
}

/* --- the reference ----------------------------------------------------------------------------------------------- */

static void note_edge(const struct segbias_building *b, const struct segbias_attribute *attribute, const char *file,
                      const struct segbias_label pair[2], const struct segbias_band *upper)
{
	char name[SEGBIAS_QUOTE_MAX];
	char quoted[2][SEGBIAS_QUOTE_MAX];
	char number[SEGBIAS_NUMBER_MAX];
	segbias_label_quote(pair[1], quoted[1]);
	segbias_error_place(
	    segbias_notes_add(b->notes, "shared_edge",
	                      "%s: %s and %s share an edge: %s belongs to %s, and so on in the other bands",
	                      segbias_label_show(attribute->name, name), segbias_label_quote(pair[0], quoted[0]),
	                      quoted[1], segbias_number_format(upper->low, number), quoted[1]),
	    file, 0, 0);
}

/* Half of the unit in which all figures are whole; random rounding to 3 or 5 may be off by as much. */
static double rounding(const double *figures, size_t count)
{
	double unit = 1e6;
	bool whole = false;
	while (!whole && unit > 1e-9) {
		unit /= 10;
		whole = true;
		for (size_t i = 0; i < count; i++)
			whole = whole && fabs(figures[i] / unit - round(figures[i] / unit)) < 1e-6;
	}
	for (double divisor = 5; divisor >= 3 && unit == 1; divisor -= 2) {
		bool divides = true;
		for (size_t i = 0; i < count; i++)
			divides = divides && fmod(figures[i], divisor) == 0;
		if (divides)
			return divisor;
	}
	return unit / 2;
}

/* Of those that are no sum; `sums` NULL: none is. */
static enum segbias_status refuse_overlap(const struct segbias_building *b, const struct segbias_attribute *attribute,
                                          const struct segbias_attribute_bands *bands, const bool *sums,
                                          struct segbias_error *error)
{
	const struct segbias_attribute_value *values = bands->values;
	size_t count = bands->count;
	char name[SEGBIAS_QUOTE_MAX];
	char quoted[2][SEGBIAS_QUOTE_MAX];
	segbias_label_quote(attribute->reference_name, name);
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < count; j++) {
			const struct segbias_band *x = &values[i].band;
			const struct segbias_band *y = &values[j].band;
			if (i == j || (sums && (sums[i] || sums[j])) || isnan(x->low) || isnan(y->low) ||
			    x->low > y->low || y->low >= x->end)
				continue;
			enum segbias_status status = segbias_error_set(
			    error, SEGBIAS_DATA,
			    "bands_overlap|the bands of %s's %s overlap, and neither is the sum of others: "
			    "%s and %s",
			    segbias_policy_reference_called(b->policy), name,
			    segbias_label_quote(values[i].label, quoted[0]),
			    segbias_label_quote(values[j].label, quoted[1]));
			hint_others(b, attribute, "leave out the rows whose people are in another one too", error);
			segbias_error_place(error, b->reference->head->file, 0, 0);
			return status;
		}
	return SEGBIAS_OK;
}

/* "65+" is a band and nothing else, where half of the values are bands; "1-3" beside "1-2" may be the score of a match. */
static bool has_open(const struct segbias_band *bands, size_t count)
{
	bool open = false;
	size_t read = 0;
	for (size_t i = 0; i < count; i++) {
		open = open || isinf(bands[i].low) || isinf(bands[i].end);
		read += isnan(bands[i].low) ? 0 : 1;
	}
	return open && 2 * read >= count;
}

/* Takes away those that are the sum of the bands within them. */
static enum segbias_status take_partition(const struct segbias_building *b, const struct segbias_attribute *attribute,
                                          struct segbias_attribute_bands *bands, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_text list = {0};
	struct segbias_band *parsed = segbias_memory_zeroed(bands->count + 1, sizeof *parsed);
	double *figures = segbias_memory_zeroed(bands->count + 1, sizeof *figures);
	bool *sums = segbias_memory_zeroed(bands->count + 1, sizeof *sums);
	struct segbias_label *left = segbias_memory_zeroed(bands->count + 1, sizeof *left);
	size_t kept = 0;
	size_t out = 0;
	char name[SEGBIAS_QUOTE_MAX];
	if (!parsed || !figures || !sums || !left)
		SEGBIAS_TRY(segbias_error_memory(error));
	for (size_t i = 0; i < bands->count; i++) {
		parsed[i] = bands->values[i].band;
		figures[i] = bands->values[i].cell.weight;
	}
	bool filled = segbias_bands_partition(parsed, figures, bands->count, rounding(figures, bands->count), sums);
	/* What is the sum of others in an audit's table is left out with its rows; here it is one of all decisions, and not of each. */
	bool own = filled && b->policy->audits;
	if (!filled || own) {
		bands->banded = false;
		if (attribute->ages || has_open(parsed, bands->count) || (own && b->reference->aggregated))
			status = refuse_overlap(b, attribute, bands, own ? NULL : sums, error);
		goto done;
	}
	for (size_t i = 0; i < bands->count; i++)
		if (sums[i])
			left[out++] = bands->values[i].label;
		else
			bands->values[kept++] = bands->values[i];
	bands->count = kept;
	list_labels(&list, left, out);
	segbias_error_place(segbias_notes_add(b->notes, "nested_bands",
	                                      "%s: %s %s the sum of the bands within, and %s left out",
	                                      segbias_label_show(attribute->reference_name, name), list.data,
	                                      out == 1 ? "is" : "are", out == 1 ? "is" : "are"),
	                    b->reference->head->file, 0, 0);
done:
	segbias_text_release(&list);
	free(parsed);
	free(figures);
	free(sums);
	free(left);
	return status;
}

/* Values that look like bands and are none: numbers cannot be cut by the others alone. */
static void find_unread(struct segbias_attribute *attribute, const struct segbias_attribute_value *values, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!isnan(values[i].band.low) || !segbias_band_like(values[i].label))
			continue;
		if (attribute->unread_count++ == 0 || segbias_label_compare(values[i].label, attribute->unread) < 0)
			attribute->unread = values[i].label;
	}
}

/* Whether the campaign has the value as it is spelled, or the user says what it is. */
static bool is_met(const struct segbias_building *b, const struct segbias_attribute *attribute,
                   struct segbias_label value)
{
	struct segbias_head_spellings spellings;
	const struct segbias_policy *policy = b->policy;
	bool met = false;
	for (size_t i = 0; i < policy->recode_count; i++)
		met = met || (segbias_unicode_same(policy->recodes[i].to, value) &&
		              segbias_attribute_named(attribute, policy->recodes[i].attribute));
	for (size_t i = 0; i < policy->universe_count; i++)
		for (size_t j = 0; j < policy->universes[i].count; j++)
			met = met || (segbias_unicode_same(policy->universes[i].items[j], value) &&
			              segbias_attribute_named(attribute, policy->universes[i].attribute));
	bool ok = segbias_head_spellings_init(&spellings, b->campaign, attribute->field);
	for (uint32_t i = 0; i < spellings.count && ok && !met; i++)
		met = segbias_unicode_same(spellings.labels[i], value);
	segbias_head_spellings_release(&spellings);
	return met;
}

/* A value beside bands that a spreadsheet may have made a date matches only what is spelled like it: where nothing is, nobody of its
 * years would be counted in it. */
static enum segbias_status refuse_date(const struct segbias_building *b, const struct segbias_attribute *attribute,
                                       const struct segbias_attribute_value *values, size_t count,
                                       struct segbias_error *error)
{
	char quoted[2][SEGBIAS_QUOTE_MAX];
	const struct segbias_attribute_value *dated = NULL;
	bool ages = segbias_band_ages(attribute->reference_name);
	bool bands = false;
	for (size_t i = 0; i < count; i++) {
		bands = bands || (!isnan(values[i].band.low) && !values[i].band.single);
		if (isnan(values[i].band.low) && segbias_band_was_date(values[i].label, ages) &&
		    (!dated || segbias_label_compare(values[i].label, dated->label) < 0) &&
		    (b->reference->alone || !is_met(b, attribute, values[i].label)))
			dated = &values[i];
	}
	if (!bands || !dated)
		return SEGBIAS_OK;
	segbias_label_quote(attribute->reference_name, quoted[0]);
	const char *date = segbias_universe_show_date(dated->label, quoted[1]);
	if (b->reference->alone) {
		struct segbias_error *note = segbias_notes_add(
		    b->notes, "dated_value",
		    "%s has %s among its bands: it may be a band that a spreadsheet took for a date, and matches none "
		    "of its years",
		    quoted[0], date);
		segbias_error_place(note, b->reference->head->file, 0, 0);
		segbias_error_hint(note, "write the band into the file as text, such as 3-4 for 4 March");
		return SEGBIAS_OK;
	}
	segbias_error_set(
	    error, SEGBIAS_DATA,
	    "dated_value|%s has %s among its bands: it may be a band that a spreadsheet took for a date, and "
	    "nobody of its years would be counted",
	    quoted[0], date);
	segbias_error_hint(error,
	                   "write the band into the file as text, such as 3-4 for 4 March; what --within or --recode "
	                   "names itself is taken");
	segbias_error_place(error, b->reference->head->file, 0, 0);
	return SEGBIAS_DATA;
}

/* The bands as they are arranged, for the values and for those that were joined with them. */
static void settle_bands(const struct segbias_attribute *attribute, struct segbias_attribute_bands *bands,
                         struct segbias_attribute_value *values, size_t count, const struct segbias_band *arranged)
{
	for (size_t i = 0; i < count && attribute->binned; i++)
		for (size_t j = 0; j < bands->count; j++)
			if (values[i].band.low == bands->values[j].band.low &&
			    values[i].band.end == bands->values[j].band.end) {
				values[i].band = arranged[j];
				break;
			}
	for (size_t i = 0; i < bands->count; i++) {
		struct segbias_band *band = &bands->values[i].band;
		*band = arranged[i];
		if (attribute->ages && !band->single)
			segbias_band_clamp_age(band);
		if (!attribute->binned)
			values[i].band = *band;
	}
	for (size_t i = 0; i < count; i++)
		if (attribute->ages && !values[i].band.single)
			segbias_band_clamp_age(&values[i].band);
}

static enum segbias_status arrange_reference(struct segbias_attribute *attribute, const struct segbias_building *b,
                                             struct segbias_attribute_bands *bands,
                                             struct segbias_attribute_value *values, size_t count,
                                             struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_band_edge edge;
	struct segbias_label *labels = segbias_memory_zeroed(count + 1, sizeof *labels);
	struct segbias_band *parsed = segbias_memory_zeroed(count + 1, sizeof *parsed);
	bands->values = segbias_memory_zeroed(count + 1, sizeof *bands->values);
	if (!labels || !parsed || !bands->values)
		SEGBIAS_TRY(segbias_error_memory(error));
	for (size_t i = 0; i < count; i++)
		labels[i] = values[i].label;
	parse_labels(labels, count, parsed);
	attribute->codes = !bands->bins && are_codes(attribute, labels, count);
	if (attribute->codes)
		drop_bands(parsed, count);
	for (size_t i = 0; i < count; i++)
		values[i].band = parsed[i];
	if (!attribute->codes && are_ages(attribute, parsed, count)) {
		count = segbias_attribute_drop_no_ages(b, attribute, values, count);
		if (count == SIZE_MAX)
			SEGBIAS_TRY(segbias_error_memory(error));
	}
	copy_values(attribute, !b->reference->aggregated, values, count, bands);
	for (size_t i = 0; i < bands->count; i++) {
		labels[i] = bands->values[i].label;
		parsed[i] = bands->values[i].band;
	}
	enum segbias_arrangement arrangement = segbias_bands_arrange(parsed, bands->count, &edge);
	attribute->ages = are_ages(attribute, parsed, bands->count);
	settle_bands(attribute, bands, values, count, parsed);
	if (!attribute->codes)
		find_unread(attribute, values, count);
	SEGBIAS_TRY(refuse_date(b, attribute, values, count, error));
	bands->banded = (arrangement == SEGBIAS_BANDS_DISJOINT || arrangement == SEGBIAS_BANDS_NESTED) &&
	                attribute->unread_count == 0;
	if (edge.found && bands->banded)
		note_edge(b, attribute, b->reference->head->file,
		          (const struct segbias_label[]){labels[edge.lower], labels[edge.upper]}, &parsed[edge.upper]);
	if (arrangement == SEGBIAS_BANDS_NESTED)
		SEGBIAS_TRY(take_partition(b, attribute, bands, error));
	if (arrangement == SEGBIAS_BANDS_OVERLAP && attribute->ages)
		SEGBIAS_TRY(refuse_overlap(b, attribute, bands, NULL, error));
done:
	free(labels);
	free(parsed);
	return status;
}

/* --- the campaign ------------------------------------------------------------------------------------------------ */

static bool is_recoded(const struct segbias_attribute *attribute, const struct segbias_policy *policy,
                       struct segbias_label label)
{
	for (size_t i = 0; i < policy->recode_count; i++)
		if (segbias_label_equal(policy->recodes[i].from, label) &&
		    segbias_attribute_named(attribute, policy->recodes[i].attribute))
			return true;
	return false;
}

/* The different values of the campaign's head; birth dates are none of the attribute's. */
static bool collect(const struct segbias_building *b, const struct segbias_attribute *attribute,
                    struct segbias_intern *seen)
{
	struct segbias_head_spellings spellings;
	if (segbias_born_is(b->policy, attribute->name))
		return true;
	bool ok = segbias_head_spellings_init(&spellings, b->campaign, attribute->field);
	for (uint32_t i = 0; i < spellings.count && ok && seen->size < SEGBIAS_DISTINCT_MAX; i++) {
		struct segbias_label cell = spellings.labels[i];
		if (!segbias_missing_any(&b->policy->missing, cell) &&
		    segbias_attribute_universe(attribute, b->policy, cell) && !is_recoded(attribute, b->policy, cell))
			ok = segbias_intern_add(seen, cell) != SEGBIAS_INTERN_NONE;
	}
	segbias_head_spellings_release(&spellings);
	return ok;
}

enum segbias_status segbias_attribute_refuse_years(const struct segbias_attribute *attribute,
                                                   struct segbias_label example, struct segbias_error *error)
{
	char name[SEGBIAS_QUOTE_MAX];
	char quoted[SEGBIAS_QUOTE_MAX];
	segbias_label_show(attribute->name, name);
	enum segbias_status status = SEGBIAS_DATA;
	/* A year is no person's; a date may be. */
	if (example.size == 4)
		segbias_error_set(error, status, "years_of_birth|%s holds years of birth, such as %s, and not ages",
		                  name, segbias_label_quote(example, quoted));
	else
		segbias_error_set(error, status, "dates_of_birth|%s holds dates of birth, and not ages", name);
	segbias_error_hint(error, "--born '%s' --as-of YYYY-MM-DD turns them into the ages of that day",
	                   segbias_label_copyable(attribute->name) ? name : "COL");
	return status;
}

/* By the head, before a filter leaves them out: where most values are years they are no ages. */
static enum segbias_status check_years(const struct segbias_building *b, const struct segbias_attribute *attribute,
                                       struct segbias_error *error)
{
	size_t known = 0;
	size_t years = 0;
	struct segbias_label example = {NULL, 0};
	if (segbias_born_is(b->policy, attribute->name))
		return SEGBIAS_OK;
	struct segbias_head_spellings spellings;
	/* Where memory runs out the call fails as a whole. */
	(void)segbias_head_spellings_init(&spellings, b->campaign, attribute->field);
	for (uint32_t i = 0; i < spellings.count; i++) {
		struct segbias_label cell = spellings.labels[i];
		if (segbias_missing_any(&b->policy->missing, cell) || is_recoded(attribute, b->policy, cell))
			continue;
		known += spellings.counts[i];
		if (segbias_band_age_fault(cell) != SEGBIAS_AGE_YEAR)
			continue;
		example = years ? example : cell;
		years += spellings.counts[i];
	}
	bool refused = years * 2 > known;
	if (refused) {
		segbias_attribute_refuse_years(attribute, example, error);
		segbias_error_place(error, b->campaign->file, 0, 0);
	}
	segbias_head_spellings_release(&spellings);
	return refused ? SEGBIAS_DATA : SEGBIAS_OK;
}

/* Two people cannot be told apart by bands of which one lies within the other: who was meant is not who it is. */
static enum segbias_status refuse_targeting(const struct segbias_building *b, const struct segbias_attribute *attribute,
                                            const struct segbias_campaign_bands *campaign, struct segbias_error *error)
{
	char name[SEGBIAS_QUOTE_MAX];
	char quoted[2][SEGBIAS_QUOTE_MAX];
	for (size_t i = 1; i < campaign->count; i++) {
		if (campaign->bands[i].low >= campaign->bands[i - 1].end)
			continue;
		enum segbias_status status = segbias_error_set(
		    error, SEGBIAS_DATA,
		    "targeting_criteria|%s holds bands that overlap, such as %s and %s: they are targeting criteria, and do not say who "
		    "was reached",
		    segbias_label_show(attribute->name, name), segbias_label_quote(campaign->labels[i - 1], quoted[0]),
		    segbias_label_quote(campaign->labels[i], quoted[1]));
		hint_others(b, attribute, "give the ages or bands of the people who were reached", error);
		segbias_error_place(error, b->campaign->file, 1, 0);
		return status;
	}
	return SEGBIAS_OK;
}

/* A band of the campaign while they are sorted. */
struct labelled {
	struct segbias_label label;
	struct segbias_band band;
};

static int compare_labelled(const void *a, const void *b)
{
	const struct labelled *x = a;
	const struct labelled *y = b;
	if (x->band.low != y->band.low)
		return x->band.low < y->band.low ? -1 : 1;
	if (x->band.end != y->band.end)
		return x->band.end > y->band.end ? -1 : 1;
	return segbias_label_compare(x->label, y->label);
}

/* The true bands, sorted, each once; the labels live as long as the head. */
static bool list_campaign(const struct segbias_band *bands, const struct segbias_label *labels, size_t count,
                          struct segbias_arena *arena, struct segbias_campaign_bands *out)
{
	struct labelled *list = segbias_memory_zeroed(count + 1, sizeof *list);
	size_t kept = 0;
	out->labels = segbias_arena_array(arena, count, sizeof *out->labels);
	out->bands = segbias_arena_array(arena, count, sizeof *out->bands);
	for (size_t i = 0; list && i < count; i++)
		if (!isnan(bands[i].low) && !bands[i].single)
			list[kept++] = (struct labelled){labels[i], bands[i]};
	if (!list || !out->labels || !out->bands) {
		free(list);
		return false;
	}
	qsort(list, kept, sizeof *list, compare_labelled);
	bool ok = true;
	for (size_t i = 0; i < kept && ok; i++) {
		const struct segbias_band *last = out->count ? &out->bands[out->count - 1] : NULL;
		if (last && last->low == list[i].band.low && last->end == list[i].band.end)
			continue;
		ok = segbias_arena_copy(arena, list[i].label, &out->labels[out->count]);
		out->bands[out->count++] = list[i].band;
	}
	free(list);
	for (size_t i = 0; i < count; i++) {
		bool inside = isnan(bands[i].low) || !bands[i].single;
		for (size_t j = 0; j < out->count && !inside; j++)
			inside = segbias_band_within(&bands[i], &out->bands[j]);
		out->numbers = out->numbers || !inside;
	}
	return ok;
}

/* Where bands of the campaign are cut, for the spellings that come later. */
static bool keep_edges(const struct segbias_campaign_bands *campaign, struct segbias_arena *arena,
                       struct segbias_attribute_bands *bands)
{
	double *edges = segbias_arena_array(arena, campaign->count, sizeof *edges);
	for (size_t i = 0; edges && i < campaign->count; i++)
		if (campaign->bands[i].high == campaign->bands[i].end)
			edges[bands->edge_count++] = campaign->bands[i].end;
	bands->edges = edges;
	return edges != NULL;
}

/* Equal spellings of one band are one: only the first is arranged. */
static void drop_equal(struct segbias_band *bands, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < i; j++)
			if (bands[i].low == bands[j].low && bands[i].end == bands[j].end) {
				bands[i] = segbias_band_none();
				break;
			}
}

/* The same of an audit, which is its own reference: what was left out as a sum of others is no band of it. */
static bool collect_own(const struct segbias_building *b, const struct segbias_attribute *attribute,
                        const struct segbias_attribute_bands *bands, struct segbias_intern *seen)
{
	bool ok = true;
	for (size_t i = 0; i < bands->count && ok; i++) {
		struct segbias_label label = bands->values[i].label;
		if (segbias_attribute_universe(attribute, b->policy, label) && !is_recoded(attribute, b->policy, label))
			ok = segbias_intern_add(seen, label) != SEGBIAS_INTERN_NONE;
	}
	return ok;
}

static enum segbias_status arrange_campaign(struct segbias_attribute *attribute, const struct segbias_building *b,
                                            struct segbias_attribute_bands *bands, bool noted,
                                            struct segbias_campaign_bands *campaign, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_arena *arena = &b->matching->arena;
	struct segbias_intern seen = {0};
	struct segbias_band_edge edge;
	struct segbias_band *parsed = NULL;
	if (b->policy->audits ? !collect_own(b, attribute, bands, &seen) : !collect(b, attribute, &seen))
		SEGBIAS_TRY(segbias_error_memory(error));
	parsed = segbias_memory_zeroed((size_t)seen.size + 1, sizeof *parsed);
	if (!parsed)
		SEGBIAS_TRY(segbias_error_memory(error));
	parse_labels(seen.labels, seen.size, parsed);
	const struct segbias_campaign_bands read = {.bands = parsed, .count = seen.size};
	SEGBIAS_TRY(segbias_attribute_refuse_starts(b, attribute, bands, &read, error));
	if (!has_true_band(parsed, seen.size))
		goto done;
	/* A number within a band is a person of whom more is known. */
	for (uint32_t i = 0; i < seen.size; i++)
		if (attribute->ages && !parsed[i].single && !isnan(parsed[i].low))
			segbias_band_clamp_age(&parsed[i]);
	if (!list_campaign(parsed, seen.labels, seen.size, arena, campaign))
		SEGBIAS_TRY(segbias_error_memory(error));
	drop_equal(campaign->bands, campaign->count);
	enum segbias_arrangement arrangement = segbias_bands_arrange(campaign->bands, campaign->count, &edge);
	if (attribute->ages ? arrangement != SEGBIAS_BANDS_DISJOINT && arrangement != SEGBIAS_BANDS_NONE
	                    : arrangement == SEGBIAS_BANDS_NESTED && has_open(campaign->bands, campaign->count))
		SEGBIAS_TRY(refuse_targeting(b, attribute, campaign, error));
	if (arrangement != SEGBIAS_BANDS_DISJOINT) {
		campaign->count = 0;
		goto done;
	}
	if (edge.found && !noted)
		note_edge(b, attribute, b->campaign->file,
		          (const struct segbias_label[]){campaign->labels[edge.lower], campaign->labels[edge.upper]},
		          &campaign->bands[edge.upper]);
	if (!keep_edges(campaign, arena, bands))
		SEGBIAS_TRY(segbias_error_memory(error));
done:
	segbias_intern_release(&seen);
	free(parsed);
	return status;
}

/* --- both -------------------------------------------------------------------------------------------------------- */

static void note_cut(const struct segbias_building *b, const struct segbias_attribute *attribute,
                     const struct segbias_bins *bins)
{
	struct segbias_text list = {0};
	char name[SEGBIAS_QUOTE_MAX];
	list_labels(&list, bins->labels, bins->count);
	segbias_error_place(segbias_notes_add(b->notes, "cut_by_campaign",
	                                      "%s: the values are added up into the bands of the campaign: %s",
	                                      segbias_label_show(attribute->reference_name, name),
	                                      list.data ? list.data : ""),
	                    b->reference->head->file, 0, 0);
	segbias_text_release(&list);
}

static void note_single_years(const struct segbias_building *b, const struct segbias_attribute *attribute)
{
	char name[SEGBIAS_QUOTE_MAX];
	segbias_label_show(attribute->name, name);
	struct segbias_error *note =
	    segbias_notes_add(b->notes, "single_years", "%s is compared year by year, as %s lists it", name,
	                      segbias_policy_reference_called(b->policy));
	segbias_error_place(note, b->reference->head->file, 0, 0);
	segbias_error_hint(note, "--bins '%s=18,25,35,45,55,65' cuts %s into bands",
	                   segbias_label_copyable(attribute->name) ? name : "ATTR", b->policy->audits ? "it" : "both");
}

static size_t count_singles(const struct segbias_attribute_bands *bands)
{
	size_t singles = 0;
	for (size_t i = 0; i < bands->count; i++)
		singles += bands->values[i].band.single;
	return singles;
}

static bool all_plain(const struct segbias_attribute_bands *bands)
{
	return bands->count > 0 && count_singles(bands) == bands->count;
}

enum segbias_status segbias_attribute_arrange(struct segbias_attribute *attribute, const struct segbias_building *b,
                                              struct segbias_attribute_bands *bands,
                                              struct segbias_attribute_value *values, size_t count,
                                              struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_campaign_bands campaign = {0};
	struct segbias_bins own = {.attribute = attribute->name};
	size_t notes = b->notes->count;
	SEGBIAS_TRY(arrange_reference(attribute, b, bands, values, count, error));
	if (attribute->ages)
		SEGBIAS_TRY(check_years(b, attribute, error));
	bool noted = b->notes->count > notes;
	bool plain = all_plain(bands) && !attribute->codes;
	if (bands->banded || plain || bands->bins)
		SEGBIAS_TRY(arrange_campaign(attribute, b, bands, noted, &campaign, error));
	if (bands->bins) {
		status = segbias_attribute_cut(b, attribute, bands->bins, true, bands, error);
		if (status == SEGBIAS_DATA)
			segbias_error_place(error, b->reference->head->file, 0, 0);
		attribute->binned = status == SEGBIAS_OK;
	} else if (campaign.count) {
		SEGBIAS_TRY(segbias_attribute_campaign_bins(&campaign, bands, &b->matching->arena, &own, error));
		if (own.count)
			SEGBIAS_TRY(segbias_attribute_cut(b, attribute, &own, false, bands, error));
		attribute->by_campaign = own.count > 0;
		attribute->binned = attribute->binned || own.count > 0;
		if (own.count)
			note_cut(b, attribute, &own);
	}
	if (status != SEGBIAS_OK)
		goto done;
	if (attribute->ages && !bands->bins && !attribute->by_campaign && b->campaign->rows &&
	    count_singles(bands) >= YEARS_LEAST)
		note_single_years(b, attribute);
	bands->banded = bands->banded || attribute->by_campaign || bands->bins;
	attribute->ordered = bands->banded && bands->count > 0;
	for (size_t i = 0; i < bands->count; i++) {
		struct segbias_band *band = &bands->values[i].band;
		if (attribute->ages && !band->single && !isnan(band->low))
			segbias_band_clamp_age(band);
		attribute->ordered = attribute->ordered && !isnan(band->low);
	}
done:
	return status;
}
