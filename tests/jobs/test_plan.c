/* What a campaign to come could show. The expected numbers are those of scipy: scripts/oracle/plan.py finds them from the
 * same shares and sizes. */
#include "jobs/run.h"

static struct run run_plan(const char *campaign, const char *reference, const struct segbias_options *options)
{
	struct run run = run_files(segbias_plan, campaign, reference, options);
	cr_assert_not_null(run.findings, "%s; %s", run.error.message, run.error.hint);
	cr_assert_eq(run.findings->job, SEGBIAS_JOB_PLAN);
	return run;
}

/* NULL where there is none. */
static const struct segbias_planned *find(const struct run *run, const char *attribute, const char *value)
{
	for (size_t i = 0; i < run->findings->planned_count; i++)
		if (run_is(run->findings->planned[i].attribute, attribute) &&
		    run_is(run->findings->planned[i].value, value))
			return &run->findings->planned[i];
	return NULL;
}

/* The attributes and values that are planned for, as "g:a g:b h:c". */
static void expect_planned(const struct run *run, const char *expected)
{
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "");
	for (size_t i = 0; i < run->findings->planned_count; i++) {
		const struct segbias_planned *row = &run->findings->planned[i];
		segbias_text_add_format(&text, "%s%.*s:%.*s", i ? " " : "", (int)row->attribute.size,
		                        row->attribute.bytes, (int)row->value.size, row->value.bytes);
	}
	cr_expect_str_eq(text.data, expected, "%s, not %s", text.data, expected);
	segbias_text_release(&text);
}

/* --- against scipy ---------------------------------------------------------------------------------------------- */

/* Reference share, people expected, index detectable under and over the band, records that show an exclusion. Of a, b, c
 * and d: everybody; 400 respondents; with weights; with margins of error; a base of 4,000; a declared design effect;
 * another band and error rate, and 60 people */
static const double EXPECTED[][5] = {
    {0.5, 500, 71.352864532881711, 133.60341900125115, 30},
    {0.29999999999999999, 300, 67.609254557751385, 139.54600772423831, 30},
    {0.14999999999999999, 150, 61.236737618933681, 149.07720383714607, 30},
    {0.050000000000000003, 50, 47.038653394115862, 171.99968730968266, 91},
    {0.5, 500, 65.849162873277933, 144.63224835600067, 30},
    {0.29999999999999999, 300, 58.968265449940411, 155.74598441554213, 30},
    {0.14999999999999999, 150, 47.426676030439168, 174.22272537810159, 38},
    {0.050000000000000003, 50, 21.376451288534188, 218.78076058318973, 187},
    {0.22857142857142856, 228.57142857142856, 54.149242486766575, 163.36498047621271, 30},
    {0.27142857142857141, 271.42857142857139, 56.327948677456064, 160.35773309109069, 30},
    {0.32857142857142857, 328.57142857142856, 59.797623488584854, 154.30440810439956, 30},
    {0.17142857142857143, 171.42857142857142, 48.168474830113503, 173.18861456040432, 35},
    {0.5, 500, 63.865976375790837, 148.12027951981128, 30},
    {0.29999999999999999, 300, 61.661624435353424, 151.01246360436241, 30},
    {0.14999999999999999, 150, 56.847267091767634, 157.59573629891366, 32},
    {0.050000000000000003, 50, 44.411148779672338, 177.23218587056752, 103},
    {0.5, 500, 72.503610207427215, 132.45997508689379, 30},
    {0.29999999999999999, 300, 69.241841444119146, 137.58945440114687, 30},
    {0.14999999999999999, 150, 63.67241299960034, 145.80051773200967, 30},
    {0.050000000000000003, 50, 51.164097415855203, 165.4762994731544, 90},
    {0.5, 500, 66.296267951261157, 138.62214972741148, 30},
    {0.29999999999999999, 300, 60.857988166566805, 148.22533599241913, 35},
    {0.14999999999999999, 150, 51.73638120132177, 164.63841551958518, 73},
    {0.050000000000000003, 50, 32.206061705829441, 203.10194218501726, 228},
    {0.5, 30, 15.953377035716171, 189.62063791099328, 50},
    {0.29999999999999999, 18, 8.561838031874494, 235.80604304851107, 50},
    {0.14999999999999999, 9, NAN, 297.18956440565574, 68},
    {0.050000000000000003, 3, NAN, 476.75177982939414, 210},
};

