#include "report/charts.h"

#include "jobs/run.h"

#include <stdlib.h>

/* People of a half each of sex and age, and in the news hardly an old woman. */
static const struct {
	const char *row;
	int count;
} ROWS[] = {{"news,f,young", 300}, {"news,f,old", 40}, {"news,m,young", 300}, {"news,m,old", 300},
            {"app,f,young", 250},  {"app,f,old", 250}, {"app,m,young", 250},  {"app,m,old", 250}};
static const char REFERENCE[] = "sex,age,count\nf,young,100100\nf,old,100200\nm,young,100300\nm,old,100400\n";

static char *make_campaign(void)
{
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "segment,sex,age\n");
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
		for (int k = 0; k < ROWS[i].count; k++)
			segbias_text_add_format(&text, "%s\n", ROWS[i].row);
	cr_assert_not(text.failed);
	return text.data;
}

/* The chart of that name; count says how many there are. */
static struct segbias_chart_list *draw(const struct run *run, size_t count)
{
	const char *const names[] = {"crossings"};
	struct segbias_chart_list *list = NULL;
	struct segbias_error error = {0};
	const struct segbias_charts_request request = {.charts = names, .chart_count = 1};
	cr_assert_eq(segbias_charts_draw(run->findings, &request, &list, &error), SEGBIAS_OK, "%s", error.message);
	cr_assert_eq(list->count, count, "%zu", list->count);
	return list;
}

Test(chart_crossings, a_combination_that_is_skewed_has_a_cell)
{
	if (!segbias_charts_available())
		cr_skip_test("there is no gnuplot");
	char *campaign = make_campaign();
	struct segbias_options options = {.segment = "segment", .reference_kind = "population", .cross = "2"};
	struct run run = run_good(campaign, REFERENCE, &options);
	struct segbias_chart_list *list = draw(&run, 1);
	const struct segbias_chart *chart = list->items;
	cr_expect_str_eq(chart->stem, "crossing-heatmap");
	/* By hand: 40 of 940, by 25.0 of a hundred. */
	cr_expect(strstr(chart->title.bytes, "(index 17) in news"), "%s", chart->title.bytes);
	cr_expect(strstr(chart->picture.bytes, ">17<") && !strstr(chart->picture.bytes, ">app<"));
	segbias_chart_list_free(list);
	run_release(&run);
	free(campaign);
}

/* Named, all combinations are shown, in the order of the report. */
Test(chart_crossings, one_that_is_named_is_shown_whole)
{
	if (!segbias_charts_available())
		cr_skip_test("there is no gnuplot");
	char *campaign = make_campaign();
	struct segbias_options options = {
	    .segment = "segment", .reference_kind = "population", .cross = "2", .attributes = "sex*age"};
	struct run run = run_good(campaign, REFERENCE, &options);
	struct segbias_chart_list *list = draw(&run, 1);
	const char *picture = list->items->picture.bytes;
	/* 250 of 1000 in the app, of the reference 25.0 of a hundred. */
	cr_expect(strstr(picture, ">100<") && strstr(picture, ">17<") && strstr(picture, ">app<"));
	segbias_chart_list_free(list);
	run_release(&run);
	free(campaign);
}

Test(chart_crossings, without_crossings_there_is_none)
{
	char *campaign = make_campaign();
	struct segbias_options options = {.segment = "segment", .reference_kind = "population"};
	struct run run = run_good(campaign, REFERENCE, &options);
	if (segbias_charts_available())
		segbias_chart_list_free(draw(&run, 0));
	run_release(&run);
	free(campaign);
}

/* Of 50 of each combination the last has 200 in both segments, so that the whole campaign has a finding there; the first has 137 in one and nobody
 * in the other, and the whole campaign a ninth, as it should. Another attribute has a name with which theirs begins. */
Test(chart_crossings, columns_are_in_output_order_whoever_has_them)
{
	if (!segbias_charts_available())
		cr_skip_test("there is no gnuplot");
	struct segbias_text campaign = {0};
	struct segbias_text reference = {0};
	segbias_text_add_string(&campaign, "segment,p,pp,qq\n");
	segbias_text_add_string(&reference, "p,pp,qq,count\n");
	for (int p = 0; p < 3; p++)
		for (int q = 0; q < 3; q++) {
			for (int x = 0; x < 2; x++)
				segbias_text_add_format(&reference, "x%d,p%d,q%d,%d\n", x, p, q,
				                        100003 + p * p * 211 + q * q * q * 17 + p * q * 5 + x * 3);
			for (int segment = 0; segment < 2; segment++) {
				int records = p + q == 0 ? segment * 137 : p + q == 4 ? 200 : 50;
				for (int i = 0; i < records; i++)
					segbias_text_add_format(&campaign, "s%d,x%d,p%d,q%d\n", segment, i % 2, p, q);
			}
		}
	struct segbias_options options = {.segment = "segment", .reference_kind = "population", .cross = "2"};
	struct run run = run_good(campaign.data, reference.data, &options);
	struct segbias_chart_list *list = draw(&run, 1);
	const char *first = strstr(list->items[0].picture.bytes, ">p0 × q0<");
	const char *last = strstr(list->items[0].picture.bytes, ">p2 × q2<");
	cr_expect(first && last && first < last);
	segbias_chart_list_free(list);
	run_release(&run);
	segbias_text_release(&campaign);
	segbias_text_release(&reference);
}

