#include "tally/contacts.h"

#include "base/intern.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* What a person had in a channel. */
struct in_channel {
	uint32_t person;
	bool contacted, unsubscribed, unplaced;
	int64_t last, first;            /* contact, unsubscribing: surely that late, and that early … */
	int64_t last_most, first_least; /* … and as it may be, where only the day is known */
};

struct window {
	uint32_t person, cap, count;
};

struct segbias_contacts {
	size_t caps;
	int64_t grace;
	struct segbias_intern names, channel_keys, window_keys;
	struct segbias_contacted *people; /* [count] */
	struct in_channel *channels;      /* [channel_keys.size] */
	struct window *windows;           /* [window_keys.size] */
	size_t count, people_room, channel_room, window_room;
};

bool segbias_contacts_create(size_t caps, int64_t grace, struct segbias_contacts **out)
{
	struct segbias_contacts *contacts = segbias_memory_zeroed(1, sizeof *contacts);
	if (!contacts)
		return false;
	contacts->caps = caps;
	contacts->grace = grace;
	*out = contacts;
	return true;
}

/* What only the rows need. */
static void release_rows(struct segbias_contacts *contacts)
{
	segbias_intern_release(&contacts->channel_keys);
	segbias_intern_release(&contacts->window_keys);
	free(contacts->channels);
	free(contacts->windows);
	contacts->channels = NULL;
	contacts->windows = NULL;
}

void segbias_contacts_free(struct segbias_contacts *contacts)
{
	if (!contacts)
		return;
	release_rows(contacts);
	segbias_intern_release(&contacts->names);
	free(contacts->people);
	free(contacts);
}

static bool find_person(struct segbias_contacts *contacts, struct segbias_label name, uint32_t *person)
{
	*person = segbias_intern_add(&contacts->names, name);
	if (*person == SEGBIAS_INTERN_NONE)
		return false;
	struct segbias_contacted *people =
	    segbias_memory_room(contacts->people, *person, &contacts->people_room, sizeof *people);
	if (!people)
		return false;
	contacts->people = people;
	if (*person == contacts->count)
		people[contacts->count++] =
		    (struct segbias_contacted){.unit = UINT32_MAX, .last = INT64_MIN, .first = INT64_MAX};
	return true;
}

static bool add_channel(struct segbias_contacts *contacts, uint32_t person, const struct segbias_contact *contact)
{
	const uint32_t key[] = {person, contact->channel};
	uint32_t before = contacts->channel_keys.size;
	uint32_t at =
	    segbias_intern_add(&contacts->channel_keys, (struct segbias_label){(const char *)key, sizeof key});
	if (at == SEGBIAS_INTERN_NONE)
		return false;
	struct in_channel *channels =
	    segbias_memory_room(contacts->channels, at, &contacts->channel_room, sizeof *channels);
	if (!channels)
		return false;
	contacts->channels = channels;
	struct in_channel *own = &channels[at];
	if (at == before)
		*own = (struct in_channel){.person = person, .unplaced = contact->unplaced};
	int64_t latest = contact->instant + contact->slack;
	if (contact->delivered) {
		own->last = own->contacted && own->last > contact->instant ? own->last : contact->instant;
		own->last_most = own->contacted && own->last_most > latest ? own->last_most : latest;
		own->contacted = true;
	}
	if (contact->marks & SEGBIAS_CONTACT_UNSUBSCRIBE) {
		bool known = own->unsubscribed;
		own->first = known && own->first < latest ? own->first : latest;
		own->first_least = known && own->first_least < contact->instant ? own->first_least : contact->instant;
		own->unsubscribed = true;
	}
	return true;
}

static bool add_window(struct segbias_contacts *contacts, uint32_t person, uint32_t cap, int64_t number)
{
	const int64_t key[] = {(int64_t)person * SEGBIAS_CONTACT_CAPS_MAX + cap, number};
	uint32_t before = contacts->window_keys.size;
	uint32_t at = segbias_intern_add(&contacts->window_keys, (struct segbias_label){(const char *)key, sizeof key});
	if (at == SEGBIAS_INTERN_NONE)
		return false;
	struct window *windows = segbias_memory_room(contacts->windows, at, &contacts->window_room, sizeof *windows);
	if (!windows)
		return false;
	contacts->windows = windows;
	if (at == before)
		windows[at] = (struct window){person, cap, 0};
	windows[at].count++;
	return true;
}

bool segbias_contacts_add(struct segbias_contacts *contacts, const struct segbias_contact *contact)
{
	uint32_t person = 0;
	if (!find_person(contacts, contact->person, &person) || !add_channel(contacts, person, contact))
		return false;
	struct segbias_contacted *own = &contacts->people[person];
	own->marks |= contact->marks;
	own->unplaced = own->unplaced ||
	                (contact->unplaced && (contact->delivered || (contact->marks & SEGBIAS_CONTACT_UNSUBSCRIBE)));
	own->email_complaints += contact->email && (contact->marks & SEGBIAS_CONTACT_COMPLAINT) != 0;
	if (!contact->delivered)
		return true;
	own->contacts++;
	own->email_contacts += contact->email;
	own->timed += contact->timed;
	own->quiet += contact->quiet;
	for (size_t cap = 0; cap < contacts->caps; cap++)
		if (contact->counts[cap] && !add_window(contacts, person, (uint32_t)cap, contact->windows[cap]))
			return false;
	return true;
}

void segbias_contacts_finish(struct segbias_contacts *contacts)
{
	for (uint32_t i = 0; i < contacts->window_keys.size; i++) {
		const struct window *window = &contacts->windows[i];
		uint32_t *fullest = &contacts->people[window->person].fullest[window->cap];
		*fullest = window->count > *fullest ? window->count : *fullest;
	}
	for (uint32_t i = 0; i < contacts->channel_keys.size; i++) {
		const struct in_channel *own = &contacts->channels[i];
		struct segbias_contacted *person = &contacts->people[own->person];
		person->unsubscribed = person->unsubscribed || own->unsubscribed;
		bool both = own->unsubscribed && own->contacted;
		person->after = person->after || (both && !own->unplaced && own->last > own->first + contacts->grace);
		person->maybe_after =
		    person->maybe_after || (both && own->last_most > own->first_least + contacts->grace);
		person->last = own->contacted && own->last_most > person->last ? own->last_most : person->last;
		person->first =
		    own->unsubscribed && own->first_least < person->first ? own->first_least : person->first;
	}
	/* What is of no channel that is known may be of any. */
	for (size_t i = 0; i < contacts->count; i++) {
		struct segbias_contacted *person = &contacts->people[i];
		if (person->unplaced && person->contacts > 0 && person->unsubscribed)
			person->maybe_after = person->maybe_after || person->last > person->first + contacts->grace;
		person->maybe_after = person->maybe_after && !person->after;
	}
	release_rows(contacts);
}

void segbias_contacts_join(struct segbias_contacts *contacts,
                           uint32_t (*find)(const void *context, struct segbias_label person), const void *context)
{
	for (uint32_t i = 0; i < contacts->count; i++)
		contacts->people[i].unit = find(context, contacts->names.labels[i]);
	segbias_intern_release(&contacts->names);
}

const struct segbias_contacted *segbias_contacts_people(const struct segbias_contacts *contacts, size_t *count)
{
	*count = contacts->count;
	return contacts->people;
}
