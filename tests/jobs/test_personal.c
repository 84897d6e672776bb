/* Canaries: cells that must not come out, in columns of several languages, by every job and in every format. */
#include "jobs/run.h"

#define CANARY "Qanary"

static const char HEADER[] =
    "id,segment,gender,Nachname,prénom,Telefono,IBAN,Adresse,Geburtsdatum,الاسم الكامل,Notiz,IP\n";

/* Row of a person, without what a pattern would need: names of columns and uniqueness must do. */
static void add_person(struct segbias_text *text, int i, bool note)
{
	char written[64] = "called";
	/* Of a few records the note may be a value. */
	if (note)
		(void)snprintf(written, sizeof written, "call %s %d again", CANARY, i);
	segbias_text_add_format(text, "%s%d,%s,%s,%s-a%d,%s-b%d,%s-c%d,%s-d%d,%s-e%d,%s-f%d,%s-g%d,%s,%s-h%d\n", CANARY,
	                        i, i % 2 ? "A" : "B", i % 3 ? "F" : "M", CANARY, i, CANARY, i, CANARY, i, CANARY, i,
	                        CANARY, i, CANARY, i, CANARY, i, written, CANARY, i);
}

static struct segbias_text people(int first, int count)
{
	struct segbias_text text = {0};
	segbias_text_add_string(&text, HEADER);
	for (int i = first; i < first + count; i++)
		add_person(&text, i, count >= 20);
	return text;
}

static void expect_no_canary(const struct run *run, const char *const *formats, size_t row)
{
	for (size_t i = 0; formats[i]; i++) {
		char *bytes = run_render(run, formats[i]);
		const char *found = strstr(bytes, CANARY);
		cr_expect_null(found, "row %zu, %s: %.60s", row, formats[i], found);
		free(bytes);
	}
	for (size_t i = 0; i < run->findings->notes.count; i++) {
		const struct segbias_error *note = &run->findings->notes.items[i].text;
		cr_expect(!strstr(note->message, CANARY) && !strstr(note->hint, CANARY), "row %zu: %s; %s", row,
		          note->message, note->hint);
	}
}

static const char *const FORMATS[] = {"text", "json", "csv", "ndjson", NULL};

/* One record, two, those for which nothing is unique yet, and many; others, or the same, on the other side. */
Test(personal, compare)
{
	static const int SIZES[][3] = {{1, 0, 1}, {2, 0, 2}, {12, 0, 12}, {300, 0, 300}, {300, 150, 900}};
	for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
		struct segbias_text campaign = people(0, SIZES[i][0]);
		struct segbias_text reference = people(SIZES[i][1], SIZES[i][2]);
		struct run run = run_good(campaign.data, reference.data, NULL);
		cr_expect(run_find(&run, NULL, "gender"), "row %zu", i);
		expect_no_canary(&run, FORMATS, i);
		run_release(&run);
		segbias_text_release(&campaign);
		segbias_text_release(&reference);
	}
}

Test(personal, plan_and_eligible)
{
	struct segbias_text file = people(0, 240);
	struct segbias_options options = {.eligible = "gender=F"};
	struct run run = run_files(segbias_compare, file.data, NULL, &options);
	cr_assert(run.findings || run.error.message[0]);
	cr_expect(!strstr(run.error.message, CANARY) && !strstr(run.error.hint, CANARY));
	if (run.findings)
		expect_no_canary(&run, FORMATS, 0);
	run_release(&run);
	static const char *const PLANNED[] = {"text", "json", "csv", NULL};
	options = (struct segbias_options){.plan = "500"};
	run = run_files(segbias_plan, NULL, file.data, &options);
	cr_assert_not_null(run.findings, "%s", run.error.message);
	cr_expect_eq(run.findings->planned_count > 0, true);
	expect_no_canary(&run, PLANNED, 1);
	run_release(&run);
	segbias_text_release(&file);
}

/* Each person with several rows: nothing differs everywhere. */
Test(personal, several_rows_a_person)
{
	struct segbias_text text = {0};
	segbias_text_add_string(&text, HEADER);
	for (int i = 0; i < 400; i++)
		add_person(&text, i / 3, true);
	struct run run = run_good(text.data, text.data, NULL);
	expect_no_canary(&run, FORMATS, 0);
	run_release(&run);
	segbias_text_release(&text);
}

