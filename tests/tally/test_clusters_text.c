/* Persons as text: what stands there was counted by hand; hashes are those of python3:
 * hashlib.sha256(b"salt\nann").hexdigest()[:16]. */
#include "tally/clusters.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* A column of which some values are missing, an attribute, and the pair of both, in one segment or none. */
enum { SEGMENT, MAIL, AGE, COLUMNS };

static const struct segbias_plan_column PLAN_COLUMNS[COLUMNS] = {
    {.name = {"segment", 7}, .kind = SEGBIAS_PLAN_OPEN},
    {.name = {"mail", 4}, .kind = SEGBIAS_PLAN_PRESENCE},
    {.name = {"age", 3}, .kind = SEGBIAS_PLAN_OPEN},
};
static const uint32_t KEPT[] = {MAIL, AGE};
static const struct segbias_plan_pair PAIRS[] = {{.first = MAIL, .second = AGE, .missing = true}};
static const uint32_t IDS[COLUMNS] = {5, 3, 9};

static struct segbias_clusters *create(void)
{
	struct segbias_clusters *clusters = NULL;
	const struct segbias_plan plan = {.columns = PLAN_COLUMNS,
	                                  .column_count = COLUMNS,
	                                  .design = {.used = true,
	                                             .apart = true,
	                                             .stratum_field = SEGBIAS_NO_FIELD,
	                                             .cluster_field = 0,
	                                             .columns = KEPT,
	                                             .column_count = 2,
	                                             .pairs = PAIRS,
	                                             .pair_count = 1,
	                                             .grouped = true,
	                                             .group_column = SEGMENT}};
	cr_assert_eq(segbias_clusters_create(&plan, &clusters, NULL), SEGBIAS_OK);
	return clusters;
}

static void add(struct segbias_clusters *clusters, const char *name, uint32_t segment, uint32_t mail, uint32_t age)
{
	const uint32_t ids[COLUMNS] = {segment, mail, age};
	struct segbias_record record = {.ids = ids, .count = 1, .weight = 1};
	const struct segbias_cluster_names names = {{"", 0}, segbias_label_of(name), !*name};
	cr_assert(segbias_clusters_enter(clusters, &names, &record.cluster));
	cr_assert(segbias_clusters_add(clusters, &record));
}

/* To be freed. */
static char *text_of(const struct segbias_clusters *clusters)
{
	struct segbias_text out = {0};
	struct segbias_lines lines;
	segbias_lines_init(&lines, &out);
	cr_assert(segbias_clusters_write(clusters, &lines));
	segbias_lines_release(&lines);
	return out.data;
}

/* Ann has mail and an age in segment 2, twice; so has Bob, once without mail; Cyd, without a name, has neither segment nor mail. */
static struct segbias_clusters *people(void)
{
	struct segbias_clusters *clusters = create();
	add(clusters, "bob", 2, 2, 4);
	add(clusters, "ann", 2, 2, 4);
	add(clusters, "", 0, 0, 5);
	add(clusters, "ann", 2, 2, 4);
	add(clusters, "bob", 2, 0, 4);
	return clusters;
}

static const char WRITTEN[] =
    "{\"persons\":3,\"nameless\":1}\n"
    "{\"persons_hashed\":[\"1406d330b5339001\",\"8bc60aa69fab4b4f\"]}\n"
    "{\"persons_by\":1,\"have\":[[1,[[0,2],1],[[2,2],1]],[1,[[0],1]],[1,[[2,2],2]]]}\n"
    "{\"persons_by\":2,\"have\":[[2,[[4,2],2]],[1,[[5],1]]]}\n"
    "{\"persons_by\":3,\"have\":[[1,[[0,4,2],1],[[2,4,2],1]],[1,[[0,5],1]],[1,[[2,4,2],2]]]}\n";

Test(clusters_text, is_written_as_it_says)
{
	struct segbias_clusters *clusters = people();
	cr_assert(segbias_clusters_tell(clusters, "salt"));
	cr_assert(segbias_clusters_told(clusters));
	char *text = text_of(clusters);
	cr_expect_str_eq(text, WRITTEN);
	cr_expect_null(strstr(text, "bob"));
	free(text);
	segbias_clusters_free(clusters);
}

