/* Room: base. What gives the bytes of a CSV file that is none: a table that another program reads. A byte stream (base/stream.h) takes
 * it over.
 *
 * Belongs here: what such a thing must be able to do. Does not belong here: which program, and how it is asked (sources/engine.h).
 */
#ifndef SEGBIAS_BASE_FEED_H
#define SEGBIAS_BASE_FEED_H

#include "base/error.h"
#include "base/text.h"

struct segbias_feed;

struct segbias_feed_class {
	/* Reads 1..capacity bytes of UTF-8; *size is 0 at the end only, when it is known that nothing is missing. Messages name no file. */
	enum segbias_status (*read)(struct segbias_feed *feed, char *buffer, size_t capacity, size_t *size,
	                            struct segbias_error *error);
	void (*free)(struct segbias_feed *feed);
	/* The type, as its program writes it, of a column whose values have no text; NULL: they have, or there is no such column. */
	const char *(*untold)(const struct segbias_feed *feed, struct segbias_label column);
	/* Whether the values of the column are numbers by their type: with a decimal point, and nothing between thousands. */
	bool (*numbers)(const struct segbias_feed *feed, struct segbias_label column);
};

/* The first member of every feed. */
struct segbias_feed {
	const struct segbias_feed_class *class;
	uint64_t bytes;      /* of the file itself; 0: it is none */
	const char *program; /* what gives them, by name */
	bool unconfined;     /* … and the system could not confine it */
	char sha256[65];     /* … empty: it was not asked for, or it is none */
};

#endif
