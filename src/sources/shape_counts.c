/* Shape: a row is a cell of a joint table and stands for as many records as its count column says. */
#include "sources/margin.h"
#include "sources/source.h"

#include "base/unicode.h"
#include "values/band.h"
#include "values/figure_range.h"
#include "values/missing.h"
#include "values/name.h"

#include <string.h>

/* A figure that cannot be told from one of each person: the columns in question, and the options that decide. */
static enum segbias_status ask(const struct segbias_evidence *evidence, struct segbias_error *error)
{
	bool reference = evidence->options->reference;
	size_t best = SEGBIAS_NO_FIELD;
	size_t count = 0;
	struct segbias_text list = {0};
	char quoted[SEGBIAS_QUOTE_MAX];
	char paste[SEGBIAS_QUOTE_MAX];
	for (size_t field = 0; field < evidence->grid->width; field++) {
		const struct segbias_column_evidence *column = &evidence->columns[field];
		if (!column->left_over)
			continue;
		segbias_text_add_format(&list, "%s%s", count++ ? ", " : "", segbias_label_quote(column->name, quoted));
		if (best == SEGBIAS_NO_FIELD ||
		    segbias_evidence_rank(column) < segbias_evidence_rank(&evidence->columns[best]))
			best = field;
	}
	if (count == 1 && !reference && segbias_evidence_says(&evidence->columns[best], SEGBIAS_WORD_MONEY)) {
		segbias_text_release(&list);
		return segbias_evidence_refuse_never(evidence, best, error);
	}
	enum segbias_status status = segbias_error_set(
	    error, SEGBIAS_DATA,
	    "cell_or_record|it cannot be told whether a row is a cell of a table or a record: %s %s how many it stands for",
	    list.data ? list.data : "a number", count == 1 ? "could be" : "could each be");
	segbias_error_hint(error, "%s %s: it is a table, and this counts; %s rows: a row is a record",
	                   reference ? "--reference-count" : "--count",
	                   best == SEGBIAS_NO_FIELD ? "COL"
	                                            : segbias_evidence_paste(evidence->columns[best].name, paste),
	                   reference ? "--reference-shape" : "--shape");
	segbias_error_place(error, evidence->file, 1, 0);
	segbias_text_release(&list);
	return status;
}

/* Weights of mean 1 are shares of the cells, and no number of people. */
static enum segbias_unit unit_of(const struct segbias_column_evidence *column)
{
	bool weight = segbias_evidence_says(column, SEGBIAS_WORD_WEIGHT) &&
	              segbias_evidence_rank(column) == SEGBIAS_WORD_COUNTS_END;
	return weight && column->mean >= 0.5 && column->mean <= 2 ? SEGBIAS_UNIT_RELATIVE : SEGBIAS_UNIT_COUNT;
}

static bool counts_events(const struct segbias_column_evidence *column)
{
	enum segbias_word rank = segbias_evidence_rank(column);
	return rank == SEGBIAS_WORD_IMPRESSIONS || rank == SEGBIAS_WORD_CLICKS;
}

/* Every cell is a figure, or says between what one lies. */
static bool writes_bounds(const struct segbias_column_evidence *column)
{
	size_t bounds = column->bounds + column->ranges;
	return bounds > 0 && column->numbers + bounds == column->known;
}

/* A column named like a count whose cells have digits and are neither numbers nor bands: "7.500.000,00 ca.". It is no reason
 * to take the file for something else. */
static bool is_unreadable(const struct segbias_evidence *evidence, size_t field)
{
	const struct segbias_column_evidence *column = &evidence->columns[field];
	const struct segbias_intern *spellings = &evidence->grid->spellings[field];
	size_t digits = 0;
	size_t given = 0;
	if ((column->numeric && column->numbers > 0) || column->period ||
	    segbias_evidence_rank(column) >= SEGBIAS_WORD_LAST || (column->shared && !writes_bounds(column)) ||
	    column->known == 0)
		return false;
	enum segbias_word rank = segbias_evidence_rank(column);
	bool people = rank == SEGBIAS_WORD_PEOPLE || rank == SEGBIAS_WORD_GROUP ||
	              rank == SEGBIAS_WORD_USERS; /* as likely a band of how many */
	bool differ = 2 * column->distinct > column->known || !people;
	for (uint32_t i = 0; i < spellings->size; i++) {
		struct segbias_label cell = spellings->labels[i];
		struct segbias_band band;
		if (segbias_missing_blank(cell))
			continue;
		given++;
		digits += segbias_label_has_digit(cell);
		if (!differ && segbias_band_parse(cell, &band) && !band.single)
			return false;
	}
	return 2 * digits >= given && given > 0;
}

