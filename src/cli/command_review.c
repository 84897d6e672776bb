/* Command: review. A ledger of runs by period, and who decided what on them. */
#include "job_options.h"
#include "message.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { OPERANDS_MAX = 4 };

struct arguments {
	struct job_arguments job; /* first: its options have their places */
	const char *ledger, *by, *decision, *note, *due, *reason, *key, *head, *against, *baseline, *before, *token,
	    *pack, *archive;
	bool replace;
	const char *policy;                 /* as it was typed; NULL: it was not */
	const char *operands[OPERANDS_MAX]; /* the verb first */
	size_t operand_count;
};

#define OWN(field) offsetof(struct arguments, field)

static const struct option OPTIONS[] = {
    {0, "ledger", "FILE", OPTION_TEXT, OWN(ledger), "Ledger",
     "the file (the one that the policy names, else segbias.db beside the policy, or here)"},
    {0, "by", "NAME", OPTION_TEXT, OWN(by), NULL, "who adds, signs, reopens, exports or purges"},
    {0, "replace", NULL, OPTION_FLAG, OWN(replace), NULL, "add: supersede the run that the period has"},
    {0, "decision", "WORD", OPTION_TEXT, OWN(decision), NULL, "sign: accept, fix or exempt"},
    {0, "note", "TEXT", OPTION_TEXT, OWN(note), NULL, "sign: why"},
    {0, "due", "DATE", OPTION_TEXT, OWN(due), NULL, "sign: by when, as 2026-12-31"},
    {0, "key", "FILE", OPTION_TEXT, OWN(key), NULL, "a key of OpenSSH that signs the entry"},
    {0, "reason", "TEXT", OPTION_TEXT, OWN(reason), NULL, "reopen, export, purge: why"},
    {0, "against", "PERIOD", OPTION_TEXT, OWN(against), NULL,
     "show, export: compare with this one (the last before it)"},
    {0, "baseline", "PERIOD", OPTION_TEXT, OWN(baseline), NULL,
     "show, export: control limits by the periods up to this one (all before)"},
    {0, "before", "PERIOD", OPTION_TEXT, OWN(before), NULL, "purge: drop the counts of the periods before this one"},
    {0, "token", "FILE", OPTION_TEXT, OWN(token), NULL, "stamp: a time-stamp token (RFC 3161) of an entry's hash"},
    {0, "pack", "FOLDER", OPTION_TEXT, OWN(pack), NULL,
     "export: the evidence of the period, which sha256sum and ssh-keygen check"},
    {0, "archive", "FILE", OPTION_TEXT, OWN(archive), NULL,
     "export, without a period: all of the ledger, as lines of JSON"},
    {0, "head", "HASH", OPTION_TEXT, OWN(head), NULL,
     "verify: a hash that was kept elsewhere; sign: the one on the page that was read"},
#define AUDIT_OPTION(field, kind, letter, name, argument, group, help)
#define GATE_OPTION(field, kind, letter, name, argument, group, help)
#define PLAN_OPTION(field, kind, letter, name, argument, group, help)
#define RISKS_OPTION(field, kind, letter, name, argument, group, help)
#include <segbias/options.def>
    {'f', "format", "FORMAT", OPTION_TEXT, AT(format), "Output",
     "show, export, on stdout: text, json, markdown, html (text)"},
    {'o', "output", "FILE", OPTION_LIST, AT(outputs), NULL,
     "show, export: one file more: .txt .json .md .html; repeatable"},
    {0, "charts", "DIR", OPTION_TEXT, AT(charts.directory), NULL,
     "show, export: trends into this folder (drawn by gnuplot; made where it is missing)"},
    {0, "chart-format", "FORMAT", OPTION_TEXT, AT(charts.format), NULL, "svg, png or pdf (svg)"},
    {0, "lang", "LANGUAGE", OPTION_TEXT, AT(language), NULL,
     "of text, markdown, html and charts: en or ar (by the locale)"},
    {0, "title", "TEXT", OPTION_TEXT, AT(title), NULL, "heads the page"},
    JOB_OPTIONS_END,
};

