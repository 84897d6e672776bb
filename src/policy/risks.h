/* Room: policy. What the register of risks goes by: its options, and the keys of the policy file that say what only a person
 * knows.
 *
 * Belongs here: both, read and checked alone. Does not belong here: any figure.
 */
#ifndef SEGBIAS_POLICY_RISKS_H
#define SEGBIAS_POLICY_RISKS_H

#include "policy/contacts.h"
#include "policy/option.h"
#include "values/date.h"
#include "values/list.h"

/* A table has four columns at most, and one of them is --sensitive. */
enum { SEGBIAS_QUASI_MAX = 4 };

struct segbias_risks_policy {
	struct segbias_label *quasi; /* [quasi_count]; 0: none */
	size_t quasi_count;
	struct segbias_label sensitive, collected, country; /* columns; bytes NULL: none */
	double k;
	double risk_max;       /* NaN: no limit */
	int months, days;      /* of --retention … */
	const char *retention; /* … as it is written; NULL: none */
	struct segbias_contacts_policy contacts;
	const char *items, *history, *catalogue; /* paths of logs and of a list; NULL: there is none */
};

/* What may fail the register. */
enum segbias_risks_fail {
	SEGBIAS_RISKS_FAIL_OVER,
	SEGBIAS_RISKS_FAIL_UNMET,
	SEGBIAS_RISKS_FAIL_UNCLEAR,
	SEGBIAS_RISKS_FAILS
};

extern const char *const segbias_risks_fail_names[SEGBIAS_RISKS_FAILS];

enum { SEGBIAS_RISKS_WITHIN = 9 };

/* Of the policy file; all of it belongs to the file's arena. */
struct segbias_risks_keys {
	const char *fail_on;               /* as --fail-on has it; NULL: not said */
	bool within[SEGBIAS_RISKS_WITHIN]; /* which options the key risks has, by its own order */
	struct segbias_pair *purposes;     /* [purpose_count]: column, text */
	size_t purpose_count;
	struct segbias_label *recipients; /* [recipient_count] */
	size_t recipient_count;
	bool recipients_given;                                 /* an empty list says that there are none */
	struct segbias_label reference_source, reference_date; /* bytes NULL: not said */
	struct segbias_pair *jurisdictions;                    /* [jurisdiction_count]: country, legal basis */
	size_t jurisdiction_count;
	struct segbias_label controller, contact, rights; /* of the notice; bytes NULL: not said */
};

enum { SEGBIAS_RISKS_KEYS = 7 };

/* The keys of the root that are the register's: what people say of a campaign, and no other job asks for. */
extern const char *const segbias_risks_key_names[SEGBIAS_RISKS_KEYS];

/* Whether the option stands in the key risks, where other jobs leave it aside without a word. */
bool segbias_policy_within_risks(const struct segbias_risks_keys *keys, const char *option);

/* What the options say. Errors: SEGBIAS_USAGE, SEGBIAS_SYSTEM. */
enum segbias_status segbias_policy_read_risks(const struct segbias_options *options, struct segbias_arena *arena,
                                              struct segbias_risks_policy *out, struct segbias_error *error);

/* --fail-on of the register; NULL: nothing fails it. Errors: SEGBIAS_USAGE. */
enum segbias_status segbias_policy_risks_fail(const char *text, bool out[static SEGBIAS_RISKS_FAILS],
                                              struct segbias_error *error);

/* "8 quarters", "24 months", "90 days" as months or days; false: it is no such time. */
bool segbias_policy_time(struct segbias_label text, int *months, int *days);

#endif