/* Begins with a digit, behind what may stand before a figure: "~1.2M", "<5". */
static bool begins_with_digit(struct segbias_label cell)
{
	static const char *const BEFORE[] = {"~", "<", ">", "+", "-", "'", " ", "≈", "≤", "≥", "±"};
	for (size_t i = 0; i < sizeof BEFORE / sizeof *BEFORE;) {
		size_t size = strlen(BEFORE[i]);
		if (cell.size > size && memcmp(cell.bytes, BEFORE[i], size) == 0) {
			cell = (struct segbias_label){cell.bytes + size, cell.size - size};
			i = 0;
		} else {
			i++;
		}
	}
	return cell.size > 0 && cell.bytes[0] >= '0' && cell.bytes[0] <= '9';
}

/* The same under any name: every row has another one, and two in three begin with a digit. Not bands of an attribute. */
static bool looks_like_figures(const struct segbias_evidence *evidence, size_t field)
{
	static const enum segbias_word OTHERS[] = {SEGBIAS_WORD_PLACE, SEGBIAS_WORD_ID, SEGBIAS_WORD_AGE,
	                                           SEGBIAS_WORD_MEASURE};
	enum { BAND_LARGE = 1000 };
	const struct segbias_column_evidence *column = &evidence->columns[field];
	const struct segbias_intern *spellings = &evidence->grid->spellings[field];
	size_t digits = 0;
	for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
		if (segbias_evidence_says(column, OTHERS[i]))
			return false;
	if (column->numeric || column->period || column->shared || column->identity != SEGBIAS_IDENTITY_NONE ||
	    5 * column->distinct < 4 * column->known)
		return false;
	for (uint32_t i = 0; i < spellings->size; i++) {
		struct segbias_band band;
		bool is_band = segbias_band_parse(spellings->labels[i], &band) && !band.single;
		if (is_band && !(band.low >= BAND_LARGE))
			return false;
		digits += begins_with_digit(spellings->labels[i]);
	}
	return digits > 1 && 3 * digits >= 2 * (size_t)spellings->size;
}

/* "4.9M", "950 K", "1,2 Mio.": a number and how many of thousands it is of. */
static bool is_magnitude(struct segbias_label cell)
{
	static const char *const SUFFIXES[] = {"k",   "m",   "b",   "bn",       "mn",      "mm",       "mio",
	                                       "mrd", "tsd", "mil", "thousand", "million", "millions", "billion"};
	size_t at = 0;
	while (at < cell.size &&
	       ((cell.bytes[at] >= '0' && cell.bytes[at] <= '9') || cell.bytes[at] == '.' || cell.bytes[at] == ','))
		at++;
	if (at == 0 || !begins_with_digit(cell))
		return false;
	while (at < cell.size && cell.bytes[at] == ' ')
		at++;
	size_t size = cell.size - at - (at < cell.size && cell.bytes[cell.size - 1] == '.');
	for (size_t i = 0; i < sizeof SUFFIXES / sizeof *SUFFIXES; i++)
		if (segbias_unicode_same((struct segbias_label){cell.bytes + at, size}, segbias_label_of(SUFFIXES[i])))
			return true;
	return false;
}

/* Every cell is one, and two are not alike. */
static bool has_magnitudes(const struct segbias_evidence *evidence, size_t field)
{
	const struct segbias_intern *spellings = &evidence->grid->spellings[field];
	size_t found = 0;
	for (uint32_t i = 0; i < spellings->size; i++) {
		if (segbias_missing_blank(spellings->labels[i]))
			continue;
		if (!is_magnitude(spellings->labels[i]))
			return false;
		found++;
	}
	return found > 1;
}

