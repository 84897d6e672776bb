#include "message.h"

#include "terminal.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	WARNINGS_BYTES_MAX = 14 << 10, /* with what a gate said before */
	BREACHES_BYTES_MAX = 4 << 10,
	GATE_BYTES_MAX = 9 << 10,
	/* Of one message: what a struct segbias_error holds, at most 5 bytes an escape for one that it stands for. */
	LINES_MAX = 5 * sizeof(struct segbias_error) + 64,
};

/* The lines of a message as stderr can show them, in out[LINES_MAX]. */
static void compose(const struct segbias_error *text, const char *kind, char *out)
{
	size_t size = 0;
	if (text->file[0] && text->line && text->column)
		size = (size_t)snprintf(out, LINES_MAX, "%s:%" PRIu64 ":%" PRIu64 ": ", text->file, text->line,
		                        text->column);
	else if (text->file[0] && text->line)
		size = (size_t)snprintf(out, LINES_MAX, "%s:%" PRIu64 ": ", text->file, text->line);
	else
		size = (size_t)snprintf(out, LINES_MAX, "%s: ", text->file[0] ? text->file : "segbias");
	size += (size_t)snprintf(out + size, LINES_MAX - size, "%s: %s\n", kind, text->message);
	if (text->hint[0])
		(void)snprintf(out + size, LINES_MAX - size, "  hint: %s\n", text->hint);
	char *ascii = terminal_is_ascii(STDERR_FILENO) ? segbias_text_ascii(out) : NULL;
	if (ascii)
		(void)snprintf(out, LINES_MAX, "%s", ascii);
	segbias_free(ascii);
}

enum segbias_status message_error(const struct segbias_error *error)
{
	char lines[LINES_MAX];
	compose(error, "error", lines);
	(void)fputs(lines, stderr);
	return error->status;
}

static void note(const char *before, const char *path, const char *behind)
{
	struct segbias_error text = {.status = SEGBIAS_OK};
	char lines[LINES_MAX];
	char quoted[SEGBIAS_ESCAPED_MAX];
	(void)snprintf(text.message, sizeof text.message, "%s%s%s", before, segbias_text_escape(path, quoted), behind);
	compose(&text, "note", lines);
	(void)fputs(lines, stderr);
}

void message_policy(const char *path)
{
	note("the policy is ", path, "; --policy none leaves it out");
}

void message_written(const char *path, const char *beside)
{
	note("wrote ", path, "");
	if (beside)
		note("nothing of ", beside, " is in it; --policy with that file takes it along");
}

/* Returns its bytes. */
static size_t print_line(const char *kind, const char *text)
{
	char *ascii = terminal_is_ascii(STDERR_FILENO) ? segbias_text_ascii(text) : NULL;
	int size = fprintf(stderr, "segbias: %s: %s\n", kind, ascii ? ascii : text);
	free(ascii);
	return size > 0 ? (size_t)size : 0;
}

/* The breaches of a rule, up to so many bytes of lines, one at least; those of the whole list before it stand at `first`. */
static size_t print_breaches(const struct segbias_findings *findings, size_t rule, size_t first, size_t most)
{
	size_t count = (size_t)segbias_findings_number(findings, "rules", rule, "breached");
	size_t used = 0;
	size_t shown = 0;
	for (; shown < count && (shown == 0 || used < most); shown++) {
		const char *text = segbias_findings_text(findings, "breaches", first + shown, "message", NULL);
		used += print_line("breach", text ? text : "");
	}
	if (shown < count) {
		const char *name = segbias_findings_text(findings, "rules", rule, "rule", NULL);
		used += (size_t)fprintf(stderr, "segbias: breach: %s: %zu more in the JSON result (-o FILE.json)\n",
		                        name ? name : "", count - shown);
	}
	return used;
}

/* "check: breached: under 3, over 1" */
static size_t print_status(const struct segbias_findings *findings)
{
	const char *status = segbias_findings_text(findings, "", 0, "status", NULL);
	size_t rules = segbias_findings_count(findings, "rules");
	size_t used = (size_t)fprintf(stderr, "segbias: check: %s", status ? status : "");
	bool any = false;
	for (size_t i = 0; i < rules; i++) {
		double breached = segbias_findings_number(findings, "rules", i, "breached");
		const char *name = segbias_findings_text(findings, "rules", i, "rule", NULL);
		if (breached > 0)
			used += (size_t)fprintf(stderr, "%s%s %.0f", any ? ", " : ": ", name ? name : "", breached);
		any = any || breached > 0;
	}
	(void)fputc('\n', stderr);
	return used + 1;
}

