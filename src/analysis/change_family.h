/* Room: analysis. Whether an earlier run's group can have changed for the better in a later one, told from the counts of both alone: of most
 * pairs of runs it cannot, and those need not be compared (analysis/change.h), which takes a hundred times as long.
 *
 * Of weights and persons, and where an attribute is called otherwise, only whether a share has moved far enough is told, not whether that is
 * shown: counts of records alone tell that. Where an attribute has other values it may have changed.
 */
#ifndef SEGBIAS_ANALYSIS_CHANGE_FAMILY_H
#define SEGBIAS_ANALYSIS_CHANGE_FAMILY_H

#include "base/intern.h"
#include "findings/findings.h"
#include "policy/policy.h"
#include "stats/stats.h"

/* What all runs of a ledger share: names as numbers. */
struct segbias_change_names {
	struct segbias_intern texts, groups; /* a group's text is the numbers of what names it */
	struct segbias_log_factorials factorials;
};

struct segbias_change_cell {
	double count, n, share;
	uint32_t group, segment; /* segment: SEGBIAS_INTERN_NONE: the whole campaign */
	uint32_t attribute;
	int side; /* 1 over, -1 under, 0 no finding */
	bool measured, referenced, in_family;
};

struct segbias_change_value {
	uint32_t attribute, value; /* the numbers of their names */
};

/* The groups of a run. Zero-initialise. What is added is of bytes that stay until the last. */
struct segbias_change_family {
	struct segbias_change_cell *cells;
	size_t count, capacity;
	uint32_t *attributes; /* [attribute_count]: the numbers of their names */
	size_t attribute_count, attribute_capacity;
	struct segbias_change_value *values; /* [value_count]: of every attribute, which all segments have */
	size_t value_count, value_capacity;
	struct segbias_label last[2]; /* segment and attribute of the group before, and the numbers of their names */
	uint32_t last_ids[2];
	size_t *flagged; /* [flagged_count]: the cells with a finding */
	size_t flagged_count, flagged_capacity;
	size_t *place; /* [place_count], by group: its cell, from 1; made where it is asked for */
	size_t place_count;
	bool twice;         /* a group stands twice in it */
	bool weighted;      /* some are no counts of records */
	bool unfit, failed; /* it is not known what groups it has; no memory */
};

void segbias_change_names_init(struct segbias_change_names *names);
void segbias_change_names_release(struct segbias_change_names *names);
void segbias_change_family_release(struct segbias_change_family *family);

/* Adds a group; what fails is remembered. */
void segbias_change_family_add(struct segbias_change_family *family, struct segbias_change_names *names,
                               const struct segbias_comparison *comparison, const struct segbias_value_finding *value);

/* What is to be mended, and by what changes of the later run are tested. */
struct segbias_change_asked {
	const struct segbias_policy *policy;  /* its alpha and control */
	const struct segbias_label *segments; /* [count]; bytes NULL: any, the whole campaign too */
	size_t count;
};

/* Whether a group of them may be in the lists of segbias_change_find as changed for the better, once both are compared by one reference:
 * false where none is. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_change_family_may_mend(const struct segbias_change_asked *asked,
                                                   struct segbias_change_names *names,
                                                   struct segbias_change_family *before,
                                                   struct segbias_change_family *now, bool *may,
                                                   struct segbias_error *error);

#endif
