#include "tally/encoding.h"
#include "tally/tally.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint32_t next_random(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

/* A mapped column that knows "x" and "y", folds capitals, and has no other value. */
static const struct segbias_label LABELS[] = {{"x", 1}, {"y", 1}};

static uint32_t resolve(const void *context, struct segbias_label spelling, enum segbias_how *how)
{
	(void)context;
	*how = SEGBIAS_HOW_MISSING;
	if (spelling.size == 0)
		return SEGBIAS_ID_MISSING;
	char c = spelling.bytes[0];
	*how = c >= 'a' ? SEGBIAS_HOW_EXACT : SEGBIAS_HOW_NORMALISED;
	if (c == 'x' || c == 'X')
		return SEGBIAS_ID_FIRST;
	if (c == 'y' || c == 'Y')
		return SEGBIAS_ID_FIRST + 1;
	*how = SEGBIAS_HOW_UNMATCHED;
	return SEGBIAS_ID_UNMATCHED;
}

enum { SEGMENT, MAPPED, OPEN, PRESENCE, COLUMNS };

static const struct segbias_plan_table TABLES[] = {
    {{SEGMENT}, 1},
    {{MAPPED}, 1},
    {{OPEN}, 1},
    {{PRESENCE}, 1},
    {{SEGMENT, MAPPED}, 2},
    {{SEGMENT, PRESENCE}, 2},
    {{MAPPED, OPEN, SEGMENT}, 3},
    {{PRESENCE, OPEN, MAPPED, SEGMENT}, 4},
};

static const struct segbias_plan_column PLAN_COLUMNS[COLUMNS] = {
    {.name = {"segment", 7}, .kind = SEGBIAS_PLAN_OPEN},
    {.name = {"mapped", 6},
     .field = 1,
     .kind = SEGBIAS_PLAN_MAPPED,
     .labels = LABELS,
     .label_count = 2,
     .resolve = resolve},
    {.name = {"open", 4}, .field = 2, .kind = SEGBIAS_PLAN_OPEN},
    {.name = {"presence", 8}, .field = 3, .kind = SEGBIAS_PLAN_PRESENCE},
};

static struct segbias_plan plan_of(bool weighted)
{
	return (struct segbias_plan){.columns = PLAN_COLUMNS,
	                             .column_count = COLUMNS,
	                             .tables = TABLES,
	                             .table_count = sizeof TABLES / sizeof *TABLES,
	                             .weighted = weighted};
}

static struct segbias_tally *create(bool weighted)
{
	struct segbias_plan plan = plan_of(weighted);
	struct segbias_tally *tally = NULL;
	tally = encoding_create(&plan);
	return tally;
}

static void pour(struct segbias_tally *tally, const char *const *cells, uint64_t count, double weight)
{
	uint32_t ids[COLUMNS];
	for (size_t column = 0; column < COLUMNS; column++) {
		bool fresh = false;
		cr_assert_eq(segbias_encoder_spell(encoding_of(tally), column, segbias_label_of(cells[column]), count,
		                                   &ids[column], &fresh),
		             SEGBIAS_OK);
	}
	struct segbias_record record = {.ids = ids, .count = count, .weight = weight};
	cr_assert_eq(segbias_tally_add(tally, &record, NULL), SEGBIAS_OK);
}

/* The id here of a label there; the same for missing and unmatched. */
static uint32_t translate(const struct segbias_tally *from, const struct segbias_tally *to, size_t column, uint32_t id)
{
	if (id < SEGBIAS_ID_FIRST || PLAN_COLUMNS[column].kind == SEGBIAS_PLAN_PRESENCE)
		return id;
	struct segbias_label label = segbias_tally_label(from, column, id);
	for (uint32_t i = 0; i < segbias_tally_labels(to, column); i++)
		if (segbias_label_equal(segbias_tally_label(to, column, SEGBIAS_ID_FIRST + i), label))
			return SEGBIAS_ID_FIRST + i;
	return UINT32_MAX;
}

static uint32_t ids_of(const struct segbias_tally *tally, size_t column)
{
	return SEGBIAS_ID_FIRST +
	       (PLAN_COLUMNS[column].kind == SEGBIAS_PLAN_PRESENCE ? 1 : segbias_tally_labels(tally, column));
}

/* Every cell of every table, looked up by name. */
static void expect_equal_tables(const struct segbias_tally *a, const struct segbias_tally *b)
{
	for (size_t t = 0; t < sizeof TABLES / sizeof *TABLES; t++) {
		const struct segbias_plan_table *plan = &TABLES[t];
		const struct segbias_table *x = segbias_tally_table(a, plan->columns, plan->count);
		const struct segbias_table *y = segbias_tally_table(b, plan->columns, plan->count);
		uint32_t at[SEGBIAS_TABLE_COLUMNS_MAX] = {0};
		uint32_t column = 0;
		while (column < plan->count) {
			uint32_t there[SEGBIAS_TABLE_COLUMNS_MAX];
			for (uint32_t i = 0; i < plan->count; i++) {
				there[i] = translate(a, b, plan->columns[i], at[i]);
				cr_assert_neq(there[i], UINT32_MAX);
			}
			struct segbias_cell p = segbias_tally_cell(x, at, plan->count);
			struct segbias_cell q = segbias_tally_cell(y, there, plan->count);
			cr_assert(p.count == q.count && p.units == q.units && p.weight == q.weight &&
			              p.square == q.square,
			          "table %zu", t);
			for (column = 0; column < plan->count && ++at[column] == ids_of(a, plan->columns[column]);
			     column++)
				at[column] = 0;
		}
	}
}

