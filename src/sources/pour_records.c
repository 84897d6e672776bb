/* A row is a record, or stands for several: both shapes of a campaign, and microdata and joint counts of a reference. */
#include "sources/coding.h"
#include "sources/interval.h"
#include "sources/pour.h"

#include "base/memory.h"
#include "base/number.h"
#include "tally/encoder.h"
#include "tally/numeric.h"
#include "values/band.h"
#include "values/boolean.h"

#include <math.h>
#include <stdlib.h>

/* A pour of one record at a time. */
struct pouring {
	struct segbias_pouring shared;
	struct segbias_filters *filters;
	uint32_t *ids;      /* [columns] */
	uint32_t *members;  /* [member_count] */
	double *replicates; /* [replicate_count] */
	double *numbers;    /* [number_count] */
};

static const double WHOLE_END = 9007199254740992.0; /* 2^53 */

enum boolean { BOOLEAN_NO, BOOLEAN_YES, BOOLEAN_MISSING, BOOLEAN_BAD };

static enum boolean read_boolean(const struct segbias_missing *missing, struct segbias_label cell)
{
	bool digit = cell.size == 1 && (cell.bytes[0] == '0' || cell.bytes[0] == '1');
	bool yes = false;
	if (!digit && segbias_missing_any(missing, cell))
		return BOOLEAN_MISSING;
	if (!segbias_boolean_parse(cell, &yes))
		return BOOLEAN_BAD;
	return yes ? BOOLEAN_YES : BOOLEAN_NO;
}

/* *field: which cell is to blame on failure. */
static enum segbias_status read_members(const struct pouring *pouring, const struct segbias_row *row,
                                        struct segbias_record *record, size_t *field, uint64_t *unknown,
                                        struct segbias_error *why)
{
	for (size_t i = 0; i < pouring->shared.plan->member_count; i++) {
		*field = pouring->shared.plan->member_fields[i];
		enum boolean answer = read_boolean(pouring->shared.plan->missing, segbias_row_cell(row, *field));
		if (answer == BOOLEAN_BAD) {
			segbias_error_set(why, SEGBIAS_DATA,
			                  "bad_membership|a segment column of several must hold yes or no");
			segbias_error_hint(why, "1, true, t, yes, y and 0, false, f, no, n are read");
			return SEGBIAS_DATA;
		}
		if (answer == BOOLEAN_MISSING)
			(*unknown)++;
		if (answer == BOOLEAN_YES)
			pouring->members[record->member_count++] = (uint32_t)(SEGBIAS_ID_FIRST + i);
	}
	return SEGBIAS_OK;
}

/* What a cell means that may still have its quotes. */
static struct segbias_label cell_of(const struct segbias_pouring *pouring, const struct segbias_row *row, size_t field)
{
	struct segbias_label cell = segbias_row_cell(row, field);
	return row->batch && row->batch->raw ? segbias_encoder_meaning(pouring->encoder, cell) : cell;
}

