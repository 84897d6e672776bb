#include "jobs/vintage.h"

#include "sources/grid.h"
#include "values/name.h"

#include <math.h>
#include <string.h>

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A year within the text: four digits apart from others, or the first four of six and eight, as 20240131 has it. *latest and
 * *earliest of them; false: none. */
static bool find_years(struct segbias_label text, double *earliest, double *latest)
{
	static const double FIRST = 1900;
	static const double END = 2100;
	enum { YEAR = 4, MONTH = 6, DAY = 8 };
	bool found = false;
	for (size_t at = 0; at < text.size;) {
		size_t size = 0;
		double year = 0;
		while (at + size < text.size && is_digit(text.bytes[at + size])) {
			year = size < YEAR ? 10 * year + (text.bytes[at + size] - '0') : year;
			size++;
		}
		bool whole = size == YEAR || size == MONTH || size == DAY;
		if (whole && year >= FIRST && year < END) {
			*earliest = found ? fmin(*earliest, year) : year;
			*latest = found ? fmax(*latest, year) : year;
			found = true;
		}
		at += size ? size : 1;
	}
	return found;
}

/* The only year in a text. */
static double only_year(struct segbias_label text)
{
	double earliest = NAN;
	double latest = NAN;
	return find_years(text, &earliest, &latest) && earliest == latest ? latest : NAN;
}

/* Columns that say of which time a row is, and not when somebody was born or has joined. */
static bool tells_period(const struct segbias_source *source, size_t field)
{
	const struct segbias_column_evidence *column = &segbias_source_columns(source)[field];
	bool named = segbias_name_suggests(column->name, SEGBIAS_ROLE_TIME);
	bool table = segbias_source_shape(source) && segbias_source_shape(source)->table;
	return column->period && (named || (table && segbias_evidence_says(column, SEGBIAS_WORD_PERIOD)));
}

/* By the rows of a table, or those of the head. */
static double latest_period(const struct segbias_source *source)
{
	const struct segbias_head *head = segbias_source_head(source);
	const struct segbias_grid *grid = segbias_source_grid(source);
	double latest = NAN;
	for (size_t field = 0; field < head->width; field++) {
		size_t rows = grid ? grid->rows : head->rows;
		for (size_t row = 0; tells_period(source, field) && row < rows; row++) {
			double year[2] = {NAN, NAN};
			struct segbias_label cell =
			    grid ? segbias_grid_cell(grid, row, field) : segbias_head_cell(head, row, field);
			if ((!grid || segbias_grid_takes(grid, row)) && find_years(cell, &year[0], &year[1]))
				latest = fmax(latest, year[1]);
		}
	}
	return latest;
}

double segbias_vintage_of(const struct segbias_source *source)
{
	const struct segbias_source_facts *facts = segbias_source_facts(source);
	const struct segbias_layout *layout = segbias_source_layout(source);
	double year = latest_period(source);
	if (isnan(year) && layout->count_field != SEGBIAS_NO_FIELD)
		year = only_year(segbias_source_columns(source)[layout->count_field].name);
	if (isnan(year) && facts->sheet.says.bytes)
		year = only_year(facts->sheet.says);
	const char *slash = strrchr(facts->path, '/');
	return isnan(year) ? only_year(segbias_label_of(slash ? slash + 1 : facts->path)) : year;
}
