#include "values/nearest.h"

#include <criterion/criterion.h>

Test(nearest, which_is_meant)
{
	static const struct {
		const char *wanted;
		const char *labels[4];
		size_t nearest;
	} rows[] = {
	    {"Non binary", {"Male", "Nonbinary", "Female"}, 1},
	    {"Femal", {"Male", "Female"}, 1},
	    {"Mael", {"Male", "Female"}, 0},                                      /* one transposition */
	    {"some college", {"College degree", "Some college or associate"}, 1}, /* starts with it */
	    {"Bachelor's degree or more", {"Master's", "Bachelor's degree"}, 1},
	    {"xyz", {"Male", "Female"}, SEGBIAS_NEAREST_NONE},
	    {"M", {"Male", "Medium"}, SEGBIAS_NEAREST_NONE}, /* two start with it */
	    {"", {"Male"}, SEGBIAS_NEAREST_NONE},
	    {"!!", {"Male"}, SEGBIAS_NEAREST_NONE},
	    {"abcd", {"abcx", "abcy"}, 0}, /* ties: the first */
	    {"ÉTUDES", {"etudes", "études"}, 1},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_label labels[4];
		size_t count = 0;
		for (; count < 4 && rows[i].labels[count]; count++)
			labels[count] = segbias_label_of(rows[i].labels[count]);
		cr_expect_eq(segbias_nearest(segbias_label_of(rows[i].wanted), labels, count), rows[i].nearest,
		             "row %zu", i);
	}
	cr_assert_eq(segbias_nearest(segbias_label_of("a"), NULL, 0), SEGBIAS_NEAREST_NONE);
}

Test(nearest, long_labels_are_safe)
{
	static char text[5000];
	for (size_t i = 0; i < sizeof text; i++)
		text[i] = (char)('a' + i % 26);
	struct segbias_label labels[] = {{"x", 1}, {text, sizeof text}};
	cr_assert_eq(segbias_nearest((struct segbias_label){text, sizeof text - 1}, labels, 2), 1);
	cr_assert_eq(segbias_nearest((struct segbias_label){"\xff\xfe", 2}, labels, 2), SEGBIAS_NEAREST_NONE);
}
