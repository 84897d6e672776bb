/* Sections of an audit: how often groups are selected, what of it is low, and what it rests on. */
#include "report/section.h"

#include "base/number.h"
#include "findings/withhold.h"
#include "report/warning_words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* --- phrases ------------------------------------------------------------------------------------------------------- */

static bool is_significant(const struct segbias_audit_group *group)
{
	return group->reason && strcmp(group->reason, "significant") == 0;
}

/* A breach although the ratio is not low, as the policy has it. */
static bool is_practical(const struct segbias_audit_group *group)
{
	return group->reason && strcmp(group->reason, "practical") == 0;
}

const char *segbias_phrase_audit_status(struct segbias_teller *t, const struct segbias_audit_group *group)
{
	if (group->is_against)
		return TELL(t, "compared to");
	switch (group->status) {
	case SEGBIAS_AUDIT_BREACH:
		return TELL(t, "breach");
	case SEGBIAS_AUDIT_WATCH:
		return TELL(t, "watch");
	case SEGBIAS_AUDIT_OK:
		return is_significant(group) ? TELL(t, "significant") : TELL(t, "no sign");
	case SEGBIAS_AUDIT_NONE:
		break;
	}
	if (isfinite(group->impact_ratio)) /* the rule has no threshold */
		return "";
	if (segbias_audited_is_withheld(group))
		return TELL(t, "withheld");
	return group->excluded ? TELL(t, "left out") : TELL(t, "no ratio");
}

static const char *phrase_number(struct segbias_teller *t, const char *form, double value)
{
	char number[SEGBIAS_NUMBER_MAX];
	if (!isfinite(value))
		return "";
	(void)segbias_text_print(number, sizeof number, form, value);
	return segbias_tell_figure(t, number);
}

/* "0.42-0.69", as figures of a table. */
static const char *phrase_limits(struct segbias_teller *t, const char *form, double low, double high)
{
	char number[3 * SEGBIAS_NUMBER_MAX];
	char ends[2][SEGBIAS_NUMBER_MAX] = {"", ""};
	if (!isfinite(low))
		return "";
	(void)segbias_text_print(ends[0], sizeof ends[0], form, low);
	if (isfinite(high))
		(void)segbias_text_print(ends[1], sizeof ends[1], form, high);
	(void)segbias_text_print(number, sizeof number, "%s-%s", ends[0], ends[1]);
	return segbias_tell_figure(t, number);
}

static const char *phrase_group(struct segbias_teller *t, const struct segbias_audit_group *group)
{
	return TELL_WITH(t, "{attribute} {value}", WORD_LABEL("attribute", group->attribute),
	                 WORD_LABEL("value", group->value));
}

static double count_status(const struct segbias_audit_findings *audit, enum segbias_audit_status status)
{
	size_t count = 0;
	for (size_t i = 0; i < audit->group_count; i++)
		count += audit->groups[i].status == status && !audit->groups[i].is_against;
	return (double)count;
}

static const struct segbias_audit_group *find_lowest(const struct segbias_audit_findings *audit)
{
	const struct segbias_audit_group *lowest = NULL;
	for (size_t i = 0; i < audit->group_count; i++) {
		const struct segbias_audit_group *group = &audit->groups[i];
		if (isfinite(group->impact_ratio) && !group->is_against &&
		    (!lowest || group->impact_ratio < lowest->impact_ratio))
			lowest = group;
	}
	return lowest;
}

/* --- the head ------------------------------------------------------------------------------------------------------ */

static void add_fact(struct segbias_document *document, const char *key, const char *text)
{
	segbias_document_add(document, SEGBIAS_BLOCK_FACT, text)->key = key;
}

/* Who reads a report has not seen the warnings: a group that is not there breaches nothing, and a table of another rate looks like one of
 * the rule. */
static void add_warned(struct segbias_document *document, const char *key, const char *code)
{
	const struct segbias_notes *notes = &document->findings->notes;
	for (size_t i = 0; i < notes->count; i++)
		if (strcmp(notes->items[i].code, code) == 0)
			add_fact(document, key, segbias_warning_told(&document->teller, notes->items[i].text.message));
}

