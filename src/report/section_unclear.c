/* Section: what the data cannot tell of groups: which are unclear and why, and how many records would settle them. */
#include "report/section.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

enum { UNCLEAR_MAX = 5, SILENT_MAX = 8 };

/* The size of a campaign of the same mixture that would settle half of what is unclear, and nine in ten. */
static void add_campaign_size(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	const struct segbias_outlook *outlook = &findings->outlook;
	struct segbias_teller *t = &document->teller;
	char number[2][SEGBIAS_NUMBER_MAX];
	if (!isfinite(outlook->settle_half))
		return;
	bool two = isfinite(outlook->settle_most) && outlook->settle_most > outlook->settle_half;
	struct segbias_word size = WORD_DIGITS("size", segbias_number_about(outlook->settle_half, number[0]));
	struct segbias_word now = WORD_COUNT("now", findings->records);
	struct segbias_word larger =
	    WORD_DIGITS("larger", two ? segbias_number_about(outlook->settle_most, number[1]) : "");
	const char *text =
	    outlook->unclear_count == 1
		? TELL_WITH(t, "A campaign of about {size} records, mixed like this one of {now}, would settle it.",
	                    size, now)
	    : two ? TELL_WITH(
			t,
			"A campaign of about {size} records, mixed like this one of {now}, would settle half of what "
			"is unclear, one of about {larger} nine in ten.",
			size, now, larger)
		  : TELL_WITH(
			t,
			"A campaign of about {size} records, mixed like this one of {now}, would settle half of what "
			"is unclear.",
			size, now);
	segbias_document_add(document, SEGBIAS_BLOCK_ITEM, text);
}

/* How many are unclear for which reason. */
struct unclear {
	size_t all, few, unmatched, nothing_known, untested, at_edge, uneven, masked;
	size_t beyond; /* by more records than the reference has in all */
};

static struct unclear count_unclear(const struct segbias_findings *findings)
{
	struct unclear unclear = {.all = findings->outlook.unclear_count};
	for (size_t i = 0; i < unclear.all; i++) {
		struct segbias_place place = findings->outlook.unclear[i];
		const struct segbias_value_finding *v = segbias_value_at(findings, place);
		bool few = v->reason == SEGBIAS_REASON_TOO_FEW;
		unclear.unmatched += v->needs_mapping && !few;
		unclear.few += few;
		unclear.uneven += v->reason == SEGBIAS_REASON_WEIGHTS;
		unclear.masked += v->reason == SEGBIAS_REASON_MASKED;
		if (v->reason == SEGBIAS_REASON_WEIGHTS || v->reason == SEGBIAS_REASON_MASKED)
			continue;
		if (v->needs_mapping || isfinite(v->n_settling))
			continue;
		if (isinf(v->n_settling))
			unclear.beyond++;
		else if (!(segbias_comparison_at(findings, place)->n > 0))
			unclear.nothing_known++;
		else if (isnan(v->p))
			unclear.untested++;
		else
			unclear.at_edge++;
	}
	return unclear;
}

/* Whether all that did not match has share 0 in the reference: there is nothing to map it to. */
static bool only_zero_shares(const struct segbias_findings *findings)
{
	bool only = true;
	for (size_t i = 0; i < findings->mapping_count; i++)
		only = only && (findings->mapping[i].reference_value.bytes || findings->mapping[i].zero_share);
	return only;
}

static void add_untested(struct segbias_text *text, struct segbias_teller *t, const struct unclear *unclear)
{
	if (unclear->untested && unclear->untested == unclear->all)
		segbias_text_add_string(text, unclear->all == 1 ? TELL(t, "It is not tested. ")
		                                                : TELL(t, "None of them is tested. "));
	else if (unclear->untested)
		segbias_text_add_string(
		    text, TELL_COUNT(t, (double)unclear->untested, "{n} is not tested. ", "{n} are not tested. "));
}

static void add_at_edge(struct segbias_text *text, struct segbias_teller *t, double count, bool exact)
{
	if (count > 0 && exact)
		segbias_text_add_string(
		    text,
		    TELL_COUNT(t, count,
		               "{n} would stay unclear with any number of records: it lies at an edge of the band.",
		               "{n} would stay unclear with any number of records: they lie at an edge of the band."));
	else if (count > 0)
		segbias_text_add_string(
		    text,
		    TELL_COUNT(t, count,
		               "{n} would stay unclear with any number of records: it lies at an edge of the band, or "
		               "the reference itself says too little.",
		               "{n} would stay unclear with any number of records: they lie at an edge of the band, or "
		               "the reference itself says too little."));
}

