/* Another column of decisions beside the one that is audited: "rejected" beside "hired". It is no group of people, and both together say
 * of whom nothing was decided yet, and where the file contradicts itself. */
#include "match/selection.h"

#include "base/number.h"

enum {
	FOLLOWED_LEAST =
	    10, /* records more than labels, for a column to tell that it follows the decision; of one decision where chance has as many of the other */
	LABELS_MAX = 16 /* of a column of yes and no, with spellings and other words */
};

/* Codes such as J and N for yes and no, where a column has both. */
static void find_codes(const struct segbias_tally *tally, uint32_t column, struct segbias_synonym_codes *out)
{
	static const struct segbias_label WORDS[] = {{"yes", 3}, {"no", 2}};
	struct segbias_label labels[LABELS_MAX];
	uint32_t count = segbias_tally_labels(tally, column);
	int set = SEGBIAS_SYNONYM_NONE;
	segbias_synonym_read(WORDS, 2, SEGBIAS_SYNONYM_NONE, &set, out);
	for (uint32_t i = 0; i < count && count <= LABELS_MAX; i++)
		labels[i] = segbias_tally_label(tally, column, SEGBIAS_ID_FIRST + i);
	segbias_synonym_among(labels, count <= LABELS_MAX ? count : 0, set, out);
}

/* Whether its labels are yes and no; beside both of them there may be another word ("pending"), and no number. */
static bool holds_answers(const struct segbias_tally *tally, uint32_t column)
{
	bool said[2] = {false, false};
	bool other = false;
	struct segbias_synonym_codes codes = {0};
	find_codes(tally, column, &codes);
	for (uint32_t i = 0; i < segbias_tally_labels(tally, column); i++) {
		struct segbias_label label = segbias_tally_label(tally, column, SEGBIAS_ID_FIRST + i);
		double number = 0;
		bool yes = false;
		if (segbias_selection_answer(label, &codes, &yes))
			said[yes] = true;
		else if (segbias_number_parse(label, '.', &number))
			return false;
		else
			other = true;
	}
	return other ? said[0] && said[1] : said[0] || said[1];
}

/* Whether each label has only people who were selected, or only others; in a few records chance may have it so. */
static bool follows(const struct segbias_tally *tally, uint32_t decision, uint32_t column)
{
	const struct segbias_table *table = segbias_tally_table(tally, (const uint32_t[]){decision, column}, 2);
	uint32_t labels = segbias_tally_labels(tally, column);
	double all[2] = {0};
	for (uint32_t i = 0; table && i < labels; i++) {
		double of[2];
		for (uint32_t j = 0; j < 2; j++) {
			const uint32_t ids[] = {SEGBIAS_ID_SELECTED + j, SEGBIAS_ID_FIRST + i};
			of[j] = (double)segbias_tally_cell(table, ids, 2).count;
			all[j] += of[j];
		}
		if (of[0] > 0 && of[1] > 0)
			return false;
	}
	return all[0] > 0 && all[1] > 0 && all[0] + all[1] >= labels + FOLLOWED_LEAST;
}

/* Whether all labels but one have hardly any records of which the decision says this, where as many as in that one would be some: who was denied
 * is not approved, and who was not may be pending. */
static bool follows_nearly(const struct segbias_tally *tally, uint32_t decision, uint32_t column, uint32_t id)
{
	static const double EXCEPTIONS_MOST = 0.05;
	const struct segbias_table *table = segbias_tally_table(tally, (const uint32_t[]){decision, column}, 2);
	uint32_t labels = segbias_tally_labels(tally, column);
	uint32_t other = id == SEGBIAS_ID_SELECTED ? SEGBIAS_ID_NOT_SELECTED : SEGBIAS_ID_SELECTED;
	double most = -1;
	double without = 0; /* … those of the label that has most */
	double all = 0, said = 0, all_but = 0;
	for (uint32_t i = 0; table && i < labels; i++) {
		double of = (double)segbias_tally_cell(table, (const uint32_t[]){id, SEGBIAS_ID_FIRST + i}, 2).count;
		double both =
		    of + (double)segbias_tally_cell(table, (const uint32_t[]){other, SEGBIAS_ID_FIRST + i}, 2).count;
		all += both;
		said += of;
		if (of > most) {
			most = of;
			without = both;
		}
	}
	all_but = all - without;
	return all > 0 && all_but * said / all >= FOLLOWED_LEAST && said - most <= EXCEPTIONS_MOST * all_but;
}

