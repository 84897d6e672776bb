/* The cells: figures added up by the values of the attributes, and put in order. */
#include "jobs/cells.h"

#include "base/memory.h"
#include "base/number.h"
#include "sources/interval.h"
#include "values/name.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- adding up -------------------------------------------------------------------------------------------------- */

static enum segbias_status add_row(struct segbias_cells *cells, const uint32_t *key, size_t size,
                                   const struct segbias_cell *cell, struct segbias_error *error)
{
	uint32_t id = segbias_intern_add(&cells->keys, (struct segbias_label){(const char *)key, size * sizeof *key});
	if (id == SEGBIAS_INTERN_NONE)
		return segbias_error_memory(error);
	struct segbias_cell_row *rows = segbias_memory_room(cells->rows, id, &cells->capacity, sizeof *rows);
	if (!rows)
		return segbias_error_memory(error);
	cells->rows = rows;
	struct segbias_cell_row *row = &cells->rows[id];
	row->parts += cell->units;
	row->hidden += cell->hidden;
	return segbias_sum_add(&row->figure, cell->weight) && segbias_sum_add(&row->square, cell->square) &&
	               segbias_sum_add(&row->below, cell->below) && segbias_sum_add(&row->above, cell->above)
	           ? SEGBIAS_OK
	           : segbias_error_memory(error);
}

/* What of a row is shown: its money, or what it counts. */
static enum segbias_status read_joint(const struct segbias_cells *cells, size_t row, struct segbias_cell *cell,
                                      struct segbias_error *why)
{
	const struct segbias_grid *grid = segbias_source_grid(cells->source);
	const struct segbias_layout *layout = segbias_source_layout(cells->source);
	struct segbias_interval interval = {0};
	struct segbias_figure money = {0};
	bool amount = layout->amount_field != SEGBIAS_NO_FIELD;
	size_t field = amount ? layout->amount_field : layout->count_field;
	struct segbias_label text = segbias_grid_cell(grid, row, field);
	const struct segbias_row place = {.grid = grid, .record = row};
	enum segbias_status status = amount ? segbias_source_amount(cells->source, text, field, &money, why)
	                                    : segbias_interval_read(cells->source, &place, text, field, &interval, why);
	struct segbias_doubt doubt = segbias_interval_doubt(&interval);
	*cell = (struct segbias_cell){.weight = amount ? money.value : interval.figure,
	                              .units = 1,
	                              .below = doubt.below,
	                              .above = doubt.above,
	                              .hidden = doubt.hidden};
	return status;
}

static enum segbias_status add_joint_row(struct segbias_cells *cells, size_t row, uint32_t *key,
                                         struct segbias_error *error)
{
	const struct segbias_grid *grid = segbias_source_grid(cells->source);
	struct segbias_cell cell = {0};
	struct segbias_error why = {0};
	/* What cannot be read was an error of the pour, or is left out by --skip-bad. */
	if (read_joint(cells, row, &cell, &why) != SEGBIAS_OK)
		return SEGBIAS_OK;
	for (size_t a = 0; a < cells->axis_count; a++) {
		const struct segbias_attribute *attribute = cells->axes[a].attribute;
		size_t column = cells->run->campaign
		                    ? attribute->field
		                    : cells->run->reference_plan.columns[attribute->reference_column].field;
		if (!segbias_cell_key(&cells->axes[a], segbias_grid_cell(grid, row, column), &key[a]))
			return segbias_error_memory(error);
	}
	const struct segbias_layout *layout = segbias_source_layout(cells->source);
	double margin = 0;
	if (layout->moe_field != SEGBIAS_NO_FIELD)
		(void)segbias_source_margin(cells->source, &(struct segbias_row){.grid = grid, .record = row}, &margin,
		                            &why);
	cell.square = margin * margin;
	return add_row(cells, key, cells->axis_count, &cell, error);
}

