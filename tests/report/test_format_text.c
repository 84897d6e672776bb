#include "jobs/run.h"

#include "base/unicode.h"

static char *render_text(const struct run *run, struct segbias_render_options options)
{
	options.format = "text";
	return run_render_with(run, options);
}

static const char CAMPAIGN[] = "segment,g,age,count\nS,a,20,600\nS,b,30,400\nT,a,20,90\nT,b,70,890\nT,x,,20\n"
			       "Très long segment name,a,20,40\n";
static const char REFERENCE[] =
    "attribute,value,count\ng,a,5000000\ng,b,5000000\nage,18-24,3000000\nage,25+,6000000\nage,under 18,1000000\n";

Test(format_text, what_it_says_and_in_which_order)
{
	struct run run = run_good(CAMPAIGN, REFERENCE, NULL);
	char *text =
	    render_text(&run, (struct segbias_render_options){.command = "segbias compare c.csv r.csv --alpha 0.01"});
	static const char *const parts[] = {"campaign.csv against reference.csv",
	                                    "2,040 records in 3 segments (column segment)",
	                                    "compared   g, age",
	                                    "Verdict: ",
	                                    "under-targeted",
	                                    "Findings, most people first",
	                                    "What the data cannot tell",
	                                    "How it was read and judged",
	                                    "\nNext: segbias compare c.csv r.csv --alpha 0.01\n",
	                                    NULL};
	run_expect_parts(text, parts);
	free(text);
	run_release(&run);
}

/* Columns on a terminal: two of a wide character, none of a combining one. */
static int columns_of(const char *line)
{
	struct segbias_label label = segbias_label_of(line);
	int columns = 0;
	for (size_t at = 0; at < label.size;) {
		uint32_t code = 0;
		at += segbias_unicode_decode(label.bytes + at, label.size - at, &code);
		columns += segbias_unicode_width(code);
	}
	return columns;
}

/* No line is wider than the paper but the one that is there to be copied; prose ends at 100 columns. */
Test(format_text, keeps_to_its_width)
{
	static const char campaign[] =
	    "segment,g,居住地,Household type according to the official classification\n"
	    "Subscribers of the printed weekly newsletter in the north,a,北海道札幌市中央区北一条西二丁目地域自治区第一,x\n"
	    "Subscribers of the printed weekly newsletter in the south,b,北海道札幌市中央区北一条西二丁目地域自治区第二,"
	    "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301_e\u0301\n";
	static const char reference[] =
	    "attribute,value,count\ng,a,5000000\ng,b,5000000\n居住地,北海道札幌市中央区北一条西二丁目地域自治区第一,5\n"
	    "居住地,北海道札幌市中央区北一条西二丁目地域自治区第二,5\n"
	    "Household type according to the official classification,x,1\n"
	    "Household type according to the official classification,"
	    "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301_e\u0301,1\n";
	static const int widths[] = {0, 1, 40, 53, 60, 80, 91, 120, 300};
	static const struct segbias_options plan = {.plan = "123456789"};
	struct run runs[] = {run_good(CAMPAIGN, REFERENCE, NULL), run_good(campaign, reference, NULL),
	                     run_files(segbias_inspect, campaign, reference, NULL),
	                     run_files(segbias_plan, NULL, reference, &plan)};
	enum { RUNS = sizeof runs / sizeof *runs, WAYS = 4 };
	for (size_t i = 0; i < sizeof widths / sizeof *widths * RUNS * WAYS; i++) {
		int asked = widths[i / RUNS / WAYS];
		int width = asked == 0 ? 80 : asked < 40 ? 40 : asked;
		struct segbias_render_options options = {
		    .width = asked, .ascii = i % 2, .explain = 1, .language = i / 2 % 2 ? "ar" : "en"};
		char *text = render_text(&runs[i / WAYS % RUNS], options);
		for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
			cr_expect_leq(columns_of(line), width, "%d columns: %s", width, line);
			if (strncmp(line, "  A group is over or under", 26) == 0)
				cr_expect_leq(columns_of(line), 100);
		}
		free(text);
	}
	for (size_t i = 0; i < RUNS; i++)
		run_release(&runs[i]);
}

