/* Logs of items: figures against logs of known make with numpy and scipy, against hand counts of short ones, what must not move or show them,
 * and how often groups are called different that are not. */
#include "run.h"

enum { PEOPLE = 120, MANY = 160 };

static const char REFERENCE[] = "group,kind,people\neven,a,500\nodd,a,500\neven,b,500\nodd,b,500\n";
static const char TWO[] = "group,kind\neven,a\nodd,b\n";

static char *make_people(int people)
{
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "id,group,kind\n");
	for (int i = 0; i < people; i++)
		segbias_text_add_format(&text, "Canary%d,%s,%s\n", i, i / 2 % 2 ? "odd" : "even", i % 3 ? "a" : "b");
	cr_assert(!text.failed);
	return text.data;
}

/* Those of scripts/oracle/risks_items.py, in the order of i * step. */
static char *make_shown(int step)
{
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "Item ID,user_id,Genre\n");
	for (int k = 0; k < PEOPLE; k++) {
		int i = k * step % PEOPLE;
		for (int j = 0; j < 2 + 7 * i % 9; j++)
			segbias_text_add_format(&text, "Secret%d,\"Canary%d\",%s %d\n", (i + 5 * j * j) % 41, i,
			                        j % 2 ? "Hidden" : "hidden",
			                        i % 17 ? (i * j + j * j) % (3 + i % 4) : 0);
	}
	cr_assert(!text.failed);
	return text.data;
}

static char *make_chosen(int step)
{
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "topic,customer\n");
	for (int k = 0; k < PEOPLE; k++) {
		int i = k * step % PEOPLE;
		for (int j = 0; j < 1 + 5 * i % 8; j++)
			segbias_text_add_format(&text, "HIDDEN %d,Canary%d\n", (i / 3 + j / 2) % 5, i);
	}
	cr_assert(!text.failed);
	return text.data;
}

static char *make_catalogue(void)
{
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "sku,price\n");
	for (int i = 0; i < 50; i++)
		segbias_text_add_format(&text, "Secret%d,1\n", i);
	cr_assert(!text.failed);
	return text.data;
}

/* chosen, catalogue: NULL where there is none. */
static struct run run_logs(const char *people, const char *shown, const char *chosen, const char *catalogue,
                           struct segbias_options options)
{
	const char *const names[] = {"shown.csv", "chosen.csv", "catalogue.csv"};
	const char *const texts[] = {shown, chosen, catalogue};
	struct segbias_stream_inlet inlets[3];
	for (size_t i = 0; i < 3; i++)
		if (texts[i])
			inlets[options.inlet_count++] = (struct segbias_stream_inlet){
			    .name = names[i], .bytes = texts[i], .size = strlen(texts[i])};
	options.items = names[0];
	options.history = chosen ? names[1] : NULL;
	options.catalogue = catalogue ? names[2] : NULL;
	options.inlets = inlets;
	options.segment = "none";
	return run_files(segbias_risks, people, REFERENCE, &options);
}

/* The row of the measure: of a group its value, else NULL. SIZE_MAX: there is none. */
static size_t find(const struct segbias_findings *findings, const char *measure, const char *value)
{
	for (size_t i = 0; i < segbias_findings_count(findings, "measures"); i++) {
		const char *own = segbias_findings_text(findings, "measures", i, "value", NULL);
		if (strcmp(segbias_findings_text(findings, "measures", i, "measure", NULL), measure) == 0 &&
		    (value ? own && strcmp(own, value) == 0 : !own))
			return i;
	}
	return SIZE_MAX;
}

static double number(const struct segbias_findings *findings, const char *measure, const char *field)
{
	size_t row = find(findings, measure, NULL);
	return row == SIZE_MAX ? NAN : segbias_findings_number(findings, "measures", row, field);
}

static const char *verdict(const struct segbias_findings *findings, const char *measure, const char *value)
{
	size_t row = find(findings, measure, value);
	cr_assert_neq(row, SIZE_MAX, "there is no %s of %s", measure, value);
	const char *text = segbias_findings_text(findings, "measures", row, "verdict", NULL);
	return text ? text : "described";
}

