/* Another column of decisions beside the one that is audited: "rejected" beside "hired". It is no group of people, and both together say
 * of whom nothing was decided yet, and where the file contradicts itself. */
#include "match/selection.h"

#include "base/number.h"

enum segbias_status segbias_audit_is_other(const struct segbias_policy *policy, const struct segbias_tally *tally,
                                           uint32_t column, enum segbias_deciding *out, struct segbias_error *error)
{
	uint32_t labels = segbias_tally_labels(tally, column);
	*out = SEGBIAS_DECIDING_NOTHING;
	if (segbias_tally_overflowed(tally, column) || labels == 0)
		return SEGBIAS_OK;
	for (uint32_t i = 0; i < labels; i++) {
		bool yes = false;
		if (!segbias_selection_word(segbias_tally_label(tally, column, SEGBIAS_ID_FIRST + i), &yes))
			return SEGBIAS_OK;
	}
	if (!segbias_name_decides(segbias_tally_name(tally, column), policy->audit.decision.left, out))
		return segbias_error_memory(error);
	return SEGBIAS_OK;
}

/* What the audited column says by its name and its value; of those selected it may say that they were rejected. */
static bool read_decision(const struct segbias_pair *decision, bool *named_rejected, bool *selected_rejected)
{
	bool yes = true;
	bool value_rejected = false;
	if (!segbias_name_says_rejected(decision->left, named_rejected))
		return false;
	if (decision->right.bytes && !segbias_selection_word(decision->right, &yes) &&
	    !segbias_name_says_rejected(decision->right, &value_rejected))
		return false;
	*selected_rejected = value_rejected || *named_rejected == yes;
	*named_rejected = *named_rejected || value_rejected;
	return true;
}

/* Records of which the decision and the other column say this; an empty cell of that one does not say yes. */
static double count(const struct segbias_tally *tally, uint32_t decision, uint32_t column, uint32_t id, bool yes)
{
	const struct segbias_table *table = segbias_tally_table(tally, (const uint32_t[]){decision, column}, 2);
	double sum = 0;
	if (table && !yes)
		sum = (double)segbias_tally_cell(table, (const uint32_t[]){id, SEGBIAS_ID_MISSING}, 2).count;
	for (uint32_t i = 0; table && i < segbias_tally_labels(tally, column); i++) {
		uint32_t other = SEGBIAS_ID_FIRST + i;
		bool says = false;
		if (segbias_selection_word(segbias_tally_label(tally, column, other), &says) && says == yes)
			sum += (double)segbias_tally_cell(table, (const uint32_t[]){id, other}, 2).count;
	}
	return sum;
}

/* While another column is held against the decision. */
struct beside {
	const struct segbias_head *head;
	const struct segbias_pair *decision;
	const struct segbias_tally *tally;
	uint32_t column; /* of the decision */
	struct segbias_label other;
};

/* What the column says of those selected, as a hint types it; bytes NULL: nothing that can be typed. */
static struct segbias_label find_yes(const struct beside *b)
{
	for (uint32_t i = 0; i < segbias_tally_spellings(b->tally, b->column); i++) {
		struct segbias_spelling spelling = segbias_tally_spelling(b->tally, b->column, i);
		if (spelling.id == SEGBIAS_ID_SELECTED &&
		    segbias_label_pair_copyable(b->decision->left, spelling.label))
			return spelling.label;
	}
	return (struct segbias_label){0};
}

static enum segbias_status tell_both(const struct beside *b, double both, struct segbias_notes *notes,
                                     struct segbias_error *error)
{
	struct segbias_label yes = find_yes(b);
	char quoted[2][SEGBIAS_QUOTE_MAX];
	char number[SEGBIAS_NUMBER_MAX];
	segbias_label_quote(b->decision->left, quoted[0]);
	segbias_label_quote(b->other, quoted[1]);
	segbias_number_group(both, number);
	if (b->decision->right.bytes) {
		segbias_error_place(segbias_notes_add(notes, "decision_contradicted",
		                                      "of %s record%s columns %s and %s say that they were selected, "
		                                      "and that they were not: counted is what %s says",
		                                      number, segbias_plural(both), quoted[0], quoted[1], quoted[0]),
		                    b->head->file, 0, 0);
		return SEGBIAS_OK;
	}
	segbias_error_set(error, SEGBIAS_DATA,
	                  "decision_contradicted|--decision: of %s record%s columns %s and %s say that they were "
	                  "selected, and that they were not",
	                  number, segbias_plural(both), quoted[0], quoted[1]);
	if (yes.bytes)
		segbias_error_hint(error, "--decision '%s=%s' goes by that column alone",
		                   segbias_label_show(b->decision->left, quoted[0]),
		                   segbias_label_show(yes, quoted[1]));
	segbias_error_place(error, b->head->file, 0, 0);
	return SEGBIAS_DATA;
}

static void tell_neither(const struct beside *b, double neither, bool taken_selected, struct segbias_notes *notes)
{
	char quoted[2][SEGBIAS_QUOTE_MAX];
	char number[SEGBIAS_NUMBER_MAX];
	segbias_label_quote(b->decision->left, quoted[0]);
	struct segbias_error *note = segbias_notes_add(
	    notes, "decision_neither",
	    "of %s record%s neither column %s nor column %s says that they were selected, or that they were not: "
	    "they are taken for %s",
	    segbias_number_group(neither, number), segbias_plural(neither), quoted[0],
	    segbias_label_quote(b->other, quoted[1]), taken_selected ? "selected" : "not selected");
	segbias_error_hint(note, "where nothing was decided yet, an empty cell in column %s is in no rate", quoted[0]);
	segbias_error_place(note, b->head->file, 0, 0);
}

enum segbias_status segbias_audit_check_others(const struct segbias_head *head, const struct segbias_policy *policy,
                                               const struct segbias_audit_columns *columns,
                                               const struct segbias_tally *tally, struct segbias_notes *notes,
                                               struct segbias_error *error)
{
	bool named_rejected = false;
	bool selected_rejected = false;
	if (columns->decides.by != SEGBIAS_SELECTING_WORD || columns->decision == SEGBIAS_NO_COLUMN)
		return SEGBIAS_OK;
	if (!read_decision(&policy->audit.decision, &named_rejected, &selected_rejected))
		return segbias_error_memory(error);
	for (uint32_t column = 0; column < columns->open_count; column++) {
		enum segbias_deciding deciding = SEGBIAS_DECIDING_NOTHING;
		enum segbias_status status = segbias_audit_is_other(policy, tally, column, &deciding, error);
		if (status != SEGBIAS_OK)
			return status;
		if (deciding != (named_rejected ? SEGBIAS_DECIDING_SELECTED : SEGBIAS_DECIDING_REJECTED))
			continue;
		/* Those to whom the yes of the other column is the opposite. */
		uint32_t opposite = named_rejected == selected_rejected ? SEGBIAS_ID_SELECTED : SEGBIAS_ID_NOT_SELECTED;
		uint32_t same = opposite == SEGBIAS_ID_SELECTED ? SEGBIAS_ID_NOT_SELECTED : SEGBIAS_ID_SELECTED;
		const struct beside b = {head, &policy->audit.decision, tally, columns->decision,
		                         segbias_tally_name(tally, column)};
		double both = count(tally, columns->decision, column, opposite, true);
		double neither = count(tally, columns->decision, column, same, false);
		if (both > 0)
			status = tell_both(&b, both, notes, error);
		if (status != SEGBIAS_OK)
			return status;
		if (neither > 0)
			tell_neither(&b, neither, same == SEGBIAS_ID_SELECTED, notes);
	}
	return SEGBIAS_OK;
}
