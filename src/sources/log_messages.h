/* Room: sources. What became of each message of a log of events: all of its rows tell, whatever their order.
 *
 * Invariants: a message is one person's, so that a mailing's id, which many people share, is a message for each of them. Memory grows with
 * messages, some 150 bytes each. */
#ifndef SEGBIAS_SOURCES_LOG_MESSAGES_H
#define SEGBIAS_SOURCES_LOG_MESSAGES_H

#include "base/intern.h"
#include "values/log.h"

#define SEGBIAS_LOG_NOWHERE UINT32_MAX

/* What is told of a message by the rows that have its id, or of a channel by those without one. */
struct segbias_log_message {
	unsigned saw;             /* a bit for each outcome */
	uint32_t channel;         /* through which it was sent; SEGBIAS_LOG_NOWHERE: no row says it */
	bool several;             /* there are several of these */
	bool again;               /* it was sent or delivered at several times: a mailing, or an attempt more */
	int64_t sent, delivered;  /* the first time of each */
	bool counted, complained; /* its contact, its complaint: neither is counted twice */
};

/* Zero-initialise. */
struct segbias_log_messages {
	struct segbias_text key;
	struct segbias_intern keys;
	struct segbias_log_message *rows; /* [keys.size] */
	size_t room;
};

void segbias_log_messages_release(struct segbias_log_messages *messages);

/* Whose message the next one is; the label need not last. */
void segbias_log_messages_of(struct segbias_log_messages *messages, struct segbias_label person);

/* That person's message, new or old; valid until the next call. NULL: out of memory. */
struct segbias_log_message *segbias_log_messages_find(struct segbias_log_messages *messages, struct segbias_label id);

/* A row of it; channel: SEGBIAS_LOG_NOWHERE where it says none. */
void segbias_log_message_see(struct segbias_log_message *message, enum segbias_outcome outcome, uint32_t channel,
                             int64_t instant);

/* Of which outcome the row is that is its contact (what was delivered, else what was sent and did not come back; a row without an outcome
 * says no more than that it was sent), and whether there is one. */
bool segbias_log_message_contact(const struct segbias_log_message *message, enum segbias_outcome *out);

/* Whether its rows leave open if it was a contact: opened, say, and nothing before. */
bool segbias_log_message_open(const struct segbias_log_message *message);

#endif
