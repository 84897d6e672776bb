#include "report/charts.h"

#include "jobs/run.h"

#include <sys/stat.h>

static const char CAMPAIGN[] =
    "segment,g,h\nOne,a,x\nOne,a,y\nTwo words,b,x\nTwo words,a,y\n\xD8\xB1,b,x\n\xD8\xB1,b,y\n";
static const char REFERENCE[] = "attribute,value,count\ng,a,1\ng,b,2\nh,x,1\nh,y,1\n";

/* What the list holds ends in a 0 byte. */
static bool contains(struct segbias_label text, const char *part)
{
	return text.bytes && strstr(text.bytes, part) != NULL;
}

static const struct segbias_chart *find(const struct segbias_chart_list *list, const char *stem)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i].stem, stem) == 0)
			return &list->items[i];
	return NULL;
}

static struct segbias_chart_list *draw(const struct segbias_findings *findings,
                                       const struct segbias_charts_request *request)
{
	struct segbias_chart_list *list = NULL;
	struct segbias_error error = {0};
	cr_assert_eq(segbias_charts_draw(findings, request, &list, &error), SEGBIAS_OK, "%s", error.message);
	cr_assert_not_null(list);
	return list;
}

static void expect_failure(const struct segbias_findings *findings, const struct segbias_charts_request *request,
                           enum segbias_status status, const char *message)
{
	struct segbias_chart_list *const untouched = (struct segbias_chart_list *)&status;
	struct segbias_chart_list *list = untouched;
	struct segbias_error error = {0};
	cr_expect_eq(segbias_charts_draw(findings, request, &list, &error), status, "%s", message);
	cr_expect_eq(list, untouched);
	cr_expect(strstr(error.message, message) != NULL, "\"%s\" is not in \"%s\"", message, error.message);
	cr_expect_eq(segbias_charts_draw(findings, request, &list, NULL), status);
}

/* Every chart is whole, and says whose it is and what it shows. */
Test(charts, are_drawn_into_memory)
{
	if (!segbias_charts_available())
		cr_skip_test("there is no gnuplot");
	struct run run = run_good(CAMPAIGN, REFERENCE, NULL);
	struct segbias_chart_list *list = draw(run.findings, NULL);
	for (size_t i = 0; i < list->count; i++) {
		const struct segbias_chart *chart = &list->items[i];
		char file[SEGBIAS_PLOT_STEM_MAX + 4];
		(void)snprintf(file, sizeof file, "%s.svg", chart->stem);
		cr_expect_str_eq(chart->file, file);
		cr_expect_eq(segbias_picture_check(SEGBIAS_PICTURE_SVG, chart->picture, chart->file, NULL), SEGBIAS_OK);
		cr_expect(chart->title.size > 0 && chart->description.size > 0, "%s", chart->stem);
		cr_expect_eq(find(list, chart->stem), chart, "%s stands for one chart", chart->stem);
	}
	const struct segbias_chart *heatmap = find(list, "index-heatmap");
	const struct segbias_chart *whole = find(list, "dumbbell-whole");
	const struct segbias_chart *words = find(list, "dumbbell-02-two-words");
	cr_assert(heatmap && whole && words);
	cr_expect_str_eq(heatmap->chart, "heatmap");
	cr_expect_not(heatmap->one_segment);
	cr_expect_str_eq(whole->chart, "dumbbell");
	cr_expect(whole->one_segment && !whole->segment.bytes);
	cr_expect(contains(whole->title, "Whole campaign: "));
	cr_expect(contains(whole->description, "the whole campaign (6 records)"));
	cr_expect(words->one_segment && run_is(words->segment, "Two words"));
	cr_expect(contains(words->title, "Two words: "));
	cr_expect(contains(words->picture, "<title>Two words: "));
	segbias_chart_list_free(list);
	run_release(&run);
}

