#include "sources/pouring.h"

#define REFERENCE                                                                                                      \
	{                                                                                                              \
		.reference = true                                                                                      \
	}
#define CAMPAIGN                                                                                                       \
	{                                                                                                              \
		.reference = false                                                                                     \
	}
#define EXPECT_ALL(cases)                                                                                              \
	for (size_t i = 0; i < sizeof(cases) / sizeof *(cases); i++)                                                   \
	pouring_expect(&(cases)[i], i)

static const char SEXES[] = "sex,segment\nF,A\nM,B\n";

/* Two periods of a table, each with both sexes. */
static void write_periods(struct segbias_text *text, const char *name, const char *first, const char *second,
                          const char *figure)
{
	text->size = 0;
	segbias_text_add_format(text, "%s,sex,%s\n%s,F,1200\n%s,M,1340\n%s,F,2100\n%s,M,1950\n", name, figure, first,
	                        first, second, second);
}

/* Several periods in a reference are asked about, by content and whatever the name. */
Test(aggregate_periods, of_a_reference)
{
	static const char *const PERIODS[][3] = {
	    {"year", "2020", "2021"},      {"x", "2020", "2021"},
	    {"Jahr", "2020", "2021"},      {"Stand", "31.12.2020", "31.12.2021"},
	    {"x", "2020-Q1", "2020-Q2"},   {"TIME_PERIOD", "2020-01", "2020-02"},
	    {"x", "Jan 2020", "Feb 2020"}, {"mois", "janvier", "février"},
	    {"السنة", "2020", "2021"},     {"年份", "2020", "2021"},
	    {"rok", "2020", "2021"},
	};
	struct segbias_text text = {0};
	struct segbias_text hint = {0};
	struct segbias_text list = {0};
	for (size_t i = 0; i < sizeof PERIODS / sizeof *PERIODS; i++) {
		const char *const *p = PERIODS[i];
		write_periods(&text, p[0], p[1], p[2], "count");
		list.size = hint.size = 0;
		segbias_text_add_format(&list, "in \"%s\": \"%s\", \"%s\"", p[0], p[1], p[2]);
		segbias_text_add_format(&hint, strchr(p[2], ' ') ? "--where '%s=%s'" : "--where '%s=%s'", p[0], p[2]);
		pouring_expect(&(struct pouring_case){text.data, SEXES, REFERENCE, NULL, list.data, hint.data}, i);
		hint.size = 0;
		segbias_text_add_format(&hint, "--where '%s=*'", p[0]);
		pouring_expect(&(struct pouring_case){text.data, SEXES, REFERENCE, NULL, list.data, hint.data}, i);
	}
	segbias_text_release(&text);
	segbias_text_release(&hint);
	segbias_text_release(&list);
}

/* Many are listed up to a handful, and the rest is counted. */
Test(aggregate_periods, many)
{
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "year,sex,count\n");
	for (int year = 1991; year <= 2020; year++)
		segbias_text_add_format(&text, "%d,F,%d\n%d,M,%d\n", year, year, year, year + 7);
	pouring_expect(&(struct pouring_case){text.data, SEXES, REFERENCE, NULL, "and 22 more", "--where 'year=2020'"},
	               0);
	segbias_text_release(&text);
}

Test(aggregate_periods, what_is_not_asked)
{
	static const struct segbias_label CLAIMED[] = {{"year", 4}};
	static const struct pouring_case CASES[] = {
	    /* the campaign has it, too */
	    {"year,sex,count\n2020,F,12\n2020,M,13\n2021,F,21\n2021,M,19\n", "sex,year\nF,2020\nM,2021\n", REFERENCE,
	     "counts", "count", NULL},
	    /* or an option makes it an attribute */
	    {"year,sex,count\n2020,F,12\n2020,M,13\n2021,F,21\n2021,M,19\n",
	     SEXES,
	     {.reference = true, .claimed = CLAIMED, .claimed_count = 1},
	     "counts",
	     "count",
	     NULL},
	    /* there is but one */
	    {"year,sex,count\n2020,F,12\n2020,M,13\n", SEXES, REFERENCE, "counts", "count", NULL},
	    /* what looks like a year is the only number */
	    {"sex,2020\nF,2010\nM,1990\n", SEXES, REFERENCE, "counts", "2020", NULL},
	    /* numbers that are no years */
	    {"level,sex,count\n1,F,12\n1,M,13\n2,F,21\n2,M,19\n1,F,11\n",
	     "level,sex\n1,F\n2,M\n",
	     {.reference = true, .count = "count"},
	     "counts",
	     "count",
	     NULL},
	};
	EXPECT_ALL(CASES);
}

