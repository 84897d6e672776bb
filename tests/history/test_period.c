#include "history/period.h"

#include <criterion/criterion.h>
#include <string.h>

static bool parse(const char *text, struct segbias_term *out)
{
	return segbias_term_parse(segbias_label_of(text), out);
}

Test(period, forms)
{
	static const struct {
		const char *text;
		enum segbias_term_kind kind;
		int year, number;
	} GOOD[] = {{"2026Q1", SEGBIAS_TERM_QUARTER, 2026, 1},
	            {"2026Q4", SEGBIAS_TERM_QUARTER, 2026, 4},
	            {"2026-09", SEGBIAS_TERM_MONTH, 2026, 9},
	            {"2026-W37", SEGBIAS_TERM_WEEK, 2026, 37},
	            {"2026-W53", SEGBIAS_TERM_WEEK, 2026, 53}};
	static const char *const BAD[] = {"",         "2026",     "2026Q0",  "2026Q5",    "2026q1",
	                                  "2026-Q1",  "26Q1",     "2026-13", "2026-00",   "2026-9",
	                                  "2026-W54", "2025-W53", "2026W37", "2026Q1 ",   "1899Q4",
	                                  "3000Q1",   "2026-W00", "+026Q1",  "2026-09-1", "٢٠٢٦Q1"};
	for (size_t i = 0; i < sizeof GOOD / sizeof *GOOD; i++) {
		struct segbias_term term = {0};
		char text[SEGBIAS_TERM_SIZE];
		cr_assert(parse(GOOD[i].text, &term), "%s", GOOD[i].text);
		cr_expect_eq(term.kind, GOOD[i].kind);
		cr_expect_eq(term.year, GOOD[i].year);
		cr_expect_eq(term.number, GOOD[i].number);
		cr_expect_str_eq(segbias_term_write(&term, text), GOOD[i].text);
	}
	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
		struct segbias_term term = {SEGBIAS_TERM_WEEK, 7, 7};
		cr_expect_not(parse(BAD[i], &term), "%s", BAD[i]);
		cr_expect_eq(term.year, 7);
	}
}

/* python3: [y for y in range(1990, 2040) if datetime.date(y, 12, 28).isocalendar()[1] == 53] */
Test(period, years_of_53_weeks)
{
	static const int LONG[] = {1992, 1998, 2004, 2009, 2015, 2020, 2026, 2032, 2037};
	size_t at = 0;
	for (int year = 1990; year < 2040; year++) {
		struct segbias_term term;
		char text[SEGBIAS_TERM_SIZE];
		segbias_term_write(&(struct segbias_term){SEGBIAS_TERM_WEEK, year, 53}, text);
		bool is_long = at < sizeof LONG / sizeof *LONG && LONG[at] == year;
		cr_expect_eq(parse(text, &term), is_long, "%d", year);
		at += is_long;
	}
}

Test(period, what_a_year_has_not)
{
	static const struct {
		const char *text, *last;
	} CASES[] = {{"2026Q5", "2026Q4"},     {"2026Q0", "2026Q4"},     {"2026-13", "2026-12"}, {"2026-00", "2026-12"},
	             {"2026-W54", "2026-W53"}, {"2025-W53", "2025-W52"}, {"2026-W53", NULL},     {"2026Q4", NULL},
	             {"2026", NULL},           {"1899Q5", NULL},         {"2026-1x", NULL},      {"2026Qx", NULL}};
	char text[SEGBIAS_TERM_SIZE];
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct segbias_term last;
		bool misses = segbias_term_misses(segbias_label_of(CASES[i].text), &last);
		cr_expect(misses == (CASES[i].last != NULL), "%s", CASES[i].text);
		if (misses)
			cr_expect_str_eq(segbias_term_write(&last, text), CASES[i].last);
	}
}

Test(period, next_and_year_before)
{
	static const char *const NEXT[][2] = {{"2026Q4", "2027Q1"},     {"2026Q1", "2026Q2"},
	                                      {"2026-12", "2027-01"},   {"2025-W52", "2026-W01"},
	                                      {"2026-W52", "2026-W53"}, {"2026-W53", "2027-W01"}};
	static const char *const BEFORE[][2] = {
	    {"2026Q3", "2025Q3"}, {"2026-02", "2025-02"}, {"2026-W53", "2025-W52"}, {"2027-W01", "2026-W01"}};
	char text[SEGBIAS_TERM_SIZE];
	struct segbias_term term;
	for (size_t i = 0; i < sizeof NEXT / sizeof *NEXT; i++) {
		cr_assert(parse(NEXT[i][0], &term));
		struct segbias_term next = segbias_term_next(term);
		cr_expect_str_eq(segbias_term_write(&next, text), NEXT[i][1]);
		cr_expect(segbias_term_compare(&term, &next) < 0);
		cr_expect(segbias_term_compare(&next, &term) > 0);
		cr_expect_eq(segbias_term_compare(&term, &term), 0);
	}
	for (size_t i = 0; i < sizeof BEFORE / sizeof *BEFORE; i++) {
		cr_assert(parse(BEFORE[i][0], &term));
		struct segbias_term before = segbias_term_year_before(term);
		cr_expect_str_eq(segbias_term_write(&before, text), BEFORE[i][1]);
	}
}

/* Python: date(2026, 3, 31) + relativedelta(months=24) of dateutil 2.8, the end of a month being kept as one; weeks:
 * date.fromisocalendar(2026, 37, 7) + timedelta(days=90). */
Test(period, until)
{
	static const struct {
		const char *period;
		int months, days;
		const char *day;
	} CASES[] = {
	    {"2026Q1", 24, 0, "2028-03-31"},  {"2026Q3", 3, 0, "2026-12-31"},   {"2026-02", 12, 0, "2027-02-28"},
	    {"2027-02", 12, 0, "2028-02-29"}, {"2026-01", 1, 0, "2026-02-28"},  {"2026-W37", 0, 90, "2026-12-12"},
	    {"2026-W01", 0, 7, "2026-01-11"}, {"2026-W53", 0, 1, "2027-01-04"}, {"2027-W01", 1, 0, "2027-02-10"},
	    {"2026Q4", 0, 0, "2026-12-31"},   {"2023Q4", 0, 366, "2024-12-31"}, {"2026-12", 36, 0, "2029-12-31"}};
	char text[SEGBIAS_TERM_DAY_SIZE];
	struct segbias_term term;
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		cr_assert(parse(CASES[i].period, &term));
		cr_expect_str_eq(segbias_term_until(&term, CASES[i].months, CASES[i].days, text), CASES[i].day,
		                 "%s + %d: %s", CASES[i].period, CASES[i].months, text);
	}
}
