/* Shape: a row is a record, and may have a weight. */
#include "sources/aggregate.h"

#include "values/name.h"

#include <string.h>

/* Means and spread of what people weigh, in kilograms or pounds. */
static const double BODY_LEAST = 50;
static const double BODY_MOST = 110;
static const double BODY_SPREAD = 0.3;

static enum segbias_status several(const struct segbias_evidence *evidence, size_t first, size_t second,
                                   struct segbias_error *error)
{
	const char *option = evidence->options->reference ? "--reference-weight" : "--weight";
	char quoted[2][SEGBIAS_QUOTE_MAX];
	char paste[SEGBIAS_QUOTE_MAX];
	segbias_error_set(error, SEGBIAS_DATA, "several_weights|several columns could hold the weight: %s and %s",
	                  segbias_label_quote(evidence->columns[first].name, quoted[0]),
	                  segbias_label_quote(evidence->columns[second].name, quoted[1]));
	segbias_error_hint(error, "name one: %s %s, or none: %s none", option,
	                   segbias_evidence_paste(evidence->columns[first].name, paste), option);
	segbias_error_place(error, evidence->file, 1, 0);
	return SEGBIAS_DATA;
}

/* A weight of bodies: beside a height where it is not spread around 1, or where its figures are those of people. */
static bool looks_bodily(const struct segbias_evidence *evidence, const struct segbias_column_evidence *column)
{
	bool height = false;
	for (size_t field = 0; field < evidence->grid->width; field++)
		height = height || segbias_evidence_says(&evidence->columns[field], SEGBIAS_WORD_HEIGHT);
	bool around_one = column->mean >= 0.5 && column->mean <= 2;
	bool people =
	    column->mean >= BODY_LEAST && column->mean <= BODY_MOST && column->deviation < BODY_SPREAD * column->mean;
	return (height && !around_one) || people || segbias_evidence_says(column, SEGBIAS_WORD_BODY);
}

/* The word alone may be what somebody weighs; names that are a survey's are none of that. */
static bool is_bare_word(const struct segbias_column_evidence *column)
{
	static const char *const SURVEYS[] = {"survey", "sample", "final", "pwgtp",      "perwt",  "hhwt",
	                                      "rake",   "pond",   "hochr", "gewichtung", "factor", "faktor"};
	struct segbias_text folded = {0};
	segbias_name_fold(column->name, &folded);
	bool bare = folded.data != NULL;
	for (size_t i = 0; i < sizeof SURVEYS / sizeof *SURVEYS && bare; i++)
		bare = strstr(folded.data, SURVEYS[i]) == NULL;
	segbias_text_release(&folded);
	return bare;
}

static enum segbias_status ask_bodily(const struct segbias_evidence *evidence,
                                      const struct segbias_column_evidence *column, struct segbias_error *error)
{
	const char *option = evidence->options->reference ? "--reference-weight" : "--weight";
	char quoted[SEGBIAS_QUOTE_MAX];
	char paste[SEGBIAS_QUOTE_MAX];
	segbias_error_set(error, SEGBIAS_DATA,
	                  "body_weight|column %s may be what people weigh (mean %.4g), or the weight of their answers",
	                  segbias_label_quote(column->name, quoted), column->mean);
	segbias_error_hint(error, "%s none: it is no survey weight; %s %s: it is one", option, option,
	                   segbias_evidence_paste(column->name, paste));
	segbias_error_place(error, evidence->file, 1, 0);
	return SEGBIAS_DATA;
}

static bool is_called_weight(const struct segbias_column_evidence *column)
{
	return segbias_evidence_says(column, SEGBIAS_WORD_WEIGHT) && column->numeric && !column->negative &&
	       !column->replicate && segbias_evidence_rank(column) == SEGBIAS_WORD_COUNTS_END &&
	       !segbias_evidence_says(column, SEGBIAS_WORD_HEIGHT);
}

static bool may_weigh(const struct segbias_column_evidence *column)
{
	return is_called_weight(column) && !column->constant;
}

bool segbias_records_constant_weight(const struct segbias_column_evidence *column)
{
	return is_called_weight(column) && column->constant;
}

static enum segbias_status find_weight(struct segbias_evidence *evidence, struct segbias_layout *layout,
                                       struct segbias_error *error)
{
	for (size_t field = 0; field < evidence->grid->width; field++) {
		struct segbias_column_evidence *column = &evidence->columns[field];
		if (!may_weigh(column))
			continue;
		if (is_bare_word(column) && looks_bodily(evidence, column)) {
			if (!column->shared)
				return ask_bodily(evidence, column, error);
			column->part = SEGBIAS_PART_FIGURE; /* the other file has it too: it is compared */
			column->why = "other_file";
			continue;
		}
		if (layout->weight_field != SEGBIAS_NO_FIELD) {
			bool first =
			    segbias_evidence_says(&evidence->columns[layout->weight_field], SEGBIAS_WORD_WEIGHT_FIRST);
			bool mine = segbias_evidence_says(column, SEGBIAS_WORD_WEIGHT_FIRST);
			if (column->code_of == layout->weight_field)
				continue; /* the same once more */
			if (first == mine)
				return several(evidence, layout->weight_field, field, error);
			if (first)
				continue; /* the persons' weight comes before the households' */
		}
		layout->weight_field = field;
	}
	return SEGBIAS_OK;
}

static enum segbias_status by_option(struct segbias_evidence *evidence, const char *name, const char *option,
                                     size_t *field, struct segbias_error *error)
{
	enum segbias_status status = segbias_source_field(evidence->options->head, name, option, field, error);
	if (status == SEGBIAS_OK)
		evidence->columns[*field].why = "option";
	return status;
}

