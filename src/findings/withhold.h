/* Room: findings. Figures that are not published (--publish K): they are taken out of the findings themselves, so that no
 * format, chart or message has them. Which figures tell of which counts is said in records.def.
 */
#ifndef SEGBIAS_FINDINGS_WITHHOLD_H
#define SEGBIAS_FINDINGS_WITHHOLD_H

#include "findings/findings.h"

/* Which counts of a comparison are withheld. */
struct segbias_withheld {
	bool rows; /* all of them: its group is not published at all */
	bool missing, unmatched;
	bool others; /* a count that is not among the findings, so that the known ones are not known */
	bool spread; /* counts of a part of the group are, so that it must not tell how persons are spread over them */
	const bool *values; /* [value_count] */
};

/* Takes them out, with what stands on them: where records without a value are withheld, the known ones are, and with them
 * what is divided by their number. A verdict is kept where it is the same for every count. `spread`: how persons are spread
 * over the values enters the tests of all. Whether anything was taken. */
bool segbias_comparison_withhold(struct segbias_comparison *comparison, const struct segbias_withheld *withheld,
                                 bool spread);

/* What is missing of a column in a group; `rows`: how many records it has is withheld, too. */
void segbias_incomplete_withhold(struct segbias_incomplete *row, bool rows);
/* Its counts stay, and what tells how persons are spread over them does not. */
void segbias_incomplete_withhold_spread(struct segbias_incomplete *row);

/* What stands on the counts of all groups. */
void segbias_missingness_withhold(struct segbias_missingness *row);
void segbias_association_withhold(struct segbias_association_finding *row);

/* Whether the value's figures are withheld. */
static inline bool segbias_value_is_withheld(const struct segbias_value_finding *value)
{
	return value->reason == SEGBIAS_REASON_SUPPRESSED;
}

/* The reason of an audit's groups of which the selected are withheld; of some of them how many they are at all is, too. */
extern const char SEGBIAS_AUDIT_SUPPRESSED[];
bool segbias_audited_is_withheld(const struct segbias_audit_group *group);

#endif
