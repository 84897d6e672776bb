#include "sources/margin.h"

#include "values/name.h"
#include "values/word.h"

#include <math.h>
#include <string.h>

/* Standard normal quantiles of the levels that offices publish intervals at. */
static const struct {
	const char *percent;
	double z;
} LEVELS[] = {{"99.9", 3.290526731491895}, {"99,9", 3.290526731491895}, {"68", 0.994457883209753},
              {"80", 1.281551565544600},   {"90", 1.644853626951472},   {"95", 1.959963984540054},
              {"98", 2.326347874040841},   {"99", 2.575829303548901}};

/* Coefficients of 2 and more are percent, whatever their name says; smaller ones may be parts of 1. */
static const double PERCENT_LEAST = 2;

/* How far a figure may lie off the middle of its limits, in parts of their width: "evenly about it". */
static const double OFF_MIDDLE = 0.05;

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* z of the level that a name tells: "Lower 95% CI", "ci90"; 0: it tells none. */
static double level_of(struct segbias_label name)
{
	for (size_t l = 0; l < sizeof LEVELS / sizeof *LEVELS; l++) {
		size_t size = strlen(LEVELS[l].percent);
		for (size_t at = 0; at + size <= name.size; at++) {
			const char *end = name.bytes + at + size;
			bool begins = at == 0 || !is_digit(name.bytes[at - 1]);
			bool ends = at + size == name.size || (!is_digit(*end) && *end != '+' && *end != '-');
			if (begins && ends && memcmp(name.bytes + at, LEVELS[l].percent, size) == 0)
				return LEVELS[l].z;
		}
	}
	return 0;
}

static bool is_share(const struct segbias_column_evidence *column)
{
	return column->percents || segbias_evidence_says(column, SEGBIAS_WORD_SHARE) ||
	       segbias_evidence_says(column, SEGBIAS_WORD_PERCENT);
}

/* One called so, or a lower or upper one of a level: "Lower 95% limit", which is no edge of ages. */
static bool is_interval(const struct segbias_column_evidence *column)
{
	bool end = segbias_evidence_says(column, SEGBIAS_WORD_FROM) || segbias_evidence_says(column, SEGBIAS_WORD_TO);
	return (column->limit || segbias_evidence_says(column, SEGBIAS_WORD_INTERVAL) ||
	        (end && level_of(column->name) > 0)) &&
	       !segbias_evidence_says(column, SEGBIAS_WORD_AGE) && !segbias_evidence_says(column, SEGBIAS_WORD_MOE) &&
	       !segbias_evidence_says(column, SEGBIAS_WORD_STANDARD_ERROR) &&
	       !segbias_evidence_says(column, SEGBIAS_WORD_VARIATION);
}

bool segbias_margin_named(const struct segbias_column_evidence *column)
{
	return segbias_evidence_says(column, SEGBIAS_WORD_ERROR) || column->limit ||
	       (is_interval(column) && level_of(column->name) > 0);
}

/* What an error may be of: a number that is no error, and no attribute. */
static bool is_figure(const struct segbias_column_evidence *column)
{
	return column->numeric && !column->bound && !column->replicate &&
	       !segbias_evidence_says(column, SEGBIAS_WORD_MOE) && !segbias_margin_named(column) &&
	       !segbias_name_suggests(column->name, SEGBIAS_ROLE_STANDARD_ERROR) &&
	       (column->left_over || is_share(column) || segbias_evidence_never(column) ||
	        segbias_evidence_rank(column) < SEGBIAS_WORD_COUNTS_END);
}

/* The figure that an error is of: the one whose name it goes on from ("percent moe"), else the one that it stands behind, else the
 * one that it stands before. SEGBIAS_NO_FIELD: none. */
static size_t figure_of(const struct segbias_column_evidence *columns, size_t width, size_t error)
{
	size_t named = SEGBIAS_NO_FIELD;
	size_t before = SEGBIAS_NO_FIELD;
	size_t behind = SEGBIAS_NO_FIELD;
	for (size_t field = 0; field < width; field++) {
		if (field == error || !is_figure(&columns[field]))
			continue;
		if (segbias_column_within(columns[field].name, columns[error].name) &&
		    (named == SEGBIAS_NO_FIELD || columns[field].name.size > columns[named].name.size))
			named = field;
		if (field < error)
			before = field;
		else if (behind == SEGBIAS_NO_FIELD)
			behind = field;
	}
	return named != SEGBIAS_NO_FIELD ? named : before != SEGBIAS_NO_FIELD ? before : behind;
}

