/* Section: the seven risks on a page, what was measured of each, and what was not. */
#include "report/section_risks.h"

#include <math.h>
#include <string.h>

static const char *phrase_risk(struct segbias_teller *t, const char *risk)
{
	if (strcmp(risk, "privacy") == 0)
		return TELL(t, "Privacy");
	if (strcmp(risk, "personalisation") == 0)
		return TELL(t, "Over-personalisation");
	if (strcmp(risk, "bias") == 0)
		return TELL(t, "Biased or incomplete data");
	if (strcmp(risk, "trust") == 0)
		return TELL(t, "Lost trust");
	if (strcmp(risk, "legal") == 0)
		return TELL(t, "Legal exposure");
	return strcmp(risk, "transparency") == 0 ? TELL(t, "Opacity") : TELL(t, "Ethics");
}

static const char *phrase_status(struct segbias_teller *t, const char *status)
{
	if (strcmp(status, "over") == 0)
		return TELL(t, "over a limit");
	if (strcmp(status, "unclear") == 0)
		return TELL(t, "unclear");
	if (strcmp(status, "ok") == 0)
		return TELL(t, "within its limits");
	return strcmp(status, "described") == 0 ? TELL(t, "described, without a limit") : TELL(t, "not measured");
}

static const char *phrase_verdict(struct segbias_teller *t, const char *verdict)
{
	if (strcmp(verdict, "over") == 0)
		return segbias_phrase_verdict_word(t, SEGBIAS_VERDICT_OVER);
	if (strcmp(verdict, "under") == 0)
		return segbias_phrase_verdict_word(t, SEGBIAS_VERDICT_UNDER);
	if (strcmp(verdict, "likely_over") == 0)
		return segbias_phrase_verdict_word(t, SEGBIAS_VERDICT_LIKELY_OVER);
	if (strcmp(verdict, "likely_under") == 0)
		return segbias_phrase_verdict_word(t, SEGBIAS_VERDICT_LIKELY_UNDER);
	if (strcmp(verdict, "within") == 0)
		return segbias_phrase_verdict_word(t, SEGBIAS_VERDICT_WITHIN);
	if (strcmp(verdict, "met") == 0)
		return TELL(t, "met");
	if (strcmp(verdict, "unmet") == 0)
		return TELL(t, "unmet");
	return strcmp(verdict, "ok") == 0 ? TELL(t, "in order")
	                                  : segbias_phrase_verdict_word(t, SEGBIAS_VERDICT_UNCLEAR);
}

/* Of people in a log: not by shares of them, but by a rate or a mean, against the band of indices. */
static const char *phrase_verdict_of_log(struct segbias_teller *t, const char *verdict)
{
	if (strcmp(verdict, "over") == 0)
		return TELL(t, "over the band");
	if (strcmp(verdict, "under") == 0)
		return TELL(t, "under the band");
	if (strcmp(verdict, "likely_over") == 0)
		return TELL(t, "likely over the band");
	return strcmp(verdict, "likely_under") == 0 ? TELL(t, "likely under the band") : phrase_verdict(t, verdict);
}

/* "…: over the limit of 0.2 (risk_max)" */
static const char *phrase_row(struct segbias_teller *t, const struct segbias_risk_measure *row)
{
	struct segbias_word what = WORD_PHRASE("what", segbias_phrase_risk_measure(t, row));
	if (!row->verdict)
		return what.text.bytes;
	if (!isfinite(row->limit) || !row->limit_source)
		return TELL_WITH(t, "{what}: {verdict}", what,
		                 WORD_PHRASE("verdict", segbias_risk_is_of_log(row)
		                                            ? phrase_verdict_of_log(t, row->verdict)
		                                            : phrase_verdict(t, row->verdict)));
	struct segbias_word limit = WORD_NUMBER("limit", "%g", row->limit);
	struct segbias_word source = WORD_CODE("source", row->limit_source);
	if (strcmp(row->verdict, "over") == 0)
		return TELL_WITH(t, "{what}: over the limit of {limit} ({source})", what, limit, source);
	if (strcmp(row->verdict, "ok") == 0)
		return TELL_WITH(t, "{what}: within the limit of {limit} ({source})", what, limit, source);
	return TELL_WITH(t, "{what}: unclear (limit {limit}, {source})", what, limit, source);
}

