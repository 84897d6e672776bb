#include "analysis/gate_untested.h"

#include "base/memory.h"
#include "values/name.h"

#include <math.h>
#include <string.h>

/* Whether what the rule looks at is a verdict, or made as one is. */
static bool needs_verdicts(enum segbias_gate_kind kind)
{
	return kind <= SEGBIAS_GATE_LIKELY || kind == SEGBIAS_GATE_TVD || kind == SEGBIAS_GATE_NEW ||
	       kind == SEGBIAS_GATE_CROSSING;
}

bool segbias_gate_is_judged(const struct segbias_comparison *c)
{
	for (size_t i = 0; c->state != SEGBIAS_STATE_TOO_FEW && i < c->value_count; i++)
		if (!isnan(c->values[i].q_flag))
			return true;
	return false;
}

/* The command that shows what matched, with the files of the call. */
static void hint_inspect(const struct segbias_findings *findings, struct segbias_error *error)
{
	struct segbias_text line = {0};
	segbias_text_add_word(&line, findings->campaign.path, false);
	if (!findings->settings.eligible[0].bytes && findings->reference.path) {
		segbias_text_add_string(&line, " ");
		segbias_text_add_word(&line, findings->reference.path, false);
	}
	if (!line.failed && line.data)
		segbias_error_hint(error, "what of both files matched: segbias inspect %s", line.data);
	segbias_text_release(&line);
}

bool segbias_gate_holds(const struct segbias_policy *policy, struct segbias_label attribute)
{
	size_t values = 0;
	for (size_t i = 0; i < policy->campaign_where_count; i++)
		if (segbias_name_same(policy->campaign_wheres[i].left, attribute))
			values += segbias_policy_any(policy->campaign_wheres[i].right) ? 2 : 1;
	return values == 1;
}

enum segbias_status segbias_gate_check_required(const struct segbias_gate_query *query,
                                                const struct segbias_findings *findings, struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	for (size_t i = 0; i < query->keys->required_count; i++) {
		const struct segbias_required *required = &query->keys->required[i];
		bool compared = false;
		bool known = false;
		for (size_t j = 0; j < findings->comparison_count && !known; j++) {
			const struct segbias_comparison *c = &findings->comparisons[j];
			bool same = segbias_name_same(c->attribute, required->attribute);
			compared = compared || same;
			known = same && !(c->n <= 0); /* NaN: withheld */
		}
		if (known)
			continue;
		bool held = !compared && segbias_gate_holds(query->policy, required->attribute);
		bool unnamed = !compared && segbias_policy_names_others(query->policy, required->attribute);
		segbias_error_set(error, SEGBIAS_DATA, "required_not_compared|the policy requires %s, %s",
		                  segbias_label_quote(required->attribute, quoted),
		                  compared  ? "of which no record has a value that the reference knows"
		                  : unnamed ? "which is none of the attributes that are named to be compared"
		                  : held    ? SEGBIAS_HELD ": there is nothing to compare by it"
		                            : "which could not be compared");
		segbias_error_place(error, query->path, required->place.line, required->place.column);
		if (unnamed)
			segbias_error_hint(error, SEGBIAS_NAMES_OTHERS);
		else if (held)
			segbias_error_hint(error, "require it in runs that take all values, or several");
		else
			hint_inspect(findings, error);
		return SEGBIAS_DATA;
	}
	return SEGBIAS_OK;
}

/* Whether the two runs have lists of --within that are not the same text: of a rule that tested nothing, not the same records either. */
static bool is_within_other(const struct segbias_baseline *baseline)
{
	for (size_t i = 0; i < baseline->changed_count; i++)
		if (strcmp(baseline->changed[i].what, "settings.within") == 0)
			return true;
	return false;
}