/* "percent, n, margin of error": behind both, and of either, where its name does not say of which. */
static bool may_be_of_share(const struct segbias_evidence *evidence, size_t count, size_t error)
{
	if (is_share(&evidence->columns[count]) ||
	    segbias_column_within(evidence->columns[count].name, evidence->columns[error].name))
		return false;
	for (size_t field = 0; field < count; field++)
		if (is_share(&evidence->columns[field]) && is_figure(&evidence->columns[field]))
			return true;
	return false;
}

bool segbias_margin_fits(const struct segbias_evidence *evidence, size_t count, size_t field)
{
	const struct segbias_column_evidence *column = &evidence->columns[field];
	bool points = column->percents || (is_share(column) && level_of(column->name) == 0);
	return (!points || is_share(&evidence->columns[count])) &&
	       !segbias_evidence_says(column, SEGBIAS_WORD_RELATIVE) &&
	       figure_of(evidence->columns, evidence->grid->width, field) == count &&
	       !may_be_of_share(evidence, count, field);
}

/* What a search is for: the only column of a kind. */
struct kind {
	bool (*is)(const struct segbias_evidence *evidence, size_t count, size_t field);
	bool own_unit; /* it is in the unit of its figure: one of percent is none of counts */
};

static bool is_margin(const struct segbias_evidence *evidence, size_t count, size_t field)
{
	(void)count;
	return segbias_evidence_says(&evidence->columns[field], SEGBIAS_WORD_MOE);
}

static bool is_error(const struct segbias_evidence *evidence, size_t count, size_t field)
{
	const struct segbias_column_evidence *column = &evidence->columns[field];
	return (segbias_evidence_says(column, SEGBIAS_WORD_STANDARD_ERROR) &&
	        !segbias_evidence_says(column, SEGBIAS_WORD_VARIATION)) ||
	       (field == count + 1 && segbias_name_suggests(column->name, SEGBIAS_ROLE_STANDARD_ERROR));
}

static bool is_variation(const struct segbias_evidence *evidence, size_t count, size_t field)
{
	(void)count;
	return segbias_evidence_says(&evidence->columns[field], SEGBIAS_WORD_VARIATION);
}

static bool is_width(const struct segbias_evidence *evidence, size_t count, size_t field)
{
	(void)count;
	return is_interval(&evidence->columns[field]);
}

/* A row that is a total by its word is none of those that count; where it does, for all that, its missing margin is an error. */
static bool is_total(const struct segbias_evidence *evidence, size_t row)
{
	for (size_t field = 0; field < evidence->grid->width; field++)
		if (!evidence->columns[field].numeric &&
		    segbias_word_total(segbias_grid_cell(evidence->grid, row, field)) != SEGBIAS_TOTAL_NONE)
			return true;
	return false;
}

/* The one column of the kind, where every row has a figure of it. */
static size_t find_one(const struct segbias_evidence *evidence, size_t count, struct kind kind)
{
	size_t found = SEGBIAS_NO_FIELD;
	double margin = 0;
	for (size_t field = 0; field < evidence->grid->width; field++) {
		const struct segbias_column_evidence *column = &evidence->columns[field];
		if (field == count || !column->numeric || !kind.is(evidence, count, field) ||
		    (kind.own_unit && !segbias_margin_fits(evidence, count, field)))
			continue;
		if (found != SEGBIAS_NO_FIELD)
			return SEGBIAS_NO_FIELD;
		found = field;
	}
	for (size_t row = 0; row < evidence->grid->rows && found != SEGBIAS_NO_FIELD; row++)
		if (segbias_grid_takes(evidence->grid, row) &&
		    (!segbias_evidence_figure(evidence, row, found, &margin) || !(margin >= 0)) &&
		    !is_total(evidence, row))
			return SEGBIAS_NO_FIELD;
	return found;
}