/* By a name that says of a decision, or of what comes of one, and something beside it ("loan denied"), whose labels nearly follow the audited one. */
static enum segbias_status is_nearly(const struct segbias_audit_columns *columns, const struct segbias_tally *tally,
                                     uint32_t column, enum segbias_deciding *out, struct segbias_error *error)
{
	struct segbias_label name = segbias_tally_name(tally, column);
	bool near = false;
	bool rejected = false;
	if (!segbias_name_goes_on(name, &near) || !segbias_name_says_rejected(name, &rejected))
		return segbias_error_memory(error);
	bool denied = follows_nearly(tally, columns->decision, column, SEGBIAS_ID_SELECTED);
	if (near && (denied || follows_nearly(tally, columns->decision, column, SEGBIAS_ID_NOT_SELECTED)))
		*out = rejected && denied && holds_answers(tally, column) ? SEGBIAS_DECIDING_REJECTED
		                                                          : SEGBIAS_DECIDING_SAME;
	return SEGBIAS_OK;
}

enum segbias_status segbias_audit_is_other(const struct segbias_policy *policy,
                                           const struct segbias_audit_columns *columns,
                                           const struct segbias_tally *tally, uint32_t column,
                                           enum segbias_deciding *out, struct segbias_error *error)
{
	struct segbias_label name = segbias_tally_name(tally, column);
	bool of_decisions = false;
	*out = SEGBIAS_DECIDING_NOTHING;
	if (segbias_tally_overflowed(tally, column))
		return SEGBIAS_OK;
	if (holds_answers(tally, column) && !segbias_name_decides(name, policy->audit.decision.left, out))
		return segbias_error_memory(error);
	if (*out != SEGBIAS_DECIDING_NOTHING || columns->decision == SEGBIAS_NO_COLUMN)
		return SEGBIAS_OK;
	if (!follows(tally, columns->decision, column))
		return is_nearly(columns, tally, column, out, error);
	if (!segbias_name_of_decisions(name, &of_decisions))
		return segbias_error_memory(error);
	*out = of_decisions ? SEGBIAS_DECIDING_SAME : SEGBIAS_DECIDING_NOTHING;
	return SEGBIAS_OK;
}

/* What the audited column says by its name and its value; of those selected it may say that they were rejected, and of a column of those
 * rejected a word may say either. false: out of memory. */
static bool read_decision(const struct segbias_pair *decision, bool *named_rejected, bool *selected_rejected,
                          bool *known)
{
	static const struct segbias_synonym_codes NO_CODES = {0};
	static const struct segbias_label NOBODY = {NULL, 0};
	bool yes = true;
	enum segbias_deciding value = SEGBIAS_DECIDING_NOTHING;
	bool value_rejected = false;
	if (!segbias_name_says_rejected(decision->left, named_rejected))
		return false;
	*known = true;
	*selected_rejected = *named_rejected;
	if (!decision->right.bytes)
		return true;
	if (segbias_selection_answer(decision->right, &NO_CODES, &yes)) {
		*selected_rejected = *named_rejected == yes;
		return true;
	}
	if (!segbias_name_says_rejected(decision->right, &value_rejected) ||
	    !segbias_name_decides(decision->right, NOBODY, &value))
		return false;
	*known = !*named_rejected || value_rejected || value != SEGBIAS_DECIDING_NOTHING;
	*named_rejected = *named_rejected || value_rejected;
	*selected_rejected = value_rejected;
	return true;
}

/* Records of which the decision says this, and the other column yes, or does not: an empty cell, or "pending", says no yes. */
static double count(const struct segbias_tally *tally, uint32_t decision, uint32_t column, uint32_t id, bool yes)
{
	const struct segbias_table *table = segbias_tally_table(tally, (const uint32_t[]){decision, column}, 2);
	double sum = 0;
	struct segbias_synonym_codes codes = {0};
	find_codes(tally, column, &codes);
	if (table && !yes)
		sum = (double)segbias_tally_cell(table, (const uint32_t[]){id, SEGBIAS_ID_MISSING}, 2).count;
	for (uint32_t i = 0; table && i < segbias_tally_labels(tally, column); i++) {
		uint32_t other = SEGBIAS_ID_FIRST + i;
		bool said = false;
		struct segbias_label label = segbias_tally_label(tally, column, other);
		said = segbias_selection_answer(label, &codes, &said) && said;
		if (said == yes)
			sum += (double)segbias_tally_cell(table, (const uint32_t[]){id, other}, 2).count;
	}
	return sum;
}

