/* What a total tells of figures beside it: hidden ones are what the visible ones leave of it, and what is in no row may be of any
 * that is there. */
#include "sources/aggregate.h"
#include "sources/interval.h"

#include "base/memory.h"
#include "base/number.h"
#include "values/name.h"

#include <math.h>
#include <stdlib.h>

segbias_aggregate_step segbias_aggregate_bounds;

static const double LITTLE = 0.005; /* of a total: noise and rounding */

/* The rows of a stratum. */
struct sums {
	double total;     /* NaN: it has none, or one that is no number */
	double visible;   /* of the figures that are told */
	double low, high; /* of those that are hidden */
	size_t count;
	bool broken; /* a figure is neither */
};

struct bounding {
	struct segbias_aggregate *aggregate;
	const struct segbias_total_row *total;
	size_t field;
	bool *totals; /* [rows]: rows of the total */
	struct segbias_strata strata;
	struct sums *sums;
	double step;     /* a round one that all figures have in common: they may be rounded to it; 0: none */
	double rest;     /* in no row, of all strata */
	size_t complete; /* the most rows that a total is of */
	bool short_of;   /* of a total in some stratum: values are left out of the list, and may be in the others */
};

/* The column of the total's attribute; SEGBIAS_NO_FIELD: the user says which values count, and the total is of others, too. */
static size_t field_of(const struct segbias_aggregate *aggregate, const struct segbias_total_row *total)
{
	const struct segbias_evidence *evidence = aggregate->evidence;
	const struct segbias_source_options *options = evidence->options;
	for (size_t i = 0; i < options->named_count; i++)
		if (segbias_name_same(options->named[i].left, total->attribute) ||
		    segbias_name_synonym(options->named[i].left, total->attribute))
			return SEGBIAS_NO_FIELD;
	if (segbias_aggregate_decided(options, total->attribute))
		return SEGBIAS_NO_FIELD;
	if (aggregate->layout->attribute_field != SEGBIAS_NO_FIELD)
		return aggregate->layout->value_field;
	for (size_t field = 0; field < aggregate->grid->width; field++)
		if (segbias_label_equal(evidence->columns[field].name, total->attribute))
			return field;
	return SEGBIAS_NO_FIELD;
}

/* Marks the rows of the total, which were left out, and groups all rows by what else they are. */
static enum segbias_status group_rows(struct bounding *b, struct segbias_error *error)
{
	struct segbias_grid *grid = b->aggregate->grid;
	size_t attribute_field = b->aggregate->layout->attribute_field;
	for (size_t row = 0; row < grid->rows; row++) {
		bool own = attribute_field == SEGBIAS_NO_FIELD ||
		           segbias_label_equal(segbias_grid_cell(grid, row, attribute_field), b->total->attribute);
		b->totals[row] = grid->dropped[row] && own &&
		                 segbias_label_equal(segbias_grid_cell(grid, row, b->field), b->total->value);
		grid->dropped[row] = grid->dropped[row] && !b->totals[row];
	}
	enum segbias_status status = segbias_strata_make(b->aggregate, b->field, &b->strata, error);
	for (size_t row = 0; row < grid->rows; row++)
		grid->dropped[row] = grid->dropped[row] || b->totals[row];
	return status;
}

static bool is_hidden(const struct bounding *b, size_t row, struct segbias_interval *interval)
{
	const struct segbias_evidence *evidence = b->aggregate->evidence;
	size_t field = b->aggregate->layout->count_field;
	double figure = 0;
	return !segbias_evidence_figure(evidence, row, field, &figure) &&
	       segbias_interval_hidden(evidence, row, field, interval);
}

static void sum_rows(struct bounding *b)
{
	for (size_t i = 0; i < b->strata.count; i++)
		b->sums[i].total = NAN;
	for (size_t row = 0; row < b->aggregate->grid->rows; row++) {
		struct segbias_interval hidden;
		double figure = b->aggregate->figures[row];
		if (b->strata.of_row[row] == SEGBIAS_INTERN_NONE)
			continue;
		struct sums *sums = &b->sums[b->strata.of_row[row]];
		bool masked = is_hidden(b, row, &hidden);
		if (b->totals[row]) {
			sums->broken = sums->broken || masked || !isnan(sums->total);
			sums->total = figure;
			continue;
		}
		sums->count++;
		sums->broken = sums->broken || isnan(figure);
		sums->visible += masked ? 0 : figure;
		sums->low += masked ? hidden.low : 0;
		sums->high += masked ? hidden.high : 0;
	}
}

/* The largest round step of which all figures that are told are multiples: few figures tell no rounding from chance, and a bound
 * holds under both. */
static void find_step(struct bounding *b)
{
	static const double STEPS[] = {1000, 500, 100, 50, 20, 10, 5, 3};
	for (size_t i = 0; i < sizeof STEPS / sizeof *STEPS && b->step == 0; i++) {
		bool all = true;
		for (size_t row = 0; row < b->aggregate->grid->rows && all; row++) {
			struct segbias_interval hidden;
			double figure = b->aggregate->figures[row];
			bool told = b->strata.of_row[row] != SEGBIAS_INTERN_NONE && !isnan(figure);
			all = !told || fmod(figure, STEPS[i]) == 0 || is_hidden(b, row, &hidden);
		}
		b->step = all ? STEPS[i] : 0;
	}
}

