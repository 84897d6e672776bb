#include "jobs/run.h"
#include "report/format.h"

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

Test(format, clean_text)
{
	struct segbias_text text = {0};
	segbias_text_add_clean(&text, (struct segbias_label){"aé\n\xff\xe2\x80\xae😀", 12});
	cr_assert_str_eq(text.data, "aé\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd😀");
	segbias_text_release(&text);
}
