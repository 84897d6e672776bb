#include "sources/contact_log.h"

#include "base/intern.h"
#include "base/memory.h"
#include "csv/reader.h"
#include "sources/log_messages.h"
#include "sources/log_rows.h"
#include "values/name.h"

#include <stdlib.h>
#include <string.h>

enum { MARKS = 3 };
static const char *const MARK_OPTIONS[MARKS] = {"--complaint", "--unsubscribe", "--block"};

struct log {
	const struct segbias_log_reading *reading;
	struct segbias_log_facts *facts;
	struct segbias_log_file file;
	struct segbias_log_rows rows;
	size_t marks[MARKS];
	struct segbias_log_spelt outcomes, channels;
	struct segbias_intern folded; /* channels in normal form */
	bool *emails;                 /* [folded.size] */
	size_t email_room;
	bool *matches; /* [folded.size * caps]: whether it is the cap's */
	size_t match_room;
	/* The first pass. */
	struct segbias_log_messages messages;
	struct segbias_log_message *loose; /* [folded.size]: rows that no message has, by channel */
	size_t loose_room;
	bool repeats;    /* a message has several rows */
	bool loose_rows; /* a row has none */
	bool open;       /* of such a row it is not clear whether it is a contact */
	bool saw[SEGBIAS_OUTCOMES];
	bool words;       /* a cell of what may be outcomes is one */
	uint32_t nowhere; /* number of the channel of rows that say none, where there is a column */
	/* The second. */
	struct segbias_contacts *contacts;
};

static void release(struct log *log)
{
	segbias_log_file_release(&log->file);
	segbias_log_spelt_release(&log->outcomes);
	segbias_log_spelt_release(&log->channels);
	segbias_intern_release(&log->folded);
	segbias_log_messages_release(&log->messages);
	free(log->loose);
	segbias_contacts_free(log->contacts);
	free(log->emails);
	free(log->matches);
}

/* --- columns ------------------------------------------------------------------------------------------------------- */

/* A column that an option names. */
static enum segbias_status find_marks(struct log *log)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	for (size_t mark = 0; mark < MARKS; mark++) {
		struct segbias_label name = log->reading->marks[mark][0];
		log->marks[mark] = SEGBIAS_LOG_NO_FIELD;
		for (size_t field = 0; name.bytes && field < log->file.width; field++)
			if (segbias_name_same(log->file.names[field], name))
				log->marks[mark] = field;
		if (!name.bytes || log->marks[mark] != SEGBIAS_LOG_NO_FIELD)
			continue;
		(void)segbias_error_set(log->file.error, SEGBIAS_DATA, "log_no_column|%s: the log has no column %s",
		                        MARK_OPTIONS[mark], segbias_label_quote(name, quoted));
		return segbias_log_file_place(&log->file, 0);
	}
	return SEGBIAS_OK;
}

static enum segbias_status look_at_type(void *context)
{
	struct log *own = context;
	struct segbias_label cell = segbias_log_file_cell(&own->file, own->file.fields[SEGBIAS_LOG_CHANNEL]);
	own->words = own->words || segbias_log_outcome(cell) != SEGBIAS_OUTCOME_NONE;
	return SEGBIAS_OK;
}

/* A column called type may be that of outcomes, where none is called so: any of its cells tells. */
static enum segbias_status tell_type(struct log *log)
{
	size_t *fields = log->file.fields;
	struct log own = {
	    .file = {.of = log->file.of, .error = log->file.error, .names = log->file.names, .width = log->file.width}};
	if (fields[SEGBIAS_LOG_CHANNEL] == SEGBIAS_LOG_NO_FIELD || fields[SEGBIAS_LOG_OUTCOME] != SEGBIAS_LOG_NO_FIELD)
		return SEGBIAS_OK;
	own.file.fields[SEGBIAS_LOG_CHANNEL] = fields[SEGBIAS_LOG_CHANNEL];
	enum segbias_status status =
	    segbias_log_file_pass(&own.file, &(struct segbias_log_pass){NULL, look_at_type, &own});
	segbias_log_file_release(&own.file);
	if (own.words) {
		fields[SEGBIAS_LOG_OUTCOME] = fields[SEGBIAS_LOG_CHANNEL];
		fields[SEGBIAS_LOG_CHANNEL] = SEGBIAS_LOG_NO_FIELD;
	}
	return status;
}

