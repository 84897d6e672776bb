#include "job.h"

#include "message.h"
#include "progress.h"
#include "terminal.h"

#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { FILES_MAX = 2 };

static enum segbias_status usage(struct segbias_error *error, const char *message, const char *text)
{
	char quoted[SEGBIAS_ESCAPED_MAX];
	*error = (struct segbias_error){.status = SEGBIAS_USAGE};
	(void)snprintf(error->message, sizeof error->message, "%s%s", message,
	               text ? segbias_text_escape(text, quoted) : "");
	return SEGBIAS_USAGE;
}

enum segbias_status job_check_shown(const struct job_arguments *arguments, struct segbias_error *error)
{
	if (arguments->language && !segbias_language(arguments->language))
		return usage(error, "--lang must be en or ar, not ", arguments->language);
	if (arguments->charts.format && !job_lists_format("svg, png, pdf", arguments->charts.format))
		return usage(error, "--chart-format must be svg, png or pdf, not ", arguments->charts.format);
	if (arguments->charts.format && !arguments->charts.directory)
		return usage(error, "--chart-format needs --charts DIR", NULL);
	if (arguments->charts.directory && !*arguments->charts.directory)
		return usage(error, "--charts needs a folder", NULL);
	return SEGBIAS_OK;
}

static enum segbias_status no_memory(struct segbias_error *error)
{
	*error = (struct segbias_error){.status = SEGBIAS_SYSTEM, .message = "out of memory"};
	return SEGBIAS_SYSTEM;
}

bool job_lists_format(const char *formats, const char *format)
{
	size_t size = strlen(format);
	for (const char *at = formats; size && (at = strstr(at, format)); at += size)
		if ((at == formats || at[-1] == ' ') && (at[size] == '\0' || at[size] == ','))
			return true;
	return false;
}

/* Whether an input is read from there: FILE:TABLE is in FILE. */
static bool reads_from(const char *input, const char *path)
{
	char file[PATH_MAX];
	if (segbias_output_same_file(path, input))
		return true;
	for (const char *end = strchr(input, ':'); end; end = strchr(end + 1, ':')) {
		int size = snprintf(file, sizeof file, "%.*s", (int)(end - input), input);
		if (size > 0 && (size_t)size < sizeof file && segbias_output_same_file(path, file))
			return true;
	}
	return false;
}

/* The files that a job writes beside its reports. */
static enum segbias_status check_beside(const struct job_arguments *arguments, const char *const *files,
                                        struct segbias_error *error)
{
	const char *const beside[] = {arguments->weighted, arguments->cells_output};
	const char *const others[] = {files[0], files[1], segbias_options_get(arguments->settings, "policy", 0)};
	for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
		const char *path = beside[i];
		if (path && !*path)
			return usage(error, i ? "--cells names no file" : "--weighted names no file", NULL);
		if (path && i && strcmp(path, "-") == 0)
			return usage(error, "--cells writes a file, and nothing on stdout: -", NULL);
		if (!path || (i == 0 && strcmp(path, "-") == 0))
			continue;
		for (size_t j = 0; j < sizeof others / sizeof *others; j++)
			if (others[j] && reads_from(others[j], path))
				return usage(error, "a file of weights would overwrite an input: ", path);
		for (size_t j = 0; j < arguments->outputs.count; j++)
			if (segbias_output_same_file(path, arguments->outputs.items[j]))
				return usage(error, "two outputs name one file: ", path);
		if (i && beside[0] && segbias_output_same_file(path, beside[0]))
			return usage(error, "two outputs name one file: ", path);
	}
	if (!arguments->weighted || strcmp(arguments->weighted, "-") != 0)
		return SEGBIAS_OK;
	if (!arguments->format && arguments->outputs.count)
		return SEGBIAS_OK;
	usage(error, "--weighted - writes the campaign to stdout, where the report would be", NULL);
	(void)snprintf(error->hint, sizeof error->hint, "%s",
	               "-o report.txt names a file for the report, without --format");
	return SEGBIAS_USAGE;
}