/* Whether the figure of every row lies evenly between the two. */
static bool lies_between(const struct segbias_evidence *evidence, size_t count, size_t low, size_t high)
{
	const size_t fields[] = {low, count, high};
	unsigned digits = evidence->columns[low].digits;
	bool apart = false;
	for (size_t i = 1; i < 3; i++)
		digits = evidence->columns[fields[i]].digits < digits ? evidence->columns[fields[i]].digits : digits;
	double step = pow(10, -(double)digits);
	for (size_t row = 0; row < evidence->grid->rows; row++) {
		double figures[3] = {0, 0, 0};
		if (!segbias_grid_takes(evidence->grid, row))
			continue;
		for (size_t i = 0; i < 3; i++)
			if (!segbias_evidence_figure(evidence, row, fields[i], &figures[i]))
				return false;
		double width = figures[2] - figures[0];
		double off = fabs(figures[1] - 0.5 * (figures[0] + figures[2]));
		if (!(figures[0] <= figures[1] && figures[1] <= figures[2]) || off > step + OFF_MIDDLE * width)
			return false;
		apart = apart || width > 0;
	}
	return apart;
}

/* The only two limits, the lower one first; false: there are none, or several. */
static bool find_limits(const struct segbias_evidence *evidence, size_t count, size_t limits[static 2])
{
	bool found = false;
	for (size_t low = 0; low < evidence->grid->width; low++)
		for (size_t high = 0; high < evidence->grid->width; high++) {
			const struct segbias_column_evidence *ends[] = {&evidence->columns[low],
			                                                &evidence->columns[high]};
			if (low == high || low == count || high == count || !ends[0]->numeric || !ends[1]->numeric ||
			    !is_interval(ends[0]) || !is_interval(ends[1]) || !lies_between(evidence, count, low, high))
				continue;
			if (found)
				return false;
			found = true;
			limits[0] = low;
			limits[1] = high;
		}
	return found;
}

/* What one of a column's coefficients is in parts of 1; 0: it may be either. */
static double unit_of_variation(const struct segbias_column_evidence *column)
{
	if (column->percents || segbias_evidence_says(column, SEGBIAS_WORD_PERCENT))
		return 0.01;
	if (segbias_evidence_says(column, SEGBIAS_WORD_SHARE))
		return 1;
	return column->most >= PERCENT_LEAST ? 0.01 : 0;
}

/* Margins at a level that their columns tell are standard errors of so many; else --moe-level says it. */
static void take_level(struct segbias_layout *layout, const struct segbias_evidence *evidence, double z)
{
	layout->standard_errors = z > 0 && !evidence->options->leveled;
	if (layout->standard_errors)
		layout->margin.times = 1 / z;
}

static bool take_limits(struct segbias_evidence *evidence, struct segbias_layout *layout)
{
	size_t limits[2] = {SEGBIAS_NO_FIELD, SEGBIAS_NO_FIELD};
	if (!find_limits(evidence, layout->count_field, limits))
		return false;
	double levels[] = {level_of(evidence->columns[limits[0]].name), level_of(evidence->columns[limits[1]].name)};
	double z = levels[0] == 0 || levels[0] == levels[1] ? levels[1] : levels[1] == 0 ? levels[0] : 0;
	if (z == 0 && !evidence->options->leveled)
		return false;
	layout->moe_field = limits[0];
	layout->margin.upper_field = limits[1];
	evidence->columns[limits[1]].part = SEGBIAS_PART_MARGIN_OF_ERROR;
	take_level(layout, evidence, z);
	return true;
}

static bool take_variation(const struct segbias_evidence *evidence, struct segbias_layout *layout)
{
	size_t field = find_one(evidence, layout->count_field, (struct kind){is_variation, false});
	double unit = field == SEGBIAS_NO_FIELD ? 0 : unit_of_variation(&evidence->columns[field]);
	double figure = 0;
	for (size_t row = 0; row < evidence->grid->rows && unit > 0; row++)
		if (segbias_grid_takes(evidence->grid, row) &&
		    !segbias_evidence_figure(evidence, row, layout->count_field, &figure))
			return false;
	if (!(unit > 0))
		return false;
	layout->moe_field = field;
	layout->standard_errors = layout->margin.of_figure = true;
	layout->margin.times = unit;
	return true;
}

