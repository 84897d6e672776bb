/* Job: cells. What was read of a file, as a table that reads back to the same comparisons.
 *
 * A joint table gives a row a cell; anything else a row a value of an attribute. Every label goes through its attribute's
 * value map, so that joined spellings, bins and recodes are what a comparison would use. */
#include <segbias/cells.h>

#include "jobs/reading.h"
#include "jobs/roles.h"
#include "jobs/run.h"

#include "base/number.h"
#include "base/sum.h"
#include "base/unicode.h"
#include "match/born.h"
#include "values/name.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define UNKNOWN UINT32_MAX

enum { LIST_SIZE_MAX = 400 }; /* bytes of a message for a list of names */

/* An attribute, and what of the file is none of its values: those that count zero, and a campaign's unmatched ones. */
struct axis {
	const struct segbias_attribute *attribute;
	struct segbias_intern others;       /* their normal forms … */
	struct segbias_label *other_labels; /* [others.size]: … and the first spelling of each */
	double *ranks;                      /* [values and others]: their places in the result */
	double people;                      /* of several answers: who answered; NaN */
};

/* A row of the result while it is added up. */
struct sum_row {
	struct segbias_sum figure, square;
	uint64_t parts; /* figures of the file that it is made of */
};

struct cells {
	struct segbias_run *run;
	const struct segbias_source *source; /* the file */
	struct axis *axes;                   /* [axis_count] */
	size_t axis_count;
	bool joint;
	struct segbias_intern keys; /* of a joint table a value an axis; otherwise axis and value */
	struct sum_row *rows;       /* [keys.size] */
	size_t capacity;
};

static void release(struct cells *cells)
{
	for (size_t i = 0; i < cells->axis_count; i++) {
		segbias_intern_release(&cells->axes[i].others);
		free(cells->axes[i].other_labels);
		free(cells->axes[i].ranks);
	}
	for (uint32_t i = 0; i < cells->keys.size && cells->rows; i++) {
		segbias_sum_release(&cells->rows[i].figure);
		segbias_sum_release(&cells->rows[i].square);
	}
	free(cells->axes);
	free(cells->rows);
	segbias_intern_release(&cells->keys);
}

/* --- which columns ---------------------------------------------------------------------------------------------- */

static bool is_listed(const struct segbias_label *names, size_t count, struct segbias_label name)
{
	for (size_t i = 0; i < count; i++)
		if (segbias_name_same(names[i], name))
			return true;
	return false;
}

static bool is_cut(const struct segbias_policy *policy, struct segbias_label name)
{
	for (size_t i = 0; i < policy->bins_count; i++)
		if (segbias_name_same(policy->bins[i].attribute, name))
			return true;
	return false;
}

/* Numbers of records are values only where bands cut them. */
static bool is_uncut(const struct segbias_run *run, size_t field)
{
	const struct segbias_head *head = segbias_source_head(run->reference);
	struct segbias_label name = head->names[field];
	bool born = run->policy.born.bytes && segbias_head_find(head, run->policy.born) == field;
	return !is_cut(&run->policy, name) &&
	       (born || (!segbias_source_shape(run->reference)->table &&
	                 segbias_match_measures(head, field, &run->policy,
	                                        &segbias_source_columns(run->reference)[field].style)));
}

/* Names of the columns with the role, those of -a whatever they are; returns how many. */
static size_t pick(const struct segbias_run *run, const struct segbias_input_facts *facts, const char *role,
                   struct segbias_label *names)
{
	const struct segbias_plan *plan = &run->reference_plan;
	size_t count = 0;
	for (size_t i = 0; i < plan->column_count; i++) {
		size_t field = plan->columns[i].field;
		const struct segbias_column_role *column = &facts->columns[field];
		bool asked = is_listed(run->policy.attributes, run->policy.attribute_count, column->name);
		bool several = segbias_source_columns(run->reference)[field].distinct > 1;
		if (asked || (strcmp(column->role, role) == 0 && several && !is_uncut(run, field)))
			names[count++] = plan->columns[i].name;
	}
	return count;
}