static void expect_equal(const struct segbias_tally *a, const struct segbias_tally *b)
{
	struct segbias_cell p = segbias_tally_total(a);
	struct segbias_cell q = segbias_tally_total(b);
	cr_assert(p.count == q.count && p.units == q.units && p.weight == q.weight && p.square == q.square);
	cr_assert_eq(segbias_tally_records(a), segbias_tally_records(b));
	for (size_t column = 0; column < COLUMNS; column++) {
		cr_assert_eq(segbias_tally_labels(a, column), segbias_tally_labels(b, column));
		cr_assert_eq(segbias_tally_spellings(a, column), segbias_tally_spellings(b, column));
		for (uint32_t i = 0; i < segbias_tally_spellings(a, column); i++) {
			struct segbias_spelling s = segbias_tally_spelling(a, column, i);
			bool found = false;
			for (uint32_t j = 0; j < segbias_tally_spellings(b, column); j++) {
				struct segbias_spelling r = segbias_tally_spelling(b, column, j);
				if (!segbias_label_equal(s.label, r.label))
					continue;
				found = true;
				cr_assert(s.count == r.count && s.how == r.how);
				cr_assert_eq(translate(a, b, column, s.id), r.id);
			}
			cr_assert(found);
		}
		cr_assert_eq(segbias_tally_overflowed(a, column), segbias_tally_overflowed(b, column));
	}
	expect_equal_tables(a, b);
}

/* Property: merging any split of the records, in any order, equals the whole. */
static void split_and_merge(bool weighted, uint32_t seed)
{
	static const char *const segments[] = {"S", "T", "U", "", "NA"};
	static const char *const mapped[] = {"x", "X", "y", "Y", "z", "q", ""};
	static const char *const open[] = {"one", "two", "three", "four", "null", "", "six"};
	static const char *const presence[] = {"", "here", "there", "-"};
	static const double weights[] = {1e-12, 0.1, 1e15, 0, 3};
	enum { PARTS = 4 };
	uint32_t state = seed;
	struct segbias_tally *whole = create(weighted);
	struct segbias_tally *parts[PARTS];
	for (size_t i = 0; i < PARTS; i++)
		parts[i] = create(weighted);
	uint32_t records = next_random(&state) % 300;
	for (uint32_t i = 0; i < records; i++) {
		uint32_t r = next_random(&state);
		const char *const cells[COLUMNS] = {segments[r % 5], mapped[r / 8 % 7], open[r / 64 % 7],
		                                    presence[r / 512 % 4]};
		uint64_t count = r / 4096 % 3;
		double weight = weighted ? weights[r / 16384 % 5] : 1;
		pour(whole, cells, count, weight);
		pour(parts[next_random(&state) % PARTS], cells, count, weight);
	}
	for (size_t left = PARTS; left > 1; left--) { /* merge in any order, into any */
		size_t from = next_random(&state) % left;
		struct segbias_tally *other = parts[from];
		parts[from] = parts[left - 1];
		size_t into = next_random(&state) % (left - 1);
		cr_assert_eq(segbias_tally_merge(parts[into], other, NULL), SEGBIAS_OK);
		segbias_tally_free(other);
	}
	expect_equal(whole, parts[0]);
	expect_equal(parts[0], whole);
	segbias_tally_free(whole);
	segbias_tally_free(parts[0]);
}

Test(tally, merging_any_split_equals_the_whole)
{
	for (uint32_t seed = 1; seed <= 40; seed++)
		split_and_merge(false, seed);
}

Test(tally, merging_any_split_of_weights_equals_the_whole)
{
	for (uint32_t seed = 101; seed <= 140; seed++)
		split_and_merge(true, seed);
}

/* Two segments and two spellings are 4 x 4 ids, three spellings 4 x 5: the table is none then, whoever has counted which. */
Test(tally, a_table_that_has_more_combinations_than_it_may)
{
	enum { WHOLE, FIRST, SECOND, TALLIES };
	static const uint32_t columns[] = {SEGMENT, OPEN};
	static const uint32_t ids[] = {SEGBIAS_ID_FIRST, SEGBIAS_ID_FIRST};
	static const struct segbias_plan_table bounded = {{SEGMENT, OPEN}, 2};
	struct segbias_plan plan = plan_of(false);
	struct segbias_tally *tallies[TALLIES];
	plan.tables = &bounded;
	plan.table_count = plan.bounded_count = 1;
	plan.bounded_most = 16;
	for (size_t i = 0; i < TALLIES; i++) {
		tallies[i] = encoding_create(&plan);
		pour(tallies[i], (const char *const[]){"s", "x", i == SECOND ? "c" : "a", "p"}, 1, 0);
		pour(tallies[i], (const char *const[]){"t", "x", i == SECOND ? "c" : "b", "p"}, 1, 0);
		const struct segbias_table *table = segbias_tally_table(tallies[i], columns, 2);
		cr_expect_eq(segbias_tally_cell(table, ids, 2).count, 1);
	}
	pour(tallies[WHOLE], (const char *const[]){"s", "x", "c", "p"}, 1, 0);
	cr_expect_null(segbias_tally_table(tallies[WHOLE], columns, 2));
	pour(tallies[WHOLE], (const char *const[]){"s", "x", "a", "p"}, 1, 0);
	cr_expect_null(segbias_tally_table(tallies[WHOLE], columns, 2));
	cr_assert_eq(segbias_tally_merge(tallies[FIRST], tallies[SECOND], NULL), SEGBIAS_OK);
	cr_expect_null(segbias_tally_table(tallies[FIRST], columns, 2));
	cr_assert_eq(segbias_tally_merge(tallies[SECOND], tallies[WHOLE], NULL), SEGBIAS_OK);
	cr_expect_null(segbias_tally_table(tallies[SECOND], columns, 2));
	for (size_t i = 0; i < TALLIES; i++)
		segbias_tally_free(tallies[i]);
}

