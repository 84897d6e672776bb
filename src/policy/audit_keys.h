/* Room: policy. What an audit goes by beside the options: the keys of the policy file that say what only a person knows.
 *
 * Belongs here: the keys, read and checked alone. Does not belong here: any rate.
 */
#ifndef SEGBIAS_POLICY_AUDIT_KEYS_H
#define SEGBIAS_POLICY_AUDIT_KEYS_H

#include "base/text.h"
#include "policy/gate.h"

enum segbias_published {
#define PUBLICATION(name, is_day, when, what) SEGBIAS_PUBLICATION_##name,
#include "policy/publication.def"
#undef PUBLICATION
	SEGBIAS_PUBLICATION_COUNT,
};

/* When a field of the publication must be there: always, where it applies, or with those of its kind. */
enum segbias_publication_when {
	SEGBIAS_PUBLICATION_ALWAYS,
	SEGBIAS_PUBLICATION_SOMETIMES,
	SEGBIAS_PUBLICATION_TOGETHER,
};

struct segbias_publication_field {
	const char *name; /* as the policy writes it */
	const char *what; /* it is, in words */
	bool is_day;
	enum segbias_publication_when when;
};

extern const struct segbias_publication_field segbias_publication_fields[SEGBIAS_PUBLICATION_COUNT];

struct segbias_audit_keys {
	bool practical_given; /* a significant difference breaches although the ratio is not under four fifths … */
	double practical;     /* … from this difference of two rates on (0: any) … */
	struct segbias_label why;       /* … for this reason; bytes NULL: none is given */
	struct segbias_label min_share; /* why groups of few are left out; bytes NULL: not said */
	struct segbias_label publication[SEGBIAS_PUBLICATION_COUNT]; /* bytes NULL: not said */
	struct segbias_gate_place publication_places[SEGBIAS_PUBLICATION_COUNT];
};

/* Whether the field is one that has to be said, and is not. */
bool segbias_publication_lacks(const struct segbias_audit_keys *keys, enum segbias_published field);

#endif
