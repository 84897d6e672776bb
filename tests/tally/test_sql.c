#include "tally/sql.h"
#include "tally/sql_cells.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static const char *const COLUMNS[] = {"segbias_cells", "segment", "column", "value",          "by",
                                      "by_value",      "records", "weight", "weight_squares", "weight_fourths",
                                      "weight_largest"};

static char statement[1 << 16];

/* The statement for one column of segments and one attribute of these names. */
static const char *write(const char *dialect, const char *from, const char *segment, const char *attribute,
                         size_t weight_field)
{
	const struct segbias_label names[] = {segbias_label_of(segment), segbias_label_of(attribute),
	                                      segbias_label_of("weight")};
	const struct segbias_label labels[] = {segbias_label_of("x")};
	const struct segbias_plan_column columns[] = {
	    {.name = names[0], .field = 0, .kind = SEGBIAS_PLAN_OPEN},
	    {.name = names[1], .field = 1, .kind = SEGBIAS_PLAN_MAPPED, .labels = labels, .label_count = 1}};
	const struct segbias_plan_table tables[] = {{{0}, 1}, {{1}, 1}, {{0, 1}, 2}};
	const struct segbias_plan plan = {.columns = columns,
	                                  .column_count = 2,
	                                  .tables = tables,
	                                  .table_count = 3,
	                                  .weighted = weight_field != SEGBIAS_NO_FIELD};
	const struct segbias_sql sql = {.dialect = dialect,
	                                .from = from,
	                                .plan = &plan,
	                                .names = names,
	                                .weight_field = weight_field,
	                                .decimal = '.',
	                                .plan_json = segbias_label_of("{}"),
	                                .columns = COLUMNS};
	struct segbias_text out = {0};
	cr_assert_eq(segbias_sql_write(&sql, &out, NULL), SEGBIAS_OK);
	(void)snprintf(statement, sizeof statement, "%s", out.data);
	segbias_text_release(&out);
	return statement;
}

#define HAS(text) cr_expect(strstr(statement, text), "no %s in\n%s", text, statement)

/* Each engine's manual: names in double quotes, doubled; in backticks for BigQuery (with escapes) and Spark (doubled). */
Test(sql, names_are_quoted_as_each_dialect_reads_them)
{
	(void)write("duckdb", "x; drop.\"a\"\"b.c\"", "se\"g", "a\\b`c", SEGBIAS_NO_FIELD);
	HAS("FROM \"x; drop\".\"a\"\"b.c\" AS segbias_rows");
	HAS("segbias_rows.\"se\"\"g\"");
	HAS("CAST(segbias_rows.\"a\\b`c\" AS VARCHAR)");
	(void)write("postgres", "t", "se\"g", "a\\b`c", SEGBIAS_NO_FIELD);
	HAS("CAST(segbias_rows.\"a\\b`c\" AS TEXT) COLLATE \"C\"");
	(void)write("snowflake", "t", "se\"g", "a\\b`c", SEGBIAS_NO_FIELD);
	HAS("CAST(segbias_rows.\"a\\b`c\" AS VARCHAR)");
	(void)write("spark", "t", "se\"g", "a\\b`c", SEGBIAS_NO_FIELD);
	HAS("CAST(segbias_rows.`a\\b``c` AS STRING)");
	(void)write("bigquery", "p-1.d.t", "se\"g", "a\\b`c", SEGBIAS_NO_FIELD);
	HAS("CAST(segbias_rows.`a\\\\b\\`c` AS STRING)");
	HAS("FROM `p-1`.`d`.`t` AS segbias_rows");
}

Test(sql, asks_for_every_set_once_and_names_the_columns)
{
	(void)write("duckdb", "t", "segment", "gender", SEGBIAS_NO_FIELD);
	HAS("GROUPING SETS ((), (c1), (s), (s, c1))\n");
	HAS("'1:e30=' AS \"segbias_cells\""); /* python3: base64.b64encode(b'{}') */
	HAS("n AS \"records\"");
	cr_expect_not(strchr(statement, ';'));
	cr_expect_not(strstr(statement, "--"));
	cr_expect_eq(statement[strlen(statement) - 1], '\n');
	cr_expect_not(strstr(statement, "weight_fourths"));
}

Test(sql, weights_are_exact_decimals)
{
	(void)write("duckdb", "t", "segment", "gender", 2);
	HAS("TRY_CAST(t AS DECIMAL(18, 9)) AS w");
	HAS("SUM(w * w) AS w2");
	HAS("w4 AS \"weight_fourths\"");
	HAS("'bad_weights'");
	(void)write("snowflake", "t", "segment", "gender", 2);
	HAS("SUM(CAST(w AS DECIMAL(38, 18)) * w) AS w2"); /* a product has no more places than 12, or than a factor has */
	(void)write("bigquery", "t", "segment", "gender", 2);
	HAS("ROUND(SAFE_CAST(t AS BIGNUMERIC), 9) AS w");
}