/* Missing and unmatched are counters, never labels. */
Test(tally, what_spellings_mean)
{
	struct segbias_tally *tally = create(false);
	pour(tally, (const char *const[]){"S", "X", "one", "a"}, 2, 0);
	pour(tally, (const char *const[]){"NA", "q", "unknown", ""}, 3, 0);
	cr_assert_eq(segbias_tally_records(tally), 5);
	cr_assert_eq(segbias_tally_total(tally).units, 2);
	cr_assert_eq(segbias_tally_labels(tally, SEGMENT), 1);
	cr_assert_eq(segbias_tally_labels(tally, MAPPED), 2);
	cr_assert_eq(segbias_tally_labels(tally, OPEN), 1);
	static const struct {
		uint32_t column, id;
		uint64_t count;
	} rows[] = {
	    {SEGMENT, SEGBIAS_ID_FIRST, 2},    {SEGMENT, SEGBIAS_ID_MISSING, 3},  {MAPPED, SEGBIAS_ID_FIRST, 2},
	    {MAPPED, SEGBIAS_ID_UNMATCHED, 3}, {MAPPED, SEGBIAS_ID_FIRST + 1, 0}, {OPEN, SEGBIAS_ID_MISSING, 3},
	    {PRESENCE, SEGBIAS_ID_FIRST, 2},   {PRESENCE, SEGBIAS_ID_MISSING, 3},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct segbias_table *table = segbias_tally_table(tally, &rows[i].column, 1);
		cr_expect_eq(segbias_tally_cell(table, &rows[i].id, 1).count, rows[i].count, "row %zu", i);
	}
	cr_assert_null(segbias_tally_table(tally, (const uint32_t[]){OPEN, PRESENCE}, 2));
	cr_assert(segbias_label_equal(segbias_tally_name(tally, OPEN), segbias_label_of("open")));
	cr_assert_eq(segbias_tally_columns(tally), COLUMNS);
	segbias_tally_free(tally);
	segbias_tally_free(NULL);
}

Test(tally, spellings_remember_count_how_and_first_place)
{
	struct segbias_tally *tally = create(false);
	uint32_t id = 0;
	bool fresh = false;
	cr_assert_eq(segbias_encoder_spell(encoding_of(tally), MAPPED, segbias_label_of("q"), 5, &id, &fresh),
	             SEGBIAS_OK);
	cr_assert(fresh && id == SEGBIAS_ID_UNMATCHED);
	segbias_encoder_place(encoding_of(tally), MAPPED, 12, 3);
	cr_assert_eq(segbias_encoder_spell(encoding_of(tally), MAPPED, segbias_label_of("X"), 1, &id, &fresh),
	             SEGBIAS_OK);
	cr_assert_eq(segbias_encoder_spell(encoding_of(tally), MAPPED, segbias_label_of("q"), 2, &id, &fresh),
	             SEGBIAS_OK);
	cr_assert(!fresh && id == SEGBIAS_ID_UNMATCHED);
	struct segbias_spelling s = segbias_tally_spelling(tally, MAPPED, 0);
	cr_assert(s.count == 7 && s.line == 12 && s.column == 3 && s.how == SEGBIAS_HOW_UNMATCHED);
	s = segbias_tally_spelling(tally, MAPPED, 1);
	cr_assert(s.count == 1 && s.line == 0 && s.how == SEGBIAS_HOW_NORMALISED && s.id == SEGBIAS_ID_FIRST);
	segbias_tally_free(tally);
}

/* Past 10,000 spellings memory no longer grows; records are still counted under what they mean. */
Test(tally, more_than_10000_spellings)
{
	struct segbias_tally *tally = create(false);
	char text[32];
	for (int i = 0; i < 12000; i++) {
		(void)snprintf(text, sizeof text, "x%d", i);
		pour(tally, (const char *const[]){"S", text, text, text}, 2, 0);
		if (i == SEGBIAS_DISTINCT_MAX - 1)
			cr_assert_not(segbias_tally_overflowed(tally, OPEN));
	}
	cr_assert_eq(segbias_tally_finish(tally, NULL), SEGBIAS_OK);
	cr_assert(segbias_tally_overflowed(tally, OPEN) && segbias_tally_overflowed(tally, MAPPED));
	cr_assert_not(segbias_tally_overflowed(tally, SEGMENT));
	cr_assert_eq(segbias_tally_labels(tally, OPEN), SEGBIAS_DISTINCT_MAX);
	cr_assert_eq(segbias_tally_spellings(tally, MAPPED), SEGBIAS_DISTINCT_MAX);
	cr_assert_eq(segbias_tally_beyond(tally, MAPPED, SEGBIAS_ID_FIRST), 4000);
	cr_assert_eq(segbias_tally_beyond(tally, OPEN, SEGBIAS_ID_UNMATCHED), 4000);
	cr_assert_eq(segbias_tally_beyond(tally, SEGMENT, SEGBIAS_ID_FIRST), 0);
	uint32_t column = MAPPED;
	uint32_t id = SEGBIAS_ID_FIRST;
	cr_assert_eq(segbias_tally_cell(segbias_tally_table(tally, &column, 1), &id, 1).count, 24000);
	segbias_tally_free(tally);
}

/* Known values that all differ; missing ones do not count, a first repetition ends it. */
Test(tally, identifiers)
{
	struct segbias_tally *tally = create(false);
	char text[32];
	for (int i = 0; i < 150; i++) {
		(void)snprintf(text, sizeof text, "x%d", i);
		pour(tally, (const char *const[]){"S", i % 2 ? "x" : "y", i % 3 ? text : "NA", text}, 1, 0);
	}
	cr_assert(segbias_tally_all_differ(tally, PRESENCE, 150));
	cr_assert_not(segbias_tally_all_differ(tally, PRESENCE, 151));
	cr_assert(segbias_tally_all_differ(tally, OPEN, 100));
	cr_assert_not(segbias_tally_all_differ(tally, SEGMENT, 1));
	pour(tally, (const char *const[]){"S", "x", "x1", "x1"}, 1, 0);
	cr_assert_not(segbias_tally_all_differ(tally, OPEN, 100));
	segbias_tally_free(tally);
}

/* A repetition before the limit is remembered past it: 10,000 later values that all differ are no identifier. */
Test(tally, a_repetition_is_not_forgotten)
{
	struct segbias_tally *tally = create(false);
	char text[32];
	for (int i = 0; i < SEGBIAS_DISTINCT_MAX + 2000; i++) {
		(void)snprintf(text, sizeof text, "x%d", i < 2 ? 0 : i);
		pour(tally, (const char *const[]){"S", "x", text, text}, 1, 0);
	}
	cr_assert(segbias_tally_repeats(tally, OPEN, &(uint64_t){0}));
	cr_assert_not(segbias_tally_all_differ(tally, OPEN, 100));
	segbias_tally_free(tally);
}

