#include "analysis/columns.h"

#include "base/number.h"
#include "values/band.h"
#include "values/boolean.h"

#include <math.h>
#include <string.h>

static bool is_date(struct segbias_label label)
{
	static const char *const FORMS[] = {"9999-99-99", "99/99/9999", "9/9/9999",
	                                    "99.99.9999", "9999/99/99", "99-99-9999"};
	for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++) {
		size_t size = strlen(FORMS[i]);
		/* a time may follow */
		bool fits = label.size >= size && (label.size == size || strchr("T ", label.bytes[size]));
		for (size_t j = 0; j < size && fits; j++)
			fits = FORMS[i][j] == '9' ? label.bytes[j] >= '0' && label.bytes[j] <= '9'
			                          : label.bytes[j] == FORMS[i][j];
		if (fits)
			return true;
	}
	return false;
}

/* The narrowest type that all known values have. */
static const char *type_of(const struct segbias_tally *tally, size_t column)
{
	uint32_t count = segbias_tally_labels(tally, column);
	bool integer = true;
	bool number = true;
	bool boolean = count <= 2;
	bool band = true;
	bool date = true;
	for (uint32_t i = 0; i < count && (number || boolean || band || date); i++) {
		struct segbias_label label = segbias_tally_label(tally, column, SEGBIAS_ID_FIRST + i);
		struct segbias_band parsed;
		double value = 0;
		bool yes = false;
		number = number && segbias_number_parse(label, '.', &value);
		integer = integer && number && value == floor(value);
		boolean = boolean && segbias_boolean_parse(label, &yes);
		date = date && is_date(label);
		band = band && segbias_band_parse(label, &parsed);
	}
	if (count == 0)
		return "empty";
	return boolean ? "boolean" : integer ? "integer" : number ? "number" : date ? "date" : band ? "band" : "text";
}

enum segbias_status segbias_column_reason(const struct segbias_tally *tally, size_t column,
                                          const struct segbias_column_rows *rows,
                                          struct segbias_identifying_reason *out, struct segbias_error *error)
{
	struct segbias_label name = segbias_tally_name(tally, column);
	struct segbias_identifying values = {
	    .name = name, .records = rows->records || rows->people, .people = rows->counted};
	size_t field = rows->people ? segbias_head_find(rows->people, name) : SEGBIAS_NO_FIELD;
	enum segbias_status status = field != SEGBIAS_NO_FIELD
	                                 ? segbias_identifying_head(&values, rows->people, field, rows->missing, error)
	                                 : segbias_identifying_tally(&values, tally, column, error);
	if (status == SEGBIAS_OK)
		status = segbias_identifying_why(&values, NULL, out, error);
	segbias_identifying_release(&values);
	return status;
}

enum segbias_status segbias_column_describe(const struct segbias_tally *tally, size_t column,
                                            const struct segbias_column_rows *rows, struct segbias_arena *arena,
                                            struct segbias_column_finding *out, struct segbias_error *error)
{
	struct segbias_label name = segbias_tally_name(tally, column);
	*out = (struct segbias_column_finding){.type = type_of(tally, column), .role = "other"};
	if (!segbias_arena_copy(arena, name, &out->name))
		return segbias_error_memory(error);
	out->distinct = segbias_tally_overflowed(tally, column) ? NAN : (double)segbias_tally_labels(tally, column);
	for (uint32_t i = 0; i < segbias_tally_spellings(tally, column); i++) {
		struct segbias_spelling spelling = segbias_tally_spelling(tally, column, i);
		if (spelling.id == SEGBIAS_ID_MISSING)
			out->missing += (double)spelling.count;
	}
	out->missing += (double)segbias_tally_beyond(tally, column, SEGBIAS_ID_MISSING);
	struct segbias_identifying_reason reason;
	enum segbias_status status = segbias_column_reason(tally, column, rows, &reason, error);
	if (status == SEGBIAS_OK) {
		out->personal = segbias_personal_name(reason.personal);
		out->personal_rate = reason.rate;
	}
	return status;
}
