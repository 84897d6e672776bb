/* Room: findings. What has changed since an earlier result, the baseline: analysis/change.h fills it.
 *
 * Its rows stand in findings.h. Labels belong to the arena of the findings that it was made for; the earlier ones may be freed.
 */
#ifndef SEGBIAS_FINDINGS_CHANGE_H
#define SEGBIAS_FINDINGS_CHANGE_H

#include "findings/record.h"

/* Its JSON. */
extern const struct segbias_record segbias_record_baseline;

/* Rows that are being gathered. Zero-initialise; `rows` is the caller's to free. */
struct segbias_changed_list {
	struct segbias_changed *rows;
	size_t count, capacity;
	bool failed; /* out of memory: later calls do nothing */
};

void segbias_changed_add(struct segbias_changed_list *list, struct segbias_changed row);

/* Adds what differs between the inputs and the settings of two results of segbias.compare/1, by their description, but for
 * what differs with every file: its name, size, hash and numbers of records, and the day of ages. Texts that are no part of
 * either are made in `arena`. */
void segbias_findings_differ(const struct segbias_findings *before, const struct segbias_findings *now,
                             struct segbias_arena *arena, struct segbias_changed_list *list);

#endif