static enum segbias_status read_head(void *context)
{
	struct log *log = context;
	enum segbias_status status = SEGBIAS_OK;
	for (enum segbias_log_part part = SEGBIAS_LOG_PERSON; part <= SEGBIAS_LOG_MESSAGE; part++)
		SEGBIAS_TRY(segbias_log_file_find(&log->file, part, part <= SEGBIAS_LOG_TIME));
	SEGBIAS_TRY(find_marks(log));
	SEGBIAS_TRY(tell_type(log));
	SEGBIAS_TRY(segbias_log_rows_find(&log->rows, &log->file));
	log->facts->channels = log->file.fields[SEGBIAS_LOG_CHANNEL] != SEGBIAS_LOG_NO_FIELD;
done:
	return status;
}

/* --- cells --------------------------------------------------------------------------------------------------------- */

/* A cell that cannot be read is an error, or one more row that is left out. */
static enum segbias_status reject(struct log *log, size_t field, bool *left_out)
{
	*left_out = log->reading->of.skip_bad;
	if (!*left_out)
		return segbias_log_file_place(&log->file, field);
	log->facts->bad++;
	return SEGBIAS_OK;
}

static bool is_mark(const struct log *log, size_t mark, struct segbias_label cell)
{
	return segbias_name_value_same(cell, log->reading->marks[mark][1]);
}

/* Which outcome the row says; what an option says of its column stands above the words. */
static enum segbias_status outcome_of(struct log *log, enum segbias_outcome *out, bool *left_out)
{
	size_t field = log->file.fields[SEGBIAS_LOG_OUTCOME];
	uint32_t at = 0;
	bool fresh = false;
	*out = SEGBIAS_OUTCOME_NONE;
	if (field == SEGBIAS_LOG_NO_FIELD)
		return SEGBIAS_OK;
	struct segbias_label cell = segbias_log_file_cell(&log->file, field);
	if (segbias_missing_any(log->reading->of.missing, cell))
		return SEGBIAS_OK;
	if (!segbias_log_spell(&log->outcomes, cell, &at, &fresh))
		return segbias_error_memory(log->file.error);
	if (fresh) {
		enum segbias_outcome outcome = segbias_log_outcome(cell);
		for (size_t mark = 0; mark < MARKS; mark++)
			if (log->marks[mark] == field && is_mark(log, mark, cell))
				outcome = SEGBIAS_OUTCOME_COMPLAINT + (enum segbias_outcome)mark;
		log->outcomes.means[at] = outcome;
	}
	*out = (enum segbias_outcome)log->outcomes.means[at];
	if (*out != SEGBIAS_OUTCOME_NONE)
		return SEGBIAS_OK;
	(void)segbias_error_set(log->file.error, SEGBIAS_DATA,
	                        "log_outcome_unknown|the outcome of a contact is none of the words that are known");
	segbias_error_hint(log->file.error,
	                   "write it as sent, delivered, opened, bounced, complaint, unsubscribe or block; "
	                   "--skip-bad leaves such rows out and counts them");
	return reject(log, field, left_out);
}

static enum segbias_status time_of(struct log *log, struct segbias_moment *out, bool *left_out)
{
	size_t field = log->file.fields[SEGBIAS_LOG_TIME];
	struct segbias_label cell = segbias_log_file_cell(&log->file, field);
	enum segbias_moment_look look = segbias_moment_parse(cell, log->reading->form, out);
	if (look == SEGBIAS_MOMENT_LOOK_CLEAR) {
		log->facts->zoned = log->facts->zoned || out->zoned;
		log->facts->unzoned = log->facts->unzoned || (!out->zoned && out->second >= 0);
		if (log->reading->shifted)
			*out = segbias_moment_shift(*out, log->reading->offset);
		return SEGBIAS_OK;
	}
	if (look == SEGBIAS_MOMENT_LOOK_NONE) {
		(void)segbias_error_set(log->file.error, SEGBIAS_DATA, "log_time|this is no time of a contact");
		segbias_error_hint(
		    log->file.error,
		    log->reading->form
			? "another --time-format, or none; --skip-bad leaves such rows out and counts them"
			: "times are written 2026-03-04, 2026-03-04 09:30 or in Unix seconds; --skip-bad "
			  "leaves such rows out and counts them");
		return reject(log, field, left_out);
	}
	if (look == SEGBIAS_MOMENT_LOOK_ORDER) {
		(void)segbias_error_set(
		    log->file.error, SEGBIAS_DATA,
		    "log_time_order|it is not said whether the day or the month comes first in the times of the log");
		segbias_error_hint(
		    log->file.error,
		    "--time-format dmy where the day comes first, --time-format mdy where the month does");
	} else {
		(void)segbias_error_set(log->file.error, SEGBIAS_DATA,
		                        "log_time_unit|the times of the log may be days, or seconds");
		segbias_error_hint(log->file.error, "--time-format iso for 20260304, --time-format unix for seconds");
	}
	return segbias_log_file_place(&log->file, field);
}

