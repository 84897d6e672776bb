/* Room: jobs. Who of the campaign the people of a log are, and what the logs of the register of risks share. */
#ifndef SEGBIAS_JOBS_RISKS_PERSONS_H
#define SEGBIAS_JOBS_RISKS_PERSONS_H

#include "analysis/risks.h"
#include "jobs/run.h"
#include "sources/log_file.h"

/* Zero-initialise, with the run. */
struct segbias_risks_campaign {
	struct segbias_run *run;
	struct segbias_record_watch watch;
	uint32_t *values; /* [room * attributes], by person of the campaign */
	uint8_t *agreed;  /* [room] */
	size_t room;
	bool *wanted;
};

/* Before the campaign is poured: from then on it is seen which values its persons have, if there is a log. */
void segbias_risks_campaign_watch(struct segbias_risks_campaign *own);

/* Afterwards. Errors: SEGBIAS_DATA where --by names no attribute that is compared. */
enum segbias_status segbias_risks_campaign_settle(struct segbias_risks_campaign *own, struct segbias_risks_persons *out,
                                                  struct segbias_error *error);

/* The person of that name; UINT32_MAX: there is none. context: the campaign. */
uint32_t segbias_risks_campaign_find(const void *context, struct segbias_label person);

/* That no person of the log is one of the campaign. Returns SEGBIAS_DATA. */
enum segbias_status segbias_risks_campaign_refuse(const char *path, struct segbias_error *error);

/* How the log that an option names is opened. */
void segbias_risks_campaign_open(const struct segbias_run *run, const char *path, const char *option,
                                 struct segbias_log_opening *out);

/* A warning of so many rows or persons of the file, if there are any. */
void segbias_risks_campaign_note(const struct segbias_run *run, const char *path, const char *code, double count,
                                 const char *one, const char *many);

void segbias_risks_campaign_release(struct segbias_risks_campaign *own);

#endif