/* A score that decides, or one that does not. */
static const char *phrase_scores(struct segbias_teller *t, const struct segbias_audit_findings *audit)
{
	struct segbias_word column = WORD_LABEL("column", audit->score);
	if (isnan(audit->records))
		return TELL_WITH(t, "none: nothing says who is selected, and the scores of {column} are shown alone",
		                 column);
	const struct segbias_word words[] = {WORD_COUNT("selected", audit->selected), WORD_COUNT("all", audit->records),
	                                     WORD_NUMBER("rate", "%.1f%%", 100 * audit->selected / audit->records)};
	if (!isnan(audit->median) && audit->lower)
		return TELL_WITH(t,
		                 "score {column} is below the median of all, {median}, of {selected} of {all} ({rate})",
		                 column, WORD_NUMBER("median", "%.6g", audit->median), words[0], words[1], words[2]);
	if (!isnan(audit->median))
		return TELL_WITH(t,
		                 "score {column} is above the median of all, {median}, of {selected} of {all} ({rate})",
		                 column, WORD_NUMBER("median", "%.6g", audit->median), words[0], words[1], words[2]);
	if (audit->lower)
		return TELL_WITH(t, "score {column} is {threshold} or less of {selected} of {all} ({rate})", column,
		                 WORD_NUMBER("threshold", "%.6g", audit->threshold), words[0], words[1], words[2]);
	return TELL_WITH(t, "score {column} is {threshold} or more of {selected} of {all} ({rate})", column,
	                 WORD_NUMBER("threshold", "%.6g", audit->threshold), words[0], words[1], words[2]);
}

static const char *phrase_decisions(struct segbias_teller *t, const struct segbias_findings *findings)
{
	const struct segbias_audit_findings *audit = &findings->audit;
	struct segbias_text text = {0};
	const struct segbias_word words[] = {WORD_LABEL("column", audit->decision[0]),
	                                     WORD_LABEL("value", audit->decision[1]),
	                                     WORD_COUNT("selected", audit->selected), WORD_COUNT("all", audit->records),
	                                     WORD_NUMBER("rate", "%.1f%%", 100 * audit->selected / audit->records)};
	if (audit->decision[1].bytes)
		segbias_text_add_string(&text,
		                        TELL_WITH(t, "column {column} says {value} of {selected} of {all} ({rate})",
		                                  words[0], words[1], words[2], words[3], words[4]));
	else if (audit->decision[0].bytes)
		segbias_text_add_string(&text, TELL_WITH(t, "column {column} says yes of {selected} of {all} ({rate})",
		                                         words[0], words[2], words[3], words[4]));
	else
		segbias_text_add_string(&text, phrase_scores(t, audit));
	if (audit->missing > 0)
		segbias_text_add_string(&text,
		                        TELL_COUNT(t, audit->missing, "; {n} record without a decision is in no rate",
		                                   "; {n} records without a decision are in no rate"));
	if (isfinite(findings->persons))
		segbias_text_add_string(
		    &text, TELL_COUNT(t, findings->persons, "; records of {n} person", "; records of {n} people"));
	return segbias_tell_keep(t, &text);
}

