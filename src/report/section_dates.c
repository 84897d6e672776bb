/* Section: of when the data are, by what stands in the files. */
#include "report/section.h"

#include <math.h>
#include <stdio.h>

enum { LISTED_BRIEF = 3 };

/* "2024", or "2024-03" */
static const char *phrase_month(struct segbias_teller *t, int year, int month)
{
	char text[16];
	(void)snprintf(text, sizeof text, month ? "%04d-%02d" : "%04d", year, month);
	return segbias_tell_figure(t, text);
}

/* "2019 to 2021" */
static const char *phrase_span(struct segbias_teller *t, const struct segbias_period *period)
{
	const char *first = phrase_month(t, period->year[0], period->month[0]);
	if (period->year[0] == period->year[1] && period->month[0] == period->month[1])
		return first;
	return TELL_WITH(t, "{first} to {last}", WORD_PHRASE("first", first),
	                 WORD_PHRASE("last", phrase_month(t, period->year[1], period->month[1])));
}

/* "2024-01 to 2024-03 (column sent_on)" */
static const char *phrase_period(struct segbias_teller *t, const struct segbias_period *period)
{
	struct segbias_word span = WORD_PHRASE("span", phrase_span(t, period));
	if (period->by == SEGBIAS_PERIOD_BY_LINE)
		return TELL_WITH(t, "above the table: {line}", WORD_QUOTED("line", period->text));
	if (period->by == SEGBIAS_PERIOD_BY_FILE)
		return TELL_WITH(t, "{span} (by the file's name)", span);
	struct segbias_word column = WORD_LABEL("column", period->text);
	if (period->by == SEGBIAS_PERIOD_BY_NAME)
		return TELL_WITH(t, "{span} (by the name of {column})", span, column);
	if (isfinite(period->rows))
		return TELL_COUNT_WITH(t, period->rows, "{span} (column {column}, by the first {n} row)",
		                       "{span} (column {column}, by the first {n} rows)", span, column);
	return TELL_WITH(t, "{span} (column {column})", span, column);
}

static void add_file(struct segbias_document *document, const struct segbias_input_facts *file, bool withheld)
{
	struct segbias_teller *t = &document->teller;
	struct segbias_text list = {0};
	size_t most = segbias_section_most(document, LISTED_BRIEF);
	if (!file->period_count && document->extent != SEGBIAS_EXTENT_FULL)
		return;
	for (size_t i = 0; i < file->period_count && i < most; i++)
		segbias_text_add_listed(&list, t, phrase_period(t, &file->periods[i]));
	if (file->period_count > most) {
		double more = (double)(file->period_count - most);
		segbias_text_add_string(&list, TELL_COUNT(t, more, " and {n} more", " and {n} more"));
	}
	const char *dates = segbias_tell_keep(t, &list);
	if (!file->period_count)
		dates = withheld ? TELL(t, "of when its records are, nothing is told (--publish)")
		                 : TELL(t, "no date of its data was found in the file");
	segbias_document_add(document, SEGBIAS_BLOCK_FACT,
	                     TELL_WITH(t, "{file}: {dates}", WORD_LABEL("file", segbias_label_of(file->name)),
	                               WORD_PHRASE("dates", dates)))
	    ->key = TELL(t, "dates");
}

void segbias_section_dates(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	struct segbias_teller *t = &document->teller;
	bool base = findings->settings.eligible[0].bytes; /* of the campaign's own file */
	bool dated = findings->campaign.period_count > 0 || findings->reference.period_count > 0;
	bool withheld = findings->settings.publish > 0;
	if (!dated && !base && !withheld && document->extent == SEGBIAS_EXTENT_FULL) {
		segbias_document_add(document, SEGBIAS_BLOCK_FACT, TELL(t, "none was found in either file"))->key =
		    TELL(t, "dates");
	} else {
		bool audits = findings->job == SEGBIAS_JOB_AUDIT; /* whose one file is read as a reference is */
		add_file(document, &findings->campaign, withheld);
		if (!base)
			add_file(document, &findings->reference, withheld && audits);
	}
	if (document->extent == SEGBIAS_EXTENT_FULL && findings->settings.as_of)
		segbias_document_add(document, SEGBIAS_BLOCK_FACT,
		                     TELL_WITH(t, "as of {date}", WORD_DIGITS("date", findings->settings.as_of)))
		    ->key = TELL(t, "ages");
}