/* By how much rounding moves the sum: whole figures that have nothing in common are taken as they are. */
static double rounding_of(const struct bounding *b, const struct sums *sums)
{
	double unit = b->aggregate->unit == 1 && !b->aggregate->rounded ? 0 : b->aggregate->unit;
	return fmax(b->aggregate->rounded ? unit : 0.5 * unit, 0.5 * b->step) * (double)(sums->count + 1);
}

/* Whether the stratum has a total of rows that are there: those of other totals are left out already. */
static bool is_bounded(const struct sums *sums)
{
	return !sums->broken && !isnan(sums->total) && sums->count > 1;
}

/* How much of the total is in no row, but for rounding and noise. */
static double rest_of(const struct bounding *b, const struct sums *sums)
{
	double rest = sums->total - sums->visible - sums->high;
	return rest > fmax(rounding_of(b, sums), LITTLE * sums->total) ? rest : 0;
}

static void bound_rows(struct bounding *b)
{
	for (size_t row = 0; row < b->aggregate->grid->rows; row++) {
		struct segbias_told *told = &b->aggregate->told[row];
		struct segbias_interval hidden;
		if (b->strata.of_row[row] == SEGBIAS_INTERN_NONE || b->totals[row])
			continue;
		const struct sums *sums = &b->sums[b->strata.of_row[row]];
		double left = sums->total - sums->visible;
		double off = rounding_of(b, sums);
		if (!is_bounded(sums))
			continue;
		if (!is_hidden(b, row, &hidden)) {
			told->spare = fmax(told->spare, rest_of(b, sums));
			continue;
		}
		bool absent = sums->count < b->complete; /* a row that is not there may have what is left, too */
		double low =
		    b->short_of || absent ? hidden.low : fmax(hidden.low, left - off - (sums->high - hidden.high));
		double high = fmin(hidden.high, left + off - (sums->low - hidden.low));
		if (low > high)
			continue; /* the total is of others, too, or was changed itself */
		told->low = fmax(told->low, low);
		told->high = fmin(told->high, high);
	}
}

static void find_rest(struct bounding *b)
{
	for (size_t i = 0; i < b->strata.count; i++) {
		const struct sums *sums = &b->sums[i];
		if (!is_bounded(sums))
			continue;
		b->rest += rest_of(b, sums);
		b->complete = sums->count > b->complete ? sums->count : b->complete;
		b->short_of = b->short_of || sums->total - sums->visible - sums->high > rounding_of(b, sums);
	}
}

static void note_rest(const struct bounding *b)
{
	char quoted[2][SEGBIAS_QUOTE_MAX];
	char number[SEGBIAS_NUMBER_MAX];
	if (!(b->rest > 0))
		return;
	segbias_error_place(
	    segbias_notes_add(
		b->aggregate->notes, "remainder",
		"%s of %s stand in no row of %s: a verdict stands only where it holds wherever they belong",
		segbias_number_group(b->rest * b->aggregate->layout->times, number),
		segbias_label_quote(b->total->value, quoted[0]), segbias_label_quote(b->total->attribute, quoted[1])),
	    b->aggregate->evidence->file, 0, 0);
}

static enum segbias_status bound_by(struct segbias_aggregate *aggregate, const struct segbias_total_row *total,
                                    struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct bounding b = {.aggregate = aggregate, .total = total, .field = field_of(aggregate, total)};
	if (b.field == SEGBIAS_NO_FIELD)
		return SEGBIAS_OK;
	b.totals = segbias_memory_zeroed(aggregate->grid->rows + 1, sizeof *b.totals);
	if (!b.totals)
		return segbias_error_memory(error);
	SEGBIAS_TRY(group_rows(&b, error));
	b.sums = segbias_memory_zeroed(b.strata.count + (size_t)1, sizeof *b.sums);
	if (!b.sums)
		SEGBIAS_TRY(segbias_error_memory(error));
	find_step(&b);
	sum_rows(&b);
	find_rest(&b);
	bound_rows(&b);
	note_rest(&b);
done:
	segbias_strata_release(&b.strata);
	free(b.totals);
	free(b.sums);
	return status;
}

enum segbias_status segbias_aggregate_bounds(struct segbias_aggregate *aggregate, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	if (aggregate->total_count == 0 || aggregate->answered_count > 0)
		return SEGBIAS_OK;
	aggregate->told = segbias_memory_zeroed(aggregate->grid->rows + 1, sizeof *aggregate->told);
	if (!aggregate->told)
		return segbias_error_memory(error);
	for (size_t row = 0; row < aggregate->grid->rows; row++)
		aggregate->told[row].high = INFINITY;
	for (size_t i = 0; i < aggregate->total_count && status == SEGBIAS_OK; i++)
		status = bound_by(aggregate, &aggregate->totals[i], error);
	return status;
}