/* 400 respondents of whom a, b, c and d have 200, 120, 60 and 20, or whose values hang together with their weights. */
static void add_respondents(struct segbias_text *text, bool weights)
{
	segbias_text_add_string(text, weights ? "g,w\n" : "g\n");
	for (int i = 0; i < 400; i++) {
		int value = weights ? i * 7 % 20 : i;
		char g = 'd';
		if (weights)
			g = value < 5 ? 'a' : value < 10 ? 'b' : value < 17 ? 'c' : 'd';
		else
			g = i < 200 ? 'a' : i < 320 ? 'b' : i < 380 ? 'c' : 'd';
		segbias_text_add_format(text, "%c", g);
		if (weights)
			segbias_text_add_format(text, ",%g", 1 + i % 4 * .5);
		segbias_text_add_string(text, "\n");
	}
}

static const char POPULATION[] = "attribute,value,count\ng,a,5000000\ng,b,3000000\ng,c,1500000\ng,d,500000\n";
static const char MARGINS[] = "attribute,value,share,moe\ng,a,.5,.05\ng,b,.3,.03\ng,c,.15,.015\ng,d,.05,.005\n";
static const char BASE[] = "g,n\na,2000\nb,1200\nc,600\nd,200\n";

static void expect_rows(const struct run *run, const double (*expected)[5], const char *what)
{
	static const char *const VALUES[] = {"a", "b", "c", "d"};
	cr_assert_eq(run->findings->planned_count, 4, "%s", what);
	for (size_t v = 0; v < 4; v++) {
		const struct segbias_planned *row = find(run, "g", VALUES[v]);
		cr_assert_eq(row, &run->findings->planned[v], "in this order");
		RUN_NEAR(row->reference_share, expected[v][0], what);
		RUN_NEAR(row->expected, expected[v][1], what);
		RUN_NEAR(row->detectable_under, expected[v][2], what);
		RUN_NEAR(row->detectable_over, expected[v][3], what);
		RUN_NEAR(row->n_excluded, expected[v][4], what);
	}
}

Test(plan, against_scipy)
{
	struct segbias_text respondents = {0};
	struct segbias_text weighted = {0};
	add_respondents(&respondents, false);
	add_respondents(&weighted, true);
	const struct {
		const char *reference, *kind;
		struct segbias_options options;
	} rows[] = {
	    {POPULATION, "population", {.plan = "1000"}},
	    {respondents.data, "sample", {.plan = "1000"}},
	    {weighted.data, "sample", {.plan = "1000", .reference.weight = "w"}},
	    {MARGINS, "margin", {.plan = "1000"}},
	    {BASE, "base", {.plan = "1000", .reference_kind = "base"}},
	    {POPULATION, "population", {.plan = "1000", .deff = "2.5"}},
	    {POPULATION, "population", {.plan = "60", .band = "50:160", .alpha = "0.01", .min_n = "50"}},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct run run = run_plan(NULL, rows[i].reference, &rows[i].options);
		cr_expect_str_eq(run.findings->kind, rows[i].kind);
		cr_expect_eq(run.findings->plan, i == 6 ? 60 : 1000);
		cr_expect(run.findings->comparison_count == 0 && run.findings->incomplete_count == 0);
		expect_rows(&run, EXPECTED + 4 * i, rows[i].kind);
		run_release(&run);
	}
	segbias_text_release(&respondents);
	segbias_text_release(&weighted);
}

/* The campaign itself, once it has run, says the same of what it can show. */
Test(plan, is_what_the_comparison_shows)
{
	struct segbias_text campaign = {0};
	struct segbias_text respondents = {0};
	add_respondents(&respondents, false);
	segbias_text_add_string(&campaign, "g\n");
	for (int i = 0; i < 300; i++)
		segbias_text_add_format(&campaign, "%c\n", "aabbbcd"[i % 7]);
	const struct {
		const char *reference;
		struct segbias_options options;
	} rows[] = {{POPULATION, {.plan = "300"}},
	            {POPULATION, {.plan = "300", .deff = "1.7"}},
	            {respondents.data, {.plan = "300"}},
	            {MARGINS, {.plan = "300"}},
	            {BASE, {.plan = "300", .reference_kind = "base"}}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct run plan = run_plan(campaign.data, rows[i].reference, &rows[i].options);
		struct segbias_options options = rows[i].options;
		options.plan = NULL;
		struct run run = run_good(campaign.data, rows[i].reference, &options);
		for (size_t v = 0; v < 4; v++) {
			const struct segbias_planned *row = &plan.findings->planned[v];
			const struct segbias_value_finding *value = &run.findings->comparisons[0].values[v];
			cr_assert(segbias_label_equal(row->value, value->value));
			RUN_NEAR(row->detectable_under, value->detectable_under, "under");
			RUN_NEAR(row->detectable_over, value->detectable_over, "over");
		}
		run_release(&plan);
		run_release(&run);
	}
	segbias_text_release(&campaign);
	segbias_text_release(&respondents);
}

