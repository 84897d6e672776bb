#include "sources/pouring.h"

/* Which column is taken for the code of which one; NULL: none is. */
struct coding {
	const char *text, *other;
	const char *code, *label;
};

static void expect_coding(const struct coding *c, size_t row)
{
	struct pouring p;
	struct segbias_source_options options = {.reference = true, .shape = "rows"};
	cr_assert_eq(pouring_open_beside(&p, segbias_label_of(c->text), c->other, &options), SEGBIAS_OK, "row %zu: %s",
	             row, p.error.message);
	const struct segbias_head *head = segbias_source_head(p.source);
	for (size_t field = 0; field < head->width; field++) {
		size_t label = segbias_source_columns(p.source)[field].code_of;
		bool code = c->code && pouring_names(&p, field, c->code);
		cr_expect(pouring_names(&p, label, code ? c->label : NULL), "row %zu: column %zu is the code of %zu",
		          row, field, label);
	}
	pouring_release(&p);
}

Test(evidence_code, one_to_one)
{
	static const struct coding ROWS[] = {
	    {"sex_code,sex,v\n1,F,p\n2,M,q\n1,F,q\n2,M,p\n", NULL, "sex_code", "sex"},
	    {"sex,sex_code,v\nF,1,p\nM,2,q\nF,1,q\nM,2,p\n", NULL, "sex_code", "sex"},
	    /* numbers of labels, whatever the name */
	    {"x,sex,v\n1,F,p\n2,M,q\n1,F,q\n2,M,p\n", NULL, "x", "sex"},
	    {"geo_id,geo,v\nDE,Germany,p\nFR,France,q\nDE,Germany,q\nFR,France,p\n", NULL, "geo_id", "geo"},
	    /* of two words the later one */
	    {"sexe,sex,v\nfemme,F,p\nhomme,M,q\nfemme,F,q\nhomme,M,p\n", NULL, "sex", "sexe"},
	    /* but never the one that the other file has */
	    {"sexe,sex,v\nfemme,F,p\nhomme,M,q\nfemme,F,q\nhomme,M,p\n", "sex,k\nF,1\n", "sexe", "sex"},
	    {"sex_code,sex,v\n1,F,p\n2,M,q\n1,F,q\n2,M,p\n", "sex_code,k\n1,2\n", "sex", "sex_code"},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
		expect_coding(&ROWS[i], i);
}

Test(evidence_code, near_misses)
{
	static const struct coding ROWS[] = {
	    /* one pair that differs */
	    {"x,sex,v\n1,F,p\n2,M,q\n1,F,q\n2,F,p\n", NULL, NULL, NULL},
	    /* never two that the other file has */
	    {"sex,gender_text,v\n1,F,p\n2,M,q\n1,F,q\n2,M,p\n", "sex,gender_text\n1,F\n", NULL, NULL},
	    /* numbers with decimals are figures, as are those that count by their name, and ages */
	    {"x,sex,v\n1.5,F,p\n2.5,M,q\n1.5,F,q\n2.5,M,p\n", NULL, NULL, NULL},
	    {"count,sex,v\n1,F,p\n2,M,q\n1,F,q\n2,M,p\n", NULL, NULL, NULL},
	    {"age,sex,v\n31,F,p\n32,M,q\n31,F,q\n32,M,p\n", NULL, NULL, NULL},
	    /* numbers that all differ go with anything */
	    {"x,town,v\n31,A,p\n32,B,q\n33,C,q\n34,D,p\n", NULL, NULL, NULL},
	    /* constants */
	    {"x,sex,v\n1,F,p\n1,F,q\n1,F,r\n1,F,r\n", NULL, NULL, NULL},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
		expect_coding(&ROWS[i], i);
}

/* A code is no dimension and no figure: the table is complete without it. */
Test(evidence_code, beside_a_table)
{
	static const struct pouring_case CASES[] = {
	    {"sex_code,sex,band,x\n1,F,a,31\n2,M,a,42\n1,F,b,53\n2,M,b,64\n",
	     NULL,
	     {.reference = true},
	     "counts",
	     "x",
	     NULL},
	    {"code,sex,band,x\n1,F,a,31\n2,M,a,42\n1,F,b,53\n2,M,b,64\n",
	     NULL,
	     {.reference = false},
	     "counts",
	     "x",
	     NULL},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
		pouring_expect(&CASES[i], i);
}

/* In margins that repeat their total a figure goes with each value and back, and is no code all the same. */
Test(evidence_code, figures_of_margins)
{
	static const struct pouring_case CASE = {
	    "attribute,value,x\nsex,F,1200\nsex,M,1340\nsex,Total,2540\nhome,own,1500\nhome,rent,1040\nhome,Total,2540\n",
	    NULL,
	    {.reference = true},
	    "marginal",
	    "x",
	    NULL};
	pouring_expect(&CASE, 0);
}
