#include "sources/headerless.h"

#include "base/personal.h"

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

static bool is_personal(const struct segbias_csv_batch *batch, size_t field, size_t records)
{
	enum segbias_personal kind = segbias_personal_value(segbias_csv_field(batch, 0, field));
	size_t known = 0;
	size_t alike = 0;
	for (size_t record = 1; record < records && kind; record++) {
		struct segbias_label cell = segbias_csv_field(batch, record, field);
		known += cell.size > 0;
		alike += segbias_personal_value(cell) == kind;
	}
	return kind && alike * 2 >= known;
}

bool segbias_headerless(const struct segbias_csv_batch *batch)
{
	size_t records = batch->records < ROWS_MAX ? batch->records : ROWS_MAX;
	size_t values = 0;
	for (size_t field = 0; field < batch->width; field++) {
		if (is_personal(batch, field, records))
			return true;
		values += is_value(batch, field, records);
	}
	return values >= 2 && values * 3 >= batch->width;
}
