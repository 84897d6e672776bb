#include "tally/table.h"

#include <criterion/criterion.h>

Test(table, cells_by_key)
{
	struct segbias_table table = {.plan = {.columns = {0, 1}, .count = 2}};
	for (uint32_t round = 0; round < 3; round++)
		for (uint32_t i = 0; i < 3000; i++) {
			uint32_t ids[] = {i % 60, i / 60};
			cr_assert(segbias_table_add(&table, segbias_table_key(ids, 2), i, 0));
		}
	cr_assert_eq(table.size, 3000);
	for (uint32_t i = 0; i < 3000; i++) {
		uint32_t ids[] = {i % 60, i / 60};
		struct segbias_cell cell = segbias_table_cell(&table, segbias_table_key(ids, 2));
		cr_assert(cell.count == UINT64_C(3) * i && cell.units == 3);
		cr_assert(cell.weight == 3.0 * i && cell.square == 3.0 * i, "unweighted: the count");
	}
	uint32_t other[] = {60, 0};
	struct segbias_cell none = segbias_table_cell(&table, segbias_table_key(other, 2));
	cr_assert(none.count == 0 && none.weight == 0 && none.units == 0);
	segbias_table_release(&table);
}

Test(table, keys_tell_ids_apart)
{
	const uint32_t a[] = {1, 0, 0, 65535};
	const uint32_t b[] = {0, 1, 65535, 0};
	const uint32_t c[] = {0, 0, 0, 1};
	cr_assert_neq(segbias_table_key(a, 4), segbias_table_key(b, 4));
	cr_assert_neq(segbias_table_key(b, 4), segbias_table_key(c, 4));
	cr_assert_eq(segbias_table_key(c, 4), 1);
}

Test(table, weights_and_merging)
{
	struct segbias_table tables[2] = {{.plan = {.columns = {0}, .count = 1}, .weighted = true},
	                                  {.plan = {.columns = {0}, .count = 1}, .weighted = true}};
	cr_assert(segbias_table_add(&tables[0], 7, 1, 1e15) && segbias_table_add(&tables[0], 7, 1, 0.1));
	cr_assert(segbias_table_add(&tables[1], 3, 1, 1e-12) && segbias_table_add(&tables[1], 3, 2, 2));
	for (size_t slot = 0; slot < tables[1].slot_count; slot++)
		if (tables[1].slots[slot].key)
			cr_assert(segbias_table_merge(&tables[0], 7, &tables[1], slot));
	struct segbias_cell cell = segbias_table_cell(&tables[0], 7);
	cr_assert(cell.count == 5 && cell.units == 4);
	/* Python: math.fsum([1e15, .1, 1e-12, 2]) */
	cr_assert_eq(cell.weight, 1000000000000002.1);
	cr_assert_eq(cell.square, 1e30 + 4, "and 0.01, which is lost in rounding");
	segbias_table_release(&tables[0]);
	segbias_table_release(&tables[1]);
}

Test(table, an_empty_table)
{
	struct segbias_table table = {0};
	cr_assert_eq(segbias_table_cell(&table, 0).count, 0);
	segbias_table_release(&table);
	cr_assert_eq(segbias_tally_cell(NULL, &(uint32_t){2}, 1).count, 0);
}

/* Of three tables, added up in any order, the same bounds; one without any doubt has no room for them. */
Test(table, doubts_of_hidden_figures)
{
	static const struct segbias_doubt DOUBTS[] = {{2, 2, true}, {0.05, 0.05, false}, {0.1, 0.2, false}};
	struct segbias_cell cells[2];
	for (size_t order = 0; order < 2; order++) {
		struct segbias_table sum = {.plan = {.columns = {0}, .count = 1}};
		for (size_t i = 0; i < 3; i++) {
			struct segbias_table part = {.plan = {.columns = {0}, .count = 1}};
			cr_assert(segbias_table_add(&part, 5, 10, 1) && segbias_table_add(&part, 9, 1, 1));
			cr_expect_null(part.doubts);
			cr_assert(segbias_table_doubt(&part, 5, &DOUBTS[order ? 2 - i : i]));
			for (uint64_t key = 100; key < 1000; key++) /* it grows, and they move */
				cr_assert(segbias_table_add(&part, key, 1, 1));
			for (size_t slot = 0; slot < part.slot_count; slot++)
				if (part.slots[slot].key)
					cr_assert(segbias_table_merge(&sum, part.slots[slot].key - 1, &part, slot));
			segbias_table_release(&part);
		}
		cells[order] = segbias_table_cell(&sum, 5);
		struct segbias_cell exact = segbias_table_cell(&sum, 9);
		cr_expect(exact.below == 0 && exact.above == 0 && exact.hidden == 0 && exact.count == 3);
		segbias_table_release(&sum);
	}
	/* Python: math.fsum([2, .05, .1]), math.fsum([2, .05, .2]) */
	cr_expect(cells[0].below == 2.15 && cells[0].above == 2.25 && cells[0].hidden == 1 && cells[0].count == 30);
	cr_expect(cells[1].below == cells[0].below && cells[1].above == cells[0].above && cells[1].hidden == 1);
}

/* Rows of three columns, in batches of which later ones have more ids, are what adding each of them gives. */
Test(table, rows_of_three_columns)
{
	enum { ROWS = 2500, BATCHES = 4 };
	static uint32_t ids[3][ROWS];
	struct segbias_table table = {.plan = {.columns = {0, 1, 2}, .count = 3}};
	struct segbias_table single = {.plan = {.columns = {0, 1, 2}, .count = 3}};
	const uint32_t most[BATCHES][3] = {
	    {3, 4, 5}, {3, 5, 5}, {7, 5, 9}, {300, 200, 9}}; /* the last are too many for a front */
	uint32_t next = 1;
	for (size_t b = 0; b < BATCHES; b++) {
		for (size_t row = 0; row < ROWS; row++)
			for (size_t i = 0; i < 3; i++) {
				next = next * 1664525 + 1013904223;
				ids[i][row] = (next >> 8) % most[b][i];
			}
		cr_assert(
		    segbias_table_add_threes(&table, (const uint32_t *const[]){ids[0], ids[1], ids[2]}, ROWS, most[b]));
		for (size_t row = 0; row < ROWS; row++) {
			const uint32_t key[] = {ids[0][row], ids[1][row], ids[2][row]};
			cr_assert(segbias_table_add(&single, segbias_table_key(key, 3), 1, 0));
		}
	}
	cr_assert(segbias_table_settle(&table));
	cr_assert_eq(table.size, single.size);
	for (uint32_t i = 0; i < 300 * 200 * 9; i++) {
		const uint32_t key[] = {i / 1800, i / 9 % 200, i % 9};
		struct segbias_cell mine = segbias_table_cell(&table, segbias_table_key(key, 3));
		struct segbias_cell other = segbias_table_cell(&single, segbias_table_key(key, 3));
		cr_assert(mine.count == other.count && mine.units == other.units, "%u %u %u", key[0], key[1], key[2]);
	}
	segbias_table_release(&table);
	segbias_table_release(&single);
}
