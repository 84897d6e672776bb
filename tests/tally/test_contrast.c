#include "tally/contrast.h"
#include "tally/encoding.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

/* Columns: the segment, who answers, an attribute, and one that makes the profiles of a person many. */
enum { SEGMENT, ANSWER, G, MANY, COLUMNS, PEOPLE = 20, RECORDS = 9000 };

static const struct segbias_plan_column PLAN_COLUMNS[COLUMNS] = {
    {.name = {"segment", 7}, .kind = SEGBIAS_PLAN_OPEN},
    {.name = {"answer", 6}, .field = 1, .kind = SEGBIAS_PLAN_OPEN},
    {.name = {"g", 1}, .field = 2, .kind = SEGBIAS_PLAN_OPEN},
    {.name = {"many", 4}, .field = 3, .kind = SEGBIAS_PLAN_OPEN},
};
static const struct segbias_plan_table TABLES[] = {{{SEGMENT}, 1}, {{G}, 1}};
static const uint32_t KEPT[] = {ANSWER, G, MANY};
static const struct segbias_plan_pair PAIRS[] = {{.first = ANSWER, .second = G},
                                                 {.first = ANSWER, .second = G, .missing = true}};

static struct segbias_tally *create(void)
{
	struct segbias_plan plan = {
	    .columns = PLAN_COLUMNS, .column_count = COLUMNS, .tables = TABLES, .table_count = 2};
	plan.design = (struct segbias_plan_design){.used = true,
	                                           .stratum_field = SEGBIAS_NO_FIELD,
	                                           .cluster_field = 0,
	                                           .columns = KEPT,
	                                           .column_count = 3,
	                                           .pairs = PAIRS,
	                                           .pair_count = 2,
	                                           .grouped = true,
	                                           .group_column = SEGMENT};
	struct segbias_tally *tally = NULL;
	tally = encoding_create(&plan);
	return tally;
}

/* What record i has, as text; answer 2 and g 3 are missing. */
static int segment_of(int i)
{
	return i / PEOPLE % 3;
}
static int answer_of(int i)
{
	return (i * 7 + i / 50) % 3;
}
static int value_of(int i)
{
	return (i * 5 + i / 70) % 4;
}

static void pour(struct segbias_tally *tally, int i, int many)
{
	char text[COLUMNS][16];
	char who[16];
	uint32_t ids[COLUMNS];
	bool fresh = false;
	struct segbias_record record = {.ids = ids, .count = 1, .weight = 1};
	(void)snprintf(who, sizeof who, "p%d", i % PEOPLE);
	(void)snprintf(text[SEGMENT], 16, "S%d", segment_of(i));
	(void)snprintf(text[ANSWER], 16, "%s", answer_of(i) == 2 ? "" : answer_of(i) ? "yes" : "no");
	(void)snprintf(text[G], 16, "%.*s", value_of(i) < 3, &"abc"[value_of(i) % 3]);
	(void)snprintf(text[MANY], 16, "z%d", i % many);
	struct segbias_cluster_names names = {.cluster = segbias_label_of(who)};
	cr_assert_eq(segbias_tally_enter(tally, &names, &record.cluster, NULL), SEGBIAS_OK);
	for (size_t column = 0; column < COLUMNS; column++)
		cr_assert_eq(segbias_encoder_spell(encoding_of(tally), column, segbias_label_of(text[column]), 1,
		                                   &ids[column], &fresh),
		             SEGBIAS_OK);
	cr_assert_eq(segbias_tally_add(tally, &record, NULL), SEGBIAS_OK);
}

static uint32_t id_of(const struct segbias_tally *tally, size_t column, const char *label)
{
	for (uint32_t id = SEGBIAS_ID_FIRST; id < SEGBIAS_ID_FIRST + segbias_tally_labels(tally, column); id++)
		if (segbias_label_equal(segbias_tally_label(tally, column, id), segbias_label_of(label)))
			return id;
	return 0;
}