static void add_head(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	const struct segbias_audit_findings *audit = &findings->audit;
	struct segbias_teller *t = &document->teller;
	struct segbias_text names = {0};
	if (document->options->title)
		segbias_document_add(document, SEGBIAS_BLOCK_TITLE,
		                     segbias_tell_label(t, segbias_label_of(document->options->title)));
	segbias_document_add(
	    document, SEGBIAS_BLOCK_TITLE,
	    isnan(audit->records)
		? TELL_WITH(t, "Scores in {file}", WORD_LABEL("file", segbias_label_of(findings->reference.name)))
		: TELL_WITH(t, "Who is selected in {file}",
	                    WORD_LABEL("file", segbias_label_of(findings->reference.name))))
	    ->level = document->options->title ? 2 : 1;
	add_fact(document, TELL(t, "decisions"), phrase_decisions(t, findings));
	add_warned(document, TELL(t, "decisions"), "decision_neither");
	add_warned(document, TELL(t, "decisions"), "decision_contradicted");
	add_warned(document, TELL(t, "decisions"), "decision_others");
	add_warned(document, TELL(t, "labels"), "label_others");
	if (findings->outside > 0)
		add_fact(document, TELL(t, "outside"),
		         TELL_COUNT(t, findings->outside,
		                    "{n} record is left out by {=--where}, {=--eligible} or {=--within}",
		                    "{n} records are left out by {=--where}, {=--eligible} or {=--within}"));
	for (size_t i = 0; i < audit->attribute_count; i++)
		segbias_text_add_listed(&names, t, segbias_tell_label(t, audit->attributes[i].attribute));
	add_fact(document, TELL(t, "groups"), segbias_tell_keep(t, &names));
	add_warned(document, TELL(t, "unknown"), "unknown_group");
	add_warned(document, TELL(t, "left out"), "other_decision");
	segbias_section_policy(document);
	add_warned(document, TELL(t, "policy"), "not_above_median");
	segbias_section_preset(document);
}

/* --- the answer ----------------------------------------------------------------------------------------------------- */

static const char *phrase_gate(struct segbias_teller *t, enum segbias_gate_status status)
{
	switch (status) {
	case SEGBIAS_GATE_PASSED:
		return TELL(t, "passed");
	case SEGBIAS_GATE_BREACHED:
		return TELL(t, "breached");
	case SEGBIAS_GATE_UNDECIDED:
		return TELL(t, "undecided");
	case SEGBIAS_GATE_NONE:
		break;
	}
	return NULL;
}

static double count_practical(const struct segbias_audit_findings *audit)
{
	size_t count = 0;
	for (size_t i = 0; i < audit->group_count; i++)
		count += is_practical(&audit->groups[i]);
	return (double)count;
}

/* What the sentence before says is of the others. */
static void add_withheld(struct segbias_text *text, struct segbias_teller *t,
                         const struct segbias_audit_findings *audit)
{
	size_t withheld = 0;
	for (size_t i = 0; i < audit->group_count; i++)
		withheld += segbias_audited_is_withheld(&audit->groups[i]);
	if (withheld > 0)
		segbias_text_add_listed(text, t,
		                        TELL_COUNT(t, (double)withheld, "{n} group is withheld and not judged",
		                                   "{n} groups are withheld and not judged"));
}

static void add_verdict(struct segbias_document *document)
{
	const struct segbias_audit_findings *audit = &document->findings->audit;
	struct segbias_teller *t = &document->teller;
	struct segbias_text text = {0};
	double practical = count_practical(audit);
	double breaches = count_status(audit, SEGBIAS_AUDIT_BREACH) - practical;
	double watched = count_status(audit, SEGBIAS_AUDIT_WATCH);
	const struct segbias_audit_group *lowest = find_lowest(audit);
	const char *gate = phrase_gate(t, audit->status);
	if (gate)
		segbias_document_add(document, SEGBIAS_BLOCK_VERDICT, gate)->key = TELL(t, "Gate");
	if (breaches > 0)
		segbias_text_add_string(
		    &text, TELL_COUNT(t, breaches,
		                      "{n} group is shown to be selected less often than others, at less than four "
		                      "fifths of the rate that it is compared to",
		                      "{n} groups are shown to be selected less often than others, at less than four "
		                      "fifths of the rate that they are compared to"));
	if (practical > 0)
		segbias_text_add_listed(&text, t,
		                        TELL_COUNT(t, practical,
		                                   "{n} group is shown to be selected less often than others, which "
		                                   "matters by the policy",
		                                   "{n} groups are shown to be selected less often than others, "
		                                   "which matters by the policy"));
	if (watched > 0)
		segbias_text_add_listed(&text, t,
		                        TELL_COUNT(t, watched, "{n} group below four fifths is to be watched",
		                                   "{n} groups below four fifths are to be watched"));
	if (isnan(audit->ratio_low) && lowest)
		segbias_text_add_string(
		    &text, TELL_WITH(t, "the rule names no threshold; the lowest ratio is {ratio} ({group})",
		                     WORD_NUMBER("ratio", "%.2f", lowest->impact_ratio),
		                     WORD_PHRASE("group", phrase_group(t, lowest))));
	if (!text.size && lowest)
		segbias_text_add_string(
		    &text, TELL_WITH(t,
		                     "no group is selected at less than four fifths of the rate that it is "
		                     "compared to; the lowest ratio is {ratio} ({group})",
		                     WORD_NUMBER("ratio", "%.2f", lowest->impact_ratio),
		                     WORD_PHRASE("group", phrase_group(t, lowest))));
	if (!text.size)
		segbias_text_add_string(&text, TELL(t, "there are no two groups to compare"));
	add_withheld(&text, t, audit);
	segbias_text_add_string(&text, TELL(t, "."));
	segbias_document_add(document, SEGBIAS_BLOCK_VERDICT, segbias_tell_keep(t, &text))->key = TELL(t, "Verdict");
}

