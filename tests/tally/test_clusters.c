#include "tally/clusters.h"
#include "tally/encoding.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Columns: the segments, and g and h, all open; h is not kept by cluster. */
enum { SEGMENT, G, H, COLUMNS };

static const struct segbias_plan_column OPEN[COLUMNS] = {
    {.name = {"segment", 7}, .kind = SEGBIAS_PLAN_OPEN},
    {.name = {"g", 1}, .field = 1, .kind = SEGBIAS_PLAN_OPEN},
    {.name = {"h", 1}, .field = 2, .kind = SEGBIAS_PLAN_OPEN},
};
static const struct segbias_label FLAGS[] = {{"vip", 3}, {"new", 3}};
static const struct segbias_plan_column FLAGGED[COLUMNS] = {
    {.name = {"vip,new", 7},
     .field = SEGBIAS_NO_FIELD,
     .kind = SEGBIAS_PLAN_MEMBERS,
     .labels = FLAGS,
     .label_count = 2},
    {.name = {"g", 1}, .field = 1, .kind = SEGBIAS_PLAN_OPEN},
    {.name = {"h", 1}, .field = 2, .kind = SEGBIAS_PLAN_OPEN},
};
static const size_t MEMBER_FIELDS[] = {3, 4};
static const uint32_t KEPT[] = {G};
static const size_t REPLICATE_FIELDS[] = {5, 6};

/* What of a plan differs from test to test. */
struct shape {
	bool weighted, survey, flags, unclustered;
	size_t replicates;
};

static struct segbias_tally *create(const struct shape *shape)
{
	struct segbias_plan plan = {.columns = shape->flags ? FLAGGED : OPEN,
	                            .column_count = COLUMNS,
	                            .member_fields = MEMBER_FIELDS,
	                            .member_count = shape->flags ? 2 : 0,
	                            .weighted = shape->weighted};
	plan.design = (struct segbias_plan_design){.used = true,
	                                           .survey = shape->survey,
	                                           .stratum_field = 0,
	                                           .cluster_field = shape->unclustered ? SEGBIAS_NO_FIELD : 0,
	                                           .replicate_fields = REPLICATE_FIELDS,
	                                           .replicate_count = shape->replicates,
	                                           .columns = KEPT,
	                                           .column_count = 1,
	                                           .grouped = !shape->survey,
	                                           .group_column = SEGMENT};
	struct segbias_tally *tally = NULL;
	tally = encoding_create(&plan);
	return tally;
}

static const struct segbias_clusters *clusters_of(const struct segbias_tally *tally)
{
	const struct segbias_clusters *clusters = segbias_tally_clusters(tally);
	cr_assert_not_null(clusters);
	return clusters;
}

/* A cluster named "" is nameless. */
static uint32_t enter(struct segbias_tally *tally, const char *stratum, const char *cluster)
{
	uint32_t number = UINT32_MAX;
	struct segbias_cluster_names names = {segbias_label_of(stratum), segbias_label_of(cluster), !cluster[0]};
	cr_assert_eq(segbias_tally_enter(tally, &names, &number, NULL), SEGBIAS_OK);
	return number;
}

/* A record: whose, where, what, how much; with flags the segment is "", "v", "n" or "vn". */
struct row {
	const char *stratum, *cluster, *segment, *g;
	uint64_t count;
	double weight;
	double replicates[2];
};

static void pour(struct segbias_tally *tally, const struct row *row, bool flags)
{
	uint32_t ids[COLUMNS] = {0};
	uint32_t members[2];
	bool fresh = false;
	struct segbias_record record = {
	    .ids = ids, .members = members, .count = row->count, .weight = row->weight, .replicates = row->replicates};
	record.cluster = enter(tally, row->stratum, row->cluster);
	const struct segbias_label cells[COLUMNS] = {segbias_label_of(row->segment), segbias_label_of(row->g),
	                                             segbias_label_of(row->g)};
	for (size_t i = flags ? G : SEGMENT; i < COLUMNS; i++)
		cr_assert_eq(segbias_encoder_spell(encoding_of(tally), i, cells[i], row->count, &ids[i], &fresh),
		             SEGBIAS_OK);
	if (flags && strchr(row->segment, 'v'))
		members[record.member_count++] = SEGBIAS_ID_FIRST;
	if (flags && strchr(row->segment, 'n'))
		members[record.member_count++] = SEGBIAS_ID_FIRST + 1;
	cr_assert_eq(segbias_tally_add(tally, &record, NULL), SEGBIAS_OK);
}

