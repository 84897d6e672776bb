#include "values/date.h"

#include <criterion/criterion.h>
#include <stdio.h>

static struct segbias_label label(const char *text)
{
	return segbias_label_of(text);
}

Test(date, forms_that_say_what_they_are)
{
	static const char *const SAME[] = {"1985-03-09",
	                                   "1985/03/09",
	                                   "1985.03.09",
	                                   "1985-3-9",
	                                   "19850309",
	                                   "09.03.1985",
	                                   "9.3.1985",
	                                   "9. 3. 1985",
	                                   "9 Mar 1985",
	                                   "09-MAR-1985",
	                                   "09mar1985",
	                                   "9th March 1985",
	                                   "March 9, 1985",
	                                   "mar 9 1985",
	                                   " 1985-03-09 ",
	                                   "1985-03-09T00:00:00Z",
	                                   "1985-03-09 00:00:00.000+02:00",
	                                   "1985-03-09T12:30",
	                                   "9 Mar 1985 12:00 AM"};
	for (size_t i = 0; i < sizeof SAME / sizeof *SAME; i++) {
		struct segbias_date date = {0};
		cr_expect_eq(segbias_date_look(label(SAME[i])), SEGBIAS_DATE_LOOK_CLEAR, "%s", SAME[i]);
		cr_expect(segbias_date_parse(label(SAME[i]), SEGBIAS_DATE_ORDER_NONE, &date), "%s", SAME[i]);
		cr_expect(date.year == 1985 && date.month == 3 && date.day == 9, "%s", SAME[i]);
		cr_expect(segbias_date_parse(label(SAME[i]), SEGBIAS_DATE_MONTH_FIRST, &date), "%s", SAME[i]);
		cr_expect(date.month == 3 && date.day == 9, "%s: whatever the order", SAME[i]);
	}
}

Test(date, a_year_alone)
{
	struct segbias_date date = {0};
	cr_assert(segbias_date_parse(label("1985"), SEGBIAS_DATE_ORDER_NONE, &date));
	cr_assert(date.year == 1985 && date.month == 0 && date.day == 0);
	cr_assert(segbias_date_parse(label("1985.0"), SEGBIAS_DATE_ORDER_NONE, &date) && date.month == 0);
}

Test(date, what_is_none)
{
	static const char *const NONE[] = {"",           "85",         "38",          "198",        "19850",
	                                   "1985.5",     "1985-13-01", "1985-02-29",  "31.04.1985", "1985-00-10",
	                                   "0000-00-00", "3/9/85",     "1985-03",     "Mar 1985",   "9 Mrz 1985",
	                                   "18-24",      "65+",        "unknown",     "13/13/1985", "1985-03-09 noon",
	                                   "1985-03/09", "12:30",      "03 09 1985",  "19851309",   "9 Mar 85",
	                                   "2000-01-1x", "-1985",      "1985-03-09-", "Ma 9, 1985"};
	for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++)
		cr_expect_eq(segbias_date_look(label(NONE[i])), SEGBIAS_DATE_LOOK_NONE, "\"%s\"", NONE[i]);
}

Test(date, the_order_of_slashes_and_dashes)
{
	static const struct {
		const char *text;
		enum segbias_date_look look;
	} LOOKS[] = {{"13/3/1985", SEGBIAS_DATE_LOOK_DAY_FIRST},    {"3/13/1985", SEGBIAS_DATE_LOOK_MONTH_FIRST},
	             {"03-25-1985", SEGBIAS_DATE_LOOK_MONTH_FIRST}, {"25-03-1985 0:00", SEGBIAS_DATE_LOOK_DAY_FIRST},
	             {"3/9/1985", SEGBIAS_DATE_LOOK_EITHER},        {"3/3/1985", SEGBIAS_DATE_LOOK_CLEAR},
	             {"13.03.1985", SEGBIAS_DATE_LOOK_CLEAR},       {"03.13.1985", SEGBIAS_DATE_LOOK_NONE}};
	for (size_t i = 0; i < sizeof LOOKS / sizeof *LOOKS; i++)
		cr_expect_eq(segbias_date_look(label(LOOKS[i].text)), LOOKS[i].look, "%s", LOOKS[i].text);
	struct segbias_date date = {0};
	cr_expect(!segbias_date_parse(label("3/9/1985"), SEGBIAS_DATE_ORDER_NONE, &date));
	cr_expect(date.year == 0, "untouched");
	cr_expect(segbias_date_parse(label("3/9/1985"), SEGBIAS_DATE_DAY_FIRST, &date));
	cr_expect(date.month == 9 && date.day == 3);
	cr_expect(segbias_date_parse(label("3/9/1985"), SEGBIAS_DATE_MONTH_FIRST, &date));
	cr_expect(date.month == 3 && date.day == 9);
	cr_expect(!segbias_date_parse(label("13/3/1985"), SEGBIAS_DATE_MONTH_FIRST, &date));
}

Test(date, either_order)
{
	static const struct {
		const char *text;
		int month, day; /* 0: no date */
	} DATES[] = {{"3/9/1985", 9, 3},   {"13/3/1985", 3, 13}, {"3/13/1985", 3, 13}, {"9 Mar 1985", 3, 9},
	             {"1985-03-09", 3, 9}, {"13/13/1985", 0, 0}, {"03.13.1985", 0, 0}, {"0.872231", 0, 0}};
	for (size_t i = 0; i < sizeof DATES / sizeof *DATES; i++) {
		struct segbias_date date = {0};
		cr_expect_eq(segbias_date_parse_either(label(DATES[i].text), &date), DATES[i].day > 0, "%s",
		             DATES[i].text);
		cr_expect(date.month == DATES[i].month && date.day == DATES[i].day, "%s", DATES[i].text);
	}
}

