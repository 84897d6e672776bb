/* Percentages within groups: the ages of each sex sum to 100. Of how many people each group is they do not say, and so they are
 * neither counts nor shares of the whole. What a column of units says of percents is found here, too. */
#include "sources/aggregate.h"

#include "base/memory.h"

#include "values/word.h"

#include <math.h>
#include <stdlib.h>

enum {
	FIELDS_MAX = 6,    /* columns of which some make the groups */
	ROWS_MAX = 100000, /* a larger table is none of percentages */
	SLICES_LEAST = 2,  /* groups of two figures and more that sum to the whole */
};

static const double MOST_OFF = 0.02; /* of the whole */

segbias_aggregate_step segbias_aggregate_slices;

struct slice {
	double sum, most;
	size_t above; /* figures above zero */
};

struct search {
	const struct segbias_aggregate *aggregate;
	double whole, rounding;
	size_t fields[FIELDS_MAX];
	size_t count;
	bool *by; /* [width]: what makes the groups in hand */
};

static bool is_figure(const struct segbias_aggregate *aggregate, size_t row)
{
	return segbias_grid_takes(aggregate->grid, row) && !isnan(aggregate->figures[row]);
}

/* Whether the slice is the whole, or twice that with a total in it. */
static bool is_whole(const struct search *s, const struct slice *slice)
{
	double tolerance = fmin((double)slice->above * s->rounding, MOST_OFF * s->whole) + 1e-9 * s->whole;
	bool total = slice->above > 2 && fabs(slice->most - s->whole) <= s->rounding;
	return fabs(slice->sum - s->whole) <= tolerance || (total && fabs(slice->sum - 2 * s->whole) <= tolerance);
}

/* Whether all groups are the whole, and two and more of them of several figures; *groups: how many there are. */
static enum segbias_status try_groups(const struct search *s, bool *fit, uint32_t *groups, struct segbias_error *error)
{
	struct segbias_strata strata = {0};
	size_t telling = 0;
	*fit = false;
	enum segbias_status status = segbias_strata_by(s->aggregate, s->by, &strata, error);
	if (status != SEGBIAS_OK)
		return status;
	struct slice *slices = segbias_memory_zeroed((size_t)strata.count + 1, sizeof *slices);
	if (!slices)
		SEGBIAS_TRY(segbias_error_memory(error));
	for (size_t row = 0; row < s->aggregate->grid->rows; row++) {
		double figure = s->aggregate->figures[row];
		if (!is_figure(s->aggregate, row))
			continue;
		struct slice *slice = &slices[strata.of_row[row]];
		slice->sum += figure;
		slice->most = fmax(slice->most, figure);
		slice->above += figure > 0;
	}
	*fit = true;
	for (uint32_t i = 0; i < strata.count && *fit; i++) {
		*fit = is_whole(s, &slices[i]);
		telling += slices[i].above > 1;
	}
	*groups = strata.count;
	*fit = *fit && telling >= (strata.count > 1 ? SLICES_LEAST : 1);
done:
	free(slices);
	segbias_strata_release(&strata);
	return status;
}

/* --- what is said ------------------------------------------------------------------------------------------------- */

static bool is_total(struct segbias_label value)
{
	return segbias_word_total(value) != SEGBIAS_TOTAL_NONE || (value.size == 1 && *value.bytes == 'T');
}

/* The value of the group that the hint names: that of a total, else the last. */
static struct segbias_label value_of(const struct segbias_aggregate *aggregate, size_t field)
{
	const struct segbias_grid *grid = aggregate->grid;
	struct segbias_label value = {"", 0};
	for (size_t row = 0; row < grid->rows; row++) {
		struct segbias_label cell = segbias_grid_cell(grid, row, field);
		if (!is_figure(aggregate, row))
			continue;
		value = cell;
		if (is_total(value))
			break;
	}
	return value;
}

