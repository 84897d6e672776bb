/* Section: what is unmatched, incomplete, missing unevenly, and what may stand for a missing value. */
#include "report/section.h"

#include "base/number.h"

#include <math.h>

enum { ROWS_MAX = 8, LISTED_MAX = 4 };

/* --- unmatched -------------------------------------------------------------------------------------------------- */

/* Some of the attribute's unmatched values are in the reference, with share 0. */
static void find_zero_shares(const struct segbias_findings *findings, struct segbias_label attribute, bool *zero,
                             bool *other)
{
	*zero = false;
	*other = false;
	for (size_t i = 0; i < findings->mapping_count; i++) {
		const struct segbias_mapped *row = &findings->mapping[i];
		if (row->reference_value.bytes || !segbias_label_equal(row->attribute, attribute))
			continue;
		*zero = *zero || row->zero_share;
		*other = *other || !row->zero_share;
	}
}

static const char *phrase_unmatched(struct segbias_teller *t, const struct segbias_findings *findings,
                                    const struct segbias_comparison *c)
{
	bool zero = false;
	bool other = false;
	find_zero_shares(findings, c->attribute, &zero, &other);
	double all = c->n + c->unmatched;
	struct segbias_word attribute = WORD_LABEL("attribute", c->attribute);
	struct segbias_word given = WORD_PHRASE("given", TELL_COUNT(t, all, "{n} given value", "{n} given values"));
	struct segbias_word share = WORD_NUMBER("share", "%.1f%%", 100 * c->unmatched / all);
	if (zero && other)
		return TELL_COUNT_WITH(
		    t, c->unmatched,
		    "{attribute}: {n} of {given} is not in the reference, or has share 0 there ({share}).",
		    "{attribute}: {n} of {given} are not in the reference, or have share 0 there ({share}).", attribute,
		    given, share);
	if (zero)
		return TELL_COUNT_WITH(
		    t, c->unmatched, "{attribute}: {n} of {given} has share 0 in the reference ({share}).",
		    "{attribute}: {n} of {given} have share 0 in the reference ({share}).", attribute, given, share);
	return TELL_COUNT_WITH(t, c->unmatched, "{attribute}: {n} of {given} is not in the reference ({share}).",
	                       "{attribute}: {n} of {given} are not in the reference ({share}).", attribute, given,
	                       share);
}

void segbias_section_unmatched(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	struct segbias_teller *t = &document->teller;
	char number[2][SEGBIAS_NUMBER_MAX];
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[i];
		if (c->segment.bytes || !(c->unmatched > 0))
			continue;
		if (!segbias_has_amount(findings)) {
			segbias_document_add(document, SEGBIAS_BLOCK_ITEM, phrase_unmatched(t, findings, c));
			continue;
		}
		double all = c->n + c->unmatched;
		segbias_document_add(
		    document, SEGBIAS_BLOCK_ITEM,
		    TELL_WITH(
			t,
			"{attribute}: {sum} of {all} of {amount} belong to values that are not in the reference ({share}).",
			WORD_LABEL("attribute", c->attribute),
			WORD_DIGITS("sum", segbias_number_money(c->unmatched, number[0])),
			WORD_DIGITS("all", segbias_number_money(all, number[1])),
			WORD_LABEL("amount", findings->settings.amount),
			WORD_NUMBER("share", "%.1f%%", 100 * c->unmatched / all)));
	}
}

/* --- incomplete ------------------------------------------------------------------------------------------------- */

