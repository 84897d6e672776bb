/* What each figure of the register of risks says. */
#include "report/section_risks.h"

#include <math.h>
#include <string.h>

static struct segbias_word word_share(const struct segbias_risk_measure *row)
{
	return WORD_NUMBER("share", "%.1f%%", 100 * row->number);
}

static const char *phrase_chance(struct segbias_teller *t, const struct segbias_risk_measure *row)
{
	struct segbias_word columns = WORD_LABEL("columns", row->attribute);
	struct segbias_word chance = WORD_NUMBER("chance", "%.3g", row->number);
	if (strcmp(row->measure, "prosecutor_max") == 0 && isnan(row->number))
		return TELL(t, "the chance to be told apart could not be held against its limit");
	if (strcmp(row->measure, "prosecutor_max") == 0)
		return TELL_WITH(
		    t,
		    "who knows that a person is in the file, and their {columns}, is right with a chance of "
		    "{chance} at worst",
		    columns, chance);
	if (strcmp(row->measure, "prosecutor_mean") == 0)
		return TELL_WITH(t, "on average the chance of who knows that a person is in the file is {chance}",
		                 chance);
	if (strcmp(row->measure, "journalist_max") == 0)
		return TELL_WITH(
		    t,
		    "who does not know it, but looks among the population, is right with a chance of {chance} at "
		    "worst",
		    chance);
	return TELL_WITH(t, "if everybody is looked up, {share} of the records are matched rightly", word_share(row));
}

static const char *phrase_cells(struct segbias_teller *t, const struct segbias_risk_measure *row)
{
	struct segbias_word columns = WORD_LABEL("columns", row->attribute);
	struct segbias_word level = WORD_LABEL("k", row->level);
	const char *m = row->measure;
	if (strcmp(m, "smallest") == 0)
		return TELL_COUNT_WITH(t, row->number, "the smallest cell of {columns} has {n} record",
		                       "the smallest cell of {columns} has {n} records", columns);
	if (strcmp(m, "uniques") == 0)
		return TELL_COUNT_WITH(t, row->count, "{n} record ({share}) is the only one with its {columns}",
		                       "{n} records ({share}) are each the only one with its {columns}", columns,
		                       word_share(row));
	if (strcmp(m, "below_k") == 0)
		return TELL_COUNT_WITH(t, row->count, "{n} record ({share}) is in a cell of fewer than {k}",
		                       "{n} records ({share}) are in cells of fewer than {k}", level, word_share(row));
	if (strcmp(m, "cells") == 0)
		return TELL_COUNT_WITH(t, row->count, "{n} cell of {columns} occurs", "{n} cells of {columns} occur",
		                       columns);
	if (strcmp(m, "incomplete") == 0)
		return TELL_COUNT_WITH(t, row->count, "{n} record ({share}) lacks one of {columns}, and is in no cell",
		                       "{n} records ({share}) lack one of {columns}, and are in no cell", columns,
		                       word_share(row));
	if (strcmp(m, "at_risk") == 0)
		return TELL_COUNT_WITH(
		    t, row->count, "{n} record ({share}) is found among the population with a chance over {limit}",
		    "{n} records ({share}) are each found among the population with a chance over {limit}",
		    word_share(row), WORD_NUMBER("limit", "%g", row->limit));
	if (strcmp(m, "expected_matches") == 0)
		return TELL_WITH(t, "{matches} right matches are to be expected if everybody is looked up",
		                 WORD_NUMBER("matches", "%.4g", row->number));
	if (strcmp(m, "population_uniques") == 0)
		return TELL_COUNT_WITH(t, row->count, "{n} record is alone in the population, too",
		                       "{n} records are each alone in the population, too", columns);
	if (strcmp(m, "beyond_reference") == 0)
		return TELL_COUNT_WITH(t, row->count, "{n} record is in a cell that is larger than in the reference",
		                       "{n} records are in cells that are larger than in the reference", columns);
	return NULL;
}