static enum segbias_status check_outputs(const struct job_arguments *arguments, const struct job *job,
                                         const char *const *files, struct segbias_error *error)
{
	const char *policy = segbias_options_get(arguments->settings, "policy", 0);
	const char *baseline = segbias_options_get(arguments->settings, "baseline", 0);
	static const char *const LOGS[] = {"contacts", "items", "history", "catalogue"};
	for (size_t i = 0; i < arguments->outputs.count; i++) {
		const char *path = arguments->outputs.items[i];
		const char *format = segbias_format_by_suffix(path);
		if (!format || !job_lists_format(job->formats, format)) {
			usage(error, "--output: the file's suffix names no format of this command: ", path);
			(void)snprintf(error->hint, sizeof error->hint, "%s %s",
			               strchr(job->formats, ',') ? "the formats are" : "the format is", job->formats);
			return SEGBIAS_USAGE;
		}
		for (size_t j = 0; j < FILES_MAX; j++)
			if (files[j] && reads_from(files[j], path))
				return usage(error, "--output would overwrite an input: ", path);
		if (!arguments->update && segbias_output_same_file(path, policy))
			return usage(error, "--output would overwrite the policy: ", path);
		if (arguments->like && segbias_output_same_file(path, arguments->like))
			return usage(error, "--output would overwrite the tally that is followed: ", path);
		if (baseline && segbias_output_same_file(path, baseline))
			return usage(error, "--output would overwrite the baseline: ", path);
		for (size_t j = 0; j < sizeof LOGS / sizeof *LOGS; j++) {
			const char *log = segbias_options_get(arguments->settings, LOGS[j], 0);
			if (log && segbias_output_same_file(path, log))
				return usage(error, "--output would overwrite a log, or the catalogue: ", path);
		}
		for (size_t j = 0; j < i; j++)
			if (strcmp(path, arguments->outputs.items[j]) == 0 ||
			    segbias_output_same_file(path, arguments->outputs.items[j]))
				return usage(error, "--output names a file twice: ", path);
	}
	return SEGBIAS_OK;
}

/* Before any work: a wrong option must not cost a long run. */
static enum segbias_status check(const struct job_arguments *arguments, const struct job *job, const char *const *files,
                                 struct segbias_error *error)
{
	/* Whether a reference is needed is asked where the policy is read: it may say eligible, or plan. */
	if (!files[0])
		return usage(error, job->files_missing, NULL);
	for (size_t i = 0; i < FILES_MAX; i++)
		if (files[i] && !*files[i])
			return usage(error, "a file's name is empty, as that of a variable of a script that is not set",
			             NULL);
	const char *baseline = segbias_options_get(arguments->settings, "baseline", 0);
	if (baseline && !*baseline)
		return usage(error, "--baseline names no file", NULL);
	if (arguments->title && !arguments->title[strspn(arguments->title, " \t\r\n")])
		return usage(error, "--title needs a text: without the option the names of the files head the report",
		             NULL);
	if (arguments->format && !job_lists_format(job->formats, arguments->format)) {
		usage(error, "--format: there is no format ", arguments->format);
		(void)snprintf(error->hint, sizeof error->hint, "the formats are %s", job->formats);
		return SEGBIAS_USAGE;
	}
	if (!job_lists_format("auto, always, never", arguments->color))
		return usage(error, "--color must be auto, always or never, not ", arguments->color);
	if (job_check_shown(arguments, error) != SEGBIAS_OK)
		return SEGBIAS_USAGE;
	if (arguments->charts.directory && segbias_options_get(arguments->settings, "plan", 0))
		return usage(error, "--plan draws no charts: leave out --charts", NULL);
	struct stat info;
	if (arguments->policy_output && !arguments->update && stat(arguments->policy_output, &info) == 0 &&
	    S_ISREG(info.st_mode)) {
		usage(error, "there is one already: ", arguments->policy_output);
		(void)snprintf(error->hint, sizeof error->hint, "--update adds what it lacks; -o FILE writes another");
		return SEGBIAS_USAGE;
	}
	enum segbias_status status = check_beside(arguments, files, error);
	return status == SEGBIAS_OK ? check_outputs(arguments, job, files, error) : status;
}

/* --- what to type next ------------------------------------------------------------------------------------------- */

