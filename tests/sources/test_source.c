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
	    {"a,b,a\n1,2,3\n", CAMPAIGN, SEGBIAS_DATA, 1, 5, "the column name \"a\" is repeated", "rename one"},
	    {"\n\na,b,a\n1,2,3\n", CAMPAIGN, SEGBIAS_DATA, 3, 5, "the column name \"a\" is repeated", "rename one"},
	    {"a,b\n1\n", CAMPAIGN, SEGBIAS_DATA, 2, 0, "1 field where the header has 2", "--skip-bad"},
	    {"a,b\n1,2\n", {.shape = "wide"}, SEGBIAS_USAGE, 0, 0, "--shape \"wide\": it must be rows or counts", ""},
	    {"a,b\n1,2\n",
	     {.shape = "wide", .reference = true},
	     SEGBIAS_USAGE,
	     0,
	     0,
	     "--reference-shape \"wide\": it must be rows, counts or marginal",
	     ""},
	    {"attribute,value,count\n1,2,3\n",
	     {.shape = "marginal"},
	     SEGBIAS_USAGE,
	     0,
	     0,
	     "--shape \"marginal\": it must be rows or counts",
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

Test(source, facts)
{
	static const char text[] = "\xef\xbb\xbfg,count\na,1\n\nb,x\nb\nc,2\n";
	struct pouring p;
	struct segbias_source_options options = SKIP;
	cr_assert_eq(pouring_all(&p, text, &options), SEGBIAS_OK);
	const struct segbias_source_facts *f = segbias_source_facts(p.source);
	cr_assert_str_eq(segbias_source_shape(p.source)->name, "counts", "one bad cell does not change the shape");
	cr_assert(f->rows == 2 && f->bad_rows == 2 && f->bad_first.line == 4, "%u", (unsigned)f->bad_first.line);
	cr_assert_str_eq(f->bad_first.message, "this is not a plain number");
	cr_assert_eq(f->blank_lines, 1);
	cr_assert(f->bom && f->delimiter == ',' && f->hashed);
	cr_assert_eq(f->bytes, sizeof text - 1);
	cr_assert(pouring_weight(&p, "g", "a") == 1 && pouring_weight(&p, "g", "b") == -1);
	pouring_release(&p);
}
