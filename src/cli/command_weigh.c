/* Command: weigh. Records get weights by which the campaign's margins are the reference's. */
#include "job_options.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static const struct option OPTIONS[] = {
    {0, "method", "METHOD", OPTION_TEXT, AT(method), "How",
     "rake (margins, one after the other), poststratify (cells), linear or logit (all margins at once) (rake)"},
    {0, "bounds", "LOW:HIGH", OPTION_TEXT, AT(bounds), NULL,
     "of a weight by its start weight, around 1, such as 0.3:3: of logit, which needs it, and linear"},
    {0, "trim", "X", OPTION_TEXT, AT(trim), NULL, "no weight above X times the mean; margins are off then"},
    {0, "complete", NULL, OPTION_FLAG, AT(complete), NULL,
     "records with an unknown value get no weight (what is unknown keeps its share)"},
    {0, "recruit", "N", OPTION_TEXT, AT(recruit), NULL,
     "whom to recruit, if N people are, so that the lowest index rises most; and how many the band needs"},
    {0, "exchange", NULL, OPTION_FLAG, AT(exchange), NULL,
     "the fewest people to exchange, so that every value is inside the band"},
#define COMPARE_OPTION(field, kind, letter, name, argument, group, help)
#define AUDIT_OPTION(field, kind, letter, name, argument, group, help)
#define GATE_OPTION(field, kind, letter, name, argument, group, help)
#define RISKS_OPTION(field, kind, letter, name, argument, group, help)
#include <segbias/options.def>
    {0, "weighted", "FILE", OPTION_TEXT, AT(weighted), "Output",
     "the campaign as it was read, with a last column segbias_weight; -: on stdout, and the report needs -o"},
    {0, "cells", "FILE", OPTION_TEXT, AT(cells_output), NULL,
     "CSV: the attributes weighted to, how many records, and the weight of one (with --weight: by its start weight)"},
    {'f', "format", "FORMAT", OPTION_TEXT, AT(format), NULL, "of stdout: text, json, csv, markdown, html (text)"},
    {'o', "output", "FILE", OPTION_LIST, AT(outputs), NULL, "one file more: .html .md .txt .json .csv; repeatable"},
    {0, "charts", "DIR", OPTION_TEXT, AT(charts.directory), NULL,
     "write charts to this folder (drawn by gnuplot; made where it is missing)"},
    {0, "chart-format", "FORMAT", OPTION_TEXT, AT(charts.format), NULL, "svg, png or pdf (svg)"},
    {0, "lang", "LANGUAGE", OPTION_TEXT, AT(language), NULL,
     "of text, markdown, html and charts: en or ar (by the locale)"},
    {0, "title", "TEXT", OPTION_TEXT, AT(title), NULL, "heads the report (the names of the files)"},
    JOB_OPTIONS_END,
};

static bool is_stdout(const char *path)
{
	return path && strcmp(path, "-") == 0;
}

/* The files of weights beside the report. */
static enum segbias_status stage(const void *context, const struct segbias_findings *findings,
                                 const struct segbias_render_options *options, struct segbias_output *output,
                                 struct segbias_error *error)
{
	const struct job_arguments *arguments = context;
	struct segbias_render_options own = *options;
	enum segbias_status status = SEGBIAS_OK;
	own.format = "weighted";
	if (arguments->weighted)
		status = segbias_findings_stage(findings, &own, output,
		                                is_stdout(arguments->weighted) ? NULL : arguments->weighted, error);
	own.format = "cells";
	if (status == SEGBIAS_OK && arguments->cells_output)
		status = segbias_findings_stage(findings, &own, output, arguments->cells_output, error);
	return status;
}

/* What is written is plain CSV, whatever its file is called. */
static enum segbias_status check_name(const char *option, const char *path, struct segbias_error *error)
{
	static const char *const OTHERS[] = {
	    ".gz",     ".zst",    ".xz",      ".bz2",  ".zip",  ".tar",  ".7z",  ".parquet", ".arrow",
	    ".avro",   ".orc",    ".feather", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods",     ".numbers",
	    ".json",   ".jsonl",  ".ndjson",  ".xml",  ".html", ".htm",  ".md",  ".pdf",     ".db",
	    ".sqlite", ".duckdb", ".sqlite3", ".sav",  ".dta",  ".rds"};
	size_t size = path ? strlen(path) : 0;
	for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++) {
		size_t end = strlen(OTHERS[i]);
		if (size < end || strcasecmp(path + size - end, OTHERS[i]) != 0)
			continue;
		error->status = SEGBIAS_USAGE;
		(void)snprintf(error->id, sizeof error->id, "plain_csv");
		(void)snprintf(error->message, sizeof error->message, "--%s writes plain CSV, and no %s file", option,
		               OTHERS[i]);
		(void)snprintf(error->hint, sizeof error->hint, "--%s FILE.csv, and then the program that makes it one",
		               option);
		return SEGBIAS_USAGE;
	}
	return SEGBIAS_OK;
}

static enum segbias_status run_asked(const struct job_arguments *arguments, struct segbias_findings **findings,
                                     struct segbias_error *error)
{
	const struct segbias_weigh_request request = {.method = arguments->method,
	                                              .bounds = arguments->bounds,
	                                              .trim = arguments->trim,
	                                              .complete = arguments->complete,
	                                              .recruit = arguments->recruit,
	                                              .exchange = arguments->exchange,
	                                              .weighted = arguments->weighted != NULL,
	                                              .cells = arguments->cells_output != NULL};
	enum segbias_status status = check_name("weighted", arguments->weighted, error);
	if (status == SEGBIAS_OK)
		status = check_name("cells", arguments->cells_output, error);
	if (status != SEGBIAS_OK)
		return status;
	return segbias_weigh(arguments->files[0], arguments->files[1], arguments->settings, &request, findings, error);
}

static int run(const struct command *command, int argc, char **argv)
{
	static const struct job JOB = {.files_missing = "a campaign and a reference are needed",
	                               .formats = "text, json, csv, markdown, html",
	                               .format = "text",
	                               .stage = stage,
	                               .run_asked = run_asked};
	return job_main(command, &JOB, argc, argv);
}

const struct command command_weigh = {
    "weigh",
    "weight a campaign's records so that its margins are a reference's",
    "CAMPAIGN REFERENCE [OPTION]...",
    "  segbias weigh campaign.csv census.csv\n"
    "  segbias weigh campaign.csv census.csv -a age,gender --weighted weighted.csv\n"
    "  segbias weigh campaign.csv census.csv --method logit --bounds 0.3:3 -o weights.html\n"
    "  segbias weigh campaign.csv census.csv --method poststratify -a age,gender --cells cells.csv\n"
    "  segbias weigh campaign.csv census.csv -a age,gender --recruit 200\n"
    "  segbias weigh campaign.csv census.csv --exchange\n"
    "  segbias weigh survey.csv census.csv --weight design_weight --trim 5 -f json\n",
    "Weights repair shares, and not who was reached: the report says what they cost (effective size), what they buy (before "
    "and after, also of attributes that were not weighted to) and what no weight repairs. All attributes that both files have are "
    "weighted to, or those of -a. They sum to the number of records. What cannot be met is exit 3, and nothing is "
    "written. Exit status: 0 it worked; 2 usage; 3 the data, or targets that no weights meet; 5 the system. Memory grows with "
    "the different combinations of attributes and start weights, not with rows.",
    OPTIONS,
    run,
    NULL,
    NULL,
};
