/* Section: what a gate made of the comparison: breaches, how near each rule was, and what is exempt. */
#include "report/section.h"

#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { BREACHES_BRIEF = 12, EXEMPTED_BRIEF = 6 };

/* "Whole campaign, age 65+" */
static const char *phrase_place(struct segbias_teller *t, struct segbias_label segment, struct segbias_label attribute,
                                struct segbias_label value)
{
	struct segbias_word group = WORD_PHRASE("group", segbias_phrase_group(t, segment));
	struct segbias_word name = WORD_LABEL("attribute", attribute);
	return value.bytes ? TELL_WITH(t, "{group}, {attribute} {value}", group, name, WORD_LABEL("value", value))
	                   : TELL_WITH(t, "{group}, {attribute}", group, name);
}

/* An index, or of rules on shares a percentage. */
static const char *phrase_number(struct segbias_teller *t, struct segbias_label on, double number)
{
	static const char *const SHARES[] = {"incomplete", "unmatched", "tvd"};
	char text[SEGBIAS_NUMBER_MAX];
	bool share = false;
	for (size_t i = 0; i < sizeof SHARES / sizeof *SHARES; i++)
		share = share || segbias_label_equal(on, segbias_label_of(SHARES[i]));
	if (!isfinite(number))
		return TELL(t, "unknown");
	(void)snprintf(text, sizeof text, share ? "%.4g%%" : "%.4g", share ? 100 * number : number);
	return segbias_tell_figure(t, text);
}

/* What the rule is on; bytes NULL in a result that names a rule which is not among its own. */
static struct segbias_label on_of(const struct segbias_gate *gate, struct segbias_label rule)
{
	for (size_t i = 0; i < gate->rule_count; i++)
		if (segbias_label_equal(gate->rules[i].rule, rule))
			return gate->rules[i].on;
	return (struct segbias_label){0};
}

static void add_status(struct segbias_document *document)
{
	const struct segbias_gate *gate = &document->findings->gate;
	struct segbias_teller *t = &document->teller;
	double count = (double)gate->breach_count;
	const char *text = gate->status == SEGBIAS_GATE_PASSED ? TELL(t, "passed: nothing of the policy is breached.")
	                   : gate->status == SEGBIAS_GATE_BREACHED
	                       ? TELL_COUNT(t, count, "breached, by {n} finding.", "breached, by {n} findings.")
	                   : count > 0 ? TELL_COUNT(t, count, "undecided: {n} finding is unclear.",
	                                            "undecided: {n} findings are unclear.")
	                               : TELL(t, "undecided: something that the policy asks for could not be tested.");
	segbias_document_add(document, SEGBIAS_BLOCK_VERDICT, text)->key = TELL(t, "Gate");
}

static void add_rest(struct segbias_document *document, size_t count)
{
	if (count)
		segbias_document_add(document, SEGBIAS_BLOCK_REST,
		                     TELL_COUNT(&document->teller, (double)count, "and {n} more in the JSON result",
		                                "and {n} more in the JSON result"));
}

static void add_breaches(struct segbias_document *document)
{
	const struct segbias_gate *gate = &document->findings->gate;
	struct segbias_teller *t = &document->teller;
	size_t most = segbias_section_most(document, BREACHES_BRIEF);
	for (size_t i = 0; i < gate->breach_count && i < most; i++) {
		const struct segbias_breach *breach = &gate->breaches[i];
		struct segbias_label on = on_of(gate, breach->rule);
		struct segbias_word rule = WORD_LABEL("rule", breach->rule);
		struct segbias_word where =
		    WORD_PHRASE("where", phrase_place(t, breach->segment, breach->attribute, breach->value));
		struct segbias_word number = WORD_PHRASE("number", phrase_number(t, on, breach->number));
		segbias_document_add(
		    document, SEGBIAS_BLOCK_ITEM,
		    isnan(breach->threshold)
			? TELL_WITH(t, "{rule}: {where}: {number}", rule, where, number)
			: TELL_WITH(t, "{rule}: {where}: {number}, threshold {threshold}", rule, where, number,
		                    WORD_PHRASE("threshold", phrase_number(t, on, breach->threshold))));
	}
	add_rest(document, gate->breach_count > most ? gate->breach_count - most : 0);
}

/* What was asked for, and is not told by any number. */
static void add_untested(struct segbias_document *document)
{
	const struct segbias_gate *gate = &document->findings->gate;
	struct segbias_teller *t = &document->teller;
	for (size_t i = 0; i < gate->untested_count; i++) {
		const struct segbias_untested *row = &gate->untested[i];
		segbias_document_add(
		    document, SEGBIAS_BLOCK_ITEM,
		    row->rule.bytes
			? TELL_WITH(t, "Not tested: rule {rule}. Nothing had what it needs.",
		                    WORD_LABEL("rule", row->rule))
			: TELL_WITH(
			      t,
			      "Not tested: {attribute}, which the policy requires or protects. No group has a verdict by it.",
			      WORD_LABEL("attribute", row->attribute)));
	}
}

