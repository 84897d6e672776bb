/* Form: the base files of INSEE, a row a commune, whose columns are codes of a year, a sex and ages: P22_POP (all), P22_POP0014
 * (0 to 14 years), P22_POP90P (90 and more), P22_POPH and P22_POPF (men, women), P22_H0014. Men and women are published in other
 * bands, and not in all of them: margins only.
 *
 * source: INSEE, "Évolution et structure de la population", base-cc and base-ic files: list of variables */
#include "sources/recast.h"

#include "sources/melt_wide.h"
#include "sources/recast_rows.h"

#include <math.h>
#include <stdlib.h>

/* What a column counts. */
struct code {
	int year;         /* the last two digits */
	char part;        /* 'P' all, 'H' men, 'F' women, 'A' of ages */
	double low, last; /* of ages; last INFINITY: and more */
};

static bool take_digits(struct segbias_label *rest, size_t count, double *number)
{
	double value = 0;
	if (rest->size < count)
		return false;
	for (size_t i = 0; i < count; i++) {
		if (rest->bytes[i] < '0' || rest->bytes[i] > '9')
			return false;
		value = 10 * value + (rest->bytes[i] - '0');
	}
	*rest = segbias_wide_behind(*rest, rest->bytes, count);
	*number = value;
	return true;
}

/* "P22_POP0014"; false: another column, such as P22_H0014, P22_LOG or CODGEO. */
static bool read_code(struct segbias_label name, struct code *out)
{
	double year = 0;
	struct segbias_label rest = name;
	if (name.size < 7 || name.bytes[0] != 'P')
		return false;
	rest = segbias_wide_behind(rest, rest.bytes, 1);
	if (!take_digits(&rest, 2, &year) || !segbias_label_begins(rest, segbias_label_of("_POP")))
		return false;
	rest = segbias_wide_behind(rest, rest.bytes, 4);
	*out = (struct code){.year = (int)year, .part = 'P', .last = INFINITY};
	if (rest.size == 0)
		return true;
	out->part = rest.bytes[0] == 'H' || rest.bytes[0] == 'F' ? rest.bytes[0] : 'A';
	if (out->part != 'A')
		return rest.size == 1;
	if (!take_digits(&rest, 2, &out->low))
		return false;
	return segbias_label_equal(rest, segbias_label_of("P")) ||
	       (take_digits(&rest, 2, &out->last) && rest.size == 0);
}

/* "P22_" and so on: a figure, whatever of. */
static bool is_figure(struct segbias_label name)
{
	return name.size > 4 && (name.bytes[0] == 'P' || name.bytes[0] == 'C') && name.bytes[1] >= '0' &&
	       name.bytes[1] <= '9' && name.bytes[2] >= '0' && name.bytes[2] <= '9' && name.bytes[3] == '_';
}

static enum segbias_status is(const struct segbias_melting *file, bool *found, struct segbias_error *error)
{
	enum { BANDS_LEAST = 2 };
	struct segbias_recast_rows rows;
	size_t bands = 0;
	size_t wholes = 0;
	enum segbias_status status = segbias_recast_rows_open(file, &rows, error);
	if (status == SEGBIAS_OK)
		for (size_t i = 0; i < rows.width; i++) {
			struct code code;
			bool read = read_code(rows.names[i], &code);
			bands += read && code.part == 'A';
			wholes += read && code.part == 'P';
		}
	segbias_recast_rows_close(&rows);
	*found = bands >= BANDS_LEAST && wholes > 0;
	return status;
}

static size_t find_part(const struct segbias_recast_rows *rows, int year, char part)
{
	for (size_t i = 0; i < rows->width; i++) {
		struct code code;
		if (read_code(rows->names[i], &code) && code.year == year && code.part == part)
			return i;
	}
	return SIZE_MAX;
}

/* The band that begins there, of several the one that ends first; SIZE_MAX: none. */
static size_t find_band(const struct segbias_recast_rows *rows, int year, double low, struct code *out)
{
	size_t found = SIZE_MAX;
	for (size_t i = 0; i < rows->width; i++) {
		struct code code;
		if (!read_code(rows->names[i], &code) || code.year != year || code.part != 'A' || code.low != low ||
		    (found != SIZE_MAX && code.last >= out->last))
			continue;
		found = i;
		*out = code;
	}
	return found;
}

/* A figure with its decimal point, or comma; NaN: none. */
static double figure_of(struct segbias_label cell)
{
	double value = 0;
	double place = 0;
	for (size_t i = 0; i < cell.size; i++) {
		char c = cell.bytes[i];
		if ((c == '.' || c == ',') && place == 0) {
			place = 1;
			continue;
		}
		if (c < '0' || c > '9')
			return NAN;
		value = place > 0 ? value + (c - '0') * (place /= 10) : 10 * value + (c - '0');
	}
	return cell.size > 0 ? value : NAN;
}

struct writing {
	const struct segbias_recast_rows *rows;
	struct segbias_melted *out;
	int year;
	double sum;
	bool gap; /* its bands of age leave one */
};