/* What no number of records settles, and why. */
static void add_unsettled(struct segbias_document *document, const struct unclear *unclear)
{
	const struct segbias_findings *findings = document->findings;
	struct segbias_teller *t = &document->teller;
	struct segbias_text text = {0};
	bool exact = strcmp(findings->kind, "population") == 0 || strcmp(findings->kind, "base") == 0;
	if (unclear->unmatched && only_zero_shares(findings))
		segbias_text_add_string(&text,
		                        TELL(t, "What is unclear because of unmatched values is not settled by more "
		                                "records: the reference gives those values share 0. "));
	else if (unclear->unmatched)
		segbias_text_add_string(
		    &text,
		    TELL_WITH(t,
		              "What is unclear because of unmatched values is not settled by more records, but by "
		              "mapping those values ({option}). ",
		              WORD_CODE("option", "--recode")));
	if (unclear->masked)
		segbias_text_add_string(
		    &text,
		    TELL_COUNT(t, (double)unclear->masked,
		               "{n} is unclear because figures are hidden or rounded: at some of the figures that "
		               "they may stand for, the verdict would be another. ",
		               "{n} are unclear because figures are hidden or rounded: at some of the figures that "
		               "they may stand for, the verdict would be another. "));
	if (unclear->uneven)
		segbias_text_add_string(
		    &text,
		    TELL_COUNT(t, (double)unclear->uneven,
		               "Of {n} few records have most of the weight, of the segment or of the reference: the "
		               "others say nothing beside them. ",
		               "Of {n} few records have most of the weight, of the segment or of the reference: the "
		               "others say nothing beside them. "));
	if (unclear->nothing_known)
		segbias_text_add_string(
		    &text, TELL_COUNT(t, (double)unclear->nothing_known,
		                      "Of {n} nothing is known; how many records would settle it cannot be said. ",
		                      "Of {n} nothing is known; how many records would settle them cannot be said. "));
	add_untested(&text, t, unclear);
	if (unclear->beyond)
		segbias_text_add_string(
		    &text,
		    TELL_COUNT(
			t, (double)unclear->beyond,
			"{n} would need more records than the reference has in all: no campaign settles it. ",
			"{n} would need more records than the reference has in all: no campaign settles them. "));
	add_at_edge(&text, t, (double)unclear->at_edge, exact);
	segbias_document_add_text(document, SEGBIAS_BLOCK_ITEM, &text);
}

static const char *phrase_unclear(struct segbias_teller *t, const struct segbias_findings *findings,
                                  struct segbias_place place)
{
	const struct segbias_value_finding *v = segbias_value_at(findings, place);
	char number[SEGBIAS_NUMBER_MAX];
	return TELL_COUNT_WITH(t, segbias_comparison_records(segbias_comparison_at(findings, place)),
	                       "{where}: {index}; about {size} known records would settle it, there is {n}.",
	                       "{where}: {index}; about {size} known records would settle it, there are {n}.",
	                       WORD_PHRASE("where", segbias_phrase_where(t, findings, place)),
	                       WORD_PHRASE("index", segbias_phrase_index(t, v)),
	                       WORD_DIGITS("size", segbias_number_about(v->n_settling, number)));
}

/* "; 12 with fewer than 30 known records" */
static const char *phrase_few(struct segbias_teller *t, const struct segbias_findings *findings,
                              const struct unclear *unclear)
{
	bool all = unclear->few == unclear->all && unclear->all != 1;
	double min_n;
	bool shared = segbias_findings_share_min_n(findings, &min_n);
	struct segbias_word few = WORD_COUNT("few", (double)unclear->few);
	if (!shared)
		return all ? TELL(t, ", all with too few known records for a verdict")
		           : TELL_WITH(t, ", {few} with too few known records for a verdict", few);
	if (min_n > 0 && findings->settings.person.bytes)
		return all ? TELL_COUNT(t, min_n, ", all with fewer than {n} known record or 10 people",
		                        ", all with fewer than {n} known records or 10 people")
		           : TELL_COUNT_WITH(t, min_n, ", {few} with fewer than {n} known record or 10 people",
		                             ", {few} with fewer than {n} known records or 10 people", few);
	if (min_n > 0)
		return all ? TELL_COUNT(t, min_n, ", all with fewer than {n} known record",
		                        ", all with fewer than {n} known records")
		           : TELL_COUNT_WITH(t, min_n, ", {few} with fewer than {n} known record",
		                             ", {few} with fewer than {n} known records", few);
	return all ? TELL(t, ", all without a known record") : TELL_WITH(t, ", {few} without a known record", few);
}