void segbias_margin_find(struct segbias_evidence *evidence, struct segbias_layout *layout)
{
	const struct segbias_source_options *options = evidence->options;
	size_t count = layout->count_field;
	if (!options->reference || options->exact)
		return;
	layout->standard_errors = false;
	layout->moe_field = find_one(evidence, count, (struct kind){is_margin, true});
	if (layout->moe_field != SEGBIAS_NO_FIELD) {
		double z = level_of(evidence->columns[layout->moe_field].name);
		take_level(layout, evidence, z);
	} else {
		layout->moe_field = find_one(evidence, count, (struct kind){is_error, true});
		layout->standard_errors = layout->moe_field != SEGBIAS_NO_FIELD;
	}
	if (layout->moe_field == SEGBIAS_NO_FIELD && !take_limits(evidence, layout) &&
	    !take_variation(evidence, layout) && options->leveled) /* half an interval, by the user's word */
		layout->moe_field = find_one(evidence, count, (struct kind){is_width, true});
	if (layout->moe_field != SEGBIAS_NO_FIELD)
		evidence->columns[layout->moe_field].part = SEGBIAS_PART_MARGIN_OF_ERROR;
}

bool segbias_margin_figure(const struct segbias_evidence *evidence, const struct segbias_layout *layout, size_t row,
                           double *out)
{
	double figure = 0;
	double other = 1;
	size_t upper = layout->margin.upper_field;
	if (!segbias_evidence_figure(evidence, row, layout->moe_field, &figure) ||
	    (upper != SEGBIAS_NO_FIELD && !segbias_evidence_figure(evidence, row, upper, &other)) ||
	    (layout->margin.of_figure && !segbias_evidence_figure(evidence, row, layout->count_field, &other)))
		return false;
	*out = (upper != SEGBIAS_NO_FIELD ? 0.5 * (other - figure) : figure * other) * layout->margin.times;
	return *out >= 0;
}

const struct segbias_column_evidence *segbias_margin_unused(const struct segbias_column_evidence *columns, size_t width,
                                                            const struct segbias_layout *layout, bool leveled,
                                                            const char **hint)
{
	for (size_t i = 0; i < width && layout->moe_field == SEGBIAS_NO_FIELD; i++) {
		const struct segbias_column_evidence *column = &columns[i];
		bool margin = (column->known > 0 && segbias_evidence_says(column, SEGBIAS_WORD_MOE)) ||
		              (column->numeric && i > 0 && columns[i - 1].numeric &&
		               segbias_name_suggests(column->name, SEGBIAS_ROLE_STANDARD_ERROR));
		if (i == layout->count_field || column->part == SEGBIAS_PART_COUNT ||
		    (!margin && !segbias_margin_named(column)))
			continue;
		bool interval = is_interval(column);
		size_t others = 0;
		for (size_t j = 0; j < width; j++)
			others += j != i && is_interval(&columns[j]);
		*hint =
		    segbias_evidence_says(column, SEGBIAS_WORD_VARIATION)
			? "name it CV % if it is in percent, CV fraction if it is in parts of 1; every row needs one; "
			  "--reference-kind population: the shares are exact"
		    : interval && !column->numeric
			? "give its limits two columns, called lower limit 95% and upper limit 95%; "
			  "--reference-kind population: the shares are exact"
		    : interval && others > 0 && (leveled || level_of(column->name) > 0)
			? "limits count where they lie evenly about every figure; --reference-kind population: the "
			  "shares are exact"
		    : interval && others > 0
			? "limits that lie evenly about the figure: --moe-level 95% says at which level; "
			  "--reference-kind population: the shares are exact"
		    : interval ? "half the width of an interval: --moe-level 95% says at which level; "
				 "--reference-kind population: the shares are exact"
			       : "those count of which every row has one, in the unit of the figure that counts, in a "
				 "column called after it, as count moe or count standard error; --reference-kind "
				 "population: the shares are exact";
		return column;
	}
	return NULL;
}

size_t segbias_margin_share_of(const struct segbias_column_evidence *columns, size_t width,
                               const struct segbias_layout *layout, size_t error)
{
	size_t figure = segbias_margin_other_of(columns, width, layout, error);
	return figure != SEGBIAS_NO_FIELD && is_share(&columns[figure]) ? figure : SEGBIAS_NO_FIELD;
}

size_t segbias_margin_other_of(const struct segbias_column_evidence *columns, size_t width,
                               const struct segbias_layout *layout, size_t error)
{
	size_t figure = figure_of(columns, width, error);
	bool other = figure != SEGBIAS_NO_FIELD && figure != layout->count_field &&
	             (is_share(&columns[figure]) || segbias_evidence_never(&columns[figure]));
	return other ? figure : SEGBIAS_NO_FIELD;
}