enum segbias_status segbias_gate_check_judged(const struct segbias_gate_query *query,
                                              const struct segbias_gate_asked *rules,
                                              const struct segbias_findings *findings, struct segbias_error *error)
{
	const struct segbias_gate *gate = &findings->gate;
	size_t tested = 0;
	bool needs = false;
	bool own = false; /* a rule of the policy tested nothing, and others could have: that is told of the rule */
	bool any = false;
	bool fresh = false;
	(void)query;
	for (size_t i = 0; i < findings->comparison_count && !any; i++)
		any = segbias_gate_is_judged(&findings->comparisons[i]);
	for (size_t i = 0; i < gate->rule_count; i++) {
		enum segbias_gate_kind kind = rules[i].rule.kind;
		needs = needs || needs_verdicts(kind);
		fresh = fresh || kind == SEGBIAS_GATE_NEW;
		own = own || (any && rules[i].index && needs_verdicts(kind));
		/* A rule on unclear looks at what has no verdict: one that tolerates all of it has judged nothing; and where no group
		 * can have a verdict none can be new. */
		tested += needs_verdicts(kind) && (any || kind != SEGBIAS_GATE_NEW) ? gate->rules[i].tested : 0;
	}
	if (!needs || tested || gate->breach_count || own)
		return SEGBIAS_OK;
	if (any && !fresh) { /* combinations alone were asked for */
		segbias_error_set(error, SEGBIAS_DATA,
		                  "no_crossing_judged|no combination has the known records that a verdict needs: "
		                  "nothing was judged, which is no pass");
		segbias_error_place(error, findings->campaign.path, 0, 0);
		segbias_error_hint(error, "--fail-on over,under,crossing judges each attribute by itself, too");
		return SEGBIAS_DATA;
	}
	if (any) { /* what is new alone was asked, or crossings beside it */
		segbias_error_set(error, SEGBIAS_DATA,
		                  "nothing_changed_judged|no group could be tested against the baseline%s: nothing was "
		                  "judged, which is no pass",
		                  is_within_other(&gate->baseline) ? ", which is of another --within" : "");
		segbias_error_place(error, findings->campaign.path, 0, 0);
		segbias_error_hint(error, "--fail-on over,under,new judges today's verdicts, too");
		return SEGBIAS_DATA;
	}
	segbias_error_set(
	    error, SEGBIAS_DATA,
	    "nothing_judged|no group has the known records that a verdict needs: nothing was judged, which "
	    "is no pass");
	segbias_error_place(error, findings->campaign.path, 0, 0);
	if (findings->settings.publish > 0)
		segbias_error_hint(
		    error, "--fail-on over,under,unmatched,unclear ends such a run as undecided; a smaller K of "
			   "--publish withholds less");
	else
		segbias_error_hint(
		    error, "--fail-on over,under,unmatched,unclear ends such a run as undecided; --min-n N asks for "
			   "fewer records");
	return SEGBIAS_DATA;
}

/* --- what is told of the rest ------------------------------------------------------------------------------------ */

/* Of a rule that tested nothing: why, as far as the gate knows. */
static const char *reason_of(const struct segbias_baseline *baseline, const struct segbias_gate_row *row, bool fresh)
{
	if (fresh && is_within_other(baseline))
		return "the baseline is of the records of another --within";
	if (fresh && row->small)
		return "of no group of both runs could a change be tested";
	return row->small ? "no group has the records that it needs"
	                  : "nothing that it looks at is there, or could be tested";
}

static bool add(struct segbias_findings *findings, struct segbias_untested row, struct segbias_text *message)
{
	struct segbias_gate *gate = &findings->gate;
	struct segbias_arena *arena = &findings->arena;
	bool ok = !message->failed &&
	          segbias_arena_copy(arena, (struct segbias_label){message->data, message->size}, &row.message) &&
	          (!row.attribute.bytes || segbias_arena_copy(arena, row.attribute, &row.attribute));
	segbias_text_release(message);
	if (ok)
		gate->untested[gate->untested_count++] = row;
	return ok;
}

/* own: it stands among the policy's rules. */
static bool add_rule(struct segbias_findings *findings, const struct segbias_gate_row *row, bool own, bool fresh)
{
	struct segbias_text text = {0};
	const char *reason = reason_of(&findings->gate.baseline, row, fresh);
	if (own)
		segbias_text_add_format(&text, "%s on %s tested nothing: %s", row->rule.bytes, row->on.bytes, reason);
	else
		segbias_text_add_format(&text, "the rule %s tested nothing: %s", row->on.bytes, reason);
	return add(findings, (struct segbias_untested){.rule = row->rule}, &text);
}