static void hold(const struct segbias_findings *findings, const char *measure, const char *value, const double *numbers)
{
	static const char *const FIELDS[] = {"n",         "number",     "low", "high",   "index",
	                                     "index_low", "index_high", "p",   "p_flag", "p_within"};
	size_t row = find(findings, measure, value);
	cr_assert_neq(row, SIZE_MAX, "there is no %s", measure);
	for (size_t i = 0; i < sizeof FIELDS / sizeof *FIELDS; i++)
		RUN_NEAR(segbias_findings_number(findings, "measures", row, FIELDS[i]), numbers[i], FIELDS[i]);
}

static const char *const FACTS[] = {"effective_categories", "calibration", "calibration_chance", "coverage", "gini"};
static const double FACT_NUMBERS[] = {2.4173622216308979, 2.6864995951434718, 0.45728043069390739, 0.81999999999999995,
                                      0.25483333333333336};

static const char *const RATE[] = {"n", "count", "number", "low", "high"};
static const double RATE_NUMBERS[] = {80, 5, 0.0625, 0.020603072301885142, 0.13985707529762345};

/* scripts/oracle/risks_items.py: narrowing of all and of the even, the even's chance of one category, what is new to the odd. */
static const double TESTS[][10] = {
    {105.0, 0.06120937263794408, -0.009758955455685538, 0.1321777007315737, 118.2141250562303, 97.42213408405512,
     145.51070487646606, 0.09018331788341104, 1.0, 0.29145444199246207},
    {45.0, -0.05987654320987655, -0.19453357493032336, 0.07478048851057024, 87.16931216931216, 65.3080999188614,
     120.49014771050159, 0.3750481782847246, 1.0, 0.2808291545131251},
    {60.0, 0.42207671957671955, 0.3661607361082414, 0.4779927030451977, 108.19177431933001, 88.51427471380588,
     133.16754547533003, 0.4401408425915082, 1.0, 0.08345142052354869},
    {60.0, 0.391276455026455, 0.30042191458180345, 0.4821309954711065, 66.08247883296472, 49.15836876886062,
     85.9430139605218, 0.0020120571051950855, 0.15601056444410172, 0.9219947177779492},
};

Test(risks_items, equal_to_numpy_and_scipy)
{
	char *people = make_people(PEOPLE);
	char *shown = make_shown(1);
	char *chosen = make_chosen(1);
	char *catalogue = make_catalogue();
	struct run run =
	    run_logs(people, shown, chosen, catalogue, (struct segbias_options){.person = "id", .by = "group"});
	cr_assert_not_null(run.findings, "%s", run.error.message);
	hold(run.findings, "narrowing", NULL, TESTS[0]);
	hold(run.findings, "narrowing", "even", TESTS[1]);
	hold(run.findings, "same_category", "even", TESTS[2]);
	hold(run.findings, "new_categories", "odd", TESTS[3]);
	for (size_t i = 0; i < sizeof FACTS / sizeof *FACTS; i++)
		RUN_NEAR(number(run.findings, FACTS[i], "number"), FACT_NUMBERS[i], FACTS[i]);
	for (size_t i = 0; i < sizeof RATE / sizeof *RATE; i++)
		RUN_NEAR(number(run.findings, "one_category", RATE[i]), RATE_NUMBERS[i], RATE[i]);
	cr_expect_eq(find(run.findings, "same_category", "a"), SIZE_MAX, "--by names one attribute");
	cr_expect(isnan(number(run.findings, "same_category", "p")), "all people are held against nobody");
	run_release(&run);
	free(catalogue);
	free(chosen);
	free(shown);
	free(people);
}

/* Rows in another order, and more threads, give the same bytes, in which nobody is, nor what they were shown. */
Test(risks_items, neither_order_nor_persons_show)
{
	static const int STEPS[] = {1, 7, 119};
	char *people = make_people(PEOPLE);
	char *catalogue = make_catalogue();
	char *kept = NULL;
	for (size_t s = 0; s < 3; s++) {
		char *shown = make_shown(STEPS[s]);
		char *chosen = make_chosen(STEPS[2 - s]);
		struct segbias_options options = {.person = "id", .threads = s ? "4" : "1"};
		struct run run = run_logs(people, shown, chosen, catalogue, options);
		cr_assert_not_null(run.findings, "%s", run.error.message);
		char *own = run_json_from(&run, "measures");
		cr_expect_null(strstr(own, "Canary"));
		cr_expect_null(strstr(own, "Secret"));
		cr_expect_null(strstr(own, "idden"));
		cr_expect(!kept || strcmp(kept, own) == 0, "step %d", STEPS[s]);
		free(kept);
		kept = own;
		run_release(&run);
		free(chosen);
		free(shown);
	}
	free(kept);
	free(catalogue);
	free(people);
}