static enum segbias_status read_figures(const struct segbias_pouring *pouring, const struct segbias_row *row,
                                        struct segbias_record *record, size_t *field, struct segbias_error *why)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_source_options *options = segbias_source_options(pouring->source);
	if (pouring->weight_field != SEGBIAS_NO_FIELD) {
		*field = pouring->weight_field;
		struct segbias_figure figure = {0};
		status = segbias_source_amount(pouring->source, cell_of(pouring, row, *field), *field, &figure, why);
		record->weight = figure.value;
		if (status != SEGBIAS_OK && !options->weight)
			segbias_error_hint(why,
			                   "the column was taken as the weight by its name; if it is none: %s none",
			                   options->reference ? "--reference-weight" : "--weight");
	}
	if (status != SEGBIAS_OK || pouring->count_field == SEGBIAS_NO_FIELD)
		return status;
	*field = pouring->count_field;
	struct segbias_interval figure = {0};
	status = segbias_interval_read(pouring->source, row, cell_of(pouring, row, *field), *field, &figure, why);
	if (status != SEGBIAS_OK)
		return status;
	record->weight = figure.figure;
	record->doubt = segbias_interval_doubt(&figure);
	if (options->reference) /* its counts need not be whole */
		return SEGBIAS_OK;
	/* Plain digits are read exactly; those with separators between them are whole where they are written so. */
	const struct segbias_number_style *style = &segbias_source_columns(pouring->source)[*field].style;
	if (segbias_source_layout(pouring->source)->times == 1 &&
	    segbias_number_parse_whole(cell_of(pouring, row, *field), style->decimal, &record->count))
		return SEGBIAS_OK;
	if (figure.decimals > 0 || figure.figure != floor(figure.figure) || figure.high >= WHOLE_END) {
		segbias_error_set(why, SEGBIAS_DATA, "bad_count|a count must be a whole number up to 2^53");
		segbias_error_hint(why, "fractions are weights: --weight instead of --count");
		return SEGBIAS_DATA;
	}
	record->count = (uint64_t)figure.figure;
	return SEGBIAS_OK;
}

static enum segbias_status read_margin(const struct segbias_pouring *pouring, const struct segbias_row *row,
                                       struct segbias_record *record, size_t *field, struct segbias_error *why)
{
	const struct segbias_layout *layout = segbias_source_layout(pouring->source);
	if (layout->moe_field == SEGBIAS_NO_FIELD || pouring->count_field == SEGBIAS_NO_FIELD)
		return SEGBIAS_OK;
	*field = layout->moe_field;
	record->published = true;
	return segbias_source_margin(pouring->source, row, &record->margin, why);
}

/* Whatever the row stands for, what is compared is its money. */
static enum segbias_status read_money(const struct segbias_pouring *pouring, const struct segbias_row *row,
                                      struct segbias_record *record, size_t *field, struct segbias_error *why)
{
	if (pouring->amount_field == SEGBIAS_NO_FIELD)
		return SEGBIAS_OK;
	*field = pouring->amount_field;
	struct segbias_figure figure = {0};
	enum segbias_status status =
	    segbias_source_amount(pouring->source, cell_of(pouring, row, *field), *field, &figure, why);
	record->weight = figure.value;
	record->doubt = (struct segbias_doubt){0};
	return status;
}

/* Codes of columns that are compared, behind those by which their lists were chosen. */
static enum segbias_status check_codes(const struct segbias_pouring *pouring, const struct segbias_row *row,
                                       size_t *field, struct segbias_error *why)
{
	const struct segbias_plan *plan = pouring->plan;
	for (size_t i = 0; plan->form && i < plan->column_count + plan->number_count; i++) {
		*field = i < plan->column_count ? plan->columns[i].field : plan->numbers[i - plan->column_count].field;
		if (*field == SEGBIAS_NO_FIELD)
			continue;
		struct segbias_label cell = cell_of(pouring, row, *field);
		if (segbias_coding_lacks(plan->form, plan->written[*field], cell) &&
		    !segbias_encoder_missing(pouring->encoder, cell))
			return segbias_coding_refuse(plan->form, why);
	}
	return SEGBIAS_OK;
}

/* A row, as it is poured. */
struct poured {
	const struct segbias_pouring *pouring;
	const struct segbias_row *row;
};

static struct segbias_label cell_of_poured(const void *context, size_t field)
{
	const struct poured *poured = context;
	return cell_of(poured->pouring, poured->row, field);
}

enum segbias_status segbias_pour_figures(const struct segbias_pouring *pouring, const struct segbias_row *row,
                                         struct segbias_record *record, size_t *field, struct segbias_error *why)
{
	struct poured poured = {pouring, row};
	enum segbias_status status = segbias_source_check_late(pouring->source, cell_of_poured, &poured, field, why);
	if (status == SEGBIAS_OK)
		status = check_codes(pouring, row, field, why);
	if (status == SEGBIAS_OK)
		status = read_figures(pouring, row, record, field, why);
	if (status == SEGBIAS_OK)
		status = read_margin(pouring, row, record, field, why);
	return status == SEGBIAS_OK ? read_money(pouring, row, record, field, why) : status;
}