/* --- what is asked for ------------------------------------------------------------------------------------------- */

static enum segbias_status usage(struct segbias_error *error, const char *message, const char *text, const char *hint)
{
	char quoted[SEGBIAS_ESCAPED_MAX];
	*error = (struct segbias_error){.status = SEGBIAS_USAGE};
	(void)snprintf(error->message, sizeof error->message, "%s%s", message,
	               text ? segbias_text_escape(text, quoted) : "");
	(void)snprintf(error->hint, sizeof error->hint, "%s", hint);
	return SEGBIAS_USAGE;
}

/* Now, in UTC, as the machine's clock has it. */
static void write_time(char out[static 24], const char *format)
{
	time_t now = time(NULL);
	struct tm day;
	if (!gmtime_r(&now, &day) || strftime(out, 24, format, &day) == 0)
		out[0] = '\0';
}

static struct segbias_review_request request_of(const struct arguments *a, const char *now)
{
	const char *policy = segbias_options_get(a->job.settings, "policy", 0);
	return (struct segbias_review_request){.ledger = a->ledger,
	                                       .policy = policy,
	                                       .period = a->operands[1],
	                                       .by = a->by,
	                                       .time = now,
	                                       .decision = a->decision,
	                                       .note = a->note,
	                                       .due = a->due,
	                                       .reason = a->reason,
	                                       .key = a->key,
	                                       .head = a->head,
	                                       .against = a->against,
	                                       .baseline = a->baseline,
	                                       .before = a->before,
	                                       .token = a->token,
	                                       .replace = a->replace};
}

/* --- verbs ------------------------------------------------------------------------------------------------------- */

/* A hint that is a command is of the same ledger: without what was typed of it, it would be of another one, or of none. */
static void name_ledger(struct segbias_error *error, const struct arguments *a)
{
	static const char BEGINS[] = "segbias review ";
	enum { WORDS_MAX = 4 };
	const char *words[WORDS_MAX];
	size_t count = 0;
	char hint[sizeof error->hint];
	const char *verb = error->hint + sizeof BEGINS - 1;
	if (strncmp(error->hint, BEGINS, sizeof BEGINS - 1) != 0)
		return;
	if (a->ledger)
		words[count++] = "--ledger", words[count++] = a->ledger;
	if (a->policy)
		words[count++] = "--policy", words[count++] = a->policy;
	char *typed = count ? segbias_text_command(words, count, 0) : NULL;
	if (!typed)
		return;
	const char *behind = verb + strcspn(verb, " ");
	size_t size =
	    (size_t)snprintf(hint, sizeof hint, "%.*s %s%s", (int)(behind - error->hint), error->hint, typed, behind);
	if (size < sizeof hint)
		memcpy(error->hint, hint, size + 1);
	segbias_free(typed);
}

static int fail(struct segbias_error *error, const struct command *command, const struct arguments *a)
{
	name_ledger(error, a);
	return error->status == SEGBIAS_USAGE ? command_usage_error(command, error) : (int)message_error(error);
}

static void print_entry(const struct segbias_review_result *result, const char *what, const char *period)
{
	printf("%s: %s (run %ld, entry %ld, %s)\n", period, what, result->run, result->entry, result->head);
}

static int add(const struct command *command, const struct arguments *a)
{
	char now[24];
	struct segbias_error error = {0};
	struct segbias_review_result result = {0};
	struct segbias_findings *findings = NULL;
	write_time(now, "%Y-%m-%dT%H:%M:%SZ");
	struct segbias_review_request request = request_of(a, now);
	request.findings = &findings;
	if (segbias_review_add(&request, a->operands[2], a->operands[3], a->job.settings, &result, &error) !=
	    SEGBIAS_OK)
		return fail(&error, command, a);
	if (!a->job.quiet)
		message_warnings(findings, 0);
	segbias_findings_free(findings);
	print_entry(&result,
	            result.unchanged ? "the same run stands there already, nothing was changed"
	            : a->replace     ? "added, in the place of another"
	                             : "added",
	            request.period);
	return 0;
}

