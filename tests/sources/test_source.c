#include "sources/pouring.h"

#define CAMPAIGN                                                                                                       \
	{                                                                                                              \
		.reference = false                                                                                     \
	}
#define REFERENCE                                                                                                      \
	{                                                                                                              \
		.reference = true                                                                                      \
	}
#define SKIP                                                                                                           \
	{                                                                                                              \
		.reference = true, .skip_bad = true                                                                    \
	}

Test(source, header_and_file_errors)
{
	static const struct pouring_failure rows[] = {
	    {"", CAMPAIGN, SEGBIAS_DATA, 0, 0, "the file is empty", ""},
	    {"\n\n", CAMPAIGN, SEGBIAS_DATA, 1, 1, "column 1 of the header has no name", "name of its own"},
	    {"a,b\n", CAMPAIGN, SEGBIAS_DATA, 1, 0, "there are no records below the header", ""},
	    {"a,b", CAMPAIGN, SEGBIAS_DATA, 1, 0, "there are no records below the header", ""},
	    {"a,,b\n1,2,3\n", CAMPAIGN, SEGBIAS_DATA, 1, 3, "column 2 of the header has no name", "trailing delimiter"},
	    {"a,b,\n1,2,3\n", CAMPAIGN, SEGBIAS_DATA, 1, 5, "column 3 of the header has no name", "trailing delimiter"},
	    {"a,\" \"\n1,2\n", CAMPAIGN, SEGBIAS_DATA, 1, 3, "column 2 of the header has no name",
	     "trailing delimiter"},
	    {"sex,b,sex\nM,2,F\n", CAMPAIGN, SEGBIAS_DATA, 1, 7, "the column name \"sex\" is repeated", "rename one"},
	    {"\n\nsex,b,sex\nM,2,F\n", CAMPAIGN, SEGBIAS_DATA, 3, 7, "the column name \"sex\" is repeated",
	     "rename one"},
	    {"a,b\n1\n", CAMPAIGN, SEGBIAS_DATA, 2, 0, "1 field where the header has 2", "--skip-bad"},
	    {"a,b\n1,2\n",
	     {.shape = "wide"},
	     SEGBIAS_USAGE,
	     0,
	     0,
	     "--shape \"wide\": it must be rows, counts, cells or tally",
	     "--shape counts:"},
	    {"a,b\n1,2\n",
	     {.shape = "wide", .reference = true},
	     SEGBIAS_USAGE,
	     0,
	     0,
	     "--reference-shape \"wide\": it must be rows, counts or marginal",
	     "--reference-shape counts:"},
	    {"attribute,value,count\n1,2,3\n",
	     {.shape = "marginal"},
	     SEGBIAS_USAGE,
	     0,
	     0,
	     "--shape \"marginal\": it must be rows, counts, cells or tally",
	     ""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		pouring_fails(&rows[i], i);
}

Test(source, columns_by_option)
{
	static const struct segbias_label names[] = {{"Age group", 9}, {"N people", 8}, {"n_people", 8}};
	struct segbias_head head = {.file = "f.csv", .names = names, .width = 3};
	struct segbias_error error = {0};
	size_t field = 99;
	cr_assert_eq(segbias_source_field(&head, "n_people", "--count", &field, NULL), SEGBIAS_OK);
	cr_assert_eq(field, 2, "the exact name first");
	cr_assert_eq(segbias_source_field(&head, "NPEOPLE", "--count", &field, NULL), SEGBIAS_OK);
	cr_assert_eq(field, 1, "then the first of the same normal form");
	cr_assert_eq(segbias_source_field(&head, "age_groups", "--count", &field, &error), SEGBIAS_DATA);
	cr_assert_eq(field, 1, "untouched");
	cr_assert_str_eq(error.message, "--count: there is no column \"age_groups\"");
	cr_assert_str_eq(error.hint,
	                 "the nearest is \"Age group\"; the columns are \"Age group\", \"N people\", \"n_people\"");
	cr_assert_eq(error.line, 1);
	cr_assert_eq(segbias_source_field(&head, "xyz", "--count", &field, &error), SEGBIAS_DATA);
	cr_assert_str_eq(error.hint, "the columns are \"Age group\", \"N people\", \"n_people\"");
}

Test(source, unweighted)
{
	static const struct segbias_label names[] = {{"a", 1}, {"none", 4}};
	struct segbias_head head = {.names = names, .width = 1};
	struct segbias_source_options options = {.weight = "none"};
	cr_assert(segbias_source_unweighted(&head, &options));
	head.width = 2;
	cr_assert_not(segbias_source_unweighted(&head, &options), "a column of that name");
	options.weight = NULL;
	cr_assert_not(segbias_source_unweighted(&head, &options));
}

Test(source, amounts)
{
	static const struct {
		const char *cell;
		double value;
		const char *message; /* NULL: good */
	} rows[] = {
	    {"12", 12, NULL},
	    {"12.5%", 12.5, NULL},
	    {"0", 0, NULL},
	    {"1e100", 1e100, NULL},
	    {"1e-100", 1e-100, NULL},
	    {"1e101", 0, "the number is out of range (0, or 1e-100 to 1e100)"},
	    {"1e-101", 0, "the number is out of range (0, or 1e-100 to 1e100)"},
	    {"-1", 0, "the number is negative"},
	    {"", 0, "there is no number"},
	    {" ", 0, "there is no number"},
	    {"1,000", 0, "this is not a plain number"},
	    {"NA", 0, "this is not a plain number"},
	};
	struct pouring p;
	struct segbias_source_options options = CAMPAIGN;
	cr_assert_eq(pouring_open(&p, segbias_label_of("a\n1\n"), &options), SEGBIAS_OK);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_figure figure = {.value = 42};
		struct segbias_error why = {0};
		enum segbias_status status =
		    segbias_source_amount(p.source, segbias_label_of(rows[i].cell), 0, &figure, &why);
		cr_expect_eq(status, rows[i].message ? SEGBIAS_DATA : SEGBIAS_OK, "row %zu", i);
		cr_expect_str_eq(why.message, rows[i].message ? rows[i].message : "", "row %zu: %s", i, why.message);
		cr_expect_eq(figure.value, rows[i].message ? 42 : rows[i].value, "row %zu", i);
	}
	pouring_release(&p);
}

Test(source, head)
{
	struct pouring p;
	struct segbias_source_options options = CAMPAIGN;
	cr_assert_eq(pouring_open(&p, segbias_label_of("a;b\n1;2\n3;4\n"), &options), SEGBIAS_OK);
	const struct segbias_head *head = segbias_source_head(p.source);
	cr_assert(head->whole && head->width == 2 && head->rows == 2);
	cr_assert(segbias_label_equal(head->names[1], segbias_label_of("b")));
	cr_assert(segbias_label_equal(segbias_head_cell(head, 1, 0), segbias_label_of("3")));
	cr_assert_str_eq(head->file, p.path);
	pouring_release(&p);
}

/* Columns that are called as people are, where most behind the first are: one of several may be a town. */
Test(source, columns_of_people)
{
	static const struct {
		const char *file, *second;
	} rows[] = {
	    {"gender,Anna Hollerkamp\nF,2\n", "column 2"},
	    {"gender,Anna Hollerkamp,Otto Quassel,Greta Quassel\nF,2,3,4\n", "column 2"},
	    {"gender,Anna Hollerkamp,Otto Quassel,web\nF,2,3,4\n", "column 2"},
	    {"gender,Anna Hollerkamp,shop,web\nF,2,3,4\n", "Anna Hollerkamp"},
	    {"gender,anna hollerkamp\nF,2\n", "anna hollerkamp"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct pouring p;
		struct segbias_source_options options = CAMPAIGN;
		cr_assert_eq(pouring_open(&p, segbias_label_of(rows[i].file), &options), SEGBIAS_OK);
		struct segbias_label name = segbias_source_head(p.source)->names[1];
		cr_expect(segbias_label_equal(name, segbias_label_of(rows[i].second)), "row %zu: %.*s", i,
		          (int)name.size, name.bytes);
		pouring_release(&p);
	}
}

/* Of a record whose cell is bad, and of one that has too many fields: all lines that they take. */
Test(source, lines_of_bad_records)
{
	static const char text[] = "g,count\na,1\n\"b\r\nb\n\",x\n\"b\nb\",2,2\nc,2\n";
	struct pouring p;
	struct segbias_source_options options = SKIP;
	cr_assert_eq(pouring_all(&p, text, &options), SEGBIAS_OK);
	const struct segbias_source_facts *f = segbias_source_facts(p.source);
	cr_expect(f->rows == 2 && f->bad_rows == 2, "%u", (unsigned)f->bad_rows);
	cr_expect_eq(f->bad_lines, 5, "%u", (unsigned)f->bad_lines);
	pouring_release(&p);
}

/* … and of a file that ends before a thread has begun: 1.5 and 2 weigh, two rows have a bad weight. */
Test(source, bad_weights_of_the_first_records)
{
	struct pouring p;
	struct segbias_source_options options = SKIP;
	options.weight = "w";
	cr_assert_eq(pouring_all(&p, "g,w\na,1.5\nb,heavy\na,2\nc,-1\n", &options), SEGBIAS_OK);
	const struct segbias_source_facts *f = segbias_source_facts(p.source);
	cr_expect(f->rows == 2 && f->bad_rows == 2 && f->bad_lines == 2, "%u", (unsigned)f->bad_rows);
	cr_expect_eq(f->bad_first.line, 3, "%u", (unsigned)f->bad_first.line);
	cr_expect_eq(pouring_weight(&p, "g", "a"), 3.5);
	pouring_release(&p);
}

Test(source, facts)
{
	static const char text[] = "\xef\xbb\xbfg,count\na,1\n\nb,y\nb\nc,2\n";
	struct pouring p;
	struct segbias_source_options options = SKIP;
	cr_assert_eq(pouring_all(&p, text, &options), SEGBIAS_OK);
	const struct segbias_source_facts *f = segbias_source_facts(p.source);
	cr_assert_str_eq(segbias_source_shape(p.source)->name, "counts", "one bad cell does not change the shape");
	cr_assert(f->rows == 2 && f->bad_rows == 2 && f->bad_first.line == 4, "%u", (unsigned)f->bad_first.line);
	cr_assert_eq(f->bad_lines, 2);
	cr_assert_str_eq(f->bad_first.message, "this is not a plain number");
	cr_assert_eq(f->blank_lines, 1);
	cr_assert(f->bom && f->delimiter == ',' && f->hashed);
	cr_assert_eq(f->bytes, sizeof text - 1);
	cr_assert(pouring_weight(&p, "g", "a") == 1 && pouring_weight(&p, "g", "b") == -1);
	pouring_release(&p);
}

/* A first column without a name over 0, 1, 2, … is the index that a data frame wrote, one of labels beside numbers the stub of a table;
 * any other is a slip. */
Test(source, an_index_without_a_name)
{
	static const char *const GOOD[] = {",sex\n0,F\n1,M\n2,F\n", ",sex\n1,F\n2,M\n", ",sex\n0,F\n",
	                                   "\"\",sex\n0,F\n1,M\n", " ;sex\n1;F\n2;M\n"};
	static const char *const BAD[] = {",sex\n5,F\n6,M\n",     ",sex\n0,F\n2,M\n", ",sex\n1,F\n1,M\n",
	                                  ",sex\na,F\nb,M\n",     ",sex\n0,F\n,M\n",  ",sex\n1,F\n0,M\n",
	                                  ",sex\n0.5,F\n1.5,M\n", ",sex\n2,F\n3,M\n", ",sex\n-1,F\n0,M\n"};
	for (size_t i = 0; i < sizeof GOOD / sizeof *GOOD; i++) {
		struct pouring p;
		struct segbias_source_options options = CAMPAIGN;
		cr_expect_eq(pouring_open(&p, segbias_label_of(GOOD[i]), &options), SEGBIAS_OK, "%s: %s", GOOD[i],
		             p.error.message);
		cr_expect_str_eq(p.source ? segbias_source_shape(p.source)->name : "", "rows", "%s", GOOD[i]);
		pouring_release(&p);
	}
	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
		pouring_fails(&(struct pouring_failure){BAD[i], CAMPAIGN, SEGBIAS_DATA, 1, 1,
		                                        "column 1 of the header has no name",
		                                        "give every column a name of its own"},
		              i);
	/* no column but the first */
	pouring_fails(&(struct pouring_failure){"sex,\nF,0\nM,1\n", CAMPAIGN, SEGBIAS_DATA, 1, 5,
	                                        "column 2 of the header has no name", "trailing delimiter"},
	              99);
	pouring_fails(&(struct pouring_failure){",,sex\n0,0,F\n1,1,M\n", CAMPAIGN, SEGBIAS_DATA, 1, 2,
	                                        "column 2 of the header has no name", "trailing delimiter"},
	              100);
}

/* It is no figure and no dimension of a table. */
Test(source, an_index_counts_nobody)
{
	struct pouring p;
	struct segbias_source_options options = {.reference = true};
	cr_assert_eq(pouring_all(&p, ",sex,kind,count\n0,F,a,120\n1,F,b,80\n2,M,a,70\n3,M,b,90\n", &options),
	             SEGBIAS_OK, "%s", p.error.message);
	cr_expect_str_eq(segbias_source_shape(p.source)->name, "counts");
	cr_expect_eq(segbias_source_layout(p.source)->count_field, 3);
	cr_expect_eq(segbias_source_columns(p.source)[0].identity, SEGBIAS_IDENTITY_BARE);
	cr_expect(pouring_weight(&p, "sex", "F") == 200 && pouring_weight(&p, "kind", "b") == 170);
	pouring_release(&p);
}

Test(source, tabs_beside_another_delimiter)
{
	static const char MIXES[] = "the header mixes tabs with another delimiter, so that a column holds several";
	static const struct pouring_failure rows[] = {
	    {"sex\tage,kind,count\nF\told,a,5\nM\tyoung,b,6\n", CAMPAIGN, SEGBIAS_DATA, 1, 1, MIXES,
	     "use one delimiter throughout"},
	    {"sex;age\tkind;count\nF;old\ta;5\nM;young\tb;6\n", CAMPAIGN, SEGBIAS_DATA, 1, 5, MIXES,
	     "split the first column"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		pouring_fails(&rows[i], i);
	struct pouring p;
	struct segbias_source_options options = CAMPAIGN;
	cr_expect_eq(pouring_open(&p, segbias_label_of("sex\tage\nF\told\nM\tyoung\n"), &options), SEGBIAS_OK);
	pouring_release(&p);
	/* in a cell it is one of its characters */
	cr_expect_eq(pouring_open(&p, segbias_label_of("sex,age\nF,o\tld\nM,young\n"), &options), SEGBIAS_OK);
	pouring_release(&p);
}

/* Rows of nothing but delimiters, as spreadsheets leave them, are said to be left out of a table. */
Test(source, blank_rows)
{
	static const struct {
		const char *text, *message;
	} rows[] = {
	    {"sex,count\nF,120\n,\nM,80\n", "without any value, and left out: 1 row"},
	    {"sex,count\n,\nF,120\n , \nM,80\n,\n", "without any value, and left out: 3 rows"},
	    {"sex,count\nF,120\nM,80\n", NULL},
	    {"sex,count\nF,120\nM,80\n\n\n", NULL},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct pouring p;
		struct segbias_source_options options = {.reference = true};
		cr_assert_eq(pouring_all(&p, rows[i].text, &options), SEGBIAS_OK, "row %zu: %s", i, p.error.message);
		const struct segbias_note *note = pouring_note(&p, "blank_rows");
		cr_expect_str_eq(note ? note->text.message : "", rows[i].message ? rows[i].message : "", "row %zu", i);
		cr_expect(pouring_weight(&p, "sex", "F") == 120 && pouring_weight(&p, "sex", "M") == 80, "row %zu", i);
		pouring_release(&p);
	}
}

/* Two counts or weights of one name: neither is the one that an option names. Names below names are none of rows. */
Test(source, a_repeated_name_that_would_decide_is_refused)
{
	static const struct {
		const char *text;
		struct segbias_source_options options;
	} CASES[] = {
	    {"age,sex,count,count\n0-17,M,100,90\n0-17,F,120,110\n18+,M,301,290\n18+,F,333,310\n", {.reference = true}},
	    {"age,sex,count,count\n0-17,M,100,90\n0-17,F,120,110\n18+,M,301,290\n18+,F,333,310\n",
	     {.reference = true, .count = "count"}},
	    {"Age,Male,Female,Male,Female\n0-17,103,110,20,22\n18-64,301,297,60,58\n65+,100,105,20,20\n",
	     {.reference = true}},
	    {"wt,sex,wt\n1.5,M,1.2\n0.7,F,0.9\n1.1,F,1\n0.8,M,1.4\n0.6,F,0.5\n", {0}},
	    {"Sex,Male,Male,Female,Female\nAge,Number,%,Number,%\n0-17,103,20,110,22\n18-64,301,60,297,58\n65+,100,20,105,20\n",
	     {.reference = true}},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct pouring p;
		cr_expect_eq(pouring_open(&p, segbias_label_of(CASES[i].text), &CASES[i].options), SEGBIAS_DATA, "%s",
		             CASES[i].text);
		cr_expect_str_eq(p.error.id, "column_repeated", "%s: %s", CASES[i].text, p.error.message);
		pouring_release(&p);
	}
}

/* Of columns that say nothing of the rows, or hold the same, the later one has a name of its own, which no other column has. */
Test(source, repeated_names_are_told_apart)
{
	static const struct {
		const char *text;
		const char *again; /* the name of the column behind the first of them … */
		size_t field;
	} CASES[] = {
	    {"area,SYMBOL,n,SYMBOL\nN,x,9,y\nS,z,8,w\n", "SYMBOL 2", 3},
	    {"area,SYMBOL,SYMBOL 2,SYMBOL\nN,x,9,y\nS,z,8,w\n", "SYMBOL 3", 3},
	    {"area,f,f,f\nN,x,p,y\nS,z,q,w\n", "f 3", 3},
	    {"sex,n,sex\nF,9,F\nM,8,M\n", "sex 2", 2},
	    /* A count and a weight that stand there twice are one. */
	    {"age,sex,count,count\n0-17,M,101,101\n0-17,F,120,120\n18+,M,301,301\n18+,F,333,333\n", "count 2", 3},
	    {"wt,sex,wt\n1.5,M,1.5\n0.7,F,0.7\n1.1,F,1.1\n0.8,M,0.8\n0.6,F,0.6\n", "wt 2", 2},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		const struct segbias_source_options options = {.reference = true};
		struct pouring p;
		cr_assert_eq(pouring_open(&p, segbias_label_of(CASES[i].text), &options), SEGBIAS_OK, "%s",
		             p.error.message);
		cr_expect(pouring_names(&p, CASES[i].field, CASES[i].again), "%s", CASES[i].text);
		cr_expect_not_null(pouring_note(&p, "name_repeated"), "%s", CASES[i].text);
		pouring_release(&p);
	}
}
