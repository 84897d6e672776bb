/* Command: tally. A campaign, or a part of one, is counted and not compared. */
#include "job_options.h"

static const struct option OPTIONS[] = {
    {0, "part", "NAME", OPTION_TEXT, AT(part), "The part",
     "its name, of which every part has another (the file's own name)"},
    {0, "like", "TALLY", OPTION_TEXT, AT(like), NULL,
     "count by the plan of this one, whatever the part itself would show"},
    {0, "empty", NULL, OPTION_FLAG, AT(empty), NULL, "the plan alone: no record is counted"},
#define COMPARE_OPTION(field, kind, letter, name, argument, group, help)
#define CROSS_OPTION OPTION
#define AUDIT_OPTION(field, kind, letter, name, argument, group, help)
#define GATE_OPTION(field, kind, letter, name, argument, group, help)
#include <segbias/options.def>
    {'o', "output", "FILE", OPTION_LIST, AT(outputs), "Output",
     "the file to write, *.tally, or *.zst: compressed (stdout)"},
    JOB_OPTIONS_END,
};

static enum segbias_status run_asked(const struct job_arguments *arguments, struct segbias_findings **findings,
                                     struct segbias_error *error)
{
	const struct segbias_tally_request request = {arguments->part, arguments->like, arguments->empty};
	return segbias_tally(arguments->files[0], arguments->files[1], arguments->settings, &request, findings, error);
}

static int run(const struct command *command, int argc, char **argv)
{
	static const struct job JOB = {.files_missing = "a campaign and a reference are needed",
	                               .formats = "tally, zst",
	                               .format = "tally",
	                               .one_output = true,
	                               .run_asked = run_asked};
	return job_main(command, &JOB, argc, argv);
}

const struct command command_tally = {
    "tally",
    "count a campaign, or a part of one, to be added up and compared later",
    "CAMPAIGN REFERENCE [OPTION]...",
    "  segbias tally campaign.csv census.csv -o campaign.tally\n"
    "  segbias tally sample.csv census.csv --empty -o plan.tally\n"
    "  segbias tally part7.csv census.csv --like plan.tally -o part7.tally\n"
    "  segbias tally - census.csv --like plan.tally --part 2026-01-05 < day.csv > day.tally\n"
    "  segbias merge part*.tally -o all.tally && segbias compare all.tally census.csv\n",
    "What is counted is decided once, by the first records of CAMPAIGN and by REFERENCE; with --like it is what that tally was "
    "counted by, and options that say what is counted are fixed. A tally holds counts and exact sums, the spellings of columns that are "
    "compared, and of all other columns only how many values are missing (of numbers also sums by which of them are missing together): no record, "
    "and no identifier. A row is a record: tables, persons, amounts, consent, stages and a choice of records are refused. "
    "Exit status: 0 it worked; 2 usage; 3 the data, another reference, or other columns than the plan's; 5 the system. Memory grows as that of compare.",
    OPTIONS,
    run,
    NULL,
    segbias_tally_takes,
};