static int sign(const struct command *command, const struct arguments *a)
{
	char now[24];
	struct segbias_error error = {0};
	struct segbias_review_result result = {0};
	write_time(now, "%Y-%m-%dT%H:%M:%SZ");
	struct segbias_review_request request = request_of(a, now);
	request.segment = a->operands[2];
	if (segbias_review_sign(&request, &result, &error) != SEGBIAS_OK)
		return fail(&error, command, a);
	print_entry(&result, "signed", request.period);
	return 0;
}

static int reopen(const struct command *command, const struct arguments *a)
{
	char now[24];
	struct segbias_error error = {0};
	struct segbias_review_result result = {0};
	write_time(now, "%Y-%m-%dT%H:%M:%SZ");
	struct segbias_review_request request = request_of(a, now);
	if (segbias_review_reopen(&request, &result, &error) != SEGBIAS_OK)
		return fail(&error, command, a);
	print_entry(&result, "reopened: its decisions stand no more", request.period);
	return 0;
}

static int stamp(const struct command *command, const struct arguments *a)
{
	char now[24];
	struct segbias_error error = {0};
	struct segbias_review_result result = {0};
	write_time(now, "%Y-%m-%dT%H:%M:%SZ");
	struct segbias_review_request request = request_of(a, now);
	if (segbias_review_stamp(&request, &result, &error) != SEGBIAS_OK)
		return fail(&error, command, a);
	printf("entry %ld: %s (entry %ld, %s)\n", result.stamped,
	       result.unchanged ? "the token stands there already, nothing was changed" : "the token was attached",
	       result.entry, result.head);
	return 0;
}

static int purge(const struct command *command, const struct arguments *a)
{
	char now[24];
	struct segbias_error error = {0};
	struct segbias_review_result result = {0};
	write_time(now, "%Y-%m-%dT%H:%M:%SZ");
	struct segbias_review_request request = request_of(a, now);
	if (segbias_review_purge(&request, &result, &error) != SEGBIAS_OK)
		return fail(&error, command, a);
	printf("the counts of %ld run%s were dropped (entry %ld, %s)\n", result.runs, result.runs == 1 ? "" : "s",
	       result.entry, result.head);
	return 0;
}

/* --publish is a setting of comparisons; here it is that of the page. */
static enum segbias_status read_publish(const struct arguments *a, struct segbias_review_request *request,
                                        struct segbias_error *error)
{
	const char *given = segbias_options_get(a->job.settings, "publish", 0);
	char *end = NULL;
	if (!given)
		return SEGBIAS_OK;
	request->publish = strtol(given, &end, 10);
	return *given && !*end && request->publish > 0
	           ? SEGBIAS_OK
	           : usage(error, "--publish: it must be a whole number from 3, not ", given, "--publish 10");
}

static int show_by(const struct command *command, const struct arguments *a,
                   enum segbias_status (*call)(const struct segbias_review_request *request,
                                               struct segbias_findings **findings, struct segbias_error *error))
{
	char today[24];
	char now[24];
	struct segbias_error error = {0};
	struct segbias_findings *findings = NULL;
	write_time(now, "%Y-%m-%dT%H:%M:%SZ");
	struct segbias_review_request request = request_of(a, now);
	struct job_arguments job = a->job;
	const char *as_of = segbias_options_get(job.settings, "as-of", 0);
	write_time(today, "%Y-%m-%d");
	request.as_of = as_of ? as_of : today;
	if (read_publish(a, &request, &error) != SEGBIAS_OK)
		return command_usage_error(command, &error);
	if (!job.format && (call == segbias_review_show || !(job.outputs.count || job.stage)))
		job.format = "text";
	if (job.format && !job_lists_format("text, json, markdown, html", job.format)) {
		usage(&error, "--format: there is no format ", job.format,
		      "the formats are text, json, markdown, html");
		return command_usage_error(command, &error);
	}
	for (size_t i = 0; i < job.outputs.count; i++) {
		const char *format = segbias_format_by_suffix(job.outputs.items[i]);
		if (!format || !job_lists_format("text, json, markdown, html", format)) {
			usage(&error,
			      "--output: the file's suffix names no format of this command: ", job.outputs.items[i],
			      "the suffixes are .txt, .json, .md, .html");
			return command_usage_error(command, &error);
		}
	}
	if (job_check_shown(&job, &error) != SEGBIAS_OK)
		return command_usage_error(command, &error);
	enum segbias_status status = call(&request, &findings, &error);
	if (status == SEGBIAS_OK)
		status = job_write(findings, &job, &error);
	if (status == SEGBIAS_OK && !job.quiet)
		message_warnings(findings, 0);
	segbias_findings_free(findings);
	return status == SEGBIAS_OK ? 0 : fail(&error, command, a);
}

