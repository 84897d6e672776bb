/* The first risk: who is in the file, and can they be told apart. Cells are of the values as the file has them; spellings that mean one
 * value of the comparison are one. No cell is ever described by its values. */
#include "analysis/risks.h"

#include "base/memory.h"
#include "base/unicode.h"
#include "tally/table.h"
#include "values/band.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_BITS = 16, NO_VALUE = 0xFFFF };

/* What the ids of a column mean. */
struct meanings {
	uint32_t *same;  /* [ids]: the number of what it means; spellings of one thing have one */
	uint32_t *value; /* [ids]: which value of the attribute; NO_VALUE: none */
	size_t count;
	bool finer; /* the file tells apart what the reference does not */
};

static void release(struct meanings *meanings)
{
	free(meanings->same);
	free(meanings->value);
	*meanings = (struct meanings){0};
}

/* Whether the spelling is the whole of the value: not a number in a band, nor what the user has recoded. */
static bool is_whole(const struct segbias_attribute *attribute, struct segbias_label label, uint32_t value,
                     enum segbias_how how)
{
	struct segbias_band band;
	if (attribute->born)
		return false;
	if (how == SEGBIAS_HOW_EXACT || how == SEGBIAS_HOW_NORMALISED || how == SEGBIAS_HOW_SYNONYM)
		return true;
	return how == SEGBIAS_HOW_BAND && attribute->bands && segbias_value_map_band(&attribute->map, label, &band) &&
	       band.low == attribute->bands[value].low && band.end == attribute->bands[value].end;
}

/* The value of the attribute that the spelling means, and whether it is all of it. */
static uint32_t value_of(const struct segbias_attribute *attribute, struct segbias_label label, bool *whole)
{
	enum segbias_how how = SEGBIAS_HOW_UNMATCHED;
	*whole = false;
	if (!attribute)
		return NO_VALUE;
	uint32_t id = attribute->born ? SEGBIAS_ID_UNMATCHED : segbias_value_map_resolve(&attribute->map, label, &how);
	if (id < SEGBIAS_ID_FIRST || id - SEGBIAS_ID_FIRST >= attribute->value_count)
		return NO_VALUE;
	*whole = is_whole(attribute, label, id - SEGBIAS_ID_FIRST, how);
	return id - SEGBIAS_ID_FIRST;
}

struct spelt {
	struct segbias_label label;
	uint32_t id;
};

static int compare_spelt(const void *a, const void *b)
{
	return segbias_label_compare(((const struct spelt *)a)->label, ((const struct spelt *)b)->label);
}

/* What makes the figures of a column. */
struct figures {
	const struct segbias_attribute *attribute; /* NULL: it is not compared */
	bool codes;                                /* they are none: 022 is not 22 */
};

/* A zero before digits, in a column that is not compared, is one of a code. */
static bool has_codes(const struct spelt *spelt, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		struct segbias_label label = spelt[i].label;
		if (label.size > 1 && label.bytes[0] == '0' && label.bytes[1] >= '0' && label.bytes[1] <= '9')
			return true;
	}
	return false;
}

/* A figure is the same however it is written: "15" and "١٥", "18-24" and "18 to 24". */
static bool read_figure(const struct figures *figures, struct segbias_label label, struct segbias_band *band)
{
	const double exact_max = 1e15; /* longer numbers name something */
	bool read =
	    !figures->codes && (figures->attribute ? segbias_value_map_band(&figures->attribute->map, label, band)
	                                           : segbias_band_parse(label, band));
	return read && !band->weak && fabs(band->low) < exact_max;
}

/* What the label means, as a text that is the same for all spellings of one thing, and its number. */
static uint32_t number_of(struct segbias_intern *known, const struct figures *figures, struct segbias_label label,
                          bool whole, uint32_t value)
{
	struct segbias_text text = {0};
	struct segbias_band band = segbias_band_none();
	bool figure = read_figure(figures, label, &band);
	if (figure && band.single)
		segbias_text_add_format(&text, "n%.17g", band.low);
	else if (whole)
		segbias_text_add_format(&text, "v%u", value);
	else if (figure)
		segbias_text_add_format(&text, "b%.17g %.17g", band.low, band.end);
	else {
		segbias_text_add_string(&text, "s");
		segbias_unicode_fold(label, &text);
	}
	uint32_t number = text.failed ? SEGBIAS_INTERN_NONE : segbias_intern_add(known, segbias_text_label(&text));
	segbias_text_release(&text);
	return number;
}

