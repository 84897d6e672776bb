/* Section: what was compared with what, and the verdict in a sentence. */
#include "report/section.h"

#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void add_fact(struct segbias_document *document, const char *key, const char *text)
{
	segbias_document_add(document, SEGBIAS_BLOCK_FACT, text)->key = key;
}

/* "21,000 records of 9,000 people in 5 segments (column segment)" */
static const char *phrase_campaign(struct segbias_teller *t, const struct segbias_findings *findings)
{
	size_t segments = segbias_count_segments(findings);
	char number[SEGBIAS_NUMBER_MAX];
	bool rows = segbias_has_amount(findings) && !findings->settings.count.bytes;
	const char *what = isnan(findings->records) ? TELL(t, "records (how many is withheld)")
	                   : rows                   ? TELL_COUNT(t, findings->records, "{n} row", "{n} rows")
	                                            : TELL_COUNT(t, findings->records, "{n} record", "{n} records");
	if (segbias_has_amount(findings))
		what = TELL_WITH(t, "{what} with {sum} of {amount}", WORD_PHRASE("what", what),
		                 WORD_DIGITS("sum", segbias_number_money(findings->amount, number)),
		                 WORD_LABEL("amount", findings->settings.amount));
	if (isfinite(findings->persons))
		what = TELL_COUNT_WITH(t, findings->persons, "{what} of {n} person", "{what} of {n} people",
		                       WORD_PHRASE("what", what));
	if (segments)
		what = TELL_COUNT_WITH(t, (double)segments, "{what} in {n} segment (column {column})",
		                       "{what} in {n} segments (column {column})", WORD_PHRASE("what", what),
		                       WORD_LABEL("column", findings->settings.segment));
	if (segments && findings->outlook.one_for_all)
		what = TELL_WITH(t, "{what}, which is the whole file", WORD_PHRASE("what", what));
	return what;
}

static const char *phrase_reference(struct segbias_teller *t, const struct segbias_findings *findings)
{
	const char *taken =
	    strcmp(findings->kind, "population") == 0 ? TELL(t, "taken as the whole population (exact)")
	    : strcmp(findings->kind, "sample") == 0   ? TELL(t, "taken as a sample (its own error counts)")
	    : strcmp(findings->kind, "base") == 0     ? TELL(t, "taken as the base that the campaign was drawn from")
	    : findings->settings.moe_z == 1
		? TELL(t, "taken as shares with a standard error")
		: TELL_WITH(t, "taken as shares with a margin of error ({z} standard errors)",
	                    WORD_NUMBER("z", "%.4g", findings->settings.moe_z));
	if (!isfinite(findings->reference_total))
		return taken;
	return TELL_WITH(t, "{total} in all, {taken}", WORD_COUNT("total", findings->reference_total),
	                 WORD_PHRASE("taken", taken));
}

/* COL=* takes all values together. */
static bool takes_all(struct segbias_label filter)
{
	return filter.size > 1 && memcmp(filter.bytes + filter.size - 2, "=*", 2) == 0;
}

/* Which rows of the files were looked at: whom a verdict is of. */
static void add_filters(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	const struct segbias_settings *s = &findings->settings;
	struct segbias_teller *t = &document->teller;
	const struct {
		const char *file;
		const struct segbias_label *items;
		size_t count;
		double left_out; /* NaN: not known, or withheld */
	} FILES[] = {{findings->campaign.name, s->campaign_where, s->campaign_where_count, findings->filtered},
	             {findings->reference.name, s->where, s->where_count, NAN}};
	for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
		struct segbias_text items = {0};
		for (size_t j = 0; j < FILES[i].count; j++)
			if (!takes_all(FILES[i].items[j]))
				segbias_text_add_listed(&items, t, segbias_tell_label(t, FILES[i].items[j]));
		if (!items.size && !items.failed)
			continue;
		const char *rows = TELL_WITH(t, "of {file} those of {filter} only",
		                             WORD_LABEL("file", segbias_label_of(FILES[i].file)),
		                             WORD_PHRASE("filter", segbias_tell_keep(t, &items)));
		if (isfinite(FILES[i].left_out))
			rows = TELL_COUNT_WITH(t, FILES[i].left_out, "{rows}; {n} record is left out",
			                       "{rows}; {n} records are left out", WORD_PHRASE("rows", rows));
		add_fact(document, TELL(t, "records"), rows);
	}
}

