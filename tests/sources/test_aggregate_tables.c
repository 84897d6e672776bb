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

/* By hand: 400 women and 600 men; 300 children and 700 adults; 550 in the north and 450 in the south. */
#define SEX_AGE(all) "f,0-17," all ",100\nf,18+," all ",300\nm,0-17," all ",200\nm,18+," all ",400\n"
#define AGE_REGION(all) all ",0-17,N,170\n" all ",18+,N,380\n" all ",0-17,S,130\n" all ",18+,S,320\n"
#define REGION(all) all "," all ",N,550\n" all "," all ",S,450\n"
#define FULL                                                                                                           \
	"f,0-17,N,70\nf,18+,N,150\nm,0-17,N,100\nm,18+,N,230\nf,0-17,S,30\nf,18+,S,150\nm,0-17,S,100\nm,18+,S,170\n"

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
	    /* … else they may be other people, of whom another column is known. */
	    {"country,state,province,people\nUS,CA,,40\nUS,NY,,60\nCA,,ON,55\nCA,,QC,45\n", NULL, NULL},
	    /* With a table of all columns the others are its totals, or have what is not known. */
	    {"sex,age,region,people\n" FULL SEX_AGE("Total") AGE_REGION("Total"), NULL, NULL},
	    {"sex,age,region,people\n" FULL "f,0-17,,30\n,18+,S,20\n", NULL, NULL},
	    {"sex,age,state,province,people\n" SEX_AGE("CA,") "f,0-17,,ON,50\nf,18+,,ON,150\nm,0-17,,ON,90\n"
	                                                      "m,18+,,ON,170\n",
	     NULL, NULL},
	    /* Signs of programs, in the place of totals in every row; words that say that it is not known are believed. */
	    {"sex,age,region,people\n" SEX_AGE("*") AGE_REGION("*"), "\"sex\" by \"age\" and \"age\" by \"region\"",
	     "make a file of each of them"},
	    {"Sexo,Edad,Zona,Personas\n" SEX_AGE("NULL") REGION("NULL"), "\"Sexo\" by \"Edad\" and \"Zona\"", NULL},
	    {"sex,age,region,people\n" AGE_REGION("-") SEX_AGE("-") "-,-,-,1000\n", "2 tables in one", NULL},
	    {"sex,age,region,people\n" SEX_AGE("Any") AGE_REGION("Any"), "2 tables in one", NULL},
	    {"sex,age,region,people\n" SEX_AGE("Unknown") AGE_REGION("Unknown"), NULL, NULL},
	    {"sex,age,region,people\n" SEX_AGE("*") AGE_REGION("?"), NULL, NULL},
	    {"sex,age,tv,people\n" SEX_AGE("*") SEX_AGE("N") SEX_AGE("S"), NULL, NULL},
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

/* Nothing stands for totals, and they are not as many: whether others or unknown ones are meant nobody can tell. By hand: of 1000 people 970
 * say where they live; 300 children in one table, of whom the other one has no row; and a table that spells a value otherwise. */