/* By hand: Ann is shown sport twice and news once: of three pairs one is alike, 1/3; she chose sport twice: 1. Bob is shown one thing. Cem
 * has no category, nobody is a person, and Dan has only a history. */
static const char SHORT[] = "user,category,item\nann,Sport,1\nann,sport,2\nann,News,1\nbob,news,9\ncem,,1\n,news,1\n";

Test(risks_items, by_hand)
{
	static const char CHOSEN[] = "user,category,item\nann,SPORT,5\nann,sport,6\ndan,news,7\n";
	struct run run = run_logs(TWO, SHORT, CHOSEN, "item\n1\n2\n3\n3\n", (struct segbias_options){.min_n = "2"});
	static const char *const CODES[] = {"log_nameless", "log_uncategorised", "log_unlisted", "log_unshown",
	                                    "catalogue_repeated"};
	cr_assert_not_null(run.findings, "%s", run.error.message);
	cr_expect_eq(number(run.findings, "same_category", "n"), 1);
	RUN_NEAR(number(run.findings, "same_category", "number"), 1. / 3, "same");
	RUN_NEAR(number(run.findings, "narrowing", "index"), 100. / 3, "index");
	cr_expect_str_eq(
	    segbias_findings_text(run.findings, "measures", find(run.findings, "narrowing", NULL), "reason", NULL),
	    "too_few");
	RUN_NEAR(number(run.findings, "new_categories", "number"), 1. / 3, "new");
	/* Three items, of which 1 was shown three times and 2 once: (-2 * 0 + 0 * 1 + 2 * 3) / (3 * 4). */
	RUN_NEAR(number(run.findings, "coverage", "number"), 2. / 3, "coverage");
	RUN_NEAR(number(run.findings, "gini", "number"), .5, "gini");
	cr_expect_eq(find(run.findings, "one_category", NULL), SIZE_MAX, "nobody was shown five things");
	for (size_t i = 0; i < sizeof CODES / sizeof *CODES; i++) {
		bool found = false;
		for (size_t j = 0; j < segbias_findings_count(run.findings, "warnings"); j++)
			found = found ||
			        strcmp(segbias_findings_text(run.findings, "warnings", j, "code", NULL), CODES[i]) == 0;
		cr_expect(found, "%s", CODES[i]);
	}
	run_release(&run);
}

/* By hand: of two things of each pair of spellings all are alike (1), or none (0). A sign counts, unlike in names of columns. */
Test(risks_items, categories_by_their_values)
{
	static const struct {
		const char *one, *other;
		double same;
	} PAIRS[] = {
	    {"Sci-Fi", "sci-fi", 1}, {"Sci_Fi", "SCI FI", 1}, {"\"a  b\"", "a b", 1}, {"Stra\u00dfe", "STRASSE", 1},
	    {"\u0661", "1", 1},      {"-1", "1", 0},          {"1-1", "11", 0},       {"A-", "A", 0},
	    {"1_1", "11", 0},        {"1.1", "11", 0},        {"c c", "cc", 0},       {"022", "22", 0}};
	for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++) {
		struct segbias_text shown = {0};
		segbias_text_add_format(&shown, "user,category\na,%s\na,%s\n", PAIRS[i].one, PAIRS[i].other);
		struct run run = run_logs(TWO, shown.data, NULL, NULL, (struct segbias_options){.hash = false});
		cr_assert_not_null(run.findings, "%s", run.error.message);
		cr_expect_eq(number(run.findings, "same_category", "number"), PAIRS[i].same, "%s and %s", PAIRS[i].one,
		             PAIRS[i].other);
		run_release(&run);
		segbias_text_release(&shown);
	}
}

