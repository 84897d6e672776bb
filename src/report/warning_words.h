/* Room: report. Warnings of a result that was kept, in the language of the page. */
#ifndef SEGBIAS_REPORT_WARNING_WORDS_H
#define SEGBIAS_REPORT_WARNING_WORDS_H

#include "wording/wording.h"

/* What the sentence says, in the teller's language; in English as it stands, and so where no translation is known. Never NULL. */
const char *segbias_warning_phrase(struct segbias_teller *teller, const char *message);

/* The same as a sentence of the page in English, too: what is filled in is set as a name, and not all of it. */
const char *segbias_warning_told(struct segbias_teller *teller, const char *message);

#endif