/* Of an open column of the tally; attribute NULL: it is not compared. Numbers follow the bytes of the spellings, so that nothing
 * depends on the order of records. false: out of memory. */
static bool find_meanings(const struct segbias_tally *tally, uint32_t column, const struct segbias_attribute *attribute,
                          struct meanings *out)
{
	struct segbias_intern known = {0};
	uint32_t labels = segbias_tally_labels(tally, column);
	struct spelt *spelt = segbias_memory_zeroed((size_t)labels + 1, sizeof *spelt);
	uint32_t *first =
	    segbias_memory_zeroed(attribute ? attribute->value_count + 1 : 1, sizeof *first); /* + 1; 0: none */
	*out = (struct meanings){.count = (size_t)SEGBIAS_ID_FIRST + labels};
	out->same = segbias_memory_zeroed(out->count, sizeof *out->same);
	out->value = segbias_memory_zeroed(out->count, sizeof *out->value);
	bool ok = spelt && first && out->same && out->value;
	for (uint32_t i = 0; ok && i < labels; i++)
		spelt[i] =
		    (struct spelt){segbias_tally_label(tally, column, SEGBIAS_ID_FIRST + i), SEGBIAS_ID_FIRST + i};
	if (ok && labels)
		qsort(spelt, labels, sizeof *spelt, compare_spelt);
	const struct figures figures = {attribute, attribute ? attribute->codes : ok && has_codes(spelt, labels)};
	for (uint32_t i = 0; ok && i < labels; i++) {
		bool whole = false;
		uint32_t value = value_of(attribute, spelt[i].label, &whole);
		uint32_t number = number_of(&known, &figures, spelt[i].label, whole, value);
		ok = number != SEGBIAS_INTERN_NONE;
		out->same[spelt[i].id] = number;
		out->value[spelt[i].id] = value;
		if (value == NO_VALUE)
			continue;
		out->finer = out->finer || !whole || (first[value] && first[value] != number + 1);
		first[value] = number + 1;
	}
	out->finer = out->finer || (attribute && attribute->born);
	free(spelt);
	free(first);
	segbias_intern_release(&known);
	return ok;
}

/* --- cells ------------------------------------------------------------------------------------------------------------ */

/* Records of a cell, by what its ids mean. */
struct cell {
	uint64_t key, values; /* of meanings, and of values of the attributes */
	uint32_t sensitive;
	bool listed; /* every value is one of the comparison */
	double count;
};

static int compare_cells(const void *a, const void *b)
{
	const struct cell *x = a;
	const struct cell *y = b;
	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return (x->sensitive > y->sensitive) - (x->sensitive < y->sensitive);
}

struct cells {
	struct cell *items;
	size_t count, capacity;
	double complete, all; /* records with every column known, and all of the table */
	double *sizes;        /* [size_count]: of cells, whatever the sensitive value */
	size_t size_count;
	bool failed;
};

static void add_cell(struct cells *cells, const struct cell *cell)
{
	struct cell *items = segbias_memory_room(cells->items, cells->count, &cells->capacity, sizeof *items);
	cells->failed = cells->failed || !items;
	if (!items)
		return;
	cells->items = items;
	items[cells->count++] = *cell;
}

/* The reference may list one spelling of what is meant, and not the other. */
static void merge_cell(struct cell *cell, const struct cell *same)
{
	cell->count += same->count;
	if (cell->listed || !same->listed)
		return;
	cell->listed = true;
	cell->values = same->values;
}

