/* Room: report. What is said of an attribute whose values are compared one by one: people gave several answers, or the reference lists
 * less than those who answered. Belongs here: which of the two it is, in words. */
#ifndef SEGBIAS_REPORT_ANSWERS_H
#define SEGBIAS_REPORT_ANSWERS_H

#include "report/section.h"

/* Under a table of the comparison, which is `multi`. */
const char *segbias_phrase_answers(struct segbias_teller *teller, const struct segbias_comparison *comparison);

/* Of the attribute, which is `multi`, in a list of how it was read. */
const char *segbias_phrase_answered(struct segbias_teller *teller, const struct segbias_findings *findings,
                                    const struct segbias_attribute_setting *attribute);

#endif