/* Why a low ratio is no breach. */
static const char *phrase_reason(struct segbias_teller *t, const struct segbias_document *document,
                                 const struct segbias_audit_group *group)
{
	const char *reason = group->reason ? group->reason : "";
	if (strcmp(reason, "not_shown") == 0)
		return TELL_WITH(t, "; it may be chance (q {q})", WORD_NUMBER("q", "%.2g", group->q));
	if (strcmp(reason, "above_others") == 0)
		return TELL(t, "; it is selected more often than all others together");
	if (strcmp(reason, "practical") == 0)
		return TELL(t, "; it is shown to be selected less often, which matters by the policy");
	if (strcmp(reason, "flip") == 0)
		return TELL(
		    t, "; with one person more selected and one of the other group fewer its rate is the higher one");
	if (strcmp(reason, "too_few") == 0)
		return TELL_WITH(t, "; not tested, it has fewer than {n} records ({option})",
		                 WORD_COUNT("n", document->findings->settings.min_n), WORD_CODE("option", "--min-n"));
	if (strcmp(reason, "few_persons") == 0)
		return TELL(t, "; not tested, its records are of too few people");
	return "";
}

static const char *phrase_finding(struct segbias_document *document, const struct segbias_audited *attribute,
                                  const struct segbias_audit_group *group)
{
	struct segbias_teller *t = &document->teller;
	const struct segbias_audit_findings *audit = &document->findings->audit;
	struct segbias_text text = {0};
	char ratio[SEGBIAS_NUMBER_MAX];
	const struct segbias_audit_group *top = &audit->groups[attribute->first];
	double unknown = audit->unknown[attribute - audit->attributes].n;
	while (!top->is_against)
		top++;
	const struct segbias_word words[] = {
	    WORD_PHRASE("group", phrase_group(t, group)),
	    WORD_DIGITS("ratio", segbias_number_beside(group->impact_ratio, audit->ratio_low, ratio)),
	    WORD_NUMBER("low", "%.2f", group->impact_ratio_low),
	    WORD_NUMBER("high", "%.2f", group->impact_ratio_high),
	    WORD_LABEL("top", top->value),
	    WORD_NUMBER("rate", "%.1f%%", 100 * group->rate),
	    WORD_NUMBER("other", "%.1f%%", 100 * top->rate)};
	if (isfinite(group->impact_ratio_high))
		segbias_text_add_string(
		    &text, TELL_WITH(t,
		                     "{group}: ratio {ratio} ({low} to {high}) to {top}; {rate} are "
		                     "selected, of {top} {other}",
		                     words[0], words[1], words[2], words[3], words[4], words[5], words[6]));
	else
		segbias_text_add_string(
		    &text, TELL_WITH(t, "{group}: ratio {ratio} to {top}; {rate} are selected, of {top} {other}",
		                     words[0], words[1], words[4], words[5], words[6]));
	if (group->selected == 0)
		segbias_text_add_string(&text, TELL_COUNT(t, group->n, "; nobody of {n}", "; nobody of all {n}"));
	segbias_text_add_string(&text, phrase_reason(t, document, group));
	if (unknown > 0 && isfinite(group->unknown_high))
		segbias_text_add_string(&text,
		                        TELL_WITH(t, "; {low} to {high} whatever the groups of those unknown are",
		                                  WORD_NUMBER("low", "%.2f", group->unknown_low),
		                                  WORD_NUMBER("high", "%.2f", group->unknown_high)));
	segbias_text_add_string(&text, TELL(t, "."));
	return segbias_tell_keep(t, &text);
}