/* Whether a later command finds the file again: what came through a pipe is gone. */
static bool is_lasting(const char *path)
{
	struct stat info;
	bool passing = strcmp(path, "-") == 0 || strncmp(path, "/dev/", 5) == 0 || strncmp(path, "/proc/", 6) == 0;
	return !passing && stat(path, &info) == 0 && S_ISREG(info.st_mode);
}

static bool writes_json(const struct job_arguments *arguments)
{
	for (size_t i = 0; i < arguments->outputs.count; i++) {
		const char *format = segbias_format_by_suffix(arguments->outputs.items[i]);
		if (format && strcmp(format, "json") == 0)
			return true;
	}
	return false;
}

/* The words of the same command with what it has not been asked for yet: the result as JSON, and charts where gnuplot can
 * draw them. words[argc + 4];
 * returns their number, 0 where there is nothing to add. Where "--" ends the options they stand before the rest. */
static size_t add_words(const struct job_arguments *arguments, int argc, char **argv, const char **words)
{
	bool json = writes_json(arguments);
	bool charts = arguments->gate || arguments->charts.directory || !segbias_charts_available();
	size_t count = 0;
	bool first = false;
	for (int i = 1; i < argc; i++)
		first = first || strcmp(argv[i], "--") == 0;
	if (json && charts)
		return 0;
	words[count++] = argv[0];
	for (int i = 1; i < argc && !first; i++)
		words[count++] = argv[i];
	if (!json) {
		words[count++] = "-o";
		words[count++] = "result.json";
	}
	if (!charts) {
		words[count++] = "--charts";
		words[count++] = "charts";
	}
	for (int i = 1; i < argc && first; i++)
		words[count++] = argv[i];
	return count;
}

/* The words of the same command. */
static size_t copy_words(const struct job_arguments *arguments, const char **words)
{
	for (int i = 0; i < arguments->argc; i++)
		words[i] = arguments->argv[i];
	return (size_t)arguments->argc;
}

/* A line that a shell reads: the same command, or what to type next. It begins as the program was called; who calls it for
 * the user (scripts/dev run) says how in SEGBIAS_COMMAND. NULL where there is none; false: no memory. */
static bool make_command(const struct job_arguments *arguments, bool next, bool ascii, char **out)
{
	const char *caller = getenv("SEGBIAS_COMMAND");
	const char **words = calloc((size_t)arguments->argc + 5, sizeof *words);
	*out = NULL;
	if (!words)
		return false;
	bool called = caller && *caller;
	words[0] = command_program;
	size_t count =
	    next ? add_words(arguments, arguments->argc, arguments->argv, words + 1) : copy_words(arguments, words + 1);
	for (size_t i = 0; i < FILES_MAX; i++)
		if (arguments->files[i] && !is_lasting(arguments->files[i]))
			count = 0;
	char *command = count ? segbias_text_command(called ? words + 1 : words, count + !called, ascii) : NULL;
	size_t size = command ? strlen(command) + (called ? strlen(caller) : 0) + 2 : 0;
	*out = command ? malloc(size) : NULL;
	if (*out)
		(void)snprintf(*out, size, "%s%s%s", called ? caller : "", called ? " " : "", command);
	segbias_free(command);
	free(words);
	return count == 0 || *out;
}

/* --- writing ---------------------------------------------------------------------------------------------------- */

/* What every file's rendering and that of stdout have in common. */
struct lines {
	char *next;       /* NULL: none */
	char *invocation; /* NULL: it could not be repeated */
	const char *language;
};

/* The text of a small file, to be freed; NULL where it does not exist, or cannot be read: *error then says so. */
static char *read_text(const char *path, struct segbias_error *error)
{
	enum { BYTES_MAX = 1 << 18 };
	FILE *file = fopen(path, "rb");
	char *text = file ? malloc(BYTES_MAX + 1) : NULL;
	size_t size = text ? fread(text, 1, BYTES_MAX + 1, file) : 0;
	bool ok = file && text && !ferror(file) && size <= BYTES_MAX && !memchr(text, 0, size);
	if (file)
		(void)fclose(file);
	if (!ok) {
		*error = (struct segbias_error){.status = SEGBIAS_USAGE};
		(void)snprintf(error->message, sizeof error->message, "--update cannot read the file that it adds to");
		free(text);
		return NULL;
	}
	text[size] = '\0';
	return text;
}