/* What stands in one of two results only, or differs: some of it by name. */
static size_t print_named(const struct segbias_findings *findings, const char *list, const char *kind,
                          const char *const *fields)
{
	enum { NAMED_MOST = 8 };
	size_t count = segbias_findings_count(findings, list);
	size_t used = 0;
	for (size_t i = 0; i < count && i < NAMED_MOST; i++) {
		char line[4 * SEGBIAS_ESCAPED_MAX] = "";
		size_t size = 0;
		for (size_t j = 0; fields[j]; j++) {
			char quoted[SEGBIAS_ESCAPED_MAX];
			const char *text = segbias_findings_text(findings, list, i, fields[j], NULL);
			if (text)
				size += (size_t)snprintf(line + size, sizeof line - size, "%s%s", size ? " " : "",
				                         j ? segbias_text_escape(text, quoted) : text);
		}
		used += print_line(kind, line);
	}
	if (count > NAMED_MOST)
		used += (size_t)fprintf(stderr, "segbias: %s: %zu more in the JSON result (-o FILE.json)\n", kind,
		                        count - NAMED_MOST);
	return used;
}

/* What an earlier result says of this one. */
static size_t print_baseline(const struct segbias_findings *findings)
{
	static const char *const LISTS[] = {"new", "worse", "better", "gone", "open", "moved", NULL};
	static const char *const SEEN[] = {"what", "attribute", "name", NULL};
	static const char *const CHANGED[] = {"what", "of", NULL};
	size_t used = 0;
	if (segbias_findings_count(findings, "baseline") == 0)
		return 0;
	used += (size_t)fprintf(stderr, "segbias: baseline: ");
	for (size_t i = 0; LISTS[i]; i++) {
		char path[32];
		(void)snprintf(path, sizeof path, "baseline.%s", LISTS[i]);
		used += (size_t)fprintf(stderr, "%s%s %zu", i ? ", " : "", LISTS[i],
		                        segbias_findings_count(findings, path));
	}
	(void)fputc('\n', stderr);
	used += print_named(findings, "baseline.first_seen", "first seen", SEEN);
	used += print_named(findings, "baseline.last_seen", "not seen any more", SEEN);
	return used + print_named(findings, "baseline.changed", "changed since the baseline", CHANGED);
}

size_t message_gate(const struct segbias_findings *findings, bool quiet)
{
	size_t rules = segbias_findings_count(findings, "rules");
	size_t breached = 0;
	size_t used = 0;
	size_t first = 0;
	for (size_t i = 0; i < rules; i++)
		breached += segbias_findings_number(findings, "rules", i, "breached") > 0;
	size_t untested = segbias_findings_count(findings, "untested");
	if (quiet && !breached && !untested)
		return 0;
	used += print_status(findings);
	for (size_t i = 0; i < untested && used < GATE_BYTES_MAX; i++) {
		const char *text = segbias_findings_text(findings, "untested", i, "message", NULL);
		used += print_line("undecided", text ? text : "");
	}
	for (size_t i = 0; i < rules; i++) {
		size_t count = (size_t)segbias_findings_number(findings, "rules", i, "breached");
		if (count && breached)
			used += print_breaches(findings, i, first, BREACHES_BYTES_MAX / breached);
		first += count;
	}
	for (size_t i = 0; i < rules && !quiet && used < GATE_BYTES_MAX; i++) {
		const char *text = segbias_findings_text(findings, "rules", i, "message", NULL);
		used += print_line("rule", text ? text : "");
	}
	size_t rows = segbias_findings_count(findings, "coverage");
	for (size_t i = 0; i < rows && !quiet && used < GATE_BYTES_MAX; i++) {
		const char *text = segbias_findings_text(findings, "coverage", i, "message", NULL);
		used += print_line("coverage", text ? text : "");
	}
	if (!quiet)
		used += print_baseline(findings);
	return used;
}

size_t message_audit(const struct segbias_findings *findings, bool quiet)
{
	size_t breaches = segbias_findings_count(findings, "breaches");
	const char *status = segbias_findings_text(findings, "", 0, "status", NULL);
	const char *lowest = segbias_findings_text(findings, "", 0, "message", NULL);
	size_t shown = 0;
	if (quiet && !breaches)
		return 0;
	size_t used = (size_t)fprintf(stderr, "segbias: audit: %s", status ? status : "");
	used += (size_t)(breaches ? fprintf(stderr, ": %zu\n", breaches) : fprintf(stderr, "\n"));
	for (; shown < breaches && used < BREACHES_BYTES_MAX; shown++) {
		const char *text = segbias_findings_text(findings, "breaches", shown, "message", NULL);
		used += print_line("breach", text ? text : "");
	}
	if (shown < breaches)
		used += (size_t)fprintf(stderr, "segbias: breach: %zu more in the JSON result (-o FILE.json)\n",
		                        breaches - shown);
	if (!breaches)
		used += print_line("lowest", lowest ? lowest : "");
	return used;
}

