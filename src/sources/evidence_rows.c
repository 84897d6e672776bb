/* Which numbers are left over, which columns are dimensions, and whether a row is a cell of a table or a record. */
#include "sources/evidence.h"

#include "base/intern.h"
#include "base/memory.h"
#include "base/personal.h"
#include "sources/margin.h"
#include "sources/sheet_line.h"
#include "sources/source.h"
#include "values/missing.h"
#include "values/name.h"
#include "values/personal.h"
#include "values/personal_number.h"
#include "values/word.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
	CODES_MAX = 30,               /* more different whole numbers are no dimension */
	CODES_ROWS = 3,               /* rows a value, for a number to be one */
	FEW = 30,                     /* a sample of fewer people is hardly a reference */
	UNIT_MAX = 48,                /* bytes of what names a unit */
	SPARSE = 100,                 /* of this many possible cells one is there: records that happen to differ */
	ONCE_LEAST = 4,               /* rows, for a table to be told by every combination being there once */
	EVENTS_FEW = 100,             /* impressions a row; a person has seen no more */
	LARGE = 1000,                 /* a figure that is none of each person */
	DENSE = 2,                    /* numbers of rows are at most so many times the rows */
	TWOS_LEAST = 20,              /* rows of two and more, for their lack to say that nothing is counted */
	RECORDS_DIFFER = 3,           /* rows, for a person's identifier that differs in all of them to say anything */
	RECORDS_DIFFER_AMBIGUOUS = 50 /* … by a name such as "user", which may as well have kinds */
};

/* --- numbers that are left over --------------------------------------------------------------------------------- */

static bool is_flag(const struct segbias_column_evidence *column)
{
	return column->whole && column->least >= 0 && column->most <= 1;
}

/* Whether a column of 0 and 1 that is called "reached" says who was reached. How many were would here and there be two: of counts as sparse
 * as these so many are expected that chance does not leave all of them out. */
static bool says_reached(const struct segbias_column_evidence *column)
{
	double rows = (double)column->numbers;
	if (!is_flag(column) || segbias_evidence_rank(column) != SEGBIAS_WORD_REACH || !(column->sum < rows))
		return false;
	double none = 1 - column->sum / rows; /* of Poisson's counts */
	return rows * (1 - none + none * log(none)) >= TWOS_LEAST;
}

/* Named like a figure of how many, a share or a weight. */
static bool is_named(const struct segbias_column_evidence *column)
{
	return segbias_evidence_rank(column) < SEGBIAS_WORD_COUNTS_END ||
	       segbias_evidence_says(column, SEGBIAS_WORD_SHARE) ||
	       segbias_evidence_says(column, SEGBIAS_WORD_PERCENT) ||
	       segbias_evidence_says(column, SEGBIAS_WORD_WEIGHT);
}

/* An attribute by its name, or by the other file, which has it too: a column of few values, or one whose name says no
 * figure. Two tables may well call their figures alike. */
static bool is_attribute(const struct segbias_evidence *evidence, const struct segbias_column_evidence *column)
{
	if (is_named(column))
		return false;
	bool measured =
	    segbias_evidence_says(column, SEGBIAS_WORD_AGE) || segbias_evidence_says(column, SEGBIAS_WORD_MEASURE);
	if ((measured && !segbias_evidence_says(column, SEGBIAS_WORD_RATE)) ||
	    (segbias_evidence_says(column, SEGBIAS_WORD_SEGMENT) && !evidence->options->reference) ||
	    segbias_evidence_claimed(evidence, column->name))
		return true;
	return column->shared && (column->distinct <= CODES_MAX || 2 * column->distinct <= column->known);
}

/* Postal and other codes of places are numbers that count nobody. */
static bool is_place_code(const struct segbias_column_evidence *column)
{
	static const char *const CODES[] = {"zip",  "plz",   "postcode", "postal", "fips",   "geoid", "zcta",
	                                    "cbsa", "tract", "code",     "codigo", "código", "insee"};
	struct segbias_text folded = {0};
	bool code = false;
	if (!column->whole || !segbias_evidence_says(column, SEGBIAS_WORD_PLACE) || is_named(column))
		return false;
	segbias_name_fold(column->name, &folded);
	for (size_t i = 0; i < sizeof CODES / sizeof *CODES && folded.data; i++)
		code = code || strstr(folded.data, CODES[i]) != NULL;
	segbias_text_release(&folded);
	return code;
}

