#include "analysis/reach.h"

#include "base/number.h"
#include "values/name.h"
#include "values/reach.h"

#include <string.h>

static const char LACKS[] = "reach_lacks";
static const char FIGURES[] = "reach_figures";

static bool has_role(const struct segbias_column_role *column, const char *role)
{
	return strcmp(column->role, role) == 0;
}

/* --- what may not be added up ------------------------------------------------------------------------------------- */

static bool is_filtered(const struct segbias_policy *policy, struct segbias_label name)
{
	for (size_t i = 0; i < policy->campaign_where_count; i++)
		if (segbias_name_same(policy->campaign_wheres[i].left, name) &&
		    !segbias_policy_any(policy->campaign_wheres[i].right))
			return true;
	return false;
}

/* A column of places that tells nothing apart: its rows are added up. */
static enum segbias_status check_places(const struct segbias_policy *policy, const struct segbias_findings *findings,
                                        struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	for (size_t i = 0; i < findings->campaign.column_count; i++) {
		const struct segbias_column_role *column = &findings->campaign.columns[i];
		if (!has_role(column, "place") || is_filtered(policy, column->name))
			continue;
		(void)segbias_label_show(column->name, quoted);
		segbias_error_set(error, SEGBIAS_DATA,
		                  "reach_added_up|the preset dsa-reach compares within a Member State, and the rows of "
		                  "all places in column %s would be added up",
		                  quoted);
		segbias_error_place(error, findings->campaign.path, 0, 0);
		if (segbias_label_copyable(column->name))
			segbias_error_hint(error, "--segment '%.*s' compares in each of them", (int)column->name.size,
			                   column->name.bytes);
		return SEGBIAS_DATA;
	}
	return SEGBIAS_OK;
}

/* --- what the file lacks ------------------------------------------------------------------------------------------- */

static void note_lacks(struct segbias_findings *findings, const char *point, const char *what)
{
	segbias_error_place(segbias_notes_add(&findings->notes, LACKS,
	                                      "Article 39(2)(%s): %s: not in the file, as far as its columns tell",
	                                      point, what),
	                    findings->campaign.path, 0, 0);
}

static void note_columns(struct segbias_findings *findings)
{
	const struct segbias_input_facts *facts = &findings->campaign;
	bool period = facts->period_count > 0;
	bool exclusion = false;
	for (size_t i = 0; i < facts->column_count; i++) {
		period = period || has_role(&facts->columns[i], "period");
		exclusion = exclusion || segbias_name_excludes(facts->columns[i].name);
	}
	if (!period)
		note_lacks(findings, "d", "the period in which the advertisement was shown");
	if (!exclusion)
		note_lacks(findings, "e", "the parameters by which groups were excluded");
	if (findings->events)
		note_lacks(findings, "g",
		           "recipients reached (the count column counts events, of which one person has several)");
}

/* --- figures ----------------------------------------------------------------------------------------------------- */

/* The next segment's first comparison from `at` on; comparison_count: there is none. */
static size_t next_segment(const struct segbias_findings *findings, size_t at, struct segbias_label last)
{
	for (; at < findings->comparison_count; at++) {
		struct segbias_label segment = findings->comparisons[at].segment;
		if (segment.bytes && !(last.bytes && segbias_label_equal(segment, last)))
			return at;
	}
	return findings->comparison_count;
}

/* A file of which one state is taken. */
static size_t count_chosen(const struct segbias_policy *policy)
{
	size_t count = 0;
	for (size_t i = 0; i < policy->campaign_where_count; i++)
		count += segbias_is_member_state(policy->campaign_wheres[i].right);
	return count;
}

enum { OTHERS_SHOWN = 5 };

/* Of the segments how many are Member States, and the names of some that are none. */
struct states {
	size_t count, other_count;
	struct segbias_text others;
};

static void find_states(const struct segbias_policy *policy, const struct segbias_findings *findings,
                        struct states *out)
{
	struct segbias_label last = {0};
	*out = (struct states){.count = count_chosen(policy)};
	for (size_t at = next_segment(findings, 0, last); at < findings->comparison_count;
	     at = next_segment(findings, at, last)) {
		last = findings->comparisons[at].segment;
		if (segbias_is_member_state(last))
			out->count++;
		else if (out->other_count++ < OTHERS_SHOWN)
			segbias_text_add_quoted(&out->others, last);
	}
}