/* "privacy prosecutor_max "age*city": over, 1 (limit 0.2)" of a row of the register: the first two names are ours. */
static size_t print_measure(const struct segbias_findings *findings, size_t row, const char *kind)
{
	static const char *const FIELDS[] = {"risk", "measure", "attribute", "value", "level", NULL};
	enum { OURS = 2 };
	char line[6 * SEGBIAS_ESCAPED_MAX] = "";
	size_t size = 0;
	for (size_t i = 0; FIELDS[i]; i++) {
		char quoted[SEGBIAS_ESCAPED_MAX];
		const char *text = segbias_findings_text(findings, "measures", row, FIELDS[i], NULL);
		if (text)
			size += (size_t)snprintf(line + size, sizeof line - size, "%s%s", size ? " " : "",
			                         i < OURS ? text : segbias_text_escape(text, quoted));
	}
	const char *verdict = segbias_findings_text(findings, "measures", row, "verdict", NULL);
	double number = segbias_findings_number(findings, "measures", row, "number");
	double limit = segbias_findings_number(findings, "measures", row, "limit");
	size += (size_t)snprintf(line + size, sizeof line - size, ": %s", verdict ? verdict : "");
	if (number == number)
		size += (size_t)snprintf(line + size, sizeof line - size, ", %.4g", number);
	if (limit == limit)
		(void)snprintf(line + size, sizeof line - size, " (limit %.4g)", limit);
	return print_line(kind, line);
}

/* Whether a row of this verdict is what the register fails on, by its word. */
static bool is_failed(const char *verdict, const char *fail_on, const char *word)
{
	bool over = strcmp(verdict, "over") == 0 || strcmp(verdict, "under") == 0;
	bool unmet = strcmp(verdict, "unmet") == 0;
	bool met = strcmp(verdict, "met") == 0 || strcmp(verdict, "ok") == 0 || strcmp(verdict, "within") == 0;
	const char *own = over ? "over" : unmet ? "unmet" : met ? NULL : "unclear";
	return own && strcmp(own, word) == 0 && strstr(fail_on, word);
}

size_t message_risks(const struct segbias_findings *findings, bool quiet)
{
	static const struct {
		const char *word, *kind;
	} WORDS[] = {{"over", "breach"}, {"unmet", "breach"}, {"unclear", "undecided"}};
	const char *status = segbias_findings_text(findings, "", 0, "status", NULL);
	const char *fail_on = segbias_findings_text(findings, "settings", 0, "fail_on", NULL);
	size_t count = segbias_findings_count(findings, "measures");
	size_t left = 0;
	if (!status || !fail_on || (quiet && strcmp(status, "passed") == 0))
		return 0;
	size_t used = (size_t)fprintf(stderr, "segbias: risks: %s\n", status);
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
		for (size_t row = 0; row < count; row++) {
			const char *verdict = segbias_findings_text(findings, "measures", row, "verdict", NULL);
			if (!verdict || !is_failed(verdict, fail_on, WORDS[i].word))
				continue;
			left += used >= BREACHES_BYTES_MAX;
			if (used < BREACHES_BYTES_MAX)
				used += print_measure(findings, row, WORDS[i].kind);
		}
	if (left)
		used += (size_t)fprintf(stderr, "segbias: breach: %zu more in the JSON result (-o FILE.json)\n", left);
	return used;
}

void message_warnings(const struct segbias_findings *findings, size_t used)
{
	size_t count = segbias_findings_warnings(findings);
	for (size_t i = 0; i < count; i++) {
		struct segbias_error text;
		char lines[LINES_MAX];
		(void)segbias_findings_warning(findings, i, &text);
		compose(&text, "warning", lines);
		used += strlen(lines);
		if (used > WARNINGS_BYTES_MAX) {
			(void)fprintf(stderr, "segbias: warning: %zu further warning%s in the JSON result\n", count - i,
			              count - i == 1 ? " is" : "s are");
			return;
		}
		(void)fputs(lines, stderr);
	}
}

void message_steps(const struct segbias_findings *findings, double writing)
{
	double seconds = 0;
	const char *name = NULL;
	for (size_t i = 0; (name = segbias_findings_step(findings, i, &seconds)); i++)
		(void)fprintf(stderr, "segbias: %8.3f s  %s\n", seconds, name);
	(void)fprintf(stderr, "segbias: %8.3f s  write\n", writing);
}