static enum segbias_personal kind_of_number(struct segbias_label value, bool plain)
{
	enum segbias_personal kind = segbias_personal_value(value);
	bool digits = kind == SEGBIAS_PERSONAL_DEVICE || kind == SEGBIAS_PERSONAL_CARD;
	if (plain && !digits)
		kind = segbias_personal_number(value);
	return digits || plain ? kind : SEGBIAS_PERSONAL_NONE;
}

/* `plain`: in plain digits, too, as any number may be. */
static bool are_of_people(const struct segbias_evidence *evidence, const struct segbias_column_evidence *column,
                          bool plain)
{
	static const double LEAST = 1e12;
	static const double LEAST_PLAIN = 1e8;
	const struct segbias_intern *spellings = &evidence->grid->spellings[column - evidence->columns];
	if (!column->whole || column->least < (plain ? LEAST_PLAIN : LEAST) || is_named(column))
		return false;
	for (uint32_t i = 0; i < spellings->size; i++)
		if (!segbias_missing_blank(spellings->labels[i]) && !kind_of_number(spellings->labels[i], plain))
			return false;
	return true;
}

/* Numbers of devices and cards, with a right check digit each; where the name says that they are segments, of telephones and
 * people, too. None is how many there are, which is less. */
static bool is_of_people(const struct segbias_evidence *evidence, const struct segbias_column_evidence *column)
{
	return are_of_people(evidence, column, segbias_evidence_says(column, SEGBIAS_WORD_SEGMENT));
}

static bool is_left_over(const struct segbias_evidence *evidence, const struct segbias_column_evidence *column)
{
	return column->numeric && !is_of_people(evidence, column) && column->identity == SEGBIAS_IDENTITY_NONE &&
	       !is_attribute(evidence, column) &&
	       !segbias_name_listed(evidence->options->beside, evidence->options->beside_count, column->name) &&
	       !(column->yearlike && segbias_evidence_says(column, SEGBIAS_WORD_PERIOD)) &&
	       column->code_of == SEGBIAS_NO_FIELD && !column->replicate && !column->bound && !is_place_code(column) &&
	       !(segbias_evidence_says(column, SEGBIAS_WORD_WEIGHT) &&
	         segbias_source_unweighted(evidence->options->head, evidence->options)) &&
	       !segbias_evidence_says(column, SEGBIAS_WORD_SCALE) && !segbias_evidence_says(column, SEGBIAS_WORD_MOE) &&
	       !segbias_margin_named(column) &&
	       (!is_flag(column) ||
	        (is_named(column) && !says_reached(column) &&
	         !segbias_name_listed(evidence->options->answers, evidence->options->answer_count, column->name)));
}

static size_t count_left(const struct segbias_evidence *evidence)
{
	size_t count = 0;
	for (size_t field = 0; field < evidence->grid->width; field++)
		count += evidence->columns[field].left_over;
	return count;
}

/* A whole number of two and more that is there beside `field`. */
static bool has_other_number(const struct segbias_evidence *evidence, size_t field)
{
	for (size_t other = 0; other < evidence->grid->width; other++) {
		const struct segbias_column_evidence *column = &evidence->columns[other];
		if (other != field && column->left_over && column->whole && column->most >= 2)
			return true;
	}
	return false;
}

