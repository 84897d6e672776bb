#include "sources/pouring.h"

/* What the first column of a file shows: four values of it, beside one of two words. */
static void expect_period(const char *name, const char *const values[4], bool period, bool yearlike)
{
	struct segbias_text text = {0};
	struct pouring p;
	struct segbias_source_options options = {.reference = false, .shape = "rows"};
	segbias_text_add_format(&text, "%s,kind\n", name);
	for (size_t i = 0; i < 4; i++)
		segbias_text_add_format(&text, "\"%s\",%s\n", values[i], i % 2 ? "a" : "b");
	cr_assert_eq(pouring_open(&p, segbias_label_of(text.data), &options), SEGBIAS_OK, "%s", p.error.message);
	cr_expect_eq(segbias_source_columns(p.source)[0].period, period, "%s %s", name, values[0]);
	cr_expect_eq(segbias_source_columns(p.source)[0].yearlike, yearlike, "%s %s", name, values[0]);
	pouring_release(&p);
	segbias_text_release(&text);
}

/* Years, quarters, months, dates, whatever the name. */
Test(evidence_period, by_content)
{
	static const char *const PERIODS[][4] = {
	    {"2020-01", "2020-02", "2020-03", "2020-04"},
	    {"2020-01-31", "2020-02-29", "2020-03-31", "2020-04-30"},
	    {"31.01.2020", "29.02.2020", "31.03.2020", "30.04.2020"},
	    {"1/31/2020", "2/29/2020", "3/31/2020", "4/30/2020"},
	    {"2020Q1", "2020Q2", "2020Q3", "2020Q4"},
	    {"2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4"},
	    {"Q1 2020", "Q2 2020", "Q3 2020", "Q4 2020"},
	    {"2020M01", "2020M02", "2020M03", "2020M04"},
	    {"2020-W01", "2020-W02", "2020-W03", "2020-W04"},
	    {"Jan 2020", "Feb 2020", "Mar 2020", "Apr 2020"},
	    {"January 2020", "February 2020", "March 2020", "April 2020"},
	    {"Januar 2020", "Februar 2020", "März 2020", "April 2020"},
	    {"janvier 2020", "février 2020", "mars 2020", "avril 2020"},
	    {"enero 2020", "febrero 2020", "marzo 2020", "abril 2020"},
	    {"styczeń 2020", "luty 2020", "marzec 2020", "kwiecień 2020"},
	    {"يناير 2020", "فبراير 2020", "مارس 2020", "أبريل 2020"},
	    {"2019-2020", "2020-2021", "2021-2022", "2022-2023"},
	    {"2020-01-31 12:00", "2020-02-29 13:00", "2020-03-31 14:00", "2020-04-30 15:00"},
	    {"2020-01-31T12:00:00Z", "2020-02-29T13:00:00Z", "2020-03-31T14:00:00Z", "2020-04-30T15:00:00Z"},
	};
	static const char *const YEARS[] = {"2018", "2019", "2020", "2021"};
	for (size_t i = 0; i < sizeof PERIODS / sizeof *PERIODS; i++)
		expect_period("x", PERIODS[i], true, false);
	expect_period("x", YEARS, true, true);
	expect_period("Wert", (const char *const[]){"2020", "", "NA", "1900"}, true, true);
	expect_period("x", (const char *const[]){"2100", "1900", "2000", "1999"}, true, true);
}

Test(evidence_period, near_misses)
{
	static const char *const OTHERS[][4] = {
	    {"2018", "2019", "2020", "a"},
	    {"2018", "2019", "2020", "20200"},
	    {"1899", "1900", "1901", "1902"},
	    {"2098", "2099", "2100", "2101"},
	    {"18-24", "25-34", "35-44", "45-54"},
	    {"12", "13", "14", "15"},
	    {"1001", "1002", "1003", "1004"},
	    {"a", "b", "c", "d"},
	    {"2020 low", "2020 high", "2021 low", "2021 high"},
	    {"20200", "20201", "20202", "20203"},
	    {"", "", "", ""},
	};
	for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
		expect_period("x", OTHERS[i], false, false);
}

/* Without a year only by the name, too. */
Test(evidence_period, months_by_name)
{
	static const char *const MONTHS[] = {"January", "February", "March", "April"};
	static const char *const QUARTERS[] = {"Q1", "Q2", "Q3", "Q4"};
	static const char *const NUMBERS[] = {"1", "2", "3", "4"};
	expect_period("month", MONTHS, true, false);
	expect_period("Monat", MONTHS, true, false);
	expect_period("quarter", QUARTERS, true, false);
	expect_period("first_name", MONTHS, false, false);
	expect_period("x", QUARTERS, false, false);
	expect_period("x", NUMBERS, false, false);
}

/* A year-like number that is the only one left over is the figure; beside another one it is a period. */
Test(evidence_period, the_only_number)
{
	static const struct pouring_case CASES[] = {
	    {"region,x\nN,2010\nS,2015\nW,1990\n", NULL, {.reference = true}, "counts", "x", NULL},
	    {"region,x,y\nN,2010,7\nS,2015,8\nW,1990,9\n", NULL, {.reference = false}, "counts", "y", NULL},
	    {"sex,2021\nF,1950\nM,2050\n", NULL, {.reference = true}, "counts", "2021", NULL},
	    {"region,year\nN,2010\nS,2015\nW,1990\n", NULL, {.reference = true}, "rows", NULL, NULL},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
		pouring_expect(&CASES[i], i);
}