/* Of the table of `columns`, of which the first `quasi` make the cell and one more is the sensitive one. */
static void gather(const struct segbias_table *table, const struct meanings *meanings, size_t quasi, bool sensitive,
                   struct cells *out)
{
	uint32_t ids[SEGBIAS_TABLE_COLUMNS_MAX];
	struct segbias_cell found;
	size_t slot = 0;
	while (table && !out->failed && segbias_table_next(table, &slot, ids, &found)) {
		struct cell cell = {.listed = true, .count = (double)found.count};
		bool known = true;
		out->all += cell.count;
		for (size_t i = 0; i < quasi + sensitive; i++)
			known = known && ids[i] >= SEGBIAS_ID_FIRST && ids[i] < meanings[i].count;
		if (!known || found.count == 0)
			continue;
		for (size_t i = 0; i < quasi; i++) {
			cell.key = cell.key << KEY_BITS | meanings[i].same[ids[i]];
			cell.values = cell.values << KEY_BITS | meanings[i].value[ids[i]];
			cell.listed = cell.listed && meanings[i].value[ids[i]] != NO_VALUE;
		}
		cell.sensitive = sensitive ? meanings[quasi].same[ids[quasi]] : 0;
		out->complete += cell.count;
		add_cell(out, &cell);
	}
	if (out->count)
		qsort(out->items, out->count, sizeof *out->items, compare_cells);
	size_t kept = 0;
	for (size_t i = 0; i < out->count; i++) {
		if (kept && compare_cells(&out->items[kept - 1], &out->items[i]) == 0)
			merge_cell(&out->items[kept - 1], &out->items[i]);
		else
			out->items[kept++] = out->items[i];
	}
	out->count = kept;
}

/* --- rows ------------------------------------------------------------------------------------------------------------- */

/* What is counted, for all rows of cells. */
struct asked {
	struct segbias_register *reg;
	struct segbias_label names; /* "age*city" */
	struct segbias_label k;
	const char *basis;
};

static struct segbias_risk_measure *add(const struct asked *asked, const char *measure, double number)
{
	struct segbias_risk_measure *row = segbias_register_add(asked->reg, measure, "fact", asked->basis);
	row->attribute = asked->names;
	row->number = number;
	return row;
}

static struct segbias_risk_measure *add_share(const struct asked *asked, const char *measure, double count, double n)
{
	struct segbias_risk_measure *row = segbias_register_share(asked->reg, measure, count, n);
	row->attribute = asked->names;
	row->basis = asked->basis;
	return row;
}

/* A chance against the user's limit. */
static void limit(const struct asked *asked, struct segbias_risk_measure *row)
{
	const double equal = 1e-12;
	double most = asked->reg->input->base->policy->risks.risk_max;
	if (isnan(most))
		return;
	row->limit = most;
	row->limit_source = "risk_max";
	row->verdict = row->number > most * (1 + equal) ? "over" : "ok";
}

static void add_unheld(struct segbias_register *reg)
{
	segbias_register_unheld(reg, "prosecutor_max", reg->input->base->policy->risks.risk_max, "risk_max");
}

static void add_sizes(const struct asked *asked, const struct cells *cells)
{
	struct segbias_disclosure found;
	double k = asked->reg->input->base->policy->risks.k;
	segbias_disclosure(cells->sizes, cells->size_count, k, &found);
	if (!cells->size_count && !isnan(asked->reg->input->base->policy->risks.risk_max))
		add_unheld(asked->reg);
	if (cells->size_count) {
		struct segbias_risk_measure *row = add(asked, "prosecutor_max", found.prosecutor_max);
		row->n = found.n;
		limit(asked, row);
		add(asked, "prosecutor_mean", found.prosecutor_mean)->n = found.n;
		add(asked, "smallest", found.smallest)->n = found.n;
		add_share(asked, "uniques", found.uniques, found.n);
		add_share(asked, "below_k", found.below, found.n)->level = asked->k;
	}
	struct segbias_risk_measure *row = add(asked, "cells", found.cells);
	row->n = found.n;
	row->count = found.cells;
	add_share(asked, "incomplete", cells->all - cells->complete, cells->all);
}