static const char *phrase_sensitive(struct segbias_teller *t, const struct segbias_risk_measure *row)
{
	struct segbias_word column = WORD_LABEL("column", row->attribute);
	if (strcmp(row->measure, "l_one") == 0)
		return TELL_COUNT_WITH(
		    t, row->count, "{n} record ({share}) is in a cell of which {column} is known of all",
		    "{n} records ({share}) are in cells of two and more that have one value of {column}: "
		    "who finds the cell knows it",
		    column, word_share(row));
	if (strcmp(row->measure, "l_distinct") == 0)
		return TELL_COUNT_WITH(t, row->number, "a cell has {n} value of {column} at the least",
		                       "a cell has {n} values of {column} at the least", column);
	if (strcmp(row->measure, "l_entropy") == 0)
		return TELL_WITH(t, "by their entropy a cell has {values} values of {column} at the least",
		                 WORD_NUMBER("values", "%.3g", row->number), column);
	return NULL;
}

static const char *phrase_privacy(struct segbias_teller *t, const struct segbias_risk_measure *row)
{
	static const char *const CHANCES[] = {"prosecutor_max", "prosecutor_mean", "journalist_max", "marketer"};
	for (size_t i = 0; i < sizeof CHANCES / sizeof *CHANCES; i++)
		if (strcmp(row->measure, CHANCES[i]) == 0)
			return phrase_chance(t, row);
	if (strcmp(row->measure, "personal") == 0)
		return TELL_COUNT_WITH(t, row->count,
		                       "column {column} looks like personal data ({kind}): {n} record has it",
		                       "column {column} looks like personal data ({kind}): {n} records have it",
		                       WORD_LABEL("column", row->attribute), WORD_LABEL("kind", row->level));
	const char *text = phrase_sensitive(t, row);
	return text ? text : phrase_cells(t, row);
}

/* "age 65+", and of a segment "A, age 65+". */
static const char *phrase_group(struct segbias_teller *t, const struct segbias_risk_measure *row)
{
	const char *group = TELL_WITH(t, "{attribute} {value}", WORD_LABEL("attribute", row->attribute),
	                              WORD_LABEL("value", row->value));
	if (!row->attribute.bytes)
		group = TELL(t, "all records");
	if (!row->level.bytes)
		return group;
	return TELL_WITH(t, "{segment}, {group}", WORD_LABEL("segment", row->level), WORD_PHRASE("group", group));
}

static const char *phrase_bias(struct segbias_teller *t, const struct segbias_risk_measure *row)
{
	struct segbias_word column = WORD_LABEL("column", row->attribute);
	if (strcmp(row->measure, "incomplete") == 0)
		return TELL_WITH(t, "{column} is missing in {share} of the records", column, word_share(row));
	if (strcmp(row->measure, "unmatched") == 0)
		return TELL_WITH(t, "{share} of the known {column} has no value of the reference", column,
		                 word_share(row));
	if (strcmp(row->measure, "unclear") == 0)
		return TELL_COUNT_WITH(t, row->count, "{n} of {all} groups has too little evidence for a verdict",
		                       "{n} of {all} groups have too little evidence for a verdict",
		                       WORD_COUNT("all", row->n));
	if (strcmp(row->measure, "checklist") == 0)
		return TELL_COUNT(t, row->count, "{n} question of the policy's checklist has an answer",
		                  "{n} questions of the policy's checklist have an answer");
	return TELL_WITH(
	    t, "{group}: {index}", WORD_PHRASE("group", phrase_group(t, row)),
	    WORD_PHRASE("index", segbias_phrase_index_between(t, row->index, row->index_low, row->index_high)));
}