static void expect_where(const char *value, double women)
{
	const struct segbias_pair where = {{"year", 4}, {value, strlen(value)}};
	struct segbias_text text = {0};
	struct pouring p;
	struct segbias_source_options options = {.reference = true, .wheres = &where, .where_count = 1};
	write_periods(&text, "year", "2020", "2021", "count");
	cr_assert_eq(pouring_open_beside(&p, segbias_label_of(text.data), SEXES, &options), SEGBIAS_OK, "%s",
	             p.error.message);
	const struct segbias_grid *grid = segbias_source_grid(p.source);
	double sum = 0;
	for (size_t row = 0; row < grid->rows; row++) {
		double figure = strtod(segbias_grid_cell(grid, row, 2).bytes, NULL);
		bool woman = segbias_label_equal(segbias_grid_cell(grid, row, 1), segbias_label_of("F"));
		sum += segbias_grid_takes(grid, row) && woman ? figure : 0;
	}
	cr_expect_eq(sum, women, "%s: %g", value, sum);
	pouring_release(&p);
	segbias_text_release(&text);
}

Test(aggregate_periods, where_decides)
{
	expect_where("2020", 1200);
	expect_where("2021", 2100);
	expect_where("*", 3300);
}

/* Months and quarters that are numbers are periods by their name, whatever option says which number counts. */
Test(aggregate_periods, of_numbers)
{
	static const struct pouring_case CASES[] = {
	    {"month,sex,count\n1,F,1205\n1,M,1311\n2,F,1207\n2,M,1322\n3,F,1200\n3,M,1301\n",
	     SEXES,
	     {.reference = true, .count = "count"},
	     NULL,
	     "several years or periods in \"month\"",
	     "--where 'month=3'"},
	    {"Quartal,sex,Anzahl\n1,F,1205\n1,M,1311\n2,F,1207\n2,M,1322\n",
	     SEXES,
	     {.reference = true, .count = "Anzahl"},
	     NULL,
	     "several years or periods in \"Quartal\"",
	     "--where 'Quartal=2'"},
	    /* a year is one, too, where an option says what counts */
	    {"x,sex,count\n2020,F,1205\n2020,M,1311\n2021,F,1207\n2021,M,1322\n",
	     SEXES,
	     {.reference = true, .count = "count"},
	     NULL,
	     "several years or periods in \"x\"",
	     "--where 'x=2021'"},
	};
	EXPECT_ALL(CASES);
}

/* In a campaign events are summed and said, people over several dates are asked about. */
Test(aggregate_periods, of_a_campaign)
{
	static const char *const PEOPLE[] = {"reach", "users", "Reichweite", "alcance", "people", "用户数"};
	static const char *const EVENTS[] = {"impressions", "clicks", "klicks", "点击"};
	struct segbias_text text = {0};
	for (size_t i = 0; i < sizeof PEOPLE / sizeof *PEOPLE; i++) {
		write_periods(&text, "date", "2020-01-01", "2020-01-02", PEOPLE[i]);
		pouring_expect(&(struct pouring_case){text.data, "sex,count\nF,5\nM,6\n", CAMPAIGN, NULL,
		                                      "the campaign holds several years or periods in \"date\"",
		                                      "--campaign-where 'date=2020-01-02'"},
		               i);
	}
	for (size_t i = 0; i < sizeof EVENTS / sizeof *EVENTS; i++) {
		struct pouring p;
		struct segbias_source_options options = CAMPAIGN;
		write_periods(&text, "date", "2020-01-01", "2020-01-02", EVENTS[i]);
		cr_assert_eq(pouring_open_beside(&p, segbias_label_of(text.data), "sex,count\nF,5\nM,6\n", &options),
		             SEGBIAS_OK, "%s: %s", EVENTS[i], p.error.message);
		const struct segbias_note *note = pouring_note(&p, "summed");
		cr_expect(note && strstr(note->text.message, "\"date\"") && strstr(note->text.message, "2 values"),
		          "%s", EVENTS[i]);
		pouring_plan(&p);
		cr_assert_eq(pouring_pour(&p), SEGBIAS_OK);
		cr_expect_eq(pouring_weight(&p, "sex", "F"), 3300);
		pouring_release(&p);
	}
	/* of one date */
	static const struct pouring_case ONE = {"date,sex,reach\n2020-01-01,F,12\n2020-01-01,M,13\n",
	                                        "sex,count\nF,5\nM,6\n",
	                                        CAMPAIGN,
	                                        "counts",
	                                        "reach",
	                                        NULL};
	pouring_expect(&ONE, 0);
	segbias_text_release(&text);
}