/* A list of values, which says of none how many people have it. */
static enum segbias_status refuse_once(const struct segbias_evidence *evidence, struct segbias_error *error)
{
	for (size_t field = 0; field < evidence->grid->width; field++)
		if (evidence->columns[field].left_over ||
		    (evidence->columns[field].identity != SEGBIAS_IDENTITY_NONE && evidence->columns[field].differ))
			return SEGBIAS_OK;
	segbias_error_set(
	    error, SEGBIAS_DATA,
	    "cell_or_record|every combination of values is there once, and no column says how many people have it");
	segbias_error_hint(error,
	                   "if a column does: --reference-count COL; if a row is a person: --reference-shape rows");
	segbias_error_place(error, evidence->file, 1, 0);
	return SEGBIAS_DATA;
}

/* Whether all cells that are no numbers say that a figure is hidden. */
static bool is_hidden(const struct segbias_evidence *evidence, size_t field)
{
	const struct segbias_grid *grid = evidence->grid;
	const struct segbias_column_evidence *column = &evidence->columns[field];
	size_t marks = 0;
	for (size_t row = 0; row < grid->rows; row++)
		marks += segbias_grid_takes(grid, row) && segbias_figure_mark(segbias_grid_cell(grid, row, field));
	return marks > 0 && !evidence->options->hidden_given &&
	       column->numbers + column->bounds + column->ranges + marks >= column->known;
}

static enum segbias_status refuse_hidden(const struct segbias_evidence *evidence, size_t field,
                                         struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	segbias_error_set(error, SEGBIAS_DATA,
	                  "hidden_figure|most figures of %s are hidden, and how large they may be is not said",
	                  segbias_label_quote(evidence->columns[field].name, quoted));
	segbias_error_hint(error, "%s 4 takes each for 0 to 4, if the file's notes say that",
	                   evidence->options->reference ? "--reference-hidden-max" : "--hidden-max");
	segbias_error_place(error, evidence->file, 1, 0);
	return SEGBIAS_DATA;
}

static enum segbias_status check_readable(const struct segbias_evidence *evidence, struct segbias_error *error)
{
	bool reference = evidence->options->reference;
	char quoted[SEGBIAS_QUOTE_MAX];
	for (size_t field = 0; field < evidence->grid->width && !evidence->options->shape; field++) {
		bool named = is_unreadable(evidence, field);
		if (!named && !(evidence->once && looks_like_figures(evidence, field)) &&
		    !(reference && !evidence->columns[field].shared && has_magnitudes(evidence, field)))
			continue;
		if (is_hidden(evidence, field))
			return refuse_hidden(evidence, field, error);
		segbias_error_set(
		    error, SEGBIAS_DATA,
		    named ? "not_numeric|column %s is named like a count, and most of its cells are no numbers"
			  : "not_numeric|column %s looks like figures, and most of its cells are no plain numbers",
		    segbias_label_quote(evidence->columns[field].name, quoted));
		const struct segbias_column_evidence *column = &evidence->columns[field];
		if (writes_bounds(column))
			segbias_error_hint(
			    error, "if its cells are bounds of figures: %s %s; if a row is a record: %s rows",
			    reference ? "--reference-count" : "--count", segbias_evidence_paste(column->name, quoted),
			    reference ? "--reference-shape" : "--shape");
		else
			segbias_error_hint(error, "write plain numbers into it (1234); if a row is a record: %s rows",
			                   reference ? "--reference-shape" : "--shape");
		segbias_error_place(error, evidence->file, 1, 0);
		return SEGBIAS_DATA;
	}
	return SEGBIAS_OK;
}