/* A value that came twice in one part is no identifier's in the merged one, whichever takes the other. */
Test(tally, merging_a_repetition)
{
	for (int into = 0; into < 2; into++)
		for (int many = 0; many < 2; many++) {
			struct segbias_tally *parts[] = {create(false), create(false)};
			char text[32];
			for (int i = 0; i < (many ? 12000 : 200); i++) {
				(void)snprintf(text, sizeof text, "x%d", i < 2 ? 0 : i);
				pour(parts[0], (const char *const[]){"S", "x", text, text}, 1, 0);
			}
			for (int i = 0; i < 200; i++) {
				(void)snprintf(text, sizeof text, "y%d", i);
				pour(parts[1], (const char *const[]){"S", "x", text, text}, 1, 0);
			}
			cr_assert(segbias_tally_all_differ(parts[1], OPEN, 100));
			cr_assert_eq(segbias_tally_merge(parts[into], parts[1 - into], NULL), SEGBIAS_OK);
			cr_expect(segbias_tally_repeats(parts[into], OPEN, &(uint64_t){0}));
			cr_expect_not(segbias_tally_all_differ(parts[into], OPEN, 100), "%d %d", into, many);
			segbias_tally_free(parts[0]);
			segbias_tally_free(parts[1]);
		}
}

/* What is past the limit, and what came twice, merges too. */
Test(tally, merging_past_the_limit)
{
	struct segbias_tally *parts[] = {create(false), create(false), create(false)};
	char text[32];
	for (int part = 1; part < 3; part++)
		for (int i = 0; i < 12000; i++) {
			(void)snprintf(text, sizeof text, "x%d", i);
			pour(parts[part], (const char *const[]){"S", text, text, text}, 2, 0);
		}
	/* One that is kept comes again. */
	cr_assert_eq(segbias_tally_finish(parts[2], NULL), SEGBIAS_OK);
	struct segbias_label kept = segbias_tally_spelling(parts[2], OPEN, 0).label;
	(void)snprintf(text, sizeof text, "%.*s", (int)kept.size, kept.bytes);
	pour(parts[1], (const char *const[]){"S", text, text, text}, 2, 0);
	cr_assert(segbias_tally_all_differ(parts[2], OPEN, 100) &&
	          !segbias_tally_repeats(parts[2], OPEN, &(uint64_t){0}));
	/* Into an empty one: every spelling that the other remembers has room. */
	cr_assert_eq(segbias_tally_merge(parts[0], parts[1], NULL), SEGBIAS_OK);
	cr_expect(segbias_tally_overflowed(parts[0], MAPPED) && segbias_tally_overflowed(parts[0], OPEN));
	cr_expect_not(segbias_tally_overflowed(parts[0], SEGMENT));
	cr_expect_eq(segbias_tally_beyond(parts[0], MAPPED, SEGBIAS_ID_FIRST), 4000);
	cr_expect(segbias_tally_repeats(parts[0], OPEN, &(uint64_t){0}));
	cr_expect_not(segbias_tally_all_differ(parts[0], OPEN, 100));
	cr_assert_eq(segbias_tally_merge(parts[0], parts[2], NULL), SEGBIAS_OK);
	cr_expect_eq(segbias_tally_beyond(parts[0], MAPPED, SEGBIAS_ID_FIRST), 8000);
	cr_expect_eq(segbias_tally_beyond(parts[0], OPEN, SEGBIAS_ID_UNMATCHED), 8000);
	uint32_t column = MAPPED;
	uint32_t id = SEGBIAS_ID_FIRST;
	cr_expect_eq(segbias_tally_cell(segbias_tally_table(parts[0], &column, 1), &id, 1).count, 48002);
	for (size_t i = 0; i < 3; i++)
		segbias_tally_free(parts[i]);
}

/* Everything that is read of a finished tally, in its order. */
static void expect_same(const struct segbias_tally *a, const struct segbias_tally *b)
{
	for (size_t column = 0; column < COLUMNS; column++) {
		cr_assert_eq(segbias_tally_labels(a, column), segbias_tally_labels(b, column));
		for (uint32_t id = SEGBIAS_ID_FIRST; id < SEGBIAS_ID_FIRST + segbias_tally_labels(a, column); id++)
			cr_assert(segbias_label_equal(segbias_tally_label(a, column, id),
			                              segbias_tally_label(b, column, id)));
		cr_assert_eq(segbias_tally_spellings(a, column), segbias_tally_spellings(b, column));
		for (uint32_t i = 0; i < segbias_tally_spellings(a, column); i++) {
			struct segbias_spelling s = segbias_tally_spelling(a, column, i);
			struct segbias_spelling r = segbias_tally_spelling(b, column, i);
			cr_assert(segbias_label_equal(s.label, r.label) && s.count == r.count && s.how == r.how &&
			              s.id == r.id && s.line == r.line && s.column == r.column,
			          "column %zu, spelling %u: %.*s, %.*s, line %d, %d", column, i, (int)s.label.size,
			          s.label.bytes, (int)r.label.size, r.label.bytes, (int)s.line, (int)r.line);
		}
		for (uint32_t id = 0; id < SEGBIAS_ID_FIRST + 2; id++)
			cr_assert_eq(segbias_tally_beyond(a, column, id), segbias_tally_beyond(b, column, id));
		cr_assert_eq(segbias_tally_overflowed(a, column), segbias_tally_overflowed(b, column));
		for (uint64_t least = 1; least < 40000; least *= 3)
			cr_assert_eq(segbias_tally_all_differ(a, column, least),
			             segbias_tally_all_differ(b, column, least));
	}
	/* An open column of too many spellings has no cells of labels. */
	enum { IDS = SEGBIAS_ID_FIRST + 2 };
	for (size_t t = 0; t < sizeof TABLES / sizeof *TABLES; t++)
		for (uint32_t cell = 0; cell < IDS * IDS * IDS * IDS; cell++) {
			uint32_t ids[] = {cell % IDS, cell / IDS % IDS, cell / IDS / IDS % IDS, cell / IDS / IDS / IDS};
			const struct segbias_plan_table *plan = &TABLES[t];
			cr_assert_eq(
			    segbias_tally_cell(segbias_tally_table(a, plan->columns, plan->count), ids, plan->count)
				.count,
			    segbias_tally_cell(segbias_tally_table(b, plan->columns, plan->count), ids, plan->count)
				.count);
		}
}

