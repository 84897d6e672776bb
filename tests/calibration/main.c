/* calibrate [--short|--long] [--seed N] [--replicates N] [--only TEXT] [--part I/N] [--list]
 *
 * Simulates and prints one line a check; --only: scenarios whose name holds the text; --part: every Nth of them, from the Ith
 * (of 1 to N), so that N processes share the work; --list: what the scenarios are.
 * The same options give the same bytes. The last line is "N passed, N failed". Exit status: 0 all passed, 1 some failed,
 * 2 usage, or a scenario could not be run.
 */
#include "calibrate.h"

#include <errno.h>
#include <gsl/gsl_errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char usage[] = "usage: calibrate [--short|--long] [--seed N] [--replicates N] [--only TEXT] "
			    "[--part I/N] [--list]\n";

enum { NAME_MAX_OURS = 80, SHORT_MAX = 8 };

struct arguments {
	bool long_run, list;
	uint32_t seed, replicates; /* replicates 0: the scenario's own */
	const char *only;
	uint32_t part, parts; /* 1 to parts */
	uint32_t met;         /* scenarios so far */
	char folder[PATH_MAX_OURS / 2];
};

static const struct {
	const struct scenario_list *scenarios;
	const char *name;
} LISTS[] = {
    {&scenarios_right, "right"},
    {&scenarios_wrong, "wrong"},
    {&scenarios_limits, "limit"},
};

static bool parse_number(const char *text, uint32_t *out)
{
	char *end = NULL;
	errno = 0;
	unsigned long value = strtoul(text, &end, 10);
	*out = (uint32_t)value;
	return *text >= '0' && *text <= '9' && !*end && !errno && value <= UINT32_MAX;
}

static bool parse_part(const char *text, struct arguments *arguments)
{
	char first[16];
	const char *slash = strchr(text, '/');
	if (!slash || (size_t)(slash - text) >= sizeof first)
		return false;
	(void)snprintf(first, sizeof first, "%.*s", (int)(slash - text), text);
	return parse_number(first, &arguments->part) && parse_number(slash + 1, &arguments->parts) &&
	       arguments->part >= 1 && arguments->part <= arguments->parts;
}

static bool parse_arguments(int count, char **values, struct arguments *arguments)
{
	for (int i = 1; i < count; i++) {
		const char *next = i + 1 < count ? values[i + 1] : "";
		if (strcmp(values[i], "--short") == 0 || strcmp(values[i], "--long") == 0)
			arguments->long_run = values[i][2] == 'l';
		else if (strcmp(values[i], "--list") == 0)
			arguments->list = true;
		else if (strcmp(values[i], "--seed") == 0 && parse_number(next, &arguments->seed))
			i++;
		else if (strcmp(values[i], "--replicates") == 0 && parse_number(next, &arguments->replicates))
			i++;
		else if (strcmp(values[i], "--part") == 0 && parse_part(next, arguments))
			i++;
		else if (strcmp(values[i], "--only") == 0 && *next)
			arguments->only = values[++i];
		else
			return false;
	}
	return true;
}

static void print_check(const char *name, const struct check_result *result, const struct tally_of_check *tally,
                        const struct scenario *scenario, bool limit)
{
	double n = tally->replicates;
	char range[32];
	(void)snprintf(range, sizeof range, "%.4f to %.4f", result->low / n, result->high / n);
	(void)printf("%-38s  %-44s  %6.4f  %6u  %-16s  %s\n", name, result->measured, tally->yes / n, tally->replicates,
	             range,
	             scenario->kind->wrong ? result->accepted ? "NOT REJECTED" : "rejected, as it must be"
	             : result->accepted    ? result->wide ? "ok, wide" : "ok"
	             : limit               ? "known limit"
	                                   : "REJECTED");
}