/* Names that share their first 36 characters are told apart, however narrow the paper, and of however few characters. */
Test(format_text, long_names_are_whole)
{
	static const char campaign[] =
	    "g\nMunicipality_of_the_northern_district_first\nMunicipality_of_the_northern_district_second\n性\n別\n";
	static const char reference[] = "attribute,value,count\ng,Municipality_of_the_northern_district_first,1\n"
					"g,Municipality_of_the_northern_district_second,1\ng,性,1\ng,別,1\n";
	struct run run = run_good(campaign, reference, NULL);
	for (int width = 40; width <= 120; width += 20) {
		char *text = render_text(&run, (struct segbias_render_options){.width = width, .ascii = 1});
		char *table = strstr(text, "Whole campaign, g");
		size_t size = 0;
		cr_assert_not_null(table);
		/* The pieces of a name are one word behind another where the line's end and the indent go. */
		for (const char *c = table; *c; c++)
			if (*c != '\n' && *c != ' ')
				table[size++] = *c;
		table[size] = '\0';
		cr_expect_not_null(strstr(table, "first"), "%d: %s", width, table);
		cr_expect_not_null(strstr(table, "second"), "%d: %s", width, table);
		cr_expect_not_null(strstr(table, "\\u6027"), "%d: %s", width, table);
		cr_expect_not_null(strstr(table, "\\u5225"), "%d: %s", width, table);
		cr_expect_null(strchr(table, '~'));
		free(text);
	}
	run_release(&run);
}

Test(format_text, ascii_and_colour)
{
	struct run run = run_good(CAMPAIGN, REFERENCE, NULL);
	char *text = render_text(&run, (struct segbias_render_options){.ascii = 1});
	for (const char *c = text; *c; c++)
		cr_assert((unsigned char)*c < 0x80 && *c != '\x1b');
	free(text);
	text = render_text(&run, (struct segbias_render_options){.color = 1});
	cr_assert_not_null(strstr(text, "\x1b["));
	free(text);
	text = render_text(&run, (struct segbias_render_options){.color = 0});
	cr_assert_null(strchr(text, '\x1b'));
	free(text);
	run_release(&run);
}

/* A value without records beside unmatched ones was perhaps not excluded. */
Test(format_text, excluded_or_not_matched)
{
	static const char reference[] = "attribute,value,count\ng,a,5000000\ng,b,5000000\n";
	struct run run = run_good("segment,g,count\nS,a,1000\n", reference, NULL);
	char *text = render_text(&run, (struct segbias_render_options){.ascii = 1});
	cr_assert_not_null(strstr(text, "S, g b: excluded, index 0"));
	free(text);
	run_release(&run);
	run = run_good("segment,g,count\nS,a,1000\nS,x,10\n", reference, NULL);
	text = render_text(&run, (struct segbias_render_options){.ascii = 1});
	cr_assert_not_null(strstr(text, "S, g b: no record matched, index 0"));
	cr_assert_null(strstr(text, "excluded"));
	free(text);
	run_release(&run);
}

/* Nothing of the data reaches the terminal raw. */
Test(format_text, untrusted_text_is_clean)
{
	struct run run = run_good("segment,g\n\"\x1b[2J\xe2\x80\xaeS\",a\n\xff,b\n", "g,count\na,1\nb,1\n", NULL);
	static const char *const formats[] = {"text", "csv", "json", "ndjson"};
	for (size_t i = 0; i < 4; i++) {
		char *bytes = run_render(&run, formats[i]);
		cr_expect_null(strchr(bytes, '\x1b'), "%s", formats[i]);
		cr_expect_null(strstr(bytes, "\xe2\x80\xae"), "%s", formats[i]);
		cr_expect(segbias_unicode_valid(segbias_label_of(bytes)), "%s", formats[i]);
		free(bytes);
	}
	run_release(&run);
}

static size_t count_lines(const char *text, const char *part)
{
	size_t found = 0;
	for (const char *at = text; (at = strstr(at, part)); at += strlen(part))
		found++;
	return found;
}