/* --- the head ---------------------------------------------------------------------------------------------------------- */

static void add_head(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	struct segbias_teller *t = &document->teller;
	struct segbias_word file = WORD_LABEL("file", segbias_label_of(findings->campaign.name));
	const char *title = document->options->title;
	if (title)
		segbias_document_add(document, SEGBIAS_BLOCK_TITLE, segbias_tell_label(t, segbias_label_of(title)));
	segbias_document_add(document, SEGBIAS_BLOCK_TITLE, TELL_WITH(t, "The seven risks of {file}", file))->level =
	    title ? 2 : 1;
	segbias_document_add(document, SEGBIAS_BLOCK_FACT,
	                     TELL_COUNT(t, findings->records, "{n} record", "{n} records"))
	    ->key = TELL(t, "campaign");
	segbias_document_add(document, SEGBIAS_BLOCK_FACT,
	                     TELL_WITH(t, "{file}, taken as {kind}",
	                               WORD_LABEL("file", segbias_label_of(findings->reference.name)),
	                               WORD_CODE("kind", findings->kind)))
	    ->key = TELL(t, "reference");
	if (findings->risks.contacts.bytes) {
		struct segbias_word log = WORD_LABEL("file", findings->risks.contacts);
		bool events = strcmp(findings->risks.contact_log, "events") == 0;
		segbias_document_add(document, SEGBIAS_BLOCK_FACT,
		                     events ? TELL_WITH(t, "{file}, a row an event of a contact", log)
		                            : TELL_WITH(t, "{file}, a row a contact", log))
		    ->key = TELL(t, "contacts");
	}
	if (findings->risks.items.bytes)
		segbias_document_add(document, SEGBIAS_BLOCK_FACT, segbias_tell_label(t, findings->risks.items))->key =
		    TELL(t, "shown");
	if (findings->risks.history.bytes)
		segbias_document_add(document, SEGBIAS_BLOCK_FACT, segbias_tell_label(t, findings->risks.history))
		    ->key = TELL(t, "chosen");
	if (findings->risks.catalogue.bytes)
		segbias_document_add(document, SEGBIAS_BLOCK_FACT, segbias_tell_label(t, findings->risks.catalogue))
		    ->key = TELL(t, "catalogue");
	segbias_section_policy(document);
	segbias_section_preset(document);
}

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

static void add_overview(struct segbias_document *document)
{
	const struct segbias_risks_findings *risks = &document->findings->risks;
	struct segbias_teller *t = &document->teller;
	const char *gate = phrase_gate(t, risks->status);
	if (gate)
		segbias_document_add(document, SEGBIAS_BLOCK_VERDICT, gate)->key = TELL(t, "Gate");
	struct segbias_listing *table = segbias_document_listing(document, TELL(t, "The seven risks"));
	segbias_listing_head(table, SEGBIAS_CELL_WORDS, TELL(t, "risk"));
	segbias_listing_head(table, SEGBIAS_CELL_WORDS, TELL(t, "status"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "figures"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "not measured"));
	for (size_t i = 0; i < risks->risk_count; i++) {
		double figures = 0;
		for (size_t j = 0; j < risks->measure_count; j++)
			figures += strcmp(risks->measures[j].risk, risks->risks[i].risk) == 0;
		segbias_listing_add(document, table, phrase_risk(t, risks->risks[i].risk));
		segbias_listing_add(document, table, phrase_status(t, risks->risks[i].status));
		segbias_listing_add(document, table, segbias_tell_count(t, figures));
		segbias_listing_add(document, table, segbias_tell_count(t, (double)risks->risks[i].lack_count));
	}
	segbias_document_add(
	    document, SEGBIAS_BLOCK_PARAGRAPH,
	    TELL(
		t,
		"There is no score over the risks, and no limit but those that were given. What is described has none."));
}

/* --- one risk ---------------------------------------------------------------------------------------------------------- */

