#include "tally/encoding.h"
#include "tally/spread.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Columns: the segment and g, both open. */
enum { SEGMENT, G, COLUMNS };

static const struct segbias_plan_column PLAN_COLUMNS[COLUMNS] = {
    {.name = {"segment", 7}, .kind = SEGBIAS_PLAN_OPEN},
    {.name = {"g", 1}, .field = 1, .kind = SEGBIAS_PLAN_OPEN},
};
static const struct segbias_plan_table TABLES[] = {{{SEGMENT}, 1}, {{G}, 1}, {{SEGMENT, G}, 2}};
static const uint32_t KEPT[] = {SEGMENT, G};
static const size_t REPLICATE_FIELDS[] = {3, 4};

/* A record: who (or which stratum and unit), where, what, how much. */
struct row {
	const char *stratum, *cluster, *segment, *g;
	uint64_t count;
	double weight;
	double replicates[2];
};

static struct segbias_tally *create(bool weighted, bool survey, size_t replicates)
{
	struct segbias_plan plan = {
	    .columns = PLAN_COLUMNS, .column_count = COLUMNS, .tables = TABLES, .table_count = 3, .weighted = weighted};
	plan.design = (struct segbias_plan_design){.used = true,
	                                           .survey = survey,
	                                           .stratum_field = survey ? 0 : SEGBIAS_NO_FIELD,
	                                           .cluster_field = 0,
	                                           .replicate_fields = REPLICATE_FIELDS,
	                                           .replicate_count = replicates,
	                                           .columns = KEPT,
	                                           .column_count = 2,
	                                           .grouped = !survey,
	                                           .group_column = SEGMENT};
	struct segbias_tally *tally = NULL;
	tally = encoding_create(&plan);
	return tally;
}

