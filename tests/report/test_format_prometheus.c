#include "jobs/run.h"

static void expect_part(const char *text, const char *part)
{
	cr_expect_not_null(strstr(text, part), "%s not in:\n%s", part, text);
}

/* By hand: three of four in S are "a", of which the reference has a half; nobody says who the fifth is. */
Test(format_prometheus, gauges)
{
	struct run run = run_good("segment,g\nS,a\nS,a\nS,a\nS,b\nS,\n", "g,count\na,500000\nb,500000\n",
	                          &(struct segbias_options){.min_n = "0"});
	char *text = run_render(&run, "prometheus");
	expect_part(text, "\n# TYPE segbias_value_index gauge\nsegbias_value_index{attribute=\"g\",value=\"a\"} 150\n");
	expect_part(text, "\nsegbias_value_index{segment=\"S\",attribute=\"g\",value=\"b\"} 50\n");
	expect_part(text, "\nsegbias_value_records{segment=\"S\",attribute=\"g\",value=\"a\"} 3\n");
	expect_part(text, "\nsegbias_value_verdict{segment=\"S\",attribute=\"g\",value=\"a\",verdict=\"unclear\"} 1\n");
	expect_part(text, "\nsegbias_comparison_missing_rate{segment=\"S\",attribute=\"g\"} 0.2\n");
	expect_part(text, "\nsegbias_verdicts{verdict=\"unclear\"} 2\n");
	expect_part(text, "\nsegbias_campaign_rows 5\n");
	expect_part(text, "\nsegbias_reference_size 1000000\n");
	expect_part(text, "\nsegbias_reference_kind{kind=\"population\"} 1\n");
	free(text);
	run_release(&run);
}

/* Each metric has one head, before its samples, which stand together; what is undefined has none. */
Test(format_prometheus, heads)
{
	struct run run = run_good("segment,g\nS,a\nT,b\n", "g,count\na,500000\nb,500000\nc,0\n", NULL);
	char *text = run_render(&run, "prometheus");
	size_t samples = 0;
	char name[80] = "";
	for (const char *line = text; *line; line = strchr(line, '\n') + 1) {
		size_t size = strcspn(line, "{ ");
		if (strncmp(line, "# HELP ", 7) == 0) {
			char head[96];
			(void)snprintf(name, sizeof name, "%.*s", (int)strcspn(line + 7, " "), line + 7);
			(void)snprintf(head, sizeof head, "\n# HELP %s ", name);
			cr_expect_null(strstr(line, head), "%s twice", name);
		} else if (strncmp(line, "# TYPE ", 7) != 0) {
			samples++;
			size_t end = strcspn(line, "\n");
			size_t at = end;
			while (at > 0 && line[at - 1] != ' ')
				at--;
			char *rest = NULL;
			cr_expect(isfinite(strtod(line + at, &rest)) && rest == line + end, "%.*s", (int)end, line);
			cr_expect(strlen(name) == size && strncmp(line, name, size) == 0, "%.60s below %s", line, name);
		}
	}
	cr_expect_gt(samples, 30);
	cr_expect_null(strstr(text, "nan"));
	cr_expect_null(strstr(text, "index{attribute=\"g\",value=\"c\""), "of a share of 0 there is no index");
	free(text);
	run_release(&run);
}

/* A line end and what is written like one are two segments, each with labels of its own. */
Test(format_prometheus, different_values_have_different_labels)
{
	struct run run = run_good("segment,g\n\"a\nb\",x\n\"a\\nb\",x\n\"a\\\\nb\",y\n\"a\\b\",y\n\"\\\n\",x\n",
	                          "g,count\nx,500000\ny,500000\n", NULL);
	char *text = run_render(&run, "prometheus");
	static const char *const LABELS[] = {"{segment=\"a\\\\nb\"", "{segment=\"a\\\\\\\\nb\"",
	                                     "{segment=\"a\\\\\\\\\\\\\\\\nb\"", "{segment=\"a\\\\b\"",
	                                     "{segment=\"\\\\\\\\\\\\n\""};
	for (size_t i = 0; i < sizeof LABELS / sizeof *LABELS; i++)
		expect_part(text, LABELS[i]);
	free(text);
	run_release(&run);
}

/* A quote, a backslash and a line end cannot end a label. */
Test(format_prometheus, hostile_names)
{
	struct run run =
	    run_good("segment,g\n\"S\"\"} 1\",\"a\\\"\nT,b\n", "g,count\n\"a\\\",500000\nb,500000\n", NULL);
	char *text = run_render(&run, "prometheus");
	expect_part(text, "{segment=\"S\\\"} 1\",attribute=\"g\",value=\"a\\\\\"}");
	free(text);
	run_release(&run);
}

/* Of 1,002 segments the last two are skewed: they have samples of their own, and two that are as the reference have none. */
Test(format_prometheus, of_very_many_segments_the_worst)
{
	enum { SEGMENTS = 1002, LINE = 32 };
	char *campaign = calloc(2 * SEGMENTS + 1, LINE);
	cr_assert_not_null(campaign);
	char *end = campaign + snprintf(campaign, LINE, "segment,g,count\n");
	for (int i = 0; i < SEGMENTS; i++) {
		int a = i < SEGMENTS - 2 ? 50 : 100 * (i - SEGMENTS + 4); /* 200 and 300 */
		end += snprintf(end, 2 * LINE, "s%04d,a,%d\ns%04d,b,50\n", i, a, i);
	}
	struct run run = run_good(campaign, "g,count\na,500000\nb,500000\n", NULL);
	char *text = run_render(&run, "prometheus");
	expect_part(text, "\nsegbias_segments_left 2\n");
	expect_part(text, "\nsegbias_value_index{attribute=\"g\",value=\"b\"}");
	expect_part(text, "\nsegbias_value_index{segment=\"s1000\",attribute=\"g\",value=\"a\"} 160\n");
	expect_part(text, "\nsegbias_comparison_n{segment=\"s1001\",attribute=\"g\"} 350\n");
	expect_part(text, "segment=\"s0997\",");
	cr_expect_null(strstr(text, "segment=\"s0998\","));
	cr_expect_null(strstr(text, "segment=\"s0999\","));
	free(text);
	free(campaign);
	run_release(&run);
}