/* One showing may have a row for each category of its item, or all of them in a cell: it is said. */
Test(risks_items, several_categories)
{
	static const struct {
		const char *shown, *code;
		const char *text; /* NULL: it is not said */
	} ROWS[] = {{"user,item,category\na,1,x\na,1,y\na,2,x\na,1,x\na,1,z\n", "log_crossed", "1 item of the log"},
	            {"user,item,category\na,1,x\na,1,X\na,2,y\na,,x\na,,y\n", "log_crossed", NULL},
	            {"user,category\na,x|y\na,y|x\na,X|Y\na,x\n", "log_joined", "2 categories of the log"},
	            {"user,category\na,x\na,\"x, y\"\n", "log_joined", "1 category of the log"},
	            {"user,category\na,x/y\na,y x\n", "log_joined", NULL}};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		const char *found = NULL;
		struct run run = run_logs(TWO, ROWS[i].shown, NULL, NULL, (struct segbias_options){.hash = false});
		cr_assert_not_null(run.findings, "%s", run.error.message);
		for (size_t j = 0; j < segbias_findings_count(run.findings, "warnings"); j++)
			if (strcmp(segbias_findings_text(run.findings, "warnings", j, "code", NULL), ROWS[i].code) == 0)
				found = segbias_findings_text(run.findings, "warnings", j, "message", NULL);
		cr_expect(ROWS[i].text ? found && strncmp(found, ROWS[i].text, strlen(ROWS[i].text)) == 0 : !found,
		          "row %zu", i);
		run_release(&run);
	}
}

static bool has_warning(const struct segbias_findings *findings, const char *code)
{
	bool found = false;
	for (size_t i = 0; i < segbias_findings_count(findings, "warnings"); i++)
		found = found || strcmp(segbias_findings_text(findings, "warnings", i, "code", NULL), code) == 0;
	return found;
}

/* By hand: x, x, y are shown to Ann; that one of them stands in the log twice changes nothing, in any order. Without the second x the chance
 * would be 0, with the row that comes again 1/2. */
Test(risks_items, exposures_that_come_again)
{
	static const char *const SHOWN[] = {
	    "user,item,category,impression_id\nann,1,x,7\nann,1,x,7\nann,1,x,8\nann,2,y,8\n",
	    "user,item,category,impression_id\nann,2,y,8\nann,1,X,7\nann,1,x,8\nann,1,x,7\n"};
	for (size_t i = 0; i < sizeof SHOWN / sizeof *SHOWN; i++) {
		struct run run =
		    run_logs(TWO, SHOWN[i], NULL, "item\n1\n2\n3\n", (struct segbias_options){.hash = false});
		cr_assert_not_null(run.findings, "%s", run.error.message);
		RUN_NEAR(number(run.findings, "same_category", "number"), 1. / 3, "same");
		/* 0, 1 and 2 times: (-2 * 0 + 0 * 1 + 2 * 2) / (3 * 3). */
		RUN_NEAR(number(run.findings, "gini", "number"), 4. / 9, "gini");
		cr_expect(has_warning(run.findings, "log_again"));
		run_release(&run);
	}
}

/* By hand, of x, x, y: without a column of items, or a cell in it, the row that comes again is one, and its chance 1/3. An id of a page that shows two
 * things of x is no such row: of x, x, x, y three of six pairs are alike. */
Test(risks_items, exposures_without_items)
{
	static const struct {
		const char *shown, *code;
		double same;
	} ROWS[] = {{"impression_id,user,category\n7,ann,x\n8,ann,x\n9,ann,y\n7,ann,x\n9,ann,y\n", "log_again", 1. / 3},
	            {"user,item,category,impression_id\nann,,x,7\nann,,x,8\nann,,x,7\nann,,y,9\n", "log_again", 1. / 3},
	            {"user,item,category,impression_id\nann,,x,7\nann,a,x,7\nann,,y,7\n", NULL, 1. / 3},
	            {"exposure_id,user,category,place\n7,ann,x,1\n7,ann,x,2\n7,ann,y,3\n8,ann,x,1\n8,ann,x,1\n",
	             "log_shared", .5},
	            {"impression_id,user,category\n,ann,x\n,ann,x\n9,ann,y\n", NULL, 1. / 3}};
	static const char *const CODES[] = {"log_again", "log_shared"};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct run run = run_logs(TWO, ROWS[i].shown, NULL, NULL, (struct segbias_options){.hash = false});
		cr_assert_not_null(run.findings, "%s", run.error.message);
		RUN_NEAR(number(run.findings, "same_category", "number"), ROWS[i].same, ROWS[i].shown);
		for (size_t j = 0; j < sizeof CODES / sizeof *CODES; j++)
			cr_expect_eq(has_warning(run.findings, CODES[j]),
			             ROWS[i].code && (strcmp(ROWS[i].code, CODES[j]) == 0 || i == 3), "row %zu: %s", i,
			             CODES[j]);
		run_release(&run);
	}
}