static void find_left_over(struct segbias_evidence *evidence)
{
	size_t width = evidence->grid->width;
	for (size_t field = 0; field < width; field++)
		evidence->columns[field].left_over = is_left_over(evidence, &evidence->columns[field]);
	/* Where the only number is named like an attribute that the other file lacks, it may be how many. */
	for (size_t field = 0; field < width && evidence->options->reference && evidence->other->head; field++) {
		struct segbias_column_evidence *column = &evidence->columns[field];
		bool other =
		    count_left(evidence) > 0 || column->shared || segbias_evidence_claimed(evidence, column->name);
		if (!other && column->numeric && column->whole && column->differ && !is_of_people(evidence, column) &&
		    column->identity == SEGBIAS_IDENTITY_NONE && column->code_of == SEGBIAS_NO_FIELD &&
		    !column->yearlike && is_attribute(evidence, column))
			column->left_over = true;
	}
	for (size_t field = 0; field < width; field++) {
		struct segbias_column_evidence *column = &evidence->columns[field];
		/* Years and numbers of months are periods, but where there is no other number they are how many. */
		bool periods =
		    (column->yearlike || (column->period && segbias_evidence_says(column, SEGBIAS_WORD_PERIOD))) &&
		    !is_named(column) && count_left(evidence) > 1;
		bool constant =
		    column->constant && !is_named(column) && (has_other_number(evidence, field) || column->yearlike);
		column->left_over = column->left_over && !periods && !constant;
	}
}

/* Whether the column identifies people; few different users or members are kinds of them. */
static bool identifies(const struct segbias_column_evidence *column)
{
	bool ambiguous = segbias_name_suggests(column->name, SEGBIAS_ROLE_AMBIGUOUS);
	return column->identity == SEGBIAS_IDENTITY_PERSON && column->differ &&
	       column->known >= (ambiguous ? RECORDS_DIFFER_AMBIGUOUS : RECORDS_DIFFER);
}

/* --- dimensions ------------------------------------------------------------------------------------------------- */

static bool may_be_dimension(const struct segbias_column_evidence *column)
{
	return !column->left_over && !column->constant && column->known > 0 &&
	       !(column->numeric && column->digits > 0) && column->code_of == SEGBIAS_NO_FIELD && !column->replicate &&
	       !column->bound && !segbias_evidence_says(column, SEGBIAS_WORD_MOE) &&
	       !(column->numeric && segbias_margin_named(column));
}

/* Columns whose values all differ say nothing of how rows repeat; but a list of places is a table of places, and what is
 * alone is the dimension. */
static void find_dimensions(struct segbias_evidence *evidence)
{
	size_t width = evidence->grid->width;
	size_t found = 0;
	for (size_t field = 0; field < width; field++) {
		struct segbias_column_evidence *column = &evidence->columns[field];
		column->dimension =
		    may_be_dimension(column) && (!column->differ || segbias_evidence_says(column, SEGBIAS_WORD_PLACE));
		found += column->dimension;
	}
	for (size_t field = 0; field < width && !found; field++) {
		struct segbias_column_evidence *column = &evidence->columns[field];
		column->dimension =
		    may_be_dimension(column) && !identifies(column) && column->identity != SEGBIAS_IDENTITY_BARE;
	}
}

/* What the dimensions' combinations are like. */
struct combinations {
	size_t rows;
	size_t dimensions;
	double possible; /* the product of the numbers of different values */
	double share;    /* of them that are there */
	bool timeless;   /* a dimension is no period: rows of a series of measurements are no cells */
	bool distinct;   /* no combination comes twice */
	bool listed;     /* no dimension is of numbers or times that all differ: those of people hardly repeat */
	bool crossed;    /* half of each dimension's values come twice and more */
};

static enum segbias_status add_combination(const struct segbias_evidence *evidence, size_t row,
                                           struct segbias_text *key, struct segbias_intern *seen, bool *fresh)
{
	uint32_t size = seen->size;
	key->size = 0;
	for (size_t field = 0; field < evidence->grid->width; field++) {
		uint32_t id = segbias_grid_id(evidence->grid, row, field);
		if (evidence->columns[field].dimension)
			segbias_text_add(key, (const char *)&id, sizeof id);
	}
	if (key->failed || segbias_intern_add(seen, segbias_text_label(key)) == SEGBIAS_INTERN_NONE)
		return SEGBIAS_SYSTEM;
	*fresh = seen->size > size;
	return SEGBIAS_OK;
}