static void add_counts(struct segbias_document *document, const struct unclear *unclear, size_t listed)
{
	struct segbias_teller *t = &document->teller;
	struct segbias_text text = {0};
	segbias_text_add_string(&text,
	                        TELL_COUNT(t, (double)unclear->all, "{n} group is unclear", "{n} groups are unclear"));
	if (unclear->few)
		segbias_text_add_string(&text, phrase_few(t, document->findings, unclear));
	if (unclear->unmatched && unclear->unmatched == unclear->all)
		segbias_text_add_string(&text, TELL(t, " because of unmatched values"));
	else if (unclear->unmatched)
		segbias_text_add_string(&text,
		                        TELL_COUNT(t, (double)unclear->unmatched, ", {n} because of unmatched values",
		                                   ", {n} because of unmatched values"));
	segbias_text_add_string(&text, listed == 0             ? TELL(t, ".")
	                               : listed < unclear->all ? TELL(t, ". Nearest to an answer, by records still "
	                                                                 "needed:")
	                                                       : TELL(t, ":"));
	segbias_document_add_text(document, SEGBIAS_BLOCK_ITEM, &text);
}

/* Segments of which nothing at all can be said: the largest, and how many more; a full report has a part for each. */
static void add_silent_segments(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	struct segbias_teller *t = &document->teller;
	size_t silent = findings->outlook.silent_count;
	for (size_t i = 0; i < silent && i < SILENT_MAX; i++) {
		size_t at = findings->outlook.silent[i];
		const struct segbias_comparison *first = &findings->comparisons[at];
		size_t groups = 0;
		(void)segbias_findings_count_unclear(findings, &at, &groups);
		struct segbias_word records =
		    WORD_PHRASE("records", TELL_COUNT(t, first->rows, "{n} record", "{n} records"));
		struct segbias_word segment = WORD_LABEL("segment", first->segment);
		segbias_document_add(
		    document, SEGBIAS_BLOCK_ITEM,
		    TELL_COUNT_WITH(t, (double)groups, "{segment} ({records}): its only group is unclear.",
		                    "{segment} ({records}): all of its {n} groups are unclear.", segment, records));
	}
	if (silent > SILENT_MAX)
		segbias_document_add(
		    document, SEGBIAS_BLOCK_REST,
		    TELL_COUNT_WITH(
			t, (double)(silent - SILENT_MAX),
			"and {n} more segment of which all is unclear (records: {most})",
			"and {n} more segments of which all is unclear (records: at most {most} each)",
			WORD_COUNT("most", findings->comparisons[findings->outlook.silent[SILENT_MAX]].rows)));
}

void segbias_section_unclear(struct segbias_document *document)
{
	const struct segbias_outlook *outlook = &document->findings->outlook;
	struct segbias_teller *t = &document->teller;
	struct unclear unclear = count_unclear(document->findings);
	size_t count = outlook->unclear_count;
	size_t listed = outlook->settled_count < UNCLEAR_MAX ? outlook->settled_count : UNCLEAR_MAX;
	if (count)
		add_counts(document, &unclear, listed);
	for (size_t i = 0; i < listed; i++)
		segbias_document_add(document, SEGBIAS_BLOCK_ITEM,
		                     phrase_unclear(t, document->findings, outlook->unclear[i]))
		    ->level = 2;
	if (listed && listed < count)
		segbias_document_add(document, SEGBIAS_BLOCK_REST,
		                     TELL_COUNT_WITH(t, (double)(count - listed), "and {n} more: {option} lists all",
		                                     "and {n} more: {option} lists all",
		                                     WORD_CODE("option", "--format csv")))
		    ->level = 2;
	if (count) {
		add_campaign_size(document);
		add_unsettled(document, &unclear);
	}
	add_silent_segments(document);
}
