/* Command: compare. Look, and exit 0 whatever it finds. */
#include "job_options.h"

static const struct option OPTIONS[] = {
#define AUDIT_OPTION(field, kind, letter, name, argument, group, help)
#define GATE_OPTION(field, kind, letter, name, argument, group, help)
#define RISKS_OPTION(field, kind, letter, name, argument, group, help)
#include <segbias/options.def>
    {'f', "format", "FORMAT", OPTION_TEXT, AT(format), "Output",
     "of stdout: text, json, ndjson, csv, markdown, html, yaml, prometheus (text)"},
    {'o', "output", "FILE", OPTION_LIST, AT(outputs), NULL,
     "one file more: .html .md .txt .json .ndjson .csv .yaml .prom; repeatable"},
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
	return segbias_look(files[0], files[1], options, findings, error);
}

static int run(const struct command *command, int argc, char **argv)
{
	static const struct job JOB = {.files_missing = "a campaign and a reference are needed",
	                               .formats = "text, json, ndjson, csv, markdown, html, yaml, prometheus",
	                               .format = "text",
	                               .run = run_job};
	return job_main(command, &JOB, argc, argv);
}

const struct command command_compare = {
    "compare",
    "compare a campaign's segments with a reference population",
    "CAMPAIGN REFERENCE [OPTION]...",
    "  segbias compare campaign.csv census.csv\n"
    "  segbias compare campaign.csv census.csv --format json > result.json\n"
    "  segbias compare campaign.csv panel.csv --bins age=18,35,65 -m sex=gender\n"
    "  segbias compare campaign.csv census.csv --charts charts/\n"
    "  segbias compare impressions.csv census.csv --person user_id\n"
    "  segbias compare census.csv --plan 2000\n"
    "  segbias compare customers.csv --eligible consent=yes --segment offer\n"
    "  segbias compare customers.csv census.csv --segment none --stages '*,eligible,targeted,reached'\n"
    "  segbias compare - census.csv < campaign.csv --segment audience -a age,gender\n",
    "CAMPAIGN and REFERENCE are CSV or TSV files, as they are or compressed with gzip or zstd (.gz, .zst; the content "
    "tells, not the name); one of them may be - for standard input. Parquet, JSON, .xlsx and FILE.db:TABLE are read by "
    "DuckDB, postgres://HOST/DB?table=T by psql. Exit status: 0 it "
    "worked, whatever was found; 2 usage; 3 the data or the mapping; 5 the system. Memory grows with distinct "
    "values and segments, not with rows; with --person also with distinct persons (some 200 bytes each with one "
    "row, 700 with four unlike ones), with --reference-strata and --reference-psu with the distinct values of each "
    "sampling unit (without units, with the reference's rows), and with --reference-replicates with distinct values "
    "times replicates (some 50 bytes each). With --publish it grows with pairs, and triples, of values that "
    "occur together (some 60 bytes each).",
    OPTIONS,
    run,
    NULL,
    NULL,
};
