/* Of which places and periods a table is, as far as its other columns are none of it. */
#include "jobs/run.h"

#define TABLE                                                                                                          \
	"year,county,sex,count\n2021,Kent,M,490000\n2021,Kent,F,510000\n2020,Kent,M,480000\n2020,Kent,F,500000\n"      \
	"2019,Kent,M,470000\n2019,Kent,F,490000\n2018,Kent,M,460000\n2018,Kent,F,480000\n"

/* The values of the rows that are taken; three at most. */
Test(spans, of_periods_and_places_alone)
{
	static const struct {
		const char *where, *year;
	} ROWS[] = {{"year=2021", "2021"}, {"year=2019", "2019"}, {"year=*", "2021, 2020, 2019, \u2026"}};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		const struct segbias_options options = {.segment = "none", .where = {&ROWS[i].where, 1}};
		struct run run = run_good("sex\nM\nF\nF\n", TABLE, &options);
		const struct segbias_input_facts *file = &run.findings->reference;
		const char *const expected[] = {ROWS[i].year, "Kent", NULL, NULL};
		cr_assert_eq(file->column_count, 4);
		for (size_t c = 0; c < 4; c++)
			cr_expect(run_is(file->columns[c].span, expected[c]), "%s, column %zu: %.*s", ROWS[i].where, c,
			          (int)file->columns[c].span.size, file->columns[c].span.bytes);
		run_release(&run);
	}
}
