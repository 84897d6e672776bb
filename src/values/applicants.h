/* Room: values. Which columns count all those about whom a decision was made, and which say who was not selected. */
#ifndef SEGBIAS_VALUES_APPLICANTS_H
#define SEGBIAS_VALUES_APPLICANTS_H

#include "base/text.h"

/* Whether the name of a column says that it counts applicants, or whoever was considered: the words are in data/applicants.def. False:
 * out of memory. */
bool segbias_name_says_applicants(struct segbias_label name, bool *says);

/* Whether the name of a column of decisions says that its yes is of those who were not selected (data/rejected.def). False: out of
 * memory. */
bool segbias_name_says_rejected(struct segbias_label name, bool *says);

#endif
