/* Several values in one cell: each value is a yes or no of those who answered. The expected numbers are R's:
 * scripts/oracle/several.R. */
#include "run.h"

static const char *const VALUES[] = {"a", "b", "c"};

/* A table of counts whose cells hold several: a 50 %, b 45 %, c 25 % of 10 million. */
static const char KNOWN[] = "g,count\na,3500000\na;b,1500000\nb,2500000\nc,2000000\nc;b,500000\n";

/* Which values record j of person i has: bits. */
static int set_of(int i, int j)
{
	return ((i + j / 2) % 2 == 0) | ((i * 7 + j) % 3 == 0) << 1 | (i % 5 < 2) << 2;
}

static void add_set(struct segbias_text *text, int set, const char *separator)
{
	bool first = true;
	for (int v = 0; v < 3; v++)
		if (set >> v & 1) {
			segbias_text_add_format(text, "%s%s", first ? "" : separator, VALUES[v]);
			first = false;
		}
}

/* svymean, svyciprop(method = "beta") of persons of one to four rows: share, its limits, p; without and with weights */
static const double PERSONS[][4] = {
    {0.62949640287769792, 0.57724941581830236, 0.6795886795573467, 5.3039082281292004e-06},
    {0.42086330935251803, 0.38328654624249275, 0.45913525682193379, 0.13992333459184333},
    {0.50359712230215825, 0.4048246431477075, 0.60216360996794871, 4.303133177600297e-07},
    {0.65413533834586457, 0.59888017634947099, 0.70647222682645117, 5.9746808376842802e-07},
    {0.2932330827067669, 0.26188566556663878, 0.32611143999138081, 1.7834174735350919e-13},
    {0.52631578947368418, 0.42587730675899371, 0.62521282002862977, 9.5778772965173695e-08},
};

Test(several, persons)
{
	for (int weights = 0; weights < 2; weights++) {
		struct segbias_options options = {.person = "who", .multi = RUN_LIST("g=;"), .segment = "none"};
		struct segbias_text text = {0};
		double rows = 0;
		segbias_text_add_string(&text, weights ? "who,g,weight\n" : "who,g\n");
		for (int i = 0; i < 140; i++)
			for (int j = 0; j <= i % 4; j++, rows++) {
				segbias_text_add_format(&text, "p%d,", i);
				add_set(&text, set_of(i, j), ";");
				if (weights)
					segbias_text_add_format(&text, ",%g", 1 + (i + j) % 3 * .5);
				segbias_text_add_string(&text, "\n");
			}
		struct run run = run_good(text.data, KNOWN, &options);
		const struct segbias_comparison *c = run_comparison(&run, NULL, "g");
		cr_expect(c->multi && c->rows == rows && c->unmatched == 0 && c->missing > 0);
		for (int v = 0; v < 3; v++) {
			const struct segbias_value_finding *value = run_value_of(c, VALUES[v]);
			const double *expected = PERSONS[3 * weights + v];
			RUN_NEAR(value->share, expected[0], "share");
			RUN_NEAR(value->share_low, expected[1], "low");
			RUN_NEAR(value->share_high, expected[2], "high");
			RUN_NEAR(value->p, expected[3], "p");
		}
		run_release(&run);
		segbias_text_release(&text);
	}
}

/* --- a column of yes and no for each value says the same --------------------------------------------------------- */

struct design {
	const char *name;
	bool weights, reference_weights;
	struct segbias_options options;
};

/* Half of the people have segment S; some did not answer. With `flags` a column of yes and no a value. */
static void add_side(struct segbias_text *text, int people, int shift, const struct design *design, bool flags)
{
	bool reference = shift > 0;
	bool weighted = reference ? design->reference_weights : design->weights;
	segbias_text_add_format(text, "who,segment,stratum,psu,rep1,rep2,rep3,rep4%s,%s\n", weighted ? ",weight" : "",
	                        flags ? "a,b,c" : "g");
	for (int i = 0; i < people; i++) {
		int set = (i * i + i / 3 + shift) % 8 & ((i + shift) % 5 == 0 ? 2 : 7);
		double w = 1 + i % 4 * .25;
		segbias_text_add_format(text, "p%d,%s,h%d,%d", reference ? 1000 + i : i / 2, i % 2 ? "S" : "T", i % 7,
		                        i / 7 % 4);
		for (int r = 1; r <= 4; r++)
			segbias_text_add_format(text, ",%.17g", w * (1 + ((i + r * (i / 2)) % 3 - 1) * .25));
		if (weighted)
			segbias_text_add_format(text, ",%g", w);
		for (int v = 0; flags && v < 3; v++)
			segbias_text_add_format(text, ",%s", set == 0 ? "" : set >> v & 1 ? "yes" : "no");
		if (!flags) {
			segbias_text_add_string(text, ",");
			add_set(text, set, ";");
		}
		segbias_text_add_string(text, "\n");
	}
}