static void pour(struct segbias_tally *tally, const struct row *row)
{
	uint32_t ids[COLUMNS];
	bool fresh = false;
	struct segbias_record record = {
	    .ids = ids, .count = row->count, .weight = row->weight, .replicates = row->replicates};
	struct segbias_cluster_names names = {.stratum = segbias_label_of(row->stratum),
	                                      .cluster = segbias_label_of(row->cluster),
	                                      .nameless = !row->cluster[0]};
	cr_assert_eq(segbias_tally_enter(tally, &names, &record.cluster, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_encoder_spell(encoding_of(tally), SEGMENT, segbias_label_of(row->segment), row->count,
	                                   &ids[SEGMENT], &fresh),
	             SEGBIAS_OK);
	cr_assert_eq(
	    segbias_encoder_spell(encoding_of(tally), G, segbias_label_of(row->g), row->count, &ids[G], &fresh),
	    SEGBIAS_OK);
	cr_assert_eq(segbias_tally_add(tally, &record, NULL), SEGBIAS_OK);
}

/* Values are in byte order of their labels, whatever ids the tally gave. */
struct reading {
	uint32_t value_of[16];
	struct segbias_spread_values values;
};

static void read_values(const struct segbias_tally *tally, struct reading *reading)
{
	uint32_t labels = segbias_tally_labels(tally, G);
	for (uint32_t i = 0; i < labels + SEGBIAS_ID_FIRST; i++) {
		reading->value_of[i] = UINT32_MAX;
		if (i >= SEGBIAS_ID_FIRST)
			reading->value_of[i] = (uint32_t)(segbias_tally_label(tally, G, i).bytes[0] - 'a');
	}
	reading->values = (struct segbias_spread_values){
	    .column = G, .value_of = reading->value_of, .ids = labels + SEGBIAS_ID_FIRST, .values = 3};
	reading->values.groups = SEGBIAS_ID_FIRST + segbias_tally_labels(tally, SEGMENT);
}

static struct segbias_spreads *spread(const struct segbias_tally *tally)
{
	struct reading reading;
	struct segbias_spreads *spreads = NULL;
	read_values(tally, &reading);
	cr_assert_eq(segbias_spreads_create(segbias_tally_clusters(tally), &reading.values, &spreads, NULL),
	             SEGBIAS_OK);
	return spreads;
}

/* The group of a segment's name; NULL: the whole file. */
static uint32_t group_of(const struct segbias_tally *tally, const char *segment)
{
	for (uint32_t i = 0; segment && i < segbias_tally_labels(tally, SEGMENT); i++)
		if (segbias_label_equal(segbias_tally_label(tally, SEGMENT, SEGBIAS_ID_FIRST + i),
		                        segbias_label_of(segment)))
			return SEGBIAS_ID_FIRST + i;
	return 0;
}

static double amount_of(const struct segbias_gram_vector *vector, uint32_t cell)
{
	double amount = 0;
	for (uint32_t i = 0; i < vector->size; i++)
		amount += vector->entries[i].cell == cell ? vector->entries[i].amount : 0;
	return amount;
}

static double product(const struct segbias_group_spread *spread, uint32_t row, uint32_t column)
{
	const struct segbias_gram *gram = &spread->gram;
	double sum = 0;
	for (size_t k = 0; k < gram->vector_count; k++)
		sum += gram->vectors[k].factor * (double)gram->vectors[k].times * amount_of(&gram->vectors[k], row) *
		       amount_of(&gram->vectors[k], column);
	for (size_t i = 0; i < gram->full_count; i++)
		sum += gram->full[row * gram->full_count + i] * gram->full[column * gram->full_count + i];
	return gram->scale * sum;
}

/* Ann: a twice and b in S, b in T; Bob: b three times (a count) in S; a row of nobody; c is unknown to none. */
static const struct row PEOPLE[] = {
    {"", "ann", "S", "a", 1, .5, {0}}, {"", "ann", "S", "a", 1, .5, {0}}, {"", "bob", "S", "b", 3, 2, {0}},
    {"", "ann", "S", "b", 1, 4, {0}},  {"", "ann", "T", "b", 1, 1, {0}},  {"", "", "S", "c", 1, 3, {0}},
    {"", "", "T", "c", 2, 3, {0}},
};
enum { PEOPLE_COUNT = sizeof PEOPLE / sizeof *PEOPLE };

Test(spread, persons)
{
	struct segbias_tally *tally = create(false, false, 0);
	for (size_t i = 0; i < PEOPLE_COUNT; i++)
		pour(tally, &PEOPLE[i]);
	struct segbias_spreads *spreads = spread(tally);
	/* whole file: ann (2, 2, 0), bob (0, 3, 0), nobody (0, 0, 1), nobody (0, 0, 2) */
	struct segbias_group_spread all = segbias_spreads_of(spreads, 0);
	cr_expect(product(&all, 0, 0) == 4 && product(&all, 0, 1) == 4 && product(&all, 1, 1) == 4 + 9);
	cr_expect(product(&all, 2, 2) == 1 + 4 && product(&all, 0, 2) == 0 && product(&all, 1, 2) == 0);
	cr_expect(all.clusters == 4 && all.df == 3 && all.square == 16 + 9 + 1 + 4 && !all.centred);
	cr_expect_eq(all.fourth, 256 + 81 + 1 + 16);
	/* S: ann (2, 1, 0), bob (0, 3, 0), nobody (0, 0, 1) */
	/* those who have one value are one vector a value */
	cr_expect_eq(all.gram.vector_count, 3);
	struct segbias_group_spread s = segbias_spreads_of(spreads, group_of(tally, "S"));
	cr_expect(product(&s, 0, 0) == 4 && product(&s, 0, 1) == 2 && product(&s, 1, 1) == 10 &&
	          product(&s, 2, 2) == 1);
	cr_expect(s.clusters == 3 && s.square == 9 + 9 + 1);
	cr_expect_eq(segbias_clusters_nameless(segbias_tally_clusters(tally)), 2);
	for (size_t k = 0; k < all.gram.vector_count; k++)
		for (uint32_t i = 1; i < all.gram.vectors[k].size; i++)
			cr_expect(all.gram.vectors[k].entries[i - 1].cell < all.gram.vectors[k].entries[i].cell);
	segbias_spreads_free(spreads);
	segbias_tally_free(tally);
}

static void expect_same(const struct segbias_tally *a, const struct segbias_tally *b)
{
	static const char *const SEGMENTS[] = {NULL, "S", "T"};
	struct segbias_spreads *x = spread(a);
	struct segbias_spreads *y = spread(b);
	for (int i = 0; i < 3; i++) {
		struct segbias_group_spread one = segbias_spreads_of(x, group_of(a, SEGMENTS[i]));
		struct segbias_group_spread two = segbias_spreads_of(y, group_of(b, SEGMENTS[i]));
		cr_assert_eq(one.gram.vector_count, two.gram.vector_count);
		cr_assert(one.clusters == two.clusters && one.square == two.square);
		for (uint32_t row = 0; row < 3; row++)
			for (uint32_t column = row; column < 3; column++)
				cr_assert_eq(product(&one, row, column), product(&two, row, column));
	}
	segbias_spreads_free(x);
	segbias_spreads_free(y);
}

/* People with far more records than values: one record of every segment and value each, twice for ann. */
static struct segbias_tally *busy(int segments, bool twice)
{
	static const char *const VALUES[] = {"a", "b", "c"};
	struct segbias_tally *tally = create(true, false, 0);
	char name[16];
	for (int i = 0; i < segments * 3; i++) {
		snprintf(name, sizeof name, "%d", i / 3);
		struct row row = {"", "ann", name, VALUES[i % 3], 1, .5, {0}};
		pour(tally, &row);
		if (twice)
			pour(tally, &row);
		row.cluster = "bob";
		pour(tally, &row);
	}
	return tally;
}

Test(spread, people_with_many_records)
{
	enum { SEGMENTS = 2000, FEW = 3 };
	for (int first = 0; first < 2; first++) {
		struct segbias_tally *parts[2] = {busy(first ? FEW : SEGMENTS, first == 0),
		                                  busy(first ? SEGMENTS : FEW, first == 1)};
		cr_assert_eq(segbias_tally_merge(parts[0], parts[1], NULL), SEGBIAS_OK);
		struct segbias_spreads *spreads = spread(parts[0]);
		/* of each value ann has 2 * 2000 + 3 records of weight .5, bob 2000 + 3 */
		double ann = .5 * (2 * SEGMENTS + FEW);
		double bob = .5 * (SEGMENTS + FEW);
		struct segbias_group_spread all = segbias_spreads_of(spreads, 0);
		cr_expect_eq(all.clusters, 2);
		cr_expect_eq(all.gram.vector_count, 2);
		for (uint32_t i = 0; i < 3; i++)
			for (uint32_t j = i; j < 3; j++)
				cr_expect_eq(product(&all, i, j), ann * ann + bob * bob);
		cr_expect_eq(all.square, 9 * (ann * ann + bob * bob));
		/* in a segment of both parts 1.5 and 1, in one of the larger alone 1 and .5 */
		struct segbias_group_spread both = segbias_spreads_of(spreads, group_of(parts[0], "1"));
		struct segbias_group_spread one = segbias_spreads_of(spreads, group_of(parts[0], "1999"));
		cr_expect(product(&both, 0, 2) == 1.5 * 1.5 + 1 && both.clusters == 2);
		cr_expect(product(&one, 0, 2) == 1 + .25 && one.clusters == 2);
		segbias_spreads_free(spreads);
		segbias_tally_free(parts[0]);
		segbias_tally_free(parts[1]);
	}
}

/* Parts may share persons: their rows come together by name. Every split of the rows, from either side. */
Test(spread, any_split_merges_to_the_whole)
{
	for (int weighted = 0; weighted < 2; weighted++) {
		struct segbias_tally *whole = create(weighted, false, 0);
		for (size_t i = 0; i < PEOPLE_COUNT; i++)
			pour(whole, &PEOPLE[i]);
		for (unsigned split = 0; split < 1u << PEOPLE_COUNT; split++) {
			struct segbias_tally *parts[2] = {create(weighted, false, 0), create(weighted, false, 0)};
			for (size_t i = PEOPLE_COUNT; i-- > 0;)
				pour(parts[split >> i & 1], &PEOPLE[i]);
			cr_assert_eq(segbias_tally_merge(parts[0], parts[1], NULL), SEGBIAS_OK);
			expect_same(parts[0], whole);
			segbias_tally_free(parts[0]);
			segbias_tally_free(parts[1]);
		}
		segbias_tally_free(whole);
	}
}

/* By hand: stratum 1 has units (1, 2) and (3, 0), stratum 2 (2, 2), (0, 0) and (4, 1): products of what they differ from
 * their stratum's mean, times 2 and 3 / 2. A unit of the other stratum with the same name is another one. */
Test(spread, strata)
{
	static const struct row ROWS[] = {
	    {"1", "u", "", "a", 1, 1, {0}}, {"1", "u", "", "b", 1, 2, {0}}, {"1", "v", "", "a", 1, 3, {0}},
	    {"2", "u", "", "a", 1, 2, {0}}, {"2", "u", "", "b", 1, 2, {0}}, {"2", "w", "", "a", 1, 4, {0}},
	    {"2", "w", "", "b", 1, 1, {0}},
	};
	struct segbias_tally *tally = create(true, true, 0);
	uint32_t ignored = 0;
	struct segbias_cluster_names empty = {segbias_label_of("2"), segbias_label_of("v"), false};
	cr_assert_eq(segbias_tally_enter(tally, &empty, &ignored, NULL), SEGBIAS_OK);
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
		pour(tally, &ROWS[i]);
	struct segbias_spreads *spreads = spread(tally);
	struct segbias_group_spread all = segbias_spreads_of(spreads, 0);
	cr_expect(all.centred && all.clusters == 5);
	cr_expect_eq(all.df, 4 - 2, "R degf(subset()): of the units that have records");
	cr_expect_eq(product(&all, 0, 0), 2 * (1 + 1) + 1.5 * (0 + 4 + 4));
	cr_expect_eq(product(&all, 0, 1), 2 * (-1 - 1) + 1.5 * (0 + 2 + 0));
	cr_expect_eq(product(&all, 1, 1), 2 * (1 + 1) + 1.5 * (1 + 1 + 0));
	cr_expect_eq(segbias_clusters_lonely(segbias_tally_clusters(tally)), 0);
	segbias_spreads_free(spreads);
	segbias_tally_free(tally);
}

/* scripts/oracle/degf.R: of the units with a known value that weighs something; of all */
static const double DEGF[][2] = {{2, 5}};

Test(spread, degrees_of_freedom)
{
	static const struct row ROWS[] = {
	    {"1", "u", "", "a", 1, 1, {0}}, {"1", "v", "", "b", 1, 2, {0}}, {"1", "w", "", "", 1, 1, {0}},
	    {"2", "u", "", "a", 1, 1, {0}}, {"2", "v", "", "b", 1, 3, {0}}, {"2", "w", "", "a", 1, 0, {0}},
	    {"2", "x", "", "", 1, 1, {0}},  {"3", "u", "", "", 1, 2, {0}},  {"3", "v", "", "", 1, 1, {0}},
	    {"3", "v", "", "", 1, 1, {0}},
	};
	struct segbias_tally *tally = create(true, true, 0);
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
		pour(tally, &ROWS[i]);
	struct segbias_spreads *spreads = spread(tally);
	cr_expect_eq(segbias_spreads_of(spreads, 0).df, DEGF[0][0]);
	segbias_spreads_free(spreads);
	segbias_tally_free(tally);
}

/* Shares by the weight (.5, .5), by the replicates (.25, .75) and (.75, .25): N^2 scale ((-.25)^2 + .25^2) each. */
Test(spread, replicates)
{
	static const struct row ROWS[] = {{"", "", "", "a", 1, 4, {1, 6}}, {"", "", "", "b", 1, 4, {3, 2}}};
	struct segbias_tally *tally = create(true, true, 2);
	struct reading reading;
	struct segbias_spreads *spreads = NULL;
	for (size_t i = 0; i < 2; i++)
		pour(tally, &ROWS[i]);
	read_values(tally, &reading);
	reading.values.groups = 1;
	const double total[] = {4, 4, 0};
	cr_assert_eq(
	    segbias_spreads_replicated(segbias_tally_clusters(tally), &reading.values, total, .5, &spreads, NULL),
	    SEGBIAS_OK);
	struct segbias_group_spread all = segbias_spreads_of(spreads, 0);
	cr_expect(all.centred && all.df == 1);
	cr_expect_eq(product(&all, 0, 0), 64 * .5 * .125);
	cr_expect_eq(product(&all, 0, 1), -64 * .5 * .125);
	segbias_spreads_free(spreads);
	static const struct row LESS = {"", "", "", "a", 1, 1, {-10, 1}};
	struct segbias_error error;
	pour(tally, &LESS);
	cr_assert_eq(
	    segbias_spreads_replicated(segbias_tally_clusters(tally), &reading.values, total, .5, &spreads, &error),
	    SEGBIAS_DATA);
	cr_expect_str_eq(error.message, "replicate weight 1 adds up to no positive number");
	segbias_tally_free(tally);
}

/* More combinations of values than are kept together: sums of each value alone, in parts that merge either way. */
Test(spread, replicates_of_many_combinations)
{
	enum { MANY = 2000, FEW = 3 };
	for (int first = 0; first < 2; first++) {
		struct segbias_tally *parts[2];
		for (int part = 0; part < 2; part++) {
			parts[part] = create(true, true, 2);
			for (int i = 0; i < 3 * (part == first ? MANY : FEW); i++) {
				char name[16];
				snprintf(name, sizeof name, "%d", i / 3);
				struct row row = {"", "", name,          i % 3 == 0 ? "a" : i % 3 == 1 ? "b" : "c",
				                  1,  4,  {1, 1 + i % 3}};
				pour(parts[part], &row);
			}
		}
		cr_assert_eq(segbias_tally_merge(parts[0], parts[1], NULL), SEGBIAS_OK);
		const struct segbias_clusters *clusters = segbias_tally_clusters(parts[0]);
		cr_expect(segbias_clusters_split(clusters));
		cr_expect_leq(segbias_clusters_profiles(clusters), MANY + 3);
		struct reading reading;
		struct segbias_spreads *spreads = NULL;
		const double total[] = {4 * (MANY + FEW), 4 * (MANY + FEW), 4 * (MANY + FEW)};
		read_values(parts[0], &reading);
		reading.values.groups = 1;
		cr_assert_eq(segbias_spreads_replicated(clusters, &reading.values, total, 1, &spreads, NULL),
		             SEGBIAS_OK);
		/* shares 1/3 each by the weight and by the first replicate, 1/6, 2/6 and 3/6 by the second */
		struct segbias_gram gram = segbias_spreads_of(spreads, 0).gram;
		cr_assert_eq(gram.full_count, 2);
		for (size_t v = 0; v < 3; v++) {
			cr_expect_eq(gram.full[2 * v], 0);
			cr_expect(fabs(gram.full[2 * v + 1] - ((double)v - 1) / 6) < 1e-15);
		}
		segbias_spreads_free(spreads);
		segbias_tally_free(parts[0]);
		segbias_tally_free(parts[1]);
	}
}
