/* Command: init. A policy file that asks for the comparison that was found. */
#include "job_options.h"
#include "message.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct option OPTIONS[] = {
#define AUDIT_OPTION(field, kind, letter, name, argument, group, help)
#define GATE_OPTION(field, kind, letter, name, argument, group, help)
#define RISKS_OPTION(field, kind, letter, name, argument, group, help)
#include <segbias/options.def>
    {'o', "output", "FILE", OPTION_LIST, AT(outputs), "Output", "the file to write, *.yaml (segbias.yaml)"},
    {0, "update", NULL, OPTION_FLAG, AT(update), NULL,
     "keep the file as it is, with its comments, and add the keys that it lacks"},
    JOB_OPTIONS_END,
};

static enum segbias_status run_job(const char *const *files, const struct segbias_options *options,
                                   struct segbias_findings **findings, struct segbias_error *error)
{
	return segbias_init(files[0], files[1], options, findings, error);
}

static int run(const struct command *command, int argc, char **argv)
{
	static const struct job JOB = {.files_missing = "a campaign and a reference are needed",
	                               .formats = "yaml",
	                               .format = "yaml",
	                               .run = run_job,
	                               .output = "segbias.yaml"};
	return job_main(command, &JOB, argc, argv);
}

const struct command command_init = {
    "init",
    "write a policy file: what is compared, and by which rule",
    "CAMPAIGN REFERENCE [OPTION]...",
    "  segbias init campaign.csv census.csv\n"
    "  segbias init campaign.csv panel.csv --bins age=18,35,65 --min-n 50\n"
    "  segbias init campaign.csv census.csv --update\n",
    "The file holds the options that were given, what was found (columns, names that differ, the kind of the reference), and "
    "the thresholds; spellings that matched nothing stand in comments, to be decided. compare uses the nearest segbias.yaml, of "
    "the folder where it runs or of one above it, and every option that is given stands above it. A file that exists is "
    "not overwritten: --update reads it, and adds to it; otherwise init reads only a policy that --policy names. Exit status: 0 it worked; 2 usage, or the file exists; 3 the data or "
    "the mapping; 5 the system. Memory grows as that of compare.",
    OPTIONS,
    run,
    NULL,
    NULL,
};
