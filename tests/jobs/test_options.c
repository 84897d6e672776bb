/* Settings by name, and jobs that read memory and streams, tell how far they are and are ended: with the same result as a file
 * and the same options, or an error that says so and nothing else. */
#include "jobs/run.h"

#include <pthread.h>
#include <sys/wait.h>
#include <zlib.h>

static const char REFERENCE[] = "attribute,value,count\nsex,f,51\nsex,m,49\nage,18-34,30\nage,35-64,45\nage,65+,25\n";

/* --- settings ----------------------------------------------------------------------------------------------------- */

static struct segbias_options *make(void)
{
	struct segbias_options *options = NULL;
	cr_assert_eq(segbias_options_create(&options, NULL), SEGBIAS_OK);
	return options;
}

static void set(struct segbias_options *options, const char *name, const char *value)
{
	struct segbias_error error = {0};
	cr_assert_eq(segbias_options_set(options, name, value, &error), SEGBIAS_OK, "%s: %s", name, error.message);
}

/* Three texts that the setting takes: of those that are no names of columns or files, ones that mean something. */
static const char *const *texts_of(const char *name)
{
	static const struct {
		const char *names, *texts[3];
	} OWN[] = {
	    {" map recode within where campaign_where eligible consent complaint unsubscribe block ",
	     {"a:b=c", "d:e=f", "g:h=i"}},
	    {" cap ", {"7/week", "email=2/day", "30/month"}},
	    {" quiet ", {"21:00-08:00", "22:00-06:30", "0:00-8:00"}},
	    {" timezone ", {"+02:00", "-05:30", "+00:00"}},
	    {" grace ", {"2d", "48h", "10d"}},
	    {" contact_log ", {"contacts", "events", "contacts"}},
	    {" time_format ", {"iso", "dmy", "unix_ms"}},
	    {" bins ", {"a=1,2", "b=1,2", "c=1,2"}},
	    {" as_of ", {"2024-01-31", "2024-02-29", "2025-01-01"}},
	    {" reference_kind ", {"sample", "base", "margin"}},
	    {" moe_level alpha missing_max unmatched_max min_share min-share ", {".9", "95%", "0.5"}},
	    {" min_n plan publish seed threads deff rounded reference_rounded k ", {"3", "50", "100"}},
	    {" hidden_max reference_hidden_max cross_cells ", {"3", "50", "100"}},
	    {" replicate_method ", {"brr", "fay=0.5", "jk1"}},
	    {" band ", {"80:120", "90:111", "50:200"}},
	    {" risk_max ", {"0.2", "1", "0.05"}},
	    {" retention ", {"24 months", "8 quarters", "90 days"}},
	    {" control ", {"bh", "holm", "none"}},
	    {" interval ", {"exact", "wilson", "exact"}},
	    {" shape reference_shape ", {"rows", "counts", "rows"}},
	    {" delimiter reference_delimiter ", {";", "tab", "|"}},
	    {" decimal reference_decimal ", {".", ",", "."}},
	    {" thousands reference_thousands ", {".", ",", "none"}},
	    {" stages ", {"a,b", "*,c", "a,b,c"}},
	    {" cross ", {"2", "3", "2"}},
	    {" threshold ", {"0.5", "600", "median"}},
	    {" fail_on ", {"over", "none", "over,unclear"}},
	    {" policy_hash ",
	     {"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
	      "1123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
	      "2123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}},
	    {"", {"a text", "another", "a third"}},
	};
	char word[SEGBIAS_SETTING_MAX + 2];
	size_t i = 0;
	(void)snprintf(word, sizeof word, " %s ", name);
	while (*OWN[i].names && !strstr(OWN[i].names, word))
		i++;
	return OWN[i].texts;
}

Test(options, every_setting_is_set_and_taken_back)
{
	struct segbias_options *options = make();
	char name[SEGBIAS_SETTING_MAX];
	char dashed[SEGBIAS_SETTING_MAX];
	size_t count = 0;
	for (; segbias_options_name(count, name); count++) {
		struct segbias_error error = {0};
		const char *const *texts = texts_of(name);
		bool flag = segbias_options_set(options, name, texts[0], &error) != SEGBIAS_OK;
		(void)snprintf(dashed, sizeof dashed, "%s", name);
		for (char *c = dashed; *c; c++)
			*c = *c == '_' ? '-' : *c;
		if (flag) {
			cr_expect(strcmp(name, "skip_bad") == 0 || strcmp(name, "hash") == 0, "%s", error.message);
			cr_expect_eq(error.status, SEGBIAS_USAGE);
			cr_expect_str_eq(error.setting, name);
			cr_expect_null(segbias_options_get(options, name, 0));
		}
		set(options, dashed, flag ? "true" : texts[1]);
		set(options, name, flag ? "true" : texts[2]);
		const char *last = segbias_options_get(options, dashed, 0);
		bool list = segbias_options_get(options, name, 1) != NULL;
		cr_assert_not_null(last, "%s", name);
		cr_expect_str_eq(last, flag ? "true" : texts[list ? 0 : 2], "%s: %s", name, last);
		if (list)
			cr_expect_str_eq(segbias_options_get(options, name, 2), texts[2]);
		cr_expect_null(segbias_options_get(options, name, list ? 3 : 1));
		set(options, name, NULL);
		cr_expect_null(segbias_options_get(options, name, 0), "%s", name);
	}
	cr_expect_gt(count, 40);
	/* No setting lies in another one's place. */
	for (size_t i = 0; i < count; i++)
		cr_expect_null(segbias_options_get(options, segbias_options_name(i, name), 0));
	set(options, "skip_bad", "true");
	set(options, "skip_bad", "false");
	cr_expect_null(segbias_options_get(options, "skip_bad", 0));
	segbias_options_free(options);
}

/* The text is the caller's, who writes into it; there are many. */
Test(options, texts_are_copied)
{
	enum { COUNT = 1000 };
	struct segbias_options *options = make();
	char text[32];
	for (size_t i = 0; i < COUNT; i++) {
		(void)snprintf(text, sizeof text, "age:a%zu=b", i);
		set(options, "recode", text);
		set(options, "segment", text);
	}
	memset(text, 'x', sizeof text - 1);
	for (size_t i = 0; i < COUNT; i++) {
		char expected[32];
		(void)snprintf(expected, sizeof expected, "age:a%zu=b", i);
		cr_expect_str_eq(segbias_options_get(options, "recode", i), expected);
	}
	cr_expect_str_eq(segbias_options_get(options, "segment", 0), "age:a999=b");
	cr_expect_null(segbias_options_get(options, "recode", COUNT));
	segbias_options_free(options);
}

Test(options, names_that_are_none)
{
	static const char *const NAMES[] = {"",
	                                    "-",
	                                    "_",
	                                    "--min-n",
	                                    "MIN_N",
	                                    "min n",
	                                    "minimum",
	                                    "progress",
	                                    "segments",
	                                    "charts",
	                                    "reference_replicates_and_what_stands_behind_them_for_very_long"};
	struct segbias_options *options = make();
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
		struct segbias_error error = {0};
		cr_expect_eq(segbias_options_set(options, NAMES[i], "1", &error), SEGBIAS_USAGE, "%s", NAMES[i]);
		cr_expect_str_eq(error.id, "no_such_setting");
		cr_expect_null(segbias_options_get(options, NAMES[i], 0));
	}
	struct segbias_error error = {0};
	cr_expect_eq(segbias_options_set(options, "segments", "1", &error), SEGBIAS_USAGE);
	cr_expect_str_eq(error.hint, "the nearest is `segment`");
	segbias_options_free(options);
}

/* What could mean nothing, whatever else is set, is refused at once: by the setting's name, and nothing is set. */
Test(options, a_value_that_is_none_is_refused_at_once)
{
	static const char *const ROWS[][3] = {
	    {"alpha", "2", "`alpha` \"2\": it must lie between 0 and 1"},
	    {"alpha", "nan", NULL},
	    {"min-n", "few", "`min_n` \"few\": it must be a whole number from 0 to 2^53"},
	    {"map", "gender", "`map` \"gender\": no \"=\" between two parts"},
	    {"band", "125:80", NULL},
	    {"publish", "2", "`publish` \"2\": it must be a whole number, at least 3: counts below it are withheld"},
	    {"reference_kind", "census", NULL},
	    {"control", "", NULL},
	    {"deff", "0", NULL},
	    {"deff", "1e999", NULL},
	    {"threads", "0", NULL},
	    {"seed", "-1", NULL},
	    {"as_of", "31.12.2026", NULL},
	    {"fail_on", "over,sideways", NULL},
	    {"policy_hash", "12", NULL},
	    {"bins", "age=35,18", NULL},
	    {"shape", "marginal", "`shape` \"marginal\": it must be rows, counts, cells or tally"},
	    {"reference-shape", "cube", "`reference_shape` \"cube\": it must be rows, counts or marginal"},
	    {"reference-delimiter", "ab", NULL},
	    {"thousands", "x", NULL},
	    {"replicate_method", "fay=1", NULL},
	    {"person", "", NULL},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct segbias_options *options = make();
		struct segbias_error error = {0};
		char key[SEGBIAS_SETTING_MAX];
		(void)snprintf(key, sizeof key, "%s", ROWS[i][0]);
		for (char *c = key; *c; c++)
			*c = *c == '-' ? '_' : *c;
		cr_expect_eq(segbias_options_set(options, ROWS[i][0], ROWS[i][1], &error), SEGBIAS_USAGE, "row %zu", i);
		cr_expect_eq(segbias_options_set(options, ROWS[i][0], ROWS[i][1], NULL), SEGBIAS_USAGE, "row %zu", i);
		cr_expect_str_eq(error.setting, key, "row %zu: %s", i, error.message);
		if (ROWS[i][2])
			cr_expect_str_eq(error.message, ROWS[i][2]);
		cr_expect_null(segbias_options_get(options, ROWS[i][0], 0), "row %zu", i);
		/* One whose user types options. */
		segbias_options_flags(options);
		cr_expect_eq(segbias_options_set(options, ROWS[i][0], ROWS[i][1], &error), SEGBIAS_USAGE);
		cr_expect_eq(strncmp(error.message, "--", 2), 0, "%s", error.message);
		segbias_options_free(options);
	}
}

/* What a setting means beside others is checked by the job, which names the setting: in the sentence, in the hint, and by itself. */
Test(options, errors_name_the_setting)
{
	static const struct {
		const char *name, *value, *message, *hint, *setting;
	} ROWS[] = {
	    {"born", "birth", "`born` needs `as_of` DATE: ages are those of a day, and no clock is read",
	     "the day to which the campaign's file belongs: `as_of` 2024-01-31", "born"},
	    {"replicate_method", "acs", "`replicate_method` needs `reference_replicates` PREFIX", "",
	     "replicate_method"},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct segbias_options *options = make();
		struct segbias_findings *findings = NULL;
		struct segbias_error error = {0};
		set(options, ROWS[i].name, ROWS[i].value);
		cr_expect_eq(segbias_compare("a", "b", options, &findings, &error), SEGBIAS_USAGE);
		cr_expect_str_eq(error.message, ROWS[i].message);
		cr_expect_str_eq(error.hint, ROWS[i].hint);
		cr_expect_str_eq(error.setting, ROWS[i].setting);
		/* One whose user types options. */
		segbias_options_flags(options);
		cr_expect_eq(segbias_compare("a", "b", options, &findings, &error), SEGBIAS_USAGE);
		cr_expect_eq(strncmp(error.message, "--", 2), 0, "%s", error.message);
		cr_expect_null(strchr(error.hint, '`'));
		cr_expect_str_eq(error.setting, ROWS[i].setting);
		segbias_options_free(options);
	}
}

/* So of a gate, whose hints name no flag of the command line either. */
Test(options, errors_of_a_gate_name_the_setting)
{
	static const struct {
		const char *fail_on, *message, *setting;
	} ROWS[] = {
	    {"new", "`baseline` is not given, and what is new is told from one", "baseline"},
	    {"crossing", "`cross` crosses nothing here, and what fails on crossing needs crossings", "cross"},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct segbias_options *options = make();
		struct segbias_findings *findings = NULL;
		struct segbias_error error = {0};
		set(options, "fail_on", ROWS[i].fail_on);
		cr_expect_eq(segbias_check("a", "b", options, &findings, &error), SEGBIAS_USAGE);
		cr_expect_str_eq(error.message, ROWS[i].message);
		cr_expect_str_eq(error.setting, ROWS[i].setting);
		cr_expect_null(strstr(error.hint, " -"), "%s", error.hint);
		segbias_options_free(options);
	}
}

/* --- inputs ------------------------------------------------------------------------------------------------------- */

/* Some people, many enough for a file that is read in pieces. Deterministic. */
static struct segbias_text make_campaign(size_t rows)
{
	static const char *const AGES[] = {"18-34", "35-64", "65+", ""};
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "segment,sex,age\n");
	for (size_t i = 0; i < rows; i++)
		segbias_text_add_format(&text, "%s,%s,%s\n", i % 3 ? "a" : "b", i % 7 < 3 ? "f" : "m",
		                        AGES[i % 11 % 4]);
	cr_assert_not(text.failed);
	return text;
}

