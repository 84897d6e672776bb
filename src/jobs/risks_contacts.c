#include "jobs/risks_contacts.h"

#include "base/memory.h"
#include "base/number.h"
#include "sources/contact_log.h"
#include "tally/clusters.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* A person's records say two values: none is known. */
#define CONTRADICTING (UINT32_MAX - 1)
enum { AGREED = 1, NOT_AGREED, CONTRADICTS };

/* --- the campaign's persons ------------------------------------------------------------------------------------------ */

static bool make_room(struct segbias_risks_contacts *own, uint32_t person)
{
	enum { FIRST = 256 };
	size_t width = own->run->matching.attribute_count;
	size_t room = own->room ? own->room : FIRST;
	while (room <= person)
		room *= 2;
	if (room == own->room)
		return true;
	uint32_t *values = segbias_memory_resize(own->values, room * (width + 1), sizeof *values);
	own->values = values ? values : own->values;
	uint8_t *agreed = values ? segbias_memory_resize(own->agreed, room, sizeof *agreed) : NULL;
	if (!agreed)
		return false;
	own->agreed = agreed;
	memset(values + own->room * width, 0xFF, (room - own->room) * width * sizeof *values);
	memset(agreed + own->room, 0, room - own->room);
	own->room = room;
	return true;
}

/* Which value of the attribute the record has; UINT32_MAX: none that is known. */
static uint32_t value_of(const struct segbias_attribute *attribute, uint32_t id)
{
	return id >= SEGBIAS_ID_FIRST && id < attribute->id_count ? attribute->value_of[id] : UINT32_MAX;
}

static enum segbias_status see(void *context, const struct segbias_record *record, struct segbias_error *error)
{
	struct segbias_risks_contacts *own = context;
	const struct segbias_matching *matching = &own->run->matching;
	size_t width = matching->attribute_count;
	if (!record || !(record->count > 0) || (matching->plan.weighted && record->weight == 0))
		return SEGBIAS_OK;
	if (!make_room(own, record->cluster))
		return segbias_error_memory(error);
	for (size_t i = 0; i < width; i++) {
		const struct segbias_attribute *attribute = &matching->attributes[i];
		uint32_t *value = &own->values[record->cluster * width + i];
		uint32_t found = attribute->dropped || attribute->multi
		                     ? UINT32_MAX
		                     : value_of(attribute, record->ids[attribute->column]);
		if (found != UINT32_MAX)
			*value = *value == UINT32_MAX || *value == found ? found : CONTRADICTING;
	}
	if (matching->consent_column != UINT32_MAX) {
		uint32_t id = record->ids[matching->consent_column];
		uint8_t answer = id < SEGBIAS_ID_FIRST ? 0 : id == SEGBIAS_ID_FIRST ? AGREED : NOT_AGREED;
		uint8_t *agreed = &own->agreed[record->cluster];
		if (answer)
			*agreed = *agreed == 0 || *agreed == answer ? answer : CONTRADICTS;
	}
	return SEGBIAS_OK;
}

void segbias_risks_contacts_watch(struct segbias_risks_contacts *own)
{
	own->watch = (struct segbias_record_watch){see, own};
	if (own->run->policy.risks.contacts.path && own->run->policy.person.bytes)
		own->run->watch = &own->watch;
}

static uint32_t find(const void *context, struct segbias_label person)
{
	const struct segbias_risks_contacts *own = context;
	uint32_t unit = segbias_clusters_find(segbias_tally_clusters(own->run->campaign_tally), person);
	return unit < own->room ? unit : UINT32_MAX;
}

/* --- the log ----------------------------------------------------------------------------------------------------------- */

static int64_t day_itself(int64_t day)
{
	return day;
}