/* Half of the dimension's values come twice and more. */
static enum segbias_status is_crossed(const struct segbias_grid *grid, size_t field, bool *crossed)
{
	uint32_t *counts = segbias_memory_zeroed(grid->spellings[field].size + 1, sizeof *counts);
	size_t twice = 0;
	size_t all = 0;
	if (!counts)
		return SEGBIAS_SYSTEM;
	for (size_t row = 0; row < grid->rows; row++)
		if (segbias_grid_takes(grid, row))
			counts[segbias_grid_id(grid, row, field)]++;
	for (uint32_t i = 0; i < grid->spellings[field].size; i++) {
		all += counts[i] > 0;
		twice += counts[i] > 1;
	}
	free(counts);
	*crossed = 2 * twice >= all;
	return SEGBIAS_OK;
}

/* Years of birth that the other file has too are no time of a measurement. */
static bool is_time(const struct segbias_column_evidence *column)
{
	return !column->shared && !segbias_evidence_says(column, SEGBIAS_WORD_MEASURE) &&
	       (column->period || segbias_evidence_says(column, SEGBIAS_WORD_PERIOD));
}

/* The head of a longer file ends in the midst of the last value of what it is sorted by, whose other combinations follow: how complete
 * it is without that value. All of the table is looked at again once it has been read. */
static double share_before_cut(const struct segbias_evidence *evidence, const struct combinations *c)
{
	const struct segbias_grid *grid = evidence->grid;
	const struct segbias_head *head = evidence->options->head;
	double share = (double)c->rows / c->possible;
	size_t last = grid->rows;
	while (last > 0 && !segbias_grid_takes(grid, last - 1))
		last--;
	if (!head || head->whole || grid->placed || last == 0)
		return share;
	for (size_t field = 0; field < grid->width; field++) {
		const struct segbias_column_evidence *column = &evidence->columns[field];
		double values = (double)(column->distinct + column->blank);
		size_t of_last = 0;
		if (!column->dimension || values < 2)
			continue;
		for (size_t row = 0; row < last; row++)
			of_last += segbias_grid_takes(grid, row) &&
			           segbias_grid_id(grid, row, field) == segbias_grid_id(grid, last - 1, field);
		share = fmax(share, (double)(c->rows - of_last) / (c->possible * (values - 1) / values));
	}
	return share;
}

static enum segbias_status combine(struct segbias_evidence *evidence, struct combinations *out,
                                   struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_grid *grid = evidence->grid;
	struct segbias_intern seen = {0};
	struct segbias_text key = {0};
	*out = (struct combinations){.possible = 1, .distinct = true, .listed = true, .crossed = true};
	for (size_t row = 0; row < grid->rows; row++) {
		bool fresh = false;
		if (!segbias_grid_takes(grid, row))
			continue;
		SEGBIAS_TRY(add_combination(evidence, row, &key, &seen, &fresh));
		if (!fresh && evidence->repeated == SIZE_MAX)
			evidence->repeated = row;
		out->distinct = out->distinct && fresh;
		out->rows++;
	}
	for (size_t field = 0; field < grid->width; field++) {
		bool crossed = false;
		if (!evidence->columns[field].dimension)
			continue;
		SEGBIAS_TRY(is_crossed(grid, field, &crossed));
		out->listed = out->listed && !(evidence->columns[field].differ &&
		                               (evidence->columns[field].numeric || evidence->columns[field].period));
		out->timeless = out->timeless || !is_time(&evidence->columns[field]);
		out->possible *= (double)(evidence->columns[field].distinct + evidence->columns[field].blank);
		out->crossed = out->crossed && crossed;
		out->dimensions++;
	}
	out->crossed = out->crossed || out->dimensions < 2;
	out->share = share_before_cut(evidence, out);
done:
	segbias_intern_release(&seen);
	segbias_text_release(&key);
	return status == SEGBIAS_OK ? SEGBIAS_OK : segbias_error_memory(error);
}

