#include "values/span.h"

#include <criterion/criterion.h>

/* What the texts say together: year and month of the first and the last. */
static void expect(const char *const *texts, int first, int first_month, int last, int last_month)
{
	struct segbias_span span = {0};
	for (size_t i = 0; texts[i]; i++)
		(void)segbias_span_add(&span, segbias_label_of(texts[i]));
	cr_expect(span.year[0] == first && span.month[0] == first_month && span.year[1] == last &&
	              span.month[1] == last_month,
	          "%s: %d-%d to %d-%d", texts[0], span.year[0], span.month[0], span.year[1], span.month[1]);
}

#define TEXTS(...)                                                                                                     \
	(const char *const[])                                                                                          \
	{                                                                                                              \
		__VA_ARGS__, NULL                                                                                      \
	}

Test(span, of_dates)
{
	expect(TEXTS("2024-03-09"), 2024, 3, 2024, 3);
	expect(TEXTS("2024-03-09", "2023-11-30", "2024-01-01"), 2023, 11, 2024, 3);
	expect(TEXTS("31.12.2022", "01.01.2023"), 2022, 12, 2023, 1);
	expect(TEXTS("20240131", "20240229T08:00:00Z"), 2024, 1, 2024, 2);
	expect(TEXTS("9 Mar 1985", "March 1, 1984"), 1984, 3, 1985, 3);
	expect(TEXTS("2021", "2019", "2020"), 2019, 0, 2021, 0);
}

/* One that says no month leaves the years, in any order. */
Test(span, years_where_months_are_open)
{
	expect(TEXTS("2024-03-09", "2024"), 2024, 0, 2024, 0);
	expect(TEXTS("2024", "2024-03-09"), 2024, 0, 2024, 0);
	expect(TEXTS("2024-03-09", "2025", "2026-01-01"), 2024, 0, 2026, 0);
	expect(TEXTS("2025-Q3", "2024-Q1"), 2024, 0, 2025, 0);
	expect(TEXTS("2019-2020", "2017/2018"), 2017, 0, 2020, 0);
	expect(TEXTS("3/9/2025", "4/9/2024"), 2024, 0, 2025, 0);
	expect(TEXTS("Jan 1, 2024 - Mar 31, 2025"), 2024, 0, 2025, 0);
	expect(TEXTS("20240101-20250331"), 2024, 0, 2025, 0);
	expect(TEXTS("POPEST2022_CIV"), 2022, 0, 2022, 0);
	expect(TEXTS("يناير 2020"), 2020, 0, 2020, 0);
}

/* Dates that stand for none, and digits that are no year. */
Test(span, nothing)
{
	static const char *const NONE[] = {"",      "1900-01-01", "1970-01-01", "9999-12-31", "1,990",
	                                   "20200", "1899",       "2101",       "B01001_001", "Q1",
	                                   "March", "12345678",   "20241301",   "19",         "1875-05-01"};
	for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++) {
		struct segbias_span span = {0};
		cr_expect(!segbias_span_add(&span, segbias_label_of(NONE[i])), "%s", NONE[i]);
		cr_expect_eq(span.year[0], 0, "%s", NONE[i]);
	}
	expect(TEXTS("1900-01-01", "2023-05-01"), 2023, 5, 2023, 5);
}

Test(span, of_digits)
{
	cr_expect_eq(segbias_span_year("2024", 4), 2024);
	cr_expect_eq(segbias_span_year("2024013112", 10), 2024);
	cr_expect_eq(segbias_span_year("20240132", 8), 0);
	cr_expect_eq(segbias_span_year("202401", 6), 0);
	cr_expect_eq(segbias_span_year("24", 2), 0);
	cr_expect_eq(segbias_span_year("", 0), 0);
}