static bool is_masked(const struct segbias_findings *findings)
{
	for (size_t i = 0; i < findings->comparison_count; i++)
		if (findings->comparisons[i].n_least != findings->comparisons[i].n_most)
			return true;
	return false;
}

static void note_states(struct segbias_findings *findings, const struct states *states)
{
	char number[2][SEGBIAS_NUMBER_MAX];
	if (!states->count)
		note_lacks(findings, "g",
		           "recipients by Member State (no segment is one: --segment names their column)");
	(void)segbias_notes_add(&findings->notes, FIGURES, "%s %s in all%s; Member States: %s",
	                        segbias_number_group(findings->records, number[0]),
	                        findings->events ? "events" : "recipients",
	                        is_masked(findings) ? ", by the middles of their ranges" : "",
	                        segbias_number_group((double)states->count, number[1]));
	if (states->other_count && states->count && !states->others.failed)
		(void)segbias_notes_add(&findings->notes, FIGURES, "no Member State, by its name: %s%s",
		                        states->others.data, states->other_count > OTHERS_SHOWN ? ", and more" : "");
}

/* Bounds are of the known and the unknown: who has a value that the reference lacks is in neither. */
static void note_unknown(struct segbias_findings *findings, const struct segbias_comparison *c,
                         const struct segbias_value_finding *most)
{
	char quoted[3][SEGBIAS_QUOTE_MAX];
	char number[3][SEGBIAS_NUMBER_MAX];
	char rest[SEGBIAS_NUMBER_MAX + sizeof " but  of values that the reference lacks"] = "";
	if (c->unmatched > 0)
		(void)segbias_text_print(rest, sizeof rest, " but %s of values that the reference lacks",
		                         segbias_number_group(c->unmatched, number[2]));
	(void)segbias_notes_add(&findings->notes, FIGURES,
	                        "%s, %s: unknown of %s of %s; %s is %.1f%% of the known%s, %.1f to %.1f%% of all%s",
	                        c->segment.bytes ? segbias_label_quote(c->segment, quoted[0]) : "the file",
	                        segbias_label_show(c->attribute, quoted[1]),
	                        segbias_number_group(c->missing, number[0]), segbias_number_group(c->rows, number[1]),
	                        segbias_label_quote(most->value, quoted[2]), 100 * most->share,
	                        c->n_least != c->n_most ? " by the middles of their ranges" : "",
	                        100 * most->share_if_missing[0], 100 * most->share_if_missing[1], rest);
}

/* Of an attribute in a segment: people of unknown value, whose reading bounds every share, and what has one value alone. */
static void note_comparison(struct segbias_findings *findings, const struct segbias_comparison *c)
{
	char quoted[3][SEGBIAS_QUOTE_MAX];
	const struct segbias_value_finding *most = NULL;
	size_t reached = 0;
	const char *segment = c->segment.bytes ? segbias_label_quote(c->segment, quoted[0]) : "the file";
	for (size_t i = 0; i < c->value_count; i++) {
		reached += c->values[i].count > 0;
		most = !most || c->values[i].count > most->count ? &c->values[i] : most;
	}
	if (most && c->missing > 0 && c->n > 0)
		note_unknown(findings, c, most);
	if (most && reached == 1 && c->value_count > 1)
		(void)segbias_notes_add(&findings->notes, FIGURES,
		                        "%s, %s: %s is the only value with recipients: whether others were not reached "
		                        "or not reported, the file does not say",
		                        segment, segbias_label_show(c->attribute, quoted[1]),
		                        segbias_label_quote(most->value, quoted[2]));
}

enum segbias_status segbias_reach_note(const struct segbias_policy *policy, struct segbias_findings *findings,
                                       struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct states states;
	find_states(policy, findings, &states);
	if (states.others.failed)
		SEGBIAS_TRY(segbias_error_memory(error));
	/* Other places lie within a state. */
	if (!states.count)
		SEGBIAS_TRY(check_places(policy, findings, error));
	note_columns(findings);
	note_states(findings, &states);
	for (size_t i = 0; i < findings->comparison_count; i++)
		note_comparison(findings, &findings->comparisons[i]);
done:
	segbias_text_release(&states.others);
	return status;
}