/* While another column is held against the decision. */
struct beside {
	const struct segbias_head *head;
	const struct segbias_policy *policy;
	const struct segbias_pair *decision; /* of the policy */
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

/* How many records, as a message tells it: where counts are published of none. */
static const char *tell_count(const struct beside *b, double count, char room[static SEGBIAS_NUMBER_MAX])
{
	return b->policy->publish > 0 ? "some" : segbias_number_group(count, room);
}

/* What is asked: by which of both. Where they agree as chance has it the other column may be of something else, and who names the
 * attributes has looked at the columns. */
static bool is_asked(const struct beside *b, const double said[2][2])
{
	double all = said[0][0] + said[0][1] + said[1][0] + said[1][1];
	double expected = (said[1][0] + said[1][1]) * (said[0][1] + said[1][1]) / all;
	return !b->decision->right.bytes && !b->policy->attribute_count && said[1][1] < expected;
}

/* said[i][j]: records of which the decision says the one, or [1] what the yes of the other column contradicts, and that no, or [1] yes. */
static enum segbias_status tell_both(const struct beside *b, const double said[2][2], struct segbias_notes *notes,
                                     struct segbias_error *error)
{
	struct segbias_label yes = find_yes(b);
	char quoted[2][SEGBIAS_QUOTE_MAX];
	char number[SEGBIAS_NUMBER_MAX];
	double both = said[1][1];
	const char *many = b->policy->publish > 0 ? "s" : segbias_plural(both);
	segbias_label_quote(b->decision->left, quoted[0]);
	segbias_label_quote(b->other, quoted[1]);
	if (!is_asked(b, said)) {
		segbias_error_place(segbias_notes_add(notes, "decision_contradicted",
		                                      "of %s record%s columns %s and %s say that they were selected, "
		                                      "and that they were not: counted is what %s says",
		                                      tell_count(b, both, number), many, quoted[0], quoted[1],
		                                      quoted[0]),
		                    b->head->file, 0, 0);
		return SEGBIAS_OK;
	}
	segbias_error_set(error, SEGBIAS_DATA,
	                  "decision_contradicted|--decision: of %s record%s columns %s and %s say that they were "
	                  "selected, and that they were not",
	                  tell_count(b, both, number), many, quoted[0], quoted[1]);
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
	    notes, "decision_neither", "of %s record%s neither column %s nor column %s says yes: they are taken for %s",
	    tell_count(b, neither, number), b->policy->publish > 0 ? "s" : segbias_plural(neither), quoted[0],
	    segbias_label_quote(b->other, quoted[1]), taken_selected ? "selected" : "not selected");
	segbias_error_hint(note, "where nothing was decided yet, an empty cell in column %s is in no rate", quoted[0]);
	segbias_error_place(note, b->head->file, 0, 0);
}

enum segbias_status segbias_audit_check_others(const struct segbias_head *head, const struct segbias_policy *policy,
                                               const struct segbias_audit_columns *columns,
                                               const struct segbias_tally *tally, struct segbias_notes *notes,
                                               struct segbias_error *error)
{
	const struct segbias_label none = {NULL, 0};
	enum segbias_deciding own = SEGBIAS_DECIDING_NOTHING;
	bool named_rejected = false;
	bool selected_rejected = false;
	bool known = false;
	if (columns->decides.by != SEGBIAS_SELECTING_WORD || columns->decision == SEGBIAS_NO_COLUMN)
		return SEGBIAS_OK;
	if (!segbias_name_decides(policy->audit.decision.left, none, &own) ||
	    !read_decision(&policy->audit.decision, &named_rejected, &selected_rejected, &known))
		return segbias_error_memory(error);
	if (!known || own == SEGBIAS_DECIDING_SO_FAR) /* and may have been rejected later */
		return SEGBIAS_OK;
	for (uint32_t column = 0; column < columns->open_count; column++) {
		enum segbias_deciding deciding = SEGBIAS_DECIDING_NOTHING;
		enum segbias_status status = segbias_audit_is_other(policy, columns, tally, column, &deciding, error);
		if (status != SEGBIAS_OK)
			return status;
		if (deciding != (named_rejected ? SEGBIAS_DECIDING_SELECTED : SEGBIAS_DECIDING_REJECTED))
			continue;
		/* Those to whom the yes of the other column is the opposite. */
		uint32_t opposite = named_rejected == selected_rejected ? SEGBIAS_ID_SELECTED : SEGBIAS_ID_NOT_SELECTED;
		uint32_t same = opposite == SEGBIAS_ID_SELECTED ? SEGBIAS_ID_NOT_SELECTED : SEGBIAS_ID_SELECTED;
		const struct beside b = {
		    head, policy, &policy->audit.decision, tally, columns->decision, segbias_tally_name(tally, column)};
		const double said[2][2] = {{count(tally, columns->decision, column, same, false),
		                            count(tally, columns->decision, column, same, true)},
		                           {count(tally, columns->decision, column, opposite, false),
		                            count(tally, columns->decision, column, opposite, true)}};
		if (said[1][1] > 0)
			status = tell_both(&b, said, notes, error);
		if (status != SEGBIAS_OK)
			return status;
		if (said[0][0] > 0)
			tell_neither(&b, said[0][0], same == SEGBIAS_ID_SELECTED, notes);
	}
	return SEGBIAS_OK;
}