static const char *phrase_legal(struct segbias_teller *t, const struct segbias_risk_measure *row)
{
	struct segbias_word all = WORD_COUNT("all", row->n);
	const char *m = row->measure;
	if (strcmp(m, "without_consent") == 0)
		return TELL_COUNT_WITH(t, row->count, "{group}: {n} of {all} has not agreed ({share})",
		                       "{group}: {n} of {all} have not agreed ({share})",
		                       WORD_PHRASE("group", phrase_group(t, row)), all, word_share(row));
	if (strcmp(m, "contacted_without_consent") == 0)
		return TELL_COUNT_WITH(t, row->count,
		                       "{n} of {all} contacted people, whose answer is known, has not agreed",
		                       "{n} of {all} contacted people, whose answer is known, have not agreed", all);
	if (strcmp(m, "older_than") == 0 && isnan(row->count))
		return TELL_WITH(t, "how long records are kept could not be held against {retention}",
		                 WORD_LABEL("retention", row->level));
	if (strcmp(m, "older_than") == 0)
		return TELL_COUNT_WITH(t, row->count, "{n} of {all} records is older than {retention}",
		                       "{n} of {all} records are older than {retention}", all,
		                       WORD_LABEL("retention", row->level));
	if (strcmp(m, "future_dates") == 0)
		return TELL_COUNT_WITH(
		    t, row->count, "{n} of {all} records is of a later day than the one it is held against",
		    "{n} of {all} records are of a later day than the one they are held against", all);
	if (strcmp(m, "without_date") == 0)
		return TELL_COUNT_WITH(t, row->count, "{n} of {all} records has no day that is known",
		                       "{n} of {all} records have no day that is known", all);
	if (strcmp(m, "minors") == 0)
		return TELL_COUNT_WITH(t, row->count, "{n} of {all} records is of somebody under 18 ({column})",
		                       "{n} of {all} records are of people under 18 ({column})", all,
		                       WORD_LABEL("column", row->attribute));
	return TELL_COUNT_WITH(t, row->count, "{n} of {all} records is of a country without a basis in the policy",
	                       "{n} of {all} records are of countries without a basis in the policy", all);
}

/* A small share with as many digits as tell it from none. */
static struct segbias_word word_part(const char *name, double share)
{
	return WORD_NUMBER(name, "%.3g%%", 100 * share);
}

/* How many people did it, or to how many it was done. */
static const char *phrase_people(struct segbias_teller *t, const struct segbias_risk_measure *row)
{
	struct segbias_word all = WORD_COUNT("all", row->n);
	struct segbias_word share = word_part("share", row->number);
	const char *m = row->measure;
	if (strcmp(m, "pressure") == 0)
		return fabs(row->number - 1) < .005
		           ? TELL_WITH(t, "1 contact a person, of {all} who were contacted", all)
		           : TELL_WITH(t, "{mean} contacts a person, of {all} who were contacted",
		                       WORD_NUMBER("mean", "%.3g", row->number), all);
	if (strcmp(m, "over_cap") == 0)
		return TELL_COUNT_WITH(t, row->count,
		                       "{n} of {all} people was contacted more often than {cap} ({share})",
		                       "{n} of {all} people were contacted more often than {cap} ({share})", all,
		                       WORD_LABEL("cap", row->level), share);
	if (strcmp(m, "quiet") == 0)
		return TELL_COUNT_WITH(t, row->count,
		                       "{n} of {all} people was contacted in the hours {hours} ({share})",
		                       "{n} of {all} people were contacted in the hours {hours} ({share})", all,
		                       WORD_LABEL("hours", row->level), share);
	if (strcmp(m, "complaint") == 0)
		return TELL_COUNT_WITH(t, row->count, "{n} of {all} people has complained ({share})",
		                       "{n} of {all} people have complained ({share})", all, share);
	if (strcmp(m, "unsubscribe") == 0)
		return TELL_COUNT_WITH(t, row->count, "{n} of {all} people has unsubscribed ({share})",
		                       "{n} of {all} people have unsubscribed ({share})", all, share);
	if (strcmp(m, "block") == 0)
		return TELL_COUNT_WITH(t, row->count, "{n} of {all} people has blocked the sender ({share})",
		                       "{n} of {all} people have blocked the sender ({share})", all, share);
	return NULL;
}

/* Whether the level of the row is a band of contacts in a window. */
static bool is_banded(const struct segbias_risk_measure *row)
{
	static const char *const MARKS[] = {"complaint", "unsubscribe", "block"};
	bool found = false;
	for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
		found = found || strcmp(row->measure, MARKS[i]) == 0;
	return found && row->level.bytes;
}

/* What holds of a group's people, and its index. */
static const char *phrase_of_group(struct segbias_teller *t, const struct segbias_risk_measure *row, const char *people)
{
	struct segbias_word attribute = WORD_LABEL("attribute", row->attribute);
	struct segbias_word value = WORD_LABEL("value", row->value);
	struct segbias_word what = WORD_PHRASE("people", people);
	if (!isfinite(row->index))
		return TELL_WITH(t, "{attribute} {value}: {people}", attribute, value, what);
	return TELL_WITH(
	    t, "{attribute} {value}: {people}; {index}", attribute, value, what,
	    WORD_PHRASE("index", segbias_phrase_index_between(t, row->index, row->index_low, row->index_high)));
}

