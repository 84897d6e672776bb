/* Room: jobs. A review for those who may see every count, and for readers elsewhere. */
#ifndef SEGBIAS_JOBS_REVIEW_SHOW_H
#define SEGBIAS_JOBS_REVIEW_SHOW_H

#include "jobs/review_published.h"

/* As segbias_review_show; of `publication` (NULL: nothing is withheld) the runs that were shown are known afterwards. Errors: those, and
 * those of segbias_publication_apply and _check. */
enum segbias_status segbias_review_show_as(const struct segbias_review_request *request,
                                           struct segbias_review_publication *publication,
                                           struct segbias_findings **findings, struct segbias_error *error);

/* The entry of an export, which remembers what was shown of `publication`. Errors: SEGBIAS_USAGE, and SEGBIAS_SYSTEM, also where something
 * is withheld and the ledger was added to since. */
enum segbias_status segbias_review_enter(const struct segbias_review_request *request,
                                         const struct segbias_review_publication *publication,
                                         struct segbias_error *error);

#endif