static struct segbias_cluster_part *parts_of(const struct segbias_clusters *clusters, size_t *count)
{
	struct segbias_cluster_part *parts = NULL;
	cr_assert_eq(segbias_clusters_parts(clusters, &parts, count, NULL), SEGBIAS_OK);
	return parts;
}

/* --- names ------------------------------------------------------------------------------------------------------ */

Test(clusters, one_for_each_name)
{
	struct segbias_tally *tally = create(&(struct shape){0});
	const struct segbias_clusters *clusters = clusters_of(tally);
	cr_expect(segbias_clusters_count(clusters) == 0 && segbias_clusters_strata(clusters) == 0);
	uint32_t ann = enter(tally, "", "ann");
	uint32_t bob = enter(tally, "", "bob");
	cr_expect_eq(enter(tally, "", "ann"), ann);
	cr_expect_neq(bob, ann);
	cr_expect_neq(enter(tally, "", "Ann"), ann, "names are taken byte for byte");
	uint32_t nobody = enter(tally, "", "");
	cr_expect_neq(enter(tally, "", ""), nobody, "each is somebody else");
	cr_expect_eq(segbias_clusters_count(clusters), 5);
	cr_expect_eq(segbias_clusters_nameless(clusters), 2);
	cr_expect_eq(segbias_clusters_strata(clusters), 1);
	cr_expect_not(segbias_clusters_survey(clusters));
	/* longer than what is put together on the stack */
	char name[600];
	memset(name, 'x', sizeof name);
	name[599] = '\0';
	uint32_t longer = enter(tally, "", name);
	name[598] = '\0';
	cr_expect_neq(enter(tally, "", name), longer);
	name[598] = 'x';
	cr_expect_eq(enter(tally, "", name), longer);
	cr_expect_eq(segbias_clusters_count(clusters), 7);
	segbias_tally_free(tally);
}

/* Units are numbered anew in every stratum, and where the ends of both names lie makes a difference. */
Test(clusters, units_within_strata)
{
	struct segbias_tally *tally = create(&(struct shape){.survey = true});
	const struct segbias_clusters *clusters = clusters_of(tally);
	uint32_t first = enter(tally, "1", "1");
	cr_expect_eq(segbias_clusters_lonely(clusters), 1);
	uint32_t second = enter(tally, "2", "1");
	uint32_t third = enter(tally, "2", "11");
	cr_expect_neq(enter(tally, "21", "1"), third);
	cr_expect_neq(first, second);
	cr_expect_eq(enter(tally, "1", "1"), first, "a second record makes no second unit");
	cr_expect(segbias_clusters_survey(clusters) && segbias_clusters_count(clusters) == 4 &&
	          segbias_clusters_strata(clusters) == 3);
	cr_expect_eq(segbias_clusters_lonely(clusters), 2, "1 and 21");
	uint64_t *by_stratum = segbias_clusters_by_stratum(clusters);
	cr_assert_not_null(by_stratum);
	cr_expect_eq(by_stratum[segbias_clusters_stratum(clusters, first)], 1);
	cr_expect_eq(by_stratum[segbias_clusters_stratum(clusters, second)], 2);
	cr_expect_eq(segbias_clusters_stratum(clusters, second), segbias_clusters_stratum(clusters, third));
	free(by_stratum);
	segbias_tally_free(tally);
}

/* Strata alone: every record is a unit. */
Test(clusters, records_are_units)
{
	struct segbias_tally *tally = create(&(struct shape){.survey = true, .unclustered = true});
	const struct segbias_clusters *clusters = clusters_of(tally);
	for (int i = 0; i < 600; i++)
		cr_assert_eq(enter(tally, i % 3 ? "a" : "b", "same"), i);
	cr_expect(segbias_clusters_count(clusters) == 600 && segbias_clusters_strata(clusters) == 2);
	cr_expect_eq(segbias_clusters_lonely(clusters), 0);
	cr_expect_eq(segbias_clusters_nameless(clusters), 0);
	segbias_tally_free(tally);
}