static enum segbias_status recognise(struct segbias_evidence *evidence, bool *found, struct segbias_layout *layout,
                                     struct segbias_error *error)
{
	const struct segbias_source_options *options = evidence->options;
	enum segbias_status status = SEGBIAS_OK;
	*found = true;
	if (options->count) {
		segbias_error_set(error, SEGBIAS_USAGE, "rows_have_no_count|shape rows has no count column");
		segbias_error_hint(error, "leave out either %s or %s",
		                   options->reference ? "--reference-shape" : "--shape",
		                   options->reference ? "--reference-count" : "--count");
		return SEGBIAS_USAGE;
	}
	if (options->amount) {
		SEGBIAS_TRY(by_option(evidence, options->amount, "--amount", &layout->amount_field, error));
		evidence->columns[layout->amount_field].part = SEGBIAS_PART_AMOUNT;
	}
	if (options->weight && !segbias_source_unweighted(options->head, options))
		SEGBIAS_TRY(by_option(evidence, options->weight, options->reference ? "--reference-weight" : "--weight",
		                      &layout->weight_field, error));
	else if (!options->weight && !options->amount)
		SEGBIAS_TRY(find_weight(evidence, layout, error));
	if (layout->weight_field != SEGBIAS_NO_FIELD) {
		struct segbias_column_evidence *column = &evidence->columns[layout->weight_field];
		column->part = SEGBIAS_PART_WEIGHT;
		column->why = column->why ? column->why : "name";
	}
	for (size_t field = 0; field < evidence->grid->width && status == SEGBIAS_OK; field++)
		if ((field == layout->weight_field || field == layout->amount_field) &&
		    evidence->columns[field].style_verdict == SEGBIAS_STYLE_OPEN)
			status = segbias_evidence_refuse_open(evidence, field, error);
done:
	return status;
}

/* A number that is named like a figure of how many, in a file of records. */
static void note_figure(const struct segbias_evidence *evidence, struct segbias_column_evidence *column,
                        struct segbias_notes *notes)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	char paste[SEGBIAS_QUOTE_MAX];
	struct segbias_error *note = segbias_notes_add(
	    notes, "figure_of_each", "a row is a record, so that %s is a figure of each of them: it counts nobody",
	    segbias_label_quote(column->name, quoted));
	segbias_error_place(note, evidence->file, 1, 0);
	segbias_error_hint(note, "if a row stands for that many: %s %s",
	                   evidence->options->reference ? "--reference-count" : "--count",
	                   segbias_evidence_paste(column->name, paste));
	column->part = SEGBIAS_PART_FIGURE;
	column->why = "content";
}

/* Whole numbers of many values beside a reference's attributes: more likely how many than a code, and not counted. */
static bool is_unlike(const struct segbias_evidence *evidence, const struct segbias_layout *layout,
                      const struct segbias_column_evidence *column)
{
	enum { CODES_MAX = 30 };
	return evidence->options->reference && evidence->other->head && layout->weight_field == SEGBIAS_NO_FIELD &&
	       column->whole && column->distinct > CODES_MAX && !segbias_evidence_says(column, SEGBIAS_WORD_MONEY);
}

/* A number with decimals that nothing explains may be a weight under a name of its own. */
static void note_unused_weight(const struct segbias_evidence *evidence, const struct segbias_layout *layout,
                               struct segbias_notes *notes)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	if (!evidence->options->reference || !evidence->other->head || evidence->options->weight ||
	    layout->weight_field != SEGBIAS_NO_FIELD)
		return;
	for (size_t field = 0; field < evidence->grid->width; field++) {
		const struct segbias_column_evidence *column = &evidence->columns[field];
		if (!column->left_over || column->shared || column->words != 0 || column->whole ||
		    column->digits == 0 || !(column->least > 0) || column->constant || column->percents ||
		    column->currencies)
			continue;
		struct segbias_error *note =
		    segbias_notes_add(notes, "unused_weight", "%s may be the weight of each record, and is not used",
		                      segbias_label_quote(column->name, quoted));
		segbias_error_place(note, evidence->file, 1, 0);
		segbias_error_hint(note, "if it is: --reference-weight %s",
		                   segbias_evidence_paste(column->name, quoted));
		return;
	}
}

enum segbias_status segbias_records_settle(const struct segbias_evidence *evidence, const struct segbias_layout *layout,
                                           struct segbias_notes *notes, struct segbias_error *error)
{
	(void)error;
	for (size_t field = 0; field < evidence->grid->width; field++) {
		struct segbias_column_evidence *column = &evidence->columns[field];
		if (column->replicate)
			column->part = SEGBIAS_PART_REPLICATE;
		if (column->identity == SEGBIAS_IDENTITY_PERSON || column->identity == SEGBIAS_IDENTITY_BARE)
			column->part = SEGBIAS_PART_IDENTIFIER;
		if (field != layout->weight_field && column->left_over && !column->shared &&
		    (segbias_evidence_rank(column) < SEGBIAS_WORD_COUNTS_END || is_unlike(evidence, layout, column)) &&
		    column->part == SEGBIAS_PART_OTHER && !evidence->options->shape)
			note_figure(evidence, column, notes);
		if (segbias_form_records(evidence->form) && column->part == SEGBIAS_PART_OTHER && !column->shared &&
		    !segbias_form_people(evidence->form, column->name) &&
		    !segbias_evidence_claimed(evidence, column->name)) {
			column->part = SEGBIAS_PART_CODE;
			column->why = "name";
		}
	}
	note_unused_weight(evidence, layout, notes);
	return SEGBIAS_OK;
}

const struct segbias_shape segbias_shape_rows = {"rows", "one row a record", false,
                                                 false,  recognise,          segbias_pour_records};
