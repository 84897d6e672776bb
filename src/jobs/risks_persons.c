#include "jobs/risks_persons.h"

#include "base/memory.h"
#include "base/number.h"
#include "tally/clusters.h"

#include <stdlib.h>
#include <string.h>

/* A person's records say two values: none is known. */
#define CONTRADICTING (UINT32_MAX - 1)
enum { AGREED = 1, NOT_AGREED, CONTRADICTS };

/* --- the campaign's persons ------------------------------------------------------------------------------------------ */

static bool make_room(struct segbias_risks_campaign *own, uint32_t person)
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
	struct segbias_risks_campaign *own = context;
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

void segbias_risks_campaign_watch(struct segbias_risks_campaign *own)
{
	const struct segbias_risks_policy *policy = &own->run->policy.risks;
	own->watch = (struct segbias_record_watch){see, own};
	if ((policy->contacts.path || policy->items) && own->run->policy.person.bytes)
		own->run->watch = &own->watch;
}

uint32_t segbias_risks_campaign_find(const void *context, struct segbias_label person)
{
	const struct segbias_risks_campaign *own = context;
	uint32_t unit = segbias_clusters_find(segbias_tally_clusters(own->run->campaign_tally), person);
	return unit < own->room ? unit : UINT32_MAX;
}

/* --- groups ---------------------------------------------------------------------------------------------------------- */

static enum segbias_status find_wanted(struct segbias_risks_campaign *own, struct segbias_error *error)
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
static void settle_values(struct segbias_risks_campaign *own)
{
	size_t width = own->run->matching.attribute_count;
	for (size_t i = 0; i < own->room * width; i++)
		if (own->values[i] >= CONTRADICTING)
			own->values[i] = UINT32_MAX;
	for (size_t i = 0; i < own->room; i++)
		if (own->agreed[i] == CONTRADICTS)
			own->agreed[i] = 0;
}

enum segbias_status segbias_risks_campaign_settle(struct segbias_risks_campaign *own, struct segbias_risks_persons *out,
                                                  struct segbias_error *error)
{
	enum segbias_status status = find_wanted(own, error);
	if (status != SEGBIAS_OK)
		return status;
	settle_values(own);
	bool joined = own->run->watch != NULL;
	*out = (struct segbias_risks_persons){
	    .joined = joined,
	    .values = own->values,
	    .width = own->run->matching.attribute_count,
	    .wanted = own->wanted,
	    .agreed = joined && own->run->matching.consent_column != UINT32_MAX ? own->agreed : NULL};
	return SEGBIAS_OK;
}

enum segbias_status segbias_risks_campaign_refuse(const char *path, struct segbias_error *error)
{
	segbias_error_set(error, SEGBIAS_DATA, "log_of_others|no person of the log is one of the campaign");
	segbias_error_hint(
	    error, "--person names the column of the campaign that holds what the log calls them by; without it the "
		   "log is described without groups");
	segbias_error_place(error, path, 0, 0);
	return SEGBIAS_DATA;
}

void segbias_risks_campaign_open(const struct segbias_run *run, const char *path, const char *option,
                                 struct segbias_log_opening *out)
{
	*out = (struct segbias_log_opening){.path = path,
	                                    .option = option,
	                                    .inlet = segbias_options_inlet(run->options, path),
	                                    .watch = run->options->watch,
	                                    .hash_always = run->options->hash,
	                                    .skip_bad = run->options->skip_bad,
	                                    .missing = &run->policy.missing,
	                                    .person = run->policy.person};
}

void segbias_risks_campaign_note(const struct segbias_run *run, const char *path, const char *code, double count,
                                 const char *one, const char *many)
{
	char number[SEGBIAS_NUMBER_MAX];
	if (!(count > 0))
		return;
	struct segbias_error *added = segbias_notes_add(&run->findings->notes, code, "%s %s",
	                                                segbias_number_group(count, number), count == 1 ? one : many);
	segbias_error_place(added, path, 0, 0);
}

void segbias_risks_campaign_release(struct segbias_risks_campaign *own)
{
	free(own->values);
	free(own->agreed);
	free(own->wanted);
}