/* Twenty people and more of whom none has a category twice: rows may be sums, whatever their column is called. One who has is enough not to say it. */
Test(risks_items, nobody_has_a_category_twice)
{
	for (int i = 0; i < 4; i++) {
		struct segbias_text shown = {0};
		struct segbias_text chosen = {0};
		segbias_text_add_string(&shown, "user,category,Reichweite\n");
		segbias_text_add_string(&chosen, "user,category\n");
		for (int p = 0; p < (i == 2 ? 19 : 20); p++) {
			segbias_text_add_format(&shown, "%d,x,7\n%d,y,2\n%s", p, p, i == 1 && p == 7 ? "7,x,1\n" : "");
			segbias_text_add_format(&chosen, "%d,x\n%d,%s\n", p, p, i == 3 ? "y" : "x");
		}
		struct run run = run_logs(TWO, shown.data, chosen.data, NULL, (struct segbias_options){.hash = false});
		cr_assert_not_null(run.findings, "%s", run.error.message);
		cr_expect_eq(has_warning(run.findings, "log_once"), i == 0 || i == 3, "%d", i);
		run_release(&run);
		segbias_text_release(&shown);
		segbias_text_release(&chosen);
	}
}

/* By hand: a tenth and more of both logs is of categories that the other one lacks, or less of one of them. */
Test(risks_items, categories_by_other_names)
{
	static const struct {
		const char *shown, *chosen;
		bool told;
	} ROWS[] = {{"Sports Sports News", "Sport Sport News", true},
	            {"Sport News News", "sport SPORT News", false},
	            {"Sport News", "Sport News Film Film", false},
	            {"Sport News Film Film", "Sport News", false},
	            {"a a a a a a a a a b", "a a a a a a a a a c", true},
	            {"a a a a a a a a a a b", "a a a a a a a a a c", false}};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct segbias_text logs[2] = {{0}};
		for (int l = 0; l < 2; l++) {
			segbias_text_add_string(&logs[l], "user,category\nann,");
			for (const char *at = l ? ROWS[i].chosen : ROWS[i].shown; *at; at++)
				segbias_text_add_format(&logs[l], "%.*s%s", *at != ' ', at, *at == ' ' ? "\nann," : "");
			segbias_text_add_string(&logs[l], "\n");
		}
		struct run run =
		    run_logs(TWO, logs[0].data, logs[1].data, NULL, (struct segbias_options){.hash = false});
		cr_assert_not_null(run.findings, "%s", run.error.message);
		cr_expect_eq(has_warning(run.findings, "history_unmatched"), ROWS[i].told, "row %zu", i);
		run_release(&run);
		segbias_text_release(&logs[0]);
		segbias_text_release(&logs[1]);
	}
}