static enum segbias_status put_cell(struct writing *writing, const char *attribute, struct segbias_label value,
                                    size_t column, struct segbias_error *error)
{
	const struct segbias_recast_rows *rows = writing->rows;
	struct segbias_text *text = &writing->out->text;
	for (size_t i = 0; i < rows->width; i++)
		if (!is_figure(rows->names[i]))
			segbias_recast_put(text, rows->fields[i]);
	segbias_text_add_format(text, "%d,%s,", (writing->year < 50 ? 2000 : 1900) + writing->year, attribute);
	segbias_recast_put(text, value);
	segbias_text_add_string(text, "\"");
	segbias_text_add(text, rows->fields[column].bytes, rows->fields[column].size);
	segbias_text_add_string(text, "\"");
	writing->sum += figure_of(rows->fields[column]);
	return segbias_melted_end(writing->out, rows->line, error);
}

/* What was written must be the whole: figures are weighted, and rounded. */
static enum segbias_status check_sum(const struct segbias_melting *file, struct writing *writing, const char *what,
                                     size_t whole, struct segbias_error *error)
{
	static const double ROUNDING = 1e-6;
	char quoted[SEGBIAS_QUOTE_MAX];
	double all = figure_of(writing->rows->fields[whole]);
	if (!isfinite(writing->sum) || !isfinite(all) || fabs(writing->sum - all) <= 0.01 + ROUNDING * all)
		return SEGBIAS_OK;
	segbias_error_set(error, SEGBIAS_DATA, "row_does_not_add_up|the %s of this row do not add up to %s", what,
	                  segbias_label_quote(writing->rows->names[whole], quoted));
	segbias_error_hint(error, "take the file as the office publishes it, with all its columns");
	segbias_error_place(error, file->file, writing->rows->line, 0);
	return SEGBIAS_DATA;
}

/* The finest bands from 0 to the open one; nothing where they leave a gap. */
static enum segbias_status write_ages(const struct segbias_melting *file, struct writing *writing, size_t whole,
                                      struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct code code = {.last = -1};
	while (isfinite(code.last) && find_band(writing->rows, writing->year, code.last + 1, &code) != SIZE_MAX)
		;
	writing->gap = isfinite(code.last);
	if (writing->gap)
		return SEGBIAS_OK;
	writing->sum = 0;
	code.last = -1;
	while (isfinite(code.last) && status == SEGBIAS_OK) {
		struct segbias_text label = {0};
		size_t column = find_band(writing->rows, writing->year, code.last + 1, &code);
		segbias_text_add_format(&label, isfinite(code.last) ? "%.0f-%.0f" : "%.0f+", code.low, code.last);
		status = label.failed
		             ? segbias_error_memory(error)
		             : put_cell(writing, "age", (struct segbias_label){label.data, label.size}, column, error);
		segbias_text_release(&label);
	}
	return status == SEGBIAS_OK ? check_sum(file, writing, "bands of age", whole, error) : status;
}

static enum segbias_status write_sexes(const struct segbias_melting *file, struct writing *writing, size_t whole,
                                       struct segbias_error *error)
{
	size_t men = find_part(writing->rows, writing->year, 'H');
	size_t women = find_part(writing->rows, writing->year, 'F');
	if (men == SIZE_MAX || women == SIZE_MAX)
		return SEGBIAS_OK;
	writing->sum = 0;
	enum segbias_status status = put_cell(writing, "sex", segbias_label_of("H"), men, error);
	if (status == SEGBIAS_OK)
		status = put_cell(writing, "sex", segbias_label_of("F"), women, error);
	return status == SEGBIAS_OK ? check_sum(file, writing, "sexes", whole, error) : status;
}

static enum segbias_status write(const struct segbias_melting *file, struct segbias_melted *out,
                                 struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_recast_rows rows = {0};
	SEGBIAS_TRY(segbias_recast_rows_open(file, &rows, error));
	for (size_t i = 0; i < rows.width; i++)
		if (!is_figure(rows.names[i]))
			segbias_recast_put(&out->text, rows.names[i]);
	segbias_text_add_string(&out->text, "year,attribute,value,count");
	SEGBIAS_TRY(segbias_melted_end(out, file->line, error));
	bool gap = false;
	while (segbias_recast_rows_next(&rows))
		for (size_t i = 0; i < rows.width; i++) {
			struct code code;
			struct writing writing = {.rows = &rows, .out = out};
			if (!read_code(rows.names[i], &code) || code.part != 'P')
				continue;
			writing.year = code.year;
			SEGBIAS_TRY(write_sexes(file, &writing, i, error));
			SEGBIAS_TRY(write_ages(file, &writing, i, error));
			gap = gap || writing.gap;
		}
	SEGBIAS_TRY(segbias_recast_rows_check(file, &rows, error));
	segbias_text_add_string(&out->said,
	                        "columns such as P22_POP0014 are read as codes of a year, a sex or ages, and "
	                        "are margins: sex and age apart, as the bands of the sexes are others");
	if (gap)
		segbias_text_add_string(&out->said, "; the bands of age of a year leave a gap, and are left out");
done:
	segbias_recast_rows_close(&rows);
	return status;
}

const struct segbias_recast segbias_recast_communes = {"communes", ',', is, write};