/* --- designs ---------------------------------------------------------------------------------------------------- */

static enum segbias_status read_replicates(const struct pouring *pouring, const struct segbias_row *row, size_t *field,
                                           struct segbias_error *why)
{
	const struct segbias_plan_design *design = &pouring->shared.plan->design;
	const struct segbias_column_evidence *columns = segbias_source_columns(pouring->shared.source);
	for (size_t i = 0; i < design->replicate_count; i++) {
		struct segbias_figure figure;
		*field = design->replicate_fields[i];
		/* The Census Bureau's are negative here and there. */
		if (!segbias_figure_parse(segbias_row_cell(row, *field), &columns[*field].style, &figure) ||
		    fabs(figure.value) > 1e100)
			return segbias_error_set(why, SEGBIAS_DATA,
			                         "bad_replicate_weight|a replicate weight must be a plain number");
		pouring->replicates[i] = figure.value;
	}
	return SEGBIAS_OK;
}

/* Of a survey, every unit and stratum must be known: the variance comes from them. */
static enum segbias_status read_cluster(const struct pouring *pouring, const struct segbias_row *row,
                                        struct segbias_cluster_names *names, size_t *field, struct segbias_error *why)
{
	const struct segbias_plan_design *design = &pouring->shared.plan->design;
	if (design->stratum_field != SEGBIAS_NO_FIELD) {
		*field = design->stratum_field;
		names->stratum = segbias_row_cell(row, *field);
		if (segbias_missing_blank(names->stratum))
			return segbias_error_set(why, SEGBIAS_DATA, "stratum_missing|the stratum is missing");
	}
	if (design->cluster_field != SEGBIAS_NO_FIELD) {
		*field = design->cluster_field;
		names->cluster = segbias_row_cell(row, *field);
		names->nameless = segbias_missing_any(pouring->shared.plan->missing, names->cluster);
		if (design->survey && segbias_missing_blank(names->cluster))
			return segbias_error_set(why, SEGBIAS_DATA, "unit_missing|the sampling unit is missing");
		names->nameless = names->nameless && !design->survey;
	}
	return SEGBIAS_OK;
}

static enum segbias_status read_design(const struct pouring *pouring, const struct segbias_row *row,
                                       struct segbias_cluster_names *names, size_t *field, struct segbias_error *why)
{
	if (!pouring->shared.plan->design.used)
		return SEGBIAS_OK;
	enum segbias_status status = read_replicates(pouring, row, field, why);
	return status == SEGBIAS_OK ? read_cluster(pouring, row, names, field, why) : status;
}

/* Of a number: most end in a digit and begin without a sign of per cent (%45), which is quick to see. */
static bool has_percent(struct segbias_label cell, const struct segbias_number_style *style)
{
	struct segbias_figure figure;
	unsigned char first = (unsigned char)cell.bytes[0];
	unsigned char last = (unsigned char)cell.bytes[cell.size - 1];
	bool bare = last >= '0' && last <= '9' && first < 0x80 && first != '%' && first != ' ';
	return !bare && segbias_figure_parse(cell, style, &figure) && figure.percent;
}

double segbias_pour_number(const struct segbias_pouring *pouring, size_t number, struct segbias_label cell,
                           struct segbias_tally_facts *facts)
{
	const struct segbias_plan_number *column = &pouring->plan->numbers[number];
	const struct segbias_column_evidence *columns = segbias_source_columns(pouring->source);
	double value = 0;
	/* A marker first: the user may have listed -9. */
	bool missing = segbias_encoder_missing(pouring->encoder, cell);
	bool read = !missing && segbias_figure_value(cell, &columns[column->field].style, &value) &&
	            segbias_numeric_fits(value);
	bool age = !column->ages || (read && value >= 0 && value < SEGBIAS_AGE_END);
	facts->numbers_bad[number] += !missing && !read;
	facts->numbers_no_age[number] += read && !age;
	if (read) {
		bool percent = has_percent(cell, &columns[column->field].style);
		facts->numbers_percent[number] += percent;
		facts->numbers_plain[number] += !percent;
	}
	return read && age ? value : NAN;
}