/* A chart of a segment has the same name and the same bytes whichever others are asked for. */
Test(charts, are_chosen_by_name_and_segment)
{
	if (!segbias_charts_available())
		cr_skip_test("there is no gnuplot");
	struct run run = run_good(CAMPAIGN, REFERENCE, NULL);
	const char *const dumbbell[] = {"dumbbell"};
	const char *const heatmap[] = {"heatmap"};
	const struct segbias_label segments[] = {segbias_label_of("Two words"), {0}};
	struct segbias_chart_list *all = draw(run.findings, NULL);
	struct segbias_chart_list *list =
	    draw(run.findings, &(struct segbias_charts_request){.charts = dumbbell, .chart_count = 1});
	cr_assert_eq(list->count, 4);
	segbias_chart_list_free(list);
	list = draw(run.findings, &(struct segbias_charts_request){.charts = heatmap, .chart_count = 1});
	cr_assert_eq(list->count, 1);
	segbias_chart_list_free(list);
	list = draw(run.findings, &(struct segbias_charts_request){
				      .charts = dumbbell, .chart_count = 1, .segments = segments, .segment_count = 1});
	cr_assert_eq(list->count, 1);
	cr_assert_str_eq(list->items[0].stem, "dumbbell-02-two-words");
	segbias_chart_list_free(list);
	list = draw(run.findings, &(struct segbias_charts_request){
				      .charts = dumbbell, .chart_count = 1, .segments = segments, .segment_count = 2});
	cr_assert_eq(list->count, 2);
	cr_assert_str_eq(list->items[0].stem, "dumbbell-whole");
	cr_assert_str_eq(list->items[1].stem, "dumbbell-02-two-words");
	const struct segbias_chart *before = find(all, "dumbbell-02-two-words");
	const struct segbias_chart *after = &list->items[1];
	/* All but the mark, which stands in a comment and knows the run. */
	const char *from = strstr(before->picture.bytes, "<svg");
	const char *again = strstr(after->picture.bytes, "<svg");
	cr_assert(from && again);
	size_t size = before->picture.size - (size_t)(from - before->picture.bytes);
	cr_expect_eq(size, after->picture.size - (size_t)(again - after->picture.bytes));
	cr_expect_eq(memcmp(from, again, size), 0);
	segbias_chart_list_free(list);
	segbias_chart_list_free(all);
	run_release(&run);
}

/* A group of which nothing is told is withheld, and not without anything to compare. */
Test(charts, what_is_withheld_is_said)
{
	static const char PEOPLE[] = "segment,g,count\nA,a,400\nA,b,600\nB,a,3\nB,b,500\nC,a,2\nC,b,1\nD,a,2\nD,b,2\n";
	if (!segbias_charts_available())
		cr_skip_test("there is no gnuplot");
	struct run run = run_good(PEOPLE, "attribute,value,count\ng,a,3000000\ng,b,7000000\n",
	                          &(struct segbias_options){.publish = "5"});
	struct segbias_chart_list *list = draw(run.findings, NULL);
	size_t hidden = 0;
	for (size_t i = 0; i < list->count; i++) {
		cr_expect_not(contains(list->items[i].title, "nothing to compare"), "%s", list->items[i].stem);
		hidden += contains(list->items[i].title, ": withheld");
		cr_expect_null(strstr(list->items[i].picture.bytes, "nan"), "%s", list->items[i].stem);
	}
	cr_expect_geq(hidden, 2);
	const struct segbias_chart *heatmap = find(list, "index-heatmap");
	cr_assert_not_null(heatmap);
	cr_expect_not_null(strstr(heatmap->picture.bytes, "A dash: withheld."));
	/* Nobody is told what the dash of a result that withholds nothing would mean. */
	struct run open = run_good(PEOPLE, "attribute,value,count\ng,a,3000000\ng,b,7000000\n", NULL);
	struct segbias_chart_list *all = draw(open.findings, NULL);
	heatmap = find(all, "index-heatmap");
	cr_assert_not_null(heatmap);
	cr_expect_null(strstr(heatmap->picture.bytes, "withheld"));
	segbias_chart_list_free(all);
	run_release(&open);
	segbias_chart_list_free(list);
	run_release(&run);
}

/* How often a colour is used: once by the legend. */
static size_t count_colour(const struct segbias_findings *findings, const char *colour)
{
	const char *const heatmap[] = {"heatmap"};
	struct segbias_chart_list *list =
	    draw(findings, &(struct segbias_charts_request){.charts = heatmap, .chart_count = 1});
	size_t count = 0;
	for (const char *at = list->items[0].picture.bytes; (at = strstr(at, colour)); at++)
		count++;
	segbias_chart_list_free(list);
	return count;
}

/* An index of 133 is less than a step (.17 octaves) beyond 125, and more than one beyond 111: log2(133 / 125) = .09, log2(133 / 111)
 * = .26. */
