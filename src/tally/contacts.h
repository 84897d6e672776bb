/* Room: tally. The class contact: who was contacted how often. Of a person only counters are kept: one for each channel, and one for each
 * window of a cap in which there was a contact; so that no order of the rows changes a figure.
 *
 * Invariants: names of persons are copied, and freed with it; what is read has none. Memory grows with persons, the channels that each has,
 * and the windows in which each was contacted (some 80 bytes each), never with rows.
 */
#ifndef SEGBIAS_TALLY_CONTACTS_H
#define SEGBIAS_TALLY_CONTACTS_H

#include "base/text.h"
#include <stdint.h>

struct segbias_contacts;

/* A cap's windows, by number: rising with time, one for a day, week or month. */
enum { SEGBIAS_CONTACT_CAPS_MAX = 16 };

enum segbias_contact_mark {
	SEGBIAS_CONTACT_COMPLAINT = 1,
	SEGBIAS_CONTACT_UNSUBSCRIBE = 2,
	SEGBIAS_CONTACT_BLOCK = 4,
};

/* A row of a log. */
struct segbias_contact {
	struct segbias_label person;
	uint32_t channel;  /* any number that is its own; all of it where the log has none */
	bool unplaced;     /* it is not known which that is, of several */
	bool email;        /* that channel is e-mail */
	bool delivered;    /* it is a contact; else only what its marks say */
	bool timed, quiet; /* its hour is known; and is one of those in which nobody is to be contacted */
	unsigned marks;
	int64_t instant;        /* seconds, by which what is later is told … */
	int32_t slack;          /* … and so many that it may be later, where only the day is known */
	const int64_t *windows; /* [caps]: the window of each */
	const bool *counts;     /* [caps]: whether it is of the cap's channel */
};

/* What became of a person. */
struct segbias_contacted {
	uint32_t unit; /* whom another tally knows by the same name (segbias_contacts_join); UINT32_MAX: nobody */
	uint32_t contacts, timed, quiet;
	uint32_t email_contacts, email_complaints;
	unsigned marks;      /* what there was at least once */
	bool unsubscribed;   /* has, in some channel */
	bool after;          /* and was contacted there later than the grace allows */
	bool maybe_after;    /* or may have been: the hour or the channel is not known */
	bool unplaced;       /* a channel is not known */
	int64_t last, first; /* as late as the last contact, as early as the first unsubscribing may be */
	uint32_t fullest[SEGBIAS_CONTACT_CAPS_MAX]; /* [caps]: most contacts in a window; 0: none in the channel */
};

/* grace: seconds. false, of all of these: out of memory. */
bool segbias_contacts_create(size_t caps, int64_t grace, struct segbias_contacts **out);
void segbias_contacts_free(struct segbias_contacts *contacts);
bool segbias_contacts_add(struct segbias_contacts *contacts, const struct segbias_contact *contact);

/* After the last row: forgets all but the persons and what became of them. Once; it needs no memory. */
void segbias_contacts_finish(struct segbias_contacts *contacts);

/* Gives every person the unit of the name, UINT32_MAX for none; then the names are forgotten. After the finish. */
void segbias_contacts_join(struct segbias_contacts *contacts,
                           uint32_t (*find)(const void *context, struct segbias_label person), const void *context);

/* In no order that means anything. */
const struct segbias_contacted *segbias_contacts_people(const struct segbias_contacts *contacts, size_t *count);

#endif