static void expect_same(const struct run *several, const struct run *flags, const char *segment, const char *name)
{
	const struct segbias_comparison *c = run_comparison(several, segment, "g");
	for (int v = 0; v < 3; v++) {
		const struct segbias_comparison *other = run_comparison(flags, segment, VALUES[v]);
		const struct segbias_value_finding *mine = run_value_of(c, VALUES[v]);
		const struct segbias_value_finding *yes = run_value_of(other, "yes");
		cr_expect(c->n == other->n && c->missing == other->missing && mine->count == yes->count, "%s", name);
		RUN_NEAR(mine->reference_share, yes->reference_share, name);
		RUN_NEAR(mine->share_low, yes->share_low, name);
		RUN_NEAR(mine->share_high, yes->share_high, name);
		RUN_NEAR(mine->index_low, yes->index_low, name);
		RUN_NEAR(mine->index_high, yes->index_high, name);
		RUN_NEAR(mine->p, yes->p, name);
		RUN_NEAR(mine->p_flag, yes->p_flag, name);
		RUN_NEAR(mine->p_within, yes->p_within, name);
		RUN_NEAR(mine->residual, yes->residual, name);
		cr_expect(isfinite(mine->p) && mine->share > 0 && mine->share < 1, "%s", name);
	}
}

Test(several, the_same_as_yes_and_no)
{
	const struct design designs[] = {
	    {"sample", false, false, RUN_DEFAULTS},
	    {"population", false, false, {.reference_kind = "population"}},
	    {"base", false, false, {.reference_kind = "base"}},
	    {"weights", true, false, RUN_DEFAULTS},
	    {"reference weights", false, true, RUN_DEFAULTS},
	    {"both weights, population", true, true, {.reference_kind = "population"}},
	    {"persons", false, false, {.person = "who"}},
	    {"weighted persons", true, true, {.person = "who"}},
	    {"declared", true, true, {.deff = "2"}},
	    {"strata and units", false, true, {.reference_strata = "stratum", .reference_psu = "psu"}},
	    {"units and persons", true, true, {.person = "who", .reference_psu = "psu"}},
	    {"replicates", true, true, {.reference_replicates = "rep", .replicate_method = "fay=0.5"}},
	};
	for (size_t i = 0; i < sizeof designs / sizeof *designs; i++) {
		const struct design *design = &designs[i];
		struct segbias_text campaign[2] = {0};
		struct segbias_text reference[2] = {0};
		for (int flags = 0; flags < 2; flags++) {
			add_side(&campaign[flags], 400, 0, design, flags);
			add_side(&reference[flags], 700, 3, design, flags);
		}
		struct segbias_options options = design->options;
		options.attributes = "a,b,c";
		options.campaign.shape = options.reference.shape = "rows";
		struct run flags = run_good(campaign[1].data, reference[1].data, &options);
		struct segbias_options split = design->options;
		split.attributes = "g";
		split.campaign.shape = split.reference.shape = "rows";
		split.multi = (struct segbias_strings)RUN_LIST("g");
		struct run several = run_good(campaign[0].data, reference[0].data, &split);
		expect_same(&several, &flags, NULL, design->name);
		expect_same(&several, &flags, "S", design->name);
		run_release(&several);
		run_release(&flags);
		for (int f = 0; f < 2; f++) {
			segbias_text_release(&campaign[f]);
			segbias_text_release(&reference[f]);
		}
	}
}

/* --- reading ---------------------------------------------------------------------------------------------------- */

static const char PEOPLE[] = "segment,g\nS,a;b\nS,b ; a\nT,a;a;A\nT,;c;\nT,b;x\nT,x;y\nT,\nT,;;\nT,NA\nS,a\n";
static const char REFERENCE[] = "g,count\na,40\nb;a,20\nc,40\n";

/* A value twice in a cell counts once, blanks belong to the separator, an empty answer is none; who named nothing that
 * matches is unmatched, who named something too is known. */