/* What is listed as missing, and names of segments that overlap, are literals. */
Test(sql, literals_are_escaped_as_each_dialect_reads_them)
{
	static const struct {
		const char *dialect, *listed, *member;
	} CASES[] = {
	    {"duckdb", "('it''s', '\\N', 'a\nb')", "':f''\\'"},
	    {"postgres", "('it''s', E'\\\\N', 'a\nb')", "E':f\\'\\\\'"},
	    {"snowflake", "('it\\'s', '\\\\N', 'a\\nb')", "':f\\'\\\\'"},
	    {"bigquery", "('it\\'s', '\\\\N', 'a\\nb')", "':f\\'\\\\'"},
	    {"spark", "('it\\'s', '\\\\N', 'a\\nb')", "':f\\'\\\\'"},
	};
	struct segbias_missing missing = {.replaced = false};
	const struct segbias_label names[] = {segbias_label_of("f'\\"), segbias_label_of("g"),
	                                      segbias_label_of("note")};
	const size_t members[] = {0, 1};
	const struct segbias_plan_column columns[] = {{.name = names[0],
	                                               .field = SEGBIAS_NO_FIELD,
	                                               .kind = SEGBIAS_PLAN_MEMBERS,
	                                               .labels = names,
	                                               .label_count = 2},
	                                              {.name = names[2], .field = 2, .kind = SEGBIAS_PLAN_PRESENCE}};
	const struct segbias_plan_table tables[] = {{{0}, 1}, {{1}, 1}, {{0, 1}, 2}};
	const struct segbias_plan plan = {.columns = columns,
	                                  .column_count = 2,
	                                  .tables = tables,
	                                  .table_count = 3,
	                                  .member_fields = members,
	                                  .member_count = 2,
	                                  .missing = &missing};
	cr_assert_eq(segbias_missing_add(&missing, "+it's,\\N,\"a\nb\"", NULL), SEGBIAS_OK);
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		const struct segbias_sql sql = {.dialect = CASES[i].dialect,
		                                .from = "t",
		                                .plan = &plan,
		                                .names = names,
		                                .weight_field = SEGBIAS_NO_FIELD,
		                                .plan_json = segbias_label_of("{}"),
		                                .columns = COLUMNS};
		struct segbias_text out = {0};
		cr_assert_eq(segbias_sql_write(&sql, &out, NULL), SEGBIAS_OK);
		(void)snprintf(statement, sizeof statement, "%s", out.data);
		HAS(CASES[i].listed);
		HAS(CASES[i].member);
		HAS("ELSE '+' END AS c1");
		/* A column that says yes and no by digits is not missing where a digit is on the list. */
		cr_expect(strcmp(CASES[i].dialect, "duckdb") != 0 ||
		              strstr(statement, " AND CAST(segbias_rows.\"g\" AS VARCHAR) NOT IN ('0', '1') THEN 0 "),
		          "%s", statement);
		HAS("'bad_segments'");
		segbias_text_release(&out);
	}
	segbias_missing_release(&missing);
}

Test(sql, a_table_is_dotted_names)
{
	static const char *const ARE[] = {"t",       "s.t",   "db.\"my table\"", "\"a\"\"b\"", "\"a.b\".c",
	                                  "x; drop", "\".\"", "p-1.d.t",         "é"};
	static const char *const NONE[] = {"",     ".",      "a.",   ".a",     "a..b",    "\"",      "\"a",
	                                   "\"\"", "a.\"\"", "a\"b", "\"a\"b", "\"a\"\"", "a.\"b\"c"};
	for (size_t i = 0; i < sizeof ARE / sizeof *ARE; i++)
		cr_expect(segbias_sql_is_from(ARE[i]), "%s", ARE[i]);
	for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++)
		cr_expect_not(segbias_sql_is_from(NONE[i]), "%s", NONE[i]);
	cr_expect(segbias_sql_knows("spark"));
	cr_expect_not(segbias_sql_knows("mysql"));
	cr_expect_not(segbias_sql_knows(""));
}

/* Missing values of 2 and 3 by 1 and 3, and the tables of 1, 2, 3 and with segments; 1 by 3 for pairs of both files. By hand. */
Test(sql, sets_are_those_of_the_tables_and_of_missing_values_by_attributes)
{
	const struct segbias_plan_column columns[] = {{.kind = SEGBIAS_PLAN_OPEN},
	                                              {.kind = SEGBIAS_PLAN_MAPPED},
	                                              {.kind = SEGBIAS_PLAN_PRESENCE},
	                                              {.kind = SEGBIAS_PLAN_MAPPED}};
	const struct segbias_plan_table tables[] = {{{0}, 1}, {{1}, 1},    {{0, 1}, 2}, {{2}, 1},      {{0, 2}, 2},
	                                            {{3}, 1}, {{0, 3}, 2}, {{1, 3}, 2}, {{0, 1, 3}, 3}};
	const uint32_t absent[] = {1, 2, 3};
	const uint32_t by[] = {0, 1, 3};
	const struct segbias_plan plan = {.columns = columns,
	                                  .column_count = 4,
	                                  .tables = tables,
	                                  .table_count = 9,
	                                  .absent = absent,
	                                  .absent_count = 3,
	                                  .absent_by = by,
	                                  .absent_by_count = 3};
	static const struct segbias_sql_set EXPECTED[] = {
	    {false, 0, {0}},    {false, 1, {1}},    {false, 1, {2}},    {false, 1, {3}},
	    {false, 2, {1, 2}}, {false, 2, {1, 3}}, {false, 2, {2, 3}}, {true, 0, {0}},
	    {true, 1, {1}},     {true, 1, {2}},     {true, 1, {3}},     {true, 2, {1, 3}},
	};
	struct segbias_arena arena = {0};
	struct segbias_sql_set *sets = NULL;
	size_t count = 0;
	cr_assert_eq(segbias_sql_sets(&plan, &arena, &sets, &count, NULL), SEGBIAS_OK);
	cr_assert_eq(count, sizeof EXPECTED / sizeof *EXPECTED);
	for (size_t i = 0; i < count; i++) {
		cr_expect_eq(sets[i].segmented, EXPECTED[i].segmented, "%zu", i);
		cr_expect_eq(sets[i].count, EXPECTED[i].count, "%zu", i);
		for (uint32_t j = 0; j < sets[i].count; j++)
			cr_expect_eq(sets[i].columns[j], EXPECTED[i].columns[j], "%zu", i);
	}
	segbias_arena_release(&arena);
}
