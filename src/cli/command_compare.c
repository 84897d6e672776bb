/* Command: compare. Look, and exit 0 whatever it finds. */
#include "command.h"
#include "message.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct arguments {
	struct segbias_compare_options compare;
	const char *format;
	struct segbias_strings outputs;
	bool quiet;
	bool help;
};

#define AT(field) offsetof(struct arguments, field)

static const struct option OPTIONS[] = {
    {'s', "segment", "COL[,COL]", OPTION_TEXT, AT(compare.segment), "What is compared",
     "segment column, or boolean columns (overlapping\n"
     "                                     segments); none: the whole file only"},
    {'a', "attributes", "A,B", OPTION_TEXT, AT(compare.attributes), NULL,
     "these only; one that cannot be compared is exit 3"},
    {'m', "map", "CAMPAIGN=REFERENCE", OPTION_LIST, AT(compare.map), NULL, "column names that differ; repeatable"},
    {'r', "recode", "ATTR:FROM=TO", OPTION_LIST, AT(compare.recode), NULL, "value names that differ; repeatable"},
    {0, "bins", "ATTR=18,25,35", OPTION_LIST, AT(compare.bins), NULL, "cut whole numbers into bands; repeatable"},
    {0, "within", "ATTR=18+|ATTR=A,B", OPTION_LIST, AT(compare.within), NULL,
     "the universe: only these values, in both files"},
    {0, "where", "COL=VALUE", OPTION_LIST, AT(compare.where), NULL, "only these rows of the reference; repeatable"},
    {0, "reference-kind", "KIND", OPTION_TEXT, AT(compare.reference_kind), NULL,
     "population, sample, margin or base (by shape)"},
    {'w', "weight", "COL", OPTION_TEXT, AT(compare.campaign.weight), "What a row is",
     "a row's weight (by name); none: there is none"},
    {'n', "count", "COL", OPTION_TEXT, AT(compare.campaign.count), NULL,
     "a row stands for this many records (by name)"},
    {0, "reference-weight", "COL", OPTION_TEXT, AT(compare.reference.weight), NULL, "the same of the reference"},
    {0, "reference-count", "COL", OPTION_TEXT, AT(compare.reference.count), NULL, "the same of the reference"},
    {0, "missing-values", "LIST|+LIST", OPTION_LIST, AT(compare.missing_values), NULL,
     "replace, or with + extend, the markers of a\n"
     "                                     missing value; blank always is one"},
    {0, "alpha", "A", OPTION_TEXT, AT(compare.alpha), "The rule", "error rate (0.05)"},
    {0, "band", "LOW:HIGH", OPTION_TEXT, AT(compare.band), NULL, "tolerated index (80:125)"},
    {0, "control", "HOW", OPTION_TEXT, AT(compare.control), NULL, "of many tests: bh, holm, by, none (bh)"},
    {0, "interval", "HOW", OPTION_TEXT, AT(compare.interval), NULL, "exact or wilson (exact)"},
    {0, "min-n", "N", OPTION_TEXT, AT(compare.min_n), NULL, "known records needed for a verdict (30)"},
    {0, "missing-max", "SHARE", OPTION_TEXT, AT(compare.missing_max), NULL, "tolerated missing values (5%)"},
    {0, "unmatched-max", "SHARE", OPTION_TEXT, AT(compare.unmatched_max), NULL, "tolerated unmatched values (5%)"},
    {0, "seed", "N", OPTION_TEXT, AT(compare.seed), NULL, "of the Monte Carlo tests (1)"},
    {0, "shape", "SHAPE", OPTION_TEXT, AT(compare.campaign.shape), "How files are read", "rows or counts (detected)"},
    {0, "delimiter", "C", OPTION_TEXT, AT(compare.campaign.delimiter), NULL, "one character, or tab (detected)"},
    {0, "decimal", "C", OPTION_TEXT, AT(compare.campaign.decimal), NULL, "decimal sign, . or , (.)"},
    {0, "reference-shape", "SHAPE", OPTION_TEXT, AT(compare.reference.shape), NULL,
     "rows, counts or marginal (detected)"},
    {0, "reference-delimiter", "C", OPTION_TEXT, AT(compare.reference.delimiter), NULL, "the same of the reference"},
    {0, "reference-decimal", "C", OPTION_TEXT, AT(compare.reference.decimal), NULL, "the same of the reference"},
    {0, "skip-bad", NULL, OPTION_FLAG, AT(compare.skip_bad), NULL, "count unreadable records and go on"},
    {0, "hash", NULL, OPTION_FLAG, AT(compare.hash), NULL, "SHA-256 of inputs over 16 MiB too"},
    {'f', "format", "FORMAT", OPTION_TEXT, AT(format), "Output", "of stdout: text, json, ndjson, csv (text)"},
    {'o', "output", "FILE", OPTION_LIST, AT(outputs), NULL, "one file more: .txt .json .ndjson .csv; repeatable"},
    {'q', "quiet", NULL, OPTION_FLAG, AT(quiet), NULL, "no warnings on stderr"},
    {'h', "help", NULL, OPTION_FLAG, AT(help), NULL, "this text"},
    {0, NULL, NULL, OPTION_FLAG, 0, NULL, NULL},
};

