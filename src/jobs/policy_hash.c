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

/* Whether the call says otherwise than the policy, or says what judges, and whom, where the policy is silent: both leave its hash
 * as it is. The day and the baseline are of the night, and so is how a file is written (delimiter, encoding, decimal sign). */
static bool stands_above(const struct segbias_run *run, size_t index)
{
	static const char *const JUDGES[] = {
	    "fail-on", "attributes", "segment", "within", "where", "campaign-where", "eligible", "recode", "bins",
	    "map", "missing-values", "deff", "publish", "reference-kind", "moe-level", "alpha", "band", "control",
	    "interval", "min-n", "missing-max", "seed", "against", "unmatched-max", "min-share",
	    /* Which number counts, of which table, and how exact it is. */
	    "weight", "reference-weight", "count", "reference-count", "person", "multi", "born", "shape",
	    "reference-shape", "section", "reference-section", "rounded", "reference-rounded", "hidden-max",
	    "reference-hidden-max", "reference-strata", "reference-psu", "reference-replicates", "replicate-method"};
	static const char *const NIGHTS[] = {"as-of", "baseline", "threads", "hash", "plan"};
	const struct segbias_option *option = &segbias_options[index];
	bool judges = false;
	for (size_t i = 0; i < sizeof NIGHTS / sizeof *NIGHTS; i++)
		if (strcmp(option->name, NIGHTS[i]) == 0)
			return false;
	for (size_t i = 0; i < sizeof JUDGES / sizeof *JUDGES; i++)
		judges = judges || strcmp(option->name, JUDGES[i]) == 0;
	bool asked =
	    segbias_option_is_given(&run->file->own, index) || (judges && segbias_option_is_given(run->options, index));
	return asked && !segbias_option_same(run->options, &run->file->own, index);
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
		segbias_error_hint(error, "leave it out; or write it into the policy, which has another hash then");
		return SEGBIAS_USAGE;
	}
	return SEGBIAS_OK;
}

enum segbias_status segbias_run_check_hash(const struct segbias_run *run, struct segbias_error *error)
{
	enum segbias_status status = check_hash(run, error);
	return status == SEGBIAS_OK ? check_beside(run, error) : status;
}