/* --- places ----------------------------------------------------------------------------------------------------- */

Test(aggregate_periods, dimensions_that_the_campaign_lacks)
{
	static const char *const PLACES[] = {"region",      "Bundesland", "pays", "provincia",
	                                     "województwo", "المدينة",    "城市", "State"};
	struct segbias_text text = {0};
	for (size_t i = 0; i < sizeof PLACES / sizeof *PLACES; i++) {
		write_periods(&text, PLACES[i], "North", "South", "count");
		pouring_expect(&(struct pouring_case){text.data, SEXES, REFERENCE, NULL,
		                                      "the reference holds several places in", "=South'"},
		               i);
	}
	/* any other one is summed and said */
	struct pouring p;
	struct segbias_source_options options = REFERENCE;
	write_periods(&text, "housing", "own", "rent", "count");
	cr_assert_eq(pouring_open_beside(&p, segbias_label_of(text.data), SEXES, &options), SEGBIAS_OK, "%s",
	             p.error.message);
	const struct segbias_note *note = pouring_note(&p, "summed");
	cr_expect(note && strstr(note->text.message, "\"housing\"") && strstr(note->text.message, "2 values"));
	pouring_release(&p);
	/* and without another file nothing is */
	write_periods(&text, "region", "North", "South", "count");
	cr_assert_eq(pouring_open(&p, segbias_label_of(text.data), &options), SEGBIAS_OK, "%s", p.error.message);
	cr_expect_null(pouring_note(&p, "summed"));
	pouring_release(&p);
	segbias_text_release(&text);
}

/* What an attribute of both files determines is its group, and a code is its code: neither is asked about. */
Test(aggregate_periods, groups_and_codes)
{
	static const char COUNTIES[] = "county,segment\nc1,A\nc2,B\n";
	static const struct pouring_case CASES[] = {
	    {"state,county,sex,count\nX,c1,F,12\nX,c1,M,13\nX,c2,F,21\nX,c2,M,19\nY,c3,F,8\nY,c3,M,9\n", COUNTIES,
	     REFERENCE, "counts", "count", NULL},
	    {"region,county,sex,count\nr1,c1,F,12\nr1,c1,M,13\nr2,c2,F,21\nr2,c2,M,19\nr3,c3,F,8\nr3,c3,M,9\n",
	     COUNTIES, REFERENCE, "counts", "count", NULL},
	    /* a county in two states is determined by nothing */
	    {"state,county,sex,count\nX,c1,F,12\nX,c1,M,13\nY,c1,F,21\nY,c1,M,19\nY,c3,F,8\nY,c3,M,9\n", COUNTIES,
	     REFERENCE, NULL, "several places in \"state\"", "--where 'state="},
	    /* and the county is not determined by the state */
	    {"state,county,sex,count\nX,c1,F,12\nX,c1,M,13\nX,c2,F,21\nX,c2,M,19\nY,c3,F,8\nY,c3,M,9\n",
	     "state,segment\nX,A\nY,B\n", REFERENCE, NULL, "several places in \"county\"", "--where 'county="},
	};
	EXPECT_ALL(CASES);
}

/* --- measures --------------------------------------------------------------------------------------------------- */

/* Figures of several measures, units or scenarios are never added up. */
Test(aggregate_periods, measures)
{
	static const char *const NAMES[] = {"measure",  "Unit", "scenario", "indicator", "variable",
	                                    "Szenario", "指标", "unidad",   "المؤشر"};
	struct segbias_text text = {0};
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
		struct segbias_text kind = {0};
		struct segbias_text hint = {0};
		write_periods(&text, NAMES[i], "low", "high", "count");
		segbias_text_add_format(&kind, "the reference holds several measures in \"%s\": \"low\", \"high\"",
		                        NAMES[i]);
		segbias_text_add_format(&hint, "--where '%s=high' takes one", NAMES[i]);
		cr_log_info("%s", NAMES[i]);
		pouring_expect(&(struct pouring_case){text.data, SEXES, REFERENCE, NULL, kind.data, hint.data}, i);
		segbias_text_release(&kind);
		segbias_text_release(&hint);
	}
	/* one of them, or the campaign has it too, or nothing is compared */
	static const struct pouring_case CASES[] = {
	    {"scenario,sex,count\nlow,F,1200\nlow,M,1340\n", SEXES, REFERENCE, "counts", "count", NULL},
	    {"scenario,sex,count\nlow,F,1200\nlow,M,1340\nhigh,F,2100\nhigh,M,1950\n", "sex,scenario\nF,low\nM,high\n",
	     REFERENCE, "counts", "count", NULL},
	    {"scenario,sex,count\nlow,F,1200\nlow,M,1340\nhigh,F,2100\nhigh,M,1950\n", NULL, REFERENCE, "counts",
	     "count", NULL},
	};
	EXPECT_ALL(CASES);
	segbias_text_release(&text);
}