static const char *phrase_trust(struct segbias_teller *t, const struct segbias_risk_measure *row)
{
	const char *m = row->measure;
	struct segbias_word all = WORD_COUNT("all", row->n);
	if (isnan(row->count))
		return strcmp(m, "quiet") == 0
		           ? TELL(t, "contacts could not be held against the hours of rest")
		           : TELL_WITH(t, "contacts could not be held against {cap}", WORD_LABEL("cap", row->level));
	if (strcmp(m, "quiet_contacts") == 0)
		return TELL_COUNT_WITH(t, row->count, "{n} of {all} contacts was in the hours of rest ({share})",
		                       "{n} of {all} contacts were in the hours of rest ({share})", all,
		                       word_part("share", row->number));
	if (strcmp(m, "complaint_target") == 0 || strcmp(m, "complaint_limit") == 0)
		return TELL_COUNT_WITH(
		    t, row->count, "{n} complaint of {all} delivered e-mails ({share}; {low} to {high})",
		    "{n} complaints of {all} delivered e-mails ({share}; {low} to {high})", all,
		    word_part("share", row->number), word_part("low", row->low), word_part("high", row->high));
	if (strcmp(m, "after_unsubscribe") == 0)
		return TELL_COUNT_WITH(
		    t, row->count, "{n} of {all} people who unsubscribed was contacted there more than {grace} later",
		    "{n} of {all} people who unsubscribed were contacted there more than {grace} later", all,
		    WORD_LABEL("grace", row->level));
	const char *people = phrase_people(t, row);
	if (people && row->attribute.bytes)
		return phrase_of_group(t, row, people);
	if (people && is_banded(row))
		return TELL_WITH(t, "with {band} contacts in their fullest window: {people}",
		                 WORD_LABEL("band", row->level), WORD_PHRASE("people", people));
	return people;
}

/* Whether the same people, by what they were shown and by what they chose, hold two things of one category more often. */
static const char *phrase_narrowing(struct segbias_teller *t, const struct segbias_risk_measure *row)
{
	struct segbias_word index =
	    WORD_PHRASE("index", segbias_phrase_index_between(t, row->index, row->index_low, row->index_high));
	struct segbias_word points = WORD_NUMBER("points", "%+.1f", 100 * row->number);
	if (!isfinite(row->index))
		return TELL_COUNT_WITH(
		    t, row->n,
		    "the chance that two things shown to a person are of one category, held against two "
		    "that they chose: {points} points ({n} person)",
		    "the chance that two things shown to a person are of one category, held against two "
		    "that they chose: {points} points ({n} people)",
		    points);
	return TELL_COUNT_WITH(
	    t, row->n,
	    "the chance that two things shown to a person are of one category, held against two that they "
	    "chose: {points} points, {index} ({n} person)",
	    "the chance that two things shown to a person are of one category, held against two that they "
	    "chose: {points} points, {index} ({n} people)",
	    points, index);
}

static const char *phrase_shown(struct segbias_teller *t, const struct segbias_risk_measure *row)
{
	const char *m = row->measure;
	struct segbias_word all = WORD_COUNT("all", row->n);
	struct segbias_word number = WORD_NUMBER("number", "%.3g", row->number);
	struct segbias_word share = word_part("share", row->number);
	if (strcmp(m, "same_category") == 0)
		return TELL_COUNT_WITH(
		    t, row->n, "two things shown to a person are of one category with a chance of {share} ({n} person)",
		    "two things shown to a person are of one category with a chance of {share} ({n} people)", share);
	if (strcmp(m, "effective_categories") == 0 && fabs(row->number - 1) < .005)
		return TELL_COUNT(t, row->n, "what a person is shown is no more varied than 1 category ({n} person)",
		                  "what a person is shown is no more varied than 1 category ({n} people)");
	if (strcmp(m, "effective_categories") == 0)
		return TELL_COUNT_WITH(
		    t, row->n, "what a person is shown is as varied as {number} categories alike ({n} person)",
		    "what a person is shown is as varied as {number} categories alike ({n} people)", number);
	if (strcmp(m, "new_categories") == 0)
		return TELL_COUNT_WITH(
		    t, row->n, "{share} of what a person is shown is of categories that they never chose ({n} person)",
		    "{share} of what a person is shown is of categories that they never chose ({n} people)", share);
	if (strcmp(m, "calibration") == 0)
		return TELL_COUNT_WITH(
		    t, row->n, "what a person is shown departs by {number} nats from what they chose ({n} person)",
		    "what a person is shown departs by {number} nats from what they chose ({n} people)", number);
	if (strcmp(m, "calibration_chance") == 0)
		return TELL_COUNT_WITH(
		    t, row->n, "drawn by chance from what they chose it would depart by {number} nats ({n} person)",
		    "drawn by chance from what they chose it would depart by {number} nats ({n} people)", number);
	if (strcmp(m, "one_category") == 0)
		return TELL_COUNT_WITH(
		    t, row->count,
		    "{n} of {all} people who were shown five things or more was shown one category only "
		    "({share})",
		    "{n} of {all} people who were shown five things or more were shown one category only "
		    "({share})",
		    all, share);
	if (strcmp(m, "coverage") == 0)
		return TELL_COUNT_WITH(t, row->count, "{n} of {all} items of the catalogue is shown at all ({share})",
		                       "{n} of {all} items of the catalogue are shown at all ({share})", all, share);
	return TELL_WITH(t, "how unequally the {all} items are shown: Gini {number}", all, number);
}

