#include "jobs/risks_contacts.h"

#include "sources/contact_log.h"

#include <inttypes.h>

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
	const struct segbias_run *run = own->campaign->run;
	const struct segbias_contacts_policy *policy = &run->policy.risks.contacts;
	struct segbias_log_cap caps[SEGBIAS_CAPS_MAX];
	const struct segbias_pair *marks[] = {&policy->complaint, &policy->unsubscribe, &policy->block};
	struct segbias_log_reading reading = {.contacts = policy->kind == SEGBIAS_LOG_CONTACTS,
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
	segbias_risks_campaign_open(run, policy->path, "contacts", &reading.of);
	for (size_t i = 0; i < policy->cap_count; i++)
		caps[i] = (struct segbias_log_cap){policy->caps[i].channel, WINDOWS[policy->caps[i].window]};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		reading.marks[i][0] = marks[i]->left;
		reading.marks[i][1] = marks[i]->right;
	}
	enum segbias_status status = segbias_contact_log_read(&reading, &own->contacts, facts, error);
	return status == SEGBIAS_OK ? check_clock(run, facts, error) : status;
}

/* What an option says of the log, and no row bears out. */
static void note_options(struct segbias_risks_contacts *own, const struct segbias_log_facts *facts)
{
	static const char *const OPTIONS[] = {"--complaint", "--unsubscribe", "--block"};
	const struct segbias_run *run = own->campaign->run;
	const struct segbias_contacts_policy *policy = &run->policy.risks.contacts;
	const struct segbias_pair *const marks[] = {&policy->complaint, &policy->unsubscribe, &policy->block};
	struct segbias_notes *notes = &run->findings->notes;
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
	const struct segbias_run *run = own->campaign->run;
	const char *path = run->policy.risks.contacts.path;
	double strangers = 0;
	double uncontacted = 0;
	for (size_t i = 0; i < own->log.count; i++) {
		strangers += run->watch && own->log.people[i].unit == UINT32_MAX;
		uncontacted += own->log.people[i].contacts == 0 && own->log.people[i].marks;
	}
	note_options(own, facts);
	segbias_risks_campaign_note(run, path, "log_nameless", (double)facts->nameless,
	                            "row of the log has no person, and is counted nowhere",
	                            "rows of the log have no person, and are counted nowhere");
	segbias_risks_campaign_note(run, path, "log_undated", (double)facts->undated,
	                            "row of the log has no time, and is counted nowhere",
	                            "rows of the log have no time, and are counted nowhere");
	segbias_risks_campaign_note(run, path, "log_bad_rows", (double)facts->bad,
	                            "row of the log could not be read, and is left out",
	                            "rows of the log could not be read, and are left out");
	segbias_risks_campaign_note(run, path, "log_unplaced", (double)facts->unplaced,
	                            "row of the log has no channel, and is in no figure of one",
	                            "rows of the log have no channel, and are in no figure of one");
	segbias_risks_campaign_note(run, path, "log_unsent", (double)facts->unsent,
	                            "message of the log was neither sent nor delivered in it, and is no contact",
	                            "messages of the log were neither sent nor delivered in it, and are no contacts");
	segbias_risks_campaign_note(run, path, "log_strangers", strangers,
	                            "person of the log is not in the campaign, and in no group",
	                            "persons of the log are not in the campaign, and in no group");
	segbias_risks_campaign_note(
	    run, path, "log_uncontacted", uncontacted,
	    "person of the log has complained, unsubscribed or blocked without a contact in it, and is in no rate of those "
	    "who were contacted",
	    "persons of the log have complained, unsubscribed or blocked without a contact in it, and are in no rate of "
	    "those who were contacted");
	if (run->policy.risks.contacts.quiet)
		segbias_risks_campaign_note(
		    run, path, "log_untimed", (double)facts->untimed,
		    "contact of the log has a day but no hour, and is in no figure of quiet hours",
		    "contacts of the log have a day but no hour, and are in no figure of quiet hours");
}

static enum segbias_status check_usable(const struct segbias_risks_contacts *own, const struct segbias_log_facts *facts,
                                        struct segbias_error *error)
{
	const struct segbias_run *run = own->campaign->run;
	uint64_t left_out = facts->nameless + facts->undated + facts->bad;
	if (own->log.count == 0 && left_out > 0) {
		segbias_error_set(error, SEGBIAS_DATA,
		                  "log_unusable|no row of the log can be used: without a person: %" PRIu64
		                  ", without a time: %" PRIu64 ", unreadable: %" PRIu64,
		                  facts->nameless, facts->undated, facts->bad);
		segbias_error_hint(error, "its columns of persons and of times are those that hold them; "
		                          "--missing-values names what stands for none");
		segbias_error_place(error, run->policy.risks.contacts.path, 0, 0);
		return SEGBIAS_DATA;
	}
	return SEGBIAS_OK;
}

enum segbias_status segbias_risks_contacts_read(struct segbias_risks_contacts *own, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_run *run = own->campaign->run;
	const struct segbias_contacts_policy *policy = &run->policy.risks.contacts;
	const struct segbias_pair *marks[] = {&policy->complaint, &policy->unsubscribe, &policy->block};
	struct segbias_log_facts facts;
	struct segbias_risks_log *log = &own->log;
	SEGBIAS_TRY(read_log(own, &facts, error));
	bool found = !run->watch;
	if (run->watch)
		segbias_contacts_join(own->contacts, segbias_risks_campaign_find, own->campaign);
	log->people = segbias_contacts_people(own->contacts, &log->count);
	SEGBIAS_TRY(check_usable(own, &facts, error));
	for (size_t i = 0; i < log->count && !found; i++)
		found = log->people[i].unit != UINT32_MAX;
	if (!found)
		SEGBIAS_TRY(segbias_risks_campaign_refuse(policy->path, error));
	log->email = facts.email;
	log->unread = facts.nameless + facts.undated + facts.bad > 0;
	log->untimed = facts.untimed > 0;
	log->unplaced_contacts = facts.unplaced_contacts > 0;
	log->unplaced_complaints = facts.unplaced_complaints > 0;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		log->recorded[i] = facts.held[i] > 0 || marks[i]->left.bytes;
	run->findings->risks.contact_log = facts.events ? "events" : "contacts";
	note_facts(own, &facts);
done:
	return status;
}

void segbias_risks_contacts_release(struct segbias_risks_contacts *own)
{
	segbias_contacts_free(own->contacts);
}