Test(aggregate_periods, where_takes_a_measure)
{
	static const struct segbias_pair HIGH[] = {{{"scenario", 8}, {"high", 4}}};
	static const struct segbias_source_options OPTIONS = {.reference = true, .wheres = HIGH, .where_count = 1};
	struct segbias_text text = {0};
	struct pouring p;
	write_periods(&text, "scenario", "low", "high", "count");
	cr_assert_eq(pouring_open_beside(&p, segbias_label_of(text.data), SEXES, &OPTIONS), SEGBIAS_OK, "%s",
	             p.error.message);
	const struct segbias_grid *grid = segbias_source_grid(p.source);
	cr_expect(grid->rows == 4 && !segbias_grid_takes(grid, 0) && segbias_grid_takes(grid, 2));
	pouring_release(&p);
	segbias_text_release(&text);
}

/* A period by its name where each value has a number: "Census 2001" is no date. */
Test(aggregate_periods, words_with_numbers)
{
	static const char *const PERIODS[][3] = {
	    {"edition", "Census 2001", "Census 2011"},
	    {"wave", "wave 1", "wave 2"},
	    {"vintage", "V2019 final", "V2020 final"},
	    {"Zeitraum", "Mikrozensus 2011", "Mikrozensus 2022"},
	};
	struct segbias_text text = {0};
	struct pouring p;
	struct segbias_source_options options = REFERENCE;
	for (size_t i = 0; i < sizeof PERIODS / sizeof *PERIODS; i++) {
		write_periods(&text, PERIODS[i][0], PERIODS[i][1], PERIODS[i][2], "count");
		cr_log_info("%s", PERIODS[i][0]);
		pouring_expect(
		    &(struct pouring_case){text.data, SEXES, REFERENCE, NULL, "several years or periods in", "--where"},
		    i);
	}
	/* without numbers they are values like any other, and are said to be added up */
	write_periods(&text, "edition", "printed", "read aloud", "count");
	cr_assert_eq(pouring_open_beside(&p, segbias_label_of(text.data), SEXES, &options), SEGBIAS_OK, "%s",
	             p.error.message);
	cr_expect(pouring_note(&p, "summed"));
	pouring_release(&p);
	segbias_text_release(&text);
}

/* The years of one thing, whatever the column is called; two things are values, and so is what has other digits. */
Test(aggregate_periods, years_of_one_thing)
{
	static const char *const YEARS[][3] = {
	    {"census", "2011 Census", "2021 Census"},
	    {"kind", "Census 2001", "Census 2011"},
	    {"Erhebung", "Zensus 2011", "Zensus 2022"},
	    {"enquête", "Recensement de 1999", "Recensement de 2019"},
	};
	static const char *const VALUES[][3] = {
	    {"kind", "Census 2001", "Survey 2011"},   {"kind", "Census 2001", "Census 3011"},
	    {"kind", "Census 2001a", "Census 2011b"}, {"kind", "Form 2001-7", "Form 2011-7"},
	    {"kind", "Census 2001", "Census"},
	};
	struct segbias_text text = {0};
	for (size_t i = 0; i < sizeof YEARS / sizeof *YEARS; i++) {
		write_periods(&text, YEARS[i][0], YEARS[i][1], YEARS[i][2], "count");
		pouring_expect(
		    &(struct pouring_case){text.data, SEXES, REFERENCE, NULL, "several years or periods in", "--where"},
		    i);
	}
	for (size_t i = 0; i < sizeof VALUES / sizeof *VALUES; i++) {
		struct pouring p;
		const struct segbias_source_options options = REFERENCE;
		write_periods(&text, VALUES[i][0], VALUES[i][1], VALUES[i][2], "count");
		cr_expect_eq(pouring_open_beside(&p, segbias_label_of(text.data), SEXES, &options), SEGBIAS_OK,
		             "row %zu: %s", i, p.error.message);
		cr_expect(pouring_note(&p, "summed"), "row %zu", i);
		pouring_release(&p);
	}
	segbias_text_release(&text);
}
