/* Room: values. Words of logs (data/logs.def): what a column holds by its name, what came of a contact, which channel is e-mail. */
#ifndef SEGBIAS_VALUES_LOG_H
#define SEGBIAS_VALUES_LOG_H

#include "base/text.h"

enum segbias_log_part {
	SEGBIAS_LOG_PERSON,
	SEGBIAS_LOG_TIME,
	SEGBIAS_LOG_CHANNEL,
	SEGBIAS_LOG_OUTCOME,
	SEGBIAS_LOG_MESSAGE,
	SEGBIAS_LOG_ITEM,
	SEGBIAS_LOG_CATEGORY,
	SEGBIAS_LOG_KIND,     /* of a log of items: which of its rows are what */
	SEGBIAS_LOG_SHOWN,    /* whether a row of it was shown */
	SEGBIAS_LOG_CHOICE,   /* of a log of what people chose: whether they did */
	SEGBIAS_LOG_COUNT,    /* how many a row stands for */
	SEGBIAS_LOG_CHOICES,  /* of a log of what people chose: how many */
	SEGBIAS_LOG_EXPOSURE, /* which exposure a row is of */
	SEGBIAS_LOG_SENDINGS, /* of a log of contacts: how many */
	SEGBIAS_LOG_PARTS
};

/* Whether the name, in its normal form, is one of a column of this part. */
bool segbias_log_column(struct segbias_label name, enum segbias_log_part part);

/* The same of a column of yes and no, whose name may say that it is one: "is_shown", "shown_flag". */
bool segbias_log_flag(struct segbias_label name, enum segbias_log_part part);

/* Whether a word in the name says that the column holds how many (COUNT, CHOICES, SENDINGS) a row stands for: "impression_count",
 * "num_views"; and no other one that these are rates, money, or of something else: "view_rate", "comment_count". */
bool segbias_log_counts(struct segbias_label name, enum segbias_log_part part);

enum segbias_outcome {
	SEGBIAS_OUTCOME_NONE, /* none of the words */
	SEGBIAS_OUTCOME_SENT,
	SEGBIAS_OUTCOME_DELIVERED,
	SEGBIAS_OUTCOME_BESIDE, /* opened, queued: an event that is no contact of itself */
	SEGBIAS_OUTCOME_BOUNCED,
	SEGBIAS_OUTCOME_COMPLAINT,
	SEGBIAS_OUTCOME_UNSUBSCRIBE,
	SEGBIAS_OUTCOME_BLOCK,
	SEGBIAS_OUTCOMES
};

enum segbias_outcome segbias_log_outcome(struct segbias_label label);

/* Whether it is a word of what somebody was shown or did, or begins or ends with one ("view_item", "ad click"): of rows that say several, not
 * each is one exposure. */
bool segbias_log_act(struct segbias_label label);

bool segbias_log_is_email(struct segbias_label channel);

#endif
