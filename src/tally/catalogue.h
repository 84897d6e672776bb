/* Room: tally. All items that there are to be shown, and how often each was. */
#ifndef SEGBIAS_TALLY_CATALOGUE_H
#define SEGBIAS_TALLY_CATALOGUE_H

#include "base/intern.h"
#include <stdint.h>

/* Zero-initialise. */
struct segbias_catalogue {
	struct segbias_intern items;
	double *shown; /* [items.size] */
	size_t room;
};

void segbias_catalogue_release(struct segbias_catalogue *catalogue);

/* false: out of memory. *fresh: it was not there yet. */
bool segbias_catalogue_add(struct segbias_catalogue *catalogue, struct segbias_label item, bool *fresh);

/* false: it is not in the catalogue. */
bool segbias_catalogue_show(struct segbias_catalogue *catalogue, struct segbias_label item);

/* After the last row: shown[] rises, and no item has a name. */
void segbias_catalogue_finish(struct segbias_catalogue *catalogue, size_t *count);

#endif
