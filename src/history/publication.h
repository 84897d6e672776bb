/* Room: history. What an export published, as its entry remembers it: in its note, words between blanks, so that the chain's hash is of it
 * too. "publish=10" is K, "salt=" a random word. Then of each run that it showed any figure of "run=3", and what was withheld of it: "values=1-3,7", counted over
 * all groups of the result; "missing=2", "unmatched=", "rows=": of which comparisons. Of a run that an earlier export showed nothing
 * stands behind its number: what is withheld of a run is so once and for all. */
#ifndef SEGBIAS_HISTORY_PUBLICATION_H
#define SEGBIAS_HISTORY_PUBLICATION_H

#include "history/entries.h"

/* Which of `count` are marked, as "1-3,7". */
void segbias_marks_write(const bool *marks, size_t count, struct segbias_text *out);

/* Marks them. false: it is no such list, or one of more. */
bool segbias_marks_read(struct segbias_label text, bool *marks, size_t count);

/* The word of the note that begins so ("run="), from *at on, which moves behind it; bytes NULL: there is none before the next word "run=".
 * Of "run=" itself the next one anywhere. */
struct segbias_label segbias_publication_word(struct segbias_label note, const char *name, size_t *at);

/* A whole number of a word; -1: it is none. */
int64_t segbias_publication_number(struct segbias_label word);

#endif