/* Breaches, then what is watched, attribute by attribute. */
static void add_findings(struct segbias_document *document)
{
	static const enum segbias_audit_status KINDS[] = {SEGBIAS_AUDIT_BREACH, SEGBIAS_AUDIT_WATCH};
	enum { BRIEF = 12 };
	const struct segbias_audit_findings *audit = &document->findings->audit;
	struct segbias_teller *t = &document->teller;
	size_t most = segbias_section_most(document, BRIEF);
	size_t told = 0;
	double all = count_status(audit, SEGBIAS_AUDIT_BREACH) + count_status(audit, SEGBIAS_AUDIT_WATCH);
	if (!(all > 0))
		return;
	segbias_document_heading(document, count_practical(audit) > 0 ? TELL(t, "Selected less often")
	                                                              : TELL(t, "Below four fifths"));
	for (size_t kind = 0; kind < 2; kind++)
		for (size_t i = 0; i < audit->attribute_count; i++)
			for (size_t j = 0; j < audit->attributes[i].count; j++) {
				const struct segbias_audited *attribute = &audit->attributes[i];
				const struct segbias_audit_group *group = &audit->groups[attribute->first + j];
				if (group->status != KINDS[kind] || group->is_against || ++told > most)
					continue;
				segbias_document_add(document, kind == 0 ? SEGBIAS_BLOCK_UNDER : SEGBIAS_BLOCK_ITEM,
				                     phrase_finding(document, attribute, group));
			}
	if (told > most)
		segbias_document_add(document, SEGBIAS_BLOCK_REST,
		                     TELL_COUNT(t, (double)(told - most), "and {n} more in the JSON result",
		                                "and {n} more in the JSON result"));
}

/* What is shown, and not below four fifths: no breach, but listed. */
static void add_significant(struct segbias_document *document)
{
	const struct segbias_audit_findings *audit = &document->findings->audit;
	bool any = false;
	for (size_t i = 0; i < audit->attribute_count; i++)
		for (size_t j = 0; j < audit->attributes[i].count; j++) {
			const struct segbias_audited *attribute = &audit->attributes[i];
			const struct segbias_audit_group *group = &audit->groups[attribute->first + j];
			if (!is_significant(group))
				continue;
			if (!any)
				segbias_document_heading(
				    document, TELL(&document->teller, "Not below four fifths, and shown to be selected "
				                                      "less often"));
			any = true;
			segbias_document_add(document, SEGBIAS_BLOCK_ITEM, phrase_finding(document, attribute, group));
		}
}

/* --- the tables ------------------------------------------------------------------------------------------------------- */

static struct segbias_listing *begin_table(struct segbias_document *document, const struct segbias_audited *attribute)
{
	struct segbias_teller *t = &document->teller;
	bool full = document->extent == SEGBIAS_EXTENT_FULL;
	struct segbias_listing *table = segbias_document_listing(document, segbias_tell_label(t, attribute->attribute));
	segbias_listing_head(table, SEGBIAS_CELL_WORDS, TELL(t, "group"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "known"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "selected"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "rate"));
	if (full)
		segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "interval"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "ratio"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "interval"));
	if (full) {
		segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "if unknown"));
		segbias_listing_head(table, SEGBIAS_CELL_FIGURE, "q");
	}
	segbias_listing_head(table, SEGBIAS_CELL_WORDS, TELL(t, "status"));
	return table;
}