static const char *phrase_incomplete(struct segbias_teller *t, const struct segbias_incomplete *row)
{
	struct segbias_text text = {0};
	const char *where = segbias_tell_label(t, row->column);
	if (row->segment.bytes)
		where = TELL_WITH(t, "{group}, {column}", WORD_PHRASE("group", segbias_tell_label(t, row->segment)),
		                  WORD_LABEL("column", row->column));
	segbias_text_add_string(
	    &text, TELL_WITH(t, "{where}: incomplete, {rate} missing ({low} to {high}), {missing} of {rows}",
	                     WORD_PHRASE("where", where), WORD_NUMBER("rate", "%.1f%%", row->rate * 100),
	                     WORD_NUMBER("low", "%.1f%%", row->rate_low * 100),
	                     WORD_NUMBER("high", "%.1f%%", row->rate_high * 100), WORD_COUNT("missing", row->missing),
	                     WORD_COUNT("rows", row->rows)));
	/* A marker that is so much of a column may be a value. */
	if (row->doubted)
		segbias_text_add_string(&text, TELL_WITH(t, ", if {marker} stands for a missing value",
		                                         WORD_QUOTED("marker", row->doubted->marker)));
	if (row->doubted && !row->segment.bytes)
		segbias_text_add_string(
		    &text, TELL_WITH(t, "; where it is a value: {option}", WORD_CODE("option", "--missing-values ''")));
	segbias_text_add_string(&text, TELL(t, "."));
	return segbias_tell_keep(t, &text);
}

static void add_incomplete(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	struct segbias_teller *t = &document->teller;
	size_t most = segbias_section_most(document, ROWS_MAX);
	size_t found = findings->outlook.incomplete_count;
	for (size_t i = 0; i < found && i < most; i++)
		segbias_document_add(document, SEGBIAS_BLOCK_ITEM,
		                     phrase_incomplete(t, &findings->incomplete[findings->outlook.incomplete[i]]));
	if (found > most)
		segbias_document_add(document, SEGBIAS_BLOCK_REST,
		                     TELL_COUNT(t, (double)(found - most),
		                                "and {n} more that is incomplete, in the JSON result",
		                                "and {n} more that are incomplete, in the JSON result"));
}

/* --- missing unevenly ------------------------------------------------------------------------------------------- */

/* Who is it that the file does not know? */
static void add_missingness(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	struct segbias_teller *t = &document->teller;
	size_t most = segbias_section_most(document, ROWS_MAX);
	size_t count = findings->outlook.missingness_count;
	for (size_t i = 0; i < count && i < most; i++) {
		const struct segbias_missingness *row = &findings->missingness[findings->outlook.missingness[i]];
		segbias_document_add(
		    document, SEGBIAS_BLOCK_ITEM,
		    TELL_WITH(
			t,
			"{column}: missing for {rate} of {against} {value} and {rest} of the rest; what is known is not "
			"known of everybody alike.",
			WORD_LABEL("column", row->column), WORD_NUMBER("rate", "%.1f%%", 100 * row->rate),
			WORD_LABEL("against", row->against.bytes ? row->against : findings->settings.segment),
			WORD_LABEL("value", row->value), WORD_NUMBER("rest", "%.1f%%", 100 * row->rest)));
	}
	if (count > most)
		segbias_document_add(document, SEGBIAS_BLOCK_REST,
		                     TELL_COUNT(t, (double)(count - most),
		                                "and {n} more that is missing unevenly, in the JSON result",
		                                "and {n} more that are missing unevenly, in the JSON result"));
}

/* Certainty by Little's test, size by how far the records that lack a number are from the others. */
static void add_mcar(struct segbias_document *document)
{
	const struct segbias_mcar_finding *mcar = &document->findings->mcar;
	struct segbias_teller *t = &document->teller;
	if (!mcar->finding)
		return;
	segbias_document_add(
	    document, SEGBIAS_BLOCK_ITEM,
	    TELL_COUNT_WITH(
		t, mcar->df,
		"Numbers are not missing completely at random (Little's test of {columns} columns, which takes them as "
		"roughly normal: {statistic} on {n} degree of freedom, p {p}): the mean of {of} is {gap} standard "
		"deviations away where {without} is missing.",
		"Numbers are not missing completely at random (Little's test of {columns} columns, which takes them as "
		"roughly normal: {statistic} on {n} degrees of freedom, p {p}): the mean of {of} is {gap} standard "
		"deviations away where {without} is missing.",
		WORD_COUNT("columns", (double)mcar->column_count), WORD_NUMBER("statistic", "%.1f", mcar->statistic),
		WORD_NUMBER("p", "%.2g", mcar->p), WORD_LABEL("of", mcar->gap_of),
		WORD_NUMBER("gap", "%.2f", mcar->gap), WORD_LABEL("without", mcar->gap_without)));
}