static enum segbias_status usage(struct segbias_error *error, const char *format, const char *text)
{
	char quoted[SEGBIAS_ESCAPED_MAX];
	*error = (struct segbias_error){.status = SEGBIAS_USAGE};
	/* Only formats of this file, with one %s at the most. */
	(void)snprintf(error->message, sizeof error->message, "%s%s", format,
	               text ? segbias_text_escape(text, quoted) : "");
	return SEGBIAS_USAGE;
}

static bool known_format(const char *format)
{
	for (size_t i = 0; segbias_format_name(i); i++)
		if (strcmp(segbias_format_name(i), format) == 0)
			return true;
	return false;
}

/* Before any work: a wrong format or output must not cost a long run. */
static enum segbias_status check(const struct arguments *arguments, const char *const *files,
                                 struct segbias_error *error)
{
	if (!known_format(arguments->format)) {
		usage(error, "--format must be text, json, ndjson or csv, not ", arguments->format);
		return SEGBIAS_USAGE;
	}
	for (size_t i = 0; i < arguments->outputs.count; i++) {
		const char *path = arguments->outputs.items[i];
		if (!segbias_format_by_suffix(path))
			return usage(error, "--output needs a file that ends in .txt, .json, .ndjson or .csv, not ",
			             path);
		for (size_t j = 0; j < 2; j++)
			if (segbias_output_same_file(path, files[j]))
				return usage(error, "--output would overwrite an input: ", path);
		for (size_t j = 0; j < i; j++)
			if (strcmp(path, arguments->outputs.items[j]) == 0)
				return usage(error, "--output names a file twice: ", path);
	}
	return SEGBIAS_OK;
}

static enum segbias_status stage_outputs(const struct segbias_findings *findings, const struct arguments *arguments,
                                         struct segbias_output *output, struct segbias_error *error)
{
	for (size_t i = 0; i < arguments->outputs.count; i++) {
		const char *path = arguments->outputs.items[i];
		struct segbias_render_options options = {.format = segbias_format_by_suffix(path)};
		char *bytes = NULL;
		size_t size = 0;
		enum segbias_status status = segbias_findings_render(findings, &options, &bytes, &size, error);
		if (status == SEGBIAS_OK)
			status = segbias_output_stage(output, path, bytes, size, error);
		free(bytes);
		if (status != SEGBIAS_OK)
			return status;
	}
	return SEGBIAS_OK;
}

static enum segbias_status write_stdout(const char *bytes, size_t size, struct segbias_error *error)
{
	errno = 0;
	if ((fwrite(bytes, 1, size, stdout) == size && fflush(stdout) == 0) || errno == EPIPE)
		return SEGBIAS_OK; /* a reader that has seen enough is no failure */
	*error = (struct segbias_error){.status = SEGBIAS_SYSTEM};
	(void)snprintf(error->message, sizeof error->message, "standard output cannot be written: %s", strerror(errno));
	return SEGBIAS_SYSTEM;
}

