/* Room: sources. A log of what people were shown, and one of what they chose themselves, poured into the class exposure
 * (tally/exposures.h); and the catalogue of all items. A row is one exposure, or one choice: where a column says that rows are of several
 * kinds, it is asked. Each file is read once. */
#ifndef SEGBIAS_SOURCES_ITEM_LOG_H
#define SEGBIAS_SOURCES_ITEM_LOG_H

#include "sources/log_file.h"
#include "tally/catalogue.h"
#include "tally/exposures.h"

/* Categories of both logs, by their normal form. Zero-initialise. */
struct segbias_categories {
	struct segbias_log_spelt spelt;
	struct segbias_intern folded;
	struct segbias_category_rows *rows; /* [folded.size] */
	size_t room;
};

/* How many rows of each log are of it. */
struct segbias_category_rows {
	uint64_t shown, chosen;
};

void segbias_categories_release(struct segbias_categories *categories);

/* What the logs have in common. */
struct segbias_item_logs {
	struct segbias_exposures *exposures;
	struct segbias_categories *categories;
	struct segbias_catalogue *catalogue; /* NULL: there is none */
};

struct segbias_item_log_facts {
	uint64_t nameless;      /* rows without a person */
	uint64_t uncategorised; /* without a category */
	uint64_t bad;           /* and those that could not be read */
	uint64_t read;          /* and those with both */
	uint64_t unlisted;      /* whose item is none of the catalogue, or is not known */
	uint64_t listed;        /* whose item is */
	uint64_t again;         /* rows of an exposure that another row is already, and that are not counted again */
	uint64_t
	    shared; /* rows that have an exposure's id, person and category of another one, of items that are not known, and count */
	uint64_t crossed;   /* items of which rows say several categories */
	uint64_t joined;    /* categories that look like several, that no log had before */
	uint64_t unshown;   /* of a history: of people who were shown nothing */
	bool common;        /* and a category of it is one of what was shown */
	uint64_t unmatched; /* and rows of it whose category nobody was shown */
	uint64_t unchosen;  /* and rows of what was shown whose category nobody chose, */
	uint64_t all_shown; /* of so many */
};

/* A column of items. Errors: SEGBIAS_DATA where it cannot be read, SEGBIAS_SYSTEM. */
enum segbias_status segbias_catalogue_read(const struct segbias_log_opening *of, struct segbias_catalogue *out,
                                           struct segbias_item_log_facts *facts, uint64_t *repeated,
                                           struct segbias_error *error);

/* `history`: what people chose, after what they were shown. Errors: SEGBIAS_DATA where it cannot be read: no column of persons or categories
 * (with a catalogue, of items), several that may be it, rows of several kinds; SEGBIAS_SYSTEM. */
enum segbias_status segbias_item_log_read(const struct segbias_log_opening *of, bool history,
                                          const struct segbias_item_logs *logs, struct segbias_item_log_facts *facts,
                                          struct segbias_error *error);

#endif