/* Every combination is there. */
static bool is_full(const struct combinations *c)
{
	return c->share >= 1 - 1e-9;
}

static bool is_complete(const struct combinations *c)
{
	return c->distinct && 2 * c->share >= 1 && c->crossed;
}

/* --- the decision ----------------------------------------------------------------------------------------------- */

/* Two e-mail addresses and more, each another: of contacts. */
static bool has_addresses(const struct segbias_evidence *evidence, size_t field)
{
	const struct segbias_column_evidence *column = &evidence->columns[field];
	const struct segbias_intern *spellings = &evidence->grid->spellings[field];
	if (!segbias_evidence_says(column, SEGBIAS_WORD_CONTACT) || !column->differ || column->numeric ||
	    column->known < 2)
		return false;
	for (uint32_t i = 0; i < spellings->size; i++)
		if (!segbias_missing_blank(spellings->labels[i]) &&
		    segbias_personal_value(spellings->labels[i]) == SEGBIAS_PERSONAL_NONE)
			return false;
	return true;
}

/* Weights of persons (PERWT, PWGTP, ASECWT) beside the number of their household: records of a survey, as IPUMS and PUMS have them. */
static bool has_respondents(const struct segbias_evidence *evidence)
{
	static const char *const HOUSEHOLDS[] = {"serialno", "serial", "cbserial"};
	bool weighted = false;
	bool numbered = false;
	for (size_t field = 0; field < evidence->grid->width; field++) {
		const struct segbias_column_evidence *column = &evidence->columns[field];
		weighted = weighted || (column->numeric && segbias_evidence_says(column, SEGBIAS_WORD_WEIGHT_FIRST));
		for (size_t i = 0; i < sizeof HOUSEHOLDS / sizeof *HOUSEHOLDS; i++)
			numbered = numbered || segbias_name_same(column->name, segbias_label_of(HOUSEHOLDS[i]));
	}
	return weighted && numbered;
}

/* A person's identifier that differs in every row. */
static bool has_person(const struct segbias_evidence *evidence)
{
	for (size_t field = 0; field < evidence->grid->width && !evidence->options->persons; field++) {
		const struct segbias_column_evidence *column = &evidence->columns[field];
		if (has_addresses(evidence, field))
			return true;
		if (identifies(column) && segbias_evidence_rank(column) == SEGBIAS_WORD_COUNTS_END)
			return true;
	}
	return false;
}

/* A column of people's names that differ in every row: "first_name", "Nachname". */
static enum segbias_status find_names(const struct segbias_evidence *evidence, bool *found, struct segbias_error *error)
{
	*found = false;
	for (size_t field = 0; field < evidence->grid->width && !evidence->options->persons; field++) {
		const struct segbias_column_evidence *column = &evidence->columns[field];
		enum segbias_personal_strength strength = SEGBIAS_PERSONAL_MAYBE;
		bool ok = true;
		enum segbias_personal kind = segbias_personal_column(column->name, &strength, &ok);
		if (!ok)
			return segbias_error_memory(error);
		*found = *found || (kind == SEGBIAS_PERSONAL_NAME && strength == SEGBIAS_PERSONAL_SURE &&
		                    column->differ && !column->numeric && column->known >= RECORDS_DIFFER);
	}
	return SEGBIAS_OK;
}

static bool has_thing(const struct segbias_evidence *evidence)
{
	for (size_t field = 0; field < evidence->grid->width; field++)
		if (evidence->columns[field].identity == SEGBIAS_IDENTITY_THING && evidence->columns[field].differ)
			return true;
	return false;
}

/* A left-over number is named like a share or a figure of people; a figure of events only beside the id of an ad, which
 * differs in every row. Words that are as often a figure of each person never suffice. */
