#include "sources/log_messages.h"

#include "base/memory.h"

#include <stdlib.h>

static unsigned bit(enum segbias_outcome outcome)
{
	return 1U << (unsigned)outcome;
}

void segbias_log_messages_release(struct segbias_log_messages *messages)
{
	segbias_text_release(&messages->key);
	segbias_intern_release(&messages->keys);
	free(messages->rows);
	*messages = (struct segbias_log_messages){0};
}

/* Its size stands before the name, so that no two pairs of a person and an id are the same bytes. */
void segbias_log_messages_of(struct segbias_log_messages *messages, struct segbias_label person)
{
	messages->key.size = 0;
	segbias_text_add(&messages->key, (const char *)&person.size, sizeof person.size);
	segbias_text_add(&messages->key, person.bytes, person.size);
}

struct segbias_log_message *segbias_log_messages_find(struct segbias_log_messages *messages, struct segbias_label id)
{
	segbias_text_add(&messages->key, id.bytes, id.size);
	if (messages->key.failed)
		return NULL;
	uint32_t before = messages->keys.size;
	uint32_t at = segbias_intern_add(&messages->keys, segbias_text_label(&messages->key));
	struct segbias_log_message *rows =
	    at == SEGBIAS_INTERN_NONE ? NULL : segbias_memory_room(messages->rows, at, &messages->room, sizeof *rows);
	if (!rows)
		return NULL;
	messages->rows = rows;
	if (at == before)
		rows[at] = (struct segbias_log_message){.channel = SEGBIAS_LOG_NOWHERE};
	return &rows[at];
}

void segbias_log_message_see(struct segbias_log_message *message, enum segbias_outcome outcome, uint32_t channel,
                             int64_t instant)
{
	const unsigned sent = bit(SEGBIAS_OUTCOME_SENT) | bit(SEGBIAS_OUTCOME_NONE);
	const unsigned delivered = bit(SEGBIAS_OUTCOME_DELIVERED);
	if (bit(outcome) & (sent | delivered)) {
		bool sending = (bit(outcome) & sent) != 0;
		int64_t *first = sending ? &message->sent : &message->delivered;
		bool seen = (message->saw & (sending ? sent : delivered)) != 0;
		message->again = message->again || (seen && *first != instant);
		*first = seen && *first < instant ? *first : instant;
	}
	message->saw |= bit(outcome);
	/* Where somebody opens or leaves says nothing of where it came to them. */
	if (channel == SEGBIAS_LOG_NOWHERE || !(bit(outcome) & (sent | delivered)))
		return;
	message->several = message->several || (message->channel != SEGBIAS_LOG_NOWHERE && message->channel != channel);
	message->channel = channel;
}

bool segbias_log_message_contact(const struct segbias_log_message *message, enum segbias_outcome *out)
{
	if (message->saw & bit(SEGBIAS_OUTCOME_DELIVERED)) {
		*out = SEGBIAS_OUTCOME_DELIVERED;
		return true;
	}
	*out = SEGBIAS_OUTCOME_SENT;
	return (message->saw & (bit(SEGBIAS_OUTCOME_SENT) | bit(SEGBIAS_OUTCOME_NONE))) &&
	       !(message->saw & bit(SEGBIAS_OUTCOME_BOUNCED));
}

bool segbias_log_message_open(const struct segbias_log_message *message)
{
	return (message->saw & (bit(SEGBIAS_OUTCOME_DELIVERED) | bit(SEGBIAS_OUTCOME_SENT) | bit(SEGBIAS_OUTCOME_NONE) |
	                        bit(SEGBIAS_OUTCOME_BOUNCED))) == 0;
}
