/* Form: the flat file ("ffcsv") of GENESIS, the data base of Destatis: numbered columns say which variable each value is of
 * (1_variable_label: "Geschlecht") beside the value (1_variable_attribute_label: "männlich"). Where a numbered column has one
 * variable throughout, its values get the variable as their name, and the codes beside them go.
 *
 * source: Destatis, GENESIS-Online, "Flat File CSV": n_variable_code, n_variable_label, n_variable_attribute_code,
 * n_variable_attribute_label, value, value_unit, value_variable_code, value_variable_label, value_q */
#include "sources/recast.h"

#include "base/memory.h"
#include "sources/melt_wide.h"
#include "sources/recast_rows.h"

#include <stdlib.h>

#define LABEL "_variable_label"
#define VALUE "_variable_attribute_label"

/* "1_variable_label": its number in *number; false: another column. */
static bool is_numbered(struct segbias_label name, const char *end, struct segbias_label *number)
{
	const char *at = segbias_wide_find(name, end);
	if (!at || at == name.bytes || at + segbias_label_of(end).size != name.bytes + name.size)
		return false;
	*number = segbias_wide_before(name, at);
	for (size_t i = 0; i < number->size; i++)
		if (number->bytes[i] < '0' || number->bytes[i] > '9')
			return false;
	return true;
}

static enum segbias_status is(const struct segbias_melting *file, bool *found, struct segbias_error *error)
{
	(void)error;
	*found = segbias_recast_has(file, "1" LABEL) && segbias_recast_has(file, "1" VALUE) &&
	         segbias_recast_has(file, "value");
	return SEGBIAS_OK;
}

/* The column of the variable that the values of `column` are of; SIZE_MAX: it holds no values. */
static size_t find_variable(const struct segbias_recast_rows *rows, size_t column)
{
	struct segbias_label mine;
	struct segbias_label other;
	for (size_t i = 0; is_numbered(rows->names[column], VALUE, &mine) && i < rows->width; i++)
		if (is_numbered(rows->names[i], LABEL, &other) && segbias_label_equal(mine, other))
			return i;
	return SIZE_MAX;
}

/* Fills names[width]: the variable of a column of values, where it is one throughout, and else the name as it stands. */
static bool name_columns(struct segbias_recast_rows *rows, struct segbias_label *names)
{
	bool found = false;
	bool first = true;
	for (size_t i = 0; i < rows->width; i++)
		names[i] = rows->names[i];
	for (; segbias_recast_rows_next(rows); first = false)
		for (size_t i = 0; i < rows->width; i++) {
			size_t variable = find_variable(rows, i);
			if (variable == SIZE_MAX)
				continue;
			if (first)
				names[i] = rows->fields[variable];
			else if (!segbias_label_equal(names[i], rows->fields[variable]))
				names[i] = rows->names[i];
		}
	for (size_t i = 0; i < rows->width; i++)
		found = found || !segbias_label_equal(names[i], rows->names[i]);
	return found;
}

/* The code of a variable, its label, and the code of a value, where the value's column has its name. */
static bool is_beside(const struct segbias_recast_rows *rows, const struct segbias_label *names, size_t column)
{
	static const char *const ENDS[] = {LABEL, "_variable_code", "_variable_attribute_code"};
	struct segbias_label number;
	struct segbias_label other;
	for (size_t end = 0; end < sizeof ENDS / sizeof *ENDS; end++)
		for (size_t i = 0; is_numbered(rows->names[column], ENDS[end], &number) && i < rows->width; i++)
			if (is_numbered(rows->names[i], VALUE, &other) && segbias_label_equal(number, other))
				return !segbias_label_equal(names[i], rows->names[i]);
	return false;
}

static enum segbias_status put_row(const struct segbias_recast_rows *rows, const struct segbias_label *names,
                                   bool header, struct segbias_melted *out, struct segbias_error *error)
{
	for (size_t i = 0; i < rows->width; i++)
		if (!is_beside(rows, names, i))
			segbias_recast_put(&out->text, header ? names[i] : rows->fields[i]);
	if (out->text.size > 0)
		out->text.size--; /* the last comma */
	return segbias_melted_end(out, rows->line, error);
}

static enum segbias_status write(const struct segbias_melting *file, struct segbias_melted *out,
                                 struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_recast_rows rows = {0};
	struct segbias_label *names = NULL;
	SEGBIAS_TRY(segbias_recast_rows_open(file, &rows, error));
	names = segbias_memory_zeroed(rows.width + 1, sizeof *names);
	if (!names)
		SEGBIAS_TRY(segbias_error_memory(error));
	bool named = name_columns(&rows, names);
	segbias_recast_rows_rewind(file, &rows);
	SEGBIAS_TRY(put_row(&rows, names, true, out, error));
	while (segbias_recast_rows_next(&rows))
		SEGBIAS_TRY(put_row(&rows, names, false, out, error));
	SEGBIAS_TRY(segbias_recast_rows_check(file, &rows, error));
	if (named)
		segbias_text_add_string(
		    &out->said, "numbered columns of values are called by the variable that stands beside them");
done:
	free(names);
	segbias_recast_rows_close(&rows);
	return status;
}

const struct segbias_recast segbias_recast_flat = {"flat", ',', is, write};
