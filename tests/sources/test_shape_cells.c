#include "sources/shape_cells.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define NAMES "segbias_cells,segment,column,value,by,by_value,records,weight,weight_squares"
#define WEIGHTED NAMES ",weight_fourths,weight_largest"
#define PLAN "1:e30=" /* python3: base64.b64encode(b'{}') */

static struct segbias_error error;

/* Reads the text; *status its end. */
static struct segbias_sql_cells read(const char *text, enum segbias_status *status)
{
	struct segbias_sql_cells cells = {.items = NULL};
	struct segbias_stream *stream = NULL;
	error = (struct segbias_error){0};
	cr_assert_eq(segbias_stream_open_memory("cells.csv", text, strlen(text), &stream, NULL), SEGBIAS_OK);
	*status = segbias_cells_read(stream, &cells, &error);
	segbias_stream_free(stream);
	return cells;
}

static bool is(struct segbias_label label, const char *text)
{
	return label.bytes ? text && segbias_label_equal(label, segbias_label_of(text)) : !text;
}

Test(shape_cells, are_told_by_their_first_name)
{
	static const char *const ARE[] = {NAMES "\n", "\"segbias_cells\",\"segment\"",
	                                  "\xEF\xBB\xBFsegbias_cells,segment"};
	static const char *const NONE[] = {"", "segbias_cells", "segbias_cells;segment", "segbias_cellsx,",
	                                   "id,segbias_cells,"};
	for (size_t i = 0; i < sizeof ARE / sizeof *ARE; i++)
		cr_expect(segbias_cells_begin(segbias_label_of(ARE[i])), "%s", ARE[i]);
	for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++)
		cr_expect_not(segbias_cells_begin(segbias_label_of(NONE[i])), "%s", NONE[i]);
}

/* NULL, an empty text and 'NULL' are three; a column that is rolled up is a fourth, whatever a client prints for it. */
Test(shape_cells, null_and_empty_and_its_word_stay_apart)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_sql_cells cells = read(
	    NAMES "\r\n" PLAN ",NULL,NULL,NULL,,,10,NULL,NULL\r\n" PLAN ",:a,1,-,,,1,,\r\n" PLAN
		  ",:NULL,1,:,,,2,,\r\n" PLAN ",-,1,:NULL,\\N,null,3,,\r\n" PLAN ",,2,\":x,\"\"y\"\"\nz\",4,+,4,,\r\n",
	    &status);
	cr_assert_eq(status, SEGBIAS_OK, "%s", error.message);
	cr_assert_eq(cells.count, 5);
	cr_expect_str_eq(cells.file, "cells.csv");
	cr_expect(is(cells.plan, "{}"));
	cr_expect(is(cells.items[0].segment, NULL) && cells.items[0].set.count == 0 && cells.items[0].records == 10);
	cr_expect(is(cells.items[1].segment, ":a") && is(cells.items[1].values[0], "-"));
	cr_expect(is(cells.items[2].segment, ":NULL") && is(cells.items[2].values[0], ":"));
	cr_expect(is(cells.items[3].segment, "-") && is(cells.items[3].values[0], ":NULL") &&
	          cells.items[3].set.count == 1);
	cr_expect(is(cells.items[4].values[0], ":x,\"y\"\nz") && is(cells.items[4].values[1], "+"));
	cr_expect_eq(cells.items[4].set.columns[1], 4);
	segbias_sql_cells_release(&cells);
}

Test(shape_cells, weights_are_decimals_and_whether_they_are_doubles_is_known)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_sql_cells cells =
	    read(WEIGHTED "\n" PLAN ",,,,,,2,2.500000000,4.250000000000000000,12.0625,2.000000000\n", &status);
	cr_assert_eq(status, SEGBIAS_OK, "%s", error.message);
	cr_expect(cells.weighted && !cells.inexact);
	cr_expect_eq(cells.items[0].fourth, 12.0625);
	segbias_sql_cells_release(&cells);
	cells = read(WEIGHTED "\n" PLAN ",,,,,,2,0.300000000,0.05,1e-3,0.2\n", &status);
	cr_assert_eq(status, SEGBIAS_OK, "%s", error.message);
	cr_expect(cells.inexact);
	segbias_sql_cells_release(&cells);
	cells = read(WEIGHTED "\n" PLAN ",,,,,,0,,,,\n", &status); /* of no record there are no sums */
	cr_expect_eq(status, SEGBIAS_OK, "%s", error.message);
	segbias_sql_cells_release(&cells);
}

Test(shape_cells, what_is_no_row_of_cells_is_refused_with_its_line)
{
	static const struct {
		const char *text, *id;
		uint64_t line;
	} CASES[] = {
	    {NAMES "\n", "cells_cut", 1},
	    {NAMES "\n" PLAN ",,,,,,10,,", "cells_cut", 0},
	    {"segbias_cells,column,segment,value,by,by_value,records,weight,weight_squares\n" PLAN ",,,,,,1,,\n",
	     "cells_header", 1},
	    {NAMES ",more\n" PLAN ",,,,,,1,,,\n", "cells_header", 1},
	    {NAMES ",a,b,c,d\n", "cells_header", 1},
	    {NAMES "\n2:e30=,,,,,,1,,\n", "cells_version", 2},
	    {NAMES "\n1:e3,,,,,,1,,\n", "cells_changed", 2},
	    {NAMES "\n" PLAN ",,,,,,1,,\n1:e31=,,1,:a,,,1,,\n", "cells_two_plans", 3},
	    {NAMES "\n" PLAN ",,,,,,,,\n", "cells_changed", 2},
	    {NAMES "\n" PLAN ",,,,,,1.5,,\n", "cells_changed", 2},
	    {NAMES "\n" PLAN ",,,,,,-1,,\n", "cells_changed", 2},
	    {NAMES "\n" PLAN ",,1,a,,,1,,\n", "cells_changed", 2},
	    {NAMES "\n" PLAN ",,,:a,,,1,,\n", "cells_changed", 2},
	    {NAMES "\n" PLAN ",,2,:a,1,:b,1,,\n", "cells_changed", 2},
	    {NAMES "\n" PLAN ",,1,:a,1,:b,1,,\n", "cells_changed", 2},
	    {NAMES "\n" PLAN ",,1x,:a,,,1,,\n", "cells_changed", 2},
	    {NAMES "\n" PLAN ",,,,,,1,2,4\n", "cells_changed", 2},
	    {WEIGHTED "\n" PLAN ",,,,,,1,,,,\n", "cells_changed", 2},
	    {WEIGHTED "\n" PLAN ",,,,,,1,-1,1,1,1\n", "cells_changed", 2},
	    {WEIGHTED "\n" PLAN ",,,,,,1,NaN,NaN,NaN,NaN\n", "cells_changed", 2},
	    {WEIGHTED "\n" PLAN ",,,,,,1,1,1,1,1\n" PLAN ",,bad_weights,,,,3,,,,\n", "cells_bad_weights", 3},
	    {NAMES "\n" PLAN ",,bad_segments,,,,3,,\n", "cells_bad_segments", 2},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		enum segbias_status status = SEGBIAS_OK;
		struct segbias_sql_cells cells = read(CASES[i].text, &status);
		cr_expect_eq(status, SEGBIAS_DATA, "%zu", i);
		cr_expect_str_eq(error.id, CASES[i].id, "%zu", i);
		cr_expect_eq(error.line, CASES[i].line, "%zu", i);
		cr_expect_str_eq(error.file, "cells.csv");
		segbias_sql_cells_release(&cells);
	}
}