Test(date, the_day_of_an_option_is_iso)
{
	struct segbias_date date = {0};
	cr_expect(segbias_date_parse_day(label("2024-02-29"), &date) && date.day == 29);
	cr_expect(!segbias_date_parse_day(label("2023-02-29"), &date));
	cr_expect(!segbias_date_parse_day(label("2024"), &date));
	cr_expect(!segbias_date_parse_day(label("2024-2-29"), &date));
	cr_expect(!segbias_date_parse_day(label("29.02.2024"), &date));
	cr_expect(!segbias_date_parse_day(label("2024-02-29T00:00"), &date));
	cr_expect(!segbias_date_parse_day(label("today"), &date));
}

/* Whole years, counted by hand. */
Test(date, ages)
{
	static const struct {
		struct segbias_date born, day;
		int age;
	} AGES[] = {
	    {{1985, 3, 9}, {2024, 3, 9}, 39},   {{1985, 3, 9}, {2024, 3, 8}, 38},  {{1985, 3, 9}, {2024, 12, 31}, 39},
	    {{2004, 2, 29}, {2023, 2, 28}, 18}, {{2004, 2, 29}, {2023, 3, 1}, 19}, {{2004, 2, 29}, {2024, 2, 29}, 20},
	    {{2024, 1, 1}, {2024, 1, 1}, 0},    {{2024, 1, 2}, {2024, 1, 1}, -1},  {{2030, 1, 2}, {2024, 1, 1}, -7},
	    {{1985, 0, 0}, {2024, 6, 30}, 38},  {{1985, 0, 0}, {2024, 7, 1}, 39},  {{2024, 0, 0}, {2024, 1, 1}, 0},
	    {{2025, 0, 0}, {2024, 12, 31}, -1}, {{1904, 1, 1}, {2024, 1, 1}, 120}};
	for (size_t i = 0; i < sizeof AGES / sizeof *AGES; i++)
		cr_expect_eq(segbias_date_age(&AGES[i].born, &AGES[i].day), AGES[i].age, "%zu: %d", i,
		             segbias_date_age(&AGES[i].born, &AGES[i].day));
}

Test(date, placeholders)
{
	cr_expect(segbias_date_placeholder(&(struct segbias_date){1900, 1, 1}));
	cr_expect(segbias_date_placeholder(&(struct segbias_date){1900, 0, 0}));
	cr_expect(segbias_date_placeholder(&(struct segbias_date){1970, 1, 1}));
	cr_expect(!segbias_date_placeholder(&(struct segbias_date){1970, 0, 0}));
	cr_expect(!segbias_date_placeholder(&(struct segbias_date){1970, 1, 2}));
}

Test(date, order_and_the_day_after)
{
	static const struct segbias_date DAYS[][2] = {
	    {{2026, 1, 30}, {2026, 1, 31}}, {{2026, 1, 31}, {2026, 2, 1}},  {{2026, 12, 31}, {2027, 1, 1}},
	    {{2024, 2, 28}, {2024, 2, 29}}, {{2024, 2, 29}, {2024, 3, 1}},  {{2026, 2, 28}, {2026, 3, 1}},
	    {{1900, 2, 28}, {1900, 3, 1}},  {{2000, 2, 28}, {2000, 2, 29}}, {{2026, 9, 30}, {2026, 10, 1}},
	};
	for (size_t i = 0; i < sizeof DAYS / sizeof *DAYS; i++) {
		struct segbias_date next = segbias_date_next(&DAYS[i][0]);
		cr_expect_eq(segbias_date_compare(&next, &DAYS[i][1]), 0, "%zu", i);
		cr_expect_eq(segbias_date_compare(&DAYS[i][0], &DAYS[i][1]), -1, "%zu", i);
		cr_expect_eq(segbias_date_compare(&DAYS[i][1], &DAYS[i][0]), 1, "%zu", i);
	}
}

/* R: seq(as.Date("2026-03-31"), by = "-1 month", length.out = 2) goes on to 3 March; the last day of the shorter month is meant here, as
 * a term that ends then does. Days: as.Date("2024-03-01") - 1, as.Date("2026-01-10") - 90. */
Test(date, a_time_before_a_day)
{
	static const struct {
		struct segbias_date from;
		int months, days;
		struct segbias_date to;
	} ROWS[] = {
	    {{2026, 3, 31}, 24, 0, {2024, 3, 31}},  {{2026, 3, 31}, 1, 0, {2026, 2, 28}},
	    {{2024, 3, 31}, 1, 0, {2024, 2, 29}},   {{2026, 1, 15}, 1, 0, {2025, 12, 15}},
	    {{2026, 1, 15}, 12, 0, {2025, 1, 15}},  {{2024, 3, 1}, 0, 1, {2024, 2, 29}},
	    {{2026, 1, 10}, 0, 90, {2025, 10, 12}}, {{2026, 1, 1}, 0, 1, {2025, 12, 31}},
	    {{2026, 5, 5}, 0, 0, {2026, 5, 5}},     {{2026, 5, 5}, 12 * 9999, 0, {1, 1, 1}},
	    {{1, 2, 15}, 1, 0, {1, 1, 15}},         {{1, 1, 15}, 1, 0, {1, 1, 1}},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct segbias_date day = segbias_date_before(&ROWS[i].from, ROWS[i].months, ROWS[i].days);
		cr_expect_eq(segbias_date_compare(&day, &ROWS[i].to), 0, "%zu: %d-%d-%d", i, day.year, day.month,
		             day.day);
	}
}
