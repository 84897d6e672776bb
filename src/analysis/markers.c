/* Question: is what counts as missing a value? NA may be Namibia, and none a religion: a marker that is a third of a column
 * is hardly what nobody filled in. It stays missing, as the user may know better, but it is said. Of numbers every marker is
 * one. */
#include "analysis/analysis.h"
#include "analysis/audit.h"

#include <stdlib.h>
#include <string.h>

static const double DOUBTED_TIMES = 3; /* a marker is doubted where this many times its records are all of the column */

/* What is doubted in one file. */
struct doubts {
	struct segbias_text list;
	size_t count;
};

/* What the user listed is not doubted. */
static bool is_doubtful(const struct segbias_policy *policy, struct segbias_label marker, double count, double rows)
{
	return DOUBTED_TIMES * count >= rows && !segbias_missing_blank(marker) &&
	       !segbias_missing_listed(&policy->missing, marker);
}

static bool is_number(const struct segbias_matching *matching, struct segbias_label name)
{
	for (size_t i = 0; i < matching->number_count; i++)
		if (segbias_label_equal(matching->numbers[i].name, name))
			return true;
	return false;
}

static void add_doubt(struct doubts *doubts, struct segbias_label marker, double rate, struct segbias_label column)
{
	enum { LISTED_MAX = 4 };
	char quoted[SEGBIAS_QUOTE_MAX];
	char name[SEGBIAS_QUOTE_MAX];
	if (doubts->count++ < LISTED_MAX)
		segbias_text_add_format(&doubts->list, "%s%s is %.1f%% of %s", doubts->count > 1 ? ", " : "",
		                        segbias_label_quote(marker, quoted), 100 * rate,
		                        segbias_label_show(column, name));
}

static void note_doubts(struct doubts *doubts, const char *path, struct segbias_notes *notes)
{
	enum { LISTED_MAX = 4 };
	if (doubts->count > LISTED_MAX)
		segbias_text_add_format(&doubts->list, " and %zu more", doubts->count - LISTED_MAX);
	if (doubts->count) {
		struct segbias_error *note =
		    segbias_notes_add(notes, "marker_share", "%s, counted as missing: so much may well be a value",
		                      doubts->list.data ? doubts->list.data : "");
		segbias_error_place(note, path, 0, 0);
		segbias_error_hint(note, "if it is one, as NA is Namibia and none a religion: --missing-values ''");
	}
	segbias_text_release(&doubts->list);
}

/* The campaign's columns that are compared; what the report says of a column asks of all of them. */
static void doubt_campaign(const struct segbias_analysis_input *input, struct segbias_findings *findings)
{
	const struct segbias_matching *matching = input->matching;
	size_t columns = matching->tracked_count;
	struct doubts doubts = {0};
	/* The whole campaign's rows come first, then every segment's, each in the order of the tracked columns. */
	for (size_t i = 0; i < columns && i < findings->incomplete_count; i++) {
		const struct segbias_incomplete *row = &findings->incomplete[i];
		if (is_number(matching, row->column) || row->counted_count == 0)
			continue;
		const struct segbias_marker *most = NULL;
		for (size_t j = 0; j < row->counted_count && !most; j++)
			if (is_doubtful(input->policy, row->counted[j].marker, row->counted[j].count, row->rows))
				most = &row->counted[j];
		for (size_t j = i; most && j < findings->incomplete_count; j += columns)
			findings->incomplete[j].doubted = most;
		for (size_t j = 0; most && j < matching->attribute_count; j++)
			if (!matching->attributes[j].dropped &&
			    matching->attributes[j].column == matching->tracked[i].column)
				add_doubt(&doubts, most->marker, most->count / row->rows, row->column);
	}
	note_doubts(&doubts, input->campaign_path, &findings->notes);
}

static void doubt_column(const struct segbias_analysis_input *input, size_t column, struct segbias_label name,
                         struct doubts *doubts)
{
	double rows = (double)segbias_tally_records(input->reference);
	for (uint32_t i = 0; i < segbias_tally_spellings(input->reference, column); i++) {
		struct segbias_spelling spelling = segbias_tally_spelling(input->reference, column, i);
		double count = (double)spelling.count;
		if (spelling.id == SEGBIAS_ID_MISSING && is_doubtful(input->policy, spelling.label, count, rows))
			add_doubt(doubts, spelling.label, count / rows, name);
	}
}

static void doubt_reference(const struct segbias_analysis_input *input, struct segbias_findings *findings)
{
	const struct segbias_matching *matching = input->matching;
	struct doubts doubts = {0};
	for (size_t i = 0; i < matching->attribute_count; i++) {
		const struct segbias_attribute *attribute = &matching->attributes[i];
		if (!attribute->dropped)
			doubt_column(input, attribute->reference_column, attribute->reference_name, &doubts);
	}
	note_doubts(&doubts, input->reference_path, &findings->notes);
}

void segbias_audit_markers(const struct segbias_audit_input *input, struct segbias_findings *findings)
{
	const struct segbias_analysis_input *base = &input->base;
	const struct segbias_matching *matching = base->matching;
	struct doubts doubts = {0};
	for (size_t i = 0; i < matching->attribute_count; i++)
		if (!matching->attributes[i].dropped)
			doubt_column(base, matching->attributes[i].reference_column,
			             matching->attributes[i].reference_name, &doubts);
	for (size_t i = 0; i < base->policy->audit.given_count; i++) {
		uint32_t column = input->columns->given[i];
		bool seen = false;
		for (size_t j = 0; j < matching->attribute_count && !seen; j++)
			seen = !matching->attributes[j].dropped && matching->attributes[j].reference_column == column;
		if (!seen)
			doubt_column(base, column, segbias_tally_name(base->reference, column), &doubts);
	}
	note_doubts(&doubts, base->campaign_path, &findings->notes);
}

enum segbias_status segbias_analyse_markers(const struct segbias_analysis_input *input,
                                            struct segbias_findings *findings, struct segbias_error *error)
{
	(void)error;
	doubt_campaign(input, findings);
	/* With --eligible the reference is the campaign's own file. */
	if (input->campaign_path && strcmp(input->campaign_path, input->reference_path) != 0)
		doubt_reference(input, findings);
	return SEGBIAS_OK;
}
