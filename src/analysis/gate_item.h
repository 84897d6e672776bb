/* Room: analysis. What a rule of a gate looks at, one by one: a value of a comparison, a comparison, or a column. */
#ifndef SEGBIAS_ANALYSIS_GATE_ITEM_H
#define SEGBIAS_ANALYSIS_GATE_ITEM_H

#include "findings/findings.h"
#include "policy/policy.h"

/* A rule, with what it takes from the policy where it is silent. */
struct segbias_gate_asked {
	struct segbias_gate_rule rule;
	size_t index; /* in the policy's list, from 1; 0: of fail_on */
};

/* The comparison that items are of, or the row of a column; the other is NULL. */
struct segbias_gate_group {
	const struct segbias_comparison *comparison;
	const struct segbias_incomplete *column;
};

struct segbias_gate_item {
	struct segbias_label segment, attribute, value; /* value bytes NULL: it is of the whole group */
	double number, low, high;                       /* and its interval */
	double threshold;                               /* NaN: there is none */
	double margin;                                  /* to a breach; NaN: it cannot be said */
	double key;                                     /* the smallest is the worst */
	double n;                                       /* segbias_gate_size */
	double beside; /* of a crossing that is not found: percent of what its parts lead to expect */
	bool found;
	enum segbias_verdict verdict;        /* of a value */
	enum segbias_reason reason;          /* of an unclear one */
	const struct segbias_change *change; /* of a new one; NULL: another rule's */
};

/* Number of groups that a rule of this kind looks at, and of items in one of them. */
size_t segbias_gate_groups(const struct segbias_findings *findings, enum segbias_gate_kind kind);
struct segbias_gate_group segbias_gate_group_at(const struct segbias_findings *findings, enum segbias_gate_kind kind,
                                                size_t index);
size_t segbias_gate_items(struct segbias_gate_group group, enum segbias_gate_kind kind);

/* The records that the rule's question is asked of: known ones; of unmatched values those that match none too, and of what is
 * unclear all. NaN: withheld. */
double segbias_gate_size(struct segbias_gate_group group, enum segbias_gate_kind kind);

/* The item; false: the rule says nothing of it, as it was not tested. */
bool segbias_gate_item(const struct segbias_findings *findings, const struct segbias_policy *policy,
                       const struct segbias_gate_rule *rule, struct segbias_gate_group group, size_t index,
                       struct segbias_gate_item *item);

/* A group that both results have, as a rule on new looks at it; `found`: it is new. false: it cannot become new, or nobody can say
 * how near it is. */
bool segbias_gate_change_item(const struct segbias_findings *findings, const struct segbias_change *change, bool found,
                              struct segbias_gate_item *item);

/* How many combinations were tested that a rule on crossings looks at: of a whole campaign that is its only segment once. */
size_t segbias_gate_crossings(const struct segbias_findings *findings);
/* A combination, which is found where it is skewed beyond its parts. false: it was not tested, or nobody can say how near it is. */
bool segbias_gate_crossing_item(const struct segbias_policy *policy, const struct segbias_crossing_finding *row,
                                struct segbias_gate_item *item);

#endif