static enum segbias_status refuse_nothing(const struct segbias_run *run, const struct segbias_head *head,
                                          struct segbias_error *error)
{
	const struct segbias_plan *plan = &run->reference_plan;
	char paste[SEGBIAS_QUOTE_MAX];
	segbias_error_set(error, SEGBIAS_DATA, "no column of the file could be compared");
	segbias_error_hint(error, "segbias inspect FILE says what each was taken for; --attributes A,B names some all "
	                          "the same");
	for (size_t i = 0; i < plan->column_count; i++)
		if (is_uncut(run, plan->columns[i].field) && segbias_label_copyable(plan->columns[i].name))
			segbias_error_hint(error, "numbers are values only where bands cut them: --bins '%s=18,25,35'",
			                   segbias_label_show(plan->columns[i].name, paste));
	segbias_error_place(error, head->file, 1, 0);
	return SEGBIAS_DATA;
}

/* The header of a campaign that has what the file alone could be compared on; places where they are all it has. */
static enum segbias_status make_head(struct segbias_run *run, const struct segbias_input_facts *facts,
                                     struct segbias_head *head, struct segbias_error *error)
{
	const struct segbias_tally *tally = run->reference_tally;
	size_t count = 0;
	struct segbias_label *names = segbias_arena_array(&run->arena, segbias_tally_columns(tally), sizeof *names);
	if (!names)
		return segbias_error_memory(error);
	if (run->reference_facts.marginal)
		for (size_t i = 0; i < segbias_tally_columns(tally); i++)
			names[count++] = segbias_tally_name(tally, i);
	else
		count = pick(run, facts, "attribute", names);
	if (count == 0)
		count = pick(run, facts, "place", names);
	*head =
	    (struct segbias_head){.file = segbias_source_facts(run->reference)->path, .names = names, .width = count};
	if (count)
		return SEGBIAS_OK;
	return refuse_nothing(run, head, error);
}

/* One note of the columns that are no axis and have no part, ready to be looked for. */
static void note_left_out(const struct cells *cells, const struct segbias_input_facts *facts, const bool *segments)
{
	struct segbias_text list = {0};
	size_t count = 0;
	size_t listed = 0;
	for (size_t i = 0; i < facts->column_count; i++) {
		const struct segbias_column_role *column = &facts->columns[i];
		bool axis = false;
		char shown[SEGBIAS_QUOTE_MAX];
		for (size_t a = 0; a < cells->axis_count; a++) {
			const struct segbias_attribute *attribute = cells->axes[a].attribute;
			axis =
			    axis || segbias_label_equal(column->name, cells->run->campaign ? attribute->name
			                                                                   : attribute->reference_name);
		}
		bool part = column->use == SEGBIAS_USE_PART && strcmp(column->role, "attribute") != 0 &&
		            strcmp(column->role, "segment") != 0 && strcmp(column->role, "figure") != 0;
		if (axis || (part && !segments[i]))
			continue;
		bool number =
		    strcmp(column->role, "attribute") == 0 && !cells->run->campaign && is_uncut(cells->run, i);
		count++;
		if (list.size < LIST_SIZE_MAX && ++listed)
			segbias_text_add_format(&list, "%s%s (%s)", count > 1 ? ", " : "",
			                        segbias_label_quote(column->name, shown),
			                        segments[i] ? "segment"
			                        : number    ? "number"
			                                    : column->role);
	}
	if (count > listed)
		segbias_text_add_format(&list, " and %zu more", count - listed);
	if (count) {
		struct segbias_error *note = segbias_notes_add(&cells->run->findings->notes, "not_in_cells",
		                                               "not in the cells: %s", list.data ? list.data : "");
		segbias_error_place(note, segbias_source_facts(cells->source)->path, 1, 0);
		segbias_error_hint(note, "--attributes A,B takes columns all the same, --bins COLUMN=18,25,35 numbers");
	}
	segbias_text_release(&list);
}

/* --- values ----------------------------------------------------------------------------------------------------- */

static uint32_t resolve(const struct axis *axis, struct segbias_label label)
{
	enum segbias_how how = SEGBIAS_HOW_EXACT;
	const struct segbias_attribute *attribute = axis->attribute;
	return attribute->born ? segbias_born_resolve(attribute->born, label, &how)
	                       : segbias_value_map_resolve(&attribute->map, label, &how);
}