/* The places in which rows are told: what is over, what is unclear, which columns are personal, what else is described, the rest. */
enum place { PLACE_OVER, PLACE_UNCLEAR, PLACE_PERSONAL, PLACE_DESCRIBED, PLACE_REST, PLACES };

static enum place place_of(const struct segbias_risk_measure *row)
{
	static const char *const WORDS[] = {"over", "under", "unmet", "likely_over", "likely_under", "unclear"};
	enum { SHOWN = 3 };
	if (!row->verdict)
		return strcmp(row->measure, "personal") == 0 ? PLACE_PERSONAL : PLACE_DESCRIBED;
	/* Of many groups few are told apart: that others are not is less news than what holds of all people. */
	bool people = strcmp(row->risk, "trust") == 0 || strcmp(row->risk, "personalisation") == 0;
	if (people && row->attribute.bytes && strcmp(row->verdict, "unclear") == 0)
		return PLACE_REST;
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
		if (strcmp(row->verdict, WORDS[i]) == 0)
			return i < SHOWN ? PLACE_OVER : PLACE_UNCLEAR;
	return PLACE_REST;
}

static void add_rows(struct segbias_document *document, const struct segbias_risk *risk)
{
	enum { BRIEF = 8 };
	const struct segbias_risks_findings *risks = &document->findings->risks;
	struct segbias_teller *t = &document->teller;
	bool full = document->extent == SEGBIAS_EXTENT_FULL;
	bool checks = strcmp(risk->risk, "transparency") == 0;
	size_t most = full ? SIZE_MAX : BRIEF;
	size_t told = 0;
	size_t all = 0;
	for (enum place place = PLACE_OVER; place < PLACES; place++)
		for (size_t i = 0; i < risks->measure_count; i++) {
			const struct segbias_risk_measure *row = &risks->measures[i];
			if (strcmp(row->risk, risk->risk) != 0 || place_of(row) != place)
				continue;
			all++;
			/* What is in order is no news, but of a checklist. */
			if (told == most || (place == PLACE_REST && !full && !checks))
				continue;
			segbias_document_add(document, SEGBIAS_BLOCK_ITEM, phrase_row(t, row));
			told++;
		}
	if (all > told)
		segbias_document_add(document, SEGBIAS_BLOCK_REST,
		                     TELL_COUNT(t, (double)(all - told), "{n} figure more in the JSON result",
		                                "{n} figures more in the JSON result"));
}

/* A sentence of the register, whose words scripts/make-catalogue takes from where they are said. */
static const char *say(struct segbias_teller *t, const char *words)
{
	return segbias_tell(t, (struct segbias_message){NULL, words, 0}, NULL);
}

static const char *phrase_lack(struct segbias_teller *t, const struct segbias_risk_lack *lack)
{
	struct segbias_word what = WORD_PHRASE("what", say(t, lack->what));
	return lack->needs ? TELL_WITH(t, "{what} ({option})", what, WORD_CODE("option", lack->needs))
	                   : what.text.bytes;
}

/* What is said of lacks of one reason, in one paragraph; *text is released. */
static void add_lacks(struct segbias_document *document, const struct segbias_risk *risk, const char *reason)
{
	struct segbias_teller *t = &document->teller;
	struct segbias_text list = {0};
	for (size_t i = 0; i < risk->lack_count; i++) {
		if (strcmp(risk->lacks[i].reason, reason) != 0)
			continue;
		segbias_text_add_string(&list, list.size ? TELL(t, "; ") : "");
		segbias_text_add_string(&list, phrase_lack(t, &risk->lacks[i]));
	}
	if (!list.size) {
		segbias_text_release(&list);
		return;
	}
	struct segbias_word what = WORD_PHRASE("list", segbias_tell_keep(t, &list));
	const char *text = strcmp(reason, "not_given") == 0 ? TELL_WITH(t, "Not asked for: {list}.", what)
	                   : strcmp(reason, "not_built") == 0
	                       ? TELL_WITH(t, "Not measured by {=segbias} yet: {list}.", what)
	                   : strcmp(reason, "no_file") == 0 ? TELL_WITH(t, "No file can tell: {list}.", what)
	                                                    : TELL_WITH(t, "Not in these files: {list}.", what);
	segbias_document_add(document, SEGBIAS_BLOCK_PARAGRAPH, text);
}

