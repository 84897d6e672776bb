#include "sources/reached.h"

#include "sources/aggregate.h"
#include "sources/source.h"
#include "values/boolean.h"
#include "values/missing.h"
#include "values/name.h"

/* Whether both answers are there and nothing else; `reached` is how the first yes is written. */
static bool answers(const struct segbias_intern *spellings, struct segbias_label *reached)
{
	bool both[2] = {false, false};
	for (uint32_t i = 0; i < spellings->size; i++) {
		struct segbias_label spelling = spellings->labels[i];
		bool yes = false;
		if (segbias_missing_blank(spelling))
			continue;
		if (!segbias_boolean_parse(spelling, &yes))
			return false;
		if (yes && !both[1])
			*reached = spelling;
		both[yes] = true;
	}
	return both[0] && both[1];
}

static bool is_asked_for(const struct segbias_evidence *evidence, struct segbias_label name)
{
	const struct segbias_source_options *options = evidence->options;
	return segbias_name_listed(options->answers, options->answer_count, name) ||
	       segbias_name_listed(options->beside, options->beside_count, name) ||
	       segbias_evidence_claimed(evidence, name);
}

void segbias_reached_note(const struct segbias_evidence *evidence, const char *path, struct segbias_notes *notes)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	for (size_t field = 0; field < evidence->grid->width && !evidence->options->reference; field++) {
		const struct segbias_column_evidence *column = &evidence->columns[field];
		struct segbias_label reached = {0};
		if (segbias_evidence_rank(column) != SEGBIAS_WORD_REACH || is_asked_for(evidence, column->name) ||
		    !answers(&evidence->grid->spellings[field], &reached))
			continue;
		struct segbias_error *note =
		    segbias_notes_add(notes, "reached_column",
		                      "column %s says who was reached, and all records count, whether they were or not",
		                      segbias_label_quote(column->name, quoted));
		char shown[2][SEGBIAS_QUOTE_MAX];
		const char *where = segbias_aggregate_where_option(evidence->options);
		const char *which =
		    evidence->options->audited ? "where nobody else could be selected" : "only those who were";
		if (segbias_label_pair_copyable(column->name, reached))
			segbias_error_hint(note, "%s: %s '%s=%s'", which, where,
			                   segbias_label_show(column->name, shown[0]),
			                   segbias_label_show(reached, shown[1]));
		else
			segbias_error_hint(note, "%s: %s COL=VALUE", which, where);
		segbias_error_place(note, path, 1, 0);
	}
}