/* The one file of a job that writes nothing else. */
static enum segbias_status stage_policy(const struct segbias_findings *findings, const struct job_arguments *arguments,
                                        const char *path, struct segbias_output *output, struct segbias_error *error)
{
	struct stat info;
	char *existing = NULL;
	if (arguments->update && stat(path, &info) == 0 && !(existing = read_text(path, error)))
		return error->status;
	struct segbias_render_options options = {.format = "yaml", .existing = existing};
	enum segbias_status status = segbias_findings_stage(findings, &options, output, path, error);
	free(existing);
	return status;
}

static enum segbias_status stage_outputs(const struct segbias_findings *findings, const struct job_arguments *arguments,
                                         const struct lines *lines, struct segbias_output *output,
                                         struct segbias_error *error)
{
	char *command = NULL;
	enum segbias_status status = SEGBIAS_OK;
	if (arguments->outputs.count && !make_command(arguments, true, false, &command))
		return no_memory(error);
	for (size_t i = 0; i < arguments->outputs.count && status == SEGBIAS_OK; i++) {
		const char *path = arguments->outputs.items[i];
		struct segbias_render_options options = {.format = segbias_format_by_suffix(path),
		                                         .explain = arguments->explain,
		                                         .command = command,
		                                         .language = lines->language,
		                                         .title = arguments->title,
		                                         .invocation = lines->invocation};
		status = segbias_findings_stage(findings, &options, output, path, error);
	}
	free(command);
	return status;
}

/* As asked for; else the locale's, where there is one. */
static const char *language_of(const struct job_arguments *arguments)
{
	const char *language = segbias_language(arguments->language ? arguments->language : terminal_language());
	return language ? language : "en";
}

/* --- signals ---------------------------------------------------------------------------------------------------- */

static const int STOPS[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGALRM, SIGXCPU, SIGUSR1, SIGUSR2};

enum { STOP_COUNT = sizeof STOPS / sizeof *STOPS };

/* What lies beside its place while a stop signal may come. */
static struct segbias_output *volatile in_flight;

/* Cleans up, then the process dies of the signal, so that a shell sees it. */
static void stop(int number)
{
	sigset_t only;
	segbias_output_abandon(in_flight);
	(void)signal(number, SIG_DFL);
	(void)sigemptyset(&only);
	(void)sigaddset(&only, number);
	(void)raise(number);
	(void)sigprocmask(SIG_UNBLOCK, &only, NULL);
}

/* Has the stop signals clean up when they come. */
static void catch_stops(sigset_t *stops)
{
	(void)sigemptyset(stops);
	for (size_t i = 0; i < STOP_COUNT; i++)
		(void)sigaddset(stops, STOPS[i]);
	for (size_t i = 0; i < STOP_COUNT; i++) {
		struct sigaction now;
		struct sigaction then = {.sa_handler = stop, .sa_mask = *stops};
		/* What is ignored (nohup) stays so. */
		if (sigaction(STOPS[i], NULL, &now) == 0 && now.sa_handler == SIG_DFL)
			(void)sigaction(STOPS[i], &then, NULL);
	}
}

/* … and holds them back. */
static void hold_stops(sigset_t *stops, sigset_t *before)
{
	catch_stops(stops);
	(void)sigprocmask(SIG_BLOCK, stops, before);
}

static enum segbias_status write_stdout(struct segbias_output *output, struct segbias_error *error)
{
	return segbias_output_copy(output, STDOUT_FILENO, error);
}

/* Two writers may wait for a reader for ever: while they do, a stop signal ends the run. */
static enum segbias_status write_open_ended(struct segbias_output *output,
                                            enum segbias_status (*writer)(struct segbias_output *,
                                                                          struct segbias_error *),
                                            const sigset_t *stops, struct segbias_error *error)
{
	in_flight = output;
	(void)sigprocmask(SIG_UNBLOCK, stops, NULL);
	enum segbias_status status = writer(output, error);
	(void)sigprocmask(SIG_BLOCK, stops, NULL);
	in_flight = NULL;
	return status;
}

/* --- all of it -------------------------------------------------------------------------------------------------- */

/* Everything is rendered and staged, then what is no file is written, files are renamed, and stdout comes last: only
 * when that fails are there results beside an error. */