/* By hand, from the records themselves. segment and value under 0: any (of the values: any known). */
static struct segbias_moments count(int segment, int value, bool rest, bool missing)
{
	struct segbias_moments out = {0};
	for (int person = 0; person < PEOPLE; person++) {
		double k = 0;
		double n = 0;
		for (int i = person; i < RECORDS; i += PEOPLE) {
			bool mine = value < 0 || value_of(i) == value;
			if ((segment >= 0 && segment_of(i) != segment) || value_of(i) == 3 || mine == rest ||
			    (!missing && answer_of(i) == 2))
				continue;
			n++;
			k += answer_of(i) == (missing ? 2 : 0);
		}
		out.clusters += n > 0;
		out.with += k > 0;
		out.without += k < n;
		out.k += k;
		out.n += n;
		out.kk += k * k;
		out.kn += k * n;
		out.nn += n * n;
		out.nnnn += n * n * n * n;
	}
	return out;
}

static void expect(const struct segbias_moments *a, const struct segbias_moments *b, bool rest)
{
	cr_expect(a->clusters == b->clusters && a->with == b->with && a->without == b->without && a->k == b->k &&
	          a->n == b->n && a->kk == b->kk && a->kn == b->kn && a->nn == b->nn && (rest || a->nnnn == b->nnnn));
}

static void expect_by_value(const struct segbias_tally *tally, bool missing)
{
	uint32_t meaning[SEGBIAS_ID_FIRST + 2] = {missing ? 1 : UINT32_MAX, UINT32_MAX};
	for (uint32_t id = SEGBIAS_ID_FIRST; id < SEGBIAS_ID_FIRST + 2; id++)
		meaning[id] = missing ? 0 : id == id_of(tally, ANSWER, "no");
	struct segbias_contrast_query query = {.column = ANSWER,
	                                       .value_of = meaning,
	                                       .ids = SEGBIAS_ID_FIRST + 2,
	                                       .missing = missing,
	                                       .by = G,
	                                       .parts = 3,
	                                       .groups = SEGBIAS_ID_FIRST + 3};
	struct segbias_contrasts *contrasts = NULL;
	cr_assert_eq(segbias_contrasts_create(segbias_tally_clusters(tally), &query, &contrasts, NULL), SEGBIAS_OK);
	for (int segment = -1; segment < 3; segment++)
		for (int value = 0; value < 3; value++)
			for (int rest = 0; rest < 2; rest++) {
				const char *const segments[] = {"S0", "S1", "S2"};
				const char *const values[] = {"a", "b", "c"};
				uint32_t group = segment < 0 ? 0 : id_of(tally, SEGMENT, segments[segment]);
				struct segbias_moments wanted = count(segment, value, rest, missing);
				struct segbias_moments got =
				    segbias_contrasts_of(contrasts, group, id_of(tally, G, values[value]), rest);
				expect(&got, &wanted, rest);
			}
	segbias_contrasts_free(contrasts);
}

/* The sums are those of the records, whether profiles are joint or split, and whichever parts were merged in which order. */
Test(contrast, by_value)
{
	for (int form = 0; form < 4; form++) {
		struct segbias_tally *tally = create();
		struct segbias_tally *other = create();
		int many = form % 2 ? 4001 : 1;
		for (int i = 0; i < RECORDS; i++)
			if (form < 2)
				pour(tally, i, many);
			else
				pour(i % 5 < 2 ? tally : other, RECORDS - 1 - i, many);
		if (form >= 2)
			cr_assert_eq(segbias_tally_merge(tally, other, NULL), SEGBIAS_OK);
		cr_expect_eq(segbias_clusters_split(segbias_tally_clusters(tally)), form % 2);
		expect_by_value(tally, false);
		expect_by_value(tally, true);
		segbias_tally_free(tally);
		segbias_tally_free(other);
	}
}