/* A plain rule that had nothing to look at is no pass either; nobody asked for it by itself. */
static void note_rule(struct segbias_findings *findings, const struct segbias_gate_row *row, bool fresh)
{
	segbias_error_hint(segbias_notes_add(&findings->notes, "rule_untested", "the rule %s tested nothing: %s",
	                                     row->rule.bytes, reason_of(&findings->gate.baseline, row, fresh)),
	                   "in the policy, rules: [{on: %s}] ends such a run as undecided", row->on.bytes);
}

/* Whether the value, or any where it has none, has a verdict in a comparison by the attribute. */
static bool has_verdict(const struct segbias_comparison *c, struct segbias_label value)
{
	for (size_t i = 0; i < c->value_count && value.bytes; i++)
		if (segbias_label_equal(c->values[i].value, value))
			return c->state != SEGBIAS_STATE_TOO_FEW && !isnan(c->values[i].q_flag);
	return !value.bytes && segbias_gate_is_judged(c);
}

/* Whether nobody has a verdict by the attribute (of the value). */
static bool is_unjudged(const struct segbias_findings *findings, struct segbias_label attribute,
                        struct segbias_label value)
{
	for (size_t i = 0; i < findings->comparison_count; i++)
		if (segbias_name_same(findings->comparisons[i].attribute, attribute) &&
		    has_verdict(&findings->comparisons[i], value))
			return false;
	return true;
}

static bool add_required(struct segbias_findings *findings, struct segbias_label attribute)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	struct segbias_text text = {0};
	segbias_text_add_format(&text, "required %s: no group has a verdict by it: too few records, or withheld",
	                        segbias_label_quote(attribute, quoted));
	return add(findings, (struct segbias_untested){.attribute = attribute}, &text);
}

static bool add_protected(struct segbias_findings *findings, const struct segbias_protected *own)
{
	char quoted[2][SEGBIAS_QUOTE_MAX];
	struct segbias_text text = {0};
	segbias_text_add_format(&text, "protected %s %s: it has no verdict anywhere: too few records, or withheld",
	                        segbias_label_quote(own->attribute, quoted[0]),
	                        segbias_label_quote(own->value, quoted[1]));
	return add(findings, (struct segbias_untested){.attribute = own->attribute}, &text);
}

enum segbias_status segbias_gate_note_untested(const struct segbias_gate_query *query,
                                               const struct segbias_gate_asked *rules,
                                               struct segbias_findings *findings, struct segbias_error *error)
{
	struct segbias_gate *gate = &findings->gate;
	const struct segbias_gate_keys *keys = query->keys;
	bool verdicts = false;
	bool ok = true;
	gate->untested = segbias_arena_array(
	    &findings->arena, gate->rule_count + keys->required_count + keys->protect_count, sizeof *gate->untested);
	if (!gate->untested)
		return segbias_error_memory(error);
	for (size_t i = 0; i < gate->rule_count && ok; i++) {
		verdicts = verdicts || needs_verdicts(rules[i].rule.kind);
		if (gate->rules[i].tested)
			continue;
		bool fresh = rules[i].rule.kind == SEGBIAS_GATE_NEW;
		/* Where both runs have groups and none could be tested, something is in the way of all of them. */
		if (rules[i].index || (fresh && gate->rules[i].small))
			ok = add_rule(findings, &gate->rules[i], rules[i].index > 0, fresh);
		else
			note_rule(findings, &gate->rules[i], fresh);
	}
	for (size_t i = 0; i < keys->required_count && ok && verdicts; i++)
		if (is_unjudged(findings, keys->required[i].attribute, (struct segbias_label){NULL, 0}))
			ok = add_required(findings, keys->required[i].attribute);
	for (size_t i = 0; i < keys->protect_count && ok && verdicts; i++)
		if (is_unjudged(findings, keys->protects[i].attribute, keys->protects[i].value))
			ok = add_protected(findings, &keys->protects[i]);
	if (gate->untested_count && gate->status == SEGBIAS_GATE_PASSED)
		gate->status = SEGBIAS_GATE_UNDECIDED;
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}
