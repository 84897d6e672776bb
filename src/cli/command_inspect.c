/* Command: inspect. How a file is read, and with a reference which mapping compare would use. */
#include "job_options.h"

static const struct option OPTIONS[] = {
#define COMPARE_OPTION(field, kind, letter, name, argument, group, help)
#define AUDIT_OPTION(field, kind, letter, name, argument, group, help)
#define GATE_OPTION(field, kind, letter, name, argument, group, help)
#define RISKS_OPTION(field, kind, letter, name, argument, group, help)
#include <segbias/options.def>
    {0, "cells", NULL, OPTION_FLAG, AT(cells), "Output",
     "what compare would use of FILE, as CSV: the cells of a joint table, or the values of every attribute"},
    {'f', "format", "FORMAT", OPTION_TEXT, AT(format), NULL,
     "of stdout: text, json, markdown, html (text); with --cells csv"},
    {'o', "output", "FILE", OPTION_LIST, AT(outputs), NULL,
     "one file more: .html .md .txt .json, with --cells .csv; repeatable"},
    {0, "lang", "LANGUAGE", OPTION_TEXT, AT(language), NULL, "of text, markdown and html: en or ar (by the locale)"},
    {0, "title", "TEXT", OPTION_TEXT, AT(title), NULL, "heads the report (the names of the files)"},
    JOB_OPTIONS_END,
};

static enum segbias_status run_job(const char *const *files, const struct segbias_options *options,
                                   struct segbias_findings **findings, struct segbias_error *error)
{
	return segbias_inspect(files[0], files[1], options, findings, error);
}

static enum segbias_status run_cells(const char *const *files, const struct segbias_options *options,
                                     struct segbias_findings **findings, struct segbias_error *error)
{
	return segbias_cells(files[0], files[1], options, findings, error);
}

static int run(const struct command *command, int argc, char **argv)
{
	static const struct job CELLS = {
	    .files_missing = "a file is needed", .formats = "csv", .format = "csv", .run = run_cells};
	static const struct job JOB = {.files_missing = "a file is needed",
	                               .formats = "text, json, markdown, html",
	                               .format = "text",
	                               .cells = &CELLS,
	                               .run = run_job};
	return job_main(command, &JOB, argc, argv);
}

const struct command command_inspect = {
    "inspect",
    "show how a file is read, and which mapping a comparison would use",
    "FILE [REFERENCE] [OPTION]...",
    "  segbias inspect campaign.csv\n"
    "  segbias inspect campaign.csv census.csv\n"
    "  segbias inspect campaign.csv census.csv --map sex=gender --format json\n"
    "  segbias inspect campaign.csv census.csv -o reading.html --lang ar\n"
    "  segbias inspect census.csv --cells --where year=2021 > cells.csv\n",
    "Files are read as compare reads them, .gz and .zst too. For every column: its type, distinct values (exact to 10,000), missing values, role, and whether it looks like "
    "personal data; values are never shown but those of compared attributes. With one file either form of an option means it. --cells "
    "writes what is read: totals, overlaps and percentages left out, spellings joined, segments added up; unknown is an "
    "empty cell. A file that compare would refuse is then refused. Exit status: 0 it worked; 2 usage; "
    "3 the data; 5 the system. Memory grows with distinct values, not with rows.",
    OPTIONS,
    run,
    NULL,
    NULL,
};