Test(aggregate_tables, nobody_can_tell_of_whom_they_are)
{
	static const char *const UNCLEAR[] = {
	    "sex,age,region,people\n" SEX_AGE("") ",0-17,N,165\n,18+,N,370\n,0-17,S,125\n,18+,S,310\n",
	    "sex,age,region,people\n" SEX_AGE("") ",18+,N,380\n,18+,S,320\n",
	    "sex,age,region,people\nF,young,,300\nM,young,,310\nF,old,,200\nM,old,,190\n,Young,N,350\n,Young,S,260\n"
	    ",Old,N,190\n,Old,S,200\n",
	    "Geschlecht,Alter,Land,Personen\nw,0-17,*,100\nm,0-17,*,200\nw,18+,*,310\nm,18+,*,390\n*,0-17,A,170\n"
	    "*,0-17,B,80\n*,18+,A,300\n*,18+,B,290\n",
	    "device,plan,region,people\nphone,a,,100\nphone,b,,300\ndesktop,a,,200\ndesktop,b,,400\n,b,N,380\n,b,S,320\n",
	    "region,sex,age,people\nN,,,500\nS,,,300\n,f,0-17,100\n,f,18+,300\n,m,0-17,200\n,m,18+,400\n",
	};
	for (size_t i = 0; i < 2 * sizeof UNCLEAR / sizeof *UNCLEAR; i++) {
		const struct segbias_source_options options = {.reference = i % 2 == 0, .tables = i % 2 == 0};
		struct pouring p;
		cr_expect_eq(pouring_open(&p, segbias_label_of(UNCLEAR[i / 2]), &options), SEGBIAS_DATA, "%zu", i);
		cr_expect_str_eq(p.error.id, "tables_unclear", "%zu: %s", i, p.error.message);
		pouring_release(&p);
	}
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

/* Where the job can take them: everybody once. Totals of a table go, and nothing stands in the place of the others' words. */
Test(aggregate_tables, they_are_taken_as_they_are)
{
	static const char *const TAKEN[] = {
	    "sex,age,region,people\n" SEX_AGE("Total") AGE_REGION("Total"),
	    "sex,age,region,people\nTotal,Total,Total,1000\n" REGION("Total") SEX_AGE("Total")
		AGE_REGION("Total") "f,Total,Total,400\n",
	    "sex,age,region,people\n" SEX_AGE("") AGE_REGION(""),
	    "sex,age,region,people\n" SEX_AGE("*") AGE_REGION("*"),
	    "sex,age,region,people\n" AGE_REGION("null") SEX_AGE("null") "null,null,N,550\nnull,null,null,1000\n",
	};
	static const struct segbias_source_options OPTIONS = {.reference = true, .tables = true};
	for (size_t i = 0; i < sizeof TAKEN / sizeof *TAKEN; i++) {
		struct pouring p;
		cr_assert_eq(pouring_all(&p, TAKEN[i], &OPTIONS), SEGBIAS_OK, "%zu: %s", i, p.error.message);
		cr_expect_eq(segbias_source_layout(p.source)->tables, 2, "%zu", i);
		/* Of age both tables tell. */
		cr_expect(pouring_weight(&p, "sex", "f") == 400 && pouring_weight(&p, "age", "0-17") == 600 &&
		              pouring_weight(&p, "region", "N") == 550,
		          "%zu: %g, %g, %g", i, pouring_weight(&p, "sex", "f"), pouring_weight(&p, "age", "0-17"),
		          pouring_weight(&p, "region", "N"));
		pouring_release(&p);
	}
}

/* By hand: 300 children, and 310; 400 women, and 410 where a total says so. A line is told. Shares and what has errors are not taken. */
Test(aggregate_tables, tables_that_contradict_each_other)
{
	static const struct {
		const char *text, *id, *says;
		uint64_t line;
	} CASES[] = {
	    {"sex,age,region,people\n" SEX_AGE("Total") "Total,0-17,N,180\nTotal,18+,N,380\nTotal,0-17,S,130\n"
	                                                "Total,18+,S,320\n",
	     "tables_differ", "\"sex\" by \"age\" has 300, and \"age\" by \"region\" has 310", 6},
	    {"sex,age,region,people\n" SEX_AGE("Total") AGE_REGION("Total") "f,Total,Total,410\n", "tables_differ",
	     "\"sex\" by \"age\" has 400, and \"sex\" has 410", 10},
	    {"sex,age,region,people\n" SEX_AGE("Total") REGION("Total") "Total,Total,Total,900\n", "tables_differ",
	     "\"sex\" by \"age\" has 1,000, and the total has 900", 8},
	    /* a value that only one of them has */
	    {"sex,age,region,people\n" SEX_AGE("Total") "Total,18+,N,380\nTotal,18+,S,320\n", "tables_differ",
	     "\"sex\" by \"age\" has 300, and \"age\" by \"region\" has 0", 0},
	    {"sex,age,region,share\nf,0-17,Total,0.1\nf,18+,Total,0.3\nm,0-17,Total,0.2\nm,18+,Total,0.4\n"
	     "Total,Total,N,0.55\nTotal,Total,S,0.45\n",
	     "tables_in_one", "2 tables in one", 0},
	};
	static const struct segbias_source_options OPTIONS = {.reference = true, .tables = true};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct pouring p;
		cr_expect_eq(pouring_open(&p, segbias_label_of(CASES[i].text), &OPTIONS), SEGBIAS_DATA, "%zu", i);
		cr_expect(strcmp(p.error.id, CASES[i].id) == 0 && strstr(p.error.message, CASES[i].says) &&
		              p.error.line == CASES[i].line,
		          "%zu: %s (%llu)", i, p.error.message, (unsigned long long)p.error.line);
		pouring_release(&p);
	}
}
