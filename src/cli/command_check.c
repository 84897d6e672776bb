/* Command: check. The comparison as a gate: its exit status says whether the policy is kept. */
#include "job_options.h"
#include "message.h"

static const struct option OPTIONS[] = {
#define AUDIT_OPTION(field, kind, letter, name, argument, group, help)
#define PLAN_OPTION(field, kind, letter, name, argument, group, help)
#define RISKS_OPTION(field, kind, letter, name, argument, group, help)
#include <segbias/options.def>
    {'f', "format", "FORMAT", OPTION_TEXT, AT(format), "Output",
     "of stdout, which has nothing otherwise: json, text, markdown, html, ndjson, csv, prometheus"},
    {'o', "output", "FILE", OPTION_LIST, AT(outputs), NULL,
     "one file more: .json .txt .md .html .ndjson .csv .prom; repeatable"},
    {0, "charts", "DIR", OPTION_TEXT, AT(charts.directory), NULL,
     "write charts to this folder (drawn by gnuplot; made where it is missing)"},
    {0, "chart-format", "FORMAT", OPTION_TEXT, AT(charts.format), NULL, "svg, png or pdf (svg)"},
    {0, "lang", "LANGUAGE", OPTION_TEXT, AT(language), NULL,
     "of text, markdown, html and charts: en or ar (by the locale)"},
    {0, "title", "TEXT", OPTION_TEXT, AT(title), NULL, "heads the report (the names of the files)"},
    {0, "explain-mapping", NULL, OPTION_FLAG, AT(explain), NULL, "list what matched what in the text"},
    JOB_OPTIONS_END,
};

static enum segbias_status run_job(const char *const *files, const struct segbias_options *options,
                                   struct segbias_findings **findings, struct segbias_error *error)
{
	return segbias_check(files[0], files[1], options, findings, error);
}

static int run(const struct command *command, int argc, char **argv)
{
	static const struct job JOB = {.files_missing = "a campaign and a reference are needed",
	                               .formats = "json, text, markdown, html, ndjson, csv, prometheus",
	                               .gate = true,
	                               .run = run_job};
	return job_main(command, &JOB, argc, argv);
}

const struct command command_check = {
    "check",
    "the same as a gate: its exit status tells whether the policy is kept",
    "CAMPAIGN REFERENCE [OPTION]...",
    "  segbias check campaign.csv census.csv\n"
    "  segbias check campaign.csv census.csv -q -o result.json\n"
    "  segbias check campaign.csv census.csv --fail-on under,likely,incomplete\n"
    "  segbias check campaign.csv census.csv --policy policy.yaml --as-of 2026-03-31\n"
    "  segbias check - census.csv -f prometheus < campaign.csv > segbias.prom\n",
    "What it compares, and how, is that of compare. A line for each breach goes to stderr, the worst of each rule first; where "
    "nothing is breached a line for each rule says how near it is (with -q nothing). Exit status: 0 nothing of the policy is "
    "breached; 1 something is; 2 usage, or the policy; 3 the data or the mapping, also where nothing could be judged or a "
    "required attribute not be compared; 4 undecided, where --fail-on has unclear, or what the policy asks for by itself tested "
    "nothing; 5 the system.",
    OPTIONS,
    run,
    NULL,
    NULL,
};