enum { LONG_ROWS = 23000 };

/* A row of a file that passes every limit: an open and a mapped column of 11,500 spellings, identifiers that come again in the
 * last rows alone, markers between them. Unmatched ones have a first place. */
static void pour_long(struct segbias_tally *tally, int row)
{
	char open[32];
	char mapped[32];
	(void)snprintf(open, sizeof open, row % 1000 == 7 ? "NA" : "v%d", row < 22000 ? row % 11500 : row - 22000);
	(void)snprintf(mapped, sizeof mapped, "%c%d", "xyzX"[row % 4], row % 11500);
	const char *const cells[COLUMNS] = {row % 3 ? "S" : "T", mapped, open, row % 5 ? open : ""};
	uint32_t ids[COLUMNS];
	for (size_t column = 0; column < COLUMNS; column++) {
		bool fresh = false;
		cr_assert_eq(segbias_encoder_spell(encoding_of(tally), column, segbias_label_of(cells[column]), 1,
		                                   &ids[column], &fresh),
		             SEGBIAS_OK);
		if (fresh && column == MAPPED)
			segbias_encoder_place(encoding_of(tally), column, (uint64_t)row + 2, 5);
	}
	struct segbias_record record = {.ids = ids, .count = 1, .weight = 1};
	cr_assert_eq(segbias_tally_add(tally, &record, NULL), SEGBIAS_OK);
}

/* Any split in two and three, merged in any order, is the whole: also past every limit. */
Test(tally, splits_past_every_limit, .timeout = 120)
{
	static const int cuts[][2] = {{1, 2}, {9999, 10001}, {11500, 22000}, {22999, 22999}, {5000, 20000}};
	struct segbias_tally *whole = create(false);
	for (int row = 0; row < LONG_ROWS; row++)
		pour_long(whole, row);
	cr_assert_eq(segbias_tally_finish(whole, NULL), SEGBIAS_OK);
	cr_assert(segbias_tally_overflowed(whole, OPEN) && segbias_tally_overflowed(whole, MAPPED));
	for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
		struct segbias_tally *parts[] = {create(false), create(false), create(false)};
		for (int row = 0; row < LONG_ROWS; row++)
			pour_long(parts[row < cuts[i][0] ? 0 : row < cuts[i][1] ? 1 : 2], row);
		size_t into = i % 3;
		for (size_t part = 0; part < 3 && i % 2; part++)
			cr_assert_eq(segbias_tally_finish(parts[part], NULL), SEGBIAS_OK);
		cr_assert_eq(segbias_tally_merge(parts[into], parts[(into + 2) % 3], NULL), SEGBIAS_OK);
		cr_assert_eq(segbias_tally_merge(parts[into], parts[(into + 1) % 3], NULL), SEGBIAS_OK);
		cr_assert_eq(segbias_tally_finish(parts[into], NULL), SEGBIAS_OK);
		expect_same(whole, parts[into]);
		for (size_t part = 0; part < 3; part++)
			segbias_tally_free(parts[part]);
	}
	segbias_tally_free(whole);
}

/* Several answers a cell: a record is in the cell of each of its labels, once, and in that of those who answered; merging
 * any split equals the whole. */
enum { ANSWERS_SEGMENT, ANSWERS_MAPPED, ANSWERS_OPEN, ANSWERS_COLUMNS };

static struct segbias_tally *create_answers(void)
{
	static const struct segbias_plan_column columns[] = {
	    {.name = {"segment", 7}, .kind = SEGBIAS_PLAN_OPEN},
	    {.name = {"mapped", 6},
	     .kind = SEGBIAS_PLAN_MAPPED,
	     .labels = LABELS,
	     .label_count = 2,
	     .resolve = resolve,
	     .separator = {";", 1}},
	    {.name = {"open", 4}, .kind = SEGBIAS_PLAN_OPEN, .separator = {";", 1}},
	};
	static const struct segbias_plan_table tables[] = {{{0}, 1}, {{1}, 1}, {{2}, 1}, {{0, 1}, 2}, {{0, 2}, 2}};
	static const uint32_t absent[] = {ANSWERS_MAPPED};
	static const uint32_t absent_by[] = {ANSWERS_SEGMENT};
	struct segbias_plan plan = {.columns = columns,
	                            .column_count = ANSWERS_COLUMNS,
	                            .tables = tables,
	                            .table_count = 5,
	                            .absent = absent,
	                            .absent_by = absent_by,
	                            .absent_count = 1,
	                            .absent_by_count = 1,
	                            .weighted = true};
	struct segbias_tally *tally = NULL;
	tally = encoding_create(&plan);
	return tally;
}

static void pour_answers(struct segbias_tally *tally, const char *segment, const char *cell, double weight)
{
	const char *const cells[] = {segment, cell, cell};
	uint32_t ids[ANSWERS_COLUMNS];
	for (size_t column = 0; column < ANSWERS_COLUMNS; column++) {
		bool fresh = false;
		cr_assert_eq(segbias_encoder_spell(encoding_of(tally), column, segbias_label_of(cells[column]), 2,
		                                   &ids[column], &fresh),
		             SEGBIAS_OK);
		if (fresh)
			segbias_encoder_place(encoding_of(tally), column, 7, column);
	}
	struct segbias_record record = {
	    .ids = ids, .lists = segbias_encoder_lists(encoding_of(tally)), .count = 2, .weight = weight};
	cr_assert_eq(segbias_tally_add(tally, &record, NULL), SEGBIAS_OK);
}

static struct segbias_cell answers_cell(const struct segbias_tally *tally, const char *segment, uint32_t column,
                                        const char *label, uint32_t id)
{
	uint32_t columns[2];
	uint32_t ids[2];
	size_t count = 0;
	for (uint32_t i = 0; segment && i < segbias_tally_labels(tally, ANSWERS_SEGMENT); i++)
		if (segbias_label_equal(segbias_tally_label(tally, ANSWERS_SEGMENT, SEGBIAS_ID_FIRST + i),
		                        segbias_label_of(segment))) {
			columns[count] = ANSWERS_SEGMENT;
			ids[count++] = SEGBIAS_ID_FIRST + i;
		}
	for (uint32_t i = 0; label && i < segbias_tally_labels(tally, column); i++)
		if (segbias_label_equal(segbias_tally_label(tally, column, SEGBIAS_ID_FIRST + i),
		                        segbias_label_of(label)))
			id = SEGBIAS_ID_FIRST + i;
	columns[count] = column;
	ids[count++] = id;
	return segbias_tally_cell(segbias_tally_table(tally, columns, count), ids, count);
}