Test(several, cells)
{
	struct segbias_options options = {.multi = RUN_LIST("g=;")};
	struct run run = run_good(PEOPLE, REFERENCE, &options);
	const struct segbias_comparison *c = run_comparison(&run, NULL, "g");
	cr_expect(c->rows == 10 && c->n == 6 && c->missing == 3 && c->unmatched == 1);
	cr_expect(run_value_of(c, "a")->count == 4 && run_value_of(c, "b")->count == 3 &&
	          run_value_of(c, "c")->count == 1);
	RUN_NEAR(run_value_of(c, "a")->reference_share, .6, "reference");
	RUN_NEAR(run_value_of(c, "b")->reference_share, .2, "reference");
	c = run_comparison(&run, "S", "g");
	cr_expect(c->n == 3 && run_value_of(c, "a")->count == 3 && run_value_of(c, "b")->count == 2);
	const struct segbias_mapped *row = run_mapped(&run, "g", "x");
	cr_assert_not_null(row);
	cr_expect(row->count == 2 && row->line == 6 && !row->reference_value.bytes);
	cr_expect_eq(run_mapped(&run, "g", "a")->count, 4);
	cr_expect_eq(run_mapped(&run, "g", "A")->count, 1);
	const struct segbias_error *note = run_note(&run, "several_values");
	cr_assert_not_null(note);
	cr_expect(strstr(note->message, "separated by \";\""), "%s", note->message);
	cr_expect(run.findings->association_count == 0 && run.findings->missingness_count == 1,
	          "of the missing values only that against the segments");
	run_release(&run);
}

/* Nothing is said of all values together. */
Test(several, no_whole)
{
	struct segbias_options options = {.multi = RUN_LIST("g=;")};
	struct run run = run_good(PEOPLE, REFERENCE, &options);
	for (size_t i = 0; i < run.findings->comparison_count; i++) {
		const struct segbias_comparison *c = &run.findings->comparisons[i];
		const double numbers[] = {c->chi2,    c->df,        c->df2,  c->p,         c->q,   c->g,
		                          c->w,       c->fei,       c->tvd,  c->tvd_noise, c->psi, c->js_bits,
		                          c->kl_bits, c->hellinger, c->asmd, c->emd,       c->ks};
		for (size_t j = 0; j < sizeof numbers / sizeof *numbers; j++)
			cr_expect(isnan(numbers[j]), "%zu", j);
		cr_expect(c->multi && c->p_method == SEGBIAS_P_NONE);
	}
	char *json = run_render(&run, "json");
	cr_expect(strstr(json, "\"multi\": true") && !strstr(json, "\"multi\": false") &&
	          strstr(json, "\"separator\": \";\""));
	free(json);
	char *text = run_render(&run, "text");
	cr_expect(strstr(text, "several answers a person: shares do not add up to 100 %"));
	free(text);
	run_release(&run);
}

/* The same result whatever separates, and whoever comes first: found by content, quotes around a cell or a value aside. */
Test(several, separators)
{
	static const char *const separators[] = {";", "|", "/", ",", ", ", "\n", "،", "、", "；", " | "};
	char *expected = NULL;
	for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
		for (int reversed = 0; reversed < 2; reversed++) {
			struct segbias_options options = {.multi = RUN_LIST("g"), .segment = "segment"};
			struct segbias_text text[2] = {0};
			for (int side = 0; side < 2; side++) {
				segbias_text_add_string(&text[side], "segment,g\n");
				for (int j = 0; j < 90 + 40 * side; j++) {
					int k = reversed ? 89 + 40 * side - j : j;
					segbias_text_add_format(&text[side], "%s,\"", k % 2 ? "S" : "T");
					add_set(&text[side], (k * k + k / 3 + side) % 8, separators[i]);
					segbias_text_add_string(&text[side], "\"\n");
				}
			}
			struct run run = run_good(text[0].data, text[1].data, &options);
			char *found = run_json_from(&run, "mapping");
			cr_expect(!expected || strcmp(found, expected) == 0, "separator %zu", i);
			free(expected);
			expected = found;
			run_release(&run);
			segbias_text_release(&text[0]);
			segbias_text_release(&text[1]);
		}
	free(expected);
}