/* The key of a spelling that is no value. */
static bool add_other(struct axis *axis, struct segbias_label label, uint32_t *key)
{
	struct segbias_text folded = {0};
	uint32_t size = axis->others.size;
	segbias_unicode_fold(label, &folded);
	uint32_t id = folded.failed
	                  ? SEGBIAS_INTERN_NONE
	                  : segbias_intern_add(&axis->others, (struct segbias_label){folded.data, folded.size});
	segbias_text_release(&folded);
	if (id == SEGBIAS_INTERN_NONE)
		return false;
	if (axis->others.size > size) {
		struct segbias_label *labels = realloc(axis->other_labels, (size + (size_t)1) * sizeof *labels);
		if (!labels)
			return false;
		axis->other_labels = labels;
		labels[id] = label;
	}
	*key = (uint32_t)axis->attribute->value_count + id;
	return true;
}

/* The key of a label: a value, another one, or unknown. */
static bool find_key(struct axis *axis, struct segbias_label label, uint32_t *key)
{
	uint32_t id = resolve(axis, label);
	*key = UNKNOWN;
	if (id >= SEGBIAS_ID_FIRST)
		*key = id - SEGBIAS_ID_FIRST;
	return id != SEGBIAS_ID_UNMATCHED || add_other(axis, label, key);
}

static struct segbias_label label_of(const struct axis *axis, uint32_t key)
{
	size_t values = axis->attribute->value_count;
	if (key == UNKNOWN)
		return (struct segbias_label){NULL, 0};
	return key < values ? axis->attribute->values[key] : axis->other_labels[key - values];
}

struct other {
	struct segbias_label label;
	uint32_t id;
};

static int compare_others(const void *a, const void *b)
{
	const struct other *x = a;
	const struct other *y = b;
	return segbias_label_compare(x->label, y->label);
}

/* The place of every key: values as in reports, bands of zero between them, others in byte order after them. */
static bool rank_keys(struct axis *axis)
{
	const struct segbias_attribute *attribute = axis->attribute;
	size_t values = attribute->value_count;
	struct other *others = calloc((size_t)axis->others.size + 1, sizeof *others);
	axis->ranks = calloc(values + axis->others.size + 1, sizeof *axis->ranks);
	if (!others || !axis->ranks) {
		free(others);
		return false;
	}
	for (size_t i = 0; i < values; i++)
		axis->ranks[i] = (double)i;
	for (uint32_t i = 0; i < axis->others.size; i++)
		others[i] = (struct other){axis->other_labels[i], i};
	qsort(others, axis->others.size, sizeof *others, compare_others);
	for (size_t i = 0; i < axis->others.size; i++) {
		double *rank = &axis->ranks[values + others[i].id];
		struct segbias_band band;
		*rank = (double)(values + i);
		if (!attribute->ordered || !attribute->bands || !segbias_band_parse(others[i].label, &band))
			continue;
		for (size_t v = values; v-- > 0;)
			if (attribute->bands[v].low > band.low)
				*rank = (double)v - 0.5;
	}
	free(others);
	return true;
}

static double rank_of(const struct axis *axis, uint32_t key)
{
	return key == UNKNOWN ? INFINITY : axis->ranks[key];
}

/* --- adding up -------------------------------------------------------------------------------------------------- */

static enum segbias_status add_row(struct cells *cells, const uint32_t *key, size_t size,
                                   const struct segbias_cell *cell, struct segbias_error *error)
{
	uint32_t id = segbias_intern_add(&cells->keys, (struct segbias_label){(const char *)key, size * sizeof *key});
	if (id == SEGBIAS_INTERN_NONE)
		return segbias_error_memory(error);
	if (id >= cells->capacity) {
		size_t capacity = cells->capacity ? 2 * cells->capacity : 64;
		struct sum_row *rows = realloc(cells->rows, capacity * sizeof *rows);
		if (!rows)
			return segbias_error_memory(error);
		memset(rows + cells->capacity, 0, (capacity - cells->capacity) * sizeof *rows);
		cells->rows = rows;
		cells->capacity = capacity;
	}
	cells->rows[id].parts += cell->units;
	return segbias_sum_add(&cells->rows[id].figure, cell->weight) &&
	               segbias_sum_add(&cells->rows[id].square, cell->square)
	           ? SEGBIAS_OK
	           : segbias_error_memory(error);
}

