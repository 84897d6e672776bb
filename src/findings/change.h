/* Room: findings. What has changed since an earlier result, the baseline: analysis/change.h fills it.
 *
 * Labels belong to the arena of the findings that it was made for; the earlier ones may be freed.
 */
#ifndef SEGBIAS_FINDINGS_CHANGE_H
#define SEGBIAS_FINDINGS_CHANGE_H

#include "findings/record.h"

/* A finding is a verdict over, likely_over, under or likely_under; one on the other side is another one. The change is shown
 * where q is at most alpha and the ratio of the indices lies beyond the change band. */
enum segbias_change_state {
	SEGBIAS_CHANGE_NEW,    /* a finding that was none, and the group is shown to have changed that way */
	SEGBIAS_CHANGE_WORSE,  /* a finding that was one; shown to be further from 100 */
	SEGBIAS_CHANGE_BETTER, /* a finding that was one; shown to be nearer to 100 */
	SEGBIAS_CHANGE_GONE,   /* was a finding, is none, and the group is shown to have changed that way */
	SEGBIAS_CHANGE_OPEN,   /* a finding came or went, and no change that would explain it is shown */
	SEGBIAS_CHANGE_MOVED,  /* shown to have changed; a finding neither now nor before */
	SEGBIAS_CHANGE_STATES, /* in no list: nothing is shown to have changed */
};

struct segbias_change {
	SEGBIAS_CHANGE_FIELDS(SEGBIAS_MEMBER)
};

/* What only one of the two results has. */
struct segbias_seen {
	SEGBIAS_SEEN_FIELDS(SEGBIAS_MEMBER)
};

/* What differs and may explain a change. */
struct segbias_changed {
	SEGBIAS_CHANGED_FIELDS(SEGBIAS_MEMBER)
};

struct segbias_changes {
	struct segbias_change *rows;
	size_t count;
};

struct segbias_baseline {
	char sha256[65]; /* of the earlier result's file; whoever has read it fills it */
	size_t tested, untested;
	struct segbias_changes lists[SEGBIAS_CHANGE_STATES]; /* each with the largest shift first */
	struct segbias_seen *first_seen, *last_seen;
	size_t first_seen_count, last_seen_count;
	struct segbias_changed *changed;
	size_t changed_count;
};

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