enum segbias_status job_write(struct segbias_findings *findings, const struct job_arguments *arguments,
                              struct segbias_error *error)
{
	struct segbias_output *output = NULL;
	struct segbias_render_options options = {.format = arguments->format, .explain = arguments->explain};
	struct lines lines = {.language = language_of(arguments)};
	sigset_t stops;
	sigset_t before;
	terminal_describe(arguments->color, &options);
	if (!make_command(arguments, true, options.ascii != 0, &lines.next) ||
	    !make_command(arguments, false, false, &lines.invocation)) {
		free(lines.next);
		return no_memory(error);
	}
	options.command = lines.next;
	options.invocation = lines.invocation;
	options.title = arguments->title;
	/* A terminal of ASCII gets no other script, unless it is asked for. */
	options.language = options.ascii && !arguments->language ? "en" : lines.language;
	hold_stops(&stops, &before);
	enum segbias_status status = segbias_output_create(&output, error);
	if (status == SEGBIAS_OK && arguments->policy_output)
		status = stage_policy(findings, arguments, arguments->policy_output, output, error);
	else if (status == SEGBIAS_OK && arguments->format)
		status = segbias_findings_stage(findings, &options, output, NULL, error);
	if (status == SEGBIAS_OK && !arguments->policy_output)
		status = stage_outputs(findings, arguments, &lines, output, error);
	if (status == SEGBIAS_OK && arguments->stage)
		status = arguments->stage(arguments->context, findings, &options, output, error);
	/* Last, so that what a chart left out is a warning on stderr and no part of a result. */
	if (status == SEGBIAS_OK && arguments->charts.directory) {
		struct segbias_charts_options charts = arguments->charts;
		charts.language = lines.language;
		status = segbias_charts_write(findings, &charts, output, error);
	}
	if (status == SEGBIAS_OK)
		status = write_open_ended(output, segbias_output_write_through, &stops, error);
	if (status == SEGBIAS_OK)
		status = segbias_output_commit(output, error);
	if (status == SEGBIAS_OK)
		status = write_open_ended(output, write_stdout, &stops, error);
	segbias_output_free(output);
	free(lines.next);
	free(lines.invocation);
	(void)sigprocmask(SIG_SETMASK, &before, NULL);
	return status;
}

/* --- the frame -------------------------------------------------------------------------------------------------- */

/* What a gate ends with where it could judge. */
static int gate_status(const struct segbias_findings *findings)
{
	enum { PASSED = 0, BREACHED = 1, UNDECIDED = 4 };
	const char *status = segbias_findings_text(findings, "", 0, "status", NULL);
	if (status && strcmp(status, "passed") == 0)
		return PASSED;
	return status && strcmp(status, "undecided") == 0 ? UNDECIDED : BREACHED;
}

static int run(const struct command *command, const struct job *job, const struct job_arguments *arguments,
               const char *const *files)
{
	struct segbias_error error = {0};
	struct segbias_findings *findings = NULL;
	enum segbias_status status = check(arguments, job, files, &error);
	bool checked = status == SEGBIAS_OK;
	struct progress progress = {.shown = false};
	sigset_t stops;
	const char *policy = segbias_options_get(arguments->settings, "policy", 0);
	catch_stops(&stops);
	if (!arguments->quiet)
		progress_watch(&progress, arguments->settings);
	if (checked && job->run_asked)
		status = job->run_asked(arguments, &findings, &error);
	else if (checked)
		status = job->run(files, arguments->settings, &findings, &error);
	progress_end(&progress);
	double start = progress_seconds();
	size_t used = 0;
	if (status == SEGBIAS_OK)
		status = job_write(findings, arguments, &error);
	if (status == SEGBIAS_OK && job->gate)
		used = message_gate(findings, arguments->quiet);
	bool judged = job->gate || (job->judges && segbias_findings_text(findings, "", 0, "status", NULL));
	if (status == SEGBIAS_OK && judged && !job->gate)
		used = job->message(findings, arguments->quiet);
	/* Also before an error: what the file said may be its reason. An error in the file names it. */
	if (checked && (status != SEGBIAS_USAGE || !error.file[0]) && !arguments->quiet && policy &&
	    strcmp(policy, "none") != 0)
		message_policy(policy);
	if (status == SEGBIAS_OK && !arguments->quiet)
		message_warnings(findings, used);
	if (status == SEGBIAS_OK && !arguments->quiet && arguments->policy_output)
		message_written(arguments->policy_output, arguments->policy_beside);
	if (status == SEGBIAS_OK && arguments->verbose)
		message_steps(findings, progress_seconds() - start);
	int exit_status = status == SEGBIAS_OK && judged ? gate_status(findings) : 0;
	segbias_findings_free(findings);
	if (status == SEGBIAS_OK)
		return exit_status;
	return status == SEGBIAS_USAGE ? command_usage_error(command, &error) : (int)message_error(&error);
}

