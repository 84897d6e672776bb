/* Command: tally. A campaign, or a part of one, is counted and not compared. */
#include "job_options.h"

static const struct option OPTIONS[] = {
    {0, "part", "NAME", OPTION_TEXT, AT(part), "The part",
     "its name, of which every part has another (the file's own name)"},
    {0, "like", "TALLY", OPTION_TEXT, AT(like), NULL,
     "count by the plan of this one, whatever the part itself would show"},
    {0, "no-header", NULL, OPTION_FLAG, AT(no_header), NULL,
     "with --like: CAMPAIGN has no header, and the columns of the plan; without a byte it is an empty part"},
    {0, "empty", NULL, OPTION_FLAG, AT(empty), NULL, "the plan alone: no record is counted"},
    {0, "sql", "DIALECT", OPTION_TEXT, AT(sql), "A database that counts",
     "print one statement, and count nothing: duckdb, postgres; untested, and parsed only: bigquery, snowflake, spark"},
    {0, "from", "TABLE", OPTION_TEXT, AT(from), NULL,
     "the table: names with points between, one in double quotes (doubled inside) may hold anything"},
#define PAIR_COMPARE_OPTION OPTION
#define COMPARE_OPTION(field, kind, letter, name, argument, group, help)
#define CROSS_OPTION OPTION
#define PUBLISH_OPTION(field, kind, letter, name, argument, group, help)                                               \
	OPTION(                                                                                                        \
	    field, kind, letter, name, argument, group,                                                                \
	    "count also which columns tell of each other, which compare --publish asks for; the tally itself withholds nothing")
#define AUDIT_OPTION(field, kind, letter, name, argument, group, help)
#define GATE_OPTION(field, kind, letter, name, argument, group, help)
#define RISKS_OPTION(field, kind, letter, name, argument, group, help)
#include <segbias/options.def>
    {'o', "output", "FILE", OPTION_LIST, AT(outputs), "Output",
     "the file to write, *.tally, or *.zst: compressed; with --sql *.sql (stdout)"},
    JOB_OPTIONS_END,
};

static enum segbias_status run_asked(const struct job_arguments *arguments, struct segbias_findings **findings,
                                     struct segbias_error *error)
{
	const struct segbias_tally_request request = {.part = arguments->part,
	                                              .like = arguments->like,
	                                              .empty = arguments->empty,
	                                              .no_header = arguments->no_header,
	                                              .sql = arguments->sql,
	                                              .from = arguments->from};
	return segbias_tally(arguments->files[0], arguments->files[1], arguments->settings, &request, findings, error);
}

static int run(const struct command *command, int argc, char **argv)
{
	static const struct job SQL = {.files_missing = "a campaign and a reference are needed",
	                               .formats = "sql",
	                               .format = "sql",
	                               .one_output = true,
	                               .run_asked = run_asked};
	static const struct job JOB = {.files_missing = "a campaign and a reference are needed",
	                               .formats = "tally, zst",
	                               .format = "tally",
	                               .one_output = true,
	                               .cells = &SQL,
	                               .run_asked = run_asked};
	return job_main(command, &JOB, argc, argv);
}

const struct command command_tally = {
    "tally",
    "count a campaign, or a part of one, to be added up and compared later",
    "CAMPAIGN [REFERENCE] [OPTION]...",
    "  segbias tally campaign.csv census.csv -o campaign.tally\n"
    "  segbias tally sample.csv census.csv --empty -o plan.tally\n"
    "  segbias tally part7.csv --like plan.tally -o part7.tally\n"
    "  segbias tally - --like plan.tally --part 2026-01-05/0007 --no-header < lines.csv > part.tally\n"
    "  segbias merge part*.tally -o all.tally && segbias compare all.tally census.csv\n"
    "  segbias tally sample.csv census.csv --sql duckdb --from campaign -o cells.sql\n"
    "  duckdb -no-init -bail -csv base.db < cells.sql | segbias compare - census.csv\n"
    "  psql -X --csv -v ON_ERROR_STOP=1 -f cells.sql base | segbias compare - census.csv\n",
    "What is counted is decided once, by the first records of CAMPAIGN and by REFERENCE; with --like it is what that tally was "
    "counted by: options that say what is counted are fixed, and no REFERENCE is read, unless one is given to be checked. A tally holds counts and exact sums, the spellings of columns that are "
    "compared, and of all other columns only how many values are missing and what often stands for such (of numbers also sums by which of them are missing together): no record, "
    "and no identifier. "
    "With --person it holds hashes of names, is personal data, and is merged with --persons-disjoint. A row is a record: tables, birth dates, --eligible "
    "and stages that are files are refused. Exit status: 0 it worked; 2 usage; 3 the data, another reference, or other columns than the plan's; 5 the system. Memory grows as that of compare.",
    OPTIONS,
    run,
    NULL,
    segbias_tally_takes,
};