static void expect_answers(const struct segbias_tally *tally)
{
	static const struct {
		const char *segment;
		uint32_t column;
		const char *label;
		uint32_t id;
		uint64_t count;
		double weight, square;
	} rows[] = {
	    {NULL, ANSWERS_MAPPED, "x", 0, 6, 1.75, 1.3125},
	    {NULL, ANSWERS_MAPPED, "y", 0, 4, 3, 5},
	    {NULL, ANSWERS_MAPPED, NULL, SEGBIAS_ID_ANSWERED, 8, 3.75, 5.3125},
	    {NULL, ANSWERS_MAPPED, NULL, SEGBIAS_ID_UNMATCHED, 2, 4, 16},
	    {NULL, ANSWERS_MAPPED, NULL, SEGBIAS_ID_MISSING, 4, 24, 320},
	    {"S", ANSWERS_MAPPED, "x", 0, 4, 1.25, 1.0625},
	    {"S", ANSWERS_MAPPED, NULL, SEGBIAS_ID_ANSWERED, 4, 1.25, 1.0625},
	    {"T", ANSWERS_MAPPED, NULL, SEGBIAS_ID_ANSWERED, 4, 2.5, 4.25},
	    {NULL, ANSWERS_OPEN, "x", 0, 6, 1.75, 1.3125},
	    {NULL, ANSWERS_OPEN, "q", 0, 4, 4.5, 16.25},
	    {NULL, ANSWERS_OPEN, NULL, SEGBIAS_ID_ANSWERED, 10, 7.75, 21.3125},
	    {"T", ANSWERS_OPEN, NULL, SEGBIAS_ID_MISSING, 4, 24, 320},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_cell cell =
		    answers_cell(tally, rows[i].segment, rows[i].column, rows[i].label, rows[i].id);
		cr_expect(cell.count == rows[i].count && cell.weight == rows[i].weight && cell.square == rows[i].square,
		          "row %zu: %d, %g, %g", i, (int)cell.count, cell.weight, cell.square);
	}
	cr_expect_eq(segbias_tally_several(tally, ANSWERS_MAPPED), 2);
	cr_expect_eq(segbias_tally_several(tally, ANSWERS_OPEN), 6);
	cr_expect_eq(segbias_tally_absent(tally, ANSWERS_MAPPED, ANSWERS_SEGMENT, SEGBIAS_ID_FIRST), 0);
	cr_expect_eq(segbias_tally_records(tally), 14);
	for (uint32_t i = 0; i < segbias_tally_spellings(tally, ANSWERS_MAPPED); i++) {
		struct segbias_spelling spelling = segbias_tally_spelling(tally, ANSWERS_MAPPED, i);
		if (segbias_label_equal(spelling.label, segbias_label_of("q")))
			cr_expect(spelling.count == 4 && spelling.line == 7 && spelling.id == SEGBIAS_ID_UNMATCHED);
		if (segbias_label_equal(spelling.label, segbias_label_of("x")))
			cr_expect_eq(spelling.count, 6);
	}
}

Test(tally, several_answers)
{
	static const struct {
		const char *segment, *cell;
		double weight;
	} rows[] = {
	    {"S", "x;y", 1}, {"S", "X; x;x", .25}, {"T", "q;x", 0.5}, {"T", "y", 2},
	    {"T", "q", 4},   {"T", "", 8},         {"T", " ;;", 16},
	};
	enum { ROWS = sizeof rows / sizeof *rows };
	for (unsigned split = 0; split < 1U << ROWS; split++) {
		struct segbias_tally *tally = create_answers();
		struct segbias_tally *other = create_answers();
		for (size_t i = 0; i < ROWS; i++)
			pour_answers(split >> i & 1 ? other : tally, rows[i].segment, rows[i].cell, rows[i].weight);
		cr_assert_eq(segbias_tally_merge(tally, other, NULL), SEGBIAS_OK);
		if (split)
			cr_expect(segbias_tally_labels(tally, ANSWERS_OPEN) == 4);
		if (split == 0 || split == 37)
			expect_answers(tally);
		segbias_tally_free(tally);
		segbias_tally_free(other);
	}
}

/* Past the limit an answer counts under what it means, once a record. */
Test(tally, more_than_10000_answers)
{
	struct segbias_tally *tally = create_answers();
	char text[96];
	for (int i = 0; i < 12000; i++) {
		(void)snprintf(text, sizeof text, "x%d;x%d;X%d;z%d", i, i, i, i);
		pour_answers(tally, "S", text, 1);
	}
	cr_assert(segbias_tally_overflowed(tally, ANSWERS_MAPPED));
	cr_expect_eq(answers_cell(tally, NULL, ANSWERS_MAPPED, "x", 0).count, 24000);
	cr_expect_eq(answers_cell(tally, NULL, ANSWERS_MAPPED, NULL, SEGBIAS_ID_ANSWERED).count, 24000);
	cr_expect(segbias_tally_beyond(tally, ANSWERS_MAPPED, SEGBIAS_ID_UNMATCHED) <= 24000);
	segbias_tally_free(tally);
}

static const struct segbias_label MEMBER_LABELS[] = {{"vip", 3}, {"new", 3}};