/* The nearest segbias.yaml: of the folder that the command runs in, or of one above it; room[0] 0: there is none. Whatever is
 * called so is meant to be one: what is no file that can be read must not be passed over for the next. */
static enum segbias_status nearest_policy(char *room, size_t size, struct segbias_error *error)
{
	static const char NAME[] = "segbias.yaml";
	for (size_t used = 0; used + sizeof NAME <= size; used += strlen("../")) {
		struct stat here;
		struct stat above;
		struct stat file;
		(void)snprintf(room + used, size - used, "%s", NAME);
		if (lstat(room, &file) == 0) {
			if (stat(room, &file) == 0 && S_ISREG(file.st_mode))
				return SEGBIAS_OK;
			usage(error, "it is no file that can be read", NULL);
			(void)snprintf(error->file, sizeof error->file, "%.*s", (int)sizeof error->file - 1, room);
			(void)snprintf(error->hint, sizeof error->hint, "%s",
			               "--policy none goes without; --policy FILE takes another");
			return SEGBIAS_USAGE;
		}
		(void)snprintf(room + used, size - used, "%s", used ? "" : ".");
		bool known = stat(room, &here) == 0;
		(void)snprintf(room + used, size - used, "../");
		/* The root is above itself. */
		if (!known || stat(room, &above) != 0 || (here.st_dev == above.st_dev && here.st_ino == above.st_ino))
			break;
	}
	room[0] = '\0';
	return SEGBIAS_OK;
}

/* Where neither --threads nor a policy says it: as many as this process may run at once. */
static unsigned default_threads(void)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	enum { THREADS_MAX = 64 };
	return cores < 1 ? 1 : cores > THREADS_MAX ? THREADS_MAX : (unsigned)cores;
}

enum segbias_status job_find_policy(struct segbias_options *settings, char room[static JOB_POLICY_PATH],
                                    struct segbias_error *error)
{
	if (segbias_options_get(settings, "policy", 0))
		return SEGBIAS_OK;
	enum segbias_status status = nearest_policy(room, JOB_POLICY_PATH, error);
	return status != SEGBIAS_OK || !room[0] ? status : segbias_options_set(settings, "policy", room, error);
}

/* Which policy the job goes by, and where one is written which; `room` holds a path that was found. */
static enum segbias_status choose_policy(const struct job *job, struct job_arguments *arguments,
                                         char room[static JOB_POLICY_PATH], struct segbias_error *error)
{
	struct stat info;
	const char *policy = segbias_options_get(arguments->settings, "policy", 0);
	if (job->output) {
		if (arguments->outputs.count > 1)
			return usage(error, "--output: one file is written, not also ", arguments->outputs.items[1]);
		arguments->policy_output = arguments->outputs.count ? arguments->outputs.items[0] : job->output;
	}
	if (policy && !*policy) {
		(void)usage(error, "--policy names no file", NULL);
		(void)snprintf(error->hint, sizeof error->hint, "--policy FILE, or --policy none for no file at all");
		return SEGBIAS_USAGE;
	}
	if (arguments->update && policy)
		return usage(error, "--update goes by the file that it adds to: leave out --policy ", policy);
	/* What is added to a file must agree with what it says. A pipe might never say anything. */
	bool chosen = arguments->outputs.count > 0 && !arguments->update;
	bool exists = arguments->policy_output && lstat(arguments->policy_output, &info) == 0;
	if (exists && !chosen && (stat(arguments->policy_output, &info) != 0 || !S_ISREG(info.st_mode))) {
		(void)usage(error, "no policy file can be written there, as it is no file", NULL);
		(void)snprintf(error->file, sizeof error->file, "%.*s", (int)sizeof error->file - 1,
		               arguments->policy_output);
		(void)snprintf(error->hint, sizeof error->hint, "%s", "-o FILE writes another");
		return SEGBIAS_USAGE;
	}
	if (arguments->update && exists)
		return segbias_options_set(arguments->settings, "policy", arguments->policy_output, error);
	if (policy)
		return SEGBIAS_OK;
	enum segbias_status status = nearest_policy(room, JOB_POLICY_PATH, error);
	if (status != SEGBIAS_OK || !room[0])
		return status;
	if (!job->output)
		return segbias_options_set(arguments->settings, "policy", room, error);
	arguments->policy_beside = room;
	return SEGBIAS_OK;
}