/* A row of somebody at some time, that says what it is. */
struct row {
	struct segbias_moment moment;
	enum segbias_outcome outcome;
	unsigned marks;
};

static unsigned marks_of(struct log *log, enum segbias_outcome outcome)
{
	unsigned marks =
	    outcome >= SEGBIAS_OUTCOME_COMPLAINT ? 1U << (unsigned)(outcome - SEGBIAS_OUTCOME_COMPLAINT) : 0;
	for (size_t mark = 0; mark < MARKS; mark++)
		if (log->marks[mark] != SEGBIAS_LOG_NO_FIELD &&
		    is_mark(log, mark, segbias_log_file_cell(&log->file, log->marks[mark]))) {
			marks |= 1U << mark;
			log->facts->named[mark] = true;
		}
	return marks;
}

/* Whether a row that is counted nowhere is a complaint, which a limit of them is then not known to hold for. */
static bool complains(struct log *log)
{
	size_t field = log->file.fields[SEGBIAS_LOG_OUTCOME];
	enum segbias_outcome outcome = field == SEGBIAS_LOG_NO_FIELD
	                                   ? SEGBIAS_OUTCOME_NONE
	                                   : segbias_log_outcome(segbias_log_file_cell(&log->file, field));
	return (marks_of(log, outcome) & SEGBIAS_CONTACT_COMPLAINT) != 0;
}

/* *counts: whether it is read at all. `count`: in the first pass rows that are left out are counted, in the second they were. */
static enum segbias_status read_row(struct log *log, bool count, struct row *out, bool *counts)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_missing *missing = log->reading->of.missing;
	uint64_t bad = log->facts->bad;
	bool left_out = false;
	bool nameless =
	    segbias_missing_any(missing, segbias_log_file_cell(&log->file, log->file.fields[SEGBIAS_LOG_PERSON]));
	bool undated =
	    segbias_missing_any(missing, segbias_log_file_cell(&log->file, log->file.fields[SEGBIAS_LOG_TIME]));
	*counts = !nameless && !undated;
	if (count) {
		if (!*counts)
			log->facts->unplaced_complaints += complains(log);
		log->facts->nameless += nameless;
		log->facts->undated += undated && !nameless;
	}
	if (*counts)
		SEGBIAS_TRY(time_of(log, &out->moment, &left_out));
	if (*counts && !left_out)
		SEGBIAS_TRY(outcome_of(log, &out->outcome, &left_out));
	if (!count)
		log->facts->bad = bad;
	*counts = *counts && !left_out;
	if (*counts)
		out->marks = marks_of(log, out->outcome);
done:
	return status;
}

/* --- passes ---------------------------------------------------------------------------------------------------------- */

/* The channel's number, and what it is. false: out of memory. */
static bool add_channel(struct log *log, struct segbias_label cell, uint32_t at)
{
	const struct segbias_log_reading *reading = log->reading;
	struct segbias_text text = {0};
	bool email = segbias_log_is_email(cell);
	/* One channel, in whichever language. */
	segbias_name_fold(email ? segbias_label_of("email") : cell, &text);
	email = email || segbias_log_is_email(segbias_text_label(&text));
	bool blank = text.size == 0 && log->file.fields[SEGBIAS_LOG_CHANNEL] != SEGBIAS_LOG_NO_FIELD;
	uint32_t before = log->folded.size;
	uint32_t id = text.failed ? SEGBIAS_INTERN_NONE : segbias_intern_add(&log->folded, segbias_text_label(&text));
	segbias_text_release(&text);
	bool *emails =
	    id == SEGBIAS_INTERN_NONE ? NULL : segbias_memory_room(log->emails, id, &log->email_room, sizeof *emails);
	log->emails = emails ? emails : log->emails;
	struct segbias_log_message *loose =
	    !emails ? NULL : segbias_memory_room(log->loose, id, &log->loose_room, sizeof *loose);
	log->loose = loose ? loose : log->loose;
	size_t last = (size_t)id * reading->cap_count + reading->cap_count;
	bool *matches = !loose ? NULL : segbias_memory_room(log->matches, last, &log->match_room, sizeof *matches);
	if (!matches)
		return false;
	log->matches = matches;
	log->channels.means[at] = id;
	for (size_t i = 0; log->folded.size > before && i < reading->cap_count; i++) {
		struct segbias_label of = reading->caps[i].channel;
		matches[(size_t)id * reading->cap_count + i] =
		    !of.bytes || segbias_name_same(of, cell) || (email && segbias_log_is_email(of));
	}
	emails[id] = email;
	log->nowhere = blank ? id : log->nowhere;
	log->facts->email = log->facts->email || email;
	return true;
}