static bool has_name(const struct segbias_evidence *evidence, bool shares, enum segbias_word last)
{
	bool thing = has_thing(evidence);
	for (size_t field = 0; field < evidence->grid->width; field++) {
		const struct segbias_column_evidence *column = &evidence->columns[field];
		enum segbias_word rank = segbias_evidence_rank(column);
		if (!column->left_over)
			continue;
		bool share = segbias_evidence_says(column, SEGBIAS_WORD_SHARE) ||
		             segbias_evidence_says(column, SEGBIAS_WORD_PERCENT);
		bool events =
		    rank == SEGBIAS_WORD_REACH || rank == SEGBIAS_WORD_IMPRESSIONS || rank == SEGBIAS_WORD_CLICKS;
		if ((shares && share) || rank <= last || (events && thing))
			return true;
	}
	return false;
}

/* A report of ads has several figures of a row: whom they reached or how often they were shown, and clicks or money. Of a
 * person with so many figures there would be an age in years. */
static bool is_report(const struct segbias_evidence *evidence)
{
	bool shown = false;
	bool more = false;
	for (size_t field = 0; field < evidence->grid->width; field++) {
		const struct segbias_column_evidence *column = &evidence->columns[field];
		enum segbias_word rank = segbias_evidence_rank(column);
		bool impressions = rank == SEGBIAS_WORD_REACH || rank == SEGBIAS_WORD_IMPRESSIONS;
		if (column->numeric && segbias_evidence_says(column, SEGBIAS_WORD_AGE))
			return false;
		if (!column->left_over)
			continue;
		more = more || (impressions && shown) || rank == SEGBIAS_WORD_CLICKS ||
		       segbias_evidence_says(column, SEGBIAS_WORD_MONEY) || column->currencies;
		shown = shown || impressions;
	}
	return shown && more && (!evidence->options->reference || evidence->options->alone);
}

/* How many people an ad reached is a figure of nobody. */
static bool has_reach(const struct segbias_evidence *evidence)
{
	for (size_t field = 0; field < evidence->grid->width; field++)
		if (evidence->columns[field].left_over &&
		    segbias_evidence_rank(&evidence->columns[field]) == SEGBIAS_WORD_REACH)
			return true;
	return false;
}

/* Numbers of few values become dimensions, and one stays for the figure. */
static bool add_codes(struct segbias_evidence *evidence, size_t rows)
{
	size_t added = 0;
	for (size_t field = 0; field < evidence->grid->width; field++) {
		struct segbias_column_evidence *column = &evidence->columns[field];
		if (!column->left_over || !column->whole || column->distinct > CODES_MAX || column->distinct < 2 ||
		    column->distinct * CODES_ROWS > rows || is_named(column) || count_left(evidence) < 2)
			continue;
		column->left_over = false;
		column->dimension = true;
		added++;
	}
	return added > 0;
}

/* Shared columns whose values all differ; *bare: one of them identifies whatever a row is. */
static bool add_differing(struct segbias_evidence *evidence, bool *bare)
{
	size_t added = 0;
	for (size_t field = 0; field < evidence->grid->width; field++) {
		struct segbias_column_evidence *column = &evidence->columns[field];
		bool id = column->identity == SEGBIAS_IDENTITY_BARE &&
		          !segbias_name_same(column->name, segbias_label_of(SEGBIAS_ROW_NUMBER)) &&
		          segbias_other_field(evidence->other, column->name) != SEGBIAS_NO_FIELD;
		if (column->left_over || column->bound || !column->differ || column->dimension ||
		    !(column->shared || id))
			continue;
		column->dimension = true;
		*bare = *bare || id || column->identity == SEGBIAS_IDENTITY_BARE;
		added++;
	}
	return added > 0;
}

/* Codes of places and people have as many digits each. */
static bool has_one_length(const struct segbias_column_evidence *column)
{
	return column->whole && floor(log10(fmax(1, column->least))) == floor(log10(fmax(1, column->most)));
}