/* Where there is a number that nothing explains, blanks under a value may stand for it. */
static enum segbias_status check_merged(const struct segbias_evidence *evidence, struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	bool figures = false;
	for (size_t field = 0; field < evidence->grid->width; field++)
		figures = figures || evidence->columns[field].left_over;
	for (size_t field = 0; field < evidence->grid->width && figures && !evidence->options->shape; field++) {
		if (!evidence->columns[field].merged)
			continue;
		segbias_error_set(
		    error, SEGBIAS_DATA,
		    "merged_cells|%s has a value in the first row of each block only, as merged cells are written",
		    segbias_label_quote(evidence->columns[field].name, quoted));
		segbias_error_hint(error, "fill each blank with the value above it; if they are unknown: %s counts",
		                   evidence->options->reference ? "--reference-shape" : "--shape");
		segbias_error_place(error, evidence->file, 1, 0);
		return SEGBIAS_DATA;
	}
	return SEGBIAS_OK;
}

/* The only cell of a row that is not blank; SEGBIAS_NO_FIELD: there are more, or none. */
static size_t only_cell(const struct segbias_grid *grid, size_t row)
{
	size_t found = SEGBIAS_NO_FIELD;
	for (size_t field = 0; field < grid->width; field++) {
		if (segbias_missing_blank(segbias_grid_cell(grid, row, field)))
			continue;
		if (found != SEGBIAS_NO_FIELD)
			return SEGBIAS_NO_FIELD;
		found = field;
	}
	return found;
}

/* Whether the call adds up rows that stand below the heading and do not say so. Where --where leaves the heading out, that is any
 * row that it takes from below, but for those that have the heading's label in a column of their own. */
static bool is_heading_of_taken(const struct segbias_grid *grid, size_t heading, size_t only)
{
	struct segbias_label label = segbias_grid_cell(grid, heading, only);
	size_t row = heading + 1;
	if (segbias_grid_takes(grid, heading))
		return true;
	while (row < grid->rows && only_cell(grid, row) == SEGBIAS_NO_FIELD && !segbias_grid_takes(grid, row))
		row++;
	if (row == grid->rows || only_cell(grid, row) != SEGBIAS_NO_FIELD)
		return false;
	for (size_t field = 0; field < grid->width; field++)
		if (segbias_unicode_same(segbias_grid_cell(grid, row, field), label))
			return false;
	return true;
}

/* Whether the cell is one of the column's numbers, and no label. What --where leaves out the evidence has not seen. */
static bool is_of_numbers(const struct segbias_evidence *evidence, size_t row, size_t field)
{
	struct segbias_band band;
	return evidence->columns[field].numeric &&
	       (segbias_grid_takes(evidence->grid, row) ||
	        segbias_band_parse(segbias_grid_cell(evidence->grid, row, field), &band));
}

/* How many headings there are: rows of one label each, which stands nowhere else, above rows that have figures. *first: the row of
 * the first. */
static size_t count_headings(const struct segbias_evidence *evidence, size_t *first)
{
	const struct segbias_grid *grid = evidence->grid;
	size_t count = 0;
	size_t field = SEGBIAS_NO_FIELD;
	for (size_t row = 0; row + 1 < grid->rows; row++) {
		size_t only = only_cell(grid, row);
		bool above = only != SEGBIAS_NO_FIELD && only_cell(grid, row + 1) == SEGBIAS_NO_FIELD;
		for (size_t other = 0; other < grid->rows && above; other++)
			above = other == row || segbias_grid_id(grid, other, only) != segbias_grid_id(grid, row, only);
		if (!above || is_of_numbers(evidence, row, only) || (count && only != field) ||
		    !is_heading_of_taken(grid, row, only))
			continue;
		*first = count++ ? *first : row;
		field = only;
	}
	return count;
}

/* Whether the rows below one heading have the labels of those below another, whichever of them --where takes. `headed`: the
 * column of the headings, whose other values may be numbers. */
static bool repeats_labels(const struct segbias_evidence *evidence, size_t headed)
{
	const struct segbias_grid *grid = evidence->grid;
	for (size_t field = 0; field < grid->width; field++) {
		const struct segbias_intern *spellings = &grid->spellings[field];
		size_t known = 0;
		size_t distinct = 0;
		for (uint32_t i = 0; i < spellings->size; i++)
			distinct += !segbias_missing_blank(spellings->labels[i]);
		for (size_t row = 0; row < grid->rows; row++)
			known += !segbias_missing_blank(segbias_grid_cell(grid, row, field));
		if ((!evidence->columns[field].numeric || field == headed) && distinct != known &&
		    (distinct > 1 || known < grid->rows) && 3 * distinct <= 2 * known + 2)
			return true;
	}
	return false;
}