void segbias_section_policy(struct segbias_document *document)
{
	const struct segbias_settings *s = &document->findings->settings;
	struct segbias_teller *t = &document->teller;
	if (!s->policy)
		return;
	struct segbias_word file = WORD_LABEL("file", segbias_label_of(s->policy));
	add_fact(document, TELL(t, "policy"),
	         s->policy_committed ? TELL_WITH(t, "{file}, committed {time}, SHA-256 {hash}", file,
	                                         WORD_LABEL("time", segbias_label_of(s->policy_committed)),
	                                         WORD_CODE("hash", s->policy_sha256))
	                             : segbias_tell_label(t, file.text));
}

/* What a preset says of itself, as its warnings do: in English, as all of these. */
void segbias_section_preset(struct segbias_document *document)
{
	const struct segbias_notes *notes = &document->findings->notes;
	for (size_t i = 0; i < notes->count; i++)
		if (strcmp(notes->items[i].code, "preset") == 0)
			segbias_document_add(
			    document, SEGBIAS_BLOCK_NOTE,
			    segbias_tell_label(&document->teller, segbias_label_of(notes->items[i].text.message)));
}

void segbias_section_head(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	const struct segbias_settings *s = &findings->settings;
	struct segbias_teller *t = &document->teller;
	struct segbias_text names = {0};
	struct segbias_word campaign = WORD_LABEL("campaign", segbias_label_of(findings->campaign.name));
	if (document->options->title)
		segbias_document_add(document, SEGBIAS_BLOCK_TITLE,
		                     segbias_tell_label(t, segbias_label_of(document->options->title)));
	if (s->eligible[0].bytes)
		segbias_document_add(document, SEGBIAS_BLOCK_TITLE,
		                     TELL_WITH(t, "{campaign} against its own records with {column} = {value}",
		                               campaign, WORD_LABEL("column", s->eligible[0]),
		                               WORD_LABEL("value", s->eligible[1])));
	else
		segbias_document_add(document, SEGBIAS_BLOCK_TITLE,
		                     TELL_WITH(t, "{campaign} against {reference}", campaign,
		                               WORD_LABEL("reference", segbias_label_of(findings->reference.name))));
	if (document->options->title)
		document->blocks[document->count - 1].level = 2;
	add_fact(document, TELL(t, "campaign"), phrase_campaign(t, findings));
	add_fact(document, TELL(t, "reference"), phrase_reference(t, findings));
	add_filters(document);
	for (size_t i = 0; i < s->attribute_count; i++)
		segbias_text_add_listed(&names, t, segbias_tell_label(t, s->attributes[i].attribute));
	add_fact(document, TELL(t, "compared"), segbias_tell_keep(t, &names));
	segbias_section_policy(document);
	segbias_section_preset(document);
}

/* --- verdict ---------------------------------------------------------------------------------------------------- */

const char *segbias_phrase_flags(struct segbias_teller *t, const size_t *verdicts)
{
	struct segbias_text text = {0};
	double under = (double)verdicts[SEGBIAS_VERDICT_UNDER];
	double over = (double)verdicts[SEGBIAS_VERDICT_OVER];
	double likely_under = (double)verdicts[SEGBIAS_VERDICT_LIKELY_UNDER];
	double likely_over = (double)verdicts[SEGBIAS_VERDICT_LIKELY_OVER];
	if (under > 0)
		segbias_text_add_listed(&text, t, TELL_COUNT(t, under, "{n} under-targeted", "{n} under-targeted"));
	if (over > 0)
		segbias_text_add_listed(&text, t, TELL_COUNT(t, over, "{n} over-targeted", "{n} over-targeted"));
	if (likely_under > 0)
		segbias_text_add_listed(&text, t,
		                        TELL_COUNT(t, likely_under, "{n} probably under", "{n} probably under"));
	if (likely_over > 0)
		segbias_text_add_listed(&text, t, TELL_COUNT(t, likely_over, "{n} probably over", "{n} probably over"));
	return segbias_tell_keep(t, &text);
}

