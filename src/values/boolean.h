/* Room: values. Words for yes and no. */
#ifndef SEGBIAS_VALUES_BOOLEAN_H
#define SEGBIAS_VALUES_BOOLEAN_H

#include "base/text.h"

/* 1, true, t, yes, y and 0, false, f, no, n, in any case. false: neither. */
bool segbias_boolean_parse(struct segbias_label label, bool *out);

#endif