/* Gives every column its id. */
static enum segbias_status spell_row(const struct pouring *pouring, const struct segbias_row *row, uint64_t count,
                                     struct segbias_error *error)
{
	const struct segbias_plan *plan = pouring->shared.plan;
	for (size_t i = 0; i < plan->column_count; i++) {
		bool fresh = false;
		if (plan->columns[i].field == SEGBIAS_NO_FIELD)
			continue;
		if (segbias_encoder_spell(pouring->shared.encoder, i, segbias_row_cell(row, plan->columns[i].field),
		                          count, &pouring->ids[i], &fresh) != SEGBIAS_OK)
			return segbias_error_memory(error);
		if (fresh && segbias_encoder_wants_place(pouring->shared.encoder, i, pouring->ids[i])) {
			uint64_t line = 0;
			uint64_t column = 0;
			segbias_source_place(pouring->shared.source, row, plan->columns[i].field, &line, &column);
			segbias_encoder_place(pouring->shared.encoder, i, line, column);
		}
	}
	return SEGBIAS_OK;
}

/* Which values the universe keeps out says what those within it mean. */
enum segbias_status segbias_pour_refused(const struct segbias_pouring *pouring, struct segbias_filters *filters,
                                         const struct segbias_row *row, const struct segbias_record *record,
                                         const struct segbias_plan_filter *refusing, struct segbias_error *error)
{
	const struct segbias_plan *plan = pouring->plan;
	struct segbias_tally_facts *facts = segbias_tally_facts_edit(pouring->tally);
	*(refusing->chosen ? &facts->left_out : &facts->filtered) += record->count;
	bool alone = refusing->universe && segbias_filters_alone(filters, row, refusing);
	for (size_t i = 0; i < plan->column_count && refusing->universe; i++) {
		const struct segbias_plan_column *column = &plan->columns[i];
		uint64_t count = alone && column->field == refusing->field ? record->count : 0;
		if (column->outside && segbias_encoder_pass(pouring->encoder, i, cell_of(pouring, row, column->field),
		                                            count, record->weight) != SEGBIAS_OK)
			return segbias_error_memory(error);
	}
	return SEGBIAS_OK;
}

/* Shows a record, NULL where it is left out, to whom it may concern. */
static enum segbias_status show(const struct pouring *pouring, const struct segbias_record *record,
                                struct segbias_error *error)
{
	const struct segbias_record_watch *watch = segbias_source_shown(pouring->shared.source);
	return watch ? watch->see(watch->context, record, error) : SEGBIAS_OK;
}