/* --- what they have --------------------------------------------------------------------------------------------- */

static bool is_label(const struct segbias_tally *tally, uint32_t id, const char *text)
{
	return id >= SEGBIAS_ID_FIRST && segbias_label_equal(segbias_tally_label(tally, G, id), segbias_label_of(text));
}

Test(clusters, parts)
{
	static const struct row rows[] = {
	    {"", "ann", "S", "a", 1, .1, {0}}, {"", "bob", "S", "a", 2, 5, {0}}, {"", "ann", "T", "a", 1, 7, {0}},
	    {"", "ann", "S", "a", 3, .2, {0}}, {"", "ann", "S", "b", 1, 1, {0}}, {"", "", "S", "b", 4, 2, {0}},
	};
	struct segbias_tally *tally = create(&(struct shape){.weighted = true});
	enter(tally, "", "nobody with a record");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		pour(tally, &rows[i], false);
	const struct segbias_clusters *clusters = clusters_of(tally);
	size_t count = 0;
	struct segbias_cluster_part *parts = parts_of(clusters, &count);
	cr_assert_eq(count, 5);
	cr_expect_eq(segbias_clusters_profiles(clusters), 3, "(a, S), (a, T), (b, S)");
	/* by cluster, then in the order in which the combinations came */
	static const struct {
		uint64_t count;
		double weight;
		const char *g;
	} expected[] = {{4, .1 + .2, "a"}, {1, 7, "a"}, {1, 1, "b"}, {2, 5, "a"}, {4, 2, "b"}};
	for (size_t i = 0; i < count; i++) {
		struct segbias_profile profile;
		cr_assert(segbias_clusters_profile(clusters, parts[i].profile, G, &profile));
		cr_expect_eq(parts[i].count, expected[i].count, "%zu", i);
		cr_expect_eq(segbias_sum_value(parts[i].weight), expected[i].weight, "%zu", i);
		cr_expect(is_label(tally, profile.id, expected[i].g), "%zu", i);
		cr_assert_eq(profile.group_count, 1);
		cr_expect(segbias_label_equal(segbias_tally_label(tally, SEGMENT, profile.groups[0]),
		                              segbias_label_of(i == 1 ? "T" : "S")));
		cr_expect(i == 0 || parts[i - 1].cluster < parts[i].cluster ||
		          (parts[i - 1].cluster == parts[i].cluster && parts[i - 1].profile < parts[i].profile));
		cr_expect_not(segbias_clusters_profile(clusters, parts[i].profile, H, &profile),
		              "nothing is kept of h");
	}
	cr_expect(parts[0].cluster == parts[2].cluster && parts[2].cluster != parts[3].cluster);
	cr_expect_eq(segbias_clusters_count(clusters), 4, "who has no record counts as well");
	free(parts);
	segbias_tally_free(tally);
}

/* A record may be in several segments, in one, or in none. */
Test(clusters, overlapping_segments)
{
	static const struct row rows[] = {{"", "ann", "vn", "a", 1, 0, {0}},
	                                  {"", "ann", "n", "a", 1, 0, {0}},
	                                  {"", "ann", "", "a", 1, 0, {0}},
	                                  {"", "ann", "vn", "a", 1, 0, {0}}};
	static const size_t sizes[] = {2, 1, 0};
	struct segbias_tally *tally = create(&(struct shape){.flags = true});
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		pour(tally, &rows[i], true);
	const struct segbias_clusters *clusters = clusters_of(tally);
	size_t count = 0;
	struct segbias_cluster_part *parts = parts_of(clusters, &count);
	cr_assert_eq(count, 3);
	for (size_t i = 0; i < count; i++) {
		struct segbias_profile profile;
		cr_assert(segbias_clusters_profile(clusters, parts[i].profile, G, &profile));
		cr_assert_eq(profile.group_count, sizes[i]);
		for (size_t j = 0; j < sizes[i]; j++)
			cr_expect_eq(profile.groups[j], SEGBIAS_ID_FIRST + 2 - sizes[i] + j);
		cr_expect_eq(parts[i].count, i == 0 ? 2 : 1);
		cr_expect_null(parts[i].weight, "there are no weights");
	}
	free(parts);
	segbias_tally_free(tally);
}

/* --- merging ---------------------------------------------------------------------------------------------------- */

