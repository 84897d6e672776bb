/* Room: policy. How a log of contacts is read, and what it is held against.
 *
 * Belongs here: the options of it, read and checked alone. Does not belong here: the log, any figure.
 */
#ifndef SEGBIAS_POLICY_CONTACTS_H
#define SEGBIAS_POLICY_CONTACTS_H

#include "policy/option.h"
#include "values/list.h"
#include "values/moment.h"

enum segbias_cap_window { SEGBIAS_CAP_DAY, SEGBIAS_CAP_WEEK, SEGBIAS_CAP_MONTH, SEGBIAS_CAP_WINDOWS };

/* At most so many contacts in a window of the calendar. */
struct segbias_cap {
	struct segbias_label channel; /* bytes NULL: over all of them */
	uint32_t most;
	enum segbias_cap_window window;
	struct segbias_label text; /* as it is told: "email=2/week" */
};

enum { SEGBIAS_CAPS_MAX = 16 };

/* A log with a row a contact, or with a row an event of one. */
enum segbias_log_kind { SEGBIAS_LOG_UNKNOWN, SEGBIAS_LOG_CONTACTS, SEGBIAS_LOG_EVENTS };

struct segbias_contacts_policy {
	const char *path;         /* NULL: there is no log */
	struct segbias_label *by; /* [by_count]: attributes whose groups are compared; 0: all */
	size_t by_count;
	struct segbias_cap *caps; /* [cap_count] */
	size_t cap_count;
	const char *quiet; /* as it is written; NULL: no hours are */
	int32_t quiet_start,
	    quiet_end;        /* seconds of a day: from the one up to the other, over midnight where it is smaller */
	const char *timezone; /* likewise */
	int32_t offset;       /* of it, in seconds */
	const char *grace;    /* as it is written; NULL: the usual one */
	int64_t grace_seconds;
	struct segbias_pair complaint, unsubscribe, block; /* column and value; bytes NULL: not said */
	enum segbias_log_kind kind;                        /* UNKNOWN: by content */
	enum segbias_moment_form form;
};

/* Errors: SEGBIAS_USAGE, SEGBIAS_SYSTEM. */
enum segbias_status segbias_policy_read_contacts(const struct segbias_options *options, struct segbias_arena *arena,
                                                 struct segbias_contacts_policy *out, struct segbias_error *error);

/* Whether both mean the same, but for the log itself. */
bool segbias_policy_same_contacts(const struct segbias_contacts_policy *a, const struct segbias_contacts_policy *b);

#endif
