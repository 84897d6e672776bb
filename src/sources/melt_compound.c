/* Cells that hold an age and a sex. */
#include "sources/melt_wide.h"

#include "sources/sheet_line.h"
#include "values/band.h"
#include "values/synonym.h"
#include "values/word.h"

/* "Population ages 0-14, female": its age and its sex. */
bool segbias_wide_split_compound(struct segbias_label cell, struct segbias_label *age, struct segbias_label *sex)
{
	struct segbias_band band;
	cell = segbias_sheet_unquoted(cell);
	const char *comma = NULL;
	for (size_t i = 0; i + 1 < cell.size; i++)
		comma = cell.bytes[i] == ',' && cell.bytes[i + 1] == ' ' ? cell.bytes + i : comma;
	if (!comma)
		return false;
	*sex = segbias_wide_trim(segbias_wide_behind(cell, comma, 1));
	*age = segbias_wide_before(cell, comma);
	while (age->size > 0 && !(age->bytes[0] >= '0' && age->bytes[0] <= '9')) {
		age->bytes++;
		age->size--;
	}
	bool known = segbias_wide_sex(*sex) != SEGBIAS_SYNONYM_NONE || segbias_word_total(*sex) == SEGBIAS_TOTAL_STRONG;
	return known && age->size > 0 && segbias_band_parse(*age, &band);
}

static bool is_compound(const struct segbias_wide *wide, size_t column, struct segbias_label *fields)
{
	struct segbias_ragged walk = wide->walk;
	struct segbias_ragged_record record;
	size_t rows = 0;
	walk.at = wide->rows_at;
	while (segbias_ragged_next(&walk, &record)) {
		struct segbias_label age;
		struct segbias_label sex;
		if (record.width != wide->width)
			continue;
		segbias_wide_fields(wide, &record, fields);
		if (!segbias_wide_split_compound(fields[column], &age, &sex))
			return false;
		rows++;
	}
	return rows > 0;
}

/* The column beside it that has codes of the same ("Indicator Name", "Indicator Code") says nothing more. */
static void drop_codes(struct segbias_wide *wide)
{
	struct segbias_label name = wide->columns[wide->compound].name;
	const char *blank = segbias_wide_find(name, " ");
	for (size_t i = 0; blank && i < wide->width; i++) {
		struct segbias_label other = wide->columns[i].name;
		const char *code = segbias_wide_find(other, " Code");
		if (i != wide->compound && code && code + 5 == other.bytes + other.size &&
		    segbias_label_equal(segbias_wide_before(other, code), segbias_wide_before(name, blank)))
			wide->columns[i].dropped = true;
	}
}

void segbias_wide_find_compound(struct segbias_wide *wide, struct segbias_label *fields)
{
	wide->compound = SIZE_MAX;
	for (size_t i = 0; i < wide->width && wide->compound == SIZE_MAX; i++)
		if (!wide->columns[i].cell && !wide->packed && is_compound(wide, i, fields))
			wide->compound = i;
	if (wide->compound != SIZE_MAX)
		drop_codes(wide);
}