/* The values that are within only as long as the unknown ones are like the known. */
static size_t count_doubtful(const struct segbias_findings *findings)
{
	size_t doubtful = 0;
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[i];
		for (size_t j = 0; segbias_comparison_counts(findings, c) && j < c->value_count; j++)
			doubtful += c->values[j].verdict == SEGBIAS_VERDICT_WITHIN &&
			            c->values[j].robust == SEGBIAS_TRUTH_FALSE;
	}
	return doubtful;
}

/* "12 are shown to lie within 80 to 125, and 3 are unclear" */
static const char *phrase_others(struct segbias_teller *t, const struct segbias_findings *findings)
{
	double within = (double)findings->summary.verdicts[SEGBIAS_VERDICT_WITHIN];
	double unclear = (double)findings->summary.verdicts[SEGBIAS_VERDICT_UNCLEAR];
	double doubtful = (double)count_doubtful(findings);
	const char *first = NULL;
	struct segbias_limits limits;
	bool shared =
	    segbias_comparisons_share_band(findings, findings->comparisons, findings->comparison_count, &limits);
	if (within > 0 && !shared)
		first = TELL_COUNT(t, within, "{n} is shown to lie within its band",
		                   "{n} are shown to lie within their bands");
	else if (within > 0)
		first = TELL_COUNT_WITH(t, within, "{n} is shown to lie within {low} to {high}",
		                        "{n} are shown to lie within {low} to {high}",
		                        WORD_NUMBER("low", "%g", limits.band_low),
		                        WORD_NUMBER("high", "%g", limits.band_high));
	if (first && doubtful > 0)
		first = TELL_COUNT_WITH(t, doubtful,
		                        "{what} ({n} of them only if unknown values are shared like known ones)",
		                        "{what} ({n} of them only if unknown values are shared like known ones)",
		                        WORD_PHRASE("what", first));
	if (unclear == 0)
		return first ? first : TELL(t, "none is unclear");
	const char *last = TELL_COUNT(t, unclear, "{n} is unclear", "{n} are unclear");
	return first ? TELL_WITH(t, "{first}, and {last}", WORD_PHRASE("first", first), WORD_PHRASE("last", last))
	             : last;
}

/* What is flagged of the whole campaign, where the verdict counts its segments. */
static const char *phrase_whole(struct segbias_teller *t, const struct segbias_findings *findings)
{
	size_t flags[SEGBIAS_VERDICT_COUNT] = {0};
	if (!findings->settings.segment.bytes || findings->outlook.one_for_all)
		return "";
	for (size_t i = 0; i < findings->comparison_count; i++)
		for (size_t j = 0; !findings->comparisons[i].segment.bytes && j < findings->comparisons[i].value_count;
		     j++)
			flags[findings->comparisons[i].values[j].verdict]++;
	return segbias_phrase_flags(t, flags);
}

/* More than half is not known: it is missing, or the reference lacks it, such as "(other)"; the tables count these apart. */
static bool is_mostly_unknown(const struct segbias_comparison *comparison)
{
	return comparison->missing + comparison->unmatched > comparison->n;
}

/* Whether the verdict names the attribute, since of the whole campaign it is mostly unknown. */
static bool is_named(const struct segbias_findings *findings, struct segbias_label attribute)
{
	for (size_t i = 0; i < findings->comparison_count; i++)
		if (!findings->comparisons[i].segment.bytes && is_mostly_unknown(&findings->comparisons[i]) &&
		    segbias_label_equal(findings->comparisons[i].attribute, attribute))
			return true;
	return false;
}