Test(charts, shades_begin_at_the_band_that_judges)
{
	static const char FIRST[] = "rgb(106, 165, 209)";
	static const char SECOND[] = "rgb( 79, 145, 198)";
	static const char PEOPLE[] = "segment,g,count\ns,a,40000\ns,b,60000\n";
	static const char CENSUS[] = "attribute,value,count\ng,a,3000000\ng,b,7000000\n";
	if (!segbias_charts_available())
		cr_skip_test("there is no gnuplot");
	for (int narrow = 0; narrow < 2; narrow++) {
		const struct segbias_options options = {.segment = "none", .band = narrow ? "85:111" : "80:125"};
		struct run run = run_good(PEOPLE, CENSUS, &options);
		cr_expect_eq(count_colour(run.findings, FIRST), narrow ? 1 : 2);
		cr_expect_eq(count_colour(run.findings, SECOND), narrow ? 2 : 1);
		run_release(&run);
	}
}

/* The worst 20 are drawn unless others are asked for. */
Test(charts, of_many_segments)
{
	if (!segbias_charts_available())
		cr_skip_test("there is no gnuplot");
	static const char HEAD[] = "segment,g\n";
	struct segbias_text campaign = {0};
	segbias_text_add_string(&campaign, HEAD);
	for (int i = 0; i < 23; i++)
		segbias_text_add_format(&campaign, "s%d,a\ns%d,b\ns%d,b\ns%d,b\n", i, i, i, i);
	struct run run = run_good(campaign.data, "attribute,value,count\ng,a,1\ng,b,2\n", NULL);
	const char *const dumbbell[] = {"dumbbell"};
	struct segbias_label segments[23];
	char names[23][16];
	for (int i = 0; i < 23; i++) {
		(void)snprintf(names[i], sizeof names[i], "s%d", i);
		segments[i] = segbias_label_of(names[i]);
	}
	struct segbias_charts_request request = {.charts = dumbbell, .chart_count = 1};
	struct segbias_chart_list *list = draw(run.findings, &request);
	cr_expect_eq(list->count, 21);
	cr_assert_geq(list->notes.count, 1);
	cr_expect_str_eq(list->notes.items[0].text.message,
	                 "dumbbell charts show the 20 worst of 23 segments; 3 have none");
	segbias_chart_list_free(list);
	request.segments = segments;
	request.segment_count = 23;
	list = draw(run.findings, &request);
	cr_expect_eq(list->count, 23);
	for (size_t i = 0; i < list->notes.count; i++)
		cr_expect_str_neq(list->notes.items[i].code, "charts_left_out");
	segbias_chart_list_free(list);
	/* A heatmap has up to 40, where there is room for so few cells as many as have it with 2 columns each, and never fewer than 10. */
	static const struct {
		size_t cells;
		int shown;
	} ROOMS[] = {{0, 23}, {1000, 23}, {46, 23}, {44, 22}, {24, 12}, {20, 10}, {4, 10}};
	const char *const heatmap[] = {"heatmap"};
	for (size_t i = 0; i < sizeof ROOMS / sizeof *ROOMS; i++) {
		int shown = 0;
		request = (struct segbias_charts_request){
		    .charts = heatmap, .chart_count = 1, .heatmap_cells = ROOMS[i].cells};
		list = draw(run.findings, &request);
		cr_assert_eq(list->count, 1);
		for (int segment = 0; segment < 23; segment++) {
			char word[24];
			(void)snprintf(word, sizeof word, ">%.15s<", names[segment]);
			shown += contains(list->items[0].picture, word);
		}
		cr_expect_eq(shown, ROOMS[i].shown, "%zu cells: %d", ROOMS[i].cells, shown);
		segbias_chart_list_free(list);
	}
	segbias_text_release(&campaign);
	run_release(&run);
}

Test(charts, that_cannot_be_asked_for)
{
	struct run run = run_good(CAMPAIGN, REFERENCE, NULL);
	const char *const unknown[] = {"dumbbell", "pie"};
	const struct segbias_label segments[] = {segbias_label_of("One"), segbias_label_of("one")};
	expect_failure(run.findings, &(struct segbias_charts_request){.charts = unknown, .chart_count = 2},
	               SEGBIAS_USAGE, "there is no chart called \"pie\"");
	expect_failure(run.findings, &(struct segbias_charts_request){.segments = segments, .segment_count = 2},
	               SEGBIAS_USAGE, "there is no segment \"one\" to draw");
	expect_failure(run.findings, &(struct segbias_charts_request){.format = "gif"}, SEGBIAS_USAGE,
	               "it must be svg, png or pdf");
	expect_failure(run.findings, &(struct segbias_charts_request){.language = "tlh"}, SEGBIAS_USAGE,
	               "language \"tlh\": it must be one of en, ar");
	expect_failure(NULL, NULL, SEGBIAS_USAGE, "no findings to draw");
	run_release(&run);
	run = run_files(segbias_inspect, CAMPAIGN, REFERENCE, NULL);
	expect_failure(run.findings, NULL, SEGBIAS_USAGE,
	               "only a comparison, an audit, a review or weights can be drawn");
	run_release(&run);
	segbias_chart_list_free(NULL);
}