static int show(const struct command *command, const struct arguments *a)
{
	return show_by(command, a, segbias_review_show);
}

/* What the pack is made by. */
struct pack_context {
	struct segbias_review_request request;
	const char *folder;
};

static enum segbias_status stage_pack(const void *context, const struct segbias_findings *findings,
                                      const struct segbias_render_options *options, struct segbias_output *output,
                                      struct segbias_error *error)
{
	const struct pack_context *pack = context;
	return segbias_review_pack(&pack->request, findings, options, pack->folder, output, error);
}

static int archive(const struct command *command, const struct arguments *a)
{
	char now[24];
	struct segbias_error error = {0};
	struct segbias_output *output = NULL;
	write_time(now, "%Y-%m-%dT%H:%M:%SZ");
	struct segbias_review_request request = request_of(a, now);
	enum segbias_status status = segbias_output_create(&output, &error);
	if (status == SEGBIAS_OK)
		status = segbias_review_archive(&request, a->archive, output, &error);
	if (status == SEGBIAS_OK)
		status = segbias_output_commit(output, &error);
	segbias_output_free(output);
	return status == SEGBIAS_OK ? 0 : fail(&error, command, a);
}

static int export(const struct command *command, const struct arguments *a)
{
	struct segbias_error error = {0};
	struct arguments own = *a;
	struct pack_context pack = {.folder = a->pack};
	bool others = a->pack || a->against || a->job.format || a->job.outputs.count || a->operands[1] ||
	              segbias_options_get(a->job.settings, "publish", 0);
	if (a->archive && others) {
		usage(&error, "--archive is of the whole ledger, and takes no period, page or pack", NULL,
		      "segbias review export --archive FILE --by NAME");
		return fail(&error, command, a);
	}
	if (a->archive)
		return archive(command, a);
	if (!a->operands[1]) {
		usage(&error, "review export takes PERIOD, or --archive FILE", NULL,
		      "segbias review --help has examples");
		return command_usage_error(command, &error);
	}
	if (a->pack && segbias_options_get(a->job.settings, "publish", 0)) {
		usage(&error, "--pack holds every count, and --publish withholds small ones", NULL,
		      "--publish K -o review.html is for readers elsewhere");
		return command_usage_error(command, &error);
	}
	if (a->pack && segbias_review_pack_check(a->pack, &error) != SEGBIAS_OK)
		return fail(&error, command, a);
	pack.request = request_of(a, NULL);
	if (a->pack) {
		own.job.stage = stage_pack;
		own.job.context = &pack;
	}
	return show_by(command, &own, segbias_review_export);
}

static int verify(const struct command *command, const struct arguments *a)
{
	enum { FAULT = 1 };
	struct segbias_error error = {0};
	struct segbias_review_result result = {0};
	struct segbias_review_request request = request_of(a, NULL);
	if (segbias_review_verify(&request, &result, &error) != SEGBIAS_OK)
		return fail(&error, command, a);
	if (result.fault[0]) {
		error = (struct segbias_error){.status = SEGBIAS_DATA};
		(void)snprintf(error.message, sizeof error.message, "the ledger does not say what was written: %.200s",
		               result.fault);
		(void)message_error(&error);
		return FAULT;
	}
	printf("all of %ld runs and %ld entries is as it was written; the head is %s\n", result.runs, result.entry,
	       result.head);
	return 0;
}