/* Of a group of one or two people there is how many they are, and no number; nor an index of others to them, which would tell it. */
Test(risks_items, few_are_not_described)
{
	static const char *const FIELDS[] = {"count", "number", "low", "high", "index", "index_low", "index_high", "p"};
	static const char *const MEASURES[] = {"same_category", "one_category", "narrowing", "new_categories"};
	for (int few = 1; few <= 3; few++) {
		struct segbias_text people = {0};
		struct segbias_text shown = {0};
		struct segbias_text chosen = {0};
		segbias_text_add_string(&people, "id,group,kind\n");
		segbias_text_add_string(&shown, "user,category\n");
		segbias_text_add_string(&chosen, "user,category\n");
		for (int p = 0; p < 40; p++) {
			segbias_text_add_format(&people, "%d,%s,a\n", p, p < few ? "odd" : "even");
			segbias_text_add_format(&shown, "%d,x\n%d,x\n%d,x\n%d,x\n%d,%s\n", p, p, p, p, p,
			                        p % 2 ? "x" : "y");
			segbias_text_add_format(&chosen, "%d,x\n%d,x\n%d,y\n", p, p, p);
		}
		struct run run = run_logs(people.data, shown.data, chosen.data, NULL,
		                          (struct segbias_options){.person = "id", .min_n = "2"});
		cr_assert_not_null(run.findings, "%s", run.error.message);
		for (size_t m = 0; m < sizeof MEASURES / sizeof *MEASURES; m++) {
			size_t row = find(run.findings, MEASURES[m], "odd");
			size_t other = find(run.findings, MEASURES[m], "even");
			cr_assert_neq(row, SIZE_MAX);
			cr_expect_eq(segbias_findings_number(run.findings, "measures", row, "n"), few);
			cr_expect_eq(isnan(segbias_findings_number(run.findings, "measures", row, "number")), few < 3);
			for (size_t f = 0; f < sizeof FIELDS / sizeof *FIELDS; f++)
				cr_expect(few == 3 ||
				              isnan(segbias_findings_number(run.findings, "measures", row, FIELDS[f])),
				          "%s %s", MEASURES[m], FIELDS[f]);
			cr_expect_not(isnan(segbias_findings_number(run.findings, "measures", other, "number")));
			cr_expect(few == 3 || m == 2 ||
			          isnan(segbias_findings_number(run.findings, "measures", other, "index")));
		}
		run_release(&run);
		segbias_text_release(&people);
		segbias_text_release(&shown);
		segbias_text_release(&chosen);
	}
}