static enum segbias_status add_joint_row(struct cells *cells, size_t row, uint32_t *key, struct segbias_error *error)
{
	const struct segbias_grid *grid = segbias_source_grid(cells->source);
	const struct segbias_layout *layout = segbias_source_layout(cells->source);
	size_t field = layout->amount_field != SEGBIAS_NO_FIELD ? layout->amount_field : layout->count_field;
	struct segbias_figure figure = {0};
	struct segbias_error why = {0};
	/* What cannot be read was an error of the pour, or is left out by --skip-bad. */
	if (segbias_source_amount(cells->source, segbias_grid_cell(grid, row, field), field, &figure, &why) !=
	    SEGBIAS_OK)
		return SEGBIAS_OK;
	for (size_t a = 0; a < cells->axis_count; a++) {
		const struct segbias_attribute *attribute = cells->axes[a].attribute;
		size_t column = cells->run->campaign
		                    ? attribute->field
		                    : cells->run->reference_plan.columns[attribute->reference_column].field;
		if (!find_key(&cells->axes[a], segbias_grid_cell(grid, row, column), &key[a]))
			return segbias_error_memory(error);
	}
	const struct segbias_cell cell = {.weight = figure.value, .units = 1};
	return add_row(cells, key, cells->axis_count, &cell, error);
}

static enum segbias_status add_joint(struct cells *cells, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_grid *grid = segbias_source_grid(cells->source);
	struct segbias_filters *filters = NULL;
	uint32_t *key = calloc(cells->axis_count + 1, sizeof *key);
	if (!key)
		SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(segbias_filters_create(
	    cells->run->campaign ? &cells->run->matching.plan : &cells->run->reference_plan, &filters, error));
	for (size_t row = 0; row < grid->rows; row++) {
		const struct segbias_row place = {.grid = grid, .record = row};
		if (segbias_grid_takes(grid, row) && segbias_filters_accept(filters, &place))
			SEGBIAS_TRY(add_joint_row(cells, row, key, error));
	}
done:
	segbias_filters_free(filters);
	free(key);
	return status;
}

static bool is_restricted(const struct cells *cells, const struct segbias_attribute *attribute)
{
	const struct segbias_policy *policy = &cells->run->policy;
	for (size_t i = 0; i < policy->universe_count; i++)
		if (segbias_attribute_named(attribute, policy->universes[i].attribute))
			return true;
	return false;
}

/* Outside --within: margins are cut after the pour. */
static bool is_outside(const struct cells *cells, const struct axis *axis, uint32_t id, struct segbias_label label)
{
	enum segbias_how how = SEGBIAS_HOW_EXACT;
	if (!cells->run->reference_facts.marginal || !is_restricted(cells, axis->attribute))
		return false;
	return id < SEGBIAS_ID_FIRST ||
	       (resolve(axis, label) == SEGBIAS_ID_UNMATCHED &&
	        segbias_value_map_resolve(&axis->attribute->zero, label, &how) < SEGBIAS_ID_FIRST);
}

/* The values of an attribute of the file alone, which was poured spelling by spelling. */
static enum segbias_status add_values(struct cells *cells, size_t at, struct segbias_error *error)
{
	struct axis *axis = &cells->axes[at];
	const struct segbias_tally *tally = cells->run->reference_tally;
	uint32_t column = (uint32_t)axis->attribute->reference_column;
	const struct segbias_table *table = segbias_tally_table(tally, &column, 1);
	uint32_t end = SEGBIAS_ID_FIRST + segbias_tally_labels(tally, column);
	for (uint32_t id = 0; id < end; id++) {
		uint32_t key[] = {(uint32_t)at, UNKNOWN};
		struct segbias_cell cell = segbias_tally_cell(table, &id, 1);
		struct segbias_label label = {"", 0};
		if (id >= SEGBIAS_ID_FIRST)
			label = segbias_tally_label(tally, column, id);
		if (cell.units == 0 || is_outside(cells, axis, id, label))
			continue;
		if (id >= SEGBIAS_ID_FIRST && !find_key(axis, label, &key[1]))
			return segbias_error_memory(error);
		enum segbias_status status = add_row(cells, key, 2, &cell, error);
		if (status != SEGBIAS_OK)
			return status;
	}
	return SEGBIAS_OK;
}