/* To be freed. */
static unsigned char *pack(const struct segbias_text *text, size_t *size)
{
	z_stream z = {0};
	size_t room = text->size + 1024;
	unsigned char *packed = malloc(room);
	cr_assert(packed && deflateInit2(&z, 1, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK);
	z.next_in = (unsigned char *)text->data;
	z.avail_in = (unsigned)text->size;
	z.next_out = packed;
	z.avail_out = (unsigned)room;
	cr_assert_eq(deflate(&z, Z_FINISH), Z_STREAM_END);
	*size = z.total_out;
	cr_assert_eq(deflateEnd(&z), Z_OK);
	return packed;
}

/* ASCII as UTF-16, with its mark. To be freed. */
static unsigned char *widen(const struct segbias_text *text, size_t *size)
{
	unsigned char *wide = calloc(text->size + 1, 2);
	cr_assert_not_null(wide);
	wide[0] = 0xff;
	wide[1] = 0xfe;
	for (size_t i = 0; i < text->size; i++)
		wide[2 + 2 * i] = (unsigned char)text->data[i];
	*size = 2 * text->size + 2;
	return wide;
}

struct giver {
	const char *bytes;
	size_t size, given, step;
	size_t fails_at; /* when that much is given; SIZE_MAX: never */
	size_t ends;     /* how often it has said that there are no more */
};

static int give(void *context, char *buffer, size_t capacity, size_t *size)
{
	struct giver *giver = context;
	size_t left = giver->size - giver->given;
	if (giver->given >= giver->fails_at)
		return -5;
	*size = left < giver->step ? left : giver->step;
	*size = *size < capacity ? *size : capacity;
	memcpy(buffer, giver->bytes + giver->given, *size);
	giver->given += *size;
	giver->ends += *size == 0;
	return 0;
}

/* The result as JSON, to be freed; "" where the job fails. */
static char *result_of(run_job *job, const char *campaign, const char *reference, const struct segbias_options *options,
                       const char *format)
{
	struct segbias_findings *findings = NULL;
	struct segbias_error error = {0};
	char *bytes = NULL;
	size_t size = 0;
	cr_assert_eq(job(campaign, reference, options, &findings, &error), SEGBIAS_OK, "%s: %s; %s", error.file,
	             error.message, error.hint);
	cr_assert_eq(segbias_findings_render(findings, &(struct segbias_render_options){.format = format}, &bytes,
	                                     &size, &error),
	             SEGBIAS_OK);
	segbias_findings_free(findings);
	return bytes;
}

/* What a job makes of these bytes as a file, in memory and from a stream, in a folder of its own. */
static void expect_same(run_job *job, const void *bytes, size_t size, const char *threads, bool streams)
{
	struct segbias_options *options = make();
	char folder[] = "/tmp/segbias-test-XXXXXX";
	char before[4096];
	char *results[4] = {NULL};
	set(options, "threads", threads);
	cr_assert(mkdtemp(folder) && getcwd(before, sizeof before) && chdir(folder) == 0);
	run_write("people.csv", bytes, size);
	run_write("census.csv", REFERENCE, strlen(REFERENCE));
	results[0] = result_of(job, "people.csv", "census.csv", options, "json");
	cr_assert(unlink("people.csv") == 0 && unlink("census.csv") == 0);
	cr_assert_eq(segbias_options_memory(options, "people.csv", bytes, size, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_options_memory(options, "census.csv", REFERENCE, strlen(REFERENCE), NULL), SEGBIAS_OK);
	results[1] = result_of(job, "people.csv", "census.csv", options, "json");
	for (size_t i = 2; i < 4 && streams; i++) {
		struct giver people = {
		    .bytes = bytes, .size = size, .step = i == 2 ? 7 : SIZE_MAX, .fails_at = SIZE_MAX};
		struct giver census = {.bytes = REFERENCE, .size = strlen(REFERENCE), .step = 3, .fails_at = SIZE_MAX};
		cr_assert_eq(segbias_options_stream(options, "people.csv", give, &people, NULL), SEGBIAS_OK);
		cr_assert_eq(segbias_options_stream(options, "census.csv", give, &census, NULL), SEGBIAS_OK);
		results[i] = result_of(job, "people.csv", "census.csv", options, "json");
		cr_expect(people.given == size && census.given == strlen(REFERENCE));
	}
	for (size_t i = 1; i < 4; i++)
		cr_expect(!results[i] || strcmp(results[i], results[0]) == 0, "%zu:\n%s\n%s", i, results[i],
		          results[0]);
	cr_expect_not_null(strstr(results[0], "people.csv"));
	for (size_t i = 0; i < 4; i++)
		free(results[i]);
	segbias_options_free(options);
	cr_assert(chdir(before) == 0 && rmdir(folder) == 0);
}

Test(options, the_same_result_from_memory_and_from_a_stream)
{
	static const char *const THREADS[] = {"1", "3"};
	static const size_t ROWS[] = {40, 200000};
	for (size_t r = 0; r < sizeof ROWS / sizeof *ROWS; r++) {
		struct segbias_text text = make_campaign(ROWS[r]);
		size_t sizes[3] = {text.size, 0, 0};
		unsigned char *forms[3] = {(unsigned char *)text.data, pack(&text, &sizes[1]), widen(&text, &sizes[2])};
		for (size_t i = 0; i < 3; i++)
			for (size_t t = 0; t < 2; t++)
				expect_same(segbias_compare, forms[i], sizes[i], THREADS[t], true);
		expect_same(segbias_inspect, forms[1], sizes[1], "2", false);
		free(forms[1]);
		free(forms[2]);
		segbias_text_release(&text);
	}
}

/* A name stands for its bytes until it is taken back, and never for a file that is called so. */
Test(options, names_of_inputs)
{
	struct segbias_options *options = make();
	struct segbias_findings *findings = NULL;
	struct segbias_error error = {0};
	struct segbias_text people = make_campaign(60);
	struct giver giver = {.bytes = people.data, .size = people.size, .step = 50, .fails_at = SIZE_MAX};
	char name[] = "upload 1";
	cr_assert_eq(segbias_options_memory(options, name, "no table", 8, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_options_memory(options, name, people.data, people.size, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_options_memory(options, "the census", REFERENCE, strlen(REFERENCE), NULL), SEGBIAS_OK);
	memset(name, 'x', sizeof name - 1);
	free(result_of(segbias_compare, "upload 1", "the census", options, "json"));
	/* A second time: the bytes are still there. The file itself is asked for by another name. */
	free(result_of(segbias_cells, "upload 1", "the census", options, "csv"));
	free(result_of(segbias_inspect, "upload 1", NULL, options, "json"));
	cr_expect_eq(segbias_compare("upload 2", "the census", options, &findings, &error), SEGBIAS_DATA);
	cr_expect_str_eq(error.file, "upload 2");
	/* An empty one is an empty file; NULL takes it back. */
	cr_assert_eq(segbias_options_memory(options, "upload 1", "", 0, NULL), SEGBIAS_OK);
	cr_expect_eq(segbias_compare("upload 1", "the census", options, &findings, &error), SEGBIAS_DATA);
	cr_expect_str_eq(error.id, "empty_file");
	cr_assert_eq(segbias_options_memory(options, "upload 1", NULL, 0, NULL), SEGBIAS_OK);
	cr_expect_eq(segbias_compare("upload 1", "the census", options, &findings, &error), SEGBIAS_DATA);
	cr_expect_str_eq(error.id, "cannot_be_read");
	/* A stream gives its bytes once. */
	cr_assert_eq(segbias_options_stream(options, "upload 1", give, &giver, NULL), SEGBIAS_OK);
	cr_expect_eq(segbias_inspect("upload 1", "the census", options, &findings, &error), SEGBIAS_USAGE);
	cr_expect_str_eq(error.id, "stdin_read_twice");
	cr_expect_eq(segbias_compare("upload 1", "upload 1", options, &findings, &error), SEGBIAS_USAGE);
	cr_expect_str_eq(error.id, "stdin_twice");
	set(options, "eligible", "sex=f");
	cr_expect_eq(segbias_compare("upload 1", NULL, options, &findings, &error), SEGBIAS_USAGE);
	cr_expect_str_eq(error.id, "eligible_from_stdin");
	cr_expect_eq(giver.given, 0);
	/* From memory it is read twice. */
	cr_assert_eq(segbias_options_memory(options, "upload 1", people.data, people.size, NULL), SEGBIAS_OK);
	free(result_of(segbias_compare, "upload 1", NULL, options, "json"));
	cr_expect_null(findings);
	segbias_text_release(&people);
	segbias_options_free(options);
}

/* A spreadsheet is refused by its bytes: no file of its name is looked into. */
Test(options, bytes_that_are_no_table)
{
	static const char ZIP[] = "PK\3\4 and so on";
	struct segbias_options *options = make();
	struct segbias_findings *findings = NULL;
	struct segbias_error error = {0};
	cr_assert_eq(segbias_options_memory(options, "a.xlsx", ZIP, sizeof ZIP, NULL), SEGBIAS_OK);
	cr_expect_eq(segbias_inspect("a.xlsx", NULL, options, &findings, &error), SEGBIAS_DATA);
	cr_expect_str_eq(error.id, "not_a_table_file");
	cr_expect_str_eq(error.file, "a.xlsx");
	segbias_options_free(options);
}

Test(options, inputs_that_are_wrong)
{
	struct segbias_options *options = make();
	struct segbias_error error = {0};
	static const char *const NAMES[] = {NULL, "", "-"};
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
		cr_expect_eq(segbias_options_memory(options, NAMES[i], "a", 1, &error), SEGBIAS_USAGE);
		cr_expect_eq(segbias_options_stream(options, NAMES[i], give, NULL, &error), SEGBIAS_USAGE);
	}
	cr_expect_eq(segbias_options_memory(options, "a", NULL, 1, &error), SEGBIAS_USAGE);
	cr_expect_eq(segbias_options_memory(NULL, "a", "a", 1, &error), SEGBIAS_USAGE);
	cr_expect_eq(segbias_options_stream(NULL, "a", give, NULL, NULL), SEGBIAS_USAGE);
	cr_expect_eq(segbias_options_memory(options, "never there", NULL, 0, &error), SEGBIAS_OK);
	cr_expect_eq(options->inlet_count, 0);
	segbias_options_free(options);
}

/* Wherever a stream fails the job fails with it: as the campaign and as the reference, packed or not, by one thread and by more. */
Test(options, streams_that_fail)
{
	static const size_t PARTS[] = {0, 10, 1 << 20, 2000000};
	struct segbias_text text = make_campaign(300000);
	struct segbias_text few = make_campaign(100);
	size_t sizes[2] = {text.size, 0};
	char *forms[2] = {text.data, (char *)pack(&text, &sizes[1])};
	for (size_t form = 0; form < 2; form++)
		for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS && PARTS[i] < sizes[form]; i++)
			for (size_t threads = 1; threads < 4; threads += 2) {
				struct segbias_options *options = make();
				struct segbias_findings *findings = NULL;
				struct segbias_error error = {0};
				struct giver giver = {forms[form], sizes[form], 0, 4096, PARTS[i], 0};
				segbias_options_threads(options, (unsigned)threads);
				cr_assert_eq(segbias_options_stream(options, "stream", give, &giver, NULL), SEGBIAS_OK);
				cr_assert_eq(
				    segbias_options_memory(options, "census", REFERENCE, strlen(REFERENCE), NULL),
				    SEGBIAS_OK);
				cr_assert_eq(segbias_options_memory(options, "few", few.data, few.size, NULL),
				             SEGBIAS_OK);
				cr_expect_eq(segbias_compare("stream", "census", options, &findings, &error),
				             SEGBIAS_INPUT, "form %zu, part %zu, %zu threads: %d, %s", form, i, threads,
				             (int)error.status, error.message);
				cr_expect_eq(error.status, SEGBIAS_INPUT);
				cr_expect_str_eq(error.file, "stream");
				cr_expect_not_null(strstr(error.message, "returned -5"));
				cr_expect_null(findings);
				giver.given = 0;
				cr_expect_eq(segbias_inspect("stream", NULL, options, &findings, NULL), SEGBIAS_INPUT);
				giver.given = 0;
				cr_expect_eq(segbias_compare("few", "stream", options, &findings, NULL), SEGBIAS_INPUT);
				segbias_options_free(options);
			}
	free(forms[1]);
	segbias_text_release(&few);
	segbias_text_release(&text);
}

/* A stream that ends early, in whatever form and within whatever is told by its first bytes, is asked for its end once: what it
 * would say after that, nobody knows. */
Test(options, a_stream_that_has_ended_is_left_alone)
{
	static const size_t PARTS[] = {0, 1, 2, 3, 17, 60, 61, 4096};
	struct segbias_text text = make_campaign(3000);
	size_t sizes[3] = {text.size, 0, 0};
	char *forms[3] = {text.data, (char *)pack(&text, &sizes[1]), (char *)widen(&text, &sizes[2])};
	for (size_t form = 0; form < 3; form++)
		for (size_t i = 0; i < 2 * sizeof PARTS / sizeof *PARTS; i++) {
			struct segbias_options *options = make();
			struct segbias_findings *findings = NULL;
			size_t size = PARTS[i / 2] < sizes[form] ? PARTS[i / 2] : sizes[form];
			struct giver giver = {.bytes = forms[form], .size = size, .step = 1000, .fails_at = SIZE_MAX};
			segbias_options_threads(options, i % 2 ? 3 : 1);
			cr_assert_eq(segbias_options_stream(options, "stream", give, &giver, NULL), SEGBIAS_OK);
			(void)segbias_inspect("stream", NULL, options, &findings, NULL);
			cr_expect_leq(giver.ends, 1, "form %zu, %zu bytes: %zu", form, giver.size, giver.ends);
			cr_expect_eq(giver.given, giver.size);
			segbias_findings_free(findings);
			segbias_options_free(options);
		}
	free(forms[1]);
	free(forms[2]);
	segbias_text_release(&text);
}

/* --- progress ----------------------------------------------------------------------------------------------------- */

struct watcher {
	size_t calls, stop_at; /* 0: never */
	uint64_t campaign, reference, size;
	uint64_t questions, asked;
};

static int watch(void *context, const char *path, uint64_t bytes, uint64_t size)
{
	struct watcher *watcher = context;
	watcher->calls++;
	if (!path) {
		cr_expect_eq(bytes, watcher->asked);
		watcher->asked++;
		watcher->questions = size;
	} else if (strcmp(path, "people") == 0) {
		cr_expect_eq(watcher->asked, 0, "the files come first");
		cr_expect_geq(bytes, watcher->campaign);
		watcher->campaign = bytes;
		watcher->size = size;
	} else {
		cr_expect_str_eq(path, "census");
		watcher->reference = bytes;
	}
	return watcher->calls == watcher->stop_at ? 1 : 0;
}

static int count_calls(void *context, const char *path, uint64_t bytes, uint64_t size)
{
	struct watcher *watcher = context;
	(void)path;
	(void)bytes;
	(void)size;
	return ++watcher->calls == watcher->stop_at ? 1 : 0;
}

/* Told until the end; and ended at every single moment. */
Test(options, progress_and_its_end)
{
	/* Half a megabyte: a quarter of the calls come while it is read, with one thread and with three. */
	struct segbias_text text = make_campaign(60000);
	for (unsigned threads = 1; threads < 4; threads += 2) {
		struct segbias_options *options = make();
		struct segbias_findings *findings = NULL;
		struct segbias_error error = {0};
		struct watcher watcher = {0};
		segbias_options_threads(options, threads);
		segbias_options_progress(options, watch, &watcher);
		cr_assert_eq(segbias_options_memory(options, "people", text.data, text.size, NULL), SEGBIAS_OK);
		cr_assert_eq(segbias_options_memory(options, "census", REFERENCE, strlen(REFERENCE), NULL), SEGBIAS_OK);
		free(result_of(segbias_compare, "people", "census", options, "json"));
		cr_expect(watcher.campaign == text.size && watcher.size == text.size);
		cr_expect_eq(watcher.reference, strlen(REFERENCE));
		cr_expect(watcher.questions > 5 && watcher.asked == watcher.questions);
		size_t calls = watcher.calls;
		for (size_t at = 1; at <= calls; at++) {
			watcher = (struct watcher){.stop_at = at};
			cr_expect_eq(segbias_compare("people", "census", options, &findings, &error), SEGBIAS_CANCELLED,
			             "call %zu of %zu: %d", at, calls, (int)error.status);
			cr_expect_str_eq(error.id, "cancelled");
			cr_expect_null(findings);
			cr_expect_eq(watcher.calls, at, "%u threads, call %zu of %zu: %zu", threads, at, calls,
			             watcher.calls);
		}
		watcher = (struct watcher){.stop_at = 1};
		cr_expect_eq(segbias_inspect("people", NULL, options, &findings, &error), SEGBIAS_CANCELLED);
		watcher = (struct watcher){.stop_at = 2};
		cr_expect_eq(segbias_cells("people", "census", options, &findings, &error), SEGBIAS_CANCELLED);
		set(options, "plan", "100");
		watcher = (struct watcher){.stop_at = 1};
		cr_expect_eq(segbias_plan(NULL, "census", options, &findings, &error), SEGBIAS_CANCELLED);
		/* Nobody is told any more. */
		segbias_options_progress(options, NULL, NULL);
		watcher = (struct watcher){.stop_at = 1};
		set(options, "plan", NULL);
		free(result_of(segbias_compare, "people", "census", options, "json"));
		cr_expect_eq(watcher.calls, 0);
		segbias_options_free(options);
	}
	segbias_text_release(&text);
}

/* A short file is read whole before its header is understood, and of a plan's campaign nothing more is read: the end is not forgotten
 * meanwhile, and nobody is told any more after it. */
Test(options, every_job_ends_where_it_is_told_to)
{
	run_job *const JOBS[] = {segbias_compare, segbias_inspect, segbias_check,
	                         segbias_cells,   segbias_plan,    segbias_look};
	struct segbias_text text = make_campaign(60);
	for (size_t i = 0; i < sizeof JOBS / sizeof *JOBS; i++) {
		struct segbias_options *options = make();
		struct segbias_findings *findings = NULL;
		struct watcher watcher = {0};
		segbias_options_progress(options, count_calls, &watcher);
		set(options, "plan", i < 4 ? NULL : "100");
		cr_assert_eq(segbias_options_memory(options, "people", text.data, text.size, NULL), SEGBIAS_OK);
		cr_assert_eq(segbias_options_memory(options, "census", REFERENCE, strlen(REFERENCE), NULL), SEGBIAS_OK);
		cr_assert_eq(JOBS[i]("people", "census", options, &findings, NULL), SEGBIAS_OK);
		segbias_findings_free(findings);
		findings = NULL;
		size_t calls = watcher.calls;
		cr_expect_geq(calls, 4);
		for (size_t at = 1; at <= calls; at++) {
			watcher = (struct watcher){.stop_at = at};
			cr_expect_eq(JOBS[i]("people", "census", options, &findings, NULL), SEGBIAS_CANCELLED,
			             "job %zu, call %zu of %zu", i, at, calls);
			cr_expect_null(findings);
			cr_expect_eq(watcher.calls, at, "job %zu, call %zu: %zu", i, at, watcher.calls);
		}
		segbias_options_free(options);
	}
	segbias_text_release(&text);
}

/* --- with the rest ------------------------------------------------------------------------------------------------ */

static enum segbias_status check_job(const char *campaign, const char *reference, const struct segbias_options *options,
                                     struct segbias_findings **findings, struct segbias_error *error)
{
	return segbias_check(campaign, reference, options, findings, error);
}

/* A policy and a baseline in memory and from a stream are those of a file of that name, also where a preset is called so. */
Test(options, policies_and_baselines_are_read_from_memory)
{
	static const char *const NAMES[] = {"night.yaml", "coverage"};
	static const char POLICY[] = "fail_on: [over, new]\nmin_n: 40\n";
	struct segbias_text people = make_campaign(900);
	struct segbias_text before = make_campaign(1100);
	struct segbias_options *options = make();
	cr_assert_eq(segbias_options_memory(options, "people", before.data, before.size, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_options_memory(options, "census", REFERENCE, strlen(REFERENCE), NULL), SEGBIAS_OK);
	char *last = result_of(check_job, "people", "census", options, "json");
	cr_assert_eq(segbias_options_memory(options, "people", people.data, people.size, NULL), SEGBIAS_OK);
	for (size_t i = 0; i < 2; i++) {
		char folder[] = "/tmp/segbias-test-XXXXXX";
		char path[2][64];
		cr_assert_not_null(mkdtemp(folder));
		(void)snprintf(path[0], sizeof path[0], "%s/%s", folder, NAMES[i]);
		(void)snprintf(path[1], sizeof path[1], "%s/last.json", folder);
		run_write(path[0], POLICY, strlen(POLICY));
		run_write(path[1], last, strlen(last));
		set(options, "policy", path[0]);
		set(options, "baseline", path[1]);
		char *file = result_of(check_job, "people", "census", options, "json");
		cr_assert(unlink(path[0]) == 0 && unlink(path[1]) == 0 && rmdir(folder) == 0);
		set(options, "policy", NAMES[i]);
		set(options, "baseline", "the last night");
		cr_assert_eq(segbias_options_memory(options, NAMES[i], POLICY, strlen(POLICY), NULL), SEGBIAS_OK);
		cr_assert_eq(segbias_options_memory(options, "the last night", last, strlen(last), NULL), SEGBIAS_OK);
		char *memory = result_of(check_job, "people", "census", options, "json");
		cr_expect_str_eq(memory, file);
		cr_expect_not_null(strstr(memory, "\"min_n\": 40"));
		struct giver giver = {.bytes = POLICY, .size = strlen(POLICY), .step = 3, .fails_at = SIZE_MAX};
		struct giver result = {.bytes = last, .size = strlen(last), .step = 1000, .fails_at = SIZE_MAX};
		cr_assert_eq(segbias_options_stream(options, NAMES[i], give, &giver, NULL), SEGBIAS_OK);
		cr_assert_eq(segbias_options_stream(options, "the last night", give, &result, NULL), SEGBIAS_OK);
		char *stream = result_of(check_job, "people", "census", options, "json");
		cr_expect_str_eq(stream, file);
		free(file);
		free(memory);
		free(stream);
	}
	/* What is wrong in it has its place. */
	static const char WRONG[] = "min_n: 40\nmin_m: 3\n";
	struct segbias_findings *findings = NULL;
	struct segbias_error error = {0};
	set(options, "policy", "upload");
	cr_assert_eq(segbias_options_memory(options, "upload", WRONG, strlen(WRONG), NULL), SEGBIAS_OK);
	cr_expect_eq(segbias_check("people", "census", options, &findings, &error), SEGBIAS_USAGE);
	cr_expect_str_eq(error.file, "upload");
	cr_expect_eq(error.line, 2);
	free(last);
	segbias_options_free(options);
	segbias_text_release(&people);
	segbias_text_release(&before);
}

/* A policy that cannot be read is to blame by its setting, as one whose word is wrong is. */
Test(options, a_policy_that_is_not_there_is_named)
{
	static const char *const PATHS[] = {"nowhere.yaml", "/", "/dev/null/policy.yaml", ""};
	for (size_t i = 0; i < sizeof PATHS / sizeof *PATHS; i++) {
		struct segbias_options *options = make();
		struct segbias_findings *findings = NULL;
		struct segbias_error error = {0};
		set(options, "policy", PATHS[i]);
		cr_expect_eq(segbias_compare("people", "census", options, &findings, &error), SEGBIAS_USAGE);
		cr_expect_str_eq(error.setting, "policy", "%s: %s", PATHS[i], error.message);
		segbias_options_free(options);
	}
}

/* Settings give what the same options give. */
Test(options, settings_are_the_options)
{
	static const char *const RECODE[] = {"sex:f=m"};
	struct segbias_text text = make_campaign(900);
	struct segbias_options *options = make();
	struct segbias_options plain = {
	    .segment = "segment", .recode = {RECODE, 1}, .min_n = "50", .skip_bad = true, .band = "90:110"};
	struct segbias_stream_inlet inlets[] = {{.name = "people", .bytes = text.data, .size = text.size},
	                                        {.name = "census", .bytes = REFERENCE, .size = strlen(REFERENCE)}};
	plain.inlets = inlets;
	plain.inlet_count = 2;
	set(options, "segment", "segment");
	set(options, "recode", "sex:f=m");
	set(options, "min-n", "50");
	set(options, "skip-bad", "true");
	set(options, "band", "90:110");
	cr_assert_eq(segbias_options_memory(options, "people", text.data, text.size, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_options_memory(options, "census", REFERENCE, strlen(REFERENCE), NULL), SEGBIAS_OK);
	char *set_so = result_of(segbias_compare, "people", "census", options, "json");
	char *given = result_of(segbias_compare, "people", "census", &plain, "json");
	cr_expect_str_eq(set_so, given);
	cr_expect_not_null(strstr(given, "90,"));
	free(set_so);
	free(given);
	segbias_options_free(options);
	segbias_text_release(&text);
}

/* Warnings name settings as errors do; a result that is read back does, too. */
Test(options, warnings_name_the_setting)
{
	struct segbias_text text = make_campaign(900);
	struct segbias_options *options = make();
	struct segbias_findings *findings = NULL;
	struct segbias_error warning = {0};
	size_t flags = 0;
	size_t settings = 0;
	static const char WOMEN[] = "attribute,value,count\nsex,female,51\nsex,n,49\n";
	cr_assert_eq(segbias_options_memory(options, "people", text.data, text.size, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_options_memory(options, "census", WOMEN, strlen(WOMEN), NULL), SEGBIAS_OK);
	for (size_t round = 0; round < 2; round++) {
		cr_assert_eq(segbias_compare("people", "census", options, &findings, &warning), SEGBIAS_OK, "%s",
		             warning.message);
		for (size_t i = 0; i < segbias_findings_warnings(findings); i++) {
			(void)segbias_findings_warning(findings, i, &warning);
			size_t *words = round ? &flags : &settings;
			const char *of = round ? "--recode" : "`recode`";
			*words += strstr(warning.hint, of) != NULL;
			cr_expect_null(strstr(warning.hint, round ? "`recode`" : "--recode"), "%s", warning.hint);
		}
		segbias_findings_free(findings);
		segbias_options_flags(options);
	}
	cr_expect(settings > 0 && flags == settings, "%zu, %zu", settings, flags);
	segbias_options_free(options);
	segbias_text_release(&text);
}

/* A result is the same for both: only what a program is told by the library itself is worded for it. */
Test(options, results_are_worded_alike)
{
	struct segbias_text text = make_campaign(900);
	struct segbias_options *options = make();
	char *results[2] = {NULL};
	set(options, "attributes", "nothing");
	cr_assert_eq(segbias_options_memory(options, "people", text.data, text.size, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_options_memory(options, "census", REFERENCE, strlen(REFERENCE), NULL), SEGBIAS_OK);
	for (size_t i = 0; i < 2; i++) {
		struct segbias_findings *findings = NULL;
		struct segbias_error warning = {0};
		cr_assert_eq(segbias_inspect("people", "census", options, &findings, NULL), SEGBIAS_OK);
		size_t at = 0;
		while (at < segbias_findings_warnings(findings) &&
		       strcmp(segbias_findings_warning(findings, at, &warning), "not_comparable") != 0)
			at++;
		cr_assert_lt(at, segbias_findings_warnings(findings));
		cr_expect_not_null(strstr(warning.message, i ? ": --attributes: there" : ": `attributes`: there"), "%s",
		                   warning.message);
		segbias_findings_free(findings);
		results[i] = result_of(segbias_inspect, "people", "census", options, "json");
		segbias_options_flags(options);
	}
	cr_expect_str_eq(results[0], results[1]);
	free(results[0]);
	free(results[1]);
	segbias_options_free(options);
	segbias_text_release(&text);
}

Test(options, what_is_null)
{
	struct segbias_options zero = {0};
	struct segbias_error error = {0};
	char name[SEGBIAS_SETTING_MAX];
	cr_expect_eq(segbias_options_create(NULL, &error), SEGBIAS_USAGE);
	cr_expect_eq(segbias_options_create(NULL, NULL), SEGBIAS_USAGE);
	cr_expect_eq(segbias_options_set(NULL, "alpha", "1", &error), SEGBIAS_USAGE);
	cr_expect_eq(segbias_options_set(&zero, NULL, "1", &error), SEGBIAS_USAGE);
	cr_expect_eq(segbias_options_set(NULL, NULL, NULL, NULL), SEGBIAS_USAGE);
	cr_expect_null(segbias_options_get(NULL, "alpha", 0));
	cr_expect_null(segbias_options_get(&zero, NULL, 0));
	cr_expect_null(segbias_options_get(&zero, "map", SIZE_MAX));
	cr_expect_null(segbias_options_name(SIZE_MAX, name));
	cr_expect_null(segbias_options_name(0, NULL));
	segbias_options_progress(NULL, watch, NULL);
	segbias_options_threads(NULL, 3);
	segbias_options_flags(NULL);
	segbias_options_free(NULL);
	segbias_options_threads(&zero, UINT32_MAX);
	cr_expect_eq(zero.threads_default, 256);
}
