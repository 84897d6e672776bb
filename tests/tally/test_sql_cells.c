#include "tally/file.h"
#include "tally/sql_cells.h"

#include "encoding.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

enum { COLUMNS = 5, ROWS = 300, CELLS_MAX = 20000, TEXT_MAX = 16 };

/* The label whose first letter the spelling has. */
static uint32_t resolve(const void *context, struct segbias_label spelling, enum segbias_how *how)
{
	static const char LETTERS[] = "abc";
	(void)context;
	const char *at = spelling.size ? strchr(LETTERS, spelling.bytes[0]) : NULL;
	*how = spelling.size == 0 ? SEGBIAS_HOW_MISSING : at ? SEGBIAS_HOW_SYNONYM : SEGBIAS_HOW_UNMATCHED;
	return spelling.size == 0 ? SEGBIAS_ID_MISSING
	       : at               ? SEGBIAS_ID_FIRST + (uint32_t)(at - LETTERS)
	                          : SEGBIAS_ID_UNMATCHED;
}

static const struct segbias_label LABELS[] = {{"A", 1}, {"B", 1}, {"C", 1}};
static const struct segbias_missing MISSING = {.replaced = false};

/* Segments, an attribute, a column that is not compared, one of several answers, and another attribute; pairs of the two. */
static struct segbias_plan plan_of(bool weighted)
{
	static const struct segbias_plan_column columns[COLUMNS] = {
	    {.name = {"s", 1}, .field = 0, .kind = SEGBIAS_PLAN_OPEN},
	    {.name = {"x", 1},
	     .field = 1,
	     .kind = SEGBIAS_PLAN_MAPPED,
	     .labels = LABELS,
	     .label_count = 3,
	     .resolve = resolve},
	    {.name = {"p", 1}, .field = 2, .kind = SEGBIAS_PLAN_PRESENCE},
	    {.name = {"m", 1},
	     .field = 3,
	     .kind = SEGBIAS_PLAN_MAPPED,
	     .labels = LABELS,
	     .label_count = 3,
	     .resolve = resolve,
	     .separator = {";", 1}},
	    {.name = {"y", 1},
	     .field = 4,
	     .kind = SEGBIAS_PLAN_MAPPED,
	     .labels = LABELS,
	     .label_count = 3,
	     .resolve = resolve}};
	static const struct segbias_plan_table tables[] = {{{0}, 1},    {{1}, 1},    {{0, 1}, 2},   {{2}, 1},
	                                                   {{0, 2}, 2}, {{3}, 1},    {{0, 3}, 2},   {{4}, 1},
	                                                   {{0, 4}, 2}, {{1, 4}, 2}, {{0, 1, 4}, 3}};
	static const uint32_t absent[] = {1, 2, 3, 4};
	static const uint32_t by[] = {0, 1, 4};
	return (struct segbias_plan){.columns = columns,
	                             .column_count = COLUMNS,
	                             .tables = tables,
	                             .table_count = sizeof tables / sizeof *tables,
	                             .absent = absent,
	                             .absent_count = 4,
	                             .absent_by = by,
	                             .absent_by_count = 3,
	                             .missing = &MISSING,
	                             .weighted = weighted};
}

struct row {
	char text[COLUMNS][TEXT_MAX]; /* as a cell of a file has it */
	char sent[COLUMNS][TEXT_MAX]; /* as a database sends it */
	unsigned eighths;
};

static struct row rows[ROWS];

static unsigned draw(unsigned below)
{
	static uint64_t state = 88172645463325252U;
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state % below);
}

static void make_rows(bool constant)
{
	static const char *const TEXTS[COLUMNS][7] = {{"news", "sport", "", "NA", "shop", "news", "-"},
	                                              {"a", "alpha", "b", "zzz", "", "c", "NULL"},
	                                              {"7", "", "NA", "n/a", "8", "9", "-"},
	                                              {"a;b", "b", "", "c;a;zzz", "zzz", "a;a", ";"},
	                                              {"a", "b", "", "q", "cc", "c", "b"}};
	for (size_t i = 0; i < ROWS; i++) {
		rows[i].eighths = constant ? 3 : 1 + draw(40);
		for (size_t column = 0; column < COLUMNS; column++) {
			const char *text = TEXTS[column][draw(7)];
			bool null = !*text && draw(2);
			bool plain = column == 2 && text[0] >= '0' && text[0] <= '9';
			(void)snprintf(rows[i].text[column], TEXT_MAX, "%s", text);
			(void)snprintf(rows[i].sent[column], TEXT_MAX, "%s%s",
			               null    ? "-"
			               : plain ? "+"
			                       : ":",
			               null || plain ? "" : text);
		}
	}
}