static void add_row(struct segbias_document *document, struct segbias_listing *table,
                    const struct segbias_audit_group *group)
{
	struct segbias_teller *t = &document->teller;
	double least = document->findings->audit.ratio_low;
	char number[SEGBIAS_NUMBER_MAX];
	bool full = document->extent == SEGBIAS_EXTENT_FULL;
	segbias_listing_add(document, table, segbias_tell_label(t, group->value));
	segbias_listing_add(document, table, segbias_tell_count(t, group->n));
	segbias_listing_add(document, table, segbias_tell_count(t, group->selected));
	segbias_listing_add(document, table, phrase_number(t, "%.1f%%", 100 * group->rate));
	if (full)
		segbias_listing_add(document, table,
		                    phrase_limits(t, "%.1f", 100 * group->rate_low, 100 * group->rate_high));
	segbias_listing_add(document, table,
	                    isfinite(group->impact_ratio)
	                        ? segbias_tell_figure(t, segbias_number_beside(group->impact_ratio, least, number))
	                        : "");
	segbias_listing_add(document, table,
	                    phrase_limits(t, "%.2f", group->impact_ratio_low, group->impact_ratio_high));
	if (full) {
		segbias_listing_add(document, table, phrase_limits(t, "%.2f", group->unknown_low, group->unknown_high));
		segbias_listing_add(document, table, phrase_number(t, "%.2g", group->q));
	}
	segbias_listing_add(document, table, segbias_phrase_audit_status(t, group));
}

/* The ratios that those of unknown group could make the lowest one. */
static void add_unknown(struct segbias_document *document, const struct segbias_audited *attribute)
{
	const struct segbias_audit_findings *audit = &document->findings->audit;
	struct segbias_teller *t = &document->teller;
	double unknown = audit->unknown[attribute - audit->attributes].n;
	double low = INFINITY;
	for (size_t i = 0; i < attribute->count; i++)
		if (!audit->groups[attribute->first + i].is_against)
			low = fmin(low, isfinite(audit->groups[attribute->first + i].unknown_low)
			                    ? audit->groups[attribute->first + i].unknown_low
			                    : INFINITY);
	if (isnan(unknown)) {
		segbias_document_add(
		    document, SEGBIAS_BLOCK_PARAGRAPH,
		    TELL(t, "Of how many records the group is unknown is withheld; they are in no rate."));
		return;
	}
	if (!(unknown > 0)) {
		if (audit->publication_count) /* of which the number is one, also where it is none */
			segbias_document_add(document, SEGBIAS_BLOCK_PARAGRAPH,
			                     TELL(t, "The group of every record is known."));
		return;
	}
	segbias_document_add(
	    document, SEGBIAS_BLOCK_PARAGRAPH,
	    isfinite(low)
		? TELL_COUNT_WITH(t, unknown,
	                          "Of {n} record the group is unknown, and it is in no rate; the lowest ratio "
	                          "that its group could make is {low}.",
	                          "Of {n} records the group is unknown, and they are in no rate; the lowest "
	                          "ratio that their groups could make is {low}.",
	                          WORD_NUMBER("low", "%.2f", low))
		: TELL_COUNT(t, unknown, "Of {n} record the group is unknown, and it is in no rate.",
	                     "Of {n} records the group is unknown, and they are in no rate."));
}

static void add_tables(struct segbias_document *document)
{
	const struct segbias_audit_findings *audit = &document->findings->audit;
	if (document->extent == SEGBIAS_EXTENT_FULL)
		segbias_document_heading(document, TELL(&document->teller, "Rates and ratios"));
	if (document->extent == SEGBIAS_EXTENT_FULL && audit->group_count)
		segbias_document_add(document, SEGBIAS_BLOCK_CHARTS, NULL);
	for (size_t i = 0; i < audit->attribute_count; i++) {
		const struct segbias_audited *attribute = &audit->attributes[i];
		struct segbias_listing *table = begin_table(document, attribute);
		for (size_t j = 0; j < attribute->count; j++)
			add_row(document, table, &audit->groups[attribute->first + j]);
		add_unknown(document, attribute);
	}
}