/* What a table of the other file lists are groups: towns with their people, in however many. And -a is obeyed. */
Test(personal, what_a_table_lists_stays)
{
	struct segbias_text campaign = {0};
	struct segbias_text reference = {0};
	segbias_text_add_string(&campaign, "segment,name,club\n");
	segbias_text_add_string(&reference, "name,count\n");
	for (int i = 0; i < 60; i++) {
		segbias_text_add_format(&campaign, "A,Town %c%c,Club %d\n", 'a' + i / 26, 'a' + i % 26, i);
		segbias_text_add_format(&reference, "Town %c%c,%d\n", 'a' + i / 26, 'a' + i % 26, 1000 + 17 * i);
	}
	struct run run = run_good(campaign.data, reference.data, NULL);
	cr_expect(run_find(&run, "A", "name"));
	run_release(&run);
	struct segbias_options options = {.attributes = "name"};
	run = run_good(campaign.data, campaign.data, &options);
	cr_expect(run_find(&run, "A", "name"));
	run_release(&run);
	segbias_text_release(&campaign);
	segbias_text_release(&reference);
}

/* The ledger holds what the reference lacks: an address among the genders, a row that quotes have swallowed. */
Test(personal, ledger_withholds)
{
	struct segbias_text campaign = {0};
	segbias_text_add_string(&campaign, "segment,gender,age\n");
	for (int i = 0; i < 60; i++)
		segbias_text_add_format(&campaign, "A,%s,18-24\n", i % 2 ? "F" : "M");
	segbias_text_add_string(&campaign, "A,qanary@mail.example,18-24\nA,\"M,25-34\nA,F,Qanary\nA,M\",18-24\n");
	static const char REFERENCE[] = "gender,age,count\nF,18-24,500\nM,18-24,400\nF,25-34,300\nM,25-34,200\n";
	struct run run = run_good(campaign.data, REFERENCE, NULL);
	const struct segbias_error *note = run_note(&run, "field_spans_lines");
	cr_assert_not_null(note);
	cr_expect_str_eq(note->message, "a field of column \"gender\" spans 3 lines, 63 to 65, and holds as many "
	                                "delimiters as a row");
	char *bytes = run_render(&run, "json");
	cr_expect(!strstr(bytes, "anary"));
	cr_expect(strstr(bytes, "\"withheld\": \"email\"") && strstr(bytes, "\"withheld\": \"lines\""));
	free(bytes);
	run_release(&run);
	segbias_text_release(&campaign);
}

/* Of several such fields all lines are counted, the same field twice and one with other line ends too. */
Test(personal, all_lines_that_quotes_swallowed)
{
	struct segbias_text campaign = {0};
	segbias_text_add_string(&campaign, "segment,gender,age,note\r\n");
	for (int i = 0; i < 60; i++)
		segbias_text_add_format(&campaign, "A,%s,18-24,x\r\n", i % 2 ? "F" : "M");
	segbias_text_add_string(&campaign, "A,\"M,25-34,y\r\nA,F,18-24,z\r\nA,M\",18-24,x\r\n"
	                                   "A,\"M,25-34,y\r\nA,F,18-24,z\r\nA,M\",18-24,x\r\n"
	                                   "A,F,18-24,\"a,b,c,d,e\nf\"\r\nA,F,18-24,\"no\nrow\"\r\n");
	static const char REFERENCE[] = "gender,count\nF,500\nM,400\n";
	struct segbias_options options = {.attributes = "gender"};
	struct run run = run_good(campaign.data, REFERENCE, &options);
	const struct segbias_error *note = run_note(&run, "field_spans_lines");
	cr_assert_not_null(note);
	cr_expect_str_eq(note->message,
	                 "a field of column \"gender\" spans 3 lines, 62 to 64, and holds as many delimiters as a row; "
	                 "3 such fields span 8 lines in all",
	                 "%s", note->message);
	run_release(&run);
	/* A row of a table stands for many records, and spans what it spans. */
	run = run_good(
	    "segment,gender,age\nA,F,18-24\nA,M,25-34\n",
	    "gender,age,count\nF,18-24,500\n\"M,18-24,400\nF\",25-34,300\nM,25-34,200\nM,18-24,20\nF,25-34,7\n", NULL);
	note = run_note(&run, "field_spans_lines");
	cr_assert_not_null(note);
	cr_expect_null(strstr(note->message, "such fields"), "%s", note->message);
	run_release(&run);
	segbias_text_release(&campaign);
}

