/* Room: report. How a file was read, in two lines: what a row is, and which part every column has. */
#ifndef SEGBIAS_REPORT_TEXT_ROLES_H
#define SEGBIAS_REPORT_TEXT_ROLES_H

#include "report/paper.h"
#include "wording/wording.h"

void segbias_text_roles(struct segbias_paper *paper, struct segbias_teller *teller,
                        const struct segbias_input_facts *input);

/* The same as a sentence. */
const char *segbias_phrase_input(struct segbias_teller *teller, const struct segbias_input_facts *input);

#endif