static enum segbias_status add_unmatched(struct cells *cells, size_t at, uint32_t column, struct segbias_error *error)
{
	struct axis *axis = &cells->axes[at];
	const struct segbias_tally *tally = cells->run->campaign_tally;
	const struct segbias_table *table = segbias_tally_table(tally, &column, 1);
	for (uint32_t i = 0; i < segbias_tally_labels(tally, column); i++) {
		uint32_t id = SEGBIAS_ID_FIRST + i;
		uint32_t key[] = {(uint32_t)at, UNKNOWN};
		struct segbias_cell cell = segbias_tally_cell(table, &id, 1);
		struct segbias_label label = segbias_tally_label(tally, column, id);
		if (cell.units == 0 || resolve(axis, label) != SEGBIAS_ID_UNMATCHED)
			continue;
		if (!add_other(axis, label, &key[1]))
			return segbias_error_memory(error);
		enum segbias_status status = add_row(cells, key, 2, &cell, error);
		if (status != SEGBIAS_OK)
			return status;
	}
	if (segbias_tally_overflowed(tally, column)) {
		char quoted[SEGBIAS_QUOTE_MAX];
		struct segbias_error *note = segbias_notes_add(
		    &cells->run->findings->notes, "too_many_values",
		    "%s has more than %d different spellings: those past them that match nothing are not listed",
		    segbias_label_quote(axis->attribute->name, quoted), SEGBIAS_DISTINCT_MAX);
		segbias_error_place(note, segbias_source_facts(cells->source)->path, 1, 0);
	}
	return SEGBIAS_OK;
}

/* The values of a campaign's attribute: what matched, and in the `twin` column by spelling what did not. */
static enum segbias_status add_matched(struct cells *cells, size_t at, uint32_t twin, struct segbias_error *error)
{
	const struct segbias_attribute *attribute = cells->axes[at].attribute;
	const struct segbias_tally *tally = cells->run->campaign_tally;
	const struct segbias_table *table = segbias_tally_table(tally, &attribute->column, 1);
	uint32_t end = SEGBIAS_ID_FIRST + (uint32_t)attribute->value_count;
	for (uint32_t id = 0; id < end; id++) {
		const uint32_t key[] = {(uint32_t)at, id >= SEGBIAS_ID_FIRST ? id - SEGBIAS_ID_FIRST : UNKNOWN};
		struct segbias_cell cell = segbias_tally_cell(table, &id, 1);
		if (id == SEGBIAS_ID_UNMATCHED || cell.units == 0)
			continue;
		enum segbias_status status = add_row(cells, key, 2, &cell, error);
		if (status != SEGBIAS_OK)
			return status;
	}
	return add_unmatched(cells, at, twin, error);
}

/* --- the result ------------------------------------------------------------------------------------------------- */

/* Sums of decimals have digits of rounding at their end: .1 and .2 are .3. */
static double tidy(double value, uint64_t parts)
{
	char text[SEGBIAS_NUMBER_MAX];
	if (parts < 2 || value == floor(value))
		return value;
	(void)snprintf(text, sizeof text, "%.15g", value);
	return strtod(text, NULL);
}

/* A hundredth, as a decimal number and not as a rounded quotient. */
static double hundredth(double value)
{
	char text[SEGBIAS_NUMBER_MAX];
	char shifted[SEGBIAS_NUMBER_MAX + 8];
	segbias_number_format(value, text);
	if (strchr(text, 'e'))
		return value / 100;
	(void)snprintf(shifted, sizeof shifted, "%se-2", text);
	return strtod(shifted, NULL);
}

static const char *figure_name(const struct segbias_layout *layout)
{
	if (layout->amount_field != SEGBIAS_NO_FIELD)
		return "amount";
	if (layout->weight_field != SEGBIAS_NO_FIELD || layout->unit == SEGBIAS_UNIT_RELATIVE)
		return "weight";
	return layout->unit == SEGBIAS_UNIT_COUNT ? "count" : "share";
}

/* A row in its place. */
struct placed {
	const double *ranks; /* [count] */
	size_t count;
	uint32_t id;
};

static int compare_placed(const void *a, const void *b)
{
	const struct placed *x = a;
	const struct placed *y = b;
	for (size_t i = 0; i < x->count; i++)
		if (x->ranks[i] != y->ranks[i])
			return x->ranks[i] < y->ranks[i] ? -1 : 1;
	return 0;
}

static uint32_t word_of(const struct cells *cells, uint32_t id, size_t i)
{
	uint32_t word = 0;
	memcpy(&word, cells->keys.labels[id].bytes + i * sizeof word, sizeof word);
	return word;
}

