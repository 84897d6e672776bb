/* Figures that are rounded, as their last digits show: each is an interval. */
#include "sources/aggregate.h"

#include "base/memory.h"
#include "base/number.h"

#include <math.h>
#include <stdlib.h>

segbias_aggregate_step segbias_aggregate_rounding;

/* Different figures that a rounding must show in. What somebody has set, or made up, is round as well, and is of few figures, or of
 * few digits; nobody sets multiples of 3. */
enum { FIGURES_LEAST = 20, FIGURES_THIN = 4 };
static const double CHANCE_MOST = 1e-4; /* that figures which are not rounded all are multiples of the unit; … */
static const double CHANCE_THIN = 1e-2; /* … of few figures, of which it is only said … */
static const double MOVES = 0.01;       /* … where it may move the middle one by more than this part */
static const double EXACT_MAX = 9007199254740992.0; /* 2^53 */

static int compare_doubles(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;
	return (x > y) - (x < y);
}

static double common_divisor(double a, double b)
{
	while (b > 0) {
		double rest = fmod(a, b);
		a = b;
		b = rest;
	}
	return a;
}

/* The different figures above 0 of the rows that count, and what they have in common; 0: they are not all whole. */
static double find_common(const struct segbias_aggregate *aggregate, double *figures, size_t *count)
{
	size_t size = 0;
	double common = 0;
	for (size_t row = 0; row < aggregate->grid->rows; row++) {
		double figure = aggregate->figures[row];
		double written = 0;
		bool hidden =
		    !segbias_evidence_figure(aggregate->evidence, row, aggregate->layout->count_field, &written);
		if (!segbias_grid_takes(aggregate->grid, row) || isnan(figure) || hidden || figure == 0)
			continue;
		if (figure != floor(figure) || figure >= EXACT_MAX)
			return 0;
		common = common_divisor(figure, common);
		figures[size++] = figure;
	}
	qsort(figures, size, sizeof *figures, compare_doubles);
	*count = 0;
	for (size_t i = 0; i < size; i++)
		if (i == 0 || figures[i] != figures[*count - 1])
			figures[(*count)++] = figures[i];
	return common;
}

/* Multiples of 5 and of 3 come of random rounding as well, to either neighbour: a figure may then be off by all but 1 of the
 * unit. Larger units are those of rounding to the nearest.
 * sources: Statistics Canada and Stats NZ, random rounding to base 5 and base 3; others round to the nearest 5, 10, 100. */
static struct segbias_rounding rounding_to(double unit)
{
	bool random = unit == 3 || unit == 5;
	return (struct segbias_rounding){.unit = unit, .off = random ? unit - 1 : unit / 2};
}

/* The unit of counts: a power of ten that all have in common, half or all of the next one; else 5 or 3; 1: none. */
static double unit_of(double common)
{
	static const double TEN = 10;
	double unit = 1;
	while (fmod(common, unit * TEN) == 0)
		unit *= TEN;
	if (fmod(common, unit * 5) == 0)
		return unit * 5;
	return unit > 1 || fmod(common, 3) != 0 ? unit : 3;
}

/* Too few figures tell no rounding from what somebody has set. Where it would matter, what follows from it is for the user to say. */
static void say_thin(const struct segbias_aggregate *aggregate, const struct segbias_rounding *rounding, double chance)
{
	const struct segbias_evidence *evidence = aggregate->evidence;
	const char *option = evidence->options->reference ? "--reference-rounded" : "--rounded";
	char quoted[SEGBIAS_QUOTE_MAX];
	char number[3][SEGBIAS_NUMBER_MAX];
	struct segbias_error *note = segbias_notes_add(
	    aggregate->notes, "possible_rounding",
	    "the figures of %s are all multiples of %s (by chance at most 1 in %s such lists), and too few to tell whether they "
	    "were rounded or set: they are taken as exact, and true ones may be up to %s less or more if they are rounded",
	    segbias_label_quote(evidence->columns[aggregate->layout->count_field].name, quoted),
	    segbias_number_format(rounding->unit, number[0]),
	    segbias_number_group(round(fmin(1e6, 1 / chance)), number[1]),
	    segbias_number_format(rounding->off, number[2]));
	segbias_error_place(note, evidence->file, 1, 0);
	segbias_error_hint(note, "%s %s: they are rounded; %s none: they are exact", option,
	                   segbias_number_format(rounding->unit, number[0]), option);
}

static enum segbias_status find_unit(struct segbias_aggregate *aggregate, struct segbias_error *error)
{
	size_t count = 0;
	double *figures = segbias_memory_zeroed(aggregate->grid->rows + 1, sizeof *figures);
	if (!figures)
		return segbias_error_memory(error);
	double common = find_common(aggregate, figures, &count);
	double unit = common > 0 ? unit_of(common) : 1;
	struct segbias_rounding rounding = rounding_to(unit);
	double chance = pow(unit, -(double)count);
	rounding.chance = chance;
	bool many = (count >= FIGURES_LEAST || unit == 3) && chance <= CHANCE_MOST;
	bool moves = count > 0 && rounding.off > MOVES * figures[count / 2];
	if (unit > 1 && many)
		aggregate->layout->rounding = rounding;
	else if (moves && unit > 3 && count >= FIGURES_THIN && chance <= CHANCE_THIN)
		say_thin(aggregate, &rounding, chance);
	free(figures);
	return SEGBIAS_OK;
}

/* Percents that somebody has set are multiples of 5, and of nothing. */
static bool are_set(const struct segbias_aggregate *aggregate)
{
	static const double STEP = 5;
	bool set = true;
	for (size_t row = 0; row < aggregate->grid->rows && set; row++) {
		double figure = aggregate->figures[row];
		set = !segbias_grid_takes(aggregate->grid, row) || isnan(figure) || fmod(figure, STEP) == 0;
	}
	return set;
}

enum segbias_status segbias_aggregate_rounding(struct segbias_aggregate *aggregate, struct segbias_error *error)
{
	const struct segbias_source_options *options = aggregate->evidence->options;
	struct segbias_layout *layout = aggregate->layout;
	unsigned digits = aggregate->evidence->columns[layout->count_field].digits;
	layout->rounding = (struct segbias_rounding){0};
	if (layout->moe_field != SEGBIAS_NO_FIELD ||
	    aggregate->evidence->columns[layout->count_field].low_field != SEGBIAS_NO_FIELD)
		return SEGBIAS_OK; /* which say themselves how far figures are off */
	if (options->rounded_given) {
		if (options->rounded > 0)
			layout->rounding = rounding_to(options->rounded);
		layout->rounding.unit /= layout->times;
		layout->rounding.off /= layout->times;
		return SEGBIAS_OK;
	}
	double last = pow(10, -(double)digits);
	if (layout->times * last > 1) { /* thousands are rounded to their last digit */
		layout->rounding = (struct segbias_rounding){.unit = last, .off = last / 2};
		return SEGBIAS_OK;
	}
	if (layout->unit == SEGBIAS_UNIT_COUNT)
		return find_unit(aggregate, error);
	if (layout->unit == SEGBIAS_UNIT_PERCENT && !are_set(aggregate))
		layout->rounding = (struct segbias_rounding){.unit = last, .off = last / 2};
	return SEGBIAS_OK;
}