/* Of 150 combinations the 120 by which most are too few or too many are shown, the last one with them, and the picture says so. */
Test(chart_crossings, of_many_the_worst_are_shown)
{
	if (!segbias_charts_available())
		cr_skip_test("there is no gnuplot");
	struct segbias_text campaign = {0};
	struct segbias_text reference = {0};
	segbias_text_add_string(&campaign, "pp,qq\n");
	segbias_text_add_string(&reference, "pp,qq,count\n");
	for (int p = 0; p < 15; p++)
		for (int q = 0; q < 10; q++) {
			segbias_text_add_format(&reference, "p%02d,q%d,%d\n", p, q,
			                        100003 + p * p * 211 + q * q * q * 17 + p * q * 5);
			for (int i = 0; i < (p == 14 && q == 9 ? 900 : 20 + p); i++)
				segbias_text_add_format(&campaign, "p%02d,q%d\n", p, q);
		}
	struct segbias_options options = {
	    .reference_kind = "population", .cross = "2", .attributes = "pp*qq", .segment = "none"};
	struct run run = run_good(campaign.data, reference.data, &options);
	struct segbias_chart_list *list = draw(&run, 1);
	const char *picture = list->items[0].picture.bytes;
	cr_expect(strstr(picture, "p14 × q9") && strstr(picture, "p00 × q0"));
	cr_expect(strstr(picture, "of 150 the 120"), "%s", list->items[0].title.bytes);
	segbias_chart_list_free(list);
	run_release(&run);
	segbias_text_release(&campaign);
	segbias_text_release(&reference);
}

/* The colour of a number: white and black on one of the scale, grey in a frame. */
static bool is_grey(const char *picture, const char *number)
{
	static const char GREY[] = "fill=\"rgb(107,107,107)\"";
	const char *at = strstr(picture, number);
	const char *fill = at;
	cr_assert_not_null(at, "%s", number);
	while (fill > picture && strncmp(fill, "fill=", 5) != 0)
		fill--;
	return strncmp(fill, GREY, strlen(GREY)) == 0;
}

/* What its parts explain has no colour, be it a part's finding or mild skews that add up; of bounds the mildest index is shown. */
Test(chart_crossings, what_parts_explain_has_no_colour)
{
	if (!segbias_charts_available())
		cr_skip_test("there is no gnuplot");
	char *campaign = make_campaign();
	struct segbias_options options = {.segment = "segment", .reference_kind = "population", .cross = "2"};
	struct run run = run_good(campaign, REFERENCE, &options);
	struct segbias_label values[2][2] = {{segbias_label_of("f"), segbias_label_of("old")},
	                                     {segbias_label_of("m"), segbias_label_of("old")}};
	static const struct {
		const char *segment, *state;
		int value;
		double index, low;
	} MADE[] = {{NULL, "bounds", 0, NAN, 355},
	            {"app", "folded", 0, 333, 300},
	            {"app", "sum", 1, 344, 300},
	            {"news", "own", 0, 311, 300},
	            {"news", "own", 1, 322, 300}};
	struct segbias_crossing_finding rows[5] = {{.count = 0}};
	for (size_t i = 0; i < 5; i++)
		rows[i] = (struct segbias_crossing_finding){
		    .segment = MADE[i].segment ? segbias_label_of(MADE[i].segment) : (struct segbias_label){NULL, 0},
		    .attribute = segbias_label_of("sex*age"),
		    .value = segbias_label_of(MADE[i].value ? "m × old" : "f × old"),
		    .values = values[MADE[i].value],
		    .value_count = 2,
		    .state = MADE[i].state,
		    .verdict = SEGBIAS_VERDICT_OVER,
		    .index = MADE[i].index,
		    .index_low = MADE[i].low,
		    .shortfall = -100};
	run.findings->crossings = rows;
	run.findings->crossing_count = 5;
	struct segbias_chart_list *list = draw(&run, 1);
	const char *picture = list->items[0].picture.bytes;
	cr_expect(is_grey(picture, ">333<") && is_grey(picture, ">344<"));
	cr_expect(!is_grey(picture, ">311<") && !is_grey(picture, ">322<") && !is_grey(picture, ">355<"));
	segbias_chart_list_free(list);
	run.findings->crossing_count = 0;
	run_release(&run);
	free(campaign);
}
