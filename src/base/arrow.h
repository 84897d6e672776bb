/* Room: base. An Arrow C stream as the bytes of a CSV file: one header, then a record a row. */
#ifndef SEGBIAS_BASE_ARROW_H
#define SEGBIAS_BASE_ARROW_H

#include "base/text.h"
#include <segbias/arrow.h>

struct segbias_arrow;

/* Takes the stream over, whatever comes of it; `name` is for messages, and copied. Errors: SEGBIAS_DATA where it is of no table or
 * gives no schema, or where two columns have one name; SEGBIAS_SYSTEM. */
enum segbias_status segbias_arrow_open(struct ArrowArrayStream *stream, const char *name, struct segbias_arrow **out,
                                       struct segbias_error *error);

/* Releases the stream. NULL is none. */
void segbias_arrow_free(struct segbias_arrow *arrow);

/* The type, as Arrow writes it, of a column whose values have no text; NULL: there is no such column. */
const char *segbias_arrow_untold(const struct segbias_arrow *arrow, struct segbias_label column);

/* Whether there is such a column, and its values are numbers: their texts have a decimal point, and nothing between thousands. */
bool segbias_arrow_numbers(const struct segbias_arrow *arrow, struct segbias_label column);

/* --- cells: base/arrow_cell.c ------------------------------------------------------------------------------------ */

enum segbias_arrow_kind {
	SEGBIAS_ARROW_NULL,
	SEGBIAS_ARROW_BOOLEAN,
	SEGBIAS_ARROW_INTEGER,
	SEGBIAS_ARROW_FLOAT,
	SEGBIAS_ARROW_DECIMAL,
	SEGBIAS_ARROW_TEXT,
	SEGBIAS_ARROW_VIEW,
	SEGBIAS_ARROW_DATE,
	SEGBIAS_ARROW_TIME,
	SEGBIAS_ARROW_OTHER, /* without a text */
};

struct segbias_arrow_type {
	enum segbias_arrow_kind kind;
	unsigned size; /* bytes of a value, of a text's offset */
	bool with_sign;
	int scale;  /* of decimals: digits behind the point; of dates and times: units in a second (0: days) */
	bool zoned; /* times: in UTC, and not on somebody's clock */
};

/* What a format says. */
struct segbias_arrow_type segbias_arrow_type(const char *format);

/* Whether the row, counted from the array's own beginning, has a value. */
bool segbias_arrow_valid(const struct segbias_arrow_type *type, const struct ArrowArray *array, int64_t row);

/* Adds a value that is valid. false: a text that is no UTF-8. */
bool segbias_arrow_cell(const struct segbias_arrow_type *type, const struct ArrowArray *array, int64_t row,
                        struct segbias_text *out);

/* The whole number there. */
int64_t segbias_arrow_integer(const struct segbias_arrow_type *type, const struct ArrowArray *array, int64_t row);

#endif
