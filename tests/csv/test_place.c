#include "csv/place.h"

#include <criterion/criterion.h>
#include <string.h>

/* Line and column of each field of a record that begins on line 7; its second field ends on line 9, after a CRLF and a
 * carriage return alone, and holds a delimiter. */
Test(place, fields_of_a_record)
{
	static const struct {
		uint64_t line, column;
	} fields[] = {{7, 1}, {7, 3}, {9, 5}, {9, 6}};
	struct segbias_label text = segbias_label_of("x,\n\xc3\xa9,\"a\r\n\"\"\r,\xc3\xbc\",,z\n");
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
		struct segbias_csv_walk walk = segbias_csv_walk_begin(text, ',', 3, 7);
		segbias_csv_walk_on(&walk, text.size, i);
		uint64_t column = segbias_csv_walk_column(&walk, walk.line_start, walk.at);
		cr_assert_eq(walk.line, fields[i].line, "field %zu: line %zu", i, (size_t)walk.line);
		cr_assert_eq(column, fields[i].column, "field %zu: column %zu", i, (size_t)column);
	}
}

/* A walk that stops inside quotes knows where they were opened, and on which line. */
Test(place, inside_quotes)
{
	const char *text = "a,\"b\nc\rd";
	struct segbias_csv_walk walk = segbias_csv_walk_begin(segbias_label_of(text), ',', 0, 1);
	segbias_csv_walk_on(&walk, strlen(text), SIZE_MAX);
	cr_assert(walk.quoted && walk.field == 1 && walk.field_start == 2);
	cr_assert(walk.line == 3 && walk.field_line == 1 && walk.quoted_line == 1);
	cr_assert_eq(segbias_csv_walk_column(&walk, walk.line_start, walk.at), 2);
	cr_assert_eq(segbias_csv_walk_column(&walk, walk.field_line_start, walk.field_start), 3);
}