static bool channel_of(struct log *log, uint32_t *out)
{
	static const struct segbias_label NONE = {"", 0};
	size_t field = log->file.fields[SEGBIAS_LOG_CHANNEL];
	struct segbias_label cell = field == SEGBIAS_LOG_NO_FIELD ? NONE : segbias_log_file_cell(&log->file, field);
	uint32_t at = 0;
	bool fresh = false;
	if (segbias_missing_any(log->reading->of.missing, cell))
		cell = NONE;
	if (!segbias_log_spell(&log->channels, cell, &at, &fresh) || (fresh && !add_channel(log, cell, at)))
		return false;
	*out = log->channels.means[at];
	return true;
}

/* The message of the row; *out NULL: it has none. false: out of memory. */
static bool message_of(struct log *log, struct segbias_log_message **out)
{
	size_t field = log->file.fields[SEGBIAS_LOG_MESSAGE];
	*out = NULL;
	if (field == SEGBIAS_LOG_NO_FIELD ||
	    segbias_missing_any(log->reading->of.missing, segbias_log_file_cell(&log->file, field)))
		return true;
	segbias_log_messages_of(&log->messages,
	                        segbias_log_file_cell(&log->file, log->file.fields[SEGBIAS_LOG_PERSON]));
	*out = segbias_log_messages_find(&log->messages, segbias_log_file_cell(&log->file, field));
	return *out != NULL;
}

/* What a row is, is told by the messages that come again and by the outcomes there are. */
static enum segbias_status look(void *context)
{
	struct log *log = context;
	struct row row = {.marks = 0};
	struct segbias_log_message *message = NULL;
	uint32_t channel = 0;
	bool counts = false;
	enum segbias_status status = segbias_log_rows_check(&log->rows, &log->file);
	if (status == SEGBIAS_OK)
		status = read_row(log, true, &row, &counts);
	if (status != SEGBIAS_OK || !counts)
		return status;
	if (!channel_of(log, &channel) || !message_of(log, &message))
		return segbias_error_memory(log->file.error);
	log->saw[row.outcome] = true;
	for (size_t mark = 0; mark < MARKS; mark++)
		log->facts->held[mark] += row.marks >> mark & 1U;
	log->loose_rows = log->loose_rows || !message;
	log->repeats = log->repeats || (message && message->saw != 0);
	segbias_log_message_see(message ? message : &log->loose[channel], row.outcome,
	                        channel == log->nowhere ? SEGBIAS_LOG_NOWHERE : channel,
	                        segbias_moment_instant(&row.moment));
	return SEGBIAS_OK;
}

static enum segbias_status refuse_kind(struct log *log)
{
	(void)segbias_error_set(log->file.error, SEGBIAS_DATA,
	                        "log_kind|it is not clear whether a row of the log is a contact, or an event of one");
	segbias_error_hint(log->file.error,
	                   "--contact-log contacts where each row is a contact, --contact-log events where one "
	                   "may have several rows");
	return segbias_log_file_place(&log->file, SEGBIAS_LOG_NO_FIELD);
}

static bool saw(const struct segbias_log_message *message, enum segbias_outcome outcome)
{
	return message->saw >> (unsigned)outcome & 1U;
}

/* Events: rows of which no message says what became of them. */
static enum segbias_status decide_loose(struct log *log)
{
	const bool said = log->reading->events;
	for (uint32_t id = 0; id < log->folded.size; id++) {
		const struct segbias_log_message *loose = &log->loose[id];
		bool sent = saw(loose, SEGBIAS_OUTCOME_SENT) || saw(loose, SEGBIAS_OUTCOME_NONE);
		bool known = saw(loose, SEGBIAS_OUTCOME_DELIVERED) || saw(loose, SEGBIAS_OUTCOME_BOUNCED);
		if (!said && ((sent && known) || saw(loose, SEGBIAS_OUTCOME_BESIDE)))
			return refuse_kind(log);
		if (!sent || saw(loose, SEGBIAS_OUTCOME_DELIVERED) || !saw(loose, SEGBIAS_OUTCOME_BOUNCED))
			continue;
		(void)segbias_error_set(log->file.error, SEGBIAS_DATA,
		                        "log_which_bounced|contacts of the log were sent and came back, and no id "
		                        "of a message says which");
		segbias_error_hint(log->file.error,
		                   "give the log a column message_id, or leave out of it what came back, "
		                   "with the row of its sending");
		return segbias_log_file_place(&log->file, SEGBIAS_LOG_NO_FIELD);
	}
	return SEGBIAS_OK;
}

