/* Command: audit. How a model's decisions treat groups; with a policy or --fail-on a gate. */
#include "job_options.h"
#include "message.h"

static const struct option OPTIONS[] = {
#define PAIR_OPTION(field, kind, letter, name, argument, group, help)
#define PAIR_COMPARE_OPTION(field, kind, letter, name, argument, group, help)
#define PLAN_OPTION(field, kind, letter, name, argument, group, help)
#define CHECK_OPTION(field, kind, letter, name, argument, group, help)
#define AUDITED(help, audited) audited
#define RISKS_OPTION(field, kind, letter, name, argument, group, help)
#include <segbias/options.def>
    {'f', "format", "FORMAT", OPTION_TEXT, AT(format), "Output",
     "of stdout: text, json, ndjson, csv, markdown, html, prometheus (text)"},
    {'o', "output", "FILE", OPTION_LIST, AT(outputs), NULL,
     "one file more: .html .md .txt .json .ndjson .csv .prom; repeatable"},
    {0, "charts", "DIR", OPTION_TEXT, AT(charts.directory), NULL,
     "write a chart of the ratios to this folder (drawn by gnuplot; made where it is missing)"},
    {0, "chart-format", "FORMAT", OPTION_TEXT, AT(charts.format), NULL, "svg, png or pdf (svg)"},
    {0, "lang", "LANGUAGE", OPTION_TEXT, AT(language), NULL,
     "of text, markdown, html and charts: en or ar (by the locale)"},
    {0, "title", "TEXT", OPTION_TEXT, AT(title), NULL, "heads the report (the name of the file)"},
    JOB_OPTIONS_END,
};

static enum segbias_status run_job(const char *const *files, const struct segbias_options *options,
                                   struct segbias_findings **findings, struct segbias_error *error)
{
	return segbias_audit(files[0], options, findings, error);
}

static int run(const struct command *command, int argc, char **argv)
{
	static const struct job JOB = {.files_missing = "a file of decisions is needed",
	                               .formats = "text, json, ndjson, csv, markdown, html, prometheus",
	                               .format = "text",
	                               .judges = true,
	                               .message = message_audit,
	                               .one_file = true,
	                               .run = run_job};
	return job_main(command, &JOB, argc, argv);
}

const struct command command_audit = {
    "audit",
    "say how often a model's decisions select each group of people",
    "DECISIONS --decision COL[=VALUE]|--score COL [OPTION]...",
    "  segbias audit decisions.csv --decision approved\n"
    "  segbias audit decisions.csv --decision outcome=hired -a 'sex,race,sex*race'\n"
    "  segbias audit applicants.csv --decision hired=yes -a race --against race=White -f json\n"
    "  segbias audit hired.csv --decision hired -n people --fail-on under -o audit.html\n"
    "  segbias audit loans.csv --score score --threshold 0.6 --label repaid --given branch\n"
    "  segbias audit - --decision selected --min-share 2% < decisions.csv\n",
    "DECISIONS is a CSV or TSV file (.gz, .zst too), or - for standard input: a row a person, or a table with a column of counts. "
    "Of every group it says how often it is selected, and the ratio to the most selected one. A*B crosses two attributes; a "
    "column whose name holds * is quoted. With a policy or --fail-on it is a gate, and its exit status 1 breached (under: a "
    "ratio below four fifths that is shown and that one person does not turn; likely: also one that may be chance) or 4 "
    "undecided (unclear); else 0 it worked, whatever was found. Always 2 usage; 3 the data, or a gate that judged nothing; 5 the "
    "system. Memory grows with distinct values, not with rows; with --publish also with triples of values that occur "
    "together (some 60 bytes each).",
    OPTIONS,
    run,
    NULL,
    NULL,
};