/* "Men" above its ages and "Women" above theirs, without figures of their own: no row says of which it is. */
static enum segbias_status check_headings(const struct segbias_evidence *evidence, struct segbias_error *error)
{
	enum { ROWS_MOST = 2000 };
	const struct segbias_grid *grid = evidence->grid;
	char quoted[SEGBIAS_QUOTE_MAX];
	size_t row = 0;
	if (evidence->options->skip_bad || grid->rows > ROWS_MOST || count_headings(evidence, &row) < 2)
		return SEGBIAS_OK;
	size_t field = only_cell(grid, row);
	if (!repeats_labels(evidence, field))
		return SEGBIAS_OK;
	segbias_error_set(error, SEGBIAS_DATA,
	                  "heading_rows|%s is a heading: it stands above rows, and none of them says that it is of it",
	                  segbias_label_quote(segbias_grid_cell(grid, row, field), quoted));
	segbias_error_hint(error,
	                   "give the headings a column of their own, filled in every row, and take their rows out");
	segbias_error_place(error, evidence->file, grid->lines[row], 0);
	return SEGBIAS_DATA;
}

static bool is_end(const struct segbias_evidence *evidence, size_t field, enum segbias_word word)
{
	const struct segbias_column_evidence *column = &evidence->columns[field];
	bool counts = false;
	for (int rank = SEGBIAS_WORD_USUAL; rank < SEGBIAS_WORD_LAST; rank++)
		counts = counts || segbias_evidence_says(column, (enum segbias_word)rank);
	return counts && column->numeric && !column->negative && column->numbers > 0 &&
	       column->known == column->numbers && segbias_evidence_says(column, SEGBIAS_WORD_ERROR) &&
	       segbias_evidence_says(column, word);
}

/* "impressions_lower_bound" and "impressions_upper_bound" without the figure between them: a row is a cell of a table all the same. */
static enum segbias_status check_bounds(const struct segbias_evidence *evidence, struct segbias_error *error)
{
	char quoted[2][SEGBIAS_QUOTE_MAX];
	size_t width = evidence->grid->width;
	for (size_t low = 0; low < width; low++)
		for (size_t high = 0; high < width && is_end(evidence, low, SEGBIAS_WORD_FROM); high++) {
			double ends[2] = {0, 0};
			bool between = high != low && is_end(evidence, high, SEGBIAS_WORD_TO);
			for (size_t row = 0; row < evidence->grid->rows && between; row++)
				between =
				    !segbias_grid_takes(evidence->grid, row) ||
				    (segbias_evidence_figure(evidence, row, low, &ends[0]) &&
				     segbias_evidence_figure(evidence, row, high, &ends[1]) && ends[0] <= ends[1]);
			if (!between)
				continue;
			segbias_error_set(error, SEGBIAS_DATA,
			                  "bounds_only|%s and %s are the bounds of a figure, which stands in no column",
			                  segbias_label_quote(evidence->columns[low].name, quoted[0]),
			                  segbias_label_quote(evidence->columns[high].name, quoted[1]));
			segbias_error_hint(
			    error,
			    "put both into one column called impressions, as 1000-1999; if a row is a record: %s rows",
			    evidence->options->reference ? "--reference-shape" : "--shape");
			segbias_error_place(error, evidence->file, 1, 0);
			return SEGBIAS_DATA;
		}
	return SEGBIAS_OK;
}