static enum segbias_status check_clock(const struct segbias_run *run, const struct segbias_log_facts *facts,
                                       struct segbias_error *error)
{
	const struct segbias_contacts_policy *policy = &run->policy.risks.contacts;
	if (facts->zoned && facts->unzoned && !policy->timezone) {
		segbias_error_set(
		    error, SEGBIAS_DATA,
		    "log_clocks|some times of the log say their clock (Z, an offset, or Unix seconds), and "
		    "some do not");
		segbias_error_hint(error, "--timezone +02:00 is the clock of those that do not; --timezone +00:00 "
		                          "where it is UTC");
		segbias_error_place(error, policy->path, 0, 0);
		return SEGBIAS_DATA;
	}
	if (!policy->quiet || policy->timezone || !facts->zoned)
		return SEGBIAS_OK;
	segbias_error_set(
	    error, SEGBIAS_DATA,
	    "quiet_needs_timezone|--quiet: the times of the log are those of a clock that is not people's own "
	    "(Z, an offset, or Unix seconds)");
	segbias_error_hint(error, "--timezone +02:00 names theirs; --timezone +00:00 where it is UTC");
	segbias_error_place(error, policy->path, 0, 0);
	return SEGBIAS_DATA;
}

static enum segbias_status read_log(struct segbias_risks_contacts *own, struct segbias_log_facts *facts,
                                    struct segbias_error *error)
{
	static int64_t (*const WINDOWS[SEGBIAS_CAP_WINDOWS])(int64_t) = {day_itself, segbias_moment_week,
	                                                                 segbias_moment_month};
	const struct segbias_run *run = own->run;
	const struct segbias_contacts_policy *policy = &run->policy.risks.contacts;
	struct segbias_log_cap caps[SEGBIAS_CAPS_MAX];
	const struct segbias_pair *marks[] = {&policy->complaint, &policy->unsubscribe, &policy->block};
	struct segbias_log_reading reading = {.path = policy->path,
	                                      .inlet = segbias_options_inlet(run->options, policy->path),
	                                      .watch = run->options->watch,
	                                      .hash_always = run->options->hash,
	                                      .skip_bad = run->options->skip_bad,
	                                      .missing = &run->policy.missing,
	                                      .person = run->policy.person,
	                                      .contacts = policy->kind == SEGBIAS_LOG_CONTACTS,
	                                      .events = policy->kind == SEGBIAS_LOG_EVENTS,
	                                      .form = policy->form,
	                                      .shifted = policy->timezone != NULL,
	                                      .offset = policy->offset,
	                                      .quiet = policy->quiet != NULL,
	                                      .quiet_start = policy->quiet_start,
	                                      .quiet_end = policy->quiet_end,
	                                      .grace = policy->grace_seconds,
	                                      .caps = caps,
	                                      .cap_count = policy->cap_count};
	for (size_t i = 0; i < policy->cap_count; i++)
		caps[i] = (struct segbias_log_cap){policy->caps[i].channel, WINDOWS[policy->caps[i].window]};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		reading.marks[i][0] = marks[i]->left;
		reading.marks[i][1] = marks[i]->right;
	}
	enum segbias_status status = segbias_contact_log_read(&reading, &own->contacts, facts, error);
	return status == SEGBIAS_OK ? check_clock(run, facts, error) : status;
}

static void note(struct segbias_risks_contacts *own, const char *code, double count, const char *one, const char *many)
{
	char number[SEGBIAS_NUMBER_MAX];
	if (!(count > 0))
		return;
	struct segbias_error *added = segbias_notes_add(&own->run->findings->notes, code, "%s %s",
	                                                segbias_number_group(count, number), count == 1 ? one : many);
	segbias_error_place(added, own->run->policy.risks.contacts.path, 0, 0);
}