static enum segbias_status pour_row(const struct pouring *pouring, const struct segbias_row *row,
                                    struct segbias_error *error)
{
	const struct segbias_plan *plan = pouring->shared.plan;
	struct segbias_record record = {.ids = pouring->ids,
	                                .lists = segbias_encoder_lists(pouring->shared.encoder),
	                                .members = pouring->members,
	                                .count = 1,
	                                .weight = 1,
	                                .replicates = pouring->replicates,
	                                .numbers = pouring->numbers};
	struct segbias_cluster_names names = {.stratum = {"", 0}, .cluster = {"", 0}};
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_error why = {0};
	size_t field = 0;
	uint64_t unknown = 0;
	if (segbias_pour_figures(&pouring->shared, row, &record, &field, &why) != SEGBIAS_OK ||
	    read_members(pouring, row, &record, &field, &unknown, &why) != SEGBIAS_OK ||
	    read_design(pouring, row, &names, &field, &why) != SEGBIAS_OK) {
		/* What is hidden or bad in a row that an option leaves out says nothing of the others. */
		const struct segbias_plan_filter *out =
		    plan->design.used ? NULL : segbias_filters_refusing(pouring->filters, row);
		if (!out || out->universe)
			SEGBIAS_TRY(segbias_source_reject(pouring->shared.source, row, field, &why, error));
		return show(pouring, NULL, error);
	}
	/* A unit of a survey counts in its stratum even where none of its records is left. */
	if (plan->design.used && plan->design.survey)
		SEGBIAS_TRY(segbias_tally_enter(pouring->shared.tally, &names, &record.cluster, error));
	const struct segbias_plan_filter *refusing = segbias_filters_refusing(pouring->filters, row);
	if (refusing) {
		SEGBIAS_TRY(segbias_pour_refused(&pouring->shared, pouring->filters, row, &record, refusing, error));
		return show(pouring, NULL, error);
	}
	segbias_tally_facts_edit(pouring->shared.tally)->members_missing += unknown;
	/* But a row that counts nobody is no person. */
	bool counts = record.count > 0 && !(plan->weighted && record.weight == 0);
	if (plan->design.used && !plan->design.survey && counts)
		SEGBIAS_TRY(segbias_tally_enter(pouring->shared.tally, &names, &record.cluster, error));
	SEGBIAS_TRY(spell_row(pouring, row, record.count, error));
	for (size_t i = 0; i < plan->number_count; i++)
		pouring->numbers[i] =
		    segbias_pour_number(&pouring->shared, i, segbias_row_cell(row, plan->numbers[i].field),
		                        segbias_tally_facts_edit(pouring->shared.tally));
	SEGBIAS_TRY(segbias_tally_add(pouring->shared.tally, &record, error));
	status = show(pouring, &record, error);
done:
	return status;
}

static enum segbias_status pour_rows(struct pouring *pouring, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_plan *plan = pouring->shared.plan;
	pouring->ids = segbias_memory_zeroed(plan->column_count + 1, sizeof *pouring->ids);
	pouring->members = segbias_memory_zeroed(plan->member_count + 1, sizeof *pouring->members);
	pouring->replicates = segbias_memory_zeroed(plan->design.replicate_count + 1, sizeof *pouring->replicates);
	pouring->numbers = segbias_memory_zeroed(plan->number_count + 1, sizeof *pouring->numbers);
	if (!pouring->ids || !pouring->members || !pouring->replicates || !pouring->numbers)
		SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(segbias_filters_create(plan, &pouring->filters, error));
	for (;;) {
		struct segbias_row row;
		bool end = false;
		SEGBIAS_TRY(segbias_source_next(pouring->shared.source, &row, &end, error));
		if (end)
			break;
		SEGBIAS_TRY(pour_row(pouring, &row, error));
	}
done:
	segbias_filters_free(pouring->filters);
	free(pouring->ids);
	free(pouring->members);
	free(pouring->replicates);
	free(pouring->numbers);
	return status;
}

enum segbias_status segbias_pour_records(struct segbias_source *source, const struct segbias_plan *plan,
                                         struct segbias_tally *tally, struct segbias_error *error)
{
	const struct segbias_layout *layout = segbias_source_layout(source);
	struct pouring pouring = {.shared = {.source = source,
	                                     .plan = plan,
	                                     .tally = tally,
	                                     .count_field = layout->count_field,
	                                     .weight_field = layout->weight_field,
	                                     .amount_field = layout->amount_field}};
	enum segbias_status status = segbias_encoder_create(plan, tally, &pouring.shared.encoder, error);
	if (status == SEGBIAS_OK)
		status = segbias_pour_is_plain(plan) && !segbias_source_grid(source) && !segbias_source_shown(source)
		             ? segbias_pour_batches(&pouring.shared, error)
		             : pour_rows(&pouring, error);
	segbias_encoder_free(pouring.shared.encoder);
	return status;
}
