#include "jobs/run.h"
#include "report/format.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Test(format, names_and_suffixes)
{
	cr_assert_str_eq(segbias_format_by_suffix("a/b.c/x.json"), "json");
	cr_assert_str_eq(segbias_format_by_suffix("x.csv"), "csv");
	cr_assert_str_eq(segbias_format_by_suffix("x.ndjson"), "ndjson");
	cr_assert_str_eq(segbias_format_by_suffix("x.tar.txt"), "text");
	cr_assert_null(segbias_format_by_suffix("x"));
	cr_assert_null(segbias_format_by_suffix("x.JPEG"));
	cr_assert_null(segbias_format_by_suffix("dir.json/x"));
	cr_assert_null(segbias_format_by_suffix(""));
}

Test(format, an_unknown_one)
{
	struct run run = run_good("segment,g\nS,a\n", "g,count\na,1\n", NULL);
	struct segbias_render_options options = {.format = "xml"};
	struct segbias_error error = {0};
	char *bytes = NULL;
	size_t size = 7;
	cr_assert_eq(segbias_findings_render(run.findings, &options, &bytes, &size, &error), SEGBIAS_USAGE);
	cr_assert_eq(strncmp(error.message, "format \"xml\": it must be one of text, json, ndjson, csv", 55), 0, "%s",
	             error.message);
	cr_assert(bytes == NULL && size == 7, "untouched");
	run_release(&run);
}

/* What is staged is what is rendered. */
Test(format, staged)
{
	static const char *const NAMES[] = {"text", "json", "ndjson", "csv"};
	enum { MORE = 8 };
	struct run run = run_good("segment,g\nS,a\nS,b\nT,a\n", "g,count\na,1\nb,2\n", NULL);
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
		struct segbias_render_options options = {.format = NAMES[i]};
		struct segbias_output *output = NULL;
		char *bytes = NULL;
		size_t size = 0;
		FILE *file = tmpfile();
		cr_assert_not_null(file);
		cr_assert_eq(segbias_output_create(&output, NULL), SEGBIAS_OK);
		cr_assert_eq(segbias_findings_stage(run.findings, &options, output, NULL, NULL), SEGBIAS_OK);
		cr_assert_eq(segbias_findings_render(run.findings, &options, &bytes, &size, NULL), SEGBIAS_OK);
		cr_assert_eq(segbias_output_copy(output, fileno(file), NULL), SEGBIAS_OK);
		char *staged = calloc(size + MORE, 1);
		cr_assert_not_null(staged);
		cr_assert_eq(fseek(file, 0, SEEK_SET), 0);
		cr_assert_eq(fread(staged, 1, size + MORE, file), size, "%s", NAMES[i]);
		cr_assert_eq(memcmp(staged, bytes, size), 0, "%s", NAMES[i]);
		(void)fclose(file);
		free(staged);
		free(bytes);
		segbias_output_free(output);
	}
	run_release(&run);
}

Test(format, clean_text)
{
	struct segbias_text text = {0};
	segbias_text_add_clean(&text, (struct segbias_label){"aé\n\xff\xe2\x80\xae😀", 12});
	cr_assert_str_eq(text.data, "aé\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd😀");
	segbias_text_release(&text);
}