/* "35++" (35 and over, and older ones that are taken for them) is a criterion of targeting: no person has one. */
static enum segbias_status check_targeting(const struct segbias_evidence *evidence, struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	for (size_t field = 0; field < evidence->grid->width; field++) {
		const struct segbias_column_evidence *column = &evidence->columns[field];
		const struct segbias_intern *spellings = &evidence->grid->spellings[field];
		bool found = false;
		for (uint32_t i = 0; i < spellings->size && segbias_evidence_says(column, SEGBIAS_WORD_AGE); i++) {
			struct segbias_label cell = spellings->labels[i];
			found = found || (cell.size > 2 && memcmp(cell.bytes + cell.size - 2, "++", 2) == 0);
		}
		if (!found)
			continue;
		segbias_error_set(
		    error, SEGBIAS_DATA,
		    "targeting_criteria|%s holds criteria of targeting: they say whom ads were meant for, not who was reached",
		    segbias_label_quote(column->name, quoted));
		segbias_error_hint(error, "compare an export that is broken down by age and gender");
		segbias_error_place(error, evidence->file, 1, 0);
		return SEGBIAS_DATA;
	}
	return SEGBIAS_OK;
}

/* A figure whose every cell is a range: as likely a band that each person is in, where it is not plain that rows are cells. */
static bool writes_ranges_only(const struct segbias_evidence *evidence)
{
	bool found = false;
	for (size_t field = 0; field < evidence->grid->width; field++)
		found = found || (evidence->columns[field].left_over && evidence->columns[field].numbers == 0);
	return found;
}

static enum segbias_status find_figure(struct segbias_evidence *evidence, size_t *field, struct segbias_error *error)
{
	const struct segbias_source_options *options = evidence->options;
	enum segbias_rows rows = SEGBIAS_ROWS_RECORDS;
	enum segbias_status status = segbias_evidence_rows(evidence, &rows, error);
	/* Of criteria a blank is everybody, and no merged cell. */
	if (status == SEGBIAS_OK)
		status = check_targeting(evidence, error);
	if (status == SEGBIAS_OK)
		status = check_merged(evidence, error);
	if (status == SEGBIAS_OK && (rows != SEGBIAS_ROWS_RECORDS || options->count))
		status = check_headings(evidence, error);
	if (status != SEGBIAS_OK)
		return status;
	if (options->count) {
		struct segbias_head names = {
		    .names = options->head->names, .width = evidence->grid->width, .file = evidence->file};
		status = segbias_source_field(&names, options->count,
		                              options->reference ? "--reference-count" : "--count", field, error);
		if (status == SEGBIAS_OK)
			evidence->columns[*field].why = "option";
		return status;
	}
	if (rows == SEGBIAS_ROWS_ASK && !options->shape && writes_ranges_only(evidence) &&
	    check_readable(evidence, error) != SEGBIAS_OK)
		return SEGBIAS_DATA;
	if (rows == SEGBIAS_ROWS_ASK && !options->shape)
		return ask(evidence, error);
	if (rows == SEGBIAS_ROWS_RECORDS && check_readable(evidence, error) != SEGBIAS_OK)
		return SEGBIAS_DATA;
	if (rows == SEGBIAS_ROWS_RECORDS && !options->shape && check_bounds(evidence, error) != SEGBIAS_OK)
		return SEGBIAS_DATA;
	if (rows == SEGBIAS_ROWS_RECORDS && evidence->once && options->reference && !options->alone &&
	    !options->shape && refuse_once(evidence, error) != SEGBIAS_OK)
		return SEGBIAS_DATA;
	return rows == SEGBIAS_ROWS_TABLE || options->shape ? segbias_evidence_number(evidence, field, error)
	                                                    : SEGBIAS_OK;
}

/* Weights of cells do not say of how many people a campaign is. */
static enum segbias_status refuse_relative(const struct segbias_evidence *evidence,
                                           const struct segbias_column_evidence *column, struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	segbias_error_set(
	    error, SEGBIAS_DATA,
	    "weight_without_count|a row looks like a cell of a table, and %s like its weight: how many people they are of is not "
	    "known",
	    segbias_label_quote(column->name, quoted));
	segbias_error_hint(error, "--shape rows: a row is a person of that weight; --count COL: a column of counts");
	segbias_error_place(error, evidence->file, 1, 0);
	return SEGBIAS_DATA;
}

