/* Room: jobs. The logs of items of the register of risks: what people were shown and what they chose, and the catalogue. */
#ifndef SEGBIAS_JOBS_RISKS_ITEMS_H
#define SEGBIAS_JOBS_RISKS_ITEMS_H

#include "jobs/risks_persons.h"
#include "sources/item_log.h"

/* Zero-initialise, with the campaign. */
struct segbias_risks_items_read {
	const struct segbias_risks_campaign *campaign;
	struct segbias_exposures *exposures;
	struct segbias_catalogue catalogue;
	struct segbias_risks_items items;
};

/* Reads them, and joins them with the persons. Errors: as segbias_item_log_read; SEGBIAS_DATA where a file has nothing in common with the one
 * that it belongs to. */
enum segbias_status segbias_risks_items_read(struct segbias_risks_items_read *own, struct segbias_error *error);
void segbias_risks_items_release(struct segbias_risks_items_read *own);

#endif
