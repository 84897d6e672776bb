/* Whether the rows of a wide table are those of people, or cells of a table. */
#include "sources/melt_wide.h"

#include "base/intern.h"
#include "sources/identity.h"
#include "sources/sheet_line.h"
#include "values/column.h"
#include "values/synonym.h"
#include "values/word.h"

/* Whether both records have the same in all columns that are kept. */
static bool keep_the_same(const struct segbias_wide *wide, const struct segbias_ragged_record *a,
                          const struct segbias_ragged_record *b)
{
	size_t x = a->start;
	size_t y = b->start;
	struct segbias_label left;
	struct segbias_label right;
	for (size_t i = 0; i < wide->width; i++) {
		if (!segbias_ragged_field(&wide->walk, a, &x, &left) ||
		    !segbias_ragged_field(&wide->walk, b, &y, &right))
			return false;
		if (segbias_wide_keeps(&wide->columns[i]) && !segbias_label_equal(left, right))
			return false;
	}
	return true;
}

/* The first rows: [SEGBIAS_WIDE_ROWS]; returns how many there are. */
static size_t read_rows(const struct segbias_wide *wide, struct segbias_ragged_record *records)
{
	struct segbias_ragged walk = wide->walk;
	size_t count = 0;
	walk.at = wide->rows_at;
	while (count < SEGBIAS_WIDE_ROWS && segbias_ragged_next(&walk, &records[count]))
		count += records[count].width == wide->width;
	return count;
}

static bool repeats(const struct segbias_wide *wide, const struct segbias_ragged_record *records, size_t count)
{
	for (size_t i = 1; i < count; i++)
		for (size_t j = 0; j < i; j++)
			if (keep_the_same(wide, &records[i], &records[j]))
				return true;
	return false;
}

/* Whether a kept column identifies people by its name. */
static bool identifies(const struct segbias_wide *wide)
{
	for (size_t i = 0; i < wide->width; i++) {
		enum segbias_identity identity = segbias_identity_of(wide->columns[i].name);
		if (segbias_wide_keeps(&wide->columns[i]) &&
		    (identity == SEGBIAS_IDENTITY_PERSON || identity == SEGBIAS_IDENTITY_BARE))
			return true;
	}
	return false;
}

/* Whether the name of a kept column has the word. */
static bool says(const struct segbias_wide *wide, enum segbias_word word)
{
	for (size_t i = 0; i < wide->width; i++) {
		uint64_t words = 0;
		(void)segbias_column_words(wide->columns[i].name, &words);
		if (segbias_wide_keeps(&wide->columns[i]) && segbias_word_in(words, word))
			return true;
	}
	return false;
}

/* Whether the columns are values of sexes and ages alone, of which no person has a number each. */
static bool are_groups(const struct segbias_wide *wide)
{
	for (size_t i = 0; i < wide->width; i++) {
		const struct segbias_wide_column *column = &wide->columns[i];
		bool group = !column->cell;
		for (size_t level = 0; level < wide->dimensions && !group; level++) {
			enum segbias_wide_name said = segbias_wide_name(column->values[level]);
			group = said == SEGBIAS_WIDE_SEX || said == SEGBIAS_WIDE_BAND || said == SEGBIAS_WIDE_TOTAL ||
			        segbias_wide_other_sex(column->values[level]) ||
			        segbias_word_unknown(column->values[level]);
		}
		if (!group)
			return false;
	}
	return true;
}

static bool has_years(const struct segbias_wide *wide)
{
	for (size_t i = 0; i < wide->width; i++)
		for (size_t level = 0; level < wide->dimensions; level++)
			if (wide->columns[i].cell && segbias_wide_year(wide->columns[i].values[level]))
				return true;
	return false;
}

/* Whether most of the cells have one digit: people of a household rather than of a place. */
static bool are_small(const struct segbias_wide *wide)
{
	struct segbias_ragged walk = wide->walk;
	struct segbias_ragged_record record;
	size_t small = 0;
	size_t large = 0;
	walk.at = wide->rows_at;
	for (size_t row = 0; row < SEGBIAS_WIDE_ROWS && segbias_ragged_next(&walk, &record); row++) {
		size_t at = record.start;
		struct segbias_label cell;
		for (size_t i = 0; i < wide->width && segbias_ragged_field(&walk, &record, &at, &cell); i++) {
			size_t digits = 0;
			for (size_t j = 0; j < cell.size; j++)
				digits += cell.bytes[j] >= '0' && cell.bytes[j] <= '9';
			if (!segbias_sheet_number(segbias_sheet_unquoted(cell)))
				continue; /* a bound: "<5" */
			small += wide->columns[i].cell && digits == 1;
			large += wide->columns[i].cell && digits > 1;
		}
	}
	return small > large;
}

