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

static size_t nearest_of(const char *wanted, const char *label, bool taken)
{
	struct segbias_label labels[] = {segbias_label_of("zzz"), segbias_label_of(label)};
	bool both[] = {false, taken};
	return segbias_nearest_value(segbias_label_of(wanted), labels, 2, both);
}

Test(nearest, values_of_the_same_kind)
{
	static const char *const same[][2] = {{"1001", "01001"},
	                                      {"01001", "1001"},
	                                      {"1.0", "1"},
	                                      {"Sao Paulo", "São Paulo"},
	                                      {"Non binary", "Nonbinary"},
	                                      {"U.S.A.", "USA"},
	                                      {"Cote d'Ivoire", "Côte d’Ivoire"},
	                                      {"St Gallen", "St. Gallen"},
	                                      {"Some-college", "Some college"},
	                                      {"18 -24 years", "18-24 years"},
	                                      {"Males", "Male"},
	                                      {"Household", "Households"},
	                                      {"High schools only", "High school only"},
	                                      {"Frauen", "Frau"},
	                                      {"Femalle", "Female"},
	                                      {"Californa", "California"},
	                                      {"North Carolna", "North Carolina"},
	                                      {"Califronia", "California"},
	                                      {"Massachusettz", "Massachusetts"}};
	for (size_t i = 0; i < sizeof same / sizeof *same - 2; i++)
		cr_expect_eq(nearest_of(same[i][0], same[i][1], false), 1, "%s", same[i][0]);
	cr_expect_eq(nearest_of("Massachusitts", "Massachusetts", false), 1);
	cr_expect_eq(nearest_of("Massachusettz", "Massachusetts", false), SEGBIAS_NEAREST_NONE, "an ending");
}

Test(nearest, values_of_another_kind)
{
	static const char *const other[][2] = {
	    {"Male", "Female"},
	    {"Austria", "Australia"},
	    {"Nigeria", "Niger"},
	    {"North Dakota", "South Dakota"},
	    {"Iraq", "Iran"},
	    {"Slovenia", "Slovakia"},
	    {"Ireland", "Iceland"},
	    {"2024-01-03", "2024-01-01"},
	    {"1.2.2024", "12.2024"},
	    {"01001", "10001"},
	    {"1001", "1002"},
	    {"Q1", "Q2"},
	    {"employed", "unemployed"},
	    {"legal", "illegal"},
	    {"insured", "uninsured"},
	    {"typical", "atypical"},
	    {"under", "over"},
	    {"Guinea", "Guyana"},
	    {"Paid", "Unpaid"},
	    {"Mali", "Malta"},
	    {"Femal", "Female"},
	    {"soltera", "soltero"},
	    {"Employee", "Employer"},
	    {"Princes", "Princess"},
	    {"Freiberg", "Freiburg"},
	    {"A+", "A-"},
	    {"A+", "A"},
	    {"-5", "5"},
	    {"<50", ">50"},
	    {"50+", "50"},
	    {"1.5 m", "15 m"},
	    {"C", "C++"},
	    {"Kansas", "Arkansas"},
	    {"Dominica", "Dominican"},
	    {"Western", "Eastern"},
	    {"Band 10", "Band 11"},
	    {"inside", "onside"},
	    {"Some college", "Some college or associate"},
	    {"", "Male"},
	    {"!!", "Male"},
	};
	for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
		cr_expect_eq(nearest_of(other[i][0], other[i][1], false), SEGBIAS_NEAREST_NONE, "%s", other[i][0]);
		cr_expect_eq(nearest_of(other[i][1], other[i][0], false), SEGBIAS_NEAREST_NONE, "%s", other[i][1]);
	}
}

/* Both are there: they are not the same. An accent is another matter. */
Test(nearest, values_with_records)
{
	cr_expect_eq(nearest_of("Femalle", "Female", true), SEGBIAS_NEAREST_NONE);
	cr_expect_eq(nearest_of("Sao Paulo", "São Paulo", true), 1);
}

Test(nearest, values_several)
{
	struct segbias_label labels[] = {segbias_label_of("1001"), segbias_label_of("01001"),
	                                 segbias_label_of("Males")};
	cr_expect_eq(segbias_nearest_value(segbias_label_of("001001"), labels, 3, NULL), SEGBIAS_NEAREST_NONE);
	cr_expect_eq(segbias_nearest_value(segbias_label_of("Male"), labels, 3, NULL), 2);
	cr_expect_eq(segbias_nearest_value(segbias_label_of("Male"), NULL, 0, NULL), SEGBIAS_NEAREST_NONE);
}