/* What comes before any verdict: of what more than half is unknown, and of segments what else. */
static void add_unknown(struct segbias_text *text, struct segbias_teller *t, const struct segbias_findings *findings)
{
	struct segbias_text names = {0};
	double segments = 0;
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[i];
		double unknown = c->missing + c->unmatched;
		if (!is_mostly_unknown(c))
			continue;
		if (c->segment.bytes)
			segments += !is_named(findings, c->attribute);
		else
			segbias_text_add_listed(
			    &names, t,
			    TELL_WITH(t, "{attribute} ({share})", WORD_LABEL("attribute", c->attribute),
			              WORD_NUMBER("share", "%.1f%%", 100 * unknown / (c->n + unknown))));
	}
	bool named = names.size > 0;
	if (named)
		segbias_text_add_string(text, TELL_WITH(t, "more than half is unknown of {names}; ",
		                                        WORD_PHRASE("names", segbias_tell_keep(t, &names))));
	if (named && segments > 0)
		segbias_text_add_string(text, TELL_COUNT(t, segments,
		                                         "and, in {n} table of a segment, of another attribute; ",
		                                         "and, in {n} tables of segments, of other attributes; "));
	else if (segments > 0)
		segbias_text_add_string(text,
		                        TELL_COUNT(t, segments, "in {n} table of a segment more than half is unknown; ",
		                                   "in {n} tables of segments more than half is unknown; "));
}

void segbias_section_verdict(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	struct segbias_teller *t = &document->teller;
	struct segbias_text text = {0};
	size_t all = 0;
	if (segbias_has_amount(findings))
		return;
	for (int i = 0; i < SEGBIAS_VERDICT_COUNT; i++)
		all += findings->summary.verdicts[i];
	const char *flags = segbias_phrase_flags(t, findings->summary.verdicts);
	if (!*flags)
		flags = TELL(t, "no group is shown to be over- or under-targeted");
	add_unknown(&text, t, findings);
	struct segbias_word what = WORD_PHRASE("what", flags);
	char publish[SEGBIAS_NUMBER_MAX + 16];
	(void)snprintf(publish, sizeof publish, "--publish %.0f", findings->settings.publish);
	struct segbias_word option = WORD_CODE("option", publish);
	struct segbias_word others = WORD_PHRASE("others", all ? phrase_others(t, findings) : "");
	if (all == 0)
		segbias_text_add_string(
		    &text, TELL_WITH(t, "{what}: every attribute has one value, and nothing could differ.", what));
	else if (findings->settings.segment.bytes)
		segbias_text_add_string(
		    &text, TELL_COUNT_WITH(t, (double)all, "{what}; of {n} group (a value in a segment) {others}.",
		                           "{what}; of {n} groups (a value in a segment) {others}.", what, others));
	else
		segbias_text_add_string(&text, TELL_COUNT_WITH(t, (double)all, "{what}; of {n} group {others}.",
		                                               "{what}; of {n} groups {others}.", what, others));
	double withheld = (double)findings->summary.verdicts[SEGBIAS_VERDICT_WITHHELD];
	if (withheld > 0)
		segbias_text_add_string(
		    &text,
		    TELL_COUNT_WITH(
			t, withheld, " {n} of them is withheld: it is small, or would tell of one that is ({option}).",
			" {n} of them are withheld: they are small, or would tell of one that is ({option}).", option));
	const char *whole = phrase_whole(t, findings);
	if (*whole)
		segbias_text_add_string(&text,
		                        TELL_WITH(t, " In the whole campaign: {what}.", WORD_PHRASE("what", whole)));
	segbias_document_add(document, SEGBIAS_BLOCK_VERDICT, segbias_tell_keep(t, &text))->key = TELL(t, "Verdict");
}