/* --- what may stand for a missing value ------------------------------------------------------------------------- */

/* How many of the listed spellings are values of a compared column that the reference lacks. */
static size_t count_unmatched(const struct segbias_findings *findings, const struct segbias_incomplete *row)
{
	size_t unmatched = 0;
	for (size_t i = 0; i < findings->mapping_count; i++) {
		const struct segbias_mapped *mapped = &findings->mapping[i];
		if (mapped->reference_value.bytes || !mapped->campaign_value.bytes ||
		    !segbias_label_equal(mapped->attribute, row->column))
			continue;
		for (size_t j = 0; j < row->suspected_count; j++)
			unmatched += segbias_label_equal(row->suspected[j].marker, mapped->campaign_value);
	}
	return unmatched;
}

/* "N/K" (12), "??" (3) and 4 more */
static const char *phrase_markers(struct segbias_teller *t, const struct segbias_incomplete *row)
{
	struct segbias_text text = {0};
	for (size_t j = 0; j < row->suspected_count && j < LISTED_MAX; j++)
		segbias_text_add_listed(&text, t,
		                        TELL_WITH(t, "{marker} ({count})",
		                                  WORD_QUOTED("marker", row->suspected[j].marker),
		                                  WORD_COUNT("count", row->suspected[j].count)));
	if (row->suspected_count > LISTED_MAX)
		segbias_text_add_string(&text, TELL_COUNT(t, (double)(row->suspected_count - LISTED_MAX),
		                                          " and {n} more", " and {n} more"));
	return segbias_tell_keep(t, &text);
}

/* The option that counts all of them as missing, as it is typed. */
static const char *option_missing(struct segbias_teller *t, const struct segbias_incomplete *row)
{
	char shown[SEGBIAS_QUOTE_MAX];
	struct segbias_text text = {0};
	for (size_t j = 0; j < row->suspected_count; j++) {
		if (row->suspected_count > LISTED_MAX || !segbias_label_copyable(row->suspected[j].marker)) {
			segbias_text_release(&text);
			return "--missing-values +VALUE";
		}
		segbias_text_add_format(&text, "%s%s", j > 0 ? "," : "--missing-values '+",
		                        segbias_label_show(row->suspected[j].marker, shown));
	}
	segbias_text_add_string(&text, "'");
	return segbias_tell_keep(t, &text);
}

static const char *phrase_suspected(struct segbias_teller *t, const struct segbias_findings *findings,
                                    const struct segbias_incomplete *row)
{
	size_t unmatched = count_unmatched(findings, row);
	double count = (double)row->suspected_count;
	struct segbias_word column = WORD_LABEL("column", row->column);
	struct segbias_word markers = WORD_PHRASE("markers", phrase_markers(t, row));
	struct segbias_word option = WORD_CODE("option", option_missing(t, row));
	if (unmatched == 0)
		return TELL_COUNT_WITH(
		    t, count,
		    "{column}: {markers} may stand for a missing value and is counted as given; {option} "
		    "counts it as missing.",
		    "{column}: {markers} may stand for a missing value and are counted as given; {option} "
		    "counts it as missing.",
		    column, markers, option);
	if (unmatched == row->suspected_count)
		return TELL_COUNT_WITH(
		    t, count,
		    "{column}: {markers} may stand for a missing value and is counted as unmatched; "
		    "{option} counts it as missing.",
		    "{column}: {markers} may stand for a missing value and are counted as unmatched; "
		    "{option} counts it as missing.",
		    column, markers, option);
	return TELL_WITH(
	    t,
	    "{column}: {markers} may stand for a missing value and are counted as given, or unmatched where "
	    "the reference lacks them; {option} counts it as missing.",
	    column, markers, option);
}