/* A verb, how many operands it takes behind it, and which options, each between blanks. */
static const struct verb {
	const char *name, *operands;
	size_t least, most;
	int (*run)(const struct command *command, const struct arguments *a);
	const char *options;
} VERBS[] = {
    {"add", "PERIOD CAMPAIGN REFERENCE, or PERIOD RESULT.json", 2, 3, add, " by key replace "},
    {"show", "[PERIOD]", 0, 1, show, " against baseline charts chart-format format output lang title as-of "},
    {"sign", "PERIOD [SEGMENT]", 1, 2, sign, " by key decision note due head "},
    {"reopen", "PERIOD", 1, 1, reopen, " by key reason "},
    {"export", "PERIOD, or --archive FILE", 0, 1, export,
     " by key reason against baseline publish pack archive charts chart-format format output lang title as-of "},
    {"stamp", "nothing", 0, 0, stamp, " by key token "},
    {"purge", "nothing", 0, 0, purge, " by key reason before "},
    {"verify", "nothing", 0, 0, verify, " head "},
    {"check", "nothing", 0, 0, verify, " head "},
};

/* All of them: for a hint, and to complete what is typed. */
#define VERB_NAMES "add show sign reopen export stamp purge verify check"

static bool takes(const struct verb *verb, const char *name)
{
	static const char ALL[] = " ledger policy color verbose quiet version help ";
	char word[40];
	(void)snprintf(word, sizeof word, " %s ", name);
	return strstr(verb->options, word) || strstr(ALL, word);
}

static bool is_given(const struct arguments *a, const struct option *option)
{
	if (option->offset == OPTION_SETTING)
		return segbias_options_get(a->job.settings, option->name, 0) != NULL;
	const void *field = (const char *)a + option->offset;
	switch (option->kind) {
	case OPTION_TEXT:
		/* "auto" where nothing is typed. */
		return *(const char *const *)field && option->offset != AT(color);
	case OPTION_LIST:
		return ((const struct option_list *)field)->count > 0;
	case OPTION_FLAG:
		return *(const bool *)field;
	default:
		return *(const int *)field > 0;
	}
}

/* What a verb would not heed is no wish that was met. Adding compares two files by any setting, and a result was compared already. */
static enum segbias_status check_options(const struct verb *verb, const struct arguments *a,
                                         struct segbias_error *error)
{
	bool compares = verb->run == add && (a->operands[3] || segbias_options_get(a->job.settings, "eligible", 0));
	for (const struct option *option = OPTIONS; option->name; option++) {
		char message[120];
		if (!is_given(a, option) || takes(verb, option->name) || (compares && option->offset == OPTION_SETTING))
			continue;
		bool settled = verb->run == add && option->offset == OPTION_SETTING;
		(void)snprintf(message, sizeof message, "review %s%s does nothing with --%s", verb->name,
		               settled ? " of a result" : "", option->name);
		return usage(error, message, NULL,
		             settled ? "give it to the compare that writes the result"
		                     : "segbias review --help says which verb takes it");
	}
	return SEGBIAS_OK;
}

static const struct verb *find_verb(const char *name, struct segbias_error *error)
{
	for (size_t i = 0; name && i < sizeof VERBS / sizeof *VERBS; i++)
		if (strcmp(name, VERBS[i].name) == 0)
			return &VERBS[i];
	(void)usage(error, name ? "review has no " : "what to do is missing", name,
	            "it has add, show, sign, reopen, export, stamp, purge and verify (check is the same)");
	return NULL;
}

