/* Command: risks. The seven risks on a page, and what is not measured; with --fail-on a gate. */
#include "job_options.h"
#include "message.h"

static const struct option OPTIONS[] = {
#define AUDIT_OPTION(field, kind, letter, name, argument, group, help)
#define PLAN_OPTION(field, kind, letter, name, argument, group, help)
#define STAGES_OPTION(field, kind, letter, name, argument, group, help)
#define GATE_OPTION(field, kind, letter, name, argument, group, help)
#include <segbias/options.def>
    {0, "fail-on", "A,B", OPTION_TEXT, OPTION_SETTING, "The gate",
     "what breaches: over (a limit is passed, or a group over or under), unmet (a check), unclear (none: nothing)"},
    {0, "policy-hash", "HASH", OPTION_TEXT, OPTION_SETTING, NULL,
     "the policy must be this one, by the SHA-256 of its file"},
    {'f', "format", "FORMAT", OPTION_TEXT, AT(format), "Output",
     "of stdout: text, json, ndjson, csv, markdown, html, prometheus (text)"},
    {'o', "output", "FILE", OPTION_LIST, AT(outputs), NULL,
     "one file more: .html .md .txt .json .ndjson .csv .prom; repeatable"},
    {0, "lang", "LANGUAGE", OPTION_TEXT, AT(language), NULL, "of text, markdown and html: en or ar (by the locale)"},
    {0, "title", "TEXT", OPTION_TEXT, AT(title), NULL, "heads the report (the name of the file)"},
    JOB_OPTIONS_END,
};

static enum segbias_status run_job(const char *const *files, const struct segbias_options *options,
                                   struct segbias_findings **findings, struct segbias_error *error)
{
	return segbias_risks(files[0], files[1], options, findings, error);
}

static int run(const struct command *command, int argc, char **argv)
{
	static const struct job JOB = {.files_missing = "a campaign and a reference are needed",
	                               .formats = "text, json, ndjson, csv, markdown, html, prometheus",
	                               .format = "text",
	                               .judges = true,
	                               .message = message_risks,
	                               .run = run_job};
	return job_main(command, &JOB, argc, argv);
}

const struct command command_risks = {
    "risks",
    "the seven risks on a page, and what is not measured",
    "CAMPAIGN REFERENCE [OPTION]...",
    "  segbias risks campaign.csv census.csv\n"
    "  segbias risks campaign.csv census.csv --quasi age,gender,city --risk-max 0.2\n"
    "  segbias risks people.csv census.csv --quasi age,city --sensitive health -f json\n"
    "  segbias risks people.csv census.csv --collected since --retention '24 months' --as-of 2026-03-31\n"
    "  segbias risks people.csv census.csv --person id --contacts log.csv --cap 7/week --quiet 21:00-08:00\n"
    "  segbias risks people.csv census.csv --person id --items shown.csv --history bought.csv --catalogue items.csv\n"
    "  segbias risks campaign.csv census.csv --fail-on over,unmet -o risks.html\n",
    "Privacy, over-personalisation, biased or incomplete data, lost trust, legal exposure, opacity, ethics: of each what these files "
    "and the policy tell, and what they do not. What it compares, and how, is that of compare. A cell of --quasi is never shown by its "
    "values. There is no score over the risks, and no limit but those that are given. Exit status: 0 it worked, whatever was found; "
    "with --fail-on 1 breached, or 4 undecided (unclear); 2 usage, or the policy; 3 the data or the mapping; 5 the system. Memory "
    "grows as that of compare, and with --quasi with the cells that occur, some 60 bytes each. --contacts reads its log twice, and needs some 200 bytes for each person "
    "of it, 80 for each channel of a person, and 80 for each day, week or month of each --cap in which one was contacted; "
    "messages that have an id some 150 each. --items and --history need some 120 bytes for each person who was shown something, and 80 for each category of "
    "a person; with a column of items, and for --catalogue, some 80 for each item, with ids of exposures some 120 for each.",
    OPTIONS,
    run,
    NULL,
    NULL,
};
