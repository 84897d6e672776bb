/* Room: sources. Files that are no table as they stand, but hold one in a form of their own: each is written anew as a long
 * table, and read on as any other. One form a file, recast_NAME.c, and a row in recasts.def.
 *
 * Belongs here: which bytes are of such a form. Does not belong here: columns that are values of an attribute (melt.h).
 */
#ifndef SEGBIAS_SOURCES_RECAST_H
#define SEGBIAS_SOURCES_RECAST_H

#include "sources/melt.h"

struct segbias_recast {
	const char *name;
	char delimiter; /* of what is written; 0: that of the file */
	/* Errors: SEGBIAS_DATA where only the user can tell; SEGBIAS_SYSTEM. */
	enum segbias_status (*is)(const struct segbias_melting *file, bool *found, struct segbias_error *error);
	/* Errors: SEGBIAS_DATA where the form is broken; SEGBIAS_SYSTEM. */
	enum segbias_status (*write)(const struct segbias_melting *file, struct segbias_melted *out,
	                             struct segbias_error *error);
};

/* The form of the bytes; *out NULL: of none. Errors: those of `is`. */
enum segbias_status segbias_recast_find(const struct segbias_melting *file, const struct segbias_recast **out,
                                        struct segbias_error *error);

#endif
