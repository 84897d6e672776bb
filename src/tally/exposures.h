/* Room: tally. The class exposure: what people were shown, and what they chose themselves before. Of a person only counters are kept: two for
 * each category that there was anything of, which lose their names at the end; so that no order of the rows changes a figure.
 *
 * Invariants: names of persons are copied, and freed with it; what is read has none. Memory grows with persons and the categories that
 * each has (some 80 bytes each), never with rows.
 */
#ifndef SEGBIAS_TALLY_EXPOSURES_H
#define SEGBIAS_TALLY_EXPOSURES_H

#include "base/text.h"
#include <stdint.h>

struct segbias_exposures;

/* Of one category of one person. */
struct segbias_exposed_cell {
	uint32_t person;
	uint32_t chosen, shown;
};

struct segbias_exposed {
	uint32_t unit; /* whom another tally knows by the same name (segbias_exposures_join); UINT32_MAX: nobody */
	uint32_t shown, chosen;                   /* exposures of a known category, and choices */
	const struct segbias_exposed_cell *cells; /* [count], by chosen and shown: never by the category */
	size_t count;
};

/* false, of all of these: out of memory. */
bool segbias_exposures_create(struct segbias_exposures **out);
void segbias_exposures_free(struct segbias_exposures *exposures);

/* The person was shown something of the category, any number that is its own. */
bool segbias_exposures_show(struct segbias_exposures *exposures, struct segbias_label person, uint32_t category);

/* The person chose something of it. *known: they were shown something, too; others are forgotten. After the last that was shown. */
bool segbias_exposures_choose(struct segbias_exposures *exposures, struct segbias_label person, uint32_t category,
                              bool *known);

/* After the last row: forgets which category is which. Once; it needs no memory. */
void segbias_exposures_finish(struct segbias_exposures *exposures);

/* Gives every person the unit of the name, UINT32_MAX for none; then the names are forgotten. After the finish. */
void segbias_exposures_join(struct segbias_exposures *exposures,
                            uint32_t (*find)(const void *context, struct segbias_label person), const void *context);

/* In no order that means anything. */
const struct segbias_exposed *segbias_exposures_people(const struct segbias_exposures *exposures, size_t *count);

#endif
