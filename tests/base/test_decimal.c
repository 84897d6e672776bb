#include "base/decimal.h"

#include <criterion/criterion.h>

static struct segbias_decimal decimal(const char *text)
{
	struct segbias_decimal out;
	cr_assert(segbias_decimal_read(segbias_label_of(text), &out), "%s", text);
	return out;
}

/* Python 3: float(text).hex(), Fraction(float(text)) == Fraction(Decimal(text)) */
Test(decimal, its_double_is_the_nearest_and_whether_it_is_that_number)
{
	static const struct {
		const char *text;
		double value;
		bool exact;
	} CASES[] = {
	    {"0", 0x0.0p+0, true},
	    {"0.1", 0x1.999999999999ap-4, false},
	    {"12.5", 0x1.9000000000000p+3, true},
	    {"12.500000000", 0x1.9000000000000p+3, true},
	    {"1234567.123456789", 0x1.2d6871f9add37p+20, false},
	    {"0.000000000000000001", 0x1.2725dd1d243acp-60, false},
	    {"0E-9", 0x0.0p+0, true},
	    {"1e3", 0x1.f400000000000p+9, true},
	    {"2.5E-1", 0x1.0000000000000p-2, true},
	    {"4503599627370497.5", 0x1.0000000000002p+52, false},
	    {"9007199254740993", 0x1.0000000000000p+53, false},
	    {"0.3", 0x1.3333333333333p-2, false},
	    {"123456789012.125", 0x1.cbe991a142000p+36, true},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct segbias_decimal read = decimal(CASES[i].text);
		bool exact = false;
		cr_expect_eq(segbias_decimal_value(&read, &exact), CASES[i].value, "%s", CASES[i].text);
		cr_expect_eq(exact, CASES[i].exact, "%s", CASES[i].text);
	}
}

Test(decimal, one_number_has_one_form)
{
	static const char *const SAME[][2] = {{"1", "1.000"}, {"0.5", "5e-1"}, {"007", "7"},
	                                      {".5", "0.5"},  {"5.", "5"},     {"1e18", "1000000000000000000"},
	                                      {"0", "0E-40"}};
	for (size_t i = 0; i < sizeof SAME / sizeof *SAME; i++) {
		struct segbias_decimal a = decimal(SAME[i][0]);
		struct segbias_decimal b = decimal(SAME[i][1]);
		cr_expect(segbias_decimal_equal(&a, &b), "%s %s", SAME[i][0], SAME[i][1]);
	}
	struct segbias_decimal one = decimal("1");
	struct segbias_decimal more = decimal("1.000000000000000001");
	cr_expect_not(segbias_decimal_equal(&one, &more));
}

Test(decimal, what_is_none_or_too_fine_or_too_large_is_refused)
{
	static const char *const NONE[] = {"",
	                                   ".",
	                                   "-1",
	                                   "+1",
	                                   "1,5",
	                                   "NaN",
	                                   "Infinity",
	                                   "1e",
	                                   "1e+",
	                                   "e5",
	                                   "1 ",
	                                   " 1",
	                                   "0x1",
	                                   "1.2.3",
	                                   "1e1000000",
	                                   "NULL",
	                                   "0.0000000000000000001",
	                                   "1e54",
	                                   "1e-19",
	                                   "1000000000000000000000000000000000000000000000000000000"};
	for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++) {
		struct segbias_decimal out;
		cr_expect_not(segbias_decimal_read(segbias_label_of(NONE[i]), &out), "%s", NONE[i]);
	}
}

/* By hand: 0.999999999 + 0.000000001 = 1; 10^9 carries over two limbs. */
Test(decimal, sums_and_products_are_exact)
{
	struct segbias_decimal sum = decimal("0.999999999999999999");
	struct segbias_decimal least = decimal("0.000000000000000001");
	struct segbias_decimal expected = decimal("1");
	cr_assert(segbias_decimal_add(&sum, &least));
	cr_expect(segbias_decimal_equal(&sum, &expected));
	struct segbias_decimal tenth = decimal("0.1");
	struct segbias_decimal product;
	/* 0.1 * 9007199254740993 = 900719925474099.3 */
	cr_assert(segbias_decimal_times(&tenth, UINT64_C(9007199254740993), &product));
	expected = decimal("900719925474099.3");
	cr_expect(segbias_decimal_equal(&product, &expected));
	/* Python: Decimal('123456789.987654321') * 987654321012 */
	struct segbias_decimal factor = decimal("123456789.987654321");
	cr_assert(segbias_decimal_times(&factor, UINT64_C(987654321012), &product));
	expected = decimal("121932632089577808269.822892852");
	cr_expect(segbias_decimal_equal(&product, &expected));
	struct segbias_decimal large = decimal("999999999999999999999999999999999999999999999999999999");
	cr_expect_not(segbias_decimal_times(&large, 2, &product));
	struct segbias_decimal one = decimal("1");
	cr_expect_not(segbias_decimal_add(&large, &one));
}
