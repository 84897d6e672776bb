/* Room: analysis. The lines in which a gate says what breached, or how near it was: English, as all messages are. */
#ifndef SEGBIAS_ANALYSIS_GATE_WORDS_H
#define SEGBIAS_ANALYSIS_GATE_WORDS_H

#include "analysis/gate_item.h"

/* Each makes one line in the arena; false: no memory. `expired` bytes NULL: no exemption covered it. */
bool segbias_gate_tell_breach(struct segbias_arena *arena, const struct segbias_gate_asked *asked,
                              const struct segbias_gate_item *item, struct segbias_label expired,
                              struct segbias_label *out);

/* Of a rule that was judged: row->message. */
bool segbias_gate_tell_rule(struct segbias_arena *arena, const struct segbias_gate_asked *asked,
                            const struct segbias_gate_item *worst, struct segbias_gate_row *row);

#endif