/* What is not plain is asked, and what fits nothing refused. */
Test(risks_items, refused)
{
	static const struct {
		const char *shown, *chosen, *catalogue, *id;
	} ROWS[] = {
	    {"user,category,event\na,x,view\na,x,click\n", NULL, NULL, "log_kinds"},
	    {"user,category,Merkmal\na,x,view\na,x,\na,x,Klick\na,x,Klick\n", NULL, NULL, "log_kinds"},
	    {"user,category,event_name\na,x,view_item\na,x,select_item\n", NULL, NULL, "log_kinds"},
	    {"user,category,what\na,x,view_item\na,x,select_item\n", NULL, NULL, "log_kinds"},
	    {"user,category,what\na,x,swipe\na,x,view\na,x,click\na,x,add to cart\n", NULL, NULL, "log_kinds"},
	    {"user,category,what\na,x,Product Viewed\na,x,Product Clicked\n", NULL, NULL, "log_kinds"},
	    {"user,category,what\na,x,shown\na,x,not_shown\n", NULL, NULL, "log_kinds"},
	    {"user,category,Verb\na,x,zeigen\na,x,kaufen\n", NULL, NULL, "log_kinds"},
	    {"user,category,impression\na,x,1\na,y,0\n", NULL, NULL, "log_no"},
	    {"user,category,is_visible\na,x,1\na,y,0\n", NULL, NULL, "log_no"},
	    {"user,category,shown_flag\na,x,Y\na,y,N\n", NULL, NULL, "log_no"},
	    {"user,category,displayed\na,x,1\na,y,12\n", NULL, NULL, "log_counts"},
	    {"user,category,impression_count\na,x,1\na,y,12\n", NULL, NULL, "log_counts"},
	    {"user,category,num_impressions\na,x,\"1,200\"\n", NULL, NULL, "log_counts"},
	    {"user,category,Impressionen\na,x,3\n", NULL, NULL, "log_counts"},
	    {"user,category\na,x\n", "user,category,quantity\na,x,2\n", NULL, "log_counts"},
	    {"user,category\na,x\n", "user,category,click_count\na,x,2\n", NULL, "log_counts"},
	    {"user,category,shown\na,x,1\na,y,0\n", NULL, NULL, "log_no"},
	    {"user,category,seen\na,x,\na,y,2026-01-02 10:00\n", NULL, NULL, "log_no"},
	    {"user,category,angezeigt\na,x,ja\na,y,nein\n", NULL, NULL, "log_kinds"},
	    {"user,category\na,x\n", "user,category,bought\na,x,yes\na,y,no\n", NULL, "log_no"},
	    {"user,category\na,x\n", "user,category\n,x\na,\n", NULL, "log_unread"},
	    {"user,category,impressions\na,x,1\na,y,12\n", NULL, NULL, "log_counts"},
	    {"user,category,n\na,x,1\na,y,0\n", NULL, NULL, "log_counts"},
	    {"user,category,\u0639\u062f\u062f\na,x,\u0663\n", NULL, NULL, "log_counts"},
	    {"user,category\na,x\n", "user,category,count\na,x,2\n", NULL, "log_counts"},
	    {"user,category\na,x\n", "user,category,plays\na,x,2\n", NULL, "log_counts"},
	    {"user,category,genre\na,x,y\n", NULL, NULL, "log_columns"},
	    {"user,name\na,x\n", NULL, NULL, "log_column_missing"},
	    {"category\nx\n", NULL, NULL, "log_column_missing"},
	    {"user,category\na,x\n", NULL, "item\n1\n", "log_column_missing"},
	    {"user,category,item\na,x,1\n", NULL, "item\n2\n", "catalogue_of_others"},
	    {"user,category,item\na,x,1\n", NULL, "item,price\n,2\n", "catalogue_empty"},
	    {"user,category\na,x\n", "user,category\nb,x\n", NULL, "history_of_others"},
	    {"user,category\na,x\n", "user,category\na,17\n", NULL, "history_of_others"},
	    {"user,category\n", NULL, NULL, "log_empty"},
	    {"user,category\n,x\na,\n", NULL, NULL, "log_unread"},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct run run = run_logs(TWO, ROWS[i].shown, ROWS[i].chosen, ROWS[i].catalogue,
		                          (struct segbias_options){.hash = false});
		cr_expect_null(run.findings, "row %zu", i);
		cr_expect_str_eq(run.error.id, ROWS[i].id, "row %zu: %s", i, run.error.message);
		run_release(&run);
	}
	char *people = make_people(PEOPLE);
	struct run run = run_logs(people, SHORT, NULL, NULL, (struct segbias_options){.person = "id"});
	cr_expect_str_eq(run.error.id, "log_of_others");
	run_release(&run);
	free(people);
	/* One kind alone is plain, however it is spelt; a column of other things has words of kinds by chance; each row is one. */
	static const char *const PLAIN[] = {"user,category,event\na,x,View\na,x,view\n",
	                                    "user,category,page\na,x,play\na,x,save\na,x,home\n",
	                                    "user,category,page\na,x,home\na,x,play\na,x,save\n",
	                                    "user,category,clicked\na,x,1\na,x,0\n",
	                                    "user,category,clicks\na,x,2\na,x,0\n",
	                                    "user,category,seen\na,x,2026-01-02 10:00\na,x,2026-01-03 11:00\n",
	                                    "user,category,seen\na,x,\na,x,\n",
	                                    "user,category,visible\na,x,0.8\na,x,1\n",
	                                    "user,category,viewed\na,x,1767312000\na,x,1767312001\n",
	                                    "user,category,rail\na,x,recently viewed\na,x,most liked\na,x,new\n",
	                                    "user,category,link\na,x,view all\na,x,order page\na,x,home\n",
	                                    "user,category,click_count\na,x,2\na,x,0\n",
	                                    "user,category,comment_count\na,x,2\na,x,0\n",
	                                    "user,category,view count\na,x,many\na,x,few\n",
	                                    "user,category,n\na,x,\u0661\na,x,1\n",
	                                    "user,category,count\na,x,1\na,x,1.0\na,x,\n"};
	for (size_t i = 0; i < sizeof PLAIN / sizeof *PLAIN; i++) {
		run = run_logs(TWO, PLAIN[i], NULL, NULL, (struct segbias_options){.hash = false});
		cr_expect_not_null(run.findings, "row %zu: %s", i, run.error.message);
		run_release(&run);
	}
	/* "id" beside another column of persons may be the row's own. */
	run = run_logs("id,group,kind\n1,even,a\n2,odd,b\n", "id,user,category\n1,2,x\n2,2,x\n", NULL, NULL,
	               (struct segbias_options){.person = "id"});
	cr_expect_str_eq(run.error.id, "log_columns");
	run_release(&run);
	run = run_logs("user,group,kind\n1,even,a\n2,odd,b\n", "id,user,category\n1,2,x\n2,2,x\n", NULL, NULL,
	               (struct segbias_options){.person = "user"});
	cr_assert_not_null(run.findings, "%s", run.error.message);
	cr_expect_eq(number(run.findings, "same_category", "n"), 1);
	run_release(&run);
}

