/* Room: jobs. The log of contacts of the register of risks. */
#ifndef SEGBIAS_JOBS_RISKS_CONTACTS_H
#define SEGBIAS_JOBS_RISKS_CONTACTS_H

#include "jobs/risks_persons.h"

/* Zero-initialise, with the campaign. */
struct segbias_risks_contacts {
	const struct segbias_risks_campaign *campaign;
	struct segbias_contacts *contacts;
	struct segbias_risks_log log;
};

/* Reads the log and joins it with the persons. Errors: as segbias_contact_log_read; SEGBIAS_DATA where it has no person of the campaign. */
enum segbias_status segbias_risks_contacts_read(struct segbias_risks_contacts *own, struct segbias_error *error);
void segbias_risks_contacts_release(struct segbias_risks_contacts *own);

#endif