/* More people show milder skews, and never less; of none the whole is never asked for. */
Test(plan, more_people_show_more)
{
	static const char *const PEOPLE[] = {"30", "100", "1000", "10000", "1000000"};
	double before[2] = {0, INFINITY};
	for (size_t i = 0; i < 5; i++) {
		struct segbias_options options = {.plan = PEOPLE[i]};
		struct run run = run_plan(NULL, POPULATION, &options);
		const struct segbias_planned *row = find(&run, "g", "a");
		cr_expect(row->detectable_under > before[0] && row->detectable_under < 80, "%s", PEOPLE[i]);
		cr_expect(row->detectable_over < before[1] && row->detectable_over > 125, "%s", PEOPLE[i]);
		before[0] = row->detectable_under;
		before[1] = row->detectable_over;
		run_release(&run);
	}
	cr_expect(before[0] > 79 && before[1] < 126);
}

/* --- what cannot be shown --------------------------------------------------------------------------------------- */

/* Of a weighted base no comparison has a test. */
Test(plan, bases)
{
	static const struct {
		const char *reference;
		struct segbias_options options;
		bool shown;
	} rows[] = {{BASE, {.plan = "3999", .reference_kind = "base"}, true},
	            {"g,w\na,2000\nb,1200\nc,600\nd,200\n",
	             {.plan = "1000", .reference_kind = "base", .reference.weight = "w"},
	             false}};
	for (size_t i = 0; i < 2; i++) {
		struct run run = run_plan(NULL, rows[i].reference, &rows[i].options);
		const struct segbias_planned *row = find(&run, "g", "a");
		cr_expect_eq(isfinite(row->detectable_under), rows[i].shown, "row %zu", i);
		cr_expect_eq(isfinite(row->detectable_over), rows[i].shown, "row %zu", i);
		cr_expect(i < 1 || isnan(row->n_excluded));
		run_release(&run);
	}
}

/* Fewer people than --min-n get no verdict, whatever their index; what they would show is that of their number all the same.
 * By hand, of ten: at the edge of .4 none have P(X <= 0) = .6^10 = .006, one and none .046; at .625 ten have .625^10 = .009,
 * nine and ten .064. So none, or all, tell: 1 - .8^(1/10) and .8^(1/10) of them have it with a chance of 80 %. */
Test(plan, few_people)
{
	static const struct {
		const char *plan, *min_n;
		double n_excluded;
	} rows[] = {{"10", NULL, 30}, {"10", "10", 10}, {"10", "50", 50}};
	for (size_t i = 0; i < 3; i++) {
		struct segbias_options options = {.plan = rows[i].plan, .min_n = rows[i].min_n};
		struct run plan = run_plan(NULL, POPULATION, &options);
		options.plan = NULL;
		struct run run = run_good("g,n\na,5\nb,3\nc,2\nd,0\n", POPULATION, &options);
		const struct segbias_planned *row = find(&plan, "g", "a");
		const struct segbias_value_finding *value = run_value(&run, NULL, "g", "a");
		RUN_NEAR(row->detectable_under, 200 * (1 - pow(.8, .1)), "under");
		RUN_NEAR(row->detectable_over, 200 * pow(.8, .1), "over");
		RUN_NEAR(row->detectable_under, value->detectable_under, "under");
		RUN_NEAR(row->detectable_over, value->detectable_over, "over");
		cr_expect_eq(value->reason, i == 1 ? SEGBIAS_REASON_NONE : SEGBIAS_REASON_TOO_FEW, "row %zu", i);
		RUN_NEAR(row->n_excluded, rows[i].n_excluded, "excluded");
		run_release(&plan);
		run_release(&run);
	}
}

/* What no campaign comes to a verdict on, whatever its size: with a wide margin, few respondents that have the weight, or one
 * value. */