/* The tally of the rows, one after the other. */
static struct segbias_tally *count_rows(const struct segbias_plan *plan)
{
	struct segbias_tally *tally = encoding_create(plan);
	struct segbias_encoder *encoder = encoding_of(tally);
	for (size_t i = 0; i < ROWS; i++) {
		uint32_t ids[COLUMNS];
		bool fresh = false;
		for (size_t column = 0; column < COLUMNS; column++)
			cr_assert_eq(segbias_encoder_spell(encoder, column, segbias_label_of(rows[i].text[column]), 1,
			                                   &ids[column], &fresh),
			             SEGBIAS_OK);
		const struct segbias_record record = {
		    .ids = ids, .lists = segbias_encoder_lists(encoder), .count = 1, .weight = rows[i].eighths / 8.0};
		cr_assert_eq(segbias_tally_add(tally, &record, NULL), SEGBIAS_OK);
	}
	segbias_encoder_settle(encoder);
	cr_assert_eq(segbias_tally_finish(tally, NULL), SEGBIAS_OK);
	return tally;
}

static struct segbias_decimal decimal_of(double value)
{
	char text[64];
	struct segbias_decimal out;
	(void)snprintf(text, sizeof text, "%.18f", value);
	cr_assert(segbias_decimal_read(segbias_label_of(text), &out));
	return out;
}

static bool same_text(struct segbias_label a, const char *b)
{
	return segbias_label_equal(a, segbias_label_of(b));
}

/* What GROUPING SETS would give. */
static void count_cells(const struct segbias_plan *plan, struct segbias_sql_cells *cells)
{
	struct segbias_sql_set *sets = NULL;
	size_t count = 0;
	cr_assert_eq(segbias_sql_sets(plan, &cells->arena, &sets, &count, NULL), SEGBIAS_OK);
	cells->items = calloc(CELLS_MAX, sizeof *cells->items);
	cells->file = "cells.csv";
	for (size_t s = 0; s < count; s++) {
		size_t first = cells->count;
		for (size_t i = 0; i < ROWS; i++) {
			const struct segbias_sql_set *set = &sets[s];
			size_t at = first;
			for (; at < cells->count; at++) {
				const struct segbias_sql_cell *cell = &cells->items[at];
				bool same = !set->segmented || same_text(cell->segment, rows[i].sent[0]);
				for (uint32_t j = 0; same && j < set->count; j++)
					same = same_text(cell->values[j], rows[i].sent[set->columns[j]]);
				if (same)
					break;
			}
			cr_assert_lt(at, CELLS_MAX);
			struct segbias_sql_cell *cell = &cells->items[at];
			if (at == cells->count) {
				*cell = (struct segbias_sql_cell){.set = *set, .line = at + 2};
				if (set->segmented)
					cell->segment = segbias_label_of(rows[i].sent[0]);
				for (uint32_t j = 0; j < set->count; j++)
					cell->values[j] = segbias_label_of(rows[i].sent[set->columns[j]]);
				cells->count++;
			}
			double w = rows[i].eighths / 8.0;
			cell->records++;
			if (!plan->weighted)
				continue;
			struct segbias_decimal weight = decimal_of(w);
			struct segbias_decimal square = decimal_of(w * w);
			bool exact = false;
			cr_assert(segbias_decimal_add(&cell->weight, &weight) &&
			          segbias_decimal_add(&cell->square, &square));
			cell->fourth += w * w * w * w;
			if (w > segbias_decimal_value(&cell->largest, &exact))
				cell->largest = weight;
		}
	}
}