/* One size a cell; the items keep their order, so that items[i] with sensitive 0 is sizes[i]. */
static bool find_sizes(struct cells *cells)
{
	cells->sizes = segbias_memory_zeroed(cells->count + 1, sizeof *cells->sizes);
	for (size_t i = 0; cells->sizes && i < cells->count; i++)
		cells->sizes[cells->size_count++] = cells->items[i].count;
	return cells->sizes != NULL;
}

/* --- the reference ---------------------------------------------------------------------------------------------------- */

static int compare_values(const void *a, const void *b)
{
	const struct cell *x = a;
	const struct cell *y = b;
	return (x->values > y->values) - (x->values < y->values);
}

/* What the reference has of each combination of values, sorted by them. */
static void gather_reference(const struct segbias_register *reg, const struct segbias_table *table, const size_t *order,
                             struct cells *out)
{
	const struct segbias_matching *matching = reg->input->base->matching;
	uint32_t ids[SEGBIAS_TABLE_COLUMNS_MAX];
	struct segbias_cell found;
	size_t slot = 0;
	size_t count = reg->input->base->policy->risks.quasi_count;
	while (!out->failed && segbias_table_next(table, &slot, ids, &found)) {
		uint64_t values[SEGBIAS_QUASI_MAX] = {0};
		struct cell cell = {.listed = true, .count = found.weight};
		for (size_t i = 0; i < count; i++) {
			const struct segbias_attribute *attribute =
			    &matching->attributes[reg->input->columns->attributes[order[i]]];
			uint32_t value = ids[i] >= SEGBIAS_ID_FIRST && ids[i] < attribute->id_count
			                     ? attribute->value_of[ids[i]]
			                     : UINT32_MAX;
			cell.listed = cell.listed && value < NO_VALUE;
			values[order[i]] = value;
		}
		for (size_t i = 0; i < count; i++)
			cell.values = cell.values << KEY_BITS | values[i];
		if (cell.listed)
			add_cell(out, &cell);
	}
	if (out->count)
		qsort(out->items, out->count, sizeof *out->items, compare_values);
	size_t kept = 0;
	for (size_t i = 0; i < out->count; i++) {
		if (kept && out->items[kept - 1].values == out->items[i].values)
			out->items[kept - 1].count += out->items[i].count;
		else
			out->items[kept++] = out->items[i];
	}
	out->count = kept;
}

static double find_count(const struct cells *cells, const struct cell *wanted)
{
	const struct cell *found = NULL;
	if (wanted->listed && cells->count)
		found = bsearch(wanted, cells->items, cells->count, sizeof *cells->items, compare_values);
	return found ? found->count : 0;
}

static const char *const LINKAGE = RISK_WORDS("how many others of the population have the values of a cell");

/* Why the reference does not say how many share the values; NULL: it does. */
static const char *find_obstacle(const struct segbias_register *reg, const struct meanings *meanings,
                                 const struct segbias_table *table)
{
	const struct segbias_risks_input *input = reg->input;
	bool finer = false;
	for (size_t i = 0; i < input->base->policy->risks.quasi_count; i++)
		finer = finer || meanings[i].finer;
	if (!input->columns->joint)
		return RISK_WORDS("not all of these columns are compared with the reference");
	if (input->base->kind != SEGBIAS_KIND_POPULATION && input->base->kind != SEGBIAS_KIND_BASE)
		return RISK_WORDS("the reference is no count of the population, but a sample or margins");
	if (!table || !input->shared)
		return RISK_WORDS("the reference does not count these columns together, or not exactly");
	return finer
	           ? RISK_WORDS(
			 "the campaign's values are finer than the reference's, which does not say how many have one of them")
	           : NULL;
}