Test(plan, no_size_would_do)
{
	struct segbias_text uneven = {0};
	segbias_text_add_string(&uneven, "g,w\n");
	for (int i = 0; i < 200; i++)
		segbias_text_add_format(&uneven, "%c,%d\n", "ab"[i % 2], i ? 1 : 900);
	const struct {
		const char *reference;
		struct segbias_options options;
		enum segbias_reason reason;
	} rows[] = {
	    {"attribute,value,share,moe\ng,a,.02,.0115\ng,b,.98,.0115\n", {.plan = "500"}, SEGBIAS_REASON_MARGIN},
	    {uneven.data, {.plan = "500", .reference.weight = "w"}, SEGBIAS_REASON_WEIGHTS},
	    {"attribute,value,count\ng,a,5000000\n", {.plan = "500"}, SEGBIAS_REASON_NONE}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct run run = run_plan(NULL, rows[i].reference, &rows[i].options);
		const struct segbias_planned *row = find(&run, "g", "a");
		cr_expect_eq(row->reason, rows[i].reason, "row %zu", i);
		cr_expect(isnan(row->detectable_under) && isnan(row->detectable_over) && isnan(row->n_excluded),
		          "row %zu", i);
		run_release(&run);
	}
	struct run run = run_plan(NULL, rows[0].reference, &rows[0].options);
	cr_expect(isfinite(find(&run, "g", "b")->detectable_under) &&
	          find(&run, "g", "b")->reason == SEGBIAS_REASON_NONE);
	char *text = run_render(&run, "text");
	cr_expect(strstr(text, "Of 1 group no campaign would") != NULL, "%s", text);
	cr_expect_null(strstr(text, "not even the exclusion"));
	free(text);
	run_release(&run);
	segbias_text_release(&uneven);
}

/* --- what is planned for ---------------------------------------------------------------------------------------- */

Test(plan, attributes)
{
	static const char joint[] = "g,age,n\na,under 18,10\na,18-24,20\nb,18-24,30\nb,25-34,40\nb,35+,50\n";
	const struct {
		const char *campaign;
		struct segbias_options options;
		const char *planned;
		double share; /* of the first */
	} rows[] = {
	    {NULL, RUN_DEFAULTS, "g:a g:b age:under 18 age:18-24 age:25-34 age:35+", 30. / 150},
	    {NULL, {.attributes = "age"}, "age:under 18 age:18-24 age:25-34 age:35+", 10. / 150},
	    {NULL, {.bins = RUN_LIST("age=25")}, "g:a g:b age:under 25 age:25+", 30. / 150},
	    {NULL, {.within = RUN_LIST("age=18+")}, "g:a g:b age:18-24 age:25-34 age:35+", 20. / 140},
	    {NULL, {.where = RUN_LIST("g=b")}, "g:b age:18-24 age:25-34 age:35+", 1},
	    {"Age,x\n", RUN_DEFAULTS, "Age:under 18 Age:18-24 Age:25-34 Age:35+", 10. / 150},
	    {"x,alter\n1,2\n",
	     {.map = RUN_LIST("alter=age")},
	     "alter:under 18 alter:18-24 alter:25-34 alter:35+",
	     10. / 150},
	    {"segment,g\nS,a\nS\n", RUN_DEFAULTS, "g:a g:b", 30. / 150}, /* its records are not read */
	    {"segment,g\nS,q\nT,q\n", {.segment = "segment"}, "g:a g:b", 30. / 150},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_options options = rows[i].options;
		options.plan = "1000";
		struct run run = run_plan(rows[i].campaign, joint, &options);
		expect_planned(&run, rows[i].planned);
		RUN_NEAR(run.findings->planned[0].reference_share, rows[i].share, rows[i].planned);
		run_release(&run);
	}
}

/* Of microdata: what identifies, and what measures, is no attribute. */
Test(plan, columns_of_microdata)
{
	struct segbias_text reference = {0};
	segbias_text_add_string(&reference, "token,g,income,stratum\n");
	for (int i = 0; i < 150; i++)
		segbias_text_add_format(&reference, "t%d,%c,%d.5,%d\n", i, 'a' + i % 2, i * 7 % 50, i % 3);
	struct segbias_options options = {.plan = "500", .reference_strata = "stratum"};
	struct run run = run_plan(NULL, reference.data, &options);
	expect_planned(&run, "g:a g:b");
	run_release(&run);
	segbias_text_release(&reference);
}