/* The whole text with every run of blanks and line ends as one blank, so that sentences can be looked for. */
static char *render_flowing(const struct run *run)
{
	char *text = render_text(run, (struct segbias_render_options){.ascii = 1});
	size_t size = 0;
	for (const char *c = text; *c; c++)
		if ((*c != ' ' && *c != '\n') || (size && text[size - 1] != ' '))
			text[size++] = *c == '\n' ? ' ' : *c;
	text[size] = '\0';
	return text;
}

/* A sentence that must be in the text, and one that must not; NULL: none. */
static void expect_says(const char *campaign, const char *reference, const char *says, const char *never)
{
	struct run run = run_good(campaign, reference, NULL);
	char *text = render_flowing(&run);
	cr_expect(!says || strstr(text, says), "\"%s\" is not in\n%s", says, text);
	cr_expect(!never || !strstr(text, never), "\"%s\" is in\n%s", never, text);
	free(text);
	run_release(&run);
}

#define HALVES "g,count\na,5000000\nb,5000000\n"

/* More records of the same mixture bring the same unmatched values: no size settles it, mapping does. */
Test(format_text, unmatched_values_are_not_settled_by_records)
{
	static const char *const campaigns[] = {
	    "segment,g,count\nS,a,150\nS,b,50\nS,x,200\nT,a,150\nT,b,50\nT,x,200\n", /* flags that are withdrawn */
	    "segment,g,count\nS,x,200\nT,y,100\n",                                   /* nothing matched */
	    "segment,g,count\nS,a,19\nS,b,11\nS,x,30\nT,a,19\nT,b,11\nT,x,30\n",     /* flags that would be */
	};
	for (size_t i = 0; i < 3; i++) {
		expect_says(campaigns[i], HALVES, "4 groups are unclear because of unmatched values. ", "would settle");
		expect_says(campaigns[i], HALVES,
		            "not settled by more records, but by mapping those values (--recode). ", "an edge");
	}
}

Test(format_text, why_no_number_of_records_would_settle_it)
{
	expect_says("segment,g,count\nS,NA,200\nT,,100\n", HALVES,
	            "4 groups are unclear, all with fewer than 30 known records. Of 4 nothing is known;", "an edge");
	struct segbias_options base = {.reference_kind = "base"};
	struct run run = run_good("segment,g\nS,a\nS,b\nT,b\nT,a\n", "g,weight\na,1.5\nb,1\na,1.25\nb,1\n", &base);
	char *text = render_flowing(&run);
	cr_expect_not_null(strstr(text, "None of them is tested. "), "%s", text);
	cr_expect_null(strstr(text, "an edge of"), "%s", text);
	free(text);
	run_release(&run);
	/* Exactly at the edge; a population has no error of its own. */
	expect_says("segment,g,count\nS,a,50\nS,b,30\nT,a,50\nT,b,30\n", HALVES,
	            "4 groups are unclear. Nearest to an answer", "the reference itself");
	expect_says("segment,g,count\nS,a,50\nS,b,30\nT,a,50\nT,b,30\n", HALVES,
	            "2 would stay unclear with any number of records: they lie at an edge of the band. ", NULL);
}

/* Fewer than --min-n records get no verdict, however far their share is. */
Test(format_text, what_settles_is_never_too_few)
{
	expect_says("segment,g\nS,a\n", HALVES, "about 30 known records would settle it, there is 1.", "about 7 ");
}