static void add_linkage(const struct asked *asked, const struct meanings *meanings, const struct cells *cells)
{
	struct segbias_register *reg = asked->reg;
	const struct segbias_risks_policy *policy = &reg->input->base->policy->risks;
	size_t order[SEGBIAS_QUASI_MAX];
	const struct segbias_table *table =
	    segbias_risks_reference(reg->input->base->matching, reg->input->columns, policy->quasi_count, order);
	struct cells reference = {0};
	struct segbias_linkage found;
	const char *obstacle = find_obstacle(reg, meanings, table);
	if (obstacle)
		segbias_register_lack(reg, LINKAGE, obstacle, NULL, "not_in_files");
	if (obstacle || !cells->size_count)
		return;
	double *others = segbias_memory_zeroed(cells->count + 1, sizeof *others);
	gather_reference(reg, table, order, &reference);
	reg->failed = reg->failed || reference.failed || !others;
	for (size_t i = 0; !reg->failed && i < cells->count; i++)
		others[i] = find_count(&reference, &cells->items[i]);
	if (!reg->failed) {
		segbias_linkage(cells->sizes, others, cells->count, policy->risk_max, &found);
		struct segbias_risk_measure *row = add(asked, "journalist_max", found.journalist_max);
		row->n = cells->complete;
		limit(asked, row);
		if (!isnan(policy->risk_max)) {
			row = add_share(asked, "at_risk", found.at_risk, cells->complete);
			row->limit = policy->risk_max;
			row->limit_source = "risk_max";
		}
		row = add(asked, "expected_matches", found.expected);
		row->n = cells->complete;
		row->count = found.expected;
		add(asked, "marketer", found.share)->n = cells->complete;
		add_share(asked, "population_uniques", found.uniques, cells->complete);
		add_share(asked, "beyond_reference", found.beyond, cells->complete);
	}
	free(others);
	free(reference.items);
}

/* --- the sensitive column ----------------------------------------------------------------------------------------------- */

static void add_diversity(const struct asked *asked, const struct cells *cells, struct segbias_label sensitive)
{
	struct segbias_diversity found;
	struct segbias_diversity_row *rows = segbias_memory_zeroed(cells->count + 1, sizeof *rows);
	asked->reg->failed = asked->reg->failed || !rows;
	if (!rows)
		return;
	for (size_t i = 0; i < cells->count; i++) {
		bool same = i > 0 && cells->items[i].key == cells->items[i - 1].key;
		rows[i] = (struct segbias_diversity_row){i == 0 ? 0 : rows[i - 1].cell + !same, cells->items[i].count};
	}
	segbias_diversity(rows, cells->count, &found);
	free(rows);
	struct segbias_risk_measure *row = segbias_register_share(asked->reg, "l_one", found.one, found.n);
	row->attribute = sensitive;
	row->basis = asked->basis;
	row = add(asked, "l_distinct", found.distinct);
	row->attribute = sensitive;
	row->n = found.n;
	row = add(asked, "l_entropy", found.entropy);
	row->attribute = sensitive;
	row->n = found.n;
}

/* --- all of it -------------------------------------------------------------------------------------------------------- */

static const char *const CELLS = RISK_WORDS("how few people have the same values, by which they could be told apart");

/* Why the cells that were asked for cannot be counted; NULL: they can. */
static const char *find_cells_obstacle(const struct segbias_register *reg, const char **reason)
{
	const struct segbias_findings *findings = reg->findings;
	const struct segbias_policy *policy = reg->input->base->policy;
	*reason = "not_built";
	if (policy->person.bytes && (findings->persons != findings->records || findings->nameless > 0))
		return RISK_WORDS(
		    "people have several records here, and segbias does not count the cells of people yet");
	*reason = "not_in_files";
	if (findings->events)
		return RISK_WORDS("the count column counts events, not people");
	return segbias_tally_doubts(reg->input->base->campaign)
	           ? RISK_WORDS("some figures of the campaign are hidden or rounded")
	           : NULL;
}

static bool name_cells(struct asked *asked)
{
	const struct segbias_risks_policy *policy = &asked->reg->input->base->policy->risks;
	struct segbias_arena *arena = &asked->reg->findings->arena;
	char k[SEGBIAS_KEY_SIZE];
	segbias_text_print(k, sizeof k, "%.0f", policy->k);
	return segbias_crossing_join(policy->quasi, policy->quasi_count, "*", "*", arena, &asked->names) &&
	       segbias_arena_copy(arena, segbias_label_of(k), &asked->k);
}