/* "--where 'sex=T' --where 'geo=FR'"; of one sex the other file's people must be of that, too. False: it cannot be typed. */
static bool list_groups(const struct segbias_aggregate *aggregate, const bool *by, struct segbias_text *out)
{
	const struct segbias_evidence *evidence = aggregate->evidence;
	char shown[2][SEGBIAS_QUOTE_MAX];
	bool copyable = true;
	for (size_t field = 0; field < aggregate->grid->width; field++) {
		if (!by[field])
			continue;
		const struct segbias_column_evidence *column = &evidence->columns[field];
		struct segbias_label value = value_of(aggregate, field);
		copyable = copyable && segbias_label_pair_copyable(column->name, value);
		segbias_label_show(column->name, shown[0]);
		segbias_label_show(value, shown[1]);
		segbias_text_add_format(out, "%s%s '%s=%s'", out->size ? " " : "",
		                        segbias_aggregate_where_option(evidence->options), shown[0], shown[1]);
		if (!column->shared || is_total(value))
			continue;
		if (segbias_other_lists(evidence->other, column->name, value)) /* margins compare no place */
			segbias_text_add_format(
			    out, " --%s '%s=%s'",
			    aggregate->layout->attribute_field == SEGBIAS_NO_FIELD ? "within" : "campaign-where",
			    shown[0], shown[1]);
		else
			segbias_text_add_string(out, ", and --campaign-where COL=VALUE for the same people");
	}
	return copyable && !out->failed;
}

static void list_names(const struct segbias_aggregate *aggregate, const bool *by, struct segbias_text *out)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	for (size_t field = 0; field < aggregate->grid->width; field++)
		if (by[field])
			segbias_text_add_format(out, "%s%s", out->size ? " and " : "",
			                        segbias_label_quote(aggregate->evidence->columns[field].name, quoted));
}

enum segbias_status segbias_aggregate_refuse_groups(const struct segbias_aggregate *aggregate, const bool *by,
                                                    double whole, struct segbias_error *error)
{
	const struct segbias_evidence *evidence = aggregate->evidence;
	const struct segbias_column_evidence *column = &evidence->columns[aggregate->layout->count_field];
	struct segbias_text names = {0};
	struct segbias_text groups = {0};
	char quoted[SEGBIAS_QUOTE_MAX];
	char paste[SEGBIAS_QUOTE_MAX];
	bool counts = column->whole && !column->percents && !segbias_evidence_says(column, SEGBIAS_WORD_PERCENT) &&
	              !segbias_evidence_says(column, SEGBIAS_WORD_SHARE);
	list_names(aggregate, by, &names);
	bool copyable = list_groups(aggregate, by, &groups);
	segbias_error_set(
	    error, SEGBIAS_DATA,
	    "shares_of_groups|the figures of %s sum to %g within each %s: they are shares of groups, and of how many people "
	    "each group is they do not say",
	    segbias_label_quote(column->name, quoted), whole, names.data ? names.data : "group");
	segbias_evidence_paste(column->name, paste);
	if (counts)
		segbias_error_hint(error, "if they are counts: %s %s; one group alone: %s",
		                   evidence->options->reference ? "--reference-count" : "--count", paste,
		                   copyable ? groups.data : segbias_aggregate_where_option(evidence->options));
	else if (evidence->options->reference && copyable)
		segbias_error_hint(error, "a table of counts says it; one group alone: %s", groups.data);
	else
		segbias_error_hint(error, "add a column of counts");
	segbias_error_place(error, evidence->file, 1, 0);
	bool failed = names.failed || groups.failed;
	segbias_text_release(&names);
	segbias_text_release(&groups);
	return failed ? segbias_error_memory(error) : SEGBIAS_DATA;
}

/* --- the search --------------------------------------------------------------------------------------------------- */

/* A share of each place in each year is one of the whole there. */
static bool is_place_or_period(const struct segbias_column_evidence *column)
{
	return column->part == SEGBIAS_PART_PLACE || column->part == SEGBIAS_PART_PERIOD;
}

/* Groups by fewer columns first. */
static enum segbias_status try_all(struct search *s, struct segbias_error *error)
{
	for (size_t columns = 0; columns < s->count; columns++)
		for (unsigned mask = 0; mask < 1U << s->count; mask++) {
			bool fit = false;
			bool groups = false;
			uint32_t count = 0;
			size_t marked = 0;
			for (size_t i = 0; i < s->count; i++) {
				s->by[s->fields[i]] = mask >> i & 1;
				marked += mask >> i & 1;
				groups =
				    groups || ((mask >> i & 1) &&
				               !is_place_or_period(&s->aggregate->evidence->columns[s->fields[i]]));
			}
			if (marked != columns)
				continue;
			enum segbias_status status = try_groups(s, &fit, &count, error);
			if (status != SEGBIAS_OK)
				return status;
			if (fit)
				return groups && count > 1
				           ? segbias_aggregate_refuse_groups(s->aggregate, s->by, s->whole, error)
				           : SEGBIAS_OK;
		}
	return SEGBIAS_OK;
}

