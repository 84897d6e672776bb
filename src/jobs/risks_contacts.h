/* Room: jobs. The log of contacts of the register of risks: who of the campaign its people are. */
#ifndef SEGBIAS_JOBS_RISKS_CONTACTS_H
#define SEGBIAS_JOBS_RISKS_CONTACTS_H

#include "analysis/risks.h"
#include "jobs/run.h"

/* Zero-initialise, with the run. */
struct segbias_risks_contacts {
	struct segbias_run *run;
	struct segbias_record_watch watch;
	uint32_t *values; /* [room * attributes], by person of the campaign */
	uint8_t *agreed;  /* [room] */
	size_t room;
	struct segbias_contacts *contacts;
	bool *wanted;
	struct segbias_risks_log log;
};

/* Before the campaign is poured: from then on it is seen which values its persons have. */
void segbias_risks_contacts_watch(struct segbias_risks_contacts *own);

/* Reads the log and joins it with the persons. Errors: as segbias_contact_log_read; SEGBIAS_DATA where it has no person of the campaign, and
 * where --by names no attribute that is compared. */
enum segbias_status segbias_risks_contacts_read(struct segbias_risks_contacts *own, struct segbias_error *error);
void segbias_risks_contacts_release(struct segbias_risks_contacts *own);

#endif
