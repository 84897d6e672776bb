/* Room: jobs. What the files of the job of weights share. */
#ifndef SEGBIAS_JOBS_WEIGH_H
#define SEGBIAS_JOBS_WEIGH_H

#include "analysis/weigh.h"
#include "jobs/run.h"
#include <segbias/weigh.h>

/* The request, checked. Errors: SEGBIAS_USAGE. */
enum segbias_status segbias_weigh_read(const struct segbias_weigh_request *request, struct segbias_weigh_asked *out,
                                       struct segbias_error *error);

/* A kind of record as it is poured; `weighted`: the plan has weights. */
struct segbias_weigh_seen {
	struct segbias_joint *joint;
	bool weighted;
};

/* The campaign a second time, each record with its weight[joint's kinds] (NaN: none) behind it. Errors: SEGBIAS_DATA where its
 * records are not the lines of the file, and where it has changed; SEGBIAS_USAGE where it has such a column. */
enum segbias_status segbias_weigh_campaign(struct segbias_run *run, const char *path,
                                           const struct segbias_weigh_seen *seen, const double *weight,
                                           struct segbias_error *error);

/* The cells and their weight, as CSV. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_weigh_cells(const struct segbias_weigh *weigh, bool weighted,
                                        struct segbias_findings *findings, struct segbias_error *error);

#endif