static bool is_edge(const struct segbias_evidence *evidence, size_t field, enum segbias_word word)
{
	const struct segbias_column_evidence *column = &evidence->columns[field];
	return column->numeric && !column->constant && !column->shared && column->code_of == SEGBIAS_NO_FIELD &&
	       segbias_evidence_says(column, SEGBIAS_WORD_AGE) && segbias_evidence_says(column, word) &&
	       !segbias_evidence_claimed(evidence, column->name);
}

/* Edges of bands that could not be made one column: left aside, the ages would be added up without a word. */
static enum segbias_status check_edges(const struct segbias_evidence *evidence, struct segbias_error *error)
{
	char quoted[2][SEGBIAS_QUOTE_MAX];
	size_t width = evidence->grid->width;
	for (size_t from = 0; from < width; from++)
		for (size_t to = 0; to < width && is_edge(evidence, from, SEGBIAS_WORD_FROM); to++) {
			if (to == from ||
			    (!is_edge(evidence, to, SEGBIAS_WORD_TO) && !is_edge(evidence, to, SEGBIAS_WORD_SPAN)))
				continue;
			segbias_error_set(
			    error, SEGBIAS_DATA,
			    "edges_no_bands|%s and %s look like the edges of bands, and are none that lie beside each other",
			    segbias_label_quote(evidence->columns[from].name, quoted[0]),
			    segbias_label_quote(evidence->columns[to].name, quoted[1]));
			segbias_error_hint(error, "put each band into one column, as 18-24");
			segbias_error_place(error, evidence->file, 1, 0);
			return SEGBIAS_DATA;
		}
	return SEGBIAS_OK;
}

static enum segbias_status recognise(struct segbias_evidence *evidence, bool *found, struct segbias_layout *layout,
                                     struct segbias_error *error)
{
	const struct segbias_source_options *options = evidence->options;
	size_t field = SEGBIAS_NO_FIELD;
	bool weighted = options->weight && !segbias_source_unweighted(options->head, options);
	if (weighted && options->count)
		return segbias_error_set(error, SEGBIAS_USAGE,
		                         "weight_and_count|a file has a weight column or a count column, not both");
	if ((weighted || options->amount) && !options->shape && !options->count)
		return SEGBIAS_OK; /* rows */
	enum segbias_status status = find_figure(evidence, &field, error);
	if (status != SEGBIAS_OK)
		return status;
	if (field == SEGBIAS_NO_FIELD && options->shape) {
		status = segbias_error_set(error, SEGBIAS_DATA,
		                           "no_count|shape counts needs a count column, and none was found");
		segbias_error_hint(error, "name it: %s COL", options->reference ? "--reference-count" : "--count");
		return status;
	}
	if (field == SEGBIAS_NO_FIELD)
		return SEGBIAS_OK;
	if (check_edges(evidence, error) != SEGBIAS_OK)
		return SEGBIAS_DATA;
	struct segbias_column_evidence *column = &evidence->columns[field];
	if (counts_events(column))
		layout->events_field = field;
	column->part = SEGBIAS_PART_COUNT;
	column->left_over = true;
	column->dimension = false;
	layout->unit = unit_of(column);
	if (layout->unit == SEGBIAS_UNIT_RELATIVE && !options->reference && !options->count)
		return refuse_relative(evidence, column, error);
	if (layout->unit == SEGBIAS_UNIT_RELATIVE)
		column->part = SEGBIAS_PART_WEIGHT;
	layout->count_field = field;
	if (layout->unit != SEGBIAS_UNIT_RELATIVE)
		segbias_margin_find(evidence, layout);
	if (layout->moe_field != SEGBIAS_NO_FIELD)
		evidence->columns[layout->moe_field].part = SEGBIAS_PART_MARGIN_OF_ERROR;
	*found = true;
	return options->amount
	           ? segbias_source_field(options->head, options->amount, "--amount", &layout->amount_field, error)
	           : SEGBIAS_OK;
}

const struct segbias_shape segbias_shape_counts = {
    "counts", "a joint table with a count column", true, false, recognise, segbias_pour_records};
