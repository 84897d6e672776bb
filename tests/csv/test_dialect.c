#include "csv/dialect.h"

#include "base/text.h"

#include <criterion/criterion.h>
#include <string.h>

#define BOM "\xef\xbb\xbf"

Test(dialect, detects_the_delimiter)
{
	static const struct {
		const char *bytes;
		char delimiter;
	} rows[] = {
	    {"", ','},
	    {"\xef\xbb\xbf", ','},
	    {"name\nx\ny\n", ','},
	    {"a,b\n1,2\n", ','},
	    {"a;b\n1;2\n", ';'},
	    {"a\tb\r\n1\t2\r\n", '\t'},
	    {"a|b\r1|2\r", '|'},
	    {"a;b", ';'},
	    {BOM "a;b\n1;2\n", ';'},
	    {"\n\r\n\na;b\n1;2\n", ';'},
	    /* decimal commas */
	    {"name;x;y\nA;1,5;2,5\nB;1,0;2\n", ';'},
	    {"a,b;c\n1,5;2\n2,5;3\n", ','},       /* both fit: the order decides */
	    {"a,b;c;d\n1,5;2;3\n2,5;3;3\n", ';'}, /* the wider */
	    /* delimiters in quotes do not count */
	    {"\"a;b\",c\n\"x;y\",1\n\"z\",2\n", ','},
	    {"\"a,b\";\"c\"\n\"1,5\";\"2,5\"\n", ';'},
	    {"id,note\n1,\"x;y\nz;w\"\n2,\"a\"\"b;c\"\n", ','},
	    {"name|note\nx|\"a|b\"\ny|\"\"\"|\"\n", '|'},
	    /* a quote that fits only one reading: text after it is unsound */
	    {"a,b;c\n\"x\",\"1\";2\n\"y\",\"2\";3\n", ','},
	    /* one ragged record of many is forgiven */
	    {"a;b;c\n1;2;3\n1;2\n4;5;6\n7;8;9\n", ';'},
	    {"a;b\n1\n2\n3\n", ','},
	    {"Name, first|id\nA, b|1\nC|2\nD, e, f|3\nE, f|4\n", '|'},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		cr_assert_eq(segbias_csv_detect(rows[i].bytes, strlen(rows[i].bytes), true), rows[i].delimiter,
		             "row %zu", i);
}

/* The cut end of a head must not count as a ragged record, however few records there are. */
Test(dialect, the_cut_last_record_says_nothing)
{
	static const char head[] = "a;b;c\n1;2";
	cr_assert_eq(segbias_csv_detect(head, strlen(head), false), ';');
	cr_assert_eq(segbias_csv_detect(head, strlen(head), true), ',');
	cr_assert_eq(segbias_csv_detect("a;b;c", 5, false), ';');
}

Test(dialect, looks_at_two_hundred_records)
{
	struct segbias_text text = {0};
	for (int i = 0; i < 200; i++)
		segbias_text_add_string(&text, "a|b\n");
	for (int i = 0; i < 1000; i++)
		segbias_text_add_string(&text, "a\n");
	cr_assert_eq(segbias_csv_detect(text.data, text.size, true), '|');
	segbias_text_release(&text);
}

Test(dialect, an_unclosed_quote_ends_at_the_end)
{
	static const char *const texts[] = {"\"", "a;\"", "a;b\n\"1", "a;b\n1;\"2\n", "\"a\"\""};
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		for (size_t size = 0; size <= strlen(texts[i]); size++) {
			char found = segbias_csv_detect(texts[i], size, false);
			cr_assert(found == ',' || found == ';', "row %zu", i);
		}
	}
}

Test(dialect, bom)
{
	cr_assert_eq(segbias_csv_bom_size("\xef\xbb\xbf", 3), 3);
	cr_assert_eq(segbias_csv_bom_size("\xef\xbb\xbf", 2), 0);
	cr_assert_eq(segbias_csv_bom_size("abc", 3), 0);
}