static void write_tally(struct segbias_tally *tally, struct segbias_text *out)
{
	struct segbias_tally_file file = {.counting = segbias_label_of("{}"), .tally = tally};
	cr_assert_eq(segbias_tally_file_identify(&file, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_tally_file_write(&file, out, NULL), SEGBIAS_OK);
}

/* The tally that records make is what is expected, to the byte of its file. */
static void check(bool weighted, bool constant)
{
	const struct segbias_plan plan = plan_of(weighted);
	struct segbias_sql_cells cells = {.items = NULL};
	struct segbias_text expected = {0};
	struct segbias_text got = {0};
	struct segbias_tally *tally = NULL;
	make_rows(constant);
	struct segbias_tally *counted = count_rows(&plan);
	write_tally(counted, &expected);
	count_cells(&plan, &cells);
	cr_assert_eq(segbias_tally_create(&plan, &tally, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_sql_cells_pour(&cells, &plan, tally, NULL), SEGBIAS_OK);
	write_tally(tally, &got);
	cr_expect_str_eq(got.data, expected.data);
	segbias_tally_free(tally);
	segbias_text_release(&expected);
	segbias_text_release(&got);
	segbias_sql_cells_release(&cells);
	segbias_tally_free(counted);
	encoding_release();
}

Test(sql_cells, make_the_tally_of_the_rows)
{
	for (int i = 0; i < 10; i++)
		check(false, false);
}

Test(sql_cells, make_the_sums_of_weights_of_the_rows)
{
	for (int i = 0; i < 10; i++)
		check(true, false);
	check(true, true);
}

/* 0.1 of all is no double: the sums are those of so many doubles. */
Test(sql_cells, a_weight_that_all_have_is_a_double)
{
	const struct segbias_plan_column columns[] = {{.name = {"p", 1}, .field = 0, .kind = SEGBIAS_PLAN_PRESENCE}};
	const struct segbias_plan_table tables[] = {{{0}, 1}};
	const struct segbias_plan plan = {.columns = columns,
	                                  .column_count = 1,
	                                  .tables = tables,
	                                  .table_count = 1,
	                                  .missing = &MISSING,
	                                  .weighted = true};
	struct segbias_sql_cell items[2] = {{.records = 3, .fourth = 0.0003}, {.records = 3, .fourth = 0.0003}};
	struct segbias_tally *tally = NULL;
	cr_assert(segbias_decimal_read(segbias_label_of("0.3"), &items[0].weight));
	cr_assert(segbias_decimal_read(segbias_label_of("0.03"), &items[0].square));
	cr_assert(segbias_decimal_read(segbias_label_of("0.1"), &items[0].largest));
	items[1].weight = items[0].weight;
	items[1].square = items[0].square;
	items[1].largest = items[0].largest;
	items[1].set = (struct segbias_sql_set){.count = 1, .columns = {0}};
	items[1].values[0] = segbias_label_of("+");
	const struct segbias_sql_cells cells = {.items = items, .count = 2, .file = "cells.csv", .weighted = true};
	cr_assert_eq(segbias_tally_create(&plan, &tally, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_sql_cells_pour(&cells, &plan, tally, NULL), SEGBIAS_OK);
	cr_expect_eq(segbias_tally_total(tally).weight,
	             0x1.3333333333334p-2); /* Python: math.fsum([.1, .1, .1]).hex() */
	cr_expect(segbias_tally_unweight(tally));
	segbias_tally_free(tally);
}

/* Each fault in a copy of cells that are right. */
Test(sql_cells, what_is_cut_doubled_or_changed_is_refused)
{
	const struct segbias_plan plan = plan_of(true);
	struct segbias_sql_cells cells = {.items = NULL};
	make_rows(false);
	count_cells(&plan, &cells);
	for (size_t at = 0; at < cells.count; at += 7)
		for (int fault = 0; fault < 8; fault++) {
			struct segbias_sql_cell kept = cells.items[at];
			struct segbias_sql_cell last = cells.items[cells.count - 1];
			struct segbias_sql_cell *cell = &cells.items[at];
			struct segbias_error error = {0};
			struct segbias_tally *tally = NULL;
			struct segbias_decimal more = decimal_of(0.125);
			if (fault == 0)
				cell->records++;
			else if (fault == 1)
				(void)segbias_decimal_add(&cell->weight, &more);
			else if (fault == 2)
				(void)segbias_decimal_add(&cell->square, &more);
			else if (fault == 3)
				*cell = cells.items[(at + 1) % cells.count];
			else if (fault == 4)
				cells.items[cells.count++] = *cell;
			else if (fault == 5)
				cell->set = (struct segbias_sql_set){.count = 2, .columns = {2, 3}};
			else if (fault == 6)
				*cell = cells.items[--cells.count];
			else if (cell->set.segmented) /* of another segment, or of the text of none */
				cell->segment = segbias_label_of(same_text(cell->segment, ":news") ? ":sport"
				                                 : at % 2                          ? ":news"
				                                                                   : "-1");
			else
				cell->records--;
			cr_assert_eq(segbias_tally_create(&plan, &tally, NULL), SEGBIAS_OK);
			enum segbias_status status = segbias_sql_cells_pour(&cells, &plan, tally, &error);
			cr_expect_eq(status, SEGBIAS_DATA, "fault %d at %zu", fault, at);
			cr_expect_str_eq(error.file, "cells.csv");
			segbias_tally_free(tally);
			cells.count = fault == 4 ? cells.count - 1 : fault == 6 ? cells.count + 1 : cells.count;
			cells.items[cells.count - 1] = last;
			cells.items[at] = kept;
		}
	segbias_sql_cells_release(&cells);
}

/* Of two segments that overlap, one who is in both is in each. By hand. */
Test(sql_cells, overlapping_segments_add_up_each)
{
	static const struct segbias_label NAMES[] = {{"news", 4}, {"it's", 4}};
	const struct segbias_plan_column columns[] = {{.name = {"", 0},
	                                               .field = SEGBIAS_NO_FIELD,
	                                               .kind = SEGBIAS_PLAN_MEMBERS,
	                                               .labels = NAMES,
	                                               .label_count = 2},
	                                              {.name = {"x", 1},
	                                               .field = 1,
	                                               .kind = SEGBIAS_PLAN_MAPPED,
	                                               .labels = LABELS,
	                                               .label_count = 3,
	                                               .resolve = resolve}};
	const struct segbias_plan_table tables[] = {{{0}, 1}, {{1}, 1}, {{0, 1}, 2}};
	const struct segbias_plan plan = {
	    .columns = columns, .column_count = 2, .tables = tables, .table_count = 3, .missing = &MISSING};
	const struct segbias_sql_set x = {.count = 1, .columns = {1}};
	const struct segbias_sql_set segment = {.segmented = true};
	const struct segbias_sql_set both = {.segmented = true, .count = 1, .columns = {1}};
	struct segbias_sql_cell items[] = {
	    {.records = 5},
	    {.set = x, .values = {{":a", 2}}, .records = 3},
	    {.set = x, .values = {{":b", 2}}, .records = 2},
	    {.set = segment, .segment = {":news", 5}, .records = 4},
	    {.set = segment, .segment = {":it's", 5}, .records = 2},
	    {.set = both, .segment = {":news", 5}, .values = {{":a", 2}}, .records = 3},
	    {.set = both, .segment = {":news", 5}, .values = {{":b", 2}}, .records = 1},
	    {.set = both, .segment = {":it's", 5}, .values = {{":a", 2}}, .records = 2},
	};
	struct segbias_sql_cells cells = {.items = items, .count = sizeof items / sizeof *items, .file = "cells.csv"};
	struct segbias_tally *tally = NULL;
	cr_assert_eq(segbias_tally_create(&plan, &tally, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_sql_cells_pour(&cells, &plan, tally, NULL), SEGBIAS_OK);
	const struct segbias_table *table = segbias_tally_table(tally, (uint32_t[]){0, 1}, 2);
	cr_expect_eq(segbias_tally_cell(table, (uint32_t[]){2, 2}, 2).count, 3);
	cr_expect_eq(segbias_tally_cell(table, (uint32_t[]){3, 2}, 2).count, 2);
	cr_expect_eq(segbias_tally_cell(table, (uint32_t[]){3, 3}, 2).count, 0);
	segbias_tally_free(tally);
	/* One segment's cells may not stand for another's. */
	items[6].segment = items[7].segment;
	cr_assert_eq(segbias_tally_create(&plan, &tally, NULL), SEGBIAS_OK);
	cr_expect_eq(segbias_sql_cells_pour(&cells, &plan, tally, NULL), SEGBIAS_DATA);
	segbias_tally_free(tally);
	items[6].segment = segbias_label_of(":none");
	cr_assert_eq(segbias_tally_create(&plan, &tally, NULL), SEGBIAS_OK);
	cr_expect_eq(segbias_sql_cells_pour(&cells, &plan, tally, NULL), SEGBIAS_DATA);
	segbias_tally_free(tally);
}