/* --- how often -------------------------------------------------------------------------------------------------------- */

static uint32_t draw(uint64_t *state, uint32_t below)
{
	*state = *state * 6364136223846793005U + 1442695040888963407U;
	return (uint32_t)((*state >> 33) % below);
}

/* Everybody chooses of eight categories with shares of their own, and is shown between 2 and 60 things of the same, of the odd group more
 * of them. In `narrow` in ten things of the even group are of one category instead. */
static void simulate(uint64_t *state, uint32_t narrow, struct segbias_text *shown, struct segbias_text *chosen)
{
	enum { TENTHS = 10 };
	segbias_text_add_string(shown, "id,category\n");
	segbias_text_add_string(chosen, "id,category\n");
	for (int i = 0; i < MANY; i++) {
		bool odd = i / 2 % 2;
		uint32_t spread = 2 + draw(state, 7);
		uint32_t first = draw(state, 8);
		uint32_t n = 2 + draw(state, odd ? 59 : 9);
		for (uint32_t j = 0; j < n; j++) {
			bool own = odd || draw(state, TENTHS) >= narrow;
			segbias_text_add_format(shown, "Canary%d,c%u\n", i,
			                        own ? (first + draw(state, spread)) % 8 : first);
		}
		for (uint32_t j = 0; j < 2 + (n + (uint32_t)i) % 9; j++)
			segbias_text_add_format(chosen, "Canary%d,c%u\n", i, (first + draw(state, spread)) % 8);
	}
	cr_assert(!shown->failed && !chosen->failed);
}

/* Of 200 runs in which nobody differs, those that call something over or under; at the level .05 with probability 1e-3 there would be
 * more than 20 (R qbinom(.999, 200, .05)). */
Test(risks_items, nobody_differs)
{
	enum { RUNS = 200, MOST_FALSE = 20 };
	static const char *const MEASURES[] = {"narrowing", "same_category", "new_categories", "one_category"};
	static const char *const VALUES[] = {NULL, "even", "odd"};
	char *people = make_people(MANY);
	uint64_t state = 20260304;
	int flagged = 0;
	for (int r = 0; r < RUNS; r++) {
		struct segbias_text shown = {0};
		struct segbias_text chosen = {0};
		bool any = false;
		simulate(&state, 0, &shown, &chosen);
		struct run run = run_logs(people, shown.data, chosen.data, NULL,
		                          (struct segbias_options){.person = "id", .by = "group", .threads = "1"});
		cr_assert_not_null(run.findings, "%s", run.error.message);
		for (size_t m = 0; m < 4; m++)
			for (size_t v = 0; v < 3; v++) {
				size_t row = find(run.findings, MEASURES[m], VALUES[v]);
				const char *word = row == SIZE_MAX ? NULL
				                                   : segbias_findings_text(run.findings, "measures",
				                                                           row, "verdict", NULL);
				any = any || (word && (strcmp(word, "over") == 0 || strcmp(word, "under") == 0));
			}
		flagged += any;
		run_release(&run);
		segbias_text_release(&shown);
		segbias_text_release(&chosen);
	}
	cr_expect(flagged <= MOST_FALSE, "%d of %d", flagged, RUNS);
	free(people);
}

/* Half of what the even are shown is of one category: it narrows for them, and not for the odd. */
Test(risks_items, planted_narrowing_is_found)
{
	char *people = make_people(MANY);
	uint64_t state = 7;
	struct segbias_text shown = {0};
	struct segbias_text chosen = {0};
	simulate(&state, 6, &shown, &chosen);
	struct run run = run_logs(people, shown.data, chosen.data, NULL, (struct segbias_options){.person = "id"});
	cr_assert_not_null(run.findings, "%s", run.error.message);
	cr_expect_str_eq(verdict(run.findings, "narrowing", "even"), "over");
	cr_expect_str_neq(verdict(run.findings, "narrowing", "odd"), "over");
	cr_expect_str_eq(verdict(run.findings, "same_category", "even"), "over");
	run_release(&run);
	segbias_text_release(&shown);
	segbias_text_release(&chosen);
	free(people);
}
