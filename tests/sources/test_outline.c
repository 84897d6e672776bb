#include "sources/outline.h"

#include <criterion/criterion.h>
#include <string.h>

/* Rows of a label, a count and the number of the parent, -1: none. */
struct row {
	const char *label, *count;
	int parent;
};

/* "sex: Male, Female; age: 0-17, 18+" as attribute=value pairs in the order of the rows. */
static void choose(const struct row *rows, size_t count, struct segbias_text *out)
{
	struct segbias_outline outline = {0};
	for (size_t i = 0; i < count; i++) {
		const struct segbias_outline_row row = {.label = segbias_label_of(rows[i].label),
		                                        .count = segbias_label_of(rows[i].count),
		                                        .margin = segbias_label_of("1"),
		                                        .parent =
		                                            rows[i].parent < 0 ? SIZE_MAX : (size_t)rows[i].parent};
		cr_assert_eq(segbias_outline_add(&outline, &row, NULL), SEGBIAS_OK);
	}
	cr_assert_eq(segbias_outline_choose(&outline, NULL), SEGBIAS_OK);
	for (size_t i = 0; i < outline.count; i++)
		if (outline.rows[i].attribute.bytes)
			segbias_text_add_format(out, "%.*s=%s;", (int)outline.rows[i].attribute.size,
			                        outline.rows[i].attribute.bytes, rows[i].label);
	segbias_outline_release(&outline);
}

#define EXPECT(rows, expected)                                                                                         \
	do {                                                                                                           \
		struct segbias_text out = {0};                                                                         \
		choose(rows, sizeof rows / sizeof *rows, &out);                                                        \
		cr_expect_str_eq(out.data ? out.data : "", expected);                                                  \
		segbias_text_release(&out);                                                                            \
	} while (0)

/* Bands that overlap, ratios and medians are no parts. */
Test(outline, takes_what_adds_up)
{
	static const struct row rows[] = {{"SEX AND AGE", "", -1},
	                                  {"Total population", "1,000", 0},
	                                  {"Male", "400", 1},
	                                  {"Female", "600", 1},
	                                  {"Sex ratio", "66.7", 1},
	                                  {"Under 18 years", "300", 1},
	                                  {"18 to 64 years", "500", 1},
	                                  {"65 years and over", "200", 1},
	                                  {"18 years and over", "700", 1},
	                                  {"Male", "250", 8},
	                                  {"Female", "450", 8},
	                                  {"Median age (years)", "40", 1}};
	EXPECT(rows, "sex=Male;sex=Female;age=Under 18 years;age=18 to 64 years;age=65 years and over;");
}

Test(outline, leaves_what_does_not)
{
	static const struct row rows[] = {{"Total population", "1,000", -1},
	                                  {"Male", "400", 0},
	                                  {"Female", "599", 0},
	                                  {"Under 18 years", "300", 0},
	                                  {"65 years and over", "700", 0}}; /* a gap */
	EXPECT(rows, "");
}

/* "One race" is made up by its own groups; of two that both are neither gives way. */
Test(outline, refines_one_of_two)
{
	static const struct row one[] = {{"RACE", "", -1},      {"Total population", "100", 0},
	                                 {"One race", "90", 1}, {"Two or more", "10", 1},
	                                 {"White", "60", 2},    {"Asian", "30", 2}};
	static const struct row both[] = {{"ORIGIN", "", -1}, {"Total population", "100", 0},
	                                  {"Here", "90", 1},  {"There", "10", 1},
	                                  {"North", "60", 2}, {"South", "30", 2},
	                                  {"East", "4", 3},   {"West", "6", 3}};
	EXPECT(one, "race=Two or more;race=White;race=Asian;");
	EXPECT(both, "origin=Here;origin=There;");
}

Test(outline, parents_by_level)
{
	struct segbias_outline outline = {0};
	static const size_t levels[] = {1, 5, 9, 9, 5};
	for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
		const struct segbias_outline_row row = {
		    .label = segbias_label_of("x"), .count = segbias_label_of(""), .level = levels[i]};
		cr_assert_eq(segbias_outline_add(&outline, &row, NULL), SEGBIAS_OK);
	}
	cr_expect_eq(segbias_outline_parent(&outline, 9), 4);
	cr_expect_eq(segbias_outline_parent(&outline, 5), 0);
	cr_expect_eq(segbias_outline_parent(&outline, 1), SIZE_MAX);
	segbias_outline_release(&outline);
}