Test(personal, segments_and_headers)
{
	struct segbias_text emails = {0};
	struct segbias_text names = {0};
	struct segbias_text headless = {0};
	struct segbias_text plain = {0};
	segbias_text_add_string(&emails, "segment,gender\n");
	segbias_text_add_string(&names, "audience,gender\n");
	for (int i = 0; i < 30; i++) {
		segbias_text_add_format(&emails, "q%d@mail.example,%s\n", i, i % 2 ? "F" : "M");
		segbias_text_add_format(&names, "Qanary %c%c,%s\n", 'a' + i / 26, 'a' + i % 26, i % 2 ? "F" : "M");
		segbias_text_add_format(&headless, "q%d@mail.example,%s,%d\n", i, i % 2 ? "F" : "M", 20 + i % 7);
		segbias_text_add_format(&plain, "Qanary %d,%s,%d,News\n", i, i % 2 ? "F" : "M", 20 + i % 7);
	}
	static const char REFERENCE[] = "gender,count\nF,500\nM,400\n";
	const struct segbias_options none = {0};
	const struct run_failure rows[] = {
	    {emails.data, REFERENCE, none, SEGBIAS_DATA, "campaign", 1, 0,
	     "column \"segment\" is named like a segment, but its values look like people", "--segment none"},
	    {names.data, REFERENCE, none, SEGBIAS_DATA, "campaign", 1, 0,
	     "column \"audience\" is named like a segment, but its values look like people", "--segment 'audience'"},
	    {headless.data, REFERENCE, none, SEGBIAS_DATA, "campaign", 1, 1,
	     "the first row looks like data: the file has no header row", "first line"},
	    {plain.data, REFERENCE, none, SEGBIAS_DATA, "campaign", 1, 1,
	     "the first row looks like data: the file has no header row", "first line"},
	    {"Qanary,Jane,1980-01-03\nQanary0,Bob,1950-02-01\nQanary1,Ann,1977-11-30\n", REFERENCE, none, SEGBIAS_DATA,
	     "campaign", 1, 1, "the first row looks like data: the file has no header row", "first line"},
	    {"王小明,女,13812345678\n李四,男,13900000000\n", REFERENCE, none, SEGBIAS_DATA, "campaign", 1, 1,
	     "the first row looks like data: the file has no header row", "first line"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		run_fails(&rows[i], i);
	struct segbias_options options = {.segment = "segment"};
	struct run run = run_good(emails.data, REFERENCE, &options);
	run_release(&run);
	segbias_text_release(&emails);
	segbias_text_release(&names);
	segbias_text_release(&headless);
	segbias_text_release(&plain);
}

/* Columns that say what was chosen hold their own names; so does a header in the middle of joined files. */
Test(personal, headers_that_are_none_the_less)
{
	static const char REFERENCE[] = "gender,count\nF,500\nM,400\n";
	struct segbias_text flags = {0};
	struct segbias_text joined = {0};
	segbias_text_add_string(&flags, "gender,News,Sports,Music\n");
	segbias_text_add_string(&joined, "segment,gender\n");
	for (int i = 0; i < 40; i++) {
		segbias_text_add_format(&flags, "%s,%s,%s,%s\n", i % 2 ? "F" : "M", i % 3 ? "News" : "",
		                        i % 4 ? "Sports" : "", i % 5 ? "" : "Music");
		segbias_text_add_string(&joined, i == 20 ? "segment,gender\n" : i % 2 ? "A,F\n" : "B,M\n");
	}
	struct run run = run_good(flags.data, REFERENCE, NULL);
	run_release(&run);
	run = run_good(joined.data, REFERENCE, NULL);
	run_release(&run);
	/* a name of a column that is an address is not shown */
	struct segbias_text named = {0};
	segbias_text_add_string(&named, "segment,gender,qanary@mail.example\n");
	for (int i = 0; i < 40; i++)
		segbias_text_add_format(&named, "A,%s,%d\n", i % 2 ? "F" : "M", i);
	run = run_good(named.data, REFERENCE, NULL);
	cr_expect_not_null(run_note(&run, "withheld_name"));
	char *bytes = run_render(&run, "json");
	cr_expect(!strstr(bytes, "qanary"));
	free(bytes);
	run_release(&run);
	segbias_text_release(&flags);
	segbias_text_release(&joined);
	segbias_text_release(&named);
}
