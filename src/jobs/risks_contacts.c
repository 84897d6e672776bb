#include "jobs/risks_contacts.h"

#include "sources/contact_log.h"

/* --- the log ----------------------------------------------------------------------------------------------------------- */

static int64_t day_itself(int64_t day)
{
	return day;
}

static enum segbias_status check_clock(const struct segbias_run *run, const struct segbias_log_facts *facts,
                                       struct segbias_error *error)
{
	const struct segbias_contacts_policy *policy = &run->policy.risks.contacts;
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
	segbias_risks_campaign_open(run, policy->path, &reading.of);
	for (size_t i = 0; i < policy->cap_count; i++)
		caps[i] = (struct segbias_log_cap){policy->caps[i].channel, WINDOWS[policy->caps[i].window]};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		reading.marks[i][0] = marks[i]->left;
		reading.marks[i][1] = marks[i]->right;
	}
	enum segbias_status status = segbias_contact_log_read(&reading, &own->contacts, facts, error);
	return status == SEGBIAS_OK ? check_clock(run, facts, error) : status;
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
	segbias_risks_campaign_note(run, path, "log_nameless", (double)facts->nameless,
	                            "row of the log has no person, and is counted nowhere",
	                            "rows of the log have no person, and are counted nowhere");
	segbias_risks_campaign_note(run, path, "log_undated", (double)facts->undated,
	                            "row of the log has no time, and is counted nowhere",
	                            "rows of the log have no time, and are counted nowhere");
	segbias_risks_campaign_note(run, path, "log_bad_rows", (double)facts->bad,
	                            "row of the log could not be read, and is left out",
	                            "rows of the log could not be read, and are left out");
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
	for (size_t i = 0; i < log->count && !found; i++)
		found = log->people[i].unit != UINT32_MAX;
	if (!found)
		SEGBIAS_TRY(segbias_risks_campaign_refuse(policy->path, error));
	log->email = facts.email;
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
