/* Form: SDMX-CSV with "labels=both": a code and its label in one cell ("CZ:Czechia", "Y15-64: From 15 to 64 years"), and in the
 * name of a column ("age:Age class"). The codes are kept, by which such files are alike in every language.
 *
 * source: SDMX-CSV field guide, version 1.0 and 2.0, the values of the parameter "labels" */
#include "sources/recast.h"

#include "sources/melt_wide.h"
#include "sources/recast_rows.h"

#include <string.h>

enum { CODE_MAX = 40 /* bytes of a code */ };

/* The code before the colon; the whole where there is none. */
static struct segbias_label code_of(struct segbias_label cell)
{
	static const char OTHERS[] = "_-.+";
	for (size_t i = 0; i < cell.size && i < CODE_MAX; i++) {
		char c = cell.bytes[i];
		if (c == ':' && i > 0 && i + 1 < cell.size)
			return segbias_wide_before(cell, cell.bytes + i);
		bool plain =
		    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr(OTHERS, c);
		if (!plain)
			break;
	}
	return cell;
}

static bool is_observation(const struct segbias_recast_rows *rows)
{
	for (size_t i = 0; i < rows->width; i++)
		if (segbias_label_equal(code_of(rows->names[i]), segbias_label_of("OBS_VALUE")))
			return true;
	return false;
}

/* Two columns and more hold codes with labels in every one of the first rows. */
static enum segbias_status is(const struct segbias_melting *file, bool *found, struct segbias_error *error)
{
	enum { COLUMNS_MAX = 64, COLUMNS_LEAST = 2 };
	struct segbias_recast_rows rows;
	bool both[COLUMNS_MAX];
	size_t columns = 0;
	size_t count = 0;
	memset(both, 1, sizeof both);
	enum segbias_status status = segbias_recast_rows_open(file, &rows, error);
	bool observed = status == SEGBIAS_OK && is_observation(&rows);
	while (observed && count < SEGBIAS_WIDE_ROWS && segbias_recast_rows_next(&rows)) {
		for (size_t i = 0; i < rows.width && i < COLUMNS_MAX; i++)
			both[i] = both[i] && code_of(rows.fields[i]).size < rows.fields[i].size;
		count++;
	}
	for (size_t i = 0; observed && count > 0 && i < rows.width && i < COLUMNS_MAX; i++)
		columns += both[i] && code_of(rows.names[i]).size > 0 &&
		           !segbias_label_equal(code_of(rows.names[i]), segbias_label_of("DATAFLOW"));
	segbias_recast_rows_close(&rows);
	*found = columns >= COLUMNS_LEAST;
	return status;
}

static enum segbias_status put_codes(const struct segbias_label *fields, size_t width, uint64_t line,
                                     struct segbias_melted *out, struct segbias_error *error)
{
	for (size_t i = 0; i < width; i++)
		segbias_recast_put(&out->text, code_of(fields[i]));
	if (out->text.size > 0)
		out->text.size--; /* the last comma */
	return segbias_melted_end(out, line, error);
}

static enum segbias_status write(const struct segbias_melting *file, struct segbias_melted *out,
                                 struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_recast_rows rows = {0};
	SEGBIAS_TRY(segbias_recast_rows_open(file, &rows, error));
	SEGBIAS_TRY(put_codes(rows.names, rows.width, file->line, out, error));
	while (segbias_recast_rows_next(&rows))
		SEGBIAS_TRY(put_codes(rows.fields, rows.width, rows.line, out, error));
	SEGBIAS_TRY(segbias_recast_rows_check(file, &rows, error));
	segbias_text_add_string(&out->said,
	                        "cells such as \"CZ:Czechia\" have a code and its label: the codes are read");
done:
	segbias_recast_rows_close(&rows);
	return status;
}

const struct segbias_recast segbias_recast_both = {"both", ',', is, write};
