/* Several tables in one file: everybody is in each of them. */
#include "sources/pouring.h"

struct tables_case {
	const char *text;
	const char *tables; /* what the message names; NULL: it is read */
	const char *hint;
};

static void expect(const struct tables_case *c, size_t row, const struct segbias_source_options *options)
{
	struct pouring p;
	enum segbias_status status = pouring_open(&p, segbias_label_of(c->text), options);
	cr_expect_eq(status, c->tables ? SEGBIAS_DATA : SEGBIAS_OK, "row %zu: %s", row, p.error.message);
	cr_expect(!c->tables || (strcmp(p.error.id, "tables_in_one") == 0 && strstr(p.error.message, c->tables)),
	          "row %zu: %s", row, p.error.message);
	cr_expect(!c->hint || strcmp(p.error.hint, c->hint) == 0, "row %zu: %s", row, p.error.hint);
	pouring_release(&p);
}

/* By hand: 40 women and 60 men; 30 children and 70 adults; 55 in the north and 45 in the south. */
#define SEX_AGE(all) "f,0-17," all ",10\nf,18+," all ",30\nm,0-17," all ",20\nm,18+," all ",40\n"
#define AGE_REGION(all) all ",0-17,N,17\n" all ",18+,N,38\n" all ",0-17,S,13\n" all ",18+,S,32\n"
#define REGION(all) all "," all ",N,55\n" all "," all ",S,45\n"
#define FULL "f,0-17,N,7\nf,18+,N,15\nm,0-17,N,10\nm,18+,N,23\nf,0-17,S,3\nf,18+,S,15\nm,0-17,S,10\nm,18+,S,17\n"

Test(aggregate_tables, everybody_is_in_each)
{
	static const struct tables_case CASES[] = {
	    {"sex,age,region,people\n" SEX_AGE("Total") AGE_REGION("Total"),
	     "2 tables in one, \"sex\" by \"age\" and \"age\" by \"region\"",
	     "--where 'region=Total' takes one of them; or make a file of each"},
	    {"sex,age,region,people\n" SEX_AGE("_T") REGION("_T"), "2 tables in one, \"sex\" by \"age\" and \"region\"",
	     "--where 'region=_T' takes one of them; or make a file of each"},
	    /* Totals of a table are no table. */
	    {"Alter,Staat,Sitz,Personen\nInsgesamt,Insgesamt,Insgesamt,100\n0-17,Insgesamt,Insgesamt,30\n"
	     "18+,Insgesamt,Insgesamt,70\n0-17,A,Insgesamt,12\n0-17,B,Insgesamt,18\n18+,A,Insgesamt,29\n"
	     "18+,B,Insgesamt,41\nInsgesamt,A,X,21\nInsgesamt,A,Y,20\nInsgesamt,B,X,50\nInsgesamt,B,Y,9\n",
	     "2 tables in one, \"Alter\" by \"Staat\" and \"Staat\" by \"Sitz\"",
	     "--where 'Sitz=Insgesamt' takes one of them; or make a file of each"},
	    /* Nothing stands for all where as many people are in both tables, in each age. */
	    {"sex,age,region,people\n" SEX_AGE("") AGE_REGION(""), "\"sex\" by \"age\" and \"age\" by \"region\"",
	     "make a file of each of them"},
	    {"sex,age,region,people\n" SEX_AGE("") REGION(""), "\"sex\" by \"age\" and \"region\"",
	     "make a file of each of them"},
	    /* … else they are other people, of whom another column is known. */
	    {"sex,age,region,people\n" SEX_AGE("") ",0-17,N,37\n,18+,N,18\n,0-17,S,13\n,18+,S,32\n", NULL, NULL},
	    {"country,state,province,people\nUS,CA,,40\nUS,NY,,60\nCA,,ON,55\nCA,,QC,45\n", NULL, NULL},
	    /* With a table of all columns the others are its totals, or have what is not known. */
	    {"sex,age,region,people\n" FULL SEX_AGE("Total") AGE_REGION("Total"), NULL, NULL},
	    {"sex,age,region,people\n" FULL "f,0-17,,3\n,18+,S,2\n", NULL, NULL},
	    /* One table, and margins. */
	    {"sex,age,region,people\n" SEX_AGE("Total"), NULL, NULL},
	    {"sex,age,region,people\nf,Total,Total,40\nm,Total,Total,60\nTotal,0-17,Total,30\nTotal,18+,Total,70\n"
	     "Total,Total,N,55\nTotal,Total,S,45\n",
	     NULL, NULL},
	};
	static const struct segbias_source_options OPTIONS = {.reference = true};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
		expect(&CASES[i], i, &OPTIONS);
}

/* The hint's option takes one table; so does --within, which leaves the rows of all out. */
Test(aggregate_tables, the_user_takes_one)
{
	static const struct segbias_pair WHERE[] = {{{"region", 6}, {"Total", 5}}};
	static const struct segbias_pair NAMED[] = {{{"sex", 3}, {"f", 1}}, {{"sex", 3}, {"m", 1}}};
	const struct tables_case c = {"sex,age,region,people\n" SEX_AGE("Total") AGE_REGION("Total"), NULL, NULL};
	const struct segbias_source_options where = {.reference = true, .wheres = WHERE, .where_count = 1};
	const struct segbias_source_options within = {.reference = true, .named = NAMED, .named_count = 2};
	expect(&c, 0, &where);
	expect(&c, 1, &within);
}