/* Everything is rendered and staged before the first byte reaches stdout, and renamed after the last. */
static enum segbias_status write_results(const struct segbias_findings *findings, const struct arguments *arguments,
                                         struct segbias_error *error)
{
	struct segbias_output *output = NULL;
	struct segbias_render_options options = {.format = arguments->format};
	char *bytes = NULL;
	size_t size = 0;
	sigset_t stops;
	sigset_t before;
	(void)sigemptyset(&stops);
	(void)sigaddset(&stops, SIGINT);
	(void)sigaddset(&stops, SIGTERM);
	(void)sigaddset(&stops, SIGHUP);
	/* An interrupt waits until nothing half-done lies beside its place. */
	(void)sigprocmask(SIG_BLOCK, &stops, &before);
	enum segbias_status status = segbias_output_create(&output, error);
	if (status == SEGBIAS_OK)
		status = segbias_findings_render(findings, &options, &bytes, &size, error);
	if (status == SEGBIAS_OK)
		status = stage_outputs(findings, arguments, output, error);
	if (status == SEGBIAS_OK)
		status = write_stdout(bytes, size, error);
	if (status == SEGBIAS_OK)
		status = segbias_output_commit(output, error);
	segbias_output_free(output);
	free(bytes);
	(void)sigprocmask(SIG_SETMASK, &before, NULL);
	return status;
}

static int compare(const struct command *command, const struct arguments *arguments, const char *const *files,
                   size_t file_count)
{
	struct segbias_error error = {0};
	struct segbias_findings *findings = NULL;
	if (file_count < 2) {
		usage(&error, file_count ? "the reference is missing" : "the campaign and the reference are missing",
		      NULL);
		return command_usage_error(command, &error);
	}
	enum segbias_status status = check(arguments, files, &error);
	if (status != SEGBIAS_OK)
		return command_usage_error(command, &error);
	status = segbias_compare(files[0], files[1], &arguments->compare, &findings, &error);
	if (status == SEGBIAS_OK)
		status = write_results(findings, arguments, &error);
	if (status == SEGBIAS_OK && !arguments->quiet)
		message_warnings(findings);
	segbias_findings_free(findings);
	return status == SEGBIAS_OK      ? 0
	       : status == SEGBIAS_USAGE ? command_usage_error(command, &error)
	                                 : (int)message_error(&error);
}

static int run(const struct command *command, int argc, char **argv)
{
	struct arguments arguments = {.format = "text"};
	struct segbias_error error = {0};
	const char *files[2] = {0};
	size_t lists = 0;
	for (const struct option *option = OPTIONS; option->name; option++)
		lists += option->kind == OPTION_LIST;
	const char **pool = calloc(lists * (size_t)argc + 1, sizeof *pool);
	if (!pool) {
		error = (struct segbias_error){.status = SEGBIAS_SYSTEM, .message = "out of memory"};
		return (int)message_error(&error);
	}
	struct option_parse parse = {OPTIONS, &arguments, files, 2, 0, pool, (size_t)argc};
	int status = 0;
	if (option_parse(&parse, argc, argv, &error) != SEGBIAS_OK)
		status = command_usage_error(command, &error);
	else if (arguments.help)
		command_print_help(command);
	else
		status = compare(command, &arguments, files, parse.operand_count);
	free(pool);
	return status;
}

const struct command command_compare = {
    "compare",
    "compare a campaign's segments with a reference population",
    "CAMPAIGN REFERENCE [OPTION]...",
    "  segbias compare campaign.csv census.csv\n"
    "  segbias compare campaign.csv census.csv --format json > result.json\n"
    "  segbias compare campaign.csv panel.csv --reference-kind sample --bins age=18,35,65\n"
    "  segbias compare - census.csv < campaign.csv --segment audience -a age,gender\n",
    "CAMPAIGN and REFERENCE are CSV or TSV files, one of them may be - for standard input. Exit status: 0 it\n"
    "worked, whatever was found; 2 usage; 3 the data or the mapping; 5 the system. Memory grows with distinct\n"
    "values and segments, not with rows.\n",
    OPTIONS,
    run,
};