/* Nor what is an address, or is named like an identifier and repeats. */
Test(plan, identifiers)
{
	struct segbias_text reference = {0};
	segbias_text_add_string(&reference, "contact,user_id,g\n");
	for (int i = 0; i < 150; i++)
		segbias_text_add_format(&reference, "p%d@example.org,u%d,%c\n", i % 40, i % 40, 'a' + i % 2);
	struct segbias_options options = {.plan = "500"};
	struct run run = run_plan(NULL, reference.data, &options);
	expect_planned(&run, "g:a g:b");
	run_release(&run);
	segbias_text_release(&reference);
}

/* Two years added up would be nobody's population: as in a comparison, one has to be chosen. */
static const char YEARS[] = "g,year,n\na,2020,10\nb,2020,10\na,2021,10\nb,2021,70\n";

Test(plan, one_year)
{
	struct segbias_options options = {.plan = "100", .where = RUN_LIST("year=2021"), .attributes = "g"};
	struct run run = run_plan(NULL, YEARS, &options);
	expect_planned(&run, "g:a g:b");
	RUN_NEAR(find(&run, "g", "a")->reference_share, 1. / 8, "share");
	run_release(&run);
}

Test(plan, errors)
{
	const struct run_failure rows[] = {
	    {NULL, POPULATION, RUN_DEFAULTS, SEGBIAS_USAGE, "", 0, 0, "--plan N is needed: the people of the campaign",
	     ""},
	    {NULL,
	     POPULATION,
	     {.plan = "10", .consent = "ok=yes"},
	     SEGBIAS_USAGE,
	     "",
	     0,
	     0,
	     "--plan and --consent exclude each other: a plan looks at no campaign's records",
	     ""},
	    {"g,who\n",
	     POPULATION,
	     {.plan = "10", .person = "who"},
	     SEGBIAS_USAGE,
	     "",
	     0,
	     0,
	     "--plan and --person exclude each other: a plan looks at no campaign's records",
	     ""},
	    {NULL,
	     POPULATION,
	     {.plan = "10", .attributes = "h"},
	     SEGBIAS_DATA,
	     "reference",
	     1,
	     0,
	     "--attributes: there is no column \"h\"",
	     "the only column is \"g\""},
	    {"x,y\n1,2\n",
	     POPULATION,
	     {.plan = "10"},
	     SEGBIAS_DATA,
	     "campaign",
	     1,
	     0,
	     "the two files have no attribute in common; the campaign has \"x\", \"y\", the reference \"g\"",
	     "--map CAMPAIGN=REFERENCE"},
	    {NULL,
	     BASE,
	     {.plan = "4001", .reference_kind = "base"},
	     SEGBIAS_DATA,
	     "reference",
	     0,
	     0,
	     "--plan: so many cannot be drawn from a base of 4,000 records",
	     ""},
	    {NULL,
	     "g,n\na,0\nb,0\n",
	     {.plan = "10"},
	     SEGBIAS_DATA,
	     "reference",
	     0,
	     0,
	     "the reference's counts or weights are all zero",
	     ""},
	    {NULL,
	     YEARS,
	     {.plan = "10"},
	     SEGBIAS_DATA,
	     "reference",
	     1,
	     0,
	     "the reference holds several years or periods in \"year\": \"2020\", \"2021\"",
	     "--where 'year=2021' takes one"},
	    {"g\n",
	     YEARS,
	     {.plan = "10"},
	     SEGBIAS_DATA,
	     "reference",
	     1,
	     0,
	     "the reference holds several years or periods in \"year\": \"2020\", \"2021\"",
	     "--where 'year=2021' takes one"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		run_job_fails(segbias_plan, &rows[i], i);
	/* Only a plan is made without records. */
	const struct run_failure none = {
	    "g\n", POPULATION, RUN_DEFAULTS, SEGBIAS_DATA, "campaign", 1, 0, "there are no records below the header",
	    ""};
	run_fails(&none, 0);
	static const char *const BAD[] = {"0", "-5", "1.5", "x", "", "1e17"};
	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
		struct segbias_options options = {.plan = BAD[i]};
		struct run run = run_files(segbias_plan, NULL, POPULATION, &options);
		cr_expect_null(run.findings, "\"%s\"", BAD[i]);
		cr_expect_eq(run.error.status, SEGBIAS_USAGE, "\"%s\"", BAD[i]);
		run_release(&run);
	}
}