static void add_whys(struct segbias_document *document, const struct segbias_risk *risk)
{
	struct segbias_teller *t = &document->teller;
	segbias_document_add(document, SEGBIAS_BLOCK_PARAGRAPH, TELL(t, "Not measured:"));
	for (size_t i = 0; i < risk->lack_count; i++)
		segbias_document_add(document, SEGBIAS_BLOCK_ITEM,
		                     TELL_WITH(t, "{what}: {why}", WORD_PHRASE("what", phrase_lack(t, &risk->lacks[i])),
		                               WORD_PHRASE("why", say(t, risk->lacks[i].why))));
}

static void add_risk(struct segbias_document *document, const struct segbias_risk *risk)
{
	static const char *const REASONS[] = {"not_in_files", "not_given", "not_built", "no_file"};
	struct segbias_teller *t = &document->teller;
	segbias_document_heading(document,
	                         TELL_WITH(t, "{risk}: {status}", WORD_PHRASE("risk", phrase_risk(t, risk->risk)),
	                                   WORD_PHRASE("status", phrase_status(t, risk->status))));
	add_rows(document, risk);
	if (strcmp(risk->risk, "legal") == 0)
		segbias_document_add(document, SEGBIAS_BLOCK_PARAGRAPH,
		                     TELL(t, "These are counts, and no legal advice."));
	if (document->extent == SEGBIAS_EXTENT_FULL)
		add_whys(document, risk);
	else
		for (size_t i = 0; i < sizeof REASONS / sizeof *REASONS; i++)
			add_lacks(document, risk, REASONS[i]);
}

/* A notice as a text to be copied has isolates around names and numbers: a sentence has marks. Between them are our words. */
static const char *phrase_notice(struct segbias_teller *t, struct segbias_label notice)
{
	static const char OPEN[] = "\xE2\x81\xA8";
	static const char CLOSE[] = "\xE2\x81\xA9";
	enum { SIZE = sizeof OPEN - 1 };
	struct segbias_text text = {0};
	size_t from = 0;
	bool name = false;
	for (size_t i = 0; i <= notice.size; i++) {
		const char *next = name ? CLOSE : OPEN;
		bool end = i == notice.size;
		if (!end && (notice.size - i < SIZE || memcmp(notice.bytes + i, next, SIZE) != 0))
			continue;
		struct segbias_label piece = {notice.bytes + from, i - from};
		if (name)
			segbias_text_add_string(&text, segbias_tell_label(t, piece));
		else
			segbias_text_add_clean(&text, piece);
		name = !name;
		from = i + SIZE;
		i += end ? 0 : SIZE - 1;
	}
	return segbias_tell_keep(t, &text);
}

static void add_notice(struct segbias_document *document)
{
	const struct segbias_risks_findings *risks = &document->findings->risks;
	struct segbias_teller *t = &document->teller;
	if (!risks->notice_en.bytes || document->extent != SEGBIAS_EXTENT_FULL)
		return;
	segbias_document_heading(document, TELL(t, "A notice to people"));
	segbias_document_add(document, SEGBIAS_BLOCK_PARAGRAPH, phrase_notice(t, risks->notice_en));
	segbias_document_add(document, SEGBIAS_BLOCK_PARAGRAPH, phrase_notice(t, risks->notice_ar));
}

void segbias_section_risks(struct segbias_document *document)
{
	const struct segbias_risks_findings *risks = &document->findings->risks;
	add_head(document);
	add_overview(document);
	if (document->extent == SEGBIAS_EXTENT_FULL)
		segbias_document_add(document, SEGBIAS_BLOCK_CONTENTS, NULL);
	for (size_t i = 0; i < risks->risk_count; i++)
		add_risk(document, &risks->risks[i]);
	add_notice(document);
	if (document->extent == SEGBIAS_EXTENT_FULL && document->findings->notes.count)
		segbias_document_add(document, SEGBIAS_BLOCK_WARNINGS, NULL);
}
