#include "csv/ragged.h"

#include <criterion/criterion.h>
#include <string.h>

static struct segbias_ragged walk_of(const char *text, char delimiter)
{
	return (struct segbias_ragged){text, strlen(text), 0, delimiter};
}

Test(ragged, records_have_any_width)
{
	struct segbias_ragged walk = walk_of("title\n\na,b\r\n\"x\ny\",2,3\r\"q\"z,1", ',');
	static const struct {
		size_t width;
		bool blank, sound, ended;
	} EXPECTED[] = {{1, false, true, true},
	                {1, true, true, true},
	                {2, false, true, true},
	                {3, false, true, true},
	                {2, false, false, false}};
	struct segbias_ragged_record record;
	for (size_t i = 0; i < sizeof EXPECTED / sizeof *EXPECTED; i++) {
		cr_assert(segbias_ragged_next(&walk, &record));
		cr_assert_eq(record.width, EXPECTED[i].width, "record %zu", i);
		cr_assert_eq(record.blank, EXPECTED[i].blank, "record %zu", i);
		cr_assert_eq(record.sound, EXPECTED[i].sound, "record %zu", i);
		cr_assert_eq(record.ended, EXPECTED[i].ended, "record %zu", i);
	}
	cr_assert_not(segbias_ragged_next(&walk, &record));
}

Test(ragged, fields_keep_their_quotes)
{
	struct segbias_ragged walk = walk_of("\"a;b\";;c;\nnext", ';');
	static const char *const EXPECTED[] = {"\"a;b\"", "", "c", ""};
	struct segbias_ragged_record record;
	struct segbias_label field;
	cr_assert(segbias_ragged_next(&walk, &record));
	size_t at = record.start;
	for (size_t i = 0; i < sizeof EXPECTED / sizeof *EXPECTED; i++) {
		cr_assert(segbias_ragged_field(&walk, &record, &at, &field));
		cr_assert(segbias_label_equal(field, segbias_label_of(EXPECTED[i])), "field %zu", i);
	}
	cr_assert_not(segbias_ragged_field(&walk, &record, &at, &field));
}

/* A field that is still open where the bytes end is closed by none of what stands behind them. */
Test(ragged, nothing_behind_the_end_is_looked_at)
{
	static const char BYTES[] = "a,\"open\nb\",c\n";
	struct segbias_ragged walk = {.bytes = BYTES, .size = strlen("a,\"open\n"), .delimiter = ','};
	struct segbias_ragged_record record;
	cr_assert(segbias_ragged_next(&walk, &record));
	cr_expect_eq(record.stop, walk.size);
	cr_expect_eq(record.end, walk.size);
	cr_expect(record.width == 2 && !record.ended, "%zu", record.width);
	cr_assert_not(segbias_ragged_next(&walk, &record));
}
