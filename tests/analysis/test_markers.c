#include "jobs/run.h"

#define HALVES "g,count\na,5000000\nb,5000000\n"

static const char *doubted(const struct run *run, const char *segment, const char *column)
{
	for (size_t i = 0; i < run->findings->incomplete_count; i++) {
		const struct segbias_incomplete *row = &run->findings->incomplete[i];
		if (run_is(row->segment, segment) && run_is(row->column, column))
			return row->doubted ? row->doubted->marker.bytes : NULL;
	}
	return NULL;
}

static size_t count_notes(const struct run *run, const char *code)
{
	size_t found = 0;
	for (size_t i = 0; i < run->findings->notes.count; i++)
		found += strcmp(run->findings->notes.items[i].code, code) == 0;
	return found;
}

/* From a third of the column on, in the campaign, with a hint to type. */
Test(markers, a_third)
{
	struct run run = run_good("segment,g,count\nS,a,200\nS,NA,100\nT,b,30\nT,na,15\n", HALVES, NULL);
	cr_expect_null(run_note(&run, "marker_share"), "100 of 345");
	run_release(&run);
	run = run_good("segment,g,count\nS,a,200\nS,None,115\nT,b,30\n", HALVES, NULL);
	const struct segbias_error *note = run_note(&run, "marker_share");
	cr_assert_not_null(note);
	cr_expect_str_eq(note->message, "\"None\" is 33.3% of g, counted as missing: so much may well be a value");
	cr_expect_not_null(strstr(note->hint, "--missing-values ''"));
	cr_expect_not_null(strstr(note->file, "campaign.csv"));
	cr_expect_str_eq(doubted(&run, NULL, "g"), "None");
	cr_expect_str_eq(doubted(&run, "T", "g"), "None");
	run_release(&run);
}

/* Blanks and what the user listed are missing; so is every marker among numbers, and none in a table that lists it. */
Test(markers, what_is_not_doubted)
{
	static const struct {
		const char *campaign, *reference, *listed;
	} rows[] = {
	    {"segment,g,count\nS,a,100\nS,,900\n", HALVES, NULL},
	    {"segment,g,count\nS,a,100\nS,NA,900\n", HALVES, "NA"},
	    {"segment,g,count\nS,a,100\nS,x,900\n", HALVES, "+x"},
	    {"segment,g,count\nS,a,100\nS,NA,900\n", "g,count\na,1000000\nNA,1000000\n", NULL},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *listed[] = {rows[i].listed};
		struct segbias_options options = {0};
		if (rows[i].listed)
			options.missing_values = (struct segbias_strings){listed, 1};
		struct run run = run_good(rows[i].campaign, rows[i].reference, &options);
		cr_expect_null(run_note(&run, "marker_share"), "row %zu", i);
		run_release(&run);
	}
}

/* A column that is not compared is only asked about in the report. */
Test(markers, other_columns)
{
	struct run run = run_good("segment,g,note,count\nS,a,NA,100\nS,b,x,10\n", HALVES, NULL);
	cr_expect_null(run_note(&run, "marker_share"));
	cr_expect_str_eq(doubted(&run, NULL, "note"), "NA");
	run_release(&run);
}

/* Of microdata too, where a marker is missing as well; one note a file. */
Test(markers, in_the_reference)
{
	struct run run =
	    run_good("segment,g,h,count\nS,a,c,100\nS,b,c,100\n", "g,h\na,None\nNA,None\nb,c\na,c\n", NULL);
	const struct segbias_error *note = run_note(&run, "marker_share");
	cr_assert_not_null(note);
	cr_expect_eq(count_notes(&run, "marker_share"), 1);
	cr_expect_str_eq(note->message, "\"None\" is 50.0% of h, counted as missing: so much may well be a value");
	cr_expect_not_null(strstr(note->file, "reference.csv"));
	run_release(&run);
}