/* Exemptions hold until a day, and nobody types one every night: today's, which the result records. No policy was agreed on after
 * it. */
static enum segbias_status set_today(struct segbias_options *settings, struct segbias_error *error)
{
	char today[16] = "";
	time_t now = time(NULL);
	struct tm day;
	if (!gmtime_r(&now, &day) || strftime(today, sizeof today, "%Y-%m-%d", &day) == 0)
		return SEGBIAS_OK;
	return segbias_options_today(settings, today, error);
}

/* The report that stdout gets where no format is asked for. Where the caller has closed that (main), and something else is
 * written, nobody wants it. */
static const char *report_beside(const struct job *job, const struct job_arguments *arguments)
{
	bool beside = arguments->outputs.count > 0 || arguments->charts.directory;
	bool closed = (fcntl(STDOUT_FILENO, F_GETFL) & O_ACCMODE) == O_RDONLY;
	bool taken = arguments->weighted && strcmp(arguments->weighted, "-") == 0;
	return taken || (beside && (closed || job->one_output)) ? NULL : job->format;
}

/* Parses, and runs what is asked for. */
static int parse_and_run(const struct command *command, const struct job *job, struct job_arguments *arguments,
                         struct option_parse *parse)
{
	struct segbias_error error = {0};
	char policy[JOB_POLICY_PATH];
	if (option_parse(parse, arguments->argc, arguments->argv, &error) != SEGBIAS_OK)
		return command_usage_error(command, &error);
	if (arguments->help) {
		command_print_help(command);
		return 0;
	}
	if (arguments->version) {
		printf("segbias %s\n", segbias_version());
		return 0;
	}
	job = arguments->cells || arguments->sql ? job->cells : job;
	arguments->format = arguments->format ? arguments->format : report_beside(job, arguments);
	arguments->gate = job->gate;
	if (job->stage) {
		arguments->stage = job->stage;
		arguments->context = arguments;
	}
	segbias_options_threads(arguments->settings, default_threads());
	if ((job->gate || job->judges) && set_today(arguments->settings, &error) != SEGBIAS_OK)
		return (int)message_error(&error);
	if (choose_policy(job, arguments, policy, &error) != SEGBIAS_OK)
		return command_usage_error(command, &error);
	return run(command, job, arguments, arguments->files);
}

int job_main(const struct command *command, const struct job *job, int argc, char **argv)
{
	const char *files[FILES_MAX] = {0};
	struct job_arguments arguments = {.color = "auto", .argc = argc, .argv = argv, .files = files};
	struct segbias_error error = {0};
	size_t lists = 0;
	for (const struct option *option = command->options; option->name; option++)
		lists += option->kind == OPTION_LIST;
	const char **pool = calloc(lists * (size_t)argc + 1, sizeof *pool);
	if (!pool)
		return (int)message_error((no_memory(&error), &error));
	if (segbias_options_create(&arguments.settings, &error) != SEGBIAS_OK) {
		free(pool);
		return (int)message_error(&error);
	}
	segbias_options_flags(arguments.settings);
	struct option_parse parse = {.options = command->options,
	                             .target = &arguments,
	                             .settings = arguments.settings,
	                             .operands = files,
	                             .operand_max = job->one_file ? 1 : FILES_MAX,
	                             .pool = pool,
	                             .pool_stride = (size_t)argc};
	int status = parse_and_run(command, job, &arguments, &parse);
	segbias_options_free(arguments.settings);
	free(pool);
	return status;
}
