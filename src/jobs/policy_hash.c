/* A gate by a policy that was agreed on before: which one it is, and that nothing beside it undoes it. */
#include "jobs/policy_hash.h"

#include <string.h>
#include <strings.h>

/* Which policy it is was agreed on before: another one judges nothing. */
static enum segbias_status check_hash(const struct segbias_run *run, struct segbias_error *error)
{
	const char *wanted = run->options->policy_hash;
	if (!wanted || (run->file->path && strcasecmp(wanted, run->file->sha256) == 0))
		return SEGBIAS_OK;
	if (!run->file->path) {
		segbias_error_set(error, SEGBIAS_USAGE, "policy_hash_without|--policy-hash: there is no policy");
		segbias_error_hint(error, "--policy FILE names it");
		return SEGBIAS_USAGE;
	}
	segbias_error_set(error, SEGBIAS_USAGE, "policy_hash_differs|the policy is another one: its SHA-256 is %s",
	                  run->file->sha256);
	segbias_error_place(error, run->file->path, 0, 0);
	segbias_error_hint(error, "--policy-hash %s takes it", run->file->sha256);
	return SEGBIAS_USAGE;
}

static bool is_preset_alone(const struct segbias_run *run)
{
	return run->file->preset && !run->file->base_place.line;
}

/* A preset by itself knows no columns: which one decides only the call can say. */
static bool must_be_said(const struct segbias_run *run, const char *name)
{
	return is_preset_alone(run) && (strcmp(name, "decision") == 0 || strcmp(name, "score") == 0);
}

static bool is_among(const char *name, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* Whether the call says otherwise than the policy, or says what judges, and whom, where the policy is silent: both leave its hash
 * as it is. */
static bool stands_above(const struct segbias_run *run, size_t index)
{
	/* The day and the baseline are of the night. */
	static const char *const NIGHTS[] = {"as-of", "baseline", "threads", "hash", "plan", "policy", "policy-hash"};
	/* How a file is written is the file's, and these show more without judging by it. */
	static const char *const FREE[] = {"delimiter",
	                                   "encoding",
	                                   "decimal",
	                                   "thousands",
	                                   "reference-delimiter",
	                                   "reference-encoding",
	                                   "reference-decimal",
	                                   "reference-thousands",
	                                   "numeric",
	                                   "amount",
	                                   "consent",
	                                   "stages",
	                                   "given"};
	const char *name = segbias_options[index].name;
	if (is_among(name, NIGHTS, sizeof NIGHTS / sizeof *NIGHTS))
		return false;
	bool judges = !is_among(name, FREE, sizeof FREE / sizeof *FREE) && !must_be_said(run, name);
	bool asked =
	    segbias_option_is_given(&run->file->own, index) || (judges && segbias_option_is_given(run->options, index));
	return asked && !segbias_option_same(run->options, &run->file->own, index);
}

static void hint_beside(const struct segbias_run *run, struct segbias_error *error)
{
	if (is_preset_alone(run))
		segbias_error_hint(error,
		                   "leave it out; or write it into a policy file that goes on from the preset "
		                   "(policy: %s), which has a hash of its own",
		                   run->file->preset->name);
	else
		segbias_error_hint(error, "leave it out; or write it into the policy, which has another hash then");
}

/* Limits and rules of the policy that an option stands above, whatever its value. */
static enum segbias_status check_undone(const struct segbias_run *run, struct segbias_error *error)
{
	for (size_t i = 0; run->options->policy_hash && i < run->file->unused_count; i++) {
		const struct segbias_unused_key *key = &run->file->unused[i];
		if (!key->undone)
			continue;
		segbias_error_set(error, SEGBIAS_USAGE,
		                  "policy_hash_beside|--policy-hash asks for a policy whose %s would be left aside: %s",
		                  key->name, key->why);
		hint_beside(run, error);
		return SEGBIAS_USAGE;
	}
	return SEGBIAS_OK;
}

/* A policy that was agreed on is not undone beside it. */
static enum segbias_status check_beside(const struct segbias_run *run, struct segbias_error *error)
{
	char key[SEGBIAS_KEY_SIZE];
	for (size_t i = 0; run->options->policy_hash && i < SEGBIAS_OPTION_COUNT; i++) {
		if (!stands_above(run, i))
			continue;
		if (segbias_option_is_given(run->options, i))
			segbias_error_set(error, SEGBIAS_USAGE,
			                  "policy_hash_beside|--%s stands above the policy that --policy-hash asks for",
			                  segbias_options[i].name);
		else
			segbias_error_set(
			    error, SEGBIAS_USAGE,
			    "policy_hash_beside|--policy-hash asks for a policy whose %s is left aside by what is given",
			    segbias_policy_key(segbias_options[i].name, key));
		hint_beside(run, error);
		return SEGBIAS_USAGE;
	}
	return check_undone(run, error);
}

enum segbias_status segbias_run_check_hash(const struct segbias_run *run, struct segbias_error *error)
{
	enum segbias_status status = check_hash(run, error);
	return status == SEGBIAS_OK ? check_beside(run, error) : status;
}
