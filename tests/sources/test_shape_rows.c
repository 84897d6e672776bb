#include "sources/pouring.h"

#define CAMPAIGN                                                                                                       \
	{                                                                                                              \
		.reference = false                                                                                     \
	}

Test(shape_rows, detection)
{
	static const struct pouring_detection rows[] = {
	    {"segment,age\nA,1\n", CAMPAIGN, "rows", NULL, NULL},
	    {"segment,weight\nA,1.5\nA,2\n", CAMPAIGN, "rows", NULL, "weight"},
	    {"age,PWGTP\n1,20\n1,30\n", {.reference = true}, "rows", NULL, "PWGTP"},
	    {"segment,weight\nA,heavy\n", CAMPAIGN, "rows", NULL, NULL},
	    {"segment,weight\nA,1\nA,2\n", {.weight = "none"}, "rows", NULL, NULL},
	    {"segment,weight\nA,1\nB,2\n", {.weight = "none"}, "rows", NULL, NULL},
	    {"segment,w\nA,1\n", {.weight = "w"}, "rows", NULL, "w"},
	    {"segment,count\nA,1\n", {.shape = "rows"}, "rows", NULL, NULL},
	    /* a person's identifier that never repeats: a row is a record, whatever "n" is */
	    {"customer_id,segment,n\n1,A,5\n2,A,7\n3,B,5\n", CAMPAIGN, "rows", NULL, NULL},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		pouring_detects(&rows[i], i);
}

Test(shape_rows, errors)
{
	static const struct pouring_failure rows[] = {
	    {"a,weight,wt\nx,2,3\nx,3,2\n", CAMPAIGN, SEGBIAS_DATA, 1, 0,
	     "several columns could hold the weight: \"weight\" and \"wt\"",
	     "name one: --weight weight, or none: --weight none"},
	    {"a,weight,wt\nx,2,3\nx,3,2\n",
	     {.reference = true},
	     SEGBIAS_DATA,
	     1,
	     0,
	     "several columns could hold the weight: \"weight\" and \"wt\"",
	     "name one: --reference-weight weight, or none: --reference-weight none"},
	    /* whatever a row is */
	    {"id,segment,n\n1,A,5\n2,A,7\n3,B,5\n", CAMPAIGN, SEGBIAS_DATA, 1, 0,
	     "it cannot be told whether a row is a cell of a table or a record: \"n\" could be how many it stands for",
	     "--count n: it is a table, and this counts; --shape rows: a row is a record"},
	    {"a,b\n1,2\n",
	     {.weight = "c"},
	     SEGBIAS_DATA,
	     1,
	     0,
	     "--weight: there is no column \"c\"",
	     "the columns are \"a\", \"b\""},
	    {"a,b\n1,2\n",
	     {.shape = "rows", .count = "b"},
	     SEGBIAS_USAGE,
	     0,
	     0,
	     "shape rows has no count column",
	     "leave out either --shape or --count"},
	    {"a,weight\nx,1\ny,-2\n", {.weight = "weight"}, SEGBIAS_DATA, 3, 3, "the number is negative", ""},
	    {"a,weight\nx,1\nx,\ny,2\n", CAMPAIGN, SEGBIAS_DATA, 3, 3, "there is no number",
	     "if it is none: --weight none"},
	    {"a,weight\nx,1\nx,\ny,2\n",
	     {.reference = true},
	     SEGBIAS_DATA,
	     3,
	     3,
	     "there is no number",
	     "if it is none: --reference-weight none"},
	    {"a;w\nx;1,5\ny;1.5.5\n",
	     {.weight = "w"},
	     SEGBIAS_DATA,
	     3,
	     3,
	     "this is not a plain number",
	     "write it like them; --skip-bad"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		pouring_fails(&rows[i], i);
}

Test(shape_rows, pours_weights)
{
	struct pouring p;
	struct segbias_source_options options = {.decimal = ','};
	cr_assert_eq(pouring_all(&p, "a;weight\nx;0,1\nx;0,2\ny;3\nNA;7\n", &options), SEGBIAS_OK, "%s",
	             p.error.message);
	cr_assert_eq(pouring_weight(&p, "a", "x"), 0.1 + 0.2);
	cr_assert_eq(pouring_weight(&p, "a", "y"), 3);
	cr_assert_eq(pouring_weight(&p, "a", "NA"), -1, "missing is no label");
	cr_assert_eq(segbias_tally_records(p.tally), 4);
	pouring_release(&p);
}

/* --- which column is the weight ---------------------------------------------------------------------------------- */

/* A file of records with the header's numbers a row: `cells` of row i, in turn. */
static void expect_weight(const char *header, const char *const *cells, size_t count, const char *other,
                          const char *weight, const char *asked)
{
	struct segbias_text text = {0};
	segbias_text_add_format(&text, "segment,sex,%s\n", header);
	for (size_t i = 0; i < 4 * count; i++)
		segbias_text_add_format(&text, "S,%s,%s\n", i % 3 ? "F" : "M", cells[i % count]);
	const struct pouring_case c = {text.data,
	                               other,
	                               {.reference = false},
	                               asked ? NULL : "rows",
	                               asked ? asked : weight,
	                               asked ? "--weight none" : NULL};
	cr_log_info("%s %s", header, cells[0]);
	pouring_expect(&c, count);
	segbias_text_release(&text);
}

Test(shape_rows, weights_by_name_and_content)
{
	static const char *const NAMES[] = {"weight",      "Survey Weight", "wt",      "PERWT",      "HHWT",
	                                    "PWGTP",       "FINAL_WEIGHT",  "Gewicht", "Gewichtung", "pondération",
	                                    "ponderación", "waga",          "الوزن",   "权重"};
	static const char *const SPREAD[] = {"0.4", "1.2", "2.1", "0.7"};
	static const char *const NEGATIVE[] = {"0.4", "-1.2", "2.1", "0.7"};
	static const char *const CONSTANT[] = {"1", "1"};
	static const char *const WORDS[] = {"light", "heavy"};
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
		expect_weight(NAMES[i], SPREAD, 4, NULL, NAMES[i], NULL);
		expect_weight(NAMES[i], NEGATIVE, 4, NULL, NULL, NULL);
		expect_weight(NAMES[i], CONSTANT, 2, NULL, NULL, NULL);
		expect_weight(NAMES[i], WORDS, 2, NULL, NULL, NULL);
	}
	/* the name alone makes no weight of anything else */
	expect_weight("lightweight", SPREAD, 4, NULL, NULL, NULL);
	expect_weight("x", SPREAD, 4, NULL, NULL, NULL);
	/* a word of counts outranks that of weights */
	pouring_expect(&(struct pouring_case){"sex,weighted count\nF,3\nM,4\nF,9\n", NULL, CAMPAIGN, NULL,
	                                      "it cannot be told", "--count 'weighted count'"},
	               99);
}

/* Of known pairs the weight of persons, in whatever order. */
Test(shape_rows, known_pairs)
{
	static const char *const TWO[] = {"104,98", "87,91", "55,30", "20,44"};
	expect_weight("PERWT,HHWT", TWO, 4, NULL, "PERWT", NULL);
	expect_weight("HHWT,PERWT", TWO, 4, NULL, "PERWT", NULL);
	expect_weight("weight_a,weight_b", TWO, 4, NULL, NULL, "several columns could hold the weight");
	struct segbias_text header = {0};
	struct segbias_text rows[3] = {0};
	for (int order = 0; order < 2; order++) {
		header.size = 0;
		segbias_text_add_string(&header, order ? "PWGTP" : "");
		for (int r = 1; r <= 80; r++)
			segbias_text_add_format(&header, "%sPWGTP%d", header.size ? "," : "", r);
		segbias_text_add_string(&header, order ? "" : ",PWGTP");
		const char *cells[3];
		for (int i = 0; i < 3; i++) {
			rows[i].size = 0;
			for (int r = 0; r <= 80; r++)
				segbias_text_add_format(&rows[i], "%s%d", r ? "," : "", 10 + (7 * r + 3 * i) % 41);
			cells[i] = rows[i].data;
		}
		expect_weight(header.data, cells, 3, NULL, "PWGTP", NULL);
	}
	segbias_text_release(&header);
	for (int i = 0; i < 3; i++)
		segbias_text_release(&rows[i]);
}

/* What people weigh is no survey weight: asked about, or a figure where the other file has it, too. */
Test(shape_rows, body_weights)
{
	static const char *const BODIES[] = {"58", "71", "83", "95", "66"}; /* mean 74.6 */
	static const char *const WIDE[] = {"8", "21", "183", "95", "66"};   /* of the same mean, and a spread of .8 */
	static const char *const LIGHT[] = {"28", "31", "33", "35", "30"};  /* mean 31.4 */
	static const char *const HEAVY[] = {"158", "171", "153", "195", "166"};    /* mean 168.6 */
	static const char *const AROUND_ONE[] = {"0.8,170", "1.1,181", "1.3,165"}; /* beside a height */
	static const char *const TALL[] = {"28,130", "31,128", "33,141"};
	static const char *const NAMES[] = {"weight", "Gewicht", "poids",     "peso",
	                                    "waga",   "الوزن",   "weight_kg", "Weight (lb)"};
	static const char MAY_BE[] = "may be what people weigh";
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
		struct segbias_text header = {0};
		struct segbias_text other = {0};
		segbias_text_add_format(&header, "%s,height", NAMES[i]);
		segbias_text_add_format(&other, "sex,%s\nF,60\nM,80\nF,70\n", NAMES[i]);
		expect_weight(NAMES[i], BODIES, 5, NULL, NULL, MAY_BE);
		expect_weight(NAMES[i], BODIES, 5, other.data, NULL, NULL);
		expect_weight(header.data, TALL, 3, NULL, NULL, MAY_BE);
		segbias_text_release(&header);
		segbias_text_release(&other);
	}
	expect_weight("weight", WIDE, 5, NULL, "weight", NULL);
	expect_weight("weight", LIGHT, 5, NULL, "weight", NULL);
	expect_weight("weight", HEAVY, 5, NULL, "weight", NULL);
	expect_weight("weight,height", AROUND_ONE, 3, NULL, "weight", NULL);
	/* kilograms and pounds are asked about wherever the mean lies */
	expect_weight("weight_kg", HEAVY, 5, NULL, NULL, MAY_BE);
	/* a survey's name is no bare word */
	expect_weight("survey_weight", BODIES, 5, NULL, "survey_weight", NULL);
	expect_weight("PERWT,height", TALL, 3, NULL, "PERWT", NULL);
}

/* Of an aggregated table: relative where the mean is .5 to 2, else counts; percents where they sum to 100. */
Test(shape_rows, weights_of_cells)
{
	static const struct {
		const char *text;
		enum segbias_unit unit;
		double x;
	} ROWS[] = {
	    {"g,weight\nx,0.9\ny,1.1\nz,1.3\n", SEGBIAS_UNIT_RELATIVE, 0.9},
	    {"g,weight\nx,0.5\ny,0.4\nz,0.6\n", SEGBIAS_UNIT_RELATIVE, 0.5},
	    {"g,weight\nx,2\ny,1\nz,3\n", SEGBIAS_UNIT_RELATIVE, 2},
	    {"g,weight\nx,2\ny,1\nz,4\n", SEGBIAS_UNIT_COUNT, 2},
	    {"g,PERWT\nx,3000\ny,7000\n", SEGBIAS_UNIT_COUNT, 3000},
	    {"g,weight\nx,0.9\ny,1.1\nz,1\n", SEGBIAS_UNIT_RELATIVE, 0.9},
	    {"g,weight percent\nx,40\ny,60\n", SEGBIAS_UNIT_PERCENT, 40},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct pouring p;
		struct segbias_source_options options = {.reference = true};
		cr_assert_eq(pouring_all(&p, ROWS[i].text, &options), SEGBIAS_OK, "row %zu: %s", i, p.error.message);
		cr_expect_eq(segbias_source_layout(p.source)->unit, ROWS[i].unit, "row %zu: %d", i,
		             (int)segbias_source_layout(p.source)->unit);
		cr_expect_eq(pouring_weight(&p, "g", "x"), ROWS[i].x, "row %zu", i);
		pouring_release(&p);
	}
	/* of a campaign they do not say of how many people */
	pouring_expect(&(struct pouring_case){"segment,g,weight\nS,x,1\nS,y,2\nT,x,2\nT,y,2\n",
	                                      "g,count\nx,5\ny,6\n",
	                                      {.reference = false},
	                                      NULL,
	                                      "weight",
	                                      NULL},
	               99);
}
