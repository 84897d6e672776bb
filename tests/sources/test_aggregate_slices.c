/* Percentages within groups. */
#include "sources/pouring.h"
#include "values/column.h"

struct slices_case {
	const char *text;
	const char *within; /* what the message names; NULL: it is read */
	const char *hint;
	bool campaign;
};

static void expect(const struct slices_case *c, size_t row, const struct segbias_source_options *options)
{
	struct pouring p;
	enum segbias_status status = pouring_open(&p, segbias_label_of(c->text), options);
	cr_expect_eq(status, c->within ? SEGBIAS_DATA : SEGBIAS_OK, "row %zu: %s", row, p.error.message);
	cr_expect(!c->within || (strstr(p.error.message, "within each") && strstr(p.error.message, c->within)),
	          "row %zu: %s", row, p.error.message);
	cr_expect(!c->hint || strstr(p.error.hint, c->hint), "row %zu: %s", row, p.error.hint);
	pouring_release(&p);
}

#define AGES(sex, a, b, c) "0-17," sex "," a "\n18-64," sex "," b "\n65+," sex "," c "\n"

Test(aggregate_slices, groups)
{
	static const struct slices_case CASES[] = {
	    {"age,sex,n\n" AGES("M", "20.8", "62.5", "16.7") AGES("F", "19.0", "61.0", "20.0"), "\"sex\"",
	     "--where 'sex=F'", false},
	    {"age,sex,value\n" AGES("M", "0.208", "0.625", "0.167") AGES("F", "0.19", "0.61", "0.2"), "\"sex\"",
	     "--where 'sex=F'", false},
	    /* rounded: 99.9 and 100.1 */
	    {"age,sex,n\n" AGES("M", "20.7", "62.5", "16.7") AGES("F", "19.1", "61.0", "20.0"), "\"sex\"", NULL, false},
	    /* whole numbers may be counts of a hundred each */
	    {"age,sex,n\n" AGES("M", "21", "62", "17") AGES("F", "19", "61", "20"), "\"sex\"", "--reference-count n",
	     false},
	    /* but hardly by that name */
	    {"age,sex,percent\n" AGES("M", "21", "62", "17") AGES("F", "19", "61", "20"), "\"sex\"",
	     "a table of counts says it", false},
	    /* with a total in each, and a group of all, which is named */
	    {"age,sex,n\nAll,M,100.0\nAll,F,100.0\n" AGES("M", "20.8", "62.5", "16.7")
	         AGES("F", "19.0", "61.0", "20.0"),
	     "\"sex\"", NULL, false},
	    {"age,sex,n\n" AGES("T", "20.0", "61.7", "18.3") AGES("M", "20.8", "62.5", "16.7")
	         AGES("F", "19.0", "61.0", "20.0"),
	     "\"sex\"", "--where 'sex=T'", false},
	    /* the sexes of each age */
	    {"age,sex,n\n0-17,M,51.3\n0-17,F,48.7\n18-64,M,50.1\n18-64,F,49.9\n65+,M,44.0\n65+,F,56.0\n", "\"age\"",
	     NULL, false},
	    /* of a campaign */
	    {"segment,sex,n\nA,M,51.3\nA,F,48.7\nB,M,50.1\nB,F,49.9\n", "\"segment\"", "column of counts", true},
	    /* they are counts, or shares of the whole, also with totals */
	    {"age,sex,n\n" AGES("M", "20.8", "62.5", "16.7") AGES("F", "19.0", "61.0", "29.0"), NULL, NULL, false},
	    {"age,sex,n\n" AGES("M", "10.4", "31.2", "8.4") AGES("F", "9.5", "30.5", "10.0"), NULL, NULL, false},
	    {"age,sex,share\n" AGES("M", "10.4", "31.2", "8.4") AGES("F", "9.5", "30.5", "10.0") "Total,Total,100\n",
	     NULL, NULL, false},
	    {"segment,sex,count\nA,M,51\nA,F,49\nB,M,50\nB,F,50\n", NULL, NULL, true},
	    /* a hundred in one group only */
	    {"sex,n\nM,40.5\nF,59.5\n", NULL, NULL, false},
	    {"age,sex,n\n" AGES("M", "20.8", "62.5", "16.7") AGES("F", "29.0", "71.0", "30.0"), NULL, NULL, false},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		const struct segbias_source_options options = {.reference = !CASES[i].campaign};
		expect(&CASES[i], i, &options);
	}
}