/* The rows in the order of reports; in the arena. */
static struct placed *place_rows(const struct cells *cells, struct segbias_arena *arena)
{
	size_t count = cells->joint ? cells->axis_count : 2;
	struct placed *placed = segbias_arena_array(arena, cells->keys.size, sizeof *placed);
	double *ranks = segbias_arena_array(arena, cells->keys.size * count, sizeof *ranks);
	if (!placed || !ranks)
		return NULL;
	for (uint32_t id = 0; id < cells->keys.size; id++, ranks += count) {
		for (size_t i = 0; i < cells->axis_count && cells->joint; i++)
			ranks[i] = rank_of(&cells->axes[i], word_of(cells, id, i));
		if (!cells->joint) {
			ranks[0] = word_of(cells, id, 0);
			ranks[1] = rank_of(&cells->axes[word_of(cells, id, 0)], word_of(cells, id, 1));
		}
		placed[id] = (struct placed){ranks, count, id};
	}
	qsort(placed, cells->keys.size, sizeof *placed, compare_placed);
	return placed;
}

/* A label for the findings; one that is unknown stays so. */
static bool keep(struct segbias_arena *arena, struct segbias_label label, struct segbias_label *out)
{
	*out = label;
	return !label.bytes || segbias_arena_copy(arena, label, out);
}

static bool name_columns(const struct cells *cells, struct segbias_arena *arena, struct segbias_cells_finding *out)
{
	const struct segbias_layout *layout = segbias_source_layout(cells->source);
	bool ok = true;
	out->text_count = cells->joint ? cells->axis_count : 2;
	out->names = segbias_arena_array(arena, out->text_count, sizeof *out->names);
	if (!out->names)
		return false;
	for (size_t i = 0; i < cells->axis_count && cells->joint; i++)
		ok = ok && keep(arena, cells->axes[i].attribute->name, &out->names[i]);
	if (!cells->joint) {
		out->names[0] = segbias_label_of("attribute");
		out->names[1] = segbias_label_of("value");
	}
	bool answered = false;
	for (size_t i = 0; i < cells->axis_count; i++)
		answered = answered || isfinite(cells->axes[i].people);
	out->figures[out->figure_count++] = figure_name(layout);
	if (layout->moe_field != SEGBIAS_NO_FIELD)
		out->figures[out->figure_count++] = "moe";
	if (answered)
		out->figures[out->figure_count++] = "base";
	return ok;
}

static void fill_numbers(const struct cells *cells, uint32_t id, double *numbers)
{
	const struct segbias_layout *layout = segbias_source_layout(cells->source);
	const struct sum_row *row = &cells->rows[id];
	bool percent = layout->unit == SEGBIAS_UNIT_PERCENT;
	double figure = tidy(segbias_sum_value(&row->figure), row->parts);
	*numbers++ = percent ? hundredth(figure) : figure;
	if (layout->moe_field != SEGBIAS_NO_FIELD) {
		double moe = tidy(sqrt(segbias_sum_value(&row->square)), row->parts);
		*numbers++ = percent ? hundredth(moe) : moe;
	}
	if (!cells->joint && isfinite(cells->axes[word_of(cells, id, 0)].people))
		*numbers = cells->axes[word_of(cells, id, 0)].people;
}