static enum segbias_status add_joint(struct segbias_cells *cells, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_grid *grid = segbias_source_grid(cells->source);
	struct segbias_filters *filters = NULL;
	uint32_t *key = segbias_memory_zeroed(cells->axis_count + 1, sizeof *key);
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

static bool is_restricted(const struct segbias_cells *cells, const struct segbias_attribute *attribute)
{
	const struct segbias_policy *policy = &cells->run->policy;
	for (size_t i = 0; i < policy->universe_count; i++)
		if (segbias_attribute_named(attribute, policy->universes[i].attribute))
			return true;
	return false;
}

/* Outside --within: margins are cut after the pour. */
static bool is_outside(const struct segbias_cells *cells, const struct segbias_cell_axis *axis, uint32_t id,
                       struct segbias_label label)
{
	enum segbias_how how = SEGBIAS_HOW_EXACT;
	if (!cells->run->reference_facts.marginal || !is_restricted(cells, axis->attribute))
		return false;
	return id < SEGBIAS_ID_FIRST ||
	       (segbias_cell_resolve(axis, label) == SEGBIAS_ID_UNMATCHED &&
	        segbias_value_map_resolve(&axis->attribute->zero, label, &how) < SEGBIAS_ID_FIRST);
}

/* The values of an attribute of the file alone, which was poured spelling by spelling. */
static enum segbias_status add_values(struct segbias_cells *cells, size_t at, struct segbias_error *error)
{
	struct segbias_cell_axis *axis = &cells->axes[at];
	const struct segbias_tally *tally = cells->run->reference_tally;
	uint32_t column = (uint32_t)axis->attribute->reference_column;
	const struct segbias_table *table = segbias_tally_table(tally, &column, 1);
	uint32_t end = SEGBIAS_ID_FIRST + segbias_tally_labels(tally, column);
	for (uint32_t id = 0; id < end; id++) {
		uint32_t key[] = {(uint32_t)at, SEGBIAS_CELL_UNKNOWN};
		struct segbias_cell cell = segbias_tally_cell(table, &id, 1);
		struct segbias_label label = {"", 0};
		if (id >= SEGBIAS_ID_FIRST)
			label = segbias_tally_label(tally, column, id);
		if (cell.units == 0 || is_outside(cells, axis, id, label))
			continue;
		if (id >= SEGBIAS_ID_FIRST && !segbias_cell_key(axis, label, &key[1]))
			return segbias_error_memory(error);
		enum segbias_status status = add_row(cells, key, 2, &cell, error);
		if (status != SEGBIAS_OK)
			return status;
	}
	return SEGBIAS_OK;
}

static enum segbias_status add_unmatched(struct segbias_cells *cells, size_t at, uint32_t column,
                                         struct segbias_error *error)
{
	struct segbias_cell_axis *axis = &cells->axes[at];
	const struct segbias_tally *tally = cells->run->campaign_tally;
	const struct segbias_table *table = segbias_tally_table(tally, &column, 1);
	for (uint32_t i = 0; i < segbias_tally_labels(tally, column); i++) {
		uint32_t id = SEGBIAS_ID_FIRST + i;
		uint32_t key[] = {(uint32_t)at, SEGBIAS_CELL_UNKNOWN};
		struct segbias_cell cell = segbias_tally_cell(table, &id, 1);
		struct segbias_label label = segbias_tally_label(tally, column, id);
		if (cell.units == 0 || segbias_cell_resolve(axis, label) != SEGBIAS_ID_UNMATCHED)
			continue;
		if (!segbias_cell_key(axis, label, &key[1]))
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
static enum segbias_status add_matched(struct segbias_cells *cells, size_t at, uint32_t twin,
                                       struct segbias_error *error)
{
	const struct segbias_attribute *attribute = cells->axes[at].attribute;
	const struct segbias_tally *tally = cells->run->campaign_tally;
	const struct segbias_table *table = segbias_tally_table(tally, &attribute->column, 1);
	uint32_t end = SEGBIAS_ID_FIRST + (uint32_t)attribute->value_count;
	for (uint32_t id = 0; id < end; id++) {
		const uint32_t key[] = {(uint32_t)at,
		                        id >= SEGBIAS_ID_FIRST ? id - SEGBIAS_ID_FIRST : SEGBIAS_CELL_UNKNOWN};
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

static uint32_t count_rows(const struct segbias_cells *cells)
{
	return cells->keys.labels ? cells->keys.size : 0;
}

static uint32_t word_of(const struct segbias_cells *cells, uint32_t id, size_t i)
{
	uint32_t word = 0;
	memcpy(&word, cells->keys.labels[id].bytes + i * sizeof word, sizeof word);
	return word;
}

/* The rows in the order of reports; in the arena. */
static struct placed *place_rows(const struct segbias_cells *cells, struct segbias_arena *arena)
{
	uint32_t rows = count_rows(cells);
	size_t count = cells->joint ? cells->axis_count : 2;
	struct placed *placed = segbias_arena_array(arena, rows, sizeof *placed);
	double *ranks = segbias_arena_array(arena, rows * count, sizeof *ranks);
	if (!placed || !ranks)
		return NULL;
	for (uint32_t id = 0; id < rows; id++, ranks += count) {
		for (size_t i = 0; i < cells->axis_count && cells->joint; i++)
			ranks[i] = segbias_cell_place(&cells->axes[i], word_of(cells, id, i));
		if (!cells->joint) {
			ranks[0] = word_of(cells, id, 0);
			ranks[1] = segbias_cell_place(&cells->axes[word_of(cells, id, 0)], word_of(cells, id, 1));
		}
		placed[id] = (struct placed){ranks, count, id};
	}
	qsort(placed, rows, sizeof *placed, compare_placed);
	return placed;
}

/* A label for the findings; one that is unknown stays so. */
static bool keep(struct segbias_arena *arena, struct segbias_label label, struct segbias_label *out)
{
	*out = label;
	return !label.bytes || segbias_arena_copy(arena, label, out);
}

/* A figure that is not known exactly. */
static bool is_interval(const struct segbias_cell_row *row)
{
	return row->hidden || segbias_sum_value(&row->below) > 0 || segbias_sum_value(&row->above) > 0;
}

static bool has_intervals(const struct segbias_cells *cells)
{
	bool found = false;
	for (uint32_t id = 0; id < count_rows(cells) && !found; id++)
		found = is_interval(&cells->rows[id]);
	return found;
}

static bool name_columns(const struct segbias_cells *cells, struct segbias_arena *arena,
                         struct segbias_cells_finding *out)
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
	if (cells->intervals) {
		out->figures[out->figure_count++] = "low";
		out->figures[out->figure_count++] = "high";
	}
	if (layout->moe_field != SEGBIAS_NO_FIELD)
		out->figures[out->figure_count++] = layout->standard_errors ? "se" : "moe";
	if (answered)
		out->figures[out->figure_count++] = "base";
	return ok;
}

static void fill_numbers(const struct segbias_cells *cells, uint32_t id, double *numbers)
{
	const struct segbias_layout *layout = segbias_source_layout(cells->source);
	const struct segbias_cell_row *row = &cells->rows[id];
	bool percent = layout->unit == SEGBIAS_UNIT_PERCENT;
	double figure = tidy(segbias_sum_value(&row->figure), row->parts);
	*numbers++ = row->hidden ? NAN : percent ? hundredth(figure) : figure;
	if (cells->intervals) {
		double low = tidy(figure - segbias_sum_value(&row->below), 2);
		double high = tidy(figure + segbias_sum_value(&row->above), 2);
		numbers[0] = !is_interval(row) ? NAN : percent ? hundredth(low) : low;
		numbers[1] = !is_interval(row) ? NAN : percent ? hundredth(high) : high;
		numbers += 2;
	}
	if (layout->moe_field != SEGBIAS_NO_FIELD) {
		double moe = tidy(sqrt(segbias_sum_value(&row->square)), row->parts);
		*numbers++ = percent ? hundredth(moe) : moe;
	}
	if (!cells->joint && isfinite(cells->axes[word_of(cells, id, 0)].people))
		*numbers = cells->axes[word_of(cells, id, 0)].people;
}

static enum segbias_status fill(const struct segbias_cells *cells, struct segbias_error *error)
{
	struct segbias_arena *arena = &cells->run->findings->arena;
	struct segbias_cells_finding *out = &cells->run->findings->cells;
	const struct placed *placed = place_rows(cells, arena);
	bool ok = placed && name_columns(cells, arena, out);
	out->row_count = count_rows(cells);
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
			ok = ok && keep(arena, segbias_cell_label(&cells->axes[i], word_of(cells, id, i)), &texts[i]);
		if (!cells->joint) {
			const struct segbias_cell_axis *axis = &cells->axes[word_of(cells, id, 0)];
			ok = keep(arena, axis->attribute->name, &texts[0]) &&
			     keep(arena, segbias_cell_label(axis, word_of(cells, id, 1)), &texts[1]);
		}
		for (size_t i = 0; i < out->figure_count; i++)
			numbers[i] = NAN;
		fill_numbers(cells, id, numbers);
	}
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

/* --- all of it ----------------------------------------------------------------------------------------------------- */

/* Whether a file that is alone is a campaign's, as its figure is reach or events: what it lists as unknown is none of its values, as a
 * reference's is. */
static bool is_campaign(const struct segbias_cells *cells)
{
	size_t field = segbias_source_layout(cells->source)->count_field;
	if (cells->run->campaign || field == SEGBIAS_NO_FIELD)
		return false;
	enum segbias_word rank = segbias_evidence_rank(&segbias_source_columns(cells->source)[field]);
	return rank == SEGBIAS_WORD_REACH || rank == SEGBIAS_WORD_USERS || rank == SEGBIAS_WORD_IMPRESSIONS ||
	       rank == SEGBIAS_WORD_CLICKS;
}

static enum segbias_status make_axes(struct segbias_cells *cells, struct segbias_error *error)
{
	const struct segbias_matching *matching = &cells->run->matching;
	size_t answered_count = 0;
	const struct segbias_answered *answered = segbias_source_answered(cells->source, &answered_count);
	const char *figure = figure_name(segbias_source_layout(cells->source));
	const struct segbias_shape *shape = segbias_source_shape(cells->source);
	cells->axes = segbias_arena_array(&cells->run->arena, matching->attribute_count, sizeof *cells->axes);
	if (!cells->axes)
		return segbias_error_memory(error);
	/* Each value of several answers is by itself, and two columns of one name would not read back. */
	cells->joint = shape->table && !shape->reference_only && answered_count == 0;
	for (size_t i = 0; i < matching->attribute_count; i++) {
		const struct segbias_attribute *attribute = &matching->attributes[i];
		if (attribute->dropped)
			continue;
		struct segbias_cell_axis *axis = &cells->axes[cells->axis_count++];
		*axis = (struct segbias_cell_axis){.attribute = attribute, .people = NAN};
		axis->missing = is_campaign(cells) ? &cells->run->policy.missing : NULL;
		cells->joint = cells->joint && !segbias_name_same(attribute->name, segbias_label_of(figure));
		for (size_t j = 0; j < answered_count; j++)
			if (segbias_name_same(answered[j].attribute,
			                      cells->run->campaign ? attribute->name : attribute->reference_name))
				axis->people = answered[j].people;
	}
	/* A file alone that is no joint table was poured as ages already. */
	for (size_t i = 0; i < cells->axis_count; i++)
		cells->axes[i].dates = cells->axes[i].attribute->born && (cells->run->campaign || cells->joint);
	return SEGBIAS_OK;
}

/* Shares of each of several places come to as many wholes: their sum is no share of anything. */
static enum segbias_status check_shares(const struct segbias_cells *cells, struct segbias_error *error)
{
	const double MOST = 1.5; /* less is rounding, more are two groups */
	const struct segbias_layout *layout = segbias_source_layout(cells->source);
	double whole = layout->unit == SEGBIAS_UNIT_PERCENT ? 100 : 1;
	bool shares =
	    cells->axis_count > 0 && (layout->unit == SEGBIAS_UNIT_PERCENT || layout->unit == SEGBIAS_UNIT_SHARE);
	for (size_t i = 0; i < (cells->joint ? 1 : cells->axis_count) && shares; i++) {
		double sum = 0;
		for (uint32_t id = 0; id < count_rows(cells); id++)
			if (cells->joint || word_of(cells, id, 0) == i)
				sum += segbias_sum_value(&cells->rows[id].figure);
		if (sum <= MOST * whole || isfinite(cells->axes[i].people))
			continue;
		segbias_error_set(
		    error, SEGBIAS_DATA,
		    "cells_of_groups|the figures are shares of several groups, which cannot be added up: of how "
		    "many people each is they do not say");
		segbias_error_hint(error, "one group alone: --where COL=VALUE");
		segbias_error_place(error, segbias_source_facts(cells->source)->path, 0, 0);
		return SEGBIAS_DATA;
	}
	return SEGBIAS_OK;
}

enum segbias_status segbias_cells_add_up(struct segbias_cells *cells, uint32_t twins, struct segbias_error *error)
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
		if (!segbias_cell_rank(&cells->axes[i]))
			SEGBIAS_TRY(segbias_error_memory(error));
	cells->intervals = has_intervals(cells);
	SEGBIAS_TRY(check_shares(cells, error));
	SEGBIAS_TRY(fill(cells, error));
done:
	return status;
}

void segbias_cells_release(struct segbias_cells *cells)
{
	for (size_t i = 0; i < cells->axis_count; i++) {
		segbias_intern_release(&cells->axes[i].others);
		free(cells->axes[i].other_labels);
		free(cells->axes[i].ranks);
	}
	for (uint32_t i = 0; i < cells->keys.size && cells->rows; i++) {
		segbias_sum_release(&cells->rows[i].figure);
		segbias_sum_release(&cells->rows[i].square);
		segbias_sum_release(&cells->rows[i].below);
		segbias_sum_release(&cells->rows[i].above);
	}
	free(cells->rows);
	segbias_intern_release(&cells->keys);
	*cells = (struct segbias_cells){0};
}