/* What the first rows have in the columns that are kept. */
struct kept {
	size_t rows;
	size_t columns;  /* of several values */
	double possible; /* how many combinations there may be */
	bool twice;      /* each value comes twice on average */
	bool sexes;      /* the columns of several values hold sexes */
};

/* Whether the values are words or codes of sexes, as the synonyms know them. */
static bool are_sexes(const struct segbias_intern *values)
{
	const struct segbias_label sexes[] = {segbias_label_of("male"), segbias_label_of("female")};
	struct segbias_synonym_codes codes;
	int wanted = SEGBIAS_SYNONYM_NONE;
	int set = SEGBIAS_SYNONYM_NONE;
	segbias_synonym_read(sexes, 2, SEGBIAS_SYNONYM_NONE, &wanted, &codes);
	segbias_synonym_read(values->labels, values->size, wanted, &set, &codes);
	return values->size > 1 && set != SEGBIAS_SYNONYM_NONE && set == wanted;
}

static size_t count_different(const struct segbias_wide *wide, size_t column, size_t *rows, bool *sexes)
{
	struct segbias_ragged walk = wide->walk;
	struct segbias_ragged_record record;
	struct segbias_intern seen = {0};
	bool good = true;
	*rows = 0;
	walk.at = wide->rows_at;
	while (good && *rows < SEGBIAS_WIDE_ROWS && segbias_ragged_next(&walk, &record)) {
		size_t at = record.start;
		struct segbias_label cell = {"", 0};
		if (record.width != wide->width)
			continue;
		for (size_t i = 0; i <= column; i++)
			(void)segbias_ragged_field(&wide->walk, &record, &at, &cell);
		good = segbias_intern_add(&seen, segbias_sheet_unquoted(cell)) != SEGBIAS_INTERN_NONE;
		++*rows;
	}
	*sexes = good && are_sexes(&seen);
	size_t count = good ? seen.size : SIZE_MAX;
	segbias_intern_release(&seen);
	return count;
}

static struct kept look(const struct segbias_wide *wide)
{
	struct kept kept = {.possible = 1, .twice = true, .sexes = true};
	for (size_t i = 0; i < wide->width; i++) {
		bool sexes = false;
		if (!segbias_wide_keeps(&wide->columns[i]))
			continue;
		size_t different = count_different(wide, i, &kept.rows, &sexes);
		kept.possible *= (double)different;
		kept.columns += different > 1;
		kept.twice = kept.twice && (different == 1 || 2 * different <= kept.rows);
		kept.sexes = kept.sexes && (different == 1 || sexes);
	}
	return kept;
}

bool segbias_wide_crossed(const struct segbias_wide *wide)
{
	struct kept kept = look(wide);
	return kept.possible <= 2 * (double)kept.rows && (kept.columns < 2 || kept.twice);
}

/* Of rows that do not repeat: whether every combination is there, of two columns and more or of sexes; or they are of campaigns. */
static bool is_full(const struct segbias_wide *wide)
{
	struct kept kept = look(wide);
	bool several = kept.columns > 1 || kept.sexes || says(wide, SEGBIAS_WORD_SEGMENT);
	return several && kept.possible <= (double)kept.rows;
}

/* Rows of people have figures of a year each, too. Numbers of one digit below sexes and ages may be those of a household. */
enum segbias_wide_rows segbias_wide_rows(const struct segbias_wide *wide)
{
	struct segbias_ragged_record records[SEGBIAS_WIDE_ROWS];
	bool again = repeats(wide, records, read_rows(wide, records));
	bool groups = are_groups(wide) && !has_years(wide);
	if (identifies(wide) || (again && !groups))
		return SEGBIAS_WIDE_ROWS_RECORDS;
	if (!(again || wide->bands) || wide->packed || !are_small(wide) || wide->melting->shape)
		return SEGBIAS_WIDE_ROWS_TABLE;
	if (wide->melting->records || says(wide, SEGBIAS_WORD_WEIGHT) || says(wide, SEGBIAS_WORD_AGE))
		return SEGBIAS_WIDE_ROWS_RECORDS;
	return !again && is_full(wide) ? SEGBIAS_WIDE_ROWS_TABLE : SEGBIAS_WIDE_ROWS_UNCLEAR;
}
