#include "jobs/risks_items.h"

/* Returns the status. */
static enum segbias_status place(const char *path, const char *hint, enum segbias_status status,
                                 struct segbias_error *error)
{
	segbias_error_hint(error, "%s", hint);
	segbias_error_place(error, path, 0, 0);
	return status;
}

static enum segbias_status refuse_unread(const char *path, const char *hint, struct segbias_error *error)
{
	return place(path, hint,
	             segbias_error_set(error, SEGBIAS_DATA, "log_unread|no row of the log has a person and a category"),
	             error);
}

/* --- the catalogue ------------------------------------------------------------------------------------------------- */

static enum segbias_status read_catalogue(struct segbias_risks_items_read *own, struct segbias_error *error)
{
	const struct segbias_run *run = own->campaign->run;
	const char *path = run->policy.risks.catalogue;
	struct segbias_log_opening of;
	struct segbias_item_log_facts facts;
	uint64_t repeated = 0;
	segbias_risks_campaign_open(run, path, "catalogue", &of);
	enum segbias_status status = segbias_catalogue_read(&of, &own->catalogue, &facts, &repeated, error);
	if (status != SEGBIAS_OK)
		return status;
	if (own->catalogue.items.size == 0) {
		segbias_error_set(error, SEGBIAS_DATA, "catalogue_empty|the catalogue names no item");
		segbias_error_place(error, path, 0, 0);
		return SEGBIAS_DATA;
	}
	segbias_risks_campaign_note(run, path, "catalogue_repeated", (double)repeated,
	                            "row of the catalogue names an item that it has already, and counts once",
	                            "rows of the catalogue name items that it has already, and count once");
	segbias_risks_campaign_note(run, path, "catalogue_nameless", (double)facts.nameless,
	                            "row of the catalogue has no item, and is counted nowhere",
	                            "rows of the catalogue have no item, and are counted nowhere");
	segbias_risks_campaign_note(run, path, "log_bad_rows", (double)facts.bad,
	                            "row of the catalogue could not be read, and is left out",
	                            "rows of the catalogue could not be read, and are left out");
	return SEGBIAS_OK;
}

/* --- the logs ------------------------------------------------------------------------------------------------------ */

static void note_rows(const struct segbias_run *run, const char *path, const struct segbias_item_log_facts *facts)
{
	segbias_risks_campaign_note(run, path, "log_nameless", (double)facts->nameless,
	                            "row of the log has no person, and is counted nowhere",
	                            "rows of the log have no person, and are counted nowhere");
	segbias_risks_campaign_note(run, path, "log_uncategorised", (double)facts->uncategorised,
	                            "row of the log has no category, and is in no figure of categories",
	                            "rows of the log have no category, and are in no figure of categories");
	segbias_risks_campaign_note(run, path, "log_bad_rows", (double)facts->bad,
	                            "row of the log could not be read, and is left out",
	                            "rows of the log could not be read, and are left out");
	segbias_risks_campaign_note(
	    run, path, "log_unlisted", (double)facts->unlisted,
	    "row of the log has an item that is not in the catalogue, and is in no figure of it",
	    "rows of the log have items that are not in the catalogue, and are in no figure of it");
	segbias_risks_campaign_note(run, path, "log_again", (double)facts->again,
	                            "row of the log is of an exposure that another row is of, and does not count again",
	                            "rows of the log are of exposures that other rows are of, and do not count again");
	segbias_risks_campaign_note(
	    run, path, "log_shared", (double)facts->shared,
	    "row of the log has the exposure's id, person and category of another one, and counts, as its item is not known: "
	    "it may be the same exposure",
	    "rows of the log have the exposure's id, person and category of others, and count, as their items are not known: "
	    "they may be the same exposures");
	segbias_risks_campaign_note(
	    run, path, "log_crossed", (double)facts->crossed,
	    "item of the log has several categories: where it was shown once, and has a row for each, it counts for each",
	    "items of the log have several categories: where one was shown once, and has a row for each, it counts for "
	    "each");
	segbias_risks_campaign_note(
	    run, path, "log_joined", (double)facts->joined,
	    "category of the log may be several (it has | or ; or a comma in it), and counts as one",
	    "categories of the log may be several (they have | or ; or a comma in them), and count as one each");
	segbias_risks_campaign_note(run, path, "log_unshown", (double)facts->unshown,
	                            "row of the history is of somebody who was shown nothing, and is in no figure",
	                            "rows of the history are of people who were shown nothing, and are in no figure");
}

static enum segbias_status read_shown(const struct segbias_risks_items_read *own, const struct segbias_item_logs *logs,
                                      struct segbias_error *error)
{
	const struct segbias_run *run = own->campaign->run;
	const char *path = run->policy.risks.items;
	struct segbias_log_opening of;
	struct segbias_item_log_facts facts;
	segbias_risks_campaign_open(run, path, "items", &of);
	enum segbias_status status = segbias_item_log_read(&of, false, logs, &facts, error);
	if (status != SEGBIAS_OK)
		return status;
	if (logs->catalogue && facts.listed == 0)
		return place(path, "--catalogue names a list of the items in the log, by the same codes",
		             segbias_error_set(error, SEGBIAS_DATA,
		                               "catalogue_of_others|no item of the log is in the catalogue"),
		             error);
	if (facts.read == 0)
		return refuse_unread(path, "a row says who was shown something, and of which category it is", error);
	note_rows(run, path, &facts);
	return SEGBIAS_OK;
}