/* --- what it rests on ------------------------------------------------------------------------------------------------- */

static const char *phrase_control(struct segbias_teller *t, const char *control)
{
	if (strcmp(control, "bh") == 0)
		return TELL_WITH(t, "adjusted by {cite}", WORD_CITE("cite", "Benjamini and Hochberg (1995)"));
	if (strcmp(control, "by") == 0)
		return TELL_WITH(t, "adjusted by {cite}", WORD_CITE("cite", "Benjamini and Yekutieli (2001)"));
	if (strcmp(control, "holm") == 0)
		return TELL_WITH(t, "adjusted by {cite}", WORD_CITE("cite", "Holm (1979)"));
	return TELL(t, "not adjusted");
}

static void add_basis(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	const struct segbias_audit_findings *audit = &findings->audit;
	struct segbias_teller *t = &document->teller;
	segbias_document_heading(document, TELL(t, "What this rests on"));
	segbias_document_add(
	    document, SEGBIAS_BLOCK_ITEM,
	    audit->against[1].bytes
		? TELL_WITH(t, "A ratio is that of a group's rate to the rate of {group}, where an attribute has it.",
	                    WORD_LABEL("group", audit->against[1]))
		: TELL(t, "A ratio is that of a group's rate to the rate of the most selected group of its attribute. "
	                  "These data chose that group, which the intervals do not allow for."));
	segbias_document_add(document, SEGBIAS_BLOCK_ITEM,
	                     TELL_COUNT_WITH(t, (double)audit->family,
	                                     "Each group is tested against all others of its attribute whose group is "
	                                     "known; {n} test, {how}.",
	                                     "Each group is tested against all others of its attribute whose group is "
	                                     "known; {n} tests, {how}.",
	                                     WORD_PHRASE("how", phrase_control(t, findings->settings.control))));
	if (findings->settings.publish > 0)
		segbias_document_add(
		    document, SEGBIAS_BLOCK_ITEM,
		    TELL(t, "Where counts are withheld, ratios and tests are of the groups whose rates are shown."));
	segbias_section_withheld(document);
	if (isfinite(audit->ratio_low))
		segbias_document_add(
		    document, SEGBIAS_BLOCK_ITEM,
		    TELL_WITH(
			t,
			"A breach is a ratio below {least} of a group that is shown to be selected less often than the others "
			"(q at most {alpha}), and whose rate one person would not make the higher one. That is a screening "
			"rule of practice ({cite}), and no ruling of law.",
			WORD_NUMBER("least", "%g", audit->ratio_low),
			WORD_NUMBER("alpha", "%g", findings->settings.alpha), WORD_CITE("cite", "29 CFR 1607.4 D")));
	if (audit->min_share > 0)
		segbias_document_add(
		    document, SEGBIAS_BLOCK_ITEM,
		    TELL_WITH(t, "Groups of less than {share} of those known have no ratio, and none is to them.",
		              WORD_NUMBER("share", "%g%%", 100 * audit->min_share)));
}

void segbias_section_audit(struct segbias_document *document)
{
	bool selects = !isnan(document->findings->audit.records);
	add_head(document);
	if (selects)
		add_verdict(document);
	if (document->extent == SEGBIAS_EXTENT_FULL)
		segbias_document_add(document, SEGBIAS_BLOCK_CONTENTS, NULL);
	if (selects) {
		add_findings(document);
		add_significant(document);
		add_tables(document);
	}
}

void segbias_section_audit_basis(struct segbias_document *document)
{
	if (!isnan(document->findings->audit.records))
		add_basis(document);
	if (document->extent == SEGBIAS_EXTENT_FULL && document->findings->notes.count)
		segbias_document_add(document, SEGBIAS_BLOCK_WARNINGS, NULL);
}
