/* Room: values. Which columns count all those about whom a decision was made. */
#ifndef SEGBIAS_VALUES_APPLICANTS_H
#define SEGBIAS_VALUES_APPLICANTS_H

#include "base/text.h"

/* Whether the name of a column says that it counts applicants, or whoever was considered: the words are in data/applicants.def. False:
 * out of memory. */
bool segbias_name_says_applicants(struct segbias_label name, bool *says);

#endif