/* Line by line. */
static bool read_lines(struct segbias_clusters *clusters, const char *text)
{
	struct segbias_arena arena = {0};
	uint32_t next[4] = {0};
	bool failed = false;
	for (const char *line = text; *line && !failed; line = strchr(line, '\n') + 1) {
		struct segbias_scan scan = {line, strchr(line, '\n'), &arena, false, false};
		if (segbias_scan_is(&scan, "{\"persons\":"))
			segbias_clusters_scan(clusters, &scan);
		else if (segbias_scan_is(&scan, "{\"persons_hashed\":["))
			segbias_clusters_scan_hashes(clusters, &scan);
		else if (segbias_scan_is(&scan, "{\"persons_by\":"))
			segbias_clusters_scan_had(clusters, IDS, next, &scan);
		segbias_scan_end(&scan);
		failed = scan.failed;
	}
	segbias_arena_release(&arena);
	return !failed;
}

Test(clusters_text, reads_back)
{
	struct segbias_clusters *clusters = create();
	cr_assert(read_lines(clusters, WRITTEN));
	cr_expect_eq(segbias_clusters_count(clusters), 3);
	cr_expect_eq(segbias_clusters_nameless(clusters), 1);
	char *text = text_of(clusters);
	cr_expect_str_eq(text, WRITTEN);
	free(text);
	segbias_clusters_free(clusters);
}

Test(clusters_text, refuses_what_cannot_be)
{
	static const char *const WRONG[] = {
	    "{\"persons\":1,\"nameless\":2}\n",                                              /* of one two */
	    "{\"persons\":1,\"nameless\":0}\n{\"persons_by\":1,\"have\":[[2,[[0],1]]]}\n",   /* and here */
	    "{\"persons\":1,\"nameless\":0}\n{\"persons_by\":0,\"have\":[[1,[[0,4],1]]]}\n", /* of all columns */
	    "{\"persons\":1,\"nameless\":0}\n{\"persons_by\":4,\"have\":[[1,[[0],1]]]}\n",   /* of none */
	    "{\"persons\":1,\"nameless\":0}\n{\"persons_by\":1,\"have\":[[1,[[3],1]]]}\n",   /* no id of it */
	    "{\"persons\":1,\"nameless\":0}\n{\"persons_by\":1,\"have\":[[1,[[2,1],1]]]}\n", /* no segment */
	    "{\"persons\":1,\"nameless\":0}\n{\"persons_by\":3,\"have\":[[1,[[0],1]]]}\n",   /* half a pair */
	    "{\"persons\":1,\"nameless\":0}\n{\"persons_hashed\":[\"000000000000000\"]}\n",  /* too short */
	    "{\"persons\":2,\"nameless\":0}\n{\"persons_hashed\":[\"0000000000000002\",\"0000000000000001\"]}\n",
	    "{\"persons_by\":1,\"have\":[[1,[[0],1]]]}\n", /* of nobody */
	};
	for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
		struct segbias_clusters *clusters = create();
		cr_expect_not(read_lines(clusters, WRONG[i]), "%s", WRONG[i]);
		segbias_clusters_free(clusters);
	}
}

Test(clusters_text, sees_who_is_in_both)
{
	struct segbias_clusters *one = people();
	struct segbias_clusters *other = create();
	struct segbias_clusters *third = create();
	add(other, "cyd", 2, 2, 4);
	add(third, "cyd", 3, 2, 4);
	add(third, "ann", 3, 2, 4);
	cr_assert(segbias_clusters_tell(one, "salt") && segbias_clusters_tell(other, "salt") &&
	          segbias_clusters_tell(third, "salt"));
	cr_expect_not(segbias_clusters_share(one, other));
	cr_expect(segbias_clusters_share(one, third) && segbias_clusters_share(third, one));
	cr_assert(segbias_clusters_merge(one, other, NULL) && segbias_clusters_join_hashes(one, other));
	cr_expect_eq(segbias_clusters_count(one), 4);
	cr_expect(segbias_clusters_share(one, other));
	segbias_clusters_free(one);
	segbias_clusters_free(other);
	segbias_clusters_free(third);
}