static const char *phrase_personalisation(struct segbias_teller *t, const struct segbias_risk_measure *row)
{
	if (strcmp(row->measure, "narrowing") != 0)
		return row->attribute.bytes ? phrase_of_group(t, row, phrase_shown(t, row)) : phrase_shown(t, row);
	const char *text = phrase_narrowing(t, row);
	return row->attribute.bytes
	           ? TELL_WITH(t, "{attribute} {value}: {people}", WORD_LABEL("attribute", row->attribute),
	                       WORD_LABEL("value", row->value), WORD_PHRASE("people", text))
	           : text;
}

static const char *phrase_check(struct segbias_teller *t, const struct segbias_risk_measure *row)
{
	const char *m = row->measure;
	if (strcmp(m, "purposes") == 0)
		return TELL_WITH(t, "the policy says what for: {count} of {all} columns that are used",
		                 WORD_COUNT("count", row->count), WORD_COUNT("all", row->n));
	if (strcmp(m, "reference_source") == 0)
		return TELL(t, "the policy says where the reference comes from");
	if (strcmp(m, "reference_date") == 0)
		return TELL(t, "the policy or the file says of when the reference is");
	if (strcmp(m, "recipients") == 0)
		return TELL(t, "the policy says to whom data are given");
	if (strcmp(m, "unknowns") == 0)
		return TELL(t, "no more is unknown of any attribute than is tolerated");
	if (strcmp(m, "committed") == 0)
		return TELL(t, "the policy says when it was agreed on");
	return strcmp(m, "notice_ar") == 0 ? TELL(t, "there is a notice to people in Arabic")
	                                   : TELL(t, "there is a notice to people in English");
}

/* A group of a log that is too few to be described. */
static const char *phrase_few(struct segbias_teller *t, const struct segbias_risk_measure *row)
{
	return TELL_COUNT_WITH(t, row->n, "{attribute} {value}: {n} person, too few to be described",
	                       "{attribute} {value}: {n} people, too few to be described",
	                       WORD_LABEL("attribute", row->attribute), WORD_LABEL("value", row->value));
}

bool segbias_risk_is_of_log(const struct segbias_risk_measure *row)
{
	return strcmp(row->risk, "personalisation") == 0 || strcmp(row->risk, "trust") == 0;
}

const char *segbias_phrase_risk_measure(struct segbias_teller *t, const struct segbias_risk_measure *row)
{
	const char *text = NULL;
	if (segbias_risk_is_of_log(row) && row->attribute.bytes && isnan(row->number))
		text = phrase_few(t, row);
	else if (strcmp(row->risk, "privacy") == 0)
		text = phrase_privacy(t, row);
	else if (strcmp(row->risk, "personalisation") == 0)
		text = phrase_personalisation(t, row);
	else if (strcmp(row->risk, "trust") == 0)
		text = phrase_trust(t, row);
	else if (strcmp(row->risk, "legal") == 0)
		text = phrase_legal(t, row);
	else if (strcmp(row->risk, "transparency") == 0)
		text = phrase_check(t, row);
	else
		text = phrase_bias(t, row);
	return text ? text : segbias_tell_code(t, row->measure);
}