static void add_rule(struct segbias_document *document, const struct segbias_gate_row *row)
{
	struct segbias_teller *t = &document->teller;
	struct segbias_word rule = WORD_LABEL("rule", row->rule);
	struct segbias_word found = WORD_COUNT("found", (double)row->found);
	struct segbias_word tested = WORD_COUNT("tested", (double)row->tested);
	struct segbias_text text = {0};
	segbias_text_add_string(&text, TELL_WITH(t, "Rule {rule}: {found} of {tested}.", rule, found, tested));
	if (row->worst_attribute.bytes && !isnan(row->threshold) && !isnan(row->margin)) {
		struct segbias_word words[] = {
		    WORD_PHRASE("where", phrase_place(t, row->worst_segment, row->worst_attribute, row->worst_value)),
		    WORD_PHRASE("number", phrase_number(t, row->on, row->worst_number)),
		    WORD_PHRASE("threshold", phrase_number(t, row->on, row->threshold)),
		    WORD_PHRASE("margin", phrase_number(t, row->on, row->margin))};
		segbias_text_add_string(&text, TELL_WITH(t,
		                                         " Nearest, or farthest beyond: {where}: {number}, threshold "
		                                         "{threshold}, margin {margin}.",
		                                         words[0], words[1], words[2], words[3]));
		if (row->margin < 0 && !row->found && row->worst_value.bytes)
			segbias_text_add_string(
			    &text, TELL(t, " It lies beyond by itself; among all that was tested that is no finding."));
	}
	if (row->small > 0)
		segbias_text_add_string(&text, TELL_COUNT_WITH(t, (double)row->small,
		                                               " {n} group was not tested (records: {records}).",
		                                               " {n} groups were not tested (records: {records}).",
		                                               WORD_COUNT("records", nearbyint(row->small_n))));
	segbias_document_add_text(document, SEGBIAS_BLOCK_ITEM, &text);
}

/* Of every rule on what would have to be moved: how much of the campaign keeps it, by people and by segments, and how many those
 * people are. */
static void add_coverage(struct segbias_document *document)
{
	const struct segbias_gate *gate = &document->findings->gate;
	struct segbias_teller *t = &document->teller;
	for (size_t i = 0; i < gate->coverage_count; i++) {
		const struct segbias_coverage *row = &gate->coverage[i];
		struct segbias_text text = {0};
		struct segbias_label tvd = segbias_label_of("tvd");
		struct segbias_word words[] = {WORD_LABEL("attribute", row->attribute),
		                               WORD_PHRASE("share", phrase_number(t, tvd, row->share)),
		                               WORD_COUNT("covered", row->covered_n),
		                               WORD_COUNT("n", row->n),
		                               WORD_COUNT("kept", (double)row->covered_segments),
		                               WORD_COUNT("segments", (double)row->segments),
		                               WORD_PHRASE("threshold", phrase_number(t, tvd, row->threshold))};
		segbias_text_add_string(
		    &text,
		    TELL_WITH(t,
		              "Coverage by {attribute}: {share} of the people ({covered} of {n} reached), segments: "
		              "{kept} of {segments}; at most {threshold} would have to be moved.",
		              words[0], words[1], words[2], words[3], words[4], words[5], words[6]));
		if (row->over)
			segbias_text_add_string(&text, TELL_WITH(t, " Shown to be over it: {over}.",
			                                         WORD_COUNT("over", (double)row->over)));
		if (row->watched)
			segbias_text_add_string(&text, TELL_WITH(t, " Over it and not shown, to be watched: {watched}.",
			                                         WORD_COUNT("watched", (double)row->watched)));
		if (row->missing > 0)
			segbias_text_add_string(&text, TELL_WITH(t, " Of unknown value, in no share: {missing}.",
			                                         WORD_COUNT("missing", nearbyint(row->missing))));
		segbias_document_add_text(document, SEGBIAS_BLOCK_ITEM, &text);
	}
}

static void add_exempted(struct segbias_document *document)
{
	const struct segbias_gate *gate = &document->findings->gate;
	struct segbias_teller *t = &document->teller;
	size_t most = segbias_section_most(document, EXEMPTED_BRIEF);
	for (size_t i = 0; i < gate->exempted_count && i < most; i++) {
		const struct segbias_exempted *row = &gate->exempted[i];
		segbias_document_add(
		    document, SEGBIAS_BLOCK_ITEM,
		    TELL_WITH(t, "Exempt until {until}: {where} ({reason}).", WORD_LABEL("until", row->until),
		              WORD_PHRASE("where", phrase_place(t, row->segment, row->attribute, row->value)),
		              WORD_LABEL("reason", row->reason)));
	}
	add_rest(document, gate->exempted_count > most ? gate->exempted_count - most : 0);
}

/* How many groups are told to have changed since the earlier result; which ones stands in the JSON. */
static void add_baseline(struct segbias_document *document)
{
	const struct segbias_baseline *baseline = &document->findings->gate.baseline;
	struct segbias_teller *t = &document->teller;
	if (!baseline->sha256[0])
		return;
	segbias_document_add(
	    document, SEGBIAS_BLOCK_ITEM,
	    TELL_WITH(
		t, "Since the baseline: new {new}, worse {worse}, better {better}, gone {gone} (of {tested} tested).",
		WORD_COUNT("new", (double)baseline->lists[SEGBIAS_CHANGE_NEW].count),
		WORD_COUNT("worse", (double)baseline->lists[SEGBIAS_CHANGE_WORSE].count),
		WORD_COUNT("better", (double)baseline->lists[SEGBIAS_CHANGE_BETTER].count),
		WORD_COUNT("gone", (double)baseline->lists[SEGBIAS_CHANGE_GONE].count),
		WORD_COUNT("tested", (double)baseline->tested)));
}

void segbias_section_gate(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	if (findings->job != SEGBIAS_JOB_CHECK)
		return;
	add_status(document);
	add_breaches(document);
	add_untested(document);
	for (size_t i = 0; i < findings->gate.rule_count; i++)
		add_rule(document, &findings->gate.rules[i]);
	add_coverage(document);
	add_baseline(document);
	add_exempted(document);
}