/* Whatever the program does: a sentence that a page can show in place of its charts. */
Test(charts, without_a_gnuplot_that_draws)
{
	static const struct {
		const char *script; /* NULL: there is no such program */
		const char *message;
	} ROWS[] = {
	    {NULL, "charts need gnuplot, and SEGBIAS_GNUPLOT names no program"},
	    {"exit 3", "gnuplot failed with exit status 3"},
	    {"kill -9 $$", "gnuplot was killed by signal 9"},
	    {"while :; do :; done", "gnuplot was stopped after 0.3 s without an end"},
	    {"exit 0", "no whole picture"},
	};
	struct run run = run_good(CAMPAIGN, REFERENCE, NULL);
	char folder[] = "/tmp/segbias-test-XXXXXX";
	char program[64];
	char script[64];
	cr_assert_not_null(mkdtemp(folder));
	(void)snprintf(program, sizeof program, "%s/program", folder);
	cr_assert_eq(setenv("SEGBIAS_GNUPLOT", program, 1), 0);
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		if (ROWS[i].script) {
			(void)snprintf(script, sizeof script, "#!/bin/sh\n%s\n", ROWS[i].script);
			run_write(program, script, strlen(script));
			cr_assert_eq(chmod(program, 0700), 0);
		}
		expect_failure(run.findings, &(struct segbias_charts_request){.timeout_ms = 300}, SEGBIAS_SYSTEM,
		               ROWS[i].message);
	}
	cr_assert(unlink(program) == 0 && rmdir(folder) == 0);
	run_release(&run);
}

/* An interval without an end says so, and one whose bounds are unknown says nothing. */
Test(charts, intervals_without_an_end)
{
	if (!segbias_charts_available())
		cr_skip_test("there is no gnuplot");
	struct run run = run_good(CAMPAIGN, REFERENCE, NULL);
	const char *const forest[] = {"forest"};
	const struct segbias_label whole = {0};
	struct segbias_charts_request request = {
	    .charts = forest, .chart_count = 1, .segments = &whole, .segment_count = 1};
	struct segbias_value_finding *values = run.findings->comparisons[0].values;
	values[0].index = 250;
	values[0].index_low = 17;
	values[0].index_high = INFINITY;
	values[1].index = values[1].index_low = values[1].index_high = NAN;
	struct segbias_chart_list *list = draw(run.findings, &request);
	cr_assert_eq(list->count, 1);
	cr_expect_str_eq(list->items[0].stem, "forest-whole");
	cr_expect(contains(list->items[0].picture, ">17\u2013\u221e<"));
	cr_expect(contains(list->items[0].picture, ">250<"));
	cr_expect(!contains(list->items[0].picture, "nan") && !contains(list->items[0].picture, "inf"));
	segbias_chart_list_free(list);
	run_release(&run);
}

static size_t count_of(struct segbias_label text, const char *part)
{
	size_t count = 0;
	for (const char *at = text.bytes; (at = strstr(at, part)) != NULL; at++)
		count++;
	return count;
}

/* A protected group has a narrower band in its row: what the attribute's has beyond both edges is cleared, and no words tell
 * the wider one as if it were everybody's. */
