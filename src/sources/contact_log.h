/* Room: sources. A log of contacts, poured into the class contact (tally/contacts.h): which column holds what, by its name; times,
 * outcomes and channels, by content. A row is a contact, or an event of one. The file is read twice: what a row is, only all of them tell.
 */
#ifndef SEGBIAS_SOURCES_CONTACT_LOG_H
#define SEGBIAS_SOURCES_CONTACT_LOG_H

#include "base/notes.h"
#include "sources/log_file.h"
#include "tally/contacts.h"
#include "values/moment.h"

/* How often somebody may be contacted in a window. */
struct segbias_log_cap {
	struct segbias_label channel; /* bytes NULL: any */
	int64_t (*window)(int64_t day);
};

struct segbias_log_reading {
	struct segbias_log_opening of;
	bool contacts, events; /* what a row is; neither: by content */
	enum segbias_moment_form form;
	bool shifted;   /* times that say their clock are brought to another … */
	int32_t offset; /* … so many seconds before UTC's */
	bool quiet;     /* hours in which nobody is to be contacted: */
	int32_t quiet_start, quiet_end;
	int64_t grace;
	const struct segbias_log_cap *caps; /* [cap_count] */
	size_t cap_count;
	/* Column and value of complaints, unsubscribing and blocks; bytes NULL: by the outcomes alone. */
	struct segbias_label marks[3][2];
};

struct segbias_log_facts {
	uint64_t nameless, undated; /* rows without a person, without a time */
	uint64_t bad;               /* and those that are left out as unreadable */
	uint64_t untimed;           /* contacts of which only the day is known */
	uint64_t held[3];           /* rows of a complaint, an unsubscribing, a block */
	bool named[3];              /* a row has the value that stands for it in the column that an option names */
	bool events;                /* what a row is */
	bool channels;              /* there is a column of channels … */
	bool email;                 /* … and one of its values is e-mail */
	bool zoned;                 /* times say their clock */
	bool unzoned;               /* times that have an hour do not */
	uint64_t unplaced; /* contacts, complaints and the like of which the channel is not known, of several … */
	uint64_t unplaced_contacts, unplaced_complaints; /* … of these */
	uint64_t unsent;                                 /* messages of which no row says that they were sent */
};

/* Errors: SEGBIAS_DATA where the log cannot be read: no column of persons or times, several that may be it, times that may be two things, an
 * outcome that is none of the words, a cap of a channel that does not occur, rows of which it is not clear what they are; SEGBIAS_SYSTEM. */
enum segbias_status segbias_contact_log_read(const struct segbias_log_reading *reading, struct segbias_contacts **out,
                                             struct segbias_log_facts *facts, struct segbias_error *error);

#endif