/* What a cluster has, without the numbers that depend on the order: a letter a g, a letter a segment. */
struct owned {
	uint64_t units; /* of its stratum */
	double weight[3][2];
	uint64_t count[3][2];
};

static int compare_owned(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(struct owned));
}

/* Of every cluster, in an order that depends on nothing but them. */
static struct owned *owned_of(const struct segbias_tally *tally, size_t *count)
{
	const struct segbias_clusters *clusters = clusters_of(tally);
	size_t part_count = 0;
	struct segbias_cluster_part *parts = parts_of(clusters, &part_count);
	*count = (size_t)segbias_clusters_count(clusters);
	struct owned *owned = calloc(*count, sizeof *owned);
	uint64_t *by_stratum = segbias_clusters_by_stratum(clusters);
	cr_assert(owned && by_stratum);
	for (uint32_t i = 0; i < *count; i++)
		owned[i].units = by_stratum[segbias_clusters_stratum(clusters, i)];
	for (size_t i = 0; i < part_count; i++) {
		struct segbias_profile profile;
		cr_assert(segbias_clusters_profile(clusters, parts[i].profile, G, &profile));
		size_t g = (size_t)(segbias_tally_label(tally, G, profile.id).bytes[0] - 'a');
		size_t s = profile.group_count
		               ? (size_t)(segbias_tally_label(tally, SEGMENT, profile.groups[0]).bytes[0] - 'S')
		               : 0;
		struct owned *mine = &owned[parts[i].cluster];
		cr_assert(mine->count[g][s] == 0, "one part for a combination");
		mine->count[g][s] = parts[i].count;
		mine->weight[g][s] = segbias_sum_value(parts[i].weight);
	}
	qsort(owned, *count, sizeof *owned, compare_owned);
	free(parts);
	free(by_stratum);
	return owned;
}

static void expect_same(const struct segbias_tally *a, const struct segbias_tally *b)
{
	size_t counts[2];
	struct owned *one = owned_of(a, &counts[0]);
	struct owned *two = owned_of(b, &counts[1]);
	cr_assert_eq(counts[0], counts[1]);
	cr_assert(memcmp(one, two, counts[0] * sizeof *one) == 0);
	cr_expect_eq(segbias_clusters_nameless(clusters_of(a)), segbias_clusters_nameless(clusters_of(b)));
	cr_expect_eq(segbias_clusters_strata(clusters_of(a)), segbias_clusters_strata(clusters_of(b)));
	cr_expect_eq(segbias_clusters_lonely(clusters_of(a)), segbias_clusters_lonely(clusters_of(b)));
	free(one);
	free(two);
}

/* Three parts in which persons, values and segments come in other orders: the same clusters with the same sums. */
Test(clusters, any_split_is_the_whole)
{
	enum { ROWS = 600, PARTS = 3 };
	static const char *const G_NAMES[] = {"a", "b", "c"};
	for (int survey = 0; survey < 2; survey++) {
		struct shape shape = {.weighted = true, .survey = survey};
		struct segbias_tally *whole = create(&shape);
		struct segbias_tally *parts[PARTS];
		for (int p = 0; p < PARTS; p++)
			parts[p] = create(&shape);
		for (int i = 0; i < ROWS; i++) {
			int at = i * 77 % ROWS; /* no common divisor: another order */
			char names[2][2][8];
			for (int k = 0; k < 2; k++) {
				int n = k ? at : i;
				(void)snprintf(names[k][0], sizeof names[k][0], "h%d", survey ? n % 7 : 0);
				(void)snprintf(names[k][1], sizeof names[k][1], "p%d", n * n % 83);
				if (!survey && n % 31 == 0)
					names[k][1][0] = '\0';
				struct row row = {names[k][0],
				                  names[k][1],
				                  n % 5 < 3 ? "S" : "T",
				                  G_NAMES[n * n % 5 % 3],
				                  (uint64_t)(1 + n % 2),
				                  .1 + n % 9,
				                  {0}};
				pour(k ? parts[i % PARTS] : whole, &row, false);
			}
		}
		cr_assert_eq(segbias_tally_merge(parts[2], parts[0], NULL), SEGBIAS_OK);
		cr_assert_eq(segbias_tally_merge(parts[1], parts[2], NULL), SEGBIAS_OK);
		expect_same(whole, parts[1]);
		cr_expect(segbias_clusters_count(clusters_of(whole)) > 40);
		segbias_tally_free(whole);
		for (int p = 0; p < PARTS; p++)
			segbias_tally_free(parts[p]);
	}
}

