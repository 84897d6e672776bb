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

/* The narrowest type that every value has, wherever the one stands that widens it. */
Test(inspect, types)
{
	static const char FILE[] = "whole,real,day,band,word,member,late,none\n"
				   "3,2.5,2024-01-31,18-24,Oslo,yes,7,\n"
				   "4,3,2024-02-29,25-34,Lund,no,8,\n"
				   "5,4,2024-03-31,35+,Turku,yes,x,\n";
	static const char *const TYPES[] = {"integer", "number", "date", "band", "text", "boolean", "text", "empty"};
	struct run run = inspect(FILE);
	const struct segbias_file_finding *file = &run.findings->files[0];
	cr_assert_eq(file->column_count, sizeof TYPES / sizeof *TYPES);
	for (size_t i = 0; i < file->column_count; i++)
		cr_expect_str_eq(file->columns[i].type, TYPES[i], "%zu: %s", i, file->columns[i].type);
	run_release(&run);
}
