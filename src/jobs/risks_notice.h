/* Room: jobs. The notice to people, which the policy's words make: in English and in Arabic, whatever the report's language. */
#ifndef SEGBIAS_JOBS_RISKS_NOTICE_H
#define SEGBIAS_JOBS_RISKS_NOTICE_H

#include "analysis/risks.h"

/* Fills findings->risks.notice_en and .notice_ar, where the policy says all that they need: a purpose of every column of used[count], who
 * is responsible, how to reach them, which rights there are, and to whom data are given. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_risks_notice(const struct segbias_risks_keys *keys, const struct segbias_label *used,
                                         size_t count, struct segbias_findings *findings, struct segbias_error *error);

#endif