/* A stratum with one unit in each of two files has two of them; a unit that both have is one. */
Test(clusters, merged_strata_are_not_lonely)
{
	struct shape shape = {.survey = true};
	struct segbias_tally *one = create(&shape);
	struct segbias_tally *two = create(&shape);
	enter(one, "x", "1");
	enter(one, "y", "1");
	enter(two, "y", "1");
	enter(two, "x", "2");
	cr_assert_eq(segbias_clusters_lonely(clusters_of(one)), 2);
	cr_assert_eq(segbias_tally_merge(one, two, NULL), SEGBIAS_OK);
	cr_expect_eq(segbias_clusters_count(clusters_of(one)), 3);
	cr_expect_eq(segbias_clusters_strata(clusters_of(one)), 2);
	cr_expect_eq(segbias_clusters_lonely(clusters_of(one)), 1);
	segbias_tally_free(one);
	segbias_tally_free(two);
}

/* Nobody is anybody of the other file; without a cluster column no record is one of the other file. */
Test(clusters, merged_nameless_stay_apart)
{
	for (int unclustered = 0; unclustered < 2; unclustered++) {
		struct shape shape = {.unclustered = unclustered, .survey = unclustered};
		struct segbias_tally *one = create(&shape);
		struct segbias_tally *two = create(&shape);
		enter(one, "", unclustered ? "x" : "");
		enter(two, "", unclustered ? "x" : "");
		enter(two, "", unclustered ? "x" : "");
		cr_assert_eq(segbias_tally_merge(one, two, NULL), SEGBIAS_OK);
		cr_expect_eq(segbias_clusters_count(clusters_of(one)), 3);
		cr_expect_eq(segbias_clusters_nameless(clusters_of(one)), unclustered ? 0 : 3);
		segbias_tally_free(one);
		segbias_tally_free(two);
	}
}

/* --- replicate weights ------------------------------------------------------------------------------------------ */

/* Sums by value and replicate, whatever number the value has. */
static void read_replicates(const struct segbias_tally *tally, double sums[3][2])
{
	const struct segbias_clusters *clusters = clusters_of(tally);
	cr_assert_eq(segbias_clusters_replicates(clusters), 2);
	for (uint32_t i = 0; i < segbias_clusters_profiles(clusters); i++) {
		struct segbias_profile profile;
		cr_assert(segbias_clusters_profile(clusters, i, G, &profile));
		size_t g = (size_t)(segbias_tally_label(tally, G, profile.id).bytes[0] - 'a');
		for (size_t r = 0; r < 2; r++)
			sums[g][r] = segbias_sum_value(&segbias_clusters_replicate_sums(clusters, i)[r]);
	}
}

Test(clusters, replicate_weights)
{
	static const struct row rows[] = {{"", "", "", "a", 1, 1, {.1, 5}},   {"", "", "", "b", 1, 1, {2, -1}},
	                                  {"", "", "", "c", 1, 1, {1e16, 0}}, {"", "", "", "a", 1, 1, {.2, 1}},
	                                  {"", "", "", "c", 1, 1, {1, 3}},    {"", "", "", "c", 1, 1, {-1e16, 0}}};
	static const double expected[3][2] = {{.1 + .2, 6}, {2, -1}, {1, 3}};
	struct shape shape = {.weighted = true, .survey = true, .unclustered = true, .replicates = 2};
	for (size_t cut = 0; cut <= 6; cut++) {
		struct segbias_tally *one = create(&shape);
		struct segbias_tally *two = create(&shape);
		double sums[3][2] = {{0}};
		for (size_t i = 0; i < 6; i++)
			pour(i < cut ? one : two, &rows[i], false);
		cr_assert_eq(segbias_tally_merge(two, one, NULL), SEGBIAS_OK);
		read_replicates(two, sums);
		cr_expect(memcmp(sums, expected, sizeof sums) == 0, "cut at %zu: %.17g", cut, sums[2][0]);
		segbias_tally_free(one);
		segbias_tally_free(two);
	}
}
