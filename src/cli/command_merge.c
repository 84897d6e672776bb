/* Command: merge. Tallies of parts are added up. */
#include "job_options.h"
#include "message.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct option OPTIONS[] = {
    {'o', "output", "FILE", OPTION_LIST, AT(outputs), "Output",
     "the file to write, *.tally, or *.zst: compressed (stdout)"},
    {0, "persons-disjoint", NULL, OPTION_FLAG, AT(disjoint), NULL,
     "no person has records in two of the tallies (of tally --person), which is tested"},
    {'q', "quiet", NULL, OPTION_FLAG, AT(quiet), NULL, "no warnings on stderr"},
    {0, "version", NULL, OPTION_FLAG, AT(version), NULL, "the version"},
    {'h', "help", NULL, OPTION_FLAG, AT(help), NULL, "this text"},
    {0, NULL, NULL, OPTION_FLAG, 0, NULL, NULL},
};

static enum segbias_status usage(struct segbias_error *error, const char *message, const char *text)
{
	char quoted[SEGBIAS_ESCAPED_MAX];
	*error = (struct segbias_error){.status = SEGBIAS_USAGE};
	(void)snprintf(error->message, sizeof error->message, "%s%s", message,
	               text ? segbias_text_escape(text, quoted) : "");
	return SEGBIAS_USAGE;
}

static enum segbias_status check(const struct job_arguments *arguments, size_t count, struct segbias_error *error)
{
	if (count == 0)
		return usage(error, "at least one tally is needed", NULL);
	for (size_t i = 0; i < arguments->outputs.count; i++) {
		const char *format = segbias_format_by_suffix(arguments->outputs.items[i]);
		if (!format || (strcmp(format, "tally") != 0 && strcmp(format, "zst") != 0))
			return usage(error, "--output: a tally is written to *.tally or *.zst, not to ",
			             arguments->outputs.items[i]);
	}
	return SEGBIAS_OK;
}

/* Nothing goes to stdout where it goes to a file. */
static int merge(const struct command *command, struct job_arguments *arguments, const char *const *files, size_t count)
{
	struct segbias_error error = {0};
	struct segbias_findings *findings = NULL;
	enum segbias_status status = check(arguments, count, &error);
	arguments->format = arguments->outputs.count ? NULL : "tally";
	const struct segbias_merge_request request = {.persons_disjoint = arguments->disjoint};
	if (status == SEGBIAS_OK)
		status = segbias_merge(files, count, &request, &findings, &error);
	if (status == SEGBIAS_OK)
		status = job_write(findings, arguments, &error);
	segbias_findings_free(findings);
	if (status == SEGBIAS_OK)
		return 0;
	return status == SEGBIAS_USAGE ? command_usage_error(command, &error) : (int)message_error(&error);
}

static int run(const struct command *command, int argc, char **argv)
{
	static const char *const NONE[2] = {NULL, NULL};
	struct segbias_error error = {.status = SEGBIAS_SYSTEM, .message = "out of memory"};
	const char **files = calloc((size_t)argc + 1, sizeof *files);
	const char **pool = calloc((size_t)argc + 1, sizeof *pool);
	struct job_arguments arguments = {.color = "auto", .argc = argc, .argv = argv, .files = NONE};
	struct option_parse parse = {.options = command->options,
	                             .target = &arguments,
	                             .operands = files,
	                             .operand_max = (size_t)argc,
	                             .pool = pool,
	                             .pool_stride = (size_t)argc};
	int status = SEGBIAS_SYSTEM;
	if (!files || !pool) {
		status = (int)message_error(&error);
	} else if (option_parse(&parse, argc, argv, &error) != SEGBIAS_OK) {
		status = command_usage_error(command, &error);
	} else if (arguments.help) {
		command_print_help(command);
		status = 0;
	} else if (arguments.version) {
		printf("segbias %s\n", segbias_version());
		status = 0;
	} else {
		status = merge(command, &arguments, files, parse.operand_count);
	}
	free(files);
	free(pool);
	return status;
}

const struct command command_merge = {
    "merge",
    "add up the tallies of parts",
    "TALLY... [OPTION]...",
    "  segbias merge monday.tally tuesday.tally -o week.tally\n"
    "  segbias merge part*.tally > all.tally\n"
    "  segbias merge all.tally > checked.tally\n",
    "Any order and any tree of merging gives the same bytes. All have to be counted by one plan (segbias tally --like), and no part may "
    "stand in two of them. Exit status: 0 it worked; 2 usage; 3 a file is no tally, cut, changed, of another plan, or has a part that another "
    "has; 5 the system. Memory grows with the result, not with the files.",
    OPTIONS,
    run,
    NULL,
    NULL,
};
