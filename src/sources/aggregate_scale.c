/* Figures in thousands: of how many people they are, as the name of their column, a column of units or a line around the table
 * says. */
#include "sources/aggregate.h"

#include "base/number.h"
#include "values/scale.h"

#include <math.h>
#include <stdlib.h>

segbias_aggregate_step segbias_aggregate_scale;

static const double PEOPLE_MOST = 2e10; /* more than there are: figures that come to more are none of thousands */

/* What says it. */
struct said {
	double times; /* 1: nothing does; NaN: two that differ */
	struct segbias_label by;
};

static void add(struct said *said, double times, struct segbias_label by)
{
	if (times == 1 || times == said->times)
		return;
	*said = (struct said){said->times == 1 ? times : NAN, by};
}

/* Of a column of scales the power of ten (UNIT_MULT, POWERCODE: 3), or the number itself. */
static double read_power(struct segbias_label cell)
{
	enum { POWER_LEAST = 3, POWER_MOST = 9 };
	double number = 0;
	if (!segbias_number_parse(cell, '.', &number) || number < 0)
		return 1;
	bool power = number >= POWER_LEAST && number <= POWER_MOST;
	return number == 1000 || number == 1000000 ? number : power && floor(number) == number ? pow(10, number) : 1;
}

/* What a column of units says in all rows that count. */
static enum segbias_status read_column(const struct segbias_aggregate *aggregate, size_t field, struct said *said,
                                       struct segbias_error *error)
{
	const struct segbias_grid *grid = aggregate->grid;
	const struct segbias_column_evidence *column = &aggregate->evidence->columns[field];
	bool scale = segbias_evidence_says(column, SEGBIAS_WORD_SCALE);
	uint32_t before = SEGBIAS_INTERN_NONE;
	if (field == aggregate->layout->count_field || column->shared ||
	    (!scale && !segbias_evidence_says(column, SEGBIAS_WORD_INDICATOR)))
		return SEGBIAS_OK;
	for (size_t row = 0; row < grid->rows; row++) {
		uint32_t id = segbias_grid_id(grid, row, field);
		if (!segbias_grid_takes(grid, row) || id == before)
			continue;
		double times = 1;
		if (!segbias_scale_read(segbias_grid_cell(grid, row, field), true, &times))
			return segbias_error_memory(error);
		if (times == 1 && scale)
			times = read_power(segbias_grid_cell(grid, row, field));
		if (before != SEGBIAS_INTERN_NONE && times != said->times)
			times = NAN;
		*said = (struct said){times, column->name};
		before = id;
	}
	return SEGBIAS_OK;
}

static enum segbias_status find(const struct segbias_aggregate *aggregate, struct said *said,
                                struct segbias_error *error)
{
	struct segbias_label name = aggregate->evidence->columns[aggregate->layout->count_field].name;
	double times = 1;
	if (!segbias_scale_read(name, true, &times))
		return segbias_error_memory(error);
	add(said, times, name);
	for (size_t field = 0; field < aggregate->grid->width; field++) {
		struct said column = {.times = 1};
		enum segbias_status status = read_column(aggregate, field, &column, error);
		if (status != SEGBIAS_OK)
			return status;
		add(said, column.times, column.by);
	}
	add(said, aggregate->sheet->times, aggregate->sheet->times_said);
	return SEGBIAS_OK;
}

static enum segbias_status refuse(const struct segbias_aggregate *aggregate, struct segbias_error *error)
{
	const struct segbias_evidence *evidence = aggregate->evidence;
	char quoted[SEGBIAS_QUOTE_MAX];
	segbias_error_set(error, SEGBIAS_DATA,
	                  "several_scales|the figures of %s are called both thousands and of another scale",
	                  segbias_label_quote(evidence->columns[aggregate->layout->count_field].name, quoted));
	segbias_error_hint(error, "bring them to one scale; %s COLUMN=VALUE takes the rows of one",
	                   segbias_aggregate_where_option(evidence->options));
	segbias_error_place(error, evidence->file, 1, 0);
	return SEGBIAS_DATA;
}

/* Of which the sum would still be one of people; and not just what is called the scale: of 1000 who were asked. */
static bool is_possible(const struct segbias_aggregate *aggregate, double times)
{
	double sum = 0;
	for (size_t row = 0; row < aggregate->grid->rows; row++)
		if (segbias_grid_takes(aggregate->grid, row) && !isnan(aggregate->figures[row]))
			sum += aggregate->figures[row];
	return sum * times <= PEOPLE_MOST && sum != times;
}

enum segbias_status segbias_aggregate_scale(struct segbias_aggregate *aggregate, struct segbias_error *error)
{
	const struct segbias_evidence *evidence = aggregate->evidence;
	struct segbias_layout *layout = aggregate->layout;
	struct said said = {.times = 1};
	char quoted[2][SEGBIAS_QUOTE_MAX];
	char number[SEGBIAS_NUMBER_MAX];
	/* A form that says so was read in full when its columns became rows. */
	if (layout->unit != SEGBIAS_UNIT_COUNT || segbias_form_thousands(evidence->form))
		return SEGBIAS_OK;
	enum segbias_status status = find(aggregate, &said, error);
	if (status != SEGBIAS_OK || said.times == 1)
		return status;
	if (isnan(said.times))
		return refuse(aggregate, error);
	if (!is_possible(aggregate, said.times))
		return SEGBIAS_OK;
	layout->times = said.times;
	segbias_error_place(
	    segbias_notes_add(aggregate->notes, "scale", "one of the figures of %s is %s people, as %s says",
	                      segbias_label_quote(evidence->columns[layout->count_field].name, quoted[0]),
	                      segbias_number_group(said.times, number), segbias_label_quote(said.by, quoted[1])),
	    evidence->file, 1, 0);
	return SEGBIAS_OK;
}