/* What an option says of the log, and no row bears out. */
static void note_options(struct segbias_risks_contacts *own, const struct segbias_log_facts *facts)
{
	static const char *const OPTIONS[] = {"--complaint", "--unsubscribe", "--block"};
	const struct segbias_contacts_policy *policy = &own->run->policy.risks.contacts;
	const struct segbias_pair *const marks[] = {&policy->complaint, &policy->unsubscribe, &policy->block};
	struct segbias_notes *notes = &own->run->findings->notes;
	char value[SEGBIAS_QUOTE_MAX];
	char column[SEGBIAS_QUOTE_MAX];
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (marks[i]->left.bytes && !facts->named[i])
			segbias_error_place(segbias_notes_add(notes, "log_unheld",
			                                      "%s: no row of the log has %s in its column %s",
			                                      OPTIONS[i], segbias_label_quote(marks[i]->right, value),
			                                      segbias_label_quote(marks[i]->left, column)),
			                    policy->path, 0, 0);
	if (policy->timezone && facts->unzoned)
		segbias_error_place(
		    segbias_notes_add(
			notes, "log_clockless",
			"times of the log that do not say their clock are taken as of %s, and stay as written",
			policy->timezone),
		    policy->path, 0, 0);
}

static void note_facts(struct segbias_risks_contacts *own, const struct segbias_log_facts *facts)
{
	double strangers = 0;
	double uncontacted = 0;
	for (size_t i = 0; i < own->log.count; i++) {
		strangers += own->log.joined && own->log.people[i].unit == UINT32_MAX;
		uncontacted += own->log.people[i].contacts == 0 && own->log.people[i].marks;
	}
	note_options(own, facts);
	note(own, "log_nameless", (double)facts->nameless, "row of the log has no person, and is counted nowhere",
	     "rows of the log have no person, and are counted nowhere");
	note(own, "log_undated", (double)facts->undated, "row of the log has no time, and is counted nowhere",
	     "rows of the log have no time, and are counted nowhere");
	note(own, "log_bad_rows", (double)facts->bad, "row of the log could not be read, and is left out",
	     "rows of the log could not be read, and are left out");
	note(own, "log_unplaced", (double)facts->unplaced, "row of the log has no channel, and is in no figure of one",
	     "rows of the log have no channel, and are in no figure of one");
	note(own, "log_unsent", (double)facts->unsent,
	     "message of the log was neither sent nor delivered in it, and is no contact",
	     "messages of the log were neither sent nor delivered in it, and are no contacts");
	note(own, "log_strangers", strangers, "person of the log is not in the campaign, and in no group",
	     "persons of the log are not in the campaign, and in no group");
	note(
	    own, "log_uncontacted", uncontacted,
	    "person of the log has complained, unsubscribed or blocked without a contact in it, and is in no rate of those "
	    "who were contacted",
	    "persons of the log have complained, unsubscribed or blocked without a contact in it, and are in no rate of "
	    "those who were contacted");
	if (own->run->policy.risks.contacts.quiet)
		note(own, "log_untimed", (double)facts->untimed,
		     "contact of the log has a day but no hour, and is in no figure of quiet hours",
		     "contacts of the log have a day but no hour, and are in no figure of quiet hours");
}

/* --- groups ---------------------------------------------------------------------------------------------------------- */

static enum segbias_status find_wanted(struct segbias_risks_contacts *own, struct segbias_error *error)
{
	const struct segbias_contacts_policy *policy = &own->run->policy.risks.contacts;
	const struct segbias_matching *matching = &own->run->matching;
	const struct segbias_head *head = segbias_source_head(own->run->campaign);
	char quoted[SEGBIAS_QUOTE_MAX];
	own->wanted = segbias_memory_zeroed(matching->attribute_count + 1, sizeof *own->wanted);
	if (!own->wanted)
		return segbias_error_memory(error);
	for (size_t i = 0; i < matching->attribute_count; i++)
		own->wanted[i] =
		    !policy->by_count && !matching->attributes[i].dropped && !matching->attributes[i].multi;
	for (size_t j = 0; j < policy->by_count; j++) {
		size_t field = segbias_head_find(head, policy->by[j]);
		bool found = false;
		if (field == SEGBIAS_NO_FIELD)
			return segbias_head_no_column(head, "--by", policy->by[j], error);
		for (size_t i = 0; i < matching->attribute_count; i++)
			if (matching->attributes[i].field == field && !matching->attributes[i].dropped &&
			    !matching->attributes[i].multi)
				found = own->wanted[i] = true;
		if (found)
			continue;
		segbias_error_set(error, SEGBIAS_DATA,
		                  "by_not_compared|--by: column %s is not compared, or has several values a person",
		                  segbias_label_quote(policy->by[j], quoted));
		segbias_error_hint(error, "the groups are those of attributes that the reference has, too");
		segbias_error_place(error, head->file, 1, 0);
		return SEGBIAS_DATA;
	}
	return SEGBIAS_OK;
}