static enum segbias_status decide_events(struct log *log)
{
	const bool *any = log->saw;
	if (!any[SEGBIAS_OUTCOME_DELIVERED] && !any[SEGBIAS_OUTCOME_SENT] && !any[SEGBIAS_OUTCOME_NONE]) {
		(void)segbias_error_set(
		    log->file.error, SEGBIAS_DATA,
		    "log_without_contacts|no event of the log is a contact that was sent or delivered");
		segbias_error_hint(log->file.error,
		                   "a log of events needs those of what was delivered; --contact-log contacts where "
		                   "each row is a contact");
		return segbias_log_file_place(&log->file, SEGBIAS_LOG_NO_FIELD);
	}
	for (uint32_t i = 0; i < log->messages.keys.size; i++) {
		const struct segbias_log_message *message = &log->messages.rows[i];
		if (!log->reading->events && (message->several || message->again || segbias_log_message_open(message)))
			return refuse_kind(log);
		log->facts->unsent += segbias_log_message_open(message);
	}
	return decide_loose(log);
}

static enum segbias_status decide(struct log *log)
{
	const bool *any = log->saw;
	bool messages = log->messages.keys.size > 0 && !log->loose_rows;
	/* Without messages: where each row can only be what became of a contact, and none could be of one that another row is. */
	bool plain = !any[SEGBIAS_OUTCOME_BESIDE] && !any[SEGBIAS_OUTCOME_COMPLAINT] &&
	             !any[SEGBIAS_OUTCOME_UNSUBSCRIBE] && !any[SEGBIAS_OUTCOME_BLOCK] &&
	             !(any[SEGBIAS_OUTCOME_SENT] && (any[SEGBIAS_OUTCOME_DELIVERED] || any[SEGBIAS_OUTCOME_BOUNCED]));
	bool contacts = log->reading->contacts || (!log->repeats && (messages || plain));
	log->facts->events = !log->reading->contacts && (log->reading->events || log->repeats);
	if (log->facts->events)
		return decide_events(log);
	return contacts ? SEGBIAS_OK : refuse_kind(log);
}

static bool is_quiet(const struct segbias_log_reading *reading, const struct segbias_moment *moment)
{
	int32_t start = reading->quiet_start;
	int32_t end = reading->quiet_end;
	int32_t at = moment->second;
	if (!reading->quiet || at < 0)
		return false;
	return start < end ? at >= start && at < end : at >= start || at < end;
}

/* Whether the row is a contact: of a message that has several rows one. */
static bool is_contact(struct log *log, const struct row *row, uint32_t channel, struct segbias_log_message *message)
{
	enum segbias_outcome contact = SEGBIAS_OUTCOME_SENT;
	enum segbias_outcome own = row->outcome == SEGBIAS_OUTCOME_NONE ? SEGBIAS_OUTCOME_SENT : row->outcome;
	if (!log->facts->events)
		return own != SEGBIAS_OUTCOME_BOUNCED;
	if (!segbias_log_message_contact(message ? message : &log->loose[channel], &contact) || own != contact)
		return false;
	if (!message)
		return true;
	bool first = segbias_moment_instant(&row->moment) ==
	             (contact == SEGBIAS_OUTCOME_DELIVERED ? message->delivered : message->sent);
	first = first && !message->counted;
	message->counted = message->counted || first;
	return first;
}