/* Whether a number of a table that is complete in half of its cells or more is its figure, and not one of each person. */
static bool counts_cells(const struct segbias_evidence *evidence, const struct segbias_column_evidence *column,
                         const struct combinations *c)
{
	enum segbias_word rank = segbias_evidence_rank(column);
	bool whole = fabs(column->sum - 1) <= 0.02 || fabs(column->sum - 100) <= 2;
	bool year = segbias_sheet_year(column->name); /* what is counted in it */
	if (rank == SEGBIAS_WORD_REACH || rank == SEGBIAS_WORD_USERS || year || (!column->whole && whole))
		return true;
	if ((column->yearlike && c->dimensions > 1) || segbias_evidence_never(column))
		return false;
	if (is_full(c))
		return !are_of_people(evidence, column, true);
	if (rank == SEGBIAS_WORD_IMPRESSIONS || rank == SEGBIAS_WORD_CLICKS)
		return column->mean >= EVENTS_FEW;
	return evidence->options->reference && column->most >= LARGE && !has_one_length(column);
}

/* "Total" is no value of a person. */
static bool lists_total(const struct segbias_evidence *evidence)
{
	for (size_t field = 0; field < evidence->grid->width; field++)
		for (uint32_t i = 0; evidence->columns[field].dimension && i < evidence->grid->spellings[field].size;
		     i++)
			if (segbias_word_total(evidence->grid->spellings[field].labels[i]) == SEGBIAS_TOTAL_STRONG)
				return true;
	return false;
}

/* A figure among the numbers; or none that could be one of a person, as that of rates is refused. */
static bool has_figure(const struct segbias_evidence *evidence, const struct combinations *c)
{
	bool never = true;
	for (size_t field = 0; field < evidence->grid->width; field++) {
		const struct segbias_column_evidence *column = &evidence->columns[field];
		if (!column->left_over)
			continue;
		if (counts_cells(evidence, column, c))
			return true;
		never = never && segbias_evidence_never(column);
	}
	return never || lists_total(evidence);
}

static enum segbias_rows judge_distinct(const struct segbias_evidence *evidence, const struct combinations *c)
{
	if (!c->timeless && c->dimensions > 0 && !has_name(evidence, true, SEGBIAS_WORD_GROUP))
		return SEGBIAS_ROWS_RECORDS;
	if (has_name(evidence, true, SEGBIAS_WORD_GROUP) || (c->listed && !is_complete(c) && is_report(evidence)))
		return SEGBIAS_ROWS_TABLE;
	if (is_complete(c))
		return has_figure(evidence, c) ? SEGBIAS_ROWS_TABLE : SEGBIAS_ROWS_ASK;
	return (double)c->rows < c->possible / SPARSE ? SEGBIAS_ROWS_RECORDS : SEGBIAS_ROWS_ASK;
}

static enum segbias_status decide(struct segbias_evidence *evidence, enum segbias_rows *rows,
                                  struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct combinations c;
	bool bare = false;
	bool names = false;
	/* Strata and sampling units are those of respondents. */
	if (count_left(evidence) == 0 || has_person(evidence) || has_respondents(evidence) || evidence->options->survey)
		return SEGBIAS_OK;
	/* Whose rows they are is said, so that a figure of how many counts them. */
	if (evidence->options->persons) {
		*rows = has_name(evidence, false, SEGBIAS_WORD_COUNT) ? SEGBIAS_ROWS_TABLE : SEGBIAS_ROWS_RECORDS;
		return SEGBIAS_OK;
	}
	SEGBIAS_TRY(find_names(evidence, &names, error));
	if (names) {
		*rows = has_name(evidence, false, SEGBIAS_WORD_CLICKS) ? SEGBIAS_ROWS_ASK : SEGBIAS_ROWS_RECORDS;
		goto done;
	}
	SEGBIAS_TRY(combine(evidence, &c, error));
	if (c.distinct) {
		*rows = judge_distinct(evidence, &c);
		goto done;
	}
	if (add_codes(evidence, c.rows)) {
		SEGBIAS_TRY(combine(evidence, &c, error));
		*rows = SEGBIAS_ROWS_TABLE;
		if (is_complete(&c))
			goto done;
		find_left_over(evidence);
		find_dimensions(evidence);
	}
	if (add_differing(evidence, &bare)) {
		*rows = bare                                            ? SEGBIAS_ROWS_RECORDS
		        : has_name(evidence, false, SEGBIAS_WORD_GROUP) ? SEGBIAS_ROWS_TABLE
		                                                        : SEGBIAS_ROWS_ASK;
		goto done;
	}
	/* The words that a table's figure has, as often as a figure of each person has others. */
	*rows = has_name(evidence, false, SEGBIAS_WORD_COUNT) || has_reach(evidence) ? SEGBIAS_ROWS_ASK
	                                                                             : SEGBIAS_ROWS_RECORDS;
done:
	return status;
}

