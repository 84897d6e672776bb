/* Room: jobs. A part of a campaign that is counted by the plan of a tally, whatever it shows itself: the reference is not read. */
#ifndef SEGBIAS_JOBS_FOLLOWED_H
#define SEGBIAS_JOBS_FOLLOWED_H

#include "jobs/tallied.h"
#include "match/rules.h"

/* Adds how the campaign's file is read, and how its cells become ids: ,"file":{…},"rules":{…}. Of a run that has matched and not yet
 * poured. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_followed_write(struct segbias_run *run, struct segbias_lines *lines,
                                           struct segbias_error *error);

/* What is followed. Release in any case. */
struct segbias_followed {
	struct segbias_arena arena;
	struct segbias_following file;
	struct segbias_rules rules;
};

/* Reads it of the run's tally; the policy is read. Errors: SEGBIAS_DATA where another version of the program wrote it. */
enum segbias_status segbias_followed_read(struct segbias_run *run, struct segbias_followed *followed,
                                          struct segbias_error *error);
void segbias_followed_release(struct segbias_followed *followed);

#endif