/* Members: a record counts once in every segment that it is in, and once in the whole. */
Test(tally, members)
{
	const struct segbias_plan_column columns[] = {
	    {.name = {"vip,new", 7},
	     .field = SEGBIAS_NO_FIELD,
	     .kind = SEGBIAS_PLAN_MEMBERS,
	     .labels = MEMBER_LABELS,
	     .label_count = 2},
	    {.name = {"g", 1}, .kind = SEGBIAS_PLAN_OPEN},
	};
	const struct segbias_plan_table tables[] = {{{0}, 1}, {{1}, 1}, {{0, 1}, 2}};
	struct segbias_plan plan = {.columns = columns, .column_count = 2, .tables = tables, .table_count = 3};
	struct segbias_tally *tally = NULL;
	tally = encoding_create(&plan);
	static const uint32_t vip = SEGBIAS_ID_FIRST;
	static const uint32_t both[] = {SEGBIAS_ID_FIRST, SEGBIAS_ID_FIRST + 1};
	uint32_t ids[] = {0, 0};
	bool fresh = false;
	segbias_encoder_spell(encoding_of(tally), 1, segbias_label_of("a"), 1, &ids[1], &fresh);
	struct segbias_record record = {.ids = ids, .members = both, .member_count = 2, .count = 1};
	segbias_tally_add(tally, &record, NULL);
	record.member_count = 1;
	segbias_tally_add(tally, &record, NULL);
	record.member_count = 0;
	segbias_tally_add(tally, &record, NULL);
	const struct segbias_table *segments = segbias_tally_table(tally, &(uint32_t){0}, 1);
	cr_assert_eq(segbias_tally_cell(segments, &vip, 1).count, 2);
	cr_assert_eq(segbias_tally_cell(segments, &both[1], 1).count, 1);
	cr_assert_eq(segbias_tally_cell(segbias_tally_table(tally, &(uint32_t){1}, 1), &ids[1], 1).count, 3);
	uint32_t cell[] = {vip, ids[1]};
	cr_assert_eq(segbias_tally_cell(segbias_tally_table(tally, (const uint32_t[]){0, 1}, 2), cell, 2).count, 2);
	cr_assert_eq(segbias_tally_records(tally), 3);
	segbias_tally_free(tally);
}