static void add_suspected(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	struct segbias_teller *t = &document->teller;
	size_t most = segbias_section_most(document, ROWS_MAX);
	size_t found = 0;
	for (size_t i = 0; i < findings->incomplete_count; i++)
		if (findings->incomplete[i].suspected_count && ++found <= most)
			segbias_document_add(document, SEGBIAS_BLOCK_ITEM,
			                     phrase_suspected(t, findings, &findings->incomplete[i]));
	if (found > most)
		segbias_document_add(document, SEGBIAS_BLOCK_REST,
		                     TELL_COUNT(t, (double)(found - most),
		                                "and {n} more column with such values, in the JSON result",
		                                "and {n} more columns with such values, in the JSON result"));
}

void segbias_section_missing(struct segbias_document *document)
{
	add_incomplete(document);
	add_missingness(document);
	add_mcar(document);
	add_suspected(document);
}

static const char *phrase_completeness(struct segbias_teller *t, enum segbias_completeness verdict)
{
	return verdict == SEGBIAS_COMPLETENESS_WITHHELD     ? TELL(t, "withheld")
	       : verdict == SEGBIAS_COMPLETENESS_INCOMPLETE ? TELL(t, "incomplete")
	       : verdict == SEGBIAS_COMPLETENESS_OK         ? TELL(t, "complete enough")
	                                                    : TELL(t, "unclear");
}

struct segbias_listing *segbias_listing_of_missing(struct segbias_document *document)
{
	enum { CELLS_MAX = 1000 };
	const struct segbias_findings *findings = document->findings;
	struct segbias_teller *t = &document->teller;
	struct segbias_listing *listing = segbias_listing_create(document);
	size_t rows = 0;
	segbias_listing_head(listing, SEGBIAS_CELL_WORDS, TELL(t, "segment"));
	segbias_listing_head(listing, SEGBIAS_CELL_WORDS, TELL(t, "column"));
	segbias_listing_head(listing, SEGBIAS_CELL_FIGURE, TELL(t, "missing"));
	segbias_listing_head(listing, SEGBIAS_CELL_FIGURE, TELL(t, "records"));
	segbias_listing_head(listing, SEGBIAS_CELL_FIGURE, TELL(t, "missing rate"));
	segbias_listing_head(listing, SEGBIAS_CELL_FIGURE, TELL(t, "interval"));
	segbias_listing_head(listing, SEGBIAS_CELL_WORDS, TELL(t, "verdict"));
	for (size_t i = 0; i < findings->incomplete_count; i++) {
		const struct segbias_incomplete *row = &findings->incomplete[i];
		bool withheld = row->verdict == SEGBIAS_COMPLETENESS_WITHHELD;
		if (!(row->missing > 0 || withheld) || (findings->outlook.one_for_all && row->segment.bytes) ||
		    rows++ >= CELLS_MAX)
			continue;
		segbias_listing_add(document, listing, segbias_phrase_group(t, row->segment));
		segbias_listing_add(document, listing, segbias_tell_label(t, row->column));
		segbias_listing_add(document, listing, segbias_tell_count(t, row->missing));
		segbias_listing_add(document, listing, segbias_tell_count(t, row->rows));
		segbias_listing_add(document, listing,
		                    withheld ? ""
		                             : TELL_WITH(t, "{rate}", WORD_NUMBER("rate", "%.1f%%", 100 * row->rate)));
		segbias_listing_add(document, listing,
		                    isfinite(row->rate_low) && isfinite(row->rate_high)
		                        ? TELL_WITH(t, "{low} to {high}",
		                                    WORD_NUMBER("low", "%.1f%%", 100 * row->rate_low),
		                                    WORD_NUMBER("high", "%.1f%%", 100 * row->rate_high))
		                        : "");
		segbias_listing_add(document, listing, phrase_completeness(t, row->verdict));
	}
	return listing;
}