/* Within quotes the separator is none. */
Test(several, quotes)
{
	struct segbias_options options = {.multi = RUN_LIST("g=,")};
	struct run run = run_good("segment,g\nS,\"\"\"a, b\"\", c\"\nS,c\nS,\"c,\"\"d\"\n",
	                          "segment,g\nS,\"\"\"a, b\"\"\"\nS,\"c,\"\"a, b\"\"\"\nS,\"c,\"\"d\"\n", &options);
	const struct segbias_comparison *c = run_comparison(&run, NULL, "g");
	cr_expect(c->n == 3 && run_value_of(c, "a, b")->count == 1 && run_value_of(c, "c")->count == 3);
	cr_expect_eq(run_value_of(c, "\"d")->count, 1);
	run_release(&run);
}

/* Each file may have a separator of its own where none is given. */
Test(several, each_its_own)
{
	struct segbias_options options = {.multi = RUN_LIST("g"), .reference.shape = "rows"};
	struct run run =
	    run_good("segment,g\nS,a|b\nS,b|c\nS,a|c\n", "segment,g\nS,a;b\nS,b;c\nS,c;a\nS,a\n", &options);
	const struct segbias_comparison *c = run_comparison(&run, NULL, "g");
	cr_expect(c->n == 3 && c->unmatched == 0 && run_value_of(c, "a")->count == 2);
	RUN_NEAR(run_value_of(c, "a")->reference_share, .75, "reference");
	run_release(&run);
}

/* Where only one of the files has several, that is said. */
Test(several, only_one_file)
{
	struct segbias_options options = {.multi = RUN_LIST("g=;")};
	struct run run = run_good("segment,g\nS,a\nS,b\n", "segment,g\nS,a;b\nS,b\n", &options);
	cr_expect(run_note(&run, "one_value") && !run_note(&run, "several_values"));
	run_release(&run);
	run = run_good("segment,g\nS,a;b\nS,b\n", "segment,g\nS,a\nS,b\n", &options);
	cr_expect(run_note(&run, "reference_one_value") && !run_note(&run, "several_values"));
	run_release(&run);
}

/* A plan for a campaign to come: shares of those who answered. */
Test(several, plan)
{
	struct segbias_options options = {.multi = RUN_LIST("g"), .plan = "500", .reference_kind = "population"};
	struct run run = run_files(segbias_plan, NULL, "g,sex\na;b,F\nb;c,M\na,M\nc,F\n,F\n", &options);
	cr_assert_not_null(run.findings, "%s", run.error.message);
	cr_assert(run.findings->planned_count >= 3 && run_is(run.findings->planned[0].attribute, "g"));
	cr_expect(run.findings->planned[0].expected == 250 && run.findings->planned[1].reference_share == .5 &&
	          isfinite(run.findings->planned[2].detectable_under));
	run_release(&run);
}

/* --- suggested, never applied ----------------------------------------------------------------------------------- */

Test(several, suggested)
{
	static const char campaign[] = "segment,g\nS,a;b\nS,b;c\nS,a;b\nS,c\nS,a;x\n";
	struct run run = run_good(campaign, "g,count\na,40\nb,20\nc,40\n", NULL);
	const struct segbias_error *note = run_note(&run, "several_in_a_cell");
	cr_assert_not_null(note);
	cr_expect_str_eq(note->message,
	                 "g: 3 rows hold several values in one cell, such as \"a;b\"; a cell is taken as one value");
	cr_expect_str_eq(note->hint, "--multi 'g=;' takes each of them by itself");
	const struct segbias_comparison *c = run_comparison(&run, NULL, "g");
	cr_expect(!c->multi && c->n == 1 && c->unmatched == 4);
	cr_expect(!run_mapped(&run, "g", "a;b")->nearest.bytes, "no recode of several to one");
	note = run_note(&run, "unmatched_value");
	cr_assert_not_null(note);
	cr_expect(strstr(note->message, "a;x"), "%s", note->message);
	run_release(&run);
	/* of records, too, whose cells match as they stand */
	static const char records[] = "segment,g\nS,a;b\nS,b;c\nS,a;b\nS,a\nS,b\nS,c\nS,c\n";
	run = run_good(records, records, NULL);
	cr_expect_not_null(run_note(&run, "several_in_a_cell"));
	run_release(&run);
	/* values that hold such a sign, and none of them alone */
	run = run_good("segment,g\nS,a/b\nS,c/d\n", "g,count\na/b,40\nc/d,20\ne,40\n", NULL);
	cr_expect_null(run_note(&run, "several_in_a_cell"));
	run_release(&run);
	/* numbers with a decimal comma */
	run = run_good("segment,age\nS,\"20,5\"\nS,\"30,25\"\nS,\"21,5\"\n", "age,count\n18-29,40\n30+,20\n0-17,9\n",
	               NULL);
	cr_expect_null(run_note(&run, "several_in_a_cell"));
	run_release(&run);
}