static enum segbias_status pour(void *context)
{
	struct log *log = context;
	const struct segbias_log_reading *reading = log->reading;
	struct row row = {.marks = 0};
	int64_t windows[SEGBIAS_CONTACT_CAPS_MAX];
	struct segbias_log_message *message = NULL;
	uint32_t channel = 0;
	bool counts = false;
	enum segbias_status status = read_row(log, false, &row, &counts);
	if (status != SEGBIAS_OK || !counts)
		return status;
	if (!channel_of(log, &channel) || !message_of(log, &message))
		return segbias_error_memory(log->file.error);
	bool contacts = is_contact(log, &row, channel, message);
	/* What is said of a message is said of where it came. */
	if (channel == log->nowhere && message && message->channel != SEGBIAS_LOG_NOWHERE && !message->several)
		channel = message->channel;
	if (log->facts->events && message && (row.marks & SEGBIAS_CONTACT_COMPLAINT)) {
		row.marks &= message->complained ? ~(unsigned)SEGBIAS_CONTACT_COMPLAINT : ~0U;
		message->complained = true;
	}
	bool unplaced = channel == log->nowhere && log->folded.size > 1;
	for (size_t i = 0; i < reading->cap_count; i++)
		windows[i] = reading->caps[i].window(row.moment.day);
	struct segbias_contact contact = {.person =
	                                      segbias_log_file_cell(&log->file, log->file.fields[SEGBIAS_LOG_PERSON]),
	                                  .channel = channel,
	                                  .unplaced = unplaced,
	                                  .email = log->emails[channel],
	                                  .delivered = contacts,
	                                  .timed = row.moment.second >= 0,
	                                  .quiet = is_quiet(reading, &row.moment),
	                                  .marks = row.marks,
	                                  .instant = segbias_moment_instant(&row.moment),
	                                  .slack = row.moment.second < 0 ? SEGBIAS_DAY_SECONDS - 1 : 0,
	                                  .windows = windows,
	                                  .counts = &log->matches[(size_t)channel * reading->cap_count]};
	log->facts->untimed += contact.delivered && !contact.timed;
	log->facts->unplaced += unplaced && (contacts || row.marks);
	log->facts->unplaced_contacts += unplaced && contacts;
	log->facts->unplaced_complaints += unplaced && (row.marks & SEGBIAS_CONTACT_COMPLAINT) != 0;
	return segbias_contacts_add(log->contacts, &contact) ? SEGBIAS_OK : segbias_error_memory(log->file.error);
}

/* A cap of a channel that no row has would be kept by everybody. */
static enum segbias_status check_caps(struct log *log)
{
	const struct segbias_log_reading *reading = log->reading;
	char quoted[SEGBIAS_QUOTE_MAX];
	for (size_t i = 0; i < reading->cap_count; i++) {
		bool found = !reading->caps[i].channel.bytes;
		for (uint32_t id = 0; id < log->folded.size; id++)
			found = found || log->matches[(size_t)id * reading->cap_count + i];
		if (found)
			continue;
		(void)segbias_label_quote(reading->caps[i].channel, quoted);
		if (log->facts->channels)
			(void)segbias_error_set(log->file.error, SEGBIAS_DATA,
			                        "log_no_channel|--cap: no row of the log is of the channel %s", quoted);
		else
			(void)segbias_error_set(
			    log->file.error, SEGBIAS_DATA,
			    "log_no_channel|--cap: the log has no column of channels, and so none of %s", quoted);
		segbias_error_hint(log->file.error, "--cap N/week without a channel counts all contacts of a person");
		return segbias_log_file_place(&log->file, SEGBIAS_LOG_NO_FIELD);
	}
	return SEGBIAS_OK;
}

enum segbias_status segbias_contact_log_read(const struct segbias_log_reading *reading, struct segbias_contacts **out,
                                             struct segbias_log_facts *facts, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_error why = {0}; /* what is left out is no error of the call */
	struct log log = {.reading = reading,
	                  .facts = facts,
	                  .file = {.of = &reading->of, .error = &why},
	                  .nowhere = SEGBIAS_INTERN_NONE};
	*facts = (struct segbias_log_facts){0};
	SEGBIAS_TRY(segbias_log_file_pass(&log.file, &(struct segbias_log_pass){read_head, look, &log}));
	facts->bad += log.file.bad;
	SEGBIAS_TRY(decide(&log));
	if (!segbias_contacts_create(reading->cap_count, reading->grace, &log.contacts))
		SEGBIAS_TRY(segbias_error_memory(log.file.error));
	SEGBIAS_TRY(segbias_log_file_pass(&log.file, &(struct segbias_log_pass){read_head, pour, &log}));
	SEGBIAS_TRY(check_caps(&log));
	segbias_contacts_finish(log.contacts);
	*out = log.contacts;
	log.contacts = NULL;
done:
	if (status != SEGBIAS_OK && error)
		*error = why;
	release(&log);
	return status;
}