/* A list that says how many there are shows as many, or how many more. */
Test(format_text, lists_are_whole)
{
	struct segbias_text campaign = {0};
	segbias_text_add_string(&campaign, "segment,g,h,count\n");
	for (int i = 0; i < 8; i++)
		segbias_text_add_format(&campaign, "S%d,a,c,%d\nS%d,b,d,%d\n", i, 55 + i, i, 50);
	expect_says(campaign.data, "attribute,value,count\ng,a,1000000\ng,b,1000000\nh,c,1000000\nh,d,1000000\n",
	            " and 27 more: --format csv lists all ", NULL);
	segbias_text_release(&campaign);
	/* One of two at an edge is not listed either. */
	expect_says("segment,g,count\nS,a,50\nS,b,30\n", HALVES,
	            "2 groups are unclear. Nearest to an answer, by records still needed: S, g b:", NULL);
	expect_says("segment,g,count\nS,a,50\nS,b,30\n", HALVES, " and 1 more: --format csv", NULL);
	expect_says("segment,g,x\nS,a,N/A\nS,a,n/a\nS,a,NA\nS,a,na\nS,a,NULL\nS,a,null\nS,a,?\nS,b,.\nS,b,?\n", HALVES,
	            " and 2 more markers 2 ", "others");
	expect_says("segment,g,x\nS,a,refused\nS,a,tbd\nS,a,xxx\nS,a,nil\nS,a,void\nS,b,dummy\n", HALVES,
	            " and 2 more may stand for a missing value", "and others");
}

Test(format_text, suspected_values_are_not_known)
{
	static const char reference[] = "g,count\n1,5000000\n2,5000000\n999,2000000\n";
	expect_says("segment,g,count\nS,1,500\nS,2,400\nS,999,100\n", reference,
	            "no value is missing, but 100 look like markers of a missing one", "no value is unknown");
	expect_says("segment,g,count\nS,1,900\nT,1,500\nT,2,490\nT,999,10\n", reference,
	            "but 10 of the whole campaign look like markers of a missing one", "no value is unknown");
	expect_says("segment,g,count\nS,1,900\nT,1,500\nT,2,500\n", reference, "no value is unknown", "markers of");
}

/* Of equal findings the first of the result comes first: segment by segment, not as memory happens to lie. */
Test(format_text, equal_findings_in_the_order_of_the_result)
{
	struct segbias_text campaign = {0};
	segbias_text_add_string(&campaign, "segment,g,h,count\n");
	for (int i = 0; i < 4; i++)
		segbias_text_add_format(&campaign, "S%d,a,c,900\nS%d,b,d,100\n", i, i);
	struct run run = run_good(campaign.data,
	                          "attribute,value,count\ng,a,1000000\ng,b,1000000\nh,c,1000000\nh,d,1000000\n", NULL);
	char *text = render_flowing(&run);
	static const char *const parts[] = {"S0, g a: index",
	                                    "S0, g b: index",
	                                    "S0, h c: index",
	                                    "S0, h d: index",
	                                    "S1, g a: index",
	                                    "S1, g b: index",
	                                    NULL};
	run_expect_parts(text, parts);
	free(text);
	run_release(&run);
	segbias_text_release(&campaign);
}

Test(format_text, one_is_no_plural)
{
	expect_says("segment,g\nS,a\n", HALVES, "campaign 1 record in 1 segment (column segment)", "1 records");
	expect_says("segment,g\nS,a\nT,x\n", HALVES, "T (1 record): all of its 2 groups", "1 records");
	expect_says("segment,g\nS,a\nT,x\n", HALVES, "1 of 2 given values is not in the reference", NULL);
	expect_says("segment,g\nS,a\nT,x\n", "g,count\na,1000000\n", "T (1 record): its only group is unclear.",
	            "1 groups");
	expect_says("segment,g,count\nS,a,100\n", "g,count\na,1000000\n",
	            "no group is shown to be over- or under-targeted: every attribute has one value, and nothing could "
	            "differ.",
	            "unclear");
	expect_says("segment,g,count\nS,a,100\n", "g,count\na,1000000\n", "verdict a 100 100.0% 100.0% 100 - ", NULL);
	expect_says("segment,g,count\nS,a,100\n", "g,count\na,1000000\n", " one value ", NULL);
	expect_says("segment,g,count\nS,a,1\nS,b,999\n", "g,count\na,1\nb,9999999\n", "1 person more than their share",
	            "1 people");
}