/* --- doubts ----------------------------------------------------------------------------------------------------- */

static bool has_weight(const struct segbias_evidence *evidence)
{
	for (size_t field = 0; field < evidence->grid->width; field++)
		if (evidence->columns[field].numeric &&
		    segbias_evidence_says(&evidence->columns[field], SEGBIAS_WORD_WEIGHT))
			return true;
	return false;
}

static bool has_whole(const struct segbias_evidence *evidence)
{
	for (size_t field = 0; field < evidence->grid->width; field++)
		if (evidence->columns[field].left_over && evidence->columns[field].whole)
			return true;
	return false;
}

static bool is_short(const struct segbias_intern *spellings)
{
	for (uint32_t i = 0; i < spellings->size; i++)
		if (spellings->labels[i].size > UNIT_MAX)
			return false;
	return true;
}

/* A column that names every row, and no person: the rows may be of wards or shops, with how many people each has. */
static bool has_unit(const struct segbias_evidence *evidence)
{
	for (size_t field = 0; field < evidence->grid->width; field++) {
		const struct segbias_column_evidence *column = &evidence->columns[field];
		bool person = column->identity == SEGBIAS_IDENTITY_PERSON || column->identity == SEGBIAS_IDENTITY_BARE;
		if (column->differ && !column->left_over && !column->shared && !column->period && !person &&
		    (!column->numeric || segbias_evidence_says(column, SEGBIAS_WORD_PLACE)) &&
		    is_short(&evidence->grid->spellings[field]))
			return true;
	}
	return false;
}

/* Numbers under the name of an identifier that are none of rows: how many of them there are, as a pivot calls it. */
static bool take_counted(struct segbias_evidence *evidence, size_t rows)
{
	bool found = false;
	for (size_t field = 0; field < evidence->grid->width; field++) {
		struct segbias_column_evidence *column = &evidence->columns[field];
		if (column->identity == SEGBIAS_IDENTITY_NONE || !column->numeric || !column->whole ||
		    column->most <= DENSE * (double)rows)
			continue;
		column->left_over = true;
		column->dimension = false;
		found = true;
	}
	return found;
}

/* What reads as records, and is hardly any. */
static enum segbias_status doubt(struct segbias_evidence *evidence, enum segbias_rows *rows,
                                 struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_source_options *options = evidence->options;
	struct combinations c;
	size_t repeated = evidence->repeated;
	if (options->persons || options->survey || options->weight || has_weight(evidence))
		return SEGBIAS_OK;
	SEGBIAS_TRY(combine(evidence, &c, error));
	evidence->once = is_complete(&c) && c.rows >= ONCE_LEAST && c.timeless && c.listed;
	if (evidence->once && take_counted(evidence, c.rows)) {
		*rows = SEGBIAS_ROWS_ASK;
	} else if (options->reference && has_whole(evidence) && !has_person(evidence) &&
	           (c.rows < FEW || has_unit(evidence))) {
		*rows = SEGBIAS_ROWS_ASK;
	}
done:
	evidence->repeated = repeated;
	return status;
}

enum segbias_status segbias_evidence_rows(struct segbias_evidence *evidence, enum segbias_rows *rows,
                                          struct segbias_error *error)
{
	*rows = SEGBIAS_ROWS_RECORDS;
	evidence->repeated = SIZE_MAX;
	evidence->once = false;
	find_left_over(evidence);
	find_dimensions(evidence);
	enum segbias_status status = decide(evidence, rows, error);
	return status == SEGBIAS_OK && *rows == SEGBIAS_ROWS_RECORDS ? doubt(evidence, rows, error) : status;
}
