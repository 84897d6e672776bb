/* Room: sources. What the other file of a comparison tells about this one: which columns it has too, and which values. */
#ifndef SEGBIAS_SOURCES_OTHER_H
#define SEGBIAS_SOURCES_OTHER_H

#include "tally/head.h"
#include "values/list.h"

/* Borrowed. Zero-initialised: there is no other file. */
struct segbias_other {
	const struct segbias_head *head; /* NULL: there is none */
	bool campaign;                   /* it is the campaign, so that ours is the reference */
	bool marginal;                   /* its attributes are the values of a column: */
	size_t attribute_field, value_field;
	const struct segbias_pair *maps; /* --map: campaign, reference */
	size_t map_count;
};

/* Whether the other file has an attribute of that name (by --map, normal form or synonym); identifiers are none. */
bool segbias_other_has(const struct segbias_other *other, struct segbias_label name);

/* Whether it lists the value, in normal form, in that attribute; false where it has no such attribute. Looks at the
 * file's head only. */
bool segbias_other_lists(const struct segbias_other *other, struct segbias_label name, struct segbias_label value);

/* Its column of that name (by --map, normal form or synonym), an identifier too; SEGBIAS_NO_FIELD: none, or a table of
 * margins. */
size_t segbias_other_field(const struct segbias_other *other, struct segbias_label name);

#endif
