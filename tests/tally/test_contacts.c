/* The class contact: counters of a person, whatever the order of the rows. */
#include "tally/contacts.h"

#include <criterion/criterion.h>
#include <string.h>

enum { ROWS = 8, DAY = 86400 };

/* Person, channel, day, marks; by hand below. */
static const struct {
	const char *person;
	uint32_t channel;
	int64_t day;
	unsigned marks;
	bool delivered;
} LOG[ROWS] = {
    {"a", 1, 1, 0, true}, {"a", 1, 1, 0, true},
    {"a", 2, 2, 0, true}, {"a", 1, 3, SEGBIAS_CONTACT_UNSUBSCRIBE, false},
    {"a", 2, 9, 0, true}, {"b", 1, 5, SEGBIAS_CONTACT_UNSUBSCRIBE | SEGBIAS_CONTACT_COMPLAINT, true},
    {"b", 1, 8, 0, true}, {"c", 1, 1, SEGBIAS_CONTACT_BLOCK, false},
};

static uint32_t unit_of(const void *context, struct segbias_label person)
{
	(void)context;
	return person.bytes[0] == 'c' ? UINT32_MAX : (uint32_t)(person.bytes[0] - 'a');
}

static void pour(size_t step, struct segbias_contacts **out)
{
	cr_assert(segbias_contacts_create(2, 2 * DAY, out));
	for (size_t i = 0; i < ROWS; i++) {
		size_t at = (i * step + 3) % ROWS;
		const int64_t windows[] = {LOG[at].day, LOG[at].day / 7};
		const bool counts[] = {true, LOG[at].channel == 1};
		const struct segbias_contact contact = {.person = segbias_label_of(LOG[at].person),
		                                        .channel = LOG[at].channel,
		                                        .email = LOG[at].channel == 1,
		                                        .delivered = LOG[at].delivered,
		                                        .timed = true,
		                                        .quiet = LOG[at].day == 9,
		                                        .marks = LOG[at].marks,
		                                        .instant = LOG[at].day * DAY,
		                                        .windows = windows,
		                                        .counts = counts};
		cr_assert(segbias_contacts_add(*out, &contact));
	}
	segbias_contacts_finish(*out);
	segbias_contacts_join(*out, unit_of, NULL);
}

/* a: 4 contacts, 2 of them by channel 1, on one day; unsubscribed there on day 3, and was contacted by the other channel only. b: contacted
 * 3 days after unsubscribing, which is more than 2. c: none. */
Test(contacts, of_every_order)
{
	static const size_t STEPS[] = {1, 3, 5, 7};
	for (size_t s = 0; s < 4; s++) {
		struct segbias_contacts *contacts = NULL;
		size_t count = 0;
		pour(STEPS[s], &contacts);
		const struct segbias_contacted *people = segbias_contacts_people(contacts, &count);
		cr_assert_eq(count, 3);
		for (size_t i = 0; i < count; i++) {
			const struct segbias_contacted *p = &people[i];
			if (p->unit == 0)
				cr_expect(p->contacts == 4 && p->email_contacts == 2 && p->quiet == 1 &&
				          p->unsubscribed && !p->after && p->fullest[0] == 2 && p->fullest[1] == 2 &&
				          p->marks == SEGBIAS_CONTACT_UNSUBSCRIBE);
			else if (p->unit == 1)
				cr_expect(p->contacts == 2 && p->email_complaints == 1 && p->after &&
				          p->fullest[0] == 1 && p->fullest[1] == 1);
			else
				cr_expect(p->contacts == 0 && p->marks == SEGBIAS_CONTACT_BLOCK && p->fullest[0] == 0);
		}
		segbias_contacts_free(contacts);
	}
}