/* --- refused ---------------------------------------------------------------------------------------------------- */

Test(several, refused)
{
	static const char few[] = "segment,g\nS,a;b\nS,b;c\n";
	const struct run_failure rows[] = {
	    {few,
	     "attribute,value,count\ng,a,1\ng,b,2\n",
	     {.multi = RUN_LIST("g=;")},
	     SEGBIAS_DATA,
	     "reference",
	     1,
	     0,
	     "--multi: the reference does not say how many people answered \"g\"",
	     "attribute,value,count,base"},
	    {few,
	     "g,count\na,1\nb,2\n",
	     {.multi = RUN_LIST("g=;")},
	     SEGBIAS_DATA,
	     "reference",
	     1,
	     0,
	     "--multi: the reference does not say how many people answered \"g\"",
	     "attribute,value,count,base"},
	    {few,
	     "attribute,value,count\ng,a;b,1\ng,b,2\n",
	     {.multi = RUN_LIST("g=;")},
	     SEGBIAS_DATA,
	     "reference",
	     0,
	     0,
	     "the reference's \"g\" \"a;b\" holds \";\", which separates values by --multi",
	     "--multi ATTR=SEP"},
	    {few,
	     few,
	     {.multi = RUN_LIST("g=|")},
	     SEGBIAS_DATA,
	     "campaign",
	     0,
	     0,
	     "--multi: no cell of \"g\" holds several values separated by \"|\", in either file",
	     "--multi ATTR=SEP"},
	    {"segment,g\nS,a\n",
	     "segment,g\nS,a\nS,b\n",
	     {.multi = RUN_LIST("g")},
	     SEGBIAS_DATA,
	     "reference",
	     1,
	     0,
	     "--multi: nothing that separates several values is seen in the first cells of \"g\"",
	     "--multi 'g=;'"},
	    {few,
	     few,
	     {.multi = RUN_LIST("h=;")},
	     SEGBIAS_DATA,
	     "",
	     0,
	     0,
	     "--multi: \"h\" is no attribute that is compared",
	     ""},
	    {few,
	     few,
	     {
		 .multi = RUN_LIST("g="),
	     },
	     SEGBIAS_USAGE,
	     "",
	     0,
	     0,
	     "--multi \"g=\": the separator is empty",
	     ""},
	    {few,
	     few,
	     {.multi = RUN_LIST("g,h")},
	     SEGBIAS_USAGE,
	     "",
	     0,
	     0,
	     "--multi \"g,h\": it must name one attribute: ATTR or ATTR=SEP",
	     ""},
	    {few,
	     few,
	     {.multi = RUN_LIST("g=;", "G=|")},
	     SEGBIAS_USAGE,
	     "",
	     0,
	     0,
	     "--multi \"G=|\": the attribute is named twice",
	     ""},
	    {few,
	     few,
	     {.multi = RUN_LIST("g=;"), .within = RUN_LIST("g=a")},
	     SEGBIAS_USAGE,
	     "",
	     0,
	     0,
	     "--multi and --within exclude each other for one column: \"g\"",
	     ""},
	    {few,
	     few,
	     {.multi = RUN_LIST("g=;"), .where = RUN_LIST("g=a")},
	     SEGBIAS_USAGE,
	     "",
	     0,
	     0,
	     "--multi and --where exclude each other for one column: \"g\"",
	     ""},
	    {"segment,g\nS,a;b\n",
	     "h\na;b\nb;c\n",
	     {.multi = RUN_LIST("g=;"), .map = RUN_LIST("g=h"), .where = RUN_LIST("h=a")},
	     SEGBIAS_USAGE,
	     "",
	     0,
	     0,
	     "--multi and --where exclude each other for one column",
	     ""},
	    {few,
	     few,
	     {.multi = RUN_LIST("segment=;"), .segment = "segment"},
	     SEGBIAS_USAGE,
	     "",
	     0,
	     0,
	     "--multi and --segment exclude each other for one column: \"segment\"",
	     "--segment A,B"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		run_fails(&rows[i], i);
}