Test(tally, records_stay_under_2_to_the_53)
{
	struct segbias_tally *tally = create(false);
	struct segbias_error error = {0};
	uint32_t ids[COLUMNS] = {2, 2, 2, 2};
	bool fresh = false;
	segbias_encoder_spell(encoding_of(tally), OPEN, segbias_label_of("a"), 0, &ids[OPEN], &fresh);
	segbias_encoder_spell(encoding_of(tally), SEGMENT, segbias_label_of("a"), 0, &ids[SEGMENT], &fresh);
	struct segbias_record record = {.ids = ids, .count = UINT64_C(1) << 53, .weight = 1};
	cr_assert_eq(segbias_tally_add(tally, &record, &error), SEGBIAS_OK);
	record.count = 1;
	cr_assert_eq(segbias_tally_add(tally, &record, &error), SEGBIAS_DATA);
	cr_assert_str_eq(error.message, "the counts add up to more than 2^53 records");
	cr_assert_eq(segbias_tally_records(tally), UINT64_C(1) << 53, "untouched");
	struct segbias_tally *other = create(false);
	cr_assert_eq(segbias_tally_add(other, &record, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_tally_merge(tally, other, &error), SEGBIAS_DATA);
	segbias_tally_free(tally);
	segbias_tally_free(other);
}

Test(tally, different_plans_do_not_merge)
{
	struct segbias_tally *tally = create(false);
	struct segbias_tally *weighted = create(true);
	struct segbias_error error = {0};
	cr_assert_eq(segbias_tally_merge(tally, weighted, &error), SEGBIAS_DATA);
	cr_assert_str_eq(error.message, "the tallies were made by different plans");
	struct segbias_plan plan = plan_of(false);
	struct segbias_tally *fewer = NULL;
	plan.table_count--;
	fewer = encoding_create(&plan);
	cr_assert_eq(segbias_tally_merge(tally, fewer, NULL), SEGBIAS_DATA);
	struct segbias_plan_column columns[COLUMNS];
	memcpy(columns, PLAN_COLUMNS, sizeof columns);
	columns[OPEN].name = segbias_label_of("other");
	plan = plan_of(false);
	plan.columns = columns;
	struct segbias_tally *renamed = NULL;
	renamed = encoding_create(&plan);
	cr_assert_eq(segbias_tally_merge(tally, renamed, NULL), SEGBIAS_DATA);
	segbias_tally_free(tally);
	segbias_tally_free(weighted);
	segbias_tally_free(fewer);
	segbias_tally_free(renamed);
}

Test(tally, columns_may_be_added)
{
	struct segbias_plan plan = {.weighted = true};
	struct segbias_tally *tally = NULL;
	tally = encoding_create(&plan);
	for (size_t i = 0; i < 20; i++) {
		char name[8];
		size_t column = SIZE_MAX;
		(void)snprintf(name, sizeof name, "c%zu", i);
		cr_assert_eq(segbias_encoder_add_column(encoding_of(tally), segbias_label_of(name), &column, NULL),
		             SEGBIAS_OK);
		cr_assert_eq(column, i);
		name[0] = 'x';
	}
	cr_assert(segbias_label_equal(segbias_tally_name(tally, 7), segbias_label_of("c7")), "names are its own");
	uint32_t id = 0;
	bool fresh = false;
	segbias_encoder_spell(encoding_of(tally), 7, segbias_label_of("v"), 1, &id, &fresh);
	cr_assert_eq(segbias_tally_records(tally), 0);
	segbias_tally_free(tally);
}

/* Weights that could make a sum overflow are refused elsewhere; here zero weights are records all the same. */
Test(tally, zero_weights_are_records)
{
	struct segbias_tally *tally = create(true);
	pour(tally, (const char *const[]){"S", "x", "one", "a"}, 1, 0);
	pour(tally, (const char *const[]){"S", "x", "one", "a"}, 1, 0.5);
	struct segbias_cell total = segbias_tally_total(tally);
	cr_assert(total.count == 2 && total.units == 2 && total.weight == 0.5 && total.square == 0.25);
	segbias_tally_free(tally);
}

/* What the universe keeps out is remembered by the columns that want it, with the records of this column alone, and merged by
 * name; missing ones are passed over. */
Test(tally, outside_of_the_universe)
{
	static const struct segbias_plan_column columns[] = {
	    {.name = {"g", 1}, .kind = SEGBIAS_PLAN_OPEN, .outside = true},
	    {.name = {"h", 1}, .field = 1, .kind = SEGBIAS_PLAN_OPEN},
	    {.name = {"i", 1}, .field = 2, .kind = SEGBIAS_PLAN_OPEN, .outside = true, .separator = {";", 1}},
	};
	const struct segbias_plan plan = {.columns = columns, .column_count = 3, .weighted = true};
	struct segbias_tally *tallies[2];
	for (size_t i = 0; i < 2; i++)
		tallies[i] = encoding_create(&plan);
	static const struct {
		size_t tally, column;
		const char *cell;
		uint64_t count;
		double weight;
	} rows[] = {{0, 0, "F", 2, 2.5}, {0, 0, "", 1, 1}, {1, 0, "X", 0, 1},      {1, 0, "F", 3, 0.25},
	            {0, 1, "F", 1, 1},   {1, 2, "", 1, 1}, {1, 2, "a; b;", 1, 1.5}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_assert_eq(segbias_encoder_pass(encoding_of(tallies[rows[i].tally]), rows[i].column,
		                                  segbias_label_of(rows[i].cell), rows[i].count, rows[i].weight),
		             SEGBIAS_OK);
	cr_assert_eq(segbias_tally_merge(tallies[0], tallies[1], NULL), SEGBIAS_OK);
	struct segbias_cell cell;
	cr_assert_eq(segbias_tally_outsiders(tallies[0], 0), 2);
	cr_expect(segbias_label_equal(segbias_tally_outsider(tallies[0], 0, 0, &cell), segbias_label_of("F")));
	cr_expect(cell.count == 5 && cell.weight == 2.75);
	cr_expect(segbias_label_equal(segbias_tally_outsider(tallies[0], 0, 1, &cell), segbias_label_of("X")));
	cr_expect(cell.count == 0 && cell.weight == 0);
	cr_expect_eq(segbias_tally_outsiders(tallies[0], 1), 0, "it is not wanted");
	cr_assert_eq(segbias_tally_outsiders(tallies[0], 2), 2, "each answer by itself");
	cr_expect(segbias_label_equal(segbias_tally_outsider(tallies[0], 2, 1, &cell), segbias_label_of("b")));
	cr_expect_eq(cell.weight, 1.5);
	cr_expect_eq(segbias_tally_records(tallies[0]), 0, "they are not counted");
	for (size_t i = 0; i < 2; i++)
		segbias_tally_free(tallies[i]);
}

/* A batch is its records: tables, what is missing beside what, and numbers, for batches of any length and missing anywhere. */
Test(tally, a_batch_is_its_records)
{
	enum { WIDTH = 3, NAMES = 3, MOST = 40 };
	static const struct segbias_label labels[NAMES] = {{"a", 1}, {"b", 1}, {"c", 1}};
	struct segbias_plan_column columns[WIDTH];
	static const struct segbias_plan_table tables[] = {{{0}, 1}, {{0, 1}, 2}, {{0, 1, 2}, 3}};
	static const uint32_t absent[] = {1, 2};
	static const uint32_t by[] = {0, 1, 2};
	for (size_t i = 0; i < WIDTH; i++)
		columns[i] = (struct segbias_plan_column){
		    .name = labels[i], .field = i, .kind = SEGBIAS_PLAN_MAPPED, .labels = labels, .label_count = NAMES};
	struct segbias_plan plan = {.columns = columns,
	                            .column_count = WIDTH,
	                            .tables = tables,
	                            .table_count = sizeof tables / sizeof *tables,
	                            .absent = absent,
	                            .absent_count = 2,
	                            .absent_by = by,
	                            .absent_by_count = 3};
	static uint32_t ids[WIDTH * SEGBIAS_CODES_ROWS];
	uint32_t state = 7;
	for (size_t rows = 0; rows <= MOST; rows++) {
		struct segbias_tally *one = NULL;
		struct segbias_tally *all = NULL;
		cr_assert_eq(segbias_tally_create(&plan, &one, NULL), SEGBIAS_OK);
		cr_assert_eq(segbias_tally_create(&plan, &all, NULL), SEGBIAS_OK);
		for (size_t row = 0; row < rows; row++) {
			uint32_t record_ids[WIDTH];
			for (size_t i = 0; i < WIDTH; i++) {
				state = state * 1664525 + 1013904223;
				record_ids[i] = (state >> 24) % 6 < 4 ? (state >> 24) % 3 + 1 : SEGBIAS_ID_MISSING;
				ids[i * SEGBIAS_CODES_ROWS + row] = record_ids[i];
			}
			struct segbias_record record = {.ids = record_ids, .count = 1, .weight = 1};
			cr_assert_eq(segbias_tally_add(one, &record, NULL), SEGBIAS_OK);
		}
		struct segbias_codes codes = {.rows = rows, .ids = ids};
		cr_assert_eq(segbias_tally_add_codes(all, &codes, NULL), SEGBIAS_OK);
		cr_assert_eq(segbias_tally_finish(one, NULL), SEGBIAS_OK);
		cr_assert_eq(segbias_tally_finish(all, NULL), SEGBIAS_OK);
		cr_expect_eq(segbias_tally_records(all), rows);
		for (uint32_t cell = 0; cell < 4 * 4 * 4; cell++) {
			const uint32_t at[] = {cell % 4, cell / 4 % 4, cell / 16};
			for (size_t t = 0; t < plan.table_count; t++) {
				const struct segbias_plan_table *table = &tables[t];
				struct segbias_cell a = segbias_tally_cell(
				    segbias_tally_table(one, table->columns, table->count), at, table->count);
				struct segbias_cell b = segbias_tally_cell(
				    segbias_tally_table(all, table->columns, table->count), at, table->count);
				cr_expect_eq(a.count, b.count, "%zu rows, table %zu, cell %u", rows, t, cell);
			}
			cr_expect_eq(segbias_tally_absent(one, absent[cell % 2], by[cell / 2 % 3], cell / 16),
			             segbias_tally_absent(all, absent[cell % 2], by[cell / 2 % 3], cell / 16),
			             "%zu rows, cell %u", rows, cell);
		}
		segbias_tally_free(one);
		segbias_tally_free(all);
	}
}