/* By hand: 60 of 100 at .5; with 20 missing and 40 unmatched 60 / 160 to 120 / 160. */
Test(format_text, the_worst_case_counts_missing_and_unmatched)
{
	expect_says("segment,g,count\nS,a,60\nS,b,40\nS,,20\nS,x,40\n", HALVES,
	            "Whatever the 60 unknown are, the index of a lies within 75 to 150, of b within 50 to 125", NULL);
}

/* An interval is called exact only where it is. */
Test(format_text, names_the_intervals)
{
	static const char campaign[] = "segment,g,w,who\nS,a,1,p\nS,b,2,q\n";
	static const struct {
		struct segbias_options options;
		const char *words;
	} rows[] = {
	    {{.reference_kind = "population"}, "Intervals: 95 %, exact. "},
	    {{.reference_kind = "population", .interval = "wilson"}, "Intervals: 95 %, Wilson. "},
	    {{.reference_kind = "population", .campaign.weight = "w"}, "Clopper-Pearson, at effective sizes. "},
	    {{.reference_kind = "population", .person = "who"}, "Clopper-Pearson, at effective sizes. "},
	    {{.reference_kind = "sample"}, "from the score test, exact where under ten are expected. "},
	    {{.reference_kind = "sample", .deff = "2"}, "exact where under ten are expected, at effective sizes. "},
	    {{.reference_kind = "base"}, "Intervals: 95 %, from the score test. "},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct run run = run_good(campaign, HALVES, &rows[i].options);
		char *text = render_flowing(&run);
		cr_expect_not_null(strstr(text, rows[i].words), "%s: %s", rows[i].words, text);
		free(text);
		run_release(&run);
	}
}

/* A segment that is the whole file is told once. */
Test(format_text, the_only_segment)
{
	struct run run = run_good("segment,g,count\nS,a,900\nS,b,100\n", HALVES, NULL);
	char *text = render_flowing(&run);
	cr_expect_not_null(strstr(text, "in 1 segment (column segment), which is the whole file"), "%s", text);
	cr_expect_eq(count_lines(text, "index 180 "), 1, "%s", text);
	cr_expect_eq(count_lines(text, "900"), 1, "%s", text);
	cr_expect_null(strstr(text, "Not shown"), "%s", text);
	cr_expect_null(strstr(text, "In the whole campaign"), "%s", text);
	free(text);
	run_release(&run);
	/* A record without a segment makes the whole another one. */
	run = run_good("segment,g,count\nS,a,900\nS,b,100\n,b,1\n", HALVES, NULL);
	text = render_flowing(&run);
	cr_expect_null(strstr(text, "the whole file"), "%s", text);
	cr_expect_not_null(strstr(text, "Whole campaign, g (1,001 known"), "%s", text);
	free(text);
	run_release(&run);
}

/* Counts do not run into labels, and labels that are longer than their column go on below. */
Test(format_text, columns_are_as_wide_as_their_cells)
{
	struct run run = run_good("segment,job,count\nS,Female,132000000\nS,M,126000000\n",
	                          "job,count\nFemale,51000000\nM,49000000\n", NULL);
	char *text = render_text(&run, (struct segbias_render_options){.ascii = 1});
	cr_expect_not_null(strstr(text, "\n  Female 132,000,000  51.2%  51.0%"), "%s", text);
	cr_expect_not_null(strstr(text, "\n  M      126,000,000  48.8%"), "%s", text);
	free(text);
	run_release(&run);
	run = run_good("segment,job,count\nS,Workers of the great north,132000000\nS,Workers of the great south,1\n",
	               "job,count\nWorkers of the great north,51000000\nWorkers of the great south,49000000\n", NULL);
	static const int widths[] = {80, 100};
	static const char *const wanted[][2] = {
	    {"\n  Workers of the      132,000,000 100.0%", "\n  great south\n"},
	    {"\n  Workers of the great north 132,000,000 100.0%", "\n  Workers of the great south           1   0.0%"}};
	for (size_t i = 0; i < 2; i++) {
		text = render_text(&run, (struct segbias_render_options){.ascii = 1, .width = widths[i]});
		cr_expect_not_null(strstr(text, wanted[i][0]), "%s", text);
		cr_expect_not_null(strstr(text, wanted[i][1]), "%s", text);
		for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
			cr_expect(strncmp(line, "Next: ", 6) == 0 || strlen(line) <= (size_t)widths[i], "%s", line);
		free(text);
	}
	run_release(&run);
}

