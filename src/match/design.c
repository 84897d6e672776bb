/* Columns that say how records hang together: persons of a campaign, strata, units and replicate weights of a
 * reference. */
#include "match/match.h"

#include <string.h>

bool segbias_taken_has(const struct segbias_taken *taken, size_t field)
{
	for (size_t i = 0; i < taken->count; i++)
		if (taken->fields[i] == field)
			return true;
	return false;
}

/* What one option asks for. */
struct asked {
	const char *option;
	struct segbias_label name; /* bytes NULL: nothing */
};

static enum segbias_status take(const struct segbias_head *head, const struct asked *asked, struct segbias_taken *taken,
                                size_t *out, struct segbias_error *error)
{
	if (!asked->name.bytes)
		return SEGBIAS_OK;
	char quoted[SEGBIAS_QUOTE_MAX];
	size_t field = segbias_head_find(head, asked->name);
	if (field == SEGBIAS_NO_FIELD)
		return segbias_head_no_column(head, asked->option, asked->name, error);
	if (segbias_taken_has(taken, field)) {
		enum segbias_status status =
		    segbias_error_set(error, SEGBIAS_DATA, "column_has_a_part|%s: column %s has another part already",
		                      asked->option, segbias_label_quote(asked->name, quoted));
		segbias_error_place(error, head->file, 1, 0);
		return status;
	}
	taken->fields[taken->count++] = field;
	*out = field;
	return SEGBIAS_OK;
}

bool segbias_match_replicate(struct segbias_label name, struct segbias_label prefix)
{
	bool found = name.size > prefix.size && segbias_label_begins(name, prefix);
	for (size_t i = prefix.size; found && i < name.size; i++)
		found = name.bytes[i] >= '0' && name.bytes[i] <= '9';
	return found;
}

static enum segbias_status take_replicates(const struct segbias_head *head, struct segbias_label prefix,
                                           struct segbias_arena *arena, struct segbias_taken *taken,
                                           struct segbias_error *error)
{
	size_t *fields = segbias_arena_array(arena, head->width, sizeof *fields);
	if (!fields)
		return segbias_error_memory(error);
	for (size_t field = 0; field < head->width; field++)
		if (segbias_match_replicate(head->names[field], prefix) && !segbias_taken_has(taken, field)) {
			fields[taken->replicate_count++] = field;
			taken->fields[taken->count++] = field;
		}
	taken->replicate_fields = fields;
	if (taken->replicate_count >= 2)
		return SEGBIAS_OK;
	char quoted[SEGBIAS_QUOTE_MAX];
	enum segbias_status status = segbias_error_set(
	    error, SEGBIAS_DATA, "no_replicates|--reference-replicates: %zu column%s named %s and a number",
	    taken->replicate_count, taken->replicate_count == 1 ? " is" : "s are", segbias_label_quote(prefix, quoted));
	segbias_error_hint(error, "PREFIX is what the names begin with, as PWGTP of PWGTP1 … PWGTP80");
	segbias_error_place(error, head->file, 1, 0);
	return status;
}

enum segbias_status segbias_match_design(const struct segbias_head *head, const struct segbias_policy *policy,
                                         bool reference, struct segbias_arena *arena, struct segbias_taken *taken,
                                         struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct asked eligible = {"--eligible", policy->eligible.left};
	const struct asked amount = {"--amount", policy->amount};
	const struct asked person = {"--person", policy->person};
	const struct asked strata = {"--reference-strata", policy->strata};
	const struct asked psu = {"--reference-psu", policy->psu};
	size_t ignored = SEGBIAS_NO_FIELD;
	taken->person_field = taken->stratum_field = taken->psu_field = SEGBIAS_NO_FIELD;
	if (policy->eligible_given) /* the reference is the campaign's file */
		SEGBIAS_TRY(take(head, &eligible, taken, &ignored, error));
	if (!reference)
		SEGBIAS_TRY(take(head, &amount, taken, &ignored, error));
	if (!reference || policy->own_file)
		SEGBIAS_TRY(take(head, &person, taken, &taken->person_field, error));
	if (!reference)
		return SEGBIAS_OK;
	SEGBIAS_TRY(take(head, &strata, taken, &taken->stratum_field, error));
	SEGBIAS_TRY(take(head, &psu, taken, &taken->psu_field, error));
	if (policy->replicates.bytes)
		SEGBIAS_TRY(take_replicates(head, policy->replicates, arena, taken, error));
	bool design = policy->strata.bytes || policy->psu.bytes || policy->replicates.bytes;
	if (design && !taken->rows) {
		status = segbias_error_set(
		    error, SEGBIAS_DATA,
		    "design_needs_microdata|strata, units and replicate weights need microdata, a row a respondent");
		segbias_error_place(error, head->file, 0, 0);
	}
done:
	return status;
}