/* Whether a column of units says percent of every row that counts. */
static enum segbias_status find_unit(const struct segbias_aggregate *aggregate, bool *percents,
                                     struct segbias_error *error)
{
	const struct segbias_grid *grid = aggregate->grid;
	*percents = false;
	for (size_t field = 0; field < grid->width; field++) {
		const struct segbias_column_evidence *column = &aggregate->evidence->columns[field];
		bool all = true;
		if (!segbias_evidence_says(column, SEGBIAS_WORD_INDICATOR) || column->numeric || column->shared ||
		    field == aggregate->layout->attribute_field || field == aggregate->layout->value_field)
			continue;
		for (uint32_t i = 0; i < grid->spellings[field].size && all; i++) {
			bool there = false;
			for (size_t row = 0; row < grid->rows && !there; row++)
				there = segbias_grid_takes(grid, row) && segbias_grid_id(grid, row, field) == i;
			if (there && !segbias_column_percents(grid->spellings[field].labels[i], &all))
				return segbias_error_memory(error);
		}
		*percents = *percents || (all && column->known > 0);
	}
	return SEGBIAS_OK;
}

/* Whole numbers that the user says count; or a campaign's by their name, as a hundred people of each segment may be. */
static bool is_count(const struct segbias_aggregate *aggregate, const struct segbias_column_evidence *column)
{
	const struct segbias_source_options *options = aggregate->evidence->options;
	enum segbias_word rank = segbias_evidence_rank(column);
	bool named = !options->reference && !aggregate->evidence->unnamed && rank >= SEGBIAS_WORD_COUNT &&
	             rank < SEGBIAS_WORD_LAST;
	return column->whole && !column->percents && (options->count || named);
}

static bool may_be_percentages(const struct segbias_aggregate *aggregate, double *whole)
{
	const struct segbias_column_evidence *column = &aggregate->evidence->columns[aggregate->layout->count_field];
	double most = 0;
	for (size_t row = 0; row < aggregate->grid->rows; row++)
		most = is_figure(aggregate, row) ? fmax(most, aggregate->figures[row]) : most;
	*whole = column->percents || most > 1 ? 100 : 1;
	return aggregate->grid->rows <= ROWS_MAX && most > 0 && most <= *whole * (1 + MOST_OFF) &&
	       aggregate->layout->attribute_field == SEGBIAS_NO_FIELD &&
	       aggregate->layout->unit != SEGBIAS_UNIT_RELATIVE && !is_count(aggregate, column);
}

enum segbias_status segbias_aggregate_slices(struct segbias_aggregate *aggregate, struct segbias_error *error)
{
	const struct segbias_grid *grid = aggregate->grid;
	struct segbias_column_evidence *figure = &aggregate->evidence->columns[aggregate->layout->count_field];
	struct search s = {.aggregate = aggregate, .rounding = 0.5 * pow(10, -(double)figure->digits)};
	bool percents = false;
	enum segbias_status status = find_unit(aggregate, &percents, error);
	if (status != SEGBIAS_OK)
		return status;
	figure->percents = figure->percents || percents;
	if (!may_be_percentages(aggregate, &s.whole))
		return SEGBIAS_OK;
	for (size_t field = 0; field < grid->width; field++) {
		const struct segbias_column_evidence *column = &aggregate->evidence->columns[field];
		if (field == aggregate->layout->count_field || !column->dimension || column->remark ||
		    column->code_of != SEGBIAS_NO_FIELD)
			continue;
		if (s.count == FIELDS_MAX)
			return SEGBIAS_OK;
		s.fields[s.count++] = field;
	}
	s.by = segbias_memory_zeroed(grid->width + 1, sizeof *s.by);
	if (!s.by)
		return segbias_error_memory(error);
	status = try_all(&s, error);
	free(s.by);
	return status;
}
