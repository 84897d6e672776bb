#include "values/answers.h"

#include <criterion/criterion.h>
#include <string.h>

/* The answers of a cell, joined by "+". */
static void split(const char *cell, const char *separator, char *out)
{
	struct segbias_label rest = segbias_label_of(cell);
	struct segbias_label answer;
	*out = '\0';
	while (segbias_answers_next(&rest, segbias_label_of(separator), &answer)) {
		strcat(out, *out ? "+" : "");
		strncat(out, answer.bytes, answer.size);
	}
}

Test(answers, next)
{
	static const struct {
		const char *cell, *separator, *answers;
	} rows[] = {
	    {"news;sports", ";", "news+sports"},
	    {" news ; sports\t;", ";", "news+sports"},
	    {"news", ";", "news"},
	    {"", ";", ""},
	    {";; ;", ";", ""},
	    {"news;news", ";", "news+news"},
	    {"\xC2\xA0news\xE3\x80\x80、\xE2\x80\xAFsports", "、", "news+sports"},
	    {"أخبار، رياضة", "،", "أخبار+رياضة"},
	    {"a - b-c - d", " - ", "a+b-c+d"},
	    {"a b  c", " ", "a+b+c"},
	    {"a\r\nb\n", "\n", "a+b"},
	    {"\"a, b\", c", ",", "a, b+c"},
	    {"c,\"a, b\"", ",", "c+a, b"},
	    {"\"a\" b, c", ",",
	     "\"a\" b+c"}, /* a quote that does not stand around all of it is a sign like any other */
	    {"\"a, b", ",", "\"a+b"},
	    {"\"\", b", ",", "b"},
	    {"5\", 6\"", ",", "5\"+6\""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char found[128];
		split(rows[i].cell, rows[i].separator, found);
		cr_expect_str_eq(found, rows[i].answers, "row %zu: %s", i, found);
	}
	cr_expect(segbias_answers_several(segbias_label_of("a;b"), segbias_label_of(";")));
	cr_expect_not(segbias_answers_several(segbias_label_of("a;"), segbias_label_of(";")));
}

static bool is_letter(const void *context, struct segbias_label answer)
{
	(void)context;
	return answer.size == 1 && answer.bytes[0] >= 'a' && answer.bytes[0] <= 'z';
}

static struct segbias_separator find(const struct segbias_label *cells, const uint64_t *records, size_t count,
                                     segbias_answers_known *known)
{
	struct segbias_separator found;
	struct segbias_answers_cells all = {cells, records, count};
	cr_assert_eq(segbias_separator_find(&all, known, NULL, &found, NULL), SEGBIAS_OK);
	return found;
}

Test(answers, separator)
{
	const struct segbias_label cells[] = {segbias_label_of("a;b"), segbias_label_of("b;c/d"), segbias_label_of("e"),
	                                      segbias_label_of("b; a;c"), segbias_label_of("x/y")};
	const uint64_t records[] = {3, 9, 5, 3, 2};
	struct segbias_separator found = find(cells, records, 5, is_letter);
	cr_expect_null(found.text.bytes, "most of what it splits is no value: %zu of %zu", (size_t)found.good,
	               (size_t)found.split);
	const uint64_t fewer[] = {3, 2, 5, 3, 2};
	found = find(cells, fewer, 5, is_letter);
	cr_assert(segbias_label_equal(found.text, segbias_label_of(";")));
	cr_expect(found.split == 8 && found.good == 6 && found.cells == 2 && found.example == 0, "byte order");
	/* values not known: answers that come back in another cell */
	found = find(cells, records, 1, NULL);
	cr_expect_null(found.text.bytes, "one cell");
	found = find(cells, fewer, 5, NULL);
	cr_expect(segbias_label_equal(found.text, segbias_label_of(";")) && found.split == 8 && found.good == 8,
	          "b comes back");
	const struct segbias_label more[] = {segbias_label_of("a;b"), segbias_label_of("b;a"), segbias_label_of("a")};
	found = find(more, records, 3, NULL);
	cr_expect(segbias_label_equal(found.text, segbias_label_of(";")) && found.good == 12);
	const struct segbias_label twice[] = {segbias_label_of("a;a"), segbias_label_of("b;b")};
	found = find(twice, records, 2, NULL);
	cr_expect_null(found.text.bytes, "twice in one cell is not again");
}

Test(answers, name_of_a_line_feed)
{
	char name[SEGBIAS_QUOTE_MAX];
	cr_expect_str_eq(segbias_separator_name(segbias_label_of("\n"), name), "\\n");
	cr_expect_str_eq(segbias_separator_name(segbias_label_of(";"), name), ";");
}