static enum segbias_status read_chosen(const struct segbias_risks_items_read *own, const struct segbias_item_logs *logs,
                                       struct segbias_error *error)
{
	const struct segbias_run *run = own->campaign->run;
	const char *path = run->policy.risks.history;
	struct segbias_log_opening of;
	struct segbias_item_log_facts facts;
	segbias_risks_campaign_open(run, path, "history", &of);
	enum segbias_status status = segbias_item_log_read(&of, true, logs, &facts, error);
	if (status != SEGBIAS_OK)
		return status;
	if (facts.read == 0)
		return refuse_unread(path, "a row says who chose something, and of which category it is", error);
	if (facts.read == facts.unshown)
		return place(path, "both call people by the same names, such as their number",
		             segbias_error_set(error, SEGBIAS_DATA,
		                               "history_of_others|no person of the history is one of the log of items"),
		             error);
	if (!facts.common)
		return place(
		    path, "both name categories alike; otherwise everything would be new to everybody",
		    segbias_error_set(error, SEGBIAS_DATA,
		                      "history_of_others|no category of the history is one of the log of items"),
		    error);
	note_rows(run, path, &facts);
	/* On one side alone it is what people were not shown, or did not choose. */
	bool both = 10 * facts.unmatched >= facts.read && 10 * facts.unchosen >= facts.all_shown;
	segbias_risks_campaign_note(
	    run, path, "history_unmatched", both ? (double)facts.unmatched : 0,
	    "row of the history is of a category that nobody was shown, and some were shown that nobody chose: one that has "
	    "another name in each log counts as new",
	    "rows of the history are of categories that nobody was shown, and some were shown that nobody chose: one that "
	    "has another name in each log counts as new");
	return SEGBIAS_OK;
}

/* A log that was summed up has a row for each category of a person: nobody has any twice. Of few people it is so by chance. */
static void note_once(const struct segbias_risks_items_read *own, bool history)
{
	enum { SUSPECT = 20 };
	const struct segbias_run *run = own->campaign->run;
	const struct segbias_risks_policy *policy = &run->policy.risks;
	double several = 0;
	bool twice = false;
	for (size_t i = 0; i < own->items.count; i++) {
		const struct segbias_exposed *person = &own->items.people[i];
		several += (history ? person->chosen : person->shown) > 1;
		for (size_t c = 0; c < person->count && !twice; c++)
			twice = (history ? person->cells[c].chosen : person->cells[c].shown) > 1;
	}
	if (twice || several < SUSPECT)
		return;
	static const char *const NONE =
	    "persons have several rows in the log, and none has a category twice: where a row of it is "
	    "several things of one category, no figure of categories is right";
	segbias_risks_campaign_note(run, history ? policy->history : policy->items, "log_once", several, NONE, NONE);
}

static enum segbias_status join(struct segbias_risks_items_read *own, struct segbias_error *error)
{
	const struct segbias_run *run = own->campaign->run;
	const char *path = run->policy.risks.items;
	double strangers = 0;
	if (run->watch)
		segbias_exposures_join(own->exposures, segbias_risks_campaign_find, own->campaign);
	own->items.people = segbias_exposures_people(own->exposures, &own->items.count);
	for (size_t i = 0; run->watch && i < own->items.count; i++)
		strangers += own->items.people[i].unit == UINT32_MAX;
	if (run->watch && strangers == (double)own->items.count)
		return segbias_risks_campaign_refuse(path, error);
	note_once(own, false);
	if (run->policy.risks.history)
		note_once(own, true);
	segbias_risks_campaign_note(run, path, "log_strangers", strangers,
	                            "person of the log is not in the campaign, and in no group",
	                            "persons of the log are not in the campaign, and in no group");
	return SEGBIAS_OK;
}

enum segbias_status segbias_risks_items_read(struct segbias_risks_items_read *own, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_risks_policy *policy = &own->campaign->run->policy.risks;
	struct segbias_categories categories = {.spelt = {.room = 0}};
	struct segbias_item_logs logs = {.categories = &categories,
	                                 .catalogue = policy->catalogue ? &own->catalogue : NULL};
	if (!segbias_exposures_create(&own->exposures))
		SEGBIAS_TRY(segbias_error_memory(error));
	logs.exposures = own->exposures;
	if (policy->catalogue)
		SEGBIAS_TRY(read_catalogue(own, error));
	SEGBIAS_TRY(read_shown(own, &logs, error));
	if (policy->history)
		SEGBIAS_TRY(read_chosen(own, &logs, error));
	segbias_exposures_finish(own->exposures);
	SEGBIAS_TRY(join(own, error));
	own->items.history = policy->history != NULL;
	own->items.listed = policy->catalogue != NULL;
	if (policy->catalogue)
		segbias_catalogue_finish(&own->catalogue, &own->items.item_count);
	own->items.shown = own->catalogue.shown;
done:
	segbias_categories_release(&categories);
	return status;
}

void segbias_risks_items_release(struct segbias_risks_items_read *own)
{
	segbias_exposures_free(own->exposures);
	segbias_catalogue_release(&own->catalogue);
}