/* What is no value, or was one of an attribute that is not compared after all, is nobody's group. */
static void settle_values(struct segbias_risks_contacts *own)
{
	size_t width = own->run->matching.attribute_count;
	for (size_t i = 0; i < own->room * width; i++)
		if (own->values[i] >= CONTRADICTING)
			own->values[i] = UINT32_MAX;
	for (size_t i = 0; i < own->room; i++)
		if (own->agreed[i] == CONTRADICTS)
			own->agreed[i] = 0;
}

static enum segbias_status check_joined(const struct segbias_risks_contacts *own, const struct segbias_log_facts *facts,
                                        struct segbias_error *error)
{
	uint64_t left_out = facts->nameless + facts->undated + facts->bad;
	if (own->log.count == 0 && left_out > 0) {
		segbias_error_set(error, SEGBIAS_DATA,
		                  "log_unusable|no row of the log can be used: without a person: %" PRIu64
		                  ", without a time: %" PRIu64 ", unreadable: %" PRIu64,
		                  facts->nameless, facts->undated, facts->bad);
		segbias_error_hint(error, "its columns of persons and of times are those that hold them; "
		                          "--missing-values names what stands for none");
		segbias_error_place(error, own->run->policy.risks.contacts.path, 0, 0);
		return SEGBIAS_DATA;
	}
	bool any = !own->log.joined;
	for (size_t i = 0; i < own->log.count && !any; i++)
		any = own->log.people[i].unit != UINT32_MAX;
	if (any)
		return SEGBIAS_OK;
	segbias_error_set(error, SEGBIAS_DATA, "log_of_others|no person of the log is one of the campaign");
	segbias_error_hint(
	    error, "--person names the column of the campaign that holds what the log calls them by; without it the "
		   "log is described without groups");
	segbias_error_place(error, own->run->policy.risks.contacts.path, 0, 0);
	return SEGBIAS_DATA;
}

enum segbias_status segbias_risks_contacts_read(struct segbias_risks_contacts *own, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_contacts_policy *policy = &own->run->policy.risks.contacts;
	const struct segbias_pair *marks[] = {&policy->complaint, &policy->unsubscribe, &policy->block};
	struct segbias_log_facts facts;
	struct segbias_risks_log *log = &own->log;
	SEGBIAS_TRY(find_wanted(own, error));
	SEGBIAS_TRY(read_log(own, &facts, error));
	log->joined = own->run->watch != NULL;
	if (log->joined)
		segbias_contacts_join(own->contacts, find, own);
	log->people = segbias_contacts_people(own->contacts, &log->count);
	SEGBIAS_TRY(check_joined(own, &facts, error));
	settle_values(own);
	log->values = own->values;
	log->width = own->run->matching.attribute_count;
	log->wanted = own->wanted;
	log->agreed = log->joined && own->run->matching.consent_column != UINT32_MAX ? own->agreed : NULL;
	log->email = facts.email;
	log->unread = facts.nameless + facts.undated + facts.bad > 0;
	log->untimed = facts.untimed > 0;
	log->unplaced_contacts = facts.unplaced_contacts > 0;
	log->unplaced_complaints = facts.unplaced_complaints > 0;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		log->recorded[i] = facts.held[i] > 0 || marks[i]->left.bytes;
	own->run->findings->risks.contact_log = facts.events ? "events" : "contacts";
	note_facts(own, &facts);
done:
	return status;
}

void segbias_risks_contacts_release(struct segbias_risks_contacts *own)
{
	segbias_contacts_free(own->contacts);
	free(own->values);
	free(own->agreed);
	free(own->wanted);
}