static void add_cells(struct segbias_register *reg)
{
	const struct segbias_analysis_input *base = reg->input->base;
	const struct segbias_risks_policy *policy = &base->policy->risks;
	const struct segbias_risks_columns *columns = reg->input->columns;
	struct meanings meanings[SEGBIAS_QUASI_MAX + 1] = {{0}};
	struct cells cells = {0};
	struct cells diverse = {0};
	struct asked asked = {.reg = reg, .basis = base->policy->person.bytes ? "persons" : "records"};
	uint32_t wanted[SEGBIAS_QUASI_MAX + 1];
	bool sensitive = columns->sensitive != UINT32_MAX;
	bool ok = name_cells(&asked);
	for (size_t i = 0; i < policy->quasi_count && ok; i++) {
		size_t which = columns->attributes[i];
		wanted[i] = columns->quasi[i];
		ok = find_meanings(base->campaign, wanted[i],
		                   which == SIZE_MAX ? NULL : &base->matching->attributes[which], &meanings[i]);
	}
	wanted[policy->quasi_count] = columns->sensitive;
	if (ok && sensitive)
		ok = find_meanings(base->campaign, columns->sensitive, NULL, &meanings[policy->quasi_count]);
	if (ok) {
		gather(segbias_tally_table(base->campaign, wanted, policy->quasi_count), meanings, policy->quasi_count,
		       false, &cells);
		ok = !cells.failed && find_sizes(&cells);
	}
	if (ok) {
		add_sizes(&asked, &cells);
		add_linkage(&asked, meanings, &cells);
	}
	if (ok && sensitive) {
		gather(segbias_tally_table(base->campaign, wanted, policy->quasi_count + 1), meanings,
		       policy->quasi_count, true, &diverse);
		ok = !diverse.failed;
		if (ok)
			add_diversity(&asked, &diverse, segbias_tally_name(base->campaign, columns->sensitive));
	}
	reg->failed = reg->failed || !ok;
	for (size_t i = 0; i <= SEGBIAS_QUASI_MAX; i++)
		release(&meanings[i]);
	free(cells.items);
	free(cells.sizes);
	free(diverse.items);
}

/* What a breach would spill: the records that have something in the column. */
static void add_personal(struct segbias_register *reg)
{
	const struct segbias_risks_input *input = reg->input;
	for (size_t i = 0; i < input->personal_count; i++) {
		const struct segbias_personal_column *column = &input->personal[i];
		struct segbias_cell missing =
		    segbias_tally_cell(segbias_tally_table(input->base->campaign, &column->column, 1),
		                       (uint32_t[]){SEGBIAS_ID_MISSING}, 1);
		double all = (double)segbias_tally_records(input->base->campaign);
		struct segbias_risk_measure *row =
		    segbias_register_share(reg, "personal", all - (double)missing.count, all);
		row->attribute = column->name;
		row->level = segbias_label_of(column->kind);
	}
}

void segbias_risks_privacy(struct segbias_register *reg)
{
	const struct segbias_risks_policy *policy = &reg->input->base->policy->risks;
	const char *reason = NULL;
	const char *obstacle = policy->quasi_count ? find_cells_obstacle(reg, &reason) : NULL;
	if (!policy->quasi_count)
		segbias_register_lack(reg, CELLS, RISK_WORDS("it was not said which columns others may know"),
		                      "--quasi", "not_given");
	else if (obstacle)
		segbias_register_lack(reg, CELLS, obstacle, NULL, reason);
	else
		add_cells(reg);
	if (obstacle && !isnan(policy->risk_max))
		add_unheld(reg);
	if (!policy->sensitive.bytes)
		segbias_register_lack(reg, RISK_WORDS("what could be learnt of somebody whose cell is found"),
		                      RISK_WORDS("it was not said which column nobody should learn"), "--sensitive",
		                      "not_given");
	add_personal(reg);
	segbias_register_lack(reg, RISK_WORDS("how probable a breach is"),
	                      RISK_WORDS("no file can tell: it depends on how the data are guarded"), NULL, "no_file");
}