/* false: the scenario cannot be run. */
static bool run_scenario(const struct scenario *scenario, const char *name, const struct arguments *arguments,
                         unsigned counts[2], bool limit)
{
	struct world world;
	struct tally_of_check tallies[CHECK_COUNT] = {0};
	unsigned mask = (scenario->only ? scenario->only : scenario->truth->checks);
	unsigned replicates = arguments->replicates ? arguments->replicates : scenario->replicates[arguments->long_run];
	/* A short run shows that the scenarios run and gross faults; rates are the long one's. */
	if (!arguments->replicates && !arguments->long_run && !scenario->kind->wrong && replicates > SHORT_MAX)
		replicates = SHORT_MAX;
	if (replicates == 0)
		return true;
	bool ok = world_init(&world, scenario, name, arguments->seed, arguments->folder);
	for (unsigned i = 0; i < replicates && ok; i++) {
		struct replicate replicate = {0};
		ok = simulate_files(&world) && replicate_run(&world, &replicate);
		if (ok)
			checks_count(mask, &replicate, tallies);
		replicate_release(&replicate);
	}
	for (size_t i = 0; i < CHECK_COUNT && ok; i++) {
		if (!(mask & BIT(i)))
			continue;
		struct check_result result = check_judge((enum check_id)i, &tallies[i], &world);
		print_check(name, &result, &tallies[i], scenario, limit);
		counts[result.accepted == scenario->kind->wrong] += !limit;
	}
	world_release(&world);
	return ok;
}

static bool is_wanted(const struct scenario *scenario, struct arguments *arguments, char name[NAME_MAX_OURS])
{
	(void)snprintf(name, NAME_MAX_OURS, "%s, %s", scenario->kind->name, scenario->truth->name);
	return (!arguments->only || strstr(name, arguments->only)) &&
	       arguments->met++ % arguments->parts == arguments->part - 1;
}

static bool run_all(struct arguments *arguments, unsigned counts[2])
{
	bool ok = true;
	char name[NAME_MAX_OURS];
	for (size_t i = 0; i < sizeof LISTS / sizeof *LISTS; i++) {
		if (!arguments->list)
			(void)printf("=== %s\n", LISTS[i].name);
		for (size_t j = 0; j < LISTS[i].scenarios->count && ok; j++) {
			const struct scenario *scenario = &LISTS[i].scenarios->items[j];
			if (!is_wanted(scenario, arguments, name))
				continue;
			if (arguments->list)
				(void)printf("%s  %s  %s\n", name, scenario->kind->what, scenario->truth->what);
			else if (!(ok = run_scenario(scenario, name, arguments, counts,
			                             LISTS[i].scenarios == &scenarios_limits)))
				(void)fprintf(stderr, "calibrate: %s could not be run\n", name);
			(void)fflush(stdout);
		}
	}
	return ok;
}

static bool make_folder(struct arguments *arguments)
{
	const char *parent = getenv("TMPDIR");
	(void)snprintf(arguments->folder, sizeof arguments->folder, "%.80s/segbias-calibrate-XXXXXX",
	               parent && *parent ? parent : "/tmp");
	if (mkdtemp(arguments->folder))
		return true;
	perror(arguments->folder);
	return false;
}

static void remove_folder(const struct arguments *arguments)
{
	static const char *const FILES[] = {"campaign.csv", "reference.csv"};
	char path[PATH_MAX_OURS];
	for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
		(void)snprintf(path, sizeof path, "%s/%s", arguments->folder, FILES[i]);
		(void)unlink(path);
	}
	(void)rmdir(arguments->folder);
}

int main(int count, char **values)
{
	struct arguments arguments = {.seed = 1, .part = 1, .parts = 1};
	unsigned counts[2] = {0};
	if (!parse_arguments(count, values, &arguments)) {
		(void)fputs(usage, stderr);
		return 2;
	}
	/* What is out of range is a NaN, which the checks look at. */
	(void)gsl_set_error_handler_off();
	if (!make_folder(&arguments))
		return 2;
	if (!arguments.list)
		(void)printf("seed %" PRIu32 ", %s\n", arguments.seed, arguments.long_run ? "long" : "short");
	bool ok = run_all(&arguments, counts);
	remove_folder(&arguments);
	if (!ok)
		return 2;
	if (!arguments.list)
		(void)printf("%u passed, %u failed\n", counts[0], counts[1]);
	return counts[1] ? 1 : 0;
}
