/* Each of these once failed: what a review of the whole found. */
#include "base/number.h"
#include "base/sum.h"
#include "jobs/run.h"
#include "policy/policy.h"
#include "sources/pouring.h"
#include "tally/encoding.h"
#include "tally/tally.h"
#include "values/nearest.h"
#include <sys/stat.h>

Test(regressions, sum_needs_more_than_64_parts)
{
	struct segbias_sum sum = {0};
	for (int i = 0; i < 332; i++)
		cr_assert(segbias_sum_add(&sum, ldexp(1, 2 * i - 330)));
	cr_assert_eq(segbias_sum_value(&sum), ldexp(4.0 / 3, 332)); /* (4^332 - 1) 2^-330 / 3, rounded */
	segbias_sum_release(&sum);
}
Test(regressions, shares_without_trailing_zeros)
{
	static const struct pouring_failure rows[] = {
	    {"attribute,value,share\ng,x,0.48\ng,y,0.5\n",
	     {.reference = true},
	     SEGBIAS_DATA,
	     0,
	     0,
	     "the shares of \"g\" sum to 0.98, not 1: off by -0.02",
	     "every value must be listed"},
	    {"attribute,value,share\ng,x,0.48\ng,y,0.50\ng,z,0\n",
	     {.reference = true},
	     SEGBIAS_DATA,
	     0,
	     0,
	     "the shares of \"g\" sum to 0.98, not 1: off by -0.02",
	     "every value must be listed"},
	    {"attribute,value,share\ng,x,0.48\ng,y,0.50\ng,z,1e-05\n",
	     {.reference = true},
	     SEGBIAS_DATA,
	     0,
	     0,
	     "the shares of \"g\" sum to 0.98001, not 1: off by -0.01999",
	     "every value must be listed"},
	};
	for (size_t i = 0; i < 3; i++)
		pouring_fails(&rows[i], i);
}
Test(regressions, skip_bad_leaves_a_duplicate_out_of_the_sum)
{
	struct pouring p;
	struct segbias_source_options o = {.reference = true, .skip_bad = true};
	cr_assert_eq(pouring_all(&p, "attribute,value,share\ng,F,0.5\ng,M,0.5\ng,M,0.5\n", &o), SEGBIAS_OK, "%s",
	             p.error.message);
	pouring_release(&p);
}
Test(regressions, banded_numbers_that_all_differ_are_an_attribute)
{
	struct segbias_text t = {0};
	segbias_text_add_string(&t, "segment,income\n");
	for (int i = 0; i < 120; i++)
		segbias_text_add_format(&t, "S,%d\n", 11 + 137 * i);
	struct run run =
	    run_good(t.data, "attribute,value,count\nincome,\"under 8,000\",1\nincome,\"8,000+\",1\n", NULL);
	run_release(&run);
	segbias_text_release(&t);
}
Test(regressions, negative_edges)
{
	struct segbias_options options = {.bins = RUN_LIST("temp=-10,0,10")};
	struct run run = run_good("segment,temp\nA,-12\nA,-5\nA,5\nA,15\n", "temp\n-12\n-5\n5\n15\n", &options);
	cr_assert_eq(run_comparison(&run, "A", "temp")->unmatched, 0);
	run_release(&run);
}
Test(regressions, whole_numbers_are_not_rounded)
{
	uint64_t value = 0;
	cr_expect_not(segbias_number_parse_whole(segbias_label_of("9007199254740993"), '.', &value));
	cr_expect_not(segbias_number_parse_whole(segbias_label_of("0.99999999999999999999"), '.', &value));
}
Test(regressions, quoted_from)
{
	const struct segbias_options options = {.recode = RUN_LIST("g:\"x=y\"=z")};
	struct segbias_policy p = {0};
	cr_assert_eq(segbias_policy_read(&options, &p, NULL), SEGBIAS_OK);
	segbias_policy_release(&p);
}
Test(regressions, nearest_prefers_the_single_start)
{
	struct segbias_label labels[] = {segbias_label_of("Nun"), segbias_label_of("Nonbinary")};
	cr_assert_eq(segbias_nearest(segbias_label_of("Non"), labels, 2), 1); /* header: "..., else the fewest edits" */
}
static void fill(struct segbias_tally *t, int n, const char *format)
{
	for (int i = 0; i < n; i++) {
		char text[32];
		uint32_t id;
		bool fresh;
		(void)snprintf(text, sizeof text, format, i);
		segbias_encoder_spell(encoding_of(t), 0, segbias_label_of(text), 1, &id, &fresh);
	}
}
Test(regressions, merge_presence_beyond)
{
	struct segbias_plan_column c = {.name = {"p", 1}, .kind = SEGBIAS_PLAN_PRESENCE};
	struct segbias_plan plan = {.columns = &c, .column_count = 1};
	struct segbias_tally *a = NULL, *b = NULL;
	a = encoding_create(&plan);
	b = encoding_create(&plan);
	fill(b, 12000, "%d");
	segbias_tally_merge(a, b, NULL);
	cr_expect_eq(segbias_tally_beyond(a, 0, SEGBIAS_ID_FIRST), segbias_tally_beyond(b, 0, SEGBIAS_ID_FIRST));
	segbias_tally_free(a);
	segbias_tally_free(b);
}
Test(regressions, merge_of_other_labels_is_refused)
{
	static const struct segbias_label x = {"x", 1}, y = {"y", 1};
	struct segbias_plan_column c = {.name = {"p", 1}, .kind = SEGBIAS_PLAN_MEMBERS, .labels = &x, .label_count = 1};
	struct segbias_plan_column d = c;
	d.labels = &y;
	struct segbias_plan p = {.columns = &c, .column_count = 1}, q = {.columns = &d, .column_count = 1};
	struct segbias_tally *a = NULL, *b = NULL;
	a = encoding_create(&p);
	b = encoding_create(&q);
	cr_expect_eq(segbias_tally_merge(a, b, NULL), SEGBIAS_DATA);
	segbias_tally_free(a);
	segbias_tally_free(b);
}
Test(regressions, identical_index_is_100)
{
	struct run run =
	    run_good("segment,g,count\nS,a,1971\nS,b,29\n", "attribute,value,count\ng,a,1971\ng,b,29\n", NULL);
	cr_expect_eq(run_value(&run, "S", "g", "a")->index, 100);
	cr_expect_eq(run_value(&run, "S", "g", "b")->index, 100, "%.17g", run_value(&run, "S", "g", "b")->index);
	run_release(&run);
}
Test(regressions, dangling_link_is_refused_and_stays)
{
	char dir[] = "/tmp/sb-XXXXXX";
	mkdtemp(dir);
	chdir(dir);
	symlink("target", "link");
	struct segbias_output *o = NULL;
	struct stat info;
	segbias_output_create(&o, NULL);
	cr_expect_eq(segbias_output_stage(o, "link", "x", 1, NULL), SEGBIAS_SYSTEM);
	segbias_output_free(o);
	lstat("link", &info);
	bool is_link = S_ISLNK(info.st_mode);
	unlink("link");
	unlink("target");
	chdir("/");
	rmdir(dir);
	cr_expect(is_link);
}
Test(regressions, members_missing_counts_only_what_counts)
{
	struct segbias_options options = {.segment = "v,w", .within = RUN_LIST("g=a")};
	struct run run = run_good("v,w,g\n1,0,a\n,,b\n", "g,count\na,1\nb,1\n", &options);
	cr_expect_null(run_note(&run, "segment_missing"));
	run_release(&run);
}
Test(regressions, ambiguous_column_is_noted_once)
{
	struct run run = run_good("segment,AGE,Age,g\nS,1,2,m\n", "attribute,value,count\nage,1,1\ng,m,1\n", NULL);
	size_t n = 0;
	for (size_t i = 0; i < run.findings->notes.count; i++)
		n += !strcmp(run.findings->notes.items[i].code, "ambiguous_column");
	cr_expect_eq(n, 2, "%zu", n);
	run_release(&run);
}
Test(regressions, base_must_hold_the_segment)
{
	struct segbias_options options = {.reference_kind = "base"};
	struct run run = run_compare("segment,g,count\nS,a,60\nS,b,40\n", "g,count\na,50\nb,500\n", &options);
	cr_expect(!run.findings || run_comparison(&run, "S", "g")->p_method == SEGBIAS_P_NONE);
	cr_expect(!run.findings || run.findings->notes.count > 0, "not a word");
	run_release(&run);
	run = run_compare("segment,g,count\nS,a,600\nS,b,400\n", "g,count\na,50\nb,500\n", &options);
	cr_expect(!run.findings || run.findings->notes.count > 0, "not a word");
	run_release(&run);
}
Test(regressions, cut_intervals_of_fractions)
{
	struct run run =
	    run_good("segment,v\nA,10.5\nA,0.5\n", "attribute,value,count\nv,\"(0,10]\",1\nv,\"(10,20]\",1\n", NULL);
	cr_expect_eq(run_value(&run, "A", "v", "(10,20]")->count, 1);
	cr_expect_eq(run_value(&run, "A", "v", "(0,10]")->count, 1);
	run_release(&run);
}
