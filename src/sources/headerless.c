#include "sources/headerless.h"

#include "base/personal.h"
#include "values/date.h"

enum { ROWS_MAX = 1000 };

static bool repeats_header(const struct segbias_csv_batch *batch, size_t record)
{
	for (size_t field = 0; field < batch->width; field++)
		if (!segbias_label_equal(segbias_csv_field(batch, record, field), segbias_csv_field(batch, 0, field)))
			return false;
	return true;
}

/* Whether the first cell is one of the column's values, among others. */
static bool is_value(const struct segbias_csv_batch *batch, size_t field, size_t records)
{
	struct segbias_label first = segbias_csv_field(batch, 0, field);
	bool same = false;
	bool others = false;
	for (size_t record = 1; record < records; record++) {
		struct segbias_label cell = segbias_csv_field(batch, record, field);
		if (segbias_label_equal(cell, first))
			same = same || !repeats_header(batch, record);
		else
			others = others || cell.size > 0;
	}
	return first.size > 0 && same && others;
}

/* 1 for a whole date, or a number of so many digits that it tells somebody apart: no year, no code of a band. */
static int date_or_number(struct segbias_label cell)
{
	enum { DIGITS_LEAST = 7 };
	size_t digits = 0;
	while (digits < cell.size && cell.bytes[digits] >= '0' && cell.bytes[digits] <= '9')
		digits++;
	if (digits == cell.size)
		return digits >= DIGITS_LEAST;
	return segbias_date_look(cell) != SEGBIAS_DATE_LOOK_NONE;
}

static int personal(struct segbias_label cell)
{
	return (int)segbias_personal_value(cell);
}

/* Whether the first cell is of a kind (not 0), and so are half of those below it. */
static bool is_one_of_many(const struct segbias_csv_batch *batch, size_t field, size_t records,
                           int (*kind_of)(struct segbias_label cell), size_t below_least)
{
	int kind = kind_of(segbias_csv_field(batch, 0, field));
	size_t known = 0;
	size_t alike = 0;
	for (size_t record = 1; record < records && kind; record++) {
		struct segbias_label cell = segbias_csv_field(batch, record, field);
		known += cell.size > 0;
		alike += kind_of(cell) == kind;
	}
	return kind && known >= below_least && alike * 2 >= known;
}

bool segbias_headerless(const struct segbias_csv_batch *batch)
{
	size_t records = batch->records < ROWS_MAX ? batch->records : ROWS_MAX;
	size_t values = 0;
	for (size_t field = 0; field < batch->width; field++) {
		/* Dates as headings stand over figures, not over dates; an address is no heading, even over nothing. */
		if (is_one_of_many(batch, field, records, personal, 0) ||
		    is_one_of_many(batch, field, records, date_or_number, 1))
			return true;
		values += is_value(batch, field, records);
	}
	return values >= 2 && values * 3 >= batch->width;
}
