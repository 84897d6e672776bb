/* Room: values. What a value means, and nothing of where it came from.
 *
 * Belongs here: column names and the roles they suggest, synonyms, bands, missing markers, likeness of spellings.
 * Does not belong here: files, counts, decisions about a mapping (match).
 *
 * This header: names of columns.
 */
#ifndef SEGBIAS_VALUES_NAME_H
#define SEGBIAS_VALUES_NAME_H

#include "base/text.h"

/* Normal form of a column name: NFKC, casefold, without blanks, "_" and "-". Appended to `out`. */
void segbias_name_fold(struct segbias_label name, struct segbias_text *out);

/* Whether the normal forms are equal. */
bool segbias_name_same(struct segbias_label a, struct segbias_label b);
/* Whether both are one value of a column: by segbias_unicode_fold, "_" as a blank ("not_yet"). Other than of names a sign counts:
 * -1 is not 1, A- is not A. */
bool segbias_name_value_same(struct segbias_label a, struct segbias_label b);
/* Whether one of the names [count] is the same. */
bool segbias_name_listed(const struct segbias_label *names, size_t count, struct segbias_label name);

/* Names that stand for one attribute ("sex" and "gender") have the same number; -1: the table has no such name. */
int segbias_name_synonyms(struct segbias_label name);

/* Whether both names stand for one attribute in the table of synonyms. */
bool segbias_name_synonym(struct segbias_label a, struct segbias_label b);

/* What a column's name suggests that it holds. */
enum segbias_role {
	SEGBIAS_ROLE_NONE,
	SEGBIAS_ROLE_SEGMENT,    /* segment, audience, cluster, cohort, campaign, ad set, group */
	SEGBIAS_ROLE_COUNT,      /* count, n, population, people: a row stands for this many */
	SEGBIAS_ROLE_EVENTS,     /* impressions, clicks, spend: not people */
	SEGBIAS_ROLE_WEIGHT,     /* weight, PWGTP: a survey weight */
	SEGBIAS_ROLE_IDENTIFIER, /* id, respondent, e-mail: who the row is */
	SEGBIAS_ROLE_AMBIGUOUS,  /* account, member: an identifier, too, but as likely an attribute of few values */
	SEGBIAS_ROLE_PLACE,      /* state, geography */
	SEGBIAS_ROLE_TIME,       /* year, vintage */
	SEGBIAS_ROLE_ATTRIBUTE,  /* a marginal table's column of attribute names */
	SEGBIAS_ROLE_VALUE,      /* a marginal table's column of values */
	SEGBIAS_ROLE_SHARE,      /* shares that sum to 1 */
	SEGBIAS_ROLE_PERCENT,    /* shares that sum to 100 */
	SEGBIAS_ROLE_MOE,        /* a published margin of error */
	SEGBIAS_ROLE_STANDARD_ERROR,
	SEGBIAS_ROLE_CAMPAIGN, /* what a campaign is called: a segment where nothing else is one */
	SEGBIAS_ROLE_TOPIC,    /* campaign, group, genre: as likely a value of some column */
};

bool segbias_name_suggests(struct segbias_label name, enum segbias_role role);

#endif