Test(charts, of_a_protected_group)
{
	if (!segbias_charts_available())
		cr_skip_test("there is no gnuplot");
	static const char CLEARED[] = "<polygon fill = 'rgb(255, 255, 255)'";
	static const char *const NAMES[] = {"forest", "dumbbell"};
	const struct segbias_label whole = {0};
	struct segbias_charts_request request = {
	    .charts = NAMES, .chart_count = 2, .segments = &whole, .segment_count = 1};
	struct run run = run_good(CAMPAIGN, REFERENCE, NULL);
	struct segbias_value_finding *value = &run.findings->comparisons[0].values[0];
	struct segbias_chart_list *plain = draw(run.findings, &request);
	value->guard = &(const struct segbias_limits){.band_low = 90, .band_high = 111};
	struct segbias_chart_list *list = draw(run.findings, &request);
	const struct segbias_chart *forest = find(list, "forest-whole");
	const struct segbias_chart *dumbbell = find(list, "dumbbell-whole");
	cr_assert(forest && dumbbell);
	cr_expect_eq(count_of(forest->picture, CLEARED), count_of(find(plain, "forest-whole")->picture, CLEARED) + 2);
	cr_expect(contains(find(plain, "forest-whole")->picture, "80 to 125"));
	cr_expect(contains(forest->picture, "the band of the group") && !contains(forest->picture, "80 to 125"));
	cr_expect(contains(dumbbell->picture, "the group's band") ||
	          contains(dumbbell->picture, "the group&#39;s band"));
	cr_expect(!contains(dumbbell->picture, "80 to 125"));
	segbias_chart_list_free(plain);
	segbias_chart_list_free(list);
	run_release(&run);
}

/* Missing values are a chart of all segments, where there are any. */
Test(charts, of_missing_values)
{
	if (!segbias_charts_available())
		cr_skip_test("there is no gnuplot");
	static const char SOME_MISSING[] = "segment,g,h\nOne,a,x\nOne,a,\nTwo words,b,\nTwo words,a,y\n";
	const char *const missing[] = {"missing"};
	struct segbias_charts_request request = {.charts = missing, .chart_count = 1};
	struct run run = run_good(CAMPAIGN, REFERENCE, NULL);
	struct segbias_chart_list *list = draw(run.findings, &request);
	cr_expect_eq(list->count, 0);
	segbias_chart_list_free(list);
	run_release(&run);
	run = run_good(SOME_MISSING, REFERENCE, NULL);
	list = draw(run.findings, &request);
	cr_assert_eq(list->count, 1);
	cr_expect_str_eq(list->items[0].stem, "missing-heatmap");
	cr_expect_not(list->items[0].one_segment);
	cr_expect(contains(list->items[0].title, "h missing for 50% of "));
	cr_expect(contains(list->items[0].description, "by segment and column of campaign.csv"));
	segbias_chart_list_free(list);
	run_release(&run);
}

/* In Arabic a chart is read from the right; names and numbers of the data stand isolated in its sentences. */
Test(charts, in_arabic)
{
	if (!segbias_charts_available())
		cr_skip_test("there is no gnuplot");
	static const char SKEWED[] = "segment,sex,count\nMobile app,Female,900\nMobile app,Male,100\n";
	static const char HALVES[] = "attribute,value,count\nsex,Female,500000\nsex,Male,500000\n";
	struct run run = run_good(SKEWED, HALVES, NULL);
	struct segbias_chart_list *list =
	    draw(run.findings, &(struct segbias_charts_request){.language = "ar_SY.UTF-8"});
	const struct segbias_chart *dumbbell = find(list, "dumbbell-01-mobile-app");
	const struct segbias_chart *forest = find(list, "forest-01-mobile-app");
	const struct segbias_chart *whole = find(list, "forest-whole");
	cr_assert(dumbbell && forest && whole);
	cr_expect_str_eq(dumbbell->title.bytes,
	                 "\u2067\u2068Mobile app\u2069: \u2068Male\u2069 دون الحصة (المؤشر \u206620\u2069)؛ "
	                 "\u2068Female\u2069 فوق الحصة (المؤشر \u2066180\u2069)\u2069");
	cr_expect_str_eq(dumbbell->description.bytes,
	                 "\u2067الحصص في هذه الشريحة (\u20661,000\u2069 سجل) بجانب الحصص في "
	                 "\u2068reference.csv\u2069، مع فترات الثقة \u206695%\u2069\u2069");
	cr_expect_str_eq(
	    forest->title.bytes,
	    "\u2067\u2068Mobile app\u2069: فئة واحدة دون حصتها، وواحدة فوقها؛ لم يثبت أن أي فئة من \u20662\u2069 بمؤشر "
	    "من \u206680\u2069 إلى \u2066125\u2069\u2069");
	cr_expect(contains(whole->title, "\u2067\u2068الحملة بأكملها\u2069: "));
	cr_expect(contains(dumbbell->picture, "<title>\u2067\u2068Mobile app\u2069: "));
	segbias_chart_list_free(list);
	run_release(&run);
}
