/* Room: base. Exact sums as text: one text for one value, in whatever parts it is held. */
#ifndef SEGBIAS_BASE_SUM_TEXT_H
#define SEGBIAS_BASE_SUM_TEXT_H

#include "base/sum.h"
#include "base/text.h"

/* Adds "0", or a sign where it is below 0, an odd whole number in hexadecimal, "p" and the power of two that it is times:
 * 3.9375 is "3fp-4". */
void segbias_text_add_sum(struct segbias_text *text, const struct segbias_sum *sum);

/* Adds what the text says to the sum. false: it is not such a text of at most 2^1000 and of no bits below 2^-1074, or memory
 * ran out (*memory), and the sum is then that of some of it. */
bool segbias_sum_read(struct segbias_sum *sum, struct segbias_label text, bool *memory);

#endif
