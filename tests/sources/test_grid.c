#include "sources/pouring.h"

/* A table is held as it stands, with the places of its figures. */
Test(grid, cells_and_places)
{
	struct pouring p;
	struct segbias_source_options options = {.reference = true};
	cr_assert_eq(
	    pouring_open(&p, segbias_label_of("sex,age,count\nF,old,5\n\n\"M,x\",old,60\nF,young,700\nM,young,8\n"),
	                 &options),
	    SEGBIAS_OK, "%s", p.error.message);
	const struct segbias_grid *grid = segbias_source_grid(p.source);
	cr_assert(grid && grid->width == 3 && grid->rows == 4);
	cr_expect(segbias_label_equal(segbias_grid_cell(grid, 1, 0), segbias_label_of("M,x")));
	cr_expect(segbias_label_equal(segbias_grid_cell(grid, 2, 2), segbias_label_of("700")));
	cr_expect_eq(segbias_grid_id(grid, 0, 0), segbias_grid_id(grid, 2, 0), "the same spelling");
	cr_expect_neq(segbias_grid_id(grid, 0, 0), segbias_grid_id(grid, 3, 0));
	uint64_t line = 0;
	uint64_t column = 0;
	segbias_grid_locate(grid, 1, 2, &line, &column);
	cr_expect(line == 4 && column == 11, "%u:%u", (unsigned)line, (unsigned)column);
	segbias_grid_locate(grid, 3, 0, &line, &column);
	cr_expect(line == 6 && column == 1, "%u:%u", (unsigned)line, (unsigned)column);
	pouring_release(&p);
}

/* Rows that --where does not take, and those that are left out, show nothing. */
Test(grid, takes)
{
	static const struct segbias_pair WHERE[] = {{{"year", 4}, {"2021", 4}}};
	struct pouring p;
	struct segbias_source_options options = {.reference = true, .wheres = WHERE, .where_count = 1};
	cr_assert_eq(
	    pouring_open(&p,
	                 segbias_label_of("year,sex,count\n2020,F,1500\n2021,F,2501\n2020,M,1700\n2021,M,2703\n"
	                                  "2021,Total,5204\n2020,Total,3200\n"),
	                 &options),
	    SEGBIAS_OK, "%s", p.error.message);
	const struct segbias_grid *grid = segbias_source_grid(p.source);
	static const bool TAKES[] = {false, true, false, true, false, false};
	cr_assert_eq(grid->rows, 6);
	for (size_t row = 0; row < 6; row++)
		cr_expect_eq(segbias_grid_takes(grid, row), TAKES[row], "row %zu", row);
	cr_expect(grid->dropped[4], "the total");
	cr_expect(grid->outside[5] && grid->outside[0]);
	pouring_release(&p);
}

/* More rows than any first guess. */
Test(grid, grows)
{
	struct segbias_text text = {0};
	struct pouring p;
	struct segbias_source_options options = {.reference = true};
	double sum = 0;
	segbias_text_add_string(&text, "place,sex,people\n");
	for (int i = 0; i < 2000; i++) {
		segbias_text_add_format(&text, "p%d,%s,%d\n", i / 2, i % 2 ? "F" : "M", 3 * i + 1);
		sum += i % 2 ? 3 * i + 1 : 0;
	}
	cr_assert_eq(pouring_open(&p, (struct segbias_label){text.data, text.size}, &options), SEGBIAS_OK, "%s",
	             p.error.message);
	const struct segbias_grid *grid = segbias_source_grid(p.source);
	cr_assert_eq(grid->rows, 2000);
	cr_expect_eq(grid->spellings[0].size, 1000);
	cr_expect(segbias_label_equal(segbias_grid_cell(grid, 1999, 2), segbias_label_of("5998")));
	pouring_plan(&p);
	cr_assert_eq(pouring_pour(&p), SEGBIAS_OK, "%s", p.error.message);
	cr_expect_eq(pouring_weight(&p, "sex", "F"), sum);
	pouring_release(&p);
	segbias_text_release(&text);
}
