/* Command: inspect. How a file is read, and with a reference which mapping compare would use. */
#include "job_options.h"

static const struct option OPTIONS[] = {
    JOB_OPTIONS,
    {'f', "format", "FORMAT", OPTION_TEXT, AT(format), "Output", "of stdout: text or json (text)"},
    {'o', "output", "FILE", OPTION_LIST, AT(outputs), NULL, "one file more: .txt or .json; repeatable"},
    JOB_OPTIONS_END,
};

static enum segbias_status run_job(const char *const *files, const struct segbias_compare_options *options,
                                   struct segbias_findings **findings, struct segbias_error *error)
{
	return segbias_inspect(files[0], files[1], options, findings, error);
}

static int run(const struct command *command, int argc, char **argv)
{
	static const struct job JOB = {1, "a file is needed", "text, json", run_job};
	return job_main(command, &JOB, argc, argv);
}

const struct command command_inspect = {
    "inspect",
    "show how a file is read, and which mapping a comparison would use",
    "FILE [REFERENCE] [OPTION]...",
    "  segbias inspect campaign.csv\n"
    "  segbias inspect campaign.csv census.csv\n"
    "  segbias inspect campaign.csv census.csv --map sex=gender --format json\n",
    "For every column: its type, distinct values (exact to 10,000), missing values, role, and whether it looks like "
    "personal data; values are never shown but those of compared attributes. Exit status: 0 it worked; 2 usage; "
    "3 the data; 5 the system. Memory grows with distinct values, not with rows.",
    OPTIONS,
    run,
};
