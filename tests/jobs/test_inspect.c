/* What is said of files that are looked at alone. */
#include "jobs/run.h"

static struct run inspect(const char *bytes)
{
	struct run run = run_files(segbias_inspect, bytes, NULL, NULL);
	cr_assert(run.findings && run.findings->file_count == 1, "%s", run.error.message);
	return run;
}

/* Names and values of every column say how it is encoded: 0xEE is a letter in windows-1252, 0x81 in neither. */
Test(inspect, encoding)
{
	static const char *const FILES[][2] = {
	    {"town,n\nLyon,1\nNice,2\n", "utf-8"},         {"town,n\nLyon,1\nN\xC3\xAEmes,2\n", "utf-8"},
	    {"town,n\xC3\xB0\nLyon,1\nNice,2\n", "utf-8"}, {"town,n\nLyon,1\nN\xEEmes,2\n", "windows-1252"},
	    {"town,n\nLyon,1\nOrl\x81ns,2\n", "unknown"},  {"town,d\x81p\nLyon,1\nNice,2\n", "unknown"}};
	for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
		struct run run = inspect(FILES[i][0]);
		cr_expect_str_eq(run.findings->files[0].facts.encoding, FILES[i][1], "%zu: %s", i,
		                 run.findings->files[0].facts.encoding);
		run_release(&run);
	}
}