/* A share of 0 is in the reference. */
Test(format_text, share_0)
{
	static const char reference[] = "attribute,value,share\ng,a,0.25\ng,b,0.75\ng,c,0\n";
	expect_says("segment,g,count\nS,a,900\nS,c,10\n", reference,
	            "g: 10 of 910 given values have share 0 in the reference (1.1%).", "not in the reference");
	expect_says("segment,g,count\nS,a,900\nS,c,10\nS,x,1\n", reference,
	            "11 of 911 given values are not in the reference, or have share 0 there (1.2%).", NULL);
	expect_says("segment,g,count\nS,a,50\nS,b,50\nS,c,50\n", reference,
	            "not settled by more records: the reference gives those values share 0.", "--recode");
}

/* A third of a column is hardly what nobody filled in. */
Test(format_text, markers_that_may_be_values)
{
	expect_says("segment,g,count\nS,a,200\nS,NA,100\n", HALVES,
	            "100 of 300, if \"NA\" stands for a missing value; where it is a value: --missing-values ''.",
	            NULL);
	expect_says("segment,g,count\nS,a,201\nS,NA,99\n", HALVES, "99 of 300.", "stands for");
}

/* More records than there are people are no advice; a sample's size is no limit. */
Test(format_text, no_more_records_than_the_reference_has)
{
	static const char campaign[] = "segment,g,count\nS,a,124\nS,b,76\n";
	expect_says(campaign, "g,count\na,5000000\nb,5000000\n", " known records would settle it", "in all:");
	expect_says(campaign, "g,count\na,500\nb,500\n",
	            "1 would need more records than the reference has in all: no campaign settles it.", "would settle");
	struct segbias_options sample = {.reference_kind = "sample"};
	struct run run = run_good(campaign, "g,count\na,500000\nb,500000\n", &sample);
	char *text = render_flowing(&run);
	cr_expect_null(strstr(text, "has in all:"), "%s", text);
	free(text);
	run_release(&run);
}

/* The warning says that they are unmatched; so does the report. */
Test(format_text, suspected_and_unmatched)
{
	expect_says("segment,g,count\nS,a,500\nS,b,480\nS,Prefer not to say,20\n", HALVES,
	            "may stand for a missing value and is counted as unmatched;", "as given");
	expect_says("segment,g,x\nS,a,refused\nS,a,1\nS,b,2\n", HALVES,
	            "may stand for a missing value and is counted as given;", "as unmatched");
	expect_says("segment,g,count\nS,a,500\nS,999,20\nS,888,20\n", "attribute,value,count\ng,a,5000000\ng,999,10\n",
	            NULL, "counted as given;");
}

/* A number of people that the unmatched values could change is one of those that matched; up to 5 % it stays as it is. */
Test(format_text, shortfalls_of_those_that_matched)
{
	expect_says("segment,g,count\nS,a,9000\nS,b,1000\nS,x,600\n", HALVES,
	            "4,000 people fewer than their share of those that matched; would hold", NULL);
	expect_says("segment,g,count\nS,a,9000\nS,b,1000\nS,x,500\n", HALVES,
	            "4,000 people fewer than their share; would hold", "those that matched");
}

/* Within the band is nobody whom the unmatched could push out. */
Test(format_text, within_is_undone_by_unmatched)
{
	static const char reference[] = "g,count\na,9000000\nb,1000000\n";
	expect_says("segment,g,count\nS,a,900\nS,b,100\nS,x,1000\n", reference, "are unclear.", "shown to lie within");
	expect_says("segment,g,count\nS,a,900\nS,b,100\nS,x,1000\n", reference,
	            "2 groups are unclear because of unmatched values.", "would settle");
	expect_says("segment,g,count\nS,a,9000\nS,b,1000\n", reference, "2 are shown to lie within", "unclear because");
}