static enum segbias_status fill(const struct cells *cells, struct segbias_error *error)
{
	struct segbias_arena *arena = &cells->run->findings->arena;
	struct segbias_cells_finding *out = &cells->run->findings->cells;
	const struct placed *placed = place_rows(cells, arena);
	bool ok = placed && name_columns(cells, arena, out);
	out->row_count = cells->keys.size;
	if (ok) {
		out->texts = segbias_arena_array(arena, out->row_count * out->text_count, sizeof *out->texts);
		out->numbers = segbias_arena_array(arena, out->row_count * out->figure_count, sizeof *out->numbers);
		ok = out->texts && out->numbers;
	}
	for (size_t row = 0; row < out->row_count && ok; row++) {
		uint32_t id = placed[row].id;
		struct segbias_label *texts = &out->texts[row * out->text_count];
		double *numbers = &out->numbers[row * out->figure_count];
		for (size_t i = 0; i < out->text_count && cells->joint; i++)
			ok = ok && keep(arena, label_of(&cells->axes[i], word_of(cells, id, i)), &texts[i]);
		if (!cells->joint) {
			const struct axis *axis = &cells->axes[word_of(cells, id, 0)];
			ok = keep(arena, axis->attribute->name, &texts[0]) &&
			     keep(arena, label_of(axis, word_of(cells, id, 1)), &texts[1]);
		}
		for (size_t i = 0; i < out->figure_count; i++)
			numbers[i] = NAN;
		fill_numbers(cells, id, numbers);
	}
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

/* --- the job ---------------------------------------------------------------------------------------------------- */

static enum segbias_status make_axes(struct cells *cells, struct segbias_error *error)
{
	const struct segbias_matching *matching = &cells->run->matching;
	size_t answered_count = 0;
	const struct segbias_answered *answered = segbias_source_answered(cells->source, &answered_count);
	const char *figure = figure_name(segbias_source_layout(cells->source));
	const struct segbias_shape *shape = segbias_source_shape(cells->source);
	cells->axes = calloc(matching->attribute_count + 1, sizeof *cells->axes);
	if (!cells->axes)
		return segbias_error_memory(error);
	/* Each value of several answers is by itself, and two columns of one name would not read back. */
	cells->joint = shape->table && !shape->reference_only && answered_count == 0;
	for (size_t i = 0; i < matching->attribute_count; i++) {
		const struct segbias_attribute *attribute = &matching->attributes[i];
		if (attribute->dropped)
			continue;
		struct axis *axis = &cells->axes[cells->axis_count++];
		*axis = (struct axis){.attribute = attribute, .people = NAN};
		cells->joint = cells->joint && !segbias_name_same(attribute->name, segbias_label_of(figure));
		for (size_t j = 0; j < answered_count; j++)
			if (segbias_name_same(answered[j].attribute,
			                      cells->run->campaign ? attribute->name : attribute->reference_name))
				axis->people = answered[j].people;
	}
	return SEGBIAS_OK;
}

/* The campaign is poured with a second column of every attribute, whose spellings say what is unmatched. *first: the first
 * of them in the plan. */
static enum segbias_status add_twins(struct segbias_run *run, uint32_t *first, struct segbias_error *error)
{
	struct segbias_plan *plan = &run->matching.plan;
	size_t count = run->matching.attribute_count;
	struct segbias_plan_column *columns =
	    segbias_arena_array(&run->arena, plan->column_count + count, sizeof *columns);
	struct segbias_plan_table *tables = segbias_arena_array(&run->arena, plan->table_count + count, sizeof *tables);
	if (!columns || !tables)
		return segbias_error_memory(error);
	memcpy(columns, plan->columns, plan->column_count * sizeof *columns);
	memcpy(tables, plan->tables, plan->table_count * sizeof *tables);
	*first = (uint32_t)plan->column_count;
	for (size_t i = 0; i < count; i++) {
		const struct segbias_attribute *attribute = &run->matching.attributes[i];
		tables[plan->table_count++] =
		    (struct segbias_plan_table){.columns = {(uint32_t)plan->column_count}, .count = 1};
		columns[plan->column_count++] = (struct segbias_plan_column){
		    .name = attribute->name, .field = attribute->field, .kind = SEGBIAS_PLAN_OPEN};
	}
	plan->columns = columns;
	plan->tables = tables;
	return SEGBIAS_OK;
}

static enum segbias_status add_up(struct cells *cells, uint32_t twins, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(make_axes(cells, error));
	if (cells->joint)
		SEGBIAS_TRY(add_joint(cells, error));
	for (size_t i = 0; i < cells->axis_count && !cells->joint; i++) {
		size_t attribute = (size_t)(cells->axes[i].attribute - cells->run->matching.attributes);
		if (cells->run->campaign)
			SEGBIAS_TRY(add_matched(cells, i, twins + (uint32_t)attribute, error));
		else
			SEGBIAS_TRY(add_values(cells, i, error));
	}
	for (size_t i = 0; i < cells->axis_count; i++)
		if (!rank_keys(&cells->axes[i]))
			SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(fill(cells, error));
done:
	return status;
}

/* Matches what the file alone could be compared on with itself. */
static enum segbias_status match_alone(struct segbias_run *run, const struct segbias_input_facts *facts,
                                       struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_head head;
	SEGBIAS_TRY(make_head(run, facts, &head, error));
	run->policy.segment_none = true;
	run->policy.segment_count = 0;
	run->taken = (struct segbias_taken){.person_field = SEGBIAS_NO_FIELD};
	const struct segbias_match_input input = {&head, &run->taken, &run->reference_facts, run->reference_tally,
	                                          &run->policy};
	SEGBIAS_TRY(segbias_match_campaign(&input, &run->matching, &run->findings->notes, error));
done:
	return status;
}

/* Which columns are segments, by the options as they were given. */
static bool *find_segments(struct segbias_run *run, const struct segbias_source *source)
{
	const struct segbias_head *head = segbias_source_head(source);
	bool *segments = segbias_arena_array(&run->arena, head->width, sizeof *segments);
	for (size_t field = 0; field < head->width && segments; field++)
		segments[field] = segbias_roles_is_segment(&run->policy, head->names[field]);
	return segments;
}

static enum segbias_status describe(struct segbias_run *run, struct segbias_input_facts *facts,
                                    struct segbias_error *error)
{
	bool alone = !run->campaign;
	const struct segbias_roles_input roles = {.source = alone ? run->reference : run->campaign,
	                                          .policy = &run->policy,
	                                          .matching = alone ? NULL : &run->matching,
	                                          .tally = alone ? run->reference_tally : run->campaign_tally,
	                                          .plan = alone ? &run->reference_plan : &run->matching.plan,
	                                          .campaign = true,
	                                          .reference = alone};
	enum segbias_status status = segbias_roles_find(&roles, &run->arena, facts, error);
	return status == SEGBIAS_OK
	           ? segbias_reading_describe(roles.source, segbias_run_is_valid(run, alone), &run->arena, facts, error)
	           : status;
}

static enum segbias_status read_cells(struct segbias_run *run, const char *campaign, const char *reference,
                                      struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct cells cells = {.run = run};
	struct segbias_input_facts facts = {0};
	uint32_t twins = 0;
	SEGBIAS_TRY(segbias_policy_read(run->options, &run->policy, error));
	SEGBIAS_TRY(segbias_findings_create(&run->findings, error));
	run->findings->job = SEGBIAS_JOB_CELLS;
	SEGBIAS_TRY(segbias_run_open(run, campaign, reference, error));
	run->reference_facts.alone = !campaign;
	run->whole = true;
	cells.source = campaign ? run->campaign : run->reference;
	const bool *segments = find_segments(run, cells.source);
	if (!segments)
		SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(segbias_run_read_reference(run, segbias_source_head(cells.source), error));
	if (campaign) {
		SEGBIAS_TRY(segbias_run_match_campaign(run, error));
		SEGBIAS_TRY(add_twins(run, &twins, error));
		SEGBIAS_TRY(segbias_run_pour_campaign(run, error));
		SEGBIAS_TRY(describe(run, &facts, error));
	} else {
		SEGBIAS_TRY(describe(run, &facts, error));
		SEGBIAS_TRY(match_alone(run, &facts, error));
	}
	SEGBIAS_TRY(add_up(&cells, twins, error));
	segbias_reading_note(cells.source, &facts, &run->findings->notes);
	note_left_out(&cells, &facts, segments);
done:
	release(&cells);
	return status;
}

/* With one file either form of an option means it. */
static enum segbias_status read_alone(struct segbias_run *run, const char *campaign, const char *reference,
                                      struct segbias_error *error)
{
	struct segbias_compare_options own;
	enum segbias_status status = segbias_reading_alone(run->options, &run->arena, &own, error);
	if (status != SEGBIAS_OK)
		return status;
	run->options = &own;
	status = read_cells(run, campaign, reference, error);
	run->options = NULL;
	return status;
}

enum segbias_status segbias_cells(const char *file, const char *reference,
                                  const struct segbias_compare_options *options, struct segbias_findings **findings,
                                  struct segbias_error *error)
{
	if (!reference)
		return segbias_run_job(read_alone, NULL, file, options, findings, error);
	if (strcmp(file, "-") == 0 && strcmp(reference, "-") == 0)
		return segbias_error_set(error, SEGBIAS_USAGE,
		                         "only one of the two files can be read from standard input");
	return segbias_run_job(read_cells, file, reference, options, findings, error);
}
