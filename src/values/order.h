/* Room: values. Orders that people expect of values, by a table (data/orders.def): education, agreement, months. */
#ifndef SEGBIAS_VALUES_ORDER_H
#define SEGBIAS_VALUES_ORDER_H

#include "base/text.h"
#include <stdint.h>

/* More values than this are in no known order. */
enum { SEGBIAS_ORDER_VALUES_MAX = 40 };

/* Of a value that says that it is unknown: it stands last. */
#define SEGBIAS_ORDER_UNKNOWN UINT32_MAX

struct segbias_order {
	const char *name; /* a string constant; NULL: the values are in no known order */
	bool scale;       /* every value is a step of a scale */
};

/* The first order of the table that explains all labels[count], each by a step of its own or as unknown. steps[count]: where
 * each stands; untouched where there is no order. */
struct segbias_order segbias_order_find(const struct segbias_label *labels, size_t count, uint32_t *steps);

#endif
