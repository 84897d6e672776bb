/* Section: numeric columns of both files: the whole campaign's, and the segments' that are shown to differ. */
#include "report/section.h"

#include "base/number.h"

#include <math.h>
#include <stdio.h>

enum { SEGMENTS_MAX = 8 };

/* Four digits, in groups where there are more before the point. */
static const char *measure(double value, char number[static SEGBIAS_NUMBER_MAX])
{
	if (fabs(value) >= 1000 && fabs(value) < 1e15)
		return segbias_number_group(round(value), number);
	(void)snprintf(number, SEGBIAS_NUMBER_MAX, "%.4g", value);
	return number;
}

/* "0.120 apart (Kolmogorov-Smirnov)" and how far that may be off */
static const char *phrase_distance(struct segbias_teller *t, const struct segbias_numeric_finding *row)
{
	struct segbias_word ks = WORD_NUMBER("ks", "%.3f", row->ks);
	struct segbias_word error = WORD_NUMBER("error", "%.2g", row->ks_error);
	if (row->exact)
		return row->ks_error > 0
		           ? TELL_WITH(t, "; distributions {ks} apart (Kolmogorov-Smirnov, at most {error} more)", ks,
		                       error)
		           : TELL_WITH(t, "; distributions {ks} apart (Kolmogorov-Smirnov)", ks);
	return row->ks_error > 0
	           ? TELL_WITH(t, "; distributions {ks} apart (Kolmogorov-Smirnov, in bins, at most {error} more)", ks,
	                       error)
	           : TELL_WITH(t, "; distributions {ks} apart (Kolmogorov-Smirnov, in bins)", ks);
}

static const char *phrase_number(struct segbias_teller *t, const struct segbias_numeric_finding *row)
{
	struct segbias_text text = {0};
	char number[2][SEGBIAS_NUMBER_MAX];
	segbias_text_add_string(&text, TELL_WITH(t, "{group}, {column}: mean {mean}, reference {reference}",
	                                         WORD_PHRASE("group", segbias_phrase_group(t, row->segment)),
	                                         WORD_LABEL("column", row->column),
	                                         WORD_DIGITS("mean", measure(row->mean, number[0])),
	                                         WORD_DIGITS("reference", measure(row->reference_mean, number[1]))));
	if (isfinite(row->smd))
		segbias_text_add_string(
		    &text, TELL_WITH(t, " ({smd} of its standard deviations)", WORD_NUMBER("smd", "%+.2f", row->smd)));
	segbias_text_add_string(&text, phrase_distance(t, row));
	struct segbias_word mean = WORD_DIGITS("distance", measure(row->wasserstein, number[0]));
	segbias_text_add_string(&text, row->wasserstein_error > 0
	                                   ? TELL_WITH(t, ", {distance} on average (give or take {error})", mean,
	                                               WORD_NUMBER("error", "%.2g", row->wasserstein_error))
	                                   : TELL_WITH(t, ", {distance} on average", mean));
	if (row->missing > 0)
		segbias_text_add_string(&text, TELL_COUNT(t, row->missing, "; {n} missing", "; {n} missing"));
	segbias_text_add_string(&text, row->finding          ? TELL(t, "; shown to differ.")
	                               : isfinite(row->ks_p) ? TELL(t, ".")
	                                                     : TELL(t, "; not tested."));
	return segbias_tell_keep(t, &text);
}

void segbias_section_numbers(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	struct segbias_teller *t = &document->teller;
	bool repeats = findings->outlook.one_for_all;
	size_t most = segbias_section_most(document, SEGMENTS_MAX);
	size_t shown = 0;
	if (!findings->numeric_count)
		return;
	segbias_document_heading(document, TELL(t, "Numbers"));
	for (size_t i = 0; i < findings->numeric_count; i++) {
		const struct segbias_numeric_finding *row = &findings->numerics[i];
		bool always = (row->segment.bytes != NULL) == repeats;
		if (!(row->n > 0) || (repeats && !row->segment.bytes) || (!always && (!row->finding || ++shown > most)))
			continue;
		segbias_document_add(document, SEGBIAS_BLOCK_ITEM, phrase_number(t, row));
	}
	if (shown > most)
		segbias_document_add(document, SEGBIAS_BLOCK_REST,
		                     TELL_COUNT(t, (double)(shown - most),
		                                "and {n} more that differs in a segment, in the JSON result",
		                                "and {n} more that differ in a segment, in the JSON result"));
}