static int parse_and_run(const struct command *command, struct arguments *a, struct option_parse *parse)
{
	struct segbias_error error = {0};
	char policy[JOB_POLICY_PATH];
	char message[120];
	if (option_parse(parse, a->job.argc, a->job.argv, &error) != SEGBIAS_OK)
		return command_usage_error(command, &error);
	if (a->job.help) {
		command_print_help(command);
		return 0;
	}
	if (a->job.version) {
		printf("segbias %s\n", segbias_version());
		return 0;
	}
	const struct verb *verb = find_verb(a->operands[0], &error);
	if (!verb)
		return command_usage_error(command, &error);
	size_t operands = parse->operand_count - 1;
	if (operands < verb->least || operands > verb->most) {
		(void)snprintf(message, sizeof message, "review %s takes %s", verb->name, verb->operands);
		(void)usage(&error, message, NULL, "segbias review --help has examples");
		return command_usage_error(command, &error);
	}
	if (check_options(verb, a, &error) != SEGBIAS_OK)
		return command_usage_error(command, &error);
	a->policy = segbias_options_get(a->job.settings, "policy", 0);
	if (job_find_policy(a->job.settings, policy, &error) != SEGBIAS_OK)
		return command_usage_error(command, &error);
	return verb->run(command, a);
}

static int run(const struct command *command, int argc, char **argv)
{
	static const char *const NO_FILES[2] = {NULL, NULL};
	struct arguments arguments = {.job = {.color = "auto", .argc = argc, .argv = argv, .files = NO_FILES}};
	struct segbias_error error = {0};
	size_t lists = 0;
	for (const struct option *option = command->options; option->name; option++)
		lists += option->kind == OPTION_LIST;
	const char **pool = calloc(lists * (size_t)argc + 1, sizeof *pool);
	if (!pool) {
		error = (struct segbias_error){.status = SEGBIAS_SYSTEM, .message = "out of memory"};
		return (int)message_error(&error);
	}
	if (segbias_options_create(&arguments.job.settings, &error) != SEGBIAS_OK) {
		free(pool);
		return (int)message_error(&error);
	}
	segbias_options_flags(arguments.job.settings);
	struct option_parse parse = {.options = command->options,
	                             .target = &arguments,
	                             .settings = arguments.job.settings,
	                             .operands = arguments.operands,
	                             .operand_max = OPERANDS_MAX,
	                             .pool = pool,
	                             .pool_stride = (size_t)argc};
	int status = parse_and_run(command, &arguments, &parse);
	segbias_options_free(arguments.job.settings);
	free(pool);
	return status;
}

const struct command command_review = {
    "review",
    "a ledger of runs by period: what changed, who decided what",
    "add PERIOD CAMPAIGN REFERENCE | show [PERIOD] | sign PERIOD [SEGMENT] | reopen PERIOD | export [PERIOD] | stamp | purge | verify | check (the same) [OPTION]...",
    "  segbias review add 2026Q3 campaign.csv census.csv --by 'A. Reviewer'\n"
    "  segbias review add 2026Q3 result.json --by 'A. Reviewer'\n"
    "  segbias review show 2026Q3\n"
    "  segbias review sign 2026Q3 --decision accept --by 'B. Reviewer' --note 'seen'\n"
    "  segbias review sign 2026Q3 'New customers' --decision fix --by 'B. Reviewer' --due 2026-12-31\n"
    "  segbias review export 2026Q3 -o review.html --by 'A. Reviewer'\n"
    "  segbias review export 2026Q3 --publish 10 -o public.html --by 'A. Reviewer'\n"
    "  segbias review export 2026Q3 --pack evidence --by 'A. Reviewer'\n"
    "  segbias review export --archive ledger.jsonl --by 'A. Reviewer'\n"
    "  segbias review stamp --token reply.tsr --by 'A. Reviewer'\n"
    "  segbias review purge --before 2024Q1 --by 'A. Reviewer' --reason retention\n"
    "  segbias review reopen 2026Q3 --by 'B. Reviewer' --reason 'a second look'\n"
    "  segbias review verify\n",
    "A period is a quarter (2026Q3), a month (2026-09) or a week (2026-W37). The ledger holds counts and results, never a record; "
    "what is in it is never changed, only added to, and every entry holds the hash of the one before it. Who added a run cannot be its "
    "only signer, unless the policy says so. Exit status: 0 it worked; 1 verify: something is not as it was written; 2 usage, or the "
    "ledger does not allow it; 3 the data, or a period without a run; 5 the system, or the ledger. Memory grows as that of compare.",
    OPTIONS,
    run,
    VERB_NAMES,
    NULL,
};