/* By place and year they are shares of each. */
Test(aggregate_slices, places)
{
	static const struct slices_case CASES[] = {
	    {"region,sex,percent\nN,M,48.5\nN,F,51.5\nS,M,49.5\nS,F,50.5\n", NULL, NULL, false},
	    {"region,age,sex,percent\nN,old,M,48.5\nN,old,F,51.5\nN,young,M,52.5\nN,young,F,47.5\n"
	     "S,old,M,49.5\nS,old,F,50.5\nS,young,M,50.1\nS,young,F,49.9\n",
	     "\"region\" and \"age\"", "--where 'region=S' --where 'age=young'", false},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		const struct segbias_source_options options = {.reference = true};
		expect(&CASES[i], i, &options);
	}
}

/* The hints: what the user says counts, and one group, which is read as percent. */
Test(aggregate_slices, the_hints)
{
	static const char WHOLE[] = "age,sex,n\n" AGES("M", "21", "62", "17") AGES("F", "19", "61", "20");
	static const char DECIMALS[] =
	    "age,sex,n\n" AGES("M", "20.8", "62.5", "16.7") AGES("F", "19.0", "61.0", "20.0");
	static const struct segbias_pair WHERE[] = {{{"sex", 3}, {"F", 1}}};
	struct pouring p;
	struct segbias_source_options options = {.reference = true, .count = "n"};
	cr_assert_eq(pouring_all(&p, WHOLE, &options), SEGBIAS_OK, "%s", p.error.message);
	cr_expect_eq(pouring_weight(&p, "sex", "M"), 100);
	pouring_release(&p);
	options = (struct segbias_source_options){.reference = true, .wheres = WHERE, .where_count = 1};
	cr_assert_eq(pouring_open(&p, segbias_label_of(DECIMALS), &options), SEGBIAS_OK, "%s", p.error.message);
	cr_expect_eq(segbias_source_layout(p.source)->unit, SEGBIAS_UNIT_PERCENT);
	pouring_release(&p);
}

/* What a column of units says: percents that sum to nothing are an error, too. */
Test(aggregate_slices, units)
{
	static const char *const UNITS[] = {"Percent", "PC", "%", "PC_POP", "Prozent", "pt"};
	for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++) {
		struct segbias_text text = {0};
		struct pouring p;
		const struct segbias_source_options options = {.reference = true};
		segbias_text_add_format(&text, "sex,unit,OBS_VALUE\nM,%s,31\nF,%s,69\n", UNITS[i], UNITS[i]);
		cr_expect_eq(pouring_open(&p, segbias_label_of(text.data), &options), SEGBIAS_OK, "%s", UNITS[i]);
		cr_expect_eq(segbias_source_layout(p.source)->unit, SEGBIAS_UNIT_PERCENT, "%s", UNITS[i]);
		pouring_release(&p);
		text.size = 0;
		segbias_text_add_format(&text, "sex,unit,OBS_VALUE\nM,%s,31\nF,%s,42\n", UNITS[i], UNITS[i]);
		cr_expect_eq(pouring_open(&p, segbias_label_of(text.data), &options), SEGBIAS_DATA, "%s", UNITS[i]);
		cr_expect(strstr(p.error.message, "sum to 73, not 100"), "%s", p.error.message);
		pouring_release(&p);
		segbias_text_release(&text);
	}
	static const char *const OTHERS[] = {"Persons", "PCS", "Points", "THS"};
	for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++) {
		bool percent = true;
		cr_expect(segbias_column_percents(segbias_label_of(OTHERS[i]), &percent) && !percent, "%s", OTHERS[i]);
	}
}
